"""python -m nn_core.measure [PART ...], which `dials measure` runs: the findings of the chapters that no page can compute while it is built.

Every part is a function that returns a plain dictionary, shares from 0 to 1 rounded to 5 decimals. What it finds is kept in
the section "findings" of measurements.json, from where a chapter takes it: {= measured("findings", "edges")["framed"] =}.
"""

import argparse
import sys
from pathlib import Path

import numpy as np

from nn_core.card import made_here
from nn_core.edges import EDGE, edge_likeness
from nn_core.measurements import MEASUREMENTS, outline, store
from nn_core.parameters import NETWORKS, load_network, load_networks, network_names


def edges():
    """How edge-like the first layer of every network is: each neuron's cosine, their mean, and the share above the threshold."""
    networks = {name: load_network(name) for name in network_names()}
    for bundle in ("twins", "rough-twins"):
        networks |= {f"{bundle} {network.card['seed']}": network for network in load_networks(NETWORKS / f"{bundle}.bin")}
    return {name: _edges(network.layers[0].weights) for name, network in networks.items()}


def _edges(weights):
    likeness = edge_likeness(weights)
    return {
        "likeness": [plain(each) for each in likeness],
        "mean": plain(likeness.mean()),
        "edge_like": plain(np.mean(likeness > EDGE)),
    }


PARTS = {part.__name__: part for part in (edges,)}


def main(arguments=None):
    """Measure the parts asked for, print them, and keep them. Returns 0; a mistyped part ends with status 2."""
    parser = argparse.ArgumentParser(prog="dials measure", description=__doc__)
    parser.add_argument("parts", metavar="PART", nargs="*", help=f"one or more of {', '.join(PARTS)} (default: all)")
    parser.add_argument("--out", type=Path, default=MEASUREMENTS, help="the file to write into (default: the package's)")
    options = parser.parse_args(arguments)
    if unknown := set(options.parts) - set(PARTS):
        parser.error(f"unknown part {sorted(unknown)[0]!r}; known are {', '.join(PARTS)}")
    for part in options.parts or PARTS:
        print(f"\n{part}: {' '.join(PARTS[part].__doc__.split())}", flush=True)
        figures = PARTS[part]()
        print(*outline(figures), sep="\n", flush=True)
        store("findings", part, figures, made_here(), options.out)
    return 0


def plain(number):
    """A number as JSON keeps it: a float of 5 decimals."""
    return round(float(number), 5)


if __name__ == "__main__":
    sys.exit(main())
