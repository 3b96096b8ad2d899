"""A network file holds a network, or is refused."""

import json
import os
import re
from pathlib import Path
from unittest.mock import Mock

import numpy as np
import pytest
from arrays import assert_same_parameters
from edits import edited_once
from hypothesis import given, settings
from hypothesis import strategies as st

from nn_core import Layer, Network, load_network, load_networks, network_names, parameters, save_network, save_networks
from nn_core.parameters import NETWORKS, rounded

PLAIN = {
    "card": {"made": "by hand ∂"},
    "input": "framed",
    "layers": [
        {"weights": [[1.0, -0.5], [0.25, 0.0], [0.1, 0.2]], "biases": [0.0, 1.0, -1.0], "activation": "relu"},
        {"weights": [[1, 2, 3]], "biases": [0], "activation": "sigmoid"},
    ],
}
BUNDLED = {"format": "nn_core bundle 1", "input": "framed", "layers": [[2, 1, "sigmoid"]], "cards": [{"seed": 1}, {"seed": 2}]}
SAVERS = [save_network, lambda network, path: save_networks([network], path)]
SIX = np.arange(6, dtype="<f4").tobytes()


@pytest.fixture
def file(tmp_path):
    return tmp_path / "network.json"


def write_plain(path, plain):
    path.write_text(json.dumps(plain), encoding="utf-8")


def assert_same(found, expected, atol=0.0):
    assert (found.input, found.card, found.sizes) == (expected.input, expected.card, expected.sizes)
    assert [layer.activation for layer in found.layers] == [layer.activation for layer in expected.layers]
    assert_same_parameters(found.layers, expected.layers, atol)


def test_a_file_written_by_hand_is_read(file):
    write_plain(file, PLAIN)
    layers = [Layer([[1.0, -0.5], [0.25, 0.0], [0.1, 0.2]], [0.0, 1.0, -1.0], "relu"), Layer([[1.0, 2.0, 3.0]], [0.0])]
    assert_same(load_network(file), Network(layers, card={"made": "by hand ∂"}))


def test_what_is_written_is_plain_json_in_the_stated_form(file):
    write_plain(file, PLAIN)
    save_network(load_network(file), file)
    written = json.loads(file.read_text(encoding="utf-8"))
    assert written.pop("digest")
    assert written == PLAIN
    assert "∂" in file.read_text(encoding="utf-8")


@settings(max_examples=25)
@given(st.lists(st.integers(1, 6), min_size=2, max_size=4), st.integers(0, 2**32 - 1), st.sampled_from(["sigmoid", "relu"]))
def test_saving_and_loading_is_rounding_to_4_decimals(tmp_path_factory, sizes, seed, activation):
    network = Network.random(sizes, seed, activation, input="straightened")
    network.card = {"seed": seed, "share": 0.125, "text": 'quotes " and ü'}
    folder = tmp_path_factory.mktemp("networks")
    save_network(network, folder / "a.json")
    save_network(load_network(folder / "a.json"), folder / "b.json")
    assert (folder / "a.json").read_bytes() == (folder / "b.json").read_bytes()
    assert_same(load_network(folder / "a.json"), rounded(network))
    assert_same_parameters(
        rounded(network).layers, [Layer(np.round(layer.weights, 4), np.round(layer.biases, 4)) for layer in network.layers]
    )


def test_numbers_are_written_as_short_as_they_are(file):
    save_network(Network([Layer([[0.12344, 0.12346, -0.00001, 2.0, 100.0]], [-3.5])]), file)
    assert set(re.findall(r"\[[\d.,-]+\]", file.read_text(encoding="utf-8"))) == {"[0.1234,0.1235,0,2,100]", "[-3.5]"}


def test_a_float32_network_is_saved_like_its_float64_twin(file):
    narrow = Network.random([5, 4], seed=1, dtype=np.float32)
    save_network(narrow, file)
    np.testing.assert_allclose(load_network(file).layers[0].weights, narrow.layers[0].weights, atol=5.1e-5)
    assert load_network(file).layers[0].weights.dtype == np.float64


@pytest.mark.parametrize("name", network_names())
def test_every_shipped_network_is_read_and_is_as_it_would_be_written(name, file):
    network = load_network(name)
    assert_same(rounded(network), network)
    save_network(network, file)
    assert file.read_bytes() == (parameters.NETWORKS / f"{name}.json").read_bytes()


def number_turned(path, place):
    """The content of a network's file with the sign of its place-th number, not counting zeros, turned."""
    before, layers = path.read_text(encoding="utf-8").split('"layers": ')
    numbers = list(re.finditer(r"-?\d*\.?\d*[1-9]\d*", layers))
    start, end = numbers[place % len(numbers)].span()
    turned = layers[start:end].removeprefix("-") if layers[start] == "-" else f"-{layers[start:end]}"
    return f'{before}"layers": {layers[:start]}{turned}{layers[end:]}'


@pytest.mark.parametrize("name", network_names())
def test_the_turned_sign_of_any_one_parameter_of_a_shipped_network_is_noticed(name, file):
    for place in np.random.default_rng(1).integers(600_000, size=3):
        file.write_text(number_turned(parameters.NETWORKS / f"{name}.json", place))
        with pytest.raises(ValueError, match="network.json is not a network file: it was edited after it was saved"):
            load_network(file)


def test_every_figure_of_a_shipped_card_times_one_and_a_half_is_noticed(file):
    plain = json.loads((parameters.NETWORKS / "framed.json").read_text(encoding="utf-8"))
    for edited in edited_once(plain["card"]):
        write_plain(file, {**plain, "card": edited})
        with pytest.raises(ValueError, match="it was edited after it was saved"):
            load_network(file)


@pytest.mark.parametrize("name", ["twins", "rough-twins"])
def test_the_turned_sign_of_a_parameter_or_an_edited_card_of_a_shipped_bundle_is_noticed(name, file):
    content = (parameters.NETWORKS / f"{name}.bin").read_bytes()
    body = content.index(b"\n") + 1
    for place in np.random.default_rng(1).integers((len(content) - body) // 4, size=20):
        sign = body + 4 * place + 3
        file.write_bytes(content[:sign] + bytes([content[sign] ^ 0x80]) + content[sign + 1 :])
        with pytest.raises(ValueError, match="it was edited after it was saved"):
            load_networks(file)
    file.write_bytes(content.replace(b'"test_accuracy": 0.9', b'"test_accuracy": 0.8', 1))
    with pytest.raises(ValueError, match="it was edited after it was saved"):
        load_networks(file)


@pytest.mark.parametrize("path", sorted(parameters.NETWORKS.iterdir()), ids=lambda path: path.name)
def test_every_shipped_file_has_a_digest(path):
    assert re.search(rb'"digest": "[0-9a-f]{16}"', path.read_bytes())


def test_a_fingerprint_follows_from_the_parameters_alone(file):
    network = Network.random([5, 4], seed=1)
    save_network(network, file)
    twin = load_network(file)
    twin.card = {"name": "twin"}
    assert parameters.fingerprint(twin) == parameters.fingerprint(rounded(network)) != parameters.fingerprint(network)


def test_without_a_name_the_network_is_framed():
    assert_same(load_network(), load_network("framed"))


def test_an_unknown_name_is_answered_with_the_known_ones(tmp_path, monkeypatch):
    monkeypatch.setattr(parameters, "NETWORKS", tmp_path)
    for name in ("one", "another"):
        write_plain(tmp_path / f"{name}.json", PLAIN)
    assert network_names() == ["another", "one"]
    assert load_network("one").sizes == [2, 3, 1]
    with pytest.raises(FileNotFoundError, match="'framde'.* another, one"):
        load_network("framde")


@pytest.mark.parametrize("name", ["missing.json", "sub/missing", "sub/missing.json"])
@pytest.mark.parametrize("load", [load_network, load_networks])
def test_a_missing_file_is_named(tmp_path, load, name):
    with pytest.raises(FileNotFoundError, match="missing"):
        load(tmp_path / name)


def changed(**changes):
    return {**PLAIN, **changes}


def with_first_layer(**changes):
    return changed(layers=[{**PLAIN["layers"][0], **changes}, PLAIN["layers"][1]])


DAMAGED = (
    [
        (json.dumps(PLAIN)[:-40], "it is not JSON, or part of it is missing"),
        (b"\x00", "it is not JSON, or part of it is missing"),
        (b"\x89PNG\r\n\x1a\n\xff", "it is not JSON, or part of it is missing"),
        (json.dumps(PLAIN).replace("0.25", "NaN"), "NaN is not a finite number"),
        (json.dumps(PLAIN).replace("0.25", "-Infinity"), "-Infinity is not a finite number"),
        (json.dumps(PLAIN).replace("0.25", "1e999"), "weights must be finite: there is a NaN or an infinity among them"),
        (json.dumps(PLAIN).replace("0.25", "1" * 500), "weights must be plain numbers in rows of equal length"),
        (json.dumps(PLAIN).replace("0.25", '"0.25"'), "weights must be plain numbers in rows of equal length"),
        (json.dumps(PLAIN).replace("0.25", "1" * 10_000), "Exceeds the limit .*"),
        (json.dumps(with_first_layer(weights=json.loads("[" * 500 + "]" * 500))), "weights must be plain numbers .*"),
        ("[" * 200_000, "its parts are not where they belong"),
        ('{"layers":' * 200_000, "its parts are not where they belong"),
        ("[1, 2]", "its parts are not where they belong"),
        ("13002", "its parts are not where they belong"),
        ("null", "its parts are not where they belong"),
        (json.dumps(changed(layers={})), "a network needs at least one layer"),
        (json.dumps(changed(layers=[])), "a network needs at least one layer"),
        (json.dumps(changed(layers=[[1, 2]])), "its parts are not where they belong"),
        (json.dumps(changed(layers=PLAIN["layers"][::-1])), "layer 2 reads 2 activations, but layer 1 has 1 neurons"),
        (json.dumps(changed(input="raw")), "the input must be one of framed, straightened, got 'raw'"),
        (json.dumps(changed(input=["framed"])), r"the input must be one of framed, straightened, got \['framed'\]"),
        (json.dumps(changed(permutation=None)), "its permutation is null; a network that reads the pixels in their own order has none"),
        *(
            (
                json.dumps(changed(card={"permutation_seed": seed})),
                "its card names a permutation_seed, .* the permutation itself is missing",
            )
            for seed in (7, None, 1.5, "x")
        ),
        *(
            (json.dumps(changed(permutation=order)), "the permutation must hold each whole number from 0 to 1 once")
            for order in (7, [0.0, 1.0], [0, 2], [1], "10", {"0": 1}, [])
        ),
        (json.dumps(changed(card={"accuracy": 0.25})).replace("0.25", "1e999", 1), "Out of range float values are not JSON compliant.*"),
        (json.dumps(changed(card=json.loads('{"a":' * 30 + "1" + "}" * 30))), "the card is nested 31 deep, and at most 20 is read"),
        (json.dumps(changed(card={"a": json.loads("[" * 900 + "]" * 900)})), "(the card is nested 901 deep.*|its parts are not .*)"),
        (json.dumps(changed(card="text")), "the card must be an object of names and values"),
        (json.dumps(with_first_layer(activation="tanh")), "unknown activation 'tanh'; known are sigmoid, relu"),
        (json.dumps(with_first_layer(activation=["relu"])), "its parts are not where they belong"),
        (json.dumps(with_first_layer(weights=[[1, 2], [3, 4]])), "expected one bias for each of the 2 rows of weights.*"),
        (json.dumps(with_first_layer(weights=[[1, 2], [3]])), "weights must be plain numbers in rows of equal length"),
        (json.dumps(with_first_layer(weights=[])), "weights must be a table of rows.*"),
        (json.dumps(with_first_layer(biases=[None, 0, 0])), "biases must be plain numbers in rows of equal length"),
    ]
    + [(json.dumps({k: v for k, v in PLAIN.items() if k != key}), f"it has no '{key}'") for key in PLAIN]
    + [
        (json.dumps(changed(layers=[{k: v for k, v in PLAIN["layers"][0].items() if k != key}])), f"it has no '{key}'")
        for key in PLAIN["layers"][0]
    ]
)


@pytest.mark.parametrize(("text", "problem"), DAMAGED, ids=[problem for _, problem in DAMAGED])
def test_a_damaged_or_foreign_file_is_refused_with_the_reason(file, text, problem):
    file.write_bytes(text if isinstance(text, bytes) else text.encode())
    with pytest.raises(ValueError, match=f"network.json is not a network file: {problem}$"):
        load_network(file)


@pytest.mark.parametrize(("load", "kind"), [(load_network, "a network file"), (load_networks, "a bundle of networks")])
def test_what_the_system_cannot_read_is_told_for_what_it_is(file, monkeypatch, load, kind):
    with pytest.raises(ValueError, match=f"{file.parent.name}/? is a folder, not a file$"):
        load(f"{file.parent}/")
    file.touch()
    with pytest.raises(ValueError, match=r"network\.json is empty$"):
        load(file)
    file.write_bytes(b"[" * (parameters.MOST_BYTES + 1))
    with pytest.raises(ValueError, match=r"network\.json is too large: 8,388,609 bytes, and at most 8,388,608 are read$"):
        load(file)
    file.write_text("{}")
    monkeypatch.setattr(json, "loads", Mock(side_effect=MemoryError))
    with pytest.raises(ValueError, match=f"network.json is not {kind}: it takes more memory than there is$"):
        load(file)
    monkeypatch.setattr(Path, "read_bytes", Mock(side_effect=PermissionError(13, "Permission denied", str(file))))
    with pytest.raises(PermissionError, match="network.json"):
        load(file)


def test_a_bundle_is_called_one_where_a_single_network_is_wanted(file):
    save_networks([Network.random([2, 1], seed=0)], file)
    with pytest.raises(ValueError, match=r"network\.json is not a network file: it is a bundle of several, which load_networks reads$"):
        load_network(file)


def test_a_network_too_large_to_be_read_again_is_not_written(file, monkeypatch):
    monkeypatch.setattr(parameters, "MOST_BYTES", 100)
    for save in SAVERS:
        with pytest.raises(ValueError, match=r"network\.json would have \d+ bytes, and at most 100 are read again$"):
            save(Network.random([20, 1], seed=0), file)
    assert not file.exists()


def test_a_byte_order_mark_as_windows_writes_it_is_no_damage(file):
    file.write_bytes(b"\xef\xbb\xbf" + json.dumps(PLAIN).encode())
    assert load_network(file).sizes == [2, 3, 1]


def test_a_shipped_network_is_not_hidden_by_a_file_of_its_name_and_another_file_needs_no_ending(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "framed").mkdir()
    write_plain(tmp_path / "mine", PLAIN)
    assert load_network("framed").sizes == [784, 16, 16, 10]
    assert load_network("mine").sizes == [2, 3, 1]


@pytest.mark.parametrize(
    ("change", "problem"),
    [
        (lambda network: network.layers[0].weights.fill(np.nan), "weights must be finite"),
        (lambda network: setattr(network, "input", 'my "own"'), "the input must be one of"),
        (lambda network: network.card.update(accuracy=float("nan")), "JSON compliant"),
    ],
)
@pytest.mark.parametrize("save", SAVERS)
def test_what_could_not_be_read_again_is_not_written(file, change, problem, save):
    change(network := Network.random([2, 1], seed=0))
    with pytest.raises(ValueError, match=problem):
        save(network, file)
    assert not file.exists()


@pytest.mark.parametrize("save", SAVERS)
def test_saving_is_whole_or_nothing(file, monkeypatch, save):
    file.write_text("the old one")
    monkeypatch.setattr(os, "replace", Mock(side_effect=KeyboardInterrupt))
    with pytest.raises(KeyboardInterrupt):
        save(Network.random([2, 1], seed=0), file)
    assert file.read_text() == "the old one"
    assert list(file.parent.iterdir()) == [file]


def test_a_bundle_written_by_hand_is_read(file):
    file.write_bytes(bundle() + b"\n" + SIX)
    one, other = load_networks(str(file))
    assert_same(one, Network([Layer([[0.0, 1.0]], [2.0])], card={"seed": 1}))
    assert_same(other, Network([Layer([[3.0, 4.0]], [5.0])], card={"seed": 2}))
    assert one.layers[0].weights.dtype == np.float64


def test_a_bundle_gives_back_its_networks_in_order(file):
    networks = [Network.random([4, 3, 2], seed, input="straightened") for seed in range(3)]
    for seed, network in enumerate(networks):
        network.card = {"seed": seed}
        network.layers[1].biases[:] = seed, 0.25
    save_networks(networks, file)
    for before, after in zip(networks, load_networks(file), strict=True):
        assert_same(after, rounded(before), atol=1e-6)


@pytest.mark.parametrize("order", [[2, 0, 3, 1], None])
def test_a_permutation_is_a_field_of_the_file_if_there_is_one(file, order):
    save_network(Network.random([4, 2], seed=0, permutation=order), file)
    assert json.loads(file.read_text()).get("permutation") == order
    assert np.array_equal(load_network(file).permutation, order)


FOUR_TWO = Network.random([4, 2], seed=0)


@pytest.mark.parametrize(
    ("networks", "problem"),
    [
        ([FOUR_TWO, Network.random([4, 3], seed=0)], "one shape and one input"),
        ([FOUR_TWO, Network.random([4, 2], seed=0, input="straightened")], "one shape and one input"),
        ([FOUR_TWO, Network.random([4, 2], seed=0, activation="relu")], "one shape and one input"),
        ([Network.random([4, 2], seed=0, permutation=[2, 0, 3, 1])], "^a bundle has no place for a permutation$"),
        ([], "at least one network"),
    ],
)
def test_what_makes_no_bundle_is_refused_and_nothing_is_written(file, networks, problem):
    with pytest.raises(ValueError, match=problem):
        save_networks(networks, file)
    assert not file.exists()


def bundle(**changes):
    return json.dumps({**BUNDLED, **changes}).encode()


DAMAGED_BUNDLES = [
    (bundle() + b"\n" + SIX[:-1], "expected 24 bytes of numbers, got 23"),
    (bundle() + b"\n" + SIX + b"!", "expected 24 bytes of numbers, got 25"),
    (bundle(), "expected 24 bytes of numbers, got 0"),
    (bundle(layers=[[10**9, 10**9, "sigmoid"]]) + b"\n" + SIX, "expected 8000000008000000000 bytes of numbers, got 24"),
    (bundle(layers=[[10**4000, 1, "sigmoid"]]) + b"\n" + SIX, "expected .* bytes of numbers, got 24"),
    (bundle(layers=[[float("1e308") * 10, 1, "sigmoid"]]) + b"\n" + SIX, "Infinity is not a finite number"),
    (bundle().replace(b"[2, 1", b"[1e999, 1") + b"\n" + SIX, "its parts are not where they belong"),
    (bundle(layers=[[-1, 5, "sigmoid"]]) + b"\n", ".*"),
    (bundle(layers=[[0, 3, "sigmoid"]]) + b"\n" + SIX, "weights must be a table of rows.*"),
    (bundle(layers=[]) + b"\n", "a network needs at least one layer"),
    (bundle(layers=[[2, 1]]) + b"\n" + SIX, ".*"),
    (bundle(layers=7) + b"\n" + SIX, "its parts are not where they belong"),
    (bundle(cards=2) + b"\n" + SIX, "its parts are not where they belong"),
    (bundle(cards=[1, 2]) + b"\n" + SIX, "the card must be an object of names and values"),
    (bundle(format="nn_core bundle 2") + b"\n" + SIX, "expected the format 'nn_core bundle 1', got 'nn_core bundle 2'"),
    (bundle(input="raw") + b"\n" + SIX, "the input must be one of framed, straightened, got 'raw'"),
    (bundle() + b"\n" + SIX[:-4] + np.float32(np.nan).tobytes(), "biases must be finite.*"),
    (b"{}\n", "it has no 'format'"),
    (b"[1]\n", "its parts are not where they belong"),
    (b"\xff\xfe\n", "it is not JSON, or part of it is missing"),
    (b"[" * 200_000, "its parts are not where they belong"),
    (b"\x00", "it is not JSON, or part of it is missing"),
]


@pytest.mark.parametrize(("content", "problem"), DAMAGED_BUNDLES, ids=[problem for _, problem in DAMAGED_BUNDLES])
def test_a_damaged_or_foreign_bundle_is_refused_with_the_reason(file, content, problem):
    file.write_bytes(content)
    with pytest.raises(ValueError, match=f"network.json is not a bundle of networks: {problem}$"):
        load_networks(file)


def test_who_writes_on_the_card_of_a_network_changes_no_other():
    first = load_network()
    first.card["calibration"]["scale"] = 9
    assert load_network().card["calibration"]["scale"] != 9


@pytest.mark.parametrize("name", ["handmade", "plain"])
def test_of_an_edited_network_the_command_is_said_that_makes_it_again(tmp_path, name):
    command = load_network(name).card["rebuild"]
    text = (NETWORKS / f"{name}.json").read_text(encoding="utf-8")
    (tmp_path / "edited.json").write_text(text.replace('"train_accuracy": 0.', '"train_accuracy": 0.1', 1), encoding="utf-8")
    with pytest.raises(ValueError, match=f"it was edited after it was saved; `{re.escape(command)}` makes it again"):
        load_network(tmp_path / "edited.json")
