"""The parameters of a network are plain numbers in a file, for Python and browser alike."""

import copy
import functools
import json
from pathlib import Path

import numpy as np

from nn_core.digest import digest
from nn_core.files import size_of, write_whole
from nn_core.layer import Layer
from nn_core.network import Network

NETWORKS = Path(__file__).parent / "data" / "networks"
DECIMALS = 4
BUNDLE_FORMAT = "nn_core bundle 1"
MOST_BYTES = 2**23  # of a file, about a million parameters: what is read from JSON can take thirty times as much memory
MOST_DEPTH = 20  # of a card


def network_names():
    """The names that load_network knows, in alphabetical order.

    Returns:
        Names such as "framed".
    """
    return sorted(path.stem for path in NETWORKS.glob("*.json"))


def load_network(name="framed"):
    """Read a network: one of those shipped, by its name, or any file, by its path.

    Args:
        name: "framed" (what the chapters dissect), another of network_names(), or the path of a file.

    Returns:
        A Network, whose card says how it came to be.

    Raises:
        FileNotFoundError: for an unknown name.
        ValueError: for a damaged or foreign file, or one that was edited after it was saved.

    Examples:
        >>> print(load_network())
        Network 784-16-16-10, reads framed digits
          layer 1: 12,544 weights +  16 biases = 12,560  (sigmoid)
          layer 2:    256 weights +  16 biases =    272  (sigmoid)
          layer 3:    160 weights +  10 biases =    170  (sigmoid)
          13,002 parameters
    """
    path = _path_of(name)
    content = _read(path)
    try:
        if BUNDLE_FORMAT.encode() in content.partition(b"\n")[0]:
            raise ValueError("it is a bundle of several, which load_networks reads")
        return _from_plain(_parsed(content.decode("utf-8-sig")))
    except Exception as problem:  # no list is long enough for what a file that someone cut, edited or made up can raise
        raise ValueError(f"{path} is not a network file: {_reason(problem)}") from None


def save_network(network, path):
    """Write a network as JSON, its numbers rounded to 4 decimals: the whole file, or nothing.

    Form: {"digest": "…", "card": {…}, "input": "framed", "layers": [{"weights": [[…]], "biases": […], "activation": "sigmoid"}]},
    and "permutation": [784 indices] after "input" for a network whose pixels are permuted.
    The digest tells whether anything was edited afterwards; a file written by hand needs none.

    Args:
        network: a Network.
        path: where to; the folder must exist.

    Raises:
        ValueError: for a network that load_network would refuse, whose numbers are not finite.
        FileNotFoundError: when there is no such folder.
    """
    layers = ",\n".join(
        f'{{"activation": "{layer.activation}",\n"biases": {_row(layer.biases)},\n"weights": [\n'
        + ",\n".join(_row(row) for row in layer.weights)
        + "\n]}"
        for layer in rounded(network).layers
    )
    card = json.dumps(network.card, indent=1, ensure_ascii=False, allow_nan=False)
    order = "" if network.permutation is None else f'"permutation": {network.permutation.tolist()},\n'
    rest = f'"card": {card},\n"input": "{network.input}",\n{order}"layers": [\n{layers}\n]}}\n'
    read_again = _from_plain(json.loads(f"{{{rest}"))
    _write(path, f'{{"digest": "{_digest_of_file(read_again)}",\n{rest}'.encode())


def rounded(network):
    """The network as save_network writes it: every parameter rounded to 4 decimals.

    Args:
        network: a Network, which is not changed.

    Returns:
        A Network.
    """
    layers = [Layer(np.round(layer.weights, DECIMALS), np.round(layer.biases, DECIMALS), layer.activation) for layer in network.layers]
    return Network(layers, network.input, network.permutation, network.card)


def fingerprint(network):
    """The digest of all that decides the answers of a network; its card does not.

    Args:
        network: a Network.

    Returns:
        Sixteen characters, see digest.
    """
    # Adding 0.0 turns a -0.0 into 0.0.
    layers = [[layer.activation, layer.weights + 0.0, layer.biases + 0.0] for layer in network.layers]
    return digest([network.input, network.permutation, layers])


def load_networks(path):
    """Read many networks of one shape from one file, a bundle.

    A bundle is one line of JSON, then little-endian float32 numbers. The line is
    {"format", "input", "layers": [[n_in, n_out, activation], …], "cards": [{…}, …], "digest"}.
    For each card there follow, layer by layer, the weights row after row and then the biases.

    Args:
        path: of the bundle.

    Returns:
        A list of Network.

    Raises:
        FileNotFoundError: when there is no such file.
        ValueError: for a damaged or foreign file.
    """
    content = _read(path)
    try:
        header_line, _, body = content.partition(b"\n")
        header = json.loads(header_line.decode("utf-8"), parse_constant=_refuse_constant)
        if header["format"] != BUNDLE_FORMAT:
            raise ValueError(f"expected the format {BUNDLE_FORMAT!r}, got {header['format']!r}")
        shapes = [(int(n_in), int(n_out)) for n_in, n_out, _ in header["layers"]]
        names = [activation for _, _, activation in header["layers"]]
        each = sum((n_in + 1) * n_out for n_in, n_out in shapes)
        expected = 4 * each * len(header["cards"])
        if len(body) != expected:
            raise ValueError(f"expected {expected} bytes of numbers, got {len(body)}")
        if "digest" in header and header.pop("digest") != digest([header, np.frombuffer(body, "<f4")]):
            raise _edited(header["cards"][0])
        numbers = np.frombuffer(body, "<f4").reshape(len(header["cards"]), each).astype(float)
        return [
            Network(
                [Layer(weights, biases, name) for (weights, biases), name in zip(cut_into_layers(row, shapes), names, strict=True)],
                header["input"],
                card=_known_card(card),
            )
            for row, card in zip(numbers, header["cards"], strict=True)
        ]
    except Exception as problem:
        raise ValueError(f"{path} is not a bundle of networks: {_reason(problem)}") from None


def save_networks(networks, path):
    """Write many networks of one shape and input as a bundle: all of it, or nothing.

    Args:
        networks: a list of Network.
        path: where to; the folder must exist.

    Raises:
        ValueError: for no network, or networks that differ in shape or input.
        FileNotFoundError: when there is no such folder.
    """
    if not networks:
        raise ValueError("a bundle needs at least one network")
    if any(network.permutation is not None for network in networks):
        raise ValueError("a bundle has no place for a permutation")
    heads = [
        {
            "format": BUNDLE_FORMAT,
            "input": network.input,
            "layers": [[layer.inputs, layer.neurons, layer.activation] for layer in network.layers],
        }
        for network in networks
    ]
    if any(head != heads[0] for head in heads):
        raise ValueError("all networks of a bundle must have one shape and one input")
    header = heads[0] | {"cards": [network.card for network in networks]}
    numbers = [part.ravel() for network in networks for layer in rounded(network).layers for part in (layer.weights, layer.biases)]
    body = np.concatenate(numbers).astype("<f4")
    read_again = json.loads(json.dumps(header, allow_nan=False))
    header["digest"] = digest([read_again, body])
    _write(path, json.dumps(header, ensure_ascii=False).encode("utf-8") + b"\n" + body.tobytes())


def _path_of(name):
    path = Path(name)
    if path.suffix != ".json" and str(name) == path.name:
        shipped = NETWORKS / f"{name}.json"
        if shipped.is_file():
            return shipped
        if not path.is_file():
            raise FileNotFoundError(f"no network is called {str(name)!r}; there are {', '.join(network_names())}")
    if not path.exists():
        raise FileNotFoundError(f"there is no network file {path}")
    return path


@functools.lru_cache(maxsize=20)
def _parsed(text):
    """The parsed text, kept: parsing takes most of the time of reading a network."""
    return json.loads(text, parse_constant=_refuse_constant)


def _from_plain(plain):
    if plain.get("permutation", ()) is None:
        raise ValueError("its permutation is null; a network that reads the pixels in their own order has none")
    if "permutation_seed" in plain["card"] and "permutation" not in plain:
        raise ValueError("its card names a permutation_seed, as the first files did; the permutation itself is missing")
    layers = [Layer(layer["weights"], layer["biases"], layer["activation"]) for layer in plain["layers"]]
    network = Network(layers, plain["input"], plain.get("permutation"), copy.deepcopy(_known_card(plain["card"])))
    if "digest" in plain and plain["digest"] != _digest_of_file(network):
        raise _edited(network.card)
    return network


def _edited(card):
    again = f"; `{card['rebuild']}` makes it again" if "rebuild" in card else ""
    return ValueError(f"it was edited after it was saved{again}")


def _digest_of_file(network):
    return digest([network.card, fingerprint(network)])


def cut_into_layers(vector, shapes):
    """Cut a long vector into the weights and biases of each layer.

    Args:
        vector: (n,), the weights and then the biases of the first layer, then those of the next.
        shapes: (n_in, n_out) for each layer.

    Yields:
        Weights (n_out, n_in) and biases (n_out,), views of the vector: who changes them changes it.
    """
    start = 0
    for n_in, n_out in shapes:
        middle, end = start + n_in * n_out, start + (n_in + 1) * n_out
        yield vector[start:middle].reshape(n_out, n_in), vector[middle:end]
        start = end


def _read(path):
    size_of(path, MOST_BYTES)
    return Path(path).read_bytes()


def _write(path, content):
    if len(content) > MOST_BYTES:
        raise ValueError(f"{path} would have {len(content):,} bytes, and at most {MOST_BYTES:,} are read again")
    write_whole(path, content)


def _known_card(card):
    if not isinstance(card, dict):
        raise ValueError("the card must be an object of names and values")
    if _depth(card) > MOST_DEPTH:
        raise ValueError(f"the card is nested {_depth(card)} deep, and at most {MOST_DEPTH} is read")
    json.dumps(card, allow_nan=False)  # 1e999 was read as an infinity, which no JSON can hold
    return card


def _depth(value):
    inner = value.values() if isinstance(value, dict) else value if isinstance(value, list) else ()
    return 1 + max(map(_depth, inner), default=0)


def _row(numbers):
    # Adding 0.0 turns a rounded -0.0 into 0.0.
    return "[" + ",".join(f"{number:.{DECIMALS}f}".rstrip("0").rstrip(".") for number in numbers + 0.0) + "]"


def _refuse_constant(name):
    raise ValueError(f"{name} is not a finite number")


def _reason(problem):
    if isinstance(problem, KeyError):
        return f"it has no {problem.args[0]!r}"
    if isinstance(problem, json.JSONDecodeError | UnicodeDecodeError):
        return "it is not JSON, or part of it is missing"
    if isinstance(problem, ValueError):
        return str(problem)
    if isinstance(problem, MemoryError):
        return "it takes more memory than there is"
    return "its parts are not where they belong"
