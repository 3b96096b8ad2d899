"""A network file holds a network, or is refused."""

import json
import os

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from nn_core import Layer, Network, load_network, load_networks, network_names, parameters, save_network, save_networks
from nn_core.parameters import rounded

PLAIN = {
    "card": {"made": "by hand ∂"},
    "input": "framed",
    "layers": [
        {"weights": [[1.0, -0.5], [0.25, 0.0], [0.1, 0.2]], "biases": [0.0, 1.0, -1.0], "activation": "relu"},
        {"weights": [[1, 2, 3]], "biases": [0], "activation": "sigmoid"},
    ],
}
BUNDLED = {"format": "nn_core bundle 1", "input": "framed", "layers": [[2, 1, "sigmoid"]], "cards": [{"seed": 1}, {"seed": 2}]}
SIX = np.arange(6, dtype="<f4").tobytes()


@pytest.fixture
def file(tmp_path):
    return tmp_path / "network.json"


def write_plain(path, plain):
    path.write_text(json.dumps(plain), encoding="utf-8")


def same(one, other):
    assert (one.input, one.card, one.sizes) == (other.input, other.card, other.sizes)
    for a, b in zip(one.layers, other.layers, strict=True):
        np.testing.assert_array_equal(a.weights, b.weights)
        np.testing.assert_array_equal(a.biases, b.biases)
        assert a.activation == b.activation


def test_a_file_written_by_hand_is_read(file):
    write_plain(file, PLAIN)
    network = load_network(file)
    assert network.sizes == [2, 3, 1]
    assert [layer.activation for layer in network.layers] == ["relu", "sigmoid"]
    assert network.card == {"made": "by hand ∂"}
    assert network.input == "framed"
    np.testing.assert_array_equal(network.layers[0].weights[0], [1, -0.5])
    np.testing.assert_array_equal(network.layers[0].biases, [0, 1, -1])


def test_what_is_written_is_plain_json_in_the_stated_form(file):
    write_plain(file, PLAIN)
    save_network(load_network(file), file)
    assert json.loads(file.read_text(encoding="utf-8")) == PLAIN
    assert "∂" in file.read_text(encoding="utf-8")


@settings(max_examples=25)
@given(st.lists(st.integers(1, 6), min_size=2, max_size=4), st.integers(0, 2**32 - 1), st.sampled_from(["sigmoid", "relu"]))
def test_saving_and_loading_is_rounding_to_4_decimals(tmp_path_factory, sizes, seed, activation):
    network = Network.random(sizes, seed, activation, input="straightened")
    network.card = {"seed": seed, "share": 0.125, "text": 'quotes " and ü'}
    folder = tmp_path_factory.mktemp("networks")
    save_network(network, folder / "a.json")
    same(load_network(folder / "a.json"), rounded(network))
    for before, after in zip(network.layers, rounded(network).layers, strict=True):
        np.testing.assert_array_equal(after.weights, np.round(before.weights, 4))
        np.testing.assert_array_equal(after.biases, np.round(before.biases, 4))
    save_network(load_network(folder / "a.json"), folder / "b.json")
    assert (folder / "a.json").read_bytes() == (folder / "b.json").read_bytes()


def test_numbers_are_written_as_short_as_they_are(file):
    save_network(Network([Layer([[0.12344, 0.12346, -0.00001, 2.0, 100.0]], [-3.5])]), file)
    text = file.read_text(encoding="utf-8")
    assert "[0.1234,0.1235,0,2,100]" in text
    assert "[-3.5]" in text


def test_a_float32_network_is_saved_like_its_float64_twin(file):
    narrow = Network.random([5, 4], seed=1, dtype=np.float32)
    save_network(narrow, file)
    np.testing.assert_allclose(load_network(file).layers[0].weights, narrow.layers[0].weights, atol=5.1e-5)
    assert load_network(file).layers[0].weights.dtype == np.float64


@pytest.mark.parametrize("name", network_names())
def test_every_shipped_network_is_read_and_is_as_it_would_be_written(name, file):
    network = load_network(name)
    same(rounded(network), network)
    save_network(network, file)
    assert file.read_bytes() == (parameters.NETWORKS / f"{name}.json").read_bytes()


def test_without_a_name_the_network_is_framed():
    same(load_network(), load_network("framed"))


def test_an_unknown_name_is_answered_with_the_known_ones(tmp_path, monkeypatch):
    monkeypatch.setattr(parameters, "NETWORKS", tmp_path)
    for name in ("one", "another"):
        write_plain(tmp_path / f"{name}.json", PLAIN)
    assert network_names() == ["another", "one"]
    assert load_network("one").sizes == [2, 3, 1]
    with pytest.raises(FileNotFoundError, match="'framde'.* another, one"):
        load_network("framde")


@pytest.mark.parametrize("name", ["missing.json", "sub/missing", "sub/missing.json"])
def test_a_missing_file_is_named(tmp_path, name):
    with pytest.raises(FileNotFoundError, match="missing"):
        load_network(tmp_path / name)


def changed(**changes):
    return {**PLAIN, **changes}


def with_first_layer(**changes):
    return changed(layers=[{**PLAIN["layers"][0], **changes}, PLAIN["layers"][1]])


DAMAGED = (
    [
        (json.dumps(PLAIN)[:-40], "it is not JSON, or part of it is missing"),
        ("", "it is not JSON, or part of it is missing"),
        (b"\x89PNG\r\n\x1a\n\xff", "it is not JSON, or part of it is missing"),
        (json.dumps(PLAIN).replace("0.25", "NaN"), "NaN is not a finite number"),
        (json.dumps(PLAIN).replace("0.25", "-Infinity"), "-Infinity is not a finite number"),
        (json.dumps(PLAIN).replace("0.25", "1e999"), "weights must be finite: there is a NaN or an infinity among them"),
        (json.dumps(PLAIN).replace("0.25", "1" * 500), "weights must be plain numbers in rows of equal length"),
        (json.dumps(PLAIN).replace("0.25", '"0.25"'), "weights must be plain numbers in rows of equal length"),
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


@settings(max_examples=60)
@given(st.data())
def test_no_cut_or_changed_byte_raises_anything_but_a_value_error(tmp_path_factory, data):
    text = bytearray(json.dumps(PLAIN).encode())
    cut = data.draw(st.integers(0, len(text)))
    place, byte = data.draw(st.integers(0, len(text) - 1)), data.draw(st.integers(0, 255))
    text[place] = byte
    path = tmp_path_factory.mktemp("damaged") / "n.json"
    for content in (text, text[:cut]):
        path.write_bytes(content)
        try:
            load_network(path)
        except ValueError as problem:
            assert str(problem).startswith(f"{path} is not a network file: ")


def test_what_could_not_be_read_again_is_not_written(file):
    broken, lost, odd = (Network.random([2, 1], seed=0) for _ in range(3))
    broken.layers[0].weights[0, 0] = np.nan
    lost.input = 'my "own"'
    odd.card = {"accuracy": float("nan")}
    for network, problem in ((broken, "weights must be finite"), (lost, "the input must be one of"), (odd, "JSON compliant")):
        with pytest.raises(ValueError, match=problem):
            save_network(network, file)
        with pytest.raises(ValueError, match=problem):
            save_networks([network], file)
    assert not file.exists()


@pytest.mark.parametrize("save", [save_network, lambda network, path: save_networks([network], path)])
def test_saving_is_whole_or_nothing(file, monkeypatch, save):
    def fail(*_):
        raise KeyboardInterrupt

    file.write_text("the old one")
    monkeypatch.setattr(os, "replace", fail)
    with pytest.raises(KeyboardInterrupt):
        save(Network.random([2, 1], seed=0), file)
    assert file.read_text() == "the old one"
    assert list(file.parent.iterdir()) == [file]


def test_a_bundle_written_by_hand_is_read(tmp_path):
    (tmp_path / "bundle").write_bytes(json.dumps(BUNDLED).encode() + b"\n" + SIX)
    one, other = load_networks(str(tmp_path / "bundle"))
    np.testing.assert_array_equal(one.layers[0].weights, [[0, 1]])
    np.testing.assert_array_equal(one.layers[0].biases, [2])
    np.testing.assert_array_equal(other.layers[0].weights, [[3, 4]])
    assert (one.card, other.card, one.input) == ({"seed": 1}, {"seed": 2}, "framed")
    assert one.layers[0].weights.dtype == np.float64


def test_a_bundle_gives_back_its_networks_in_order(tmp_path):
    networks = [Network.random([4, 3, 2], seed, input="straightened") for seed in range(3)]
    for seed, network in enumerate(networks):
        network.card = {"seed": seed}
        network.layers[1].biases[:] = seed
    save_networks(networks, tmp_path / "bundle")
    for before, after in zip(networks, load_networks(tmp_path / "bundle"), strict=True):
        assert (after.card, after.input) == (before.card, "straightened")
        for a, b in zip(before.layers, after.layers, strict=True):
            np.testing.assert_allclose(np.round(b.weights, 4), np.round(a.weights, 4), atol=1e-12)
            np.testing.assert_array_equal(b.biases, a.biases)


def test_a_permutation_is_a_field_of_the_file(tmp_path):
    order = [2, 0, 3, 1]
    save_network(Network.random([4, 2], seed=0, permutation=order), tmp_path / "x.json")
    assert load_network(tmp_path / "x.json").permutation.tolist() == order
    save_network(Network.random([4, 2], seed=0), tmp_path / "x.json")
    assert "permutation" not in (tmp_path / "x.json").read_text()


def test_networks_that_differ_in_shape_input_or_activation_make_no_bundle(tmp_path):
    first = Network.random([4, 2], seed=0)
    for other in (
        Network.random([4, 3], seed=0),
        Network.random([4, 2], seed=0, input="straightened"),
        Network.random([4, 2], seed=0, activation="relu"),
    ):
        with pytest.raises(ValueError, match="one shape and one input"):
            save_networks([first, other], tmp_path / "bundle")
    with pytest.raises(ValueError, match="^a bundle has no place for a permutation$"):
        save_networks([Network.random([4, 2], seed=0, permutation=[2, 0, 3, 1])], tmp_path / "bundle")
    with pytest.raises(ValueError, match="at least one network"):
        save_networks([], tmp_path / "bundle")
    assert list(tmp_path.iterdir()) == []


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
    (b"", "it is not JSON, or part of it is missing"),
]


@pytest.mark.parametrize(("content", "problem"), DAMAGED_BUNDLES, ids=[problem for _, problem in DAMAGED_BUNDLES])
def test_a_damaged_or_foreign_bundle_is_refused_with_the_reason(tmp_path, content, problem):
    (tmp_path / "bundle").write_bytes(content)
    with pytest.raises(ValueError, match=f"bundle is not a bundle of networks: {problem}$"):
        load_networks(tmp_path / "bundle")


def test_a_missing_bundle_is_not_found(tmp_path):
    with pytest.raises(FileNotFoundError, match="bundle"):
        load_networks(tmp_path / "bundle")
