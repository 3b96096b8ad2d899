"""Measure every stored figure again, and compare: python -m tests.tools.stored [SECTION ...], which `make stored` runs.

The cards of the shipped networks are measured here, all but the accuracy on the images kept back: that belongs to a first
run, which tests.tools.rebuild repeats.
"""

import argparse
import sys

from nn_core.evaluation.model_card import measure_card
from nn_core.evaluation.parts import ONE_IMAGE, differences, shipped_networks
from nn_core.experiments import findings
from nn_core.mnist import load_mnist
from nn_core.parameters import network_names
from tests.bench import __main__ as bench
from tests.trust import __main__ as trust

BUNDLES = ("twins", "rough-twins")


def wrong_on_the_card(network, data):
    """The figures of a card that are not what is measured now, a line for each, with the command that makes the network again."""
    found = measure_card(network, data)
    stored = {name: network.card.get(name, {}) for name in found}
    lines = differences(stored, found, lambda _, one, other: abs(one - other) <= ONE_IMAGE)
    return [f"{line}; `{network.card['rebuild']}` makes the network again" for line in lines]


def cards():
    """Measure every card again, and print what is wrong. Returns the status 0, or 1 when anything is."""
    wrong = False
    for name, network in shipped_networks((*network_names(), *BUNDLES)).items():
        lines = wrong_on_the_card(network, load_mnist())
        wrong |= bool(lines)
        print(f"card of {name}:", "as it is stored" if not lines else "", *lines, sep="\n  ", flush=True)
    return int(wrong)


SECTIONS = {
    "cards": cards,
    "findings": lambda: findings.main(["--check"]),
    "speed": lambda: bench.main(["--check"]),
    "trust": lambda: trust.main(["--check"]),
}


def main(arguments=None):
    """Measure the sections asked for again, by default all. Returns the status 0, or 1 when anything is not as it is stored."""
    parser = argparse.ArgumentParser(prog="python -m tests.tools.stored", description=__doc__.split(":")[0])
    parser.add_argument("sections", metavar="SECTION", nargs="*", help=f"some of {', '.join(SECTIONS)} (default: all)")
    names = parser.parse_args(arguments).sections
    if unknown := set(names) - set(SECTIONS):
        parser.error(f"unknown section {min(unknown)!r}; known are {', '.join(SECTIONS)}")
    return max(SECTIONS[name]() for name in names or SECTIONS)


if __name__ == "__main__":
    sys.exit(main())
