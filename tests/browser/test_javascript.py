"""The browser's modules under Node's own test runner and in Chromium: among them, that they compute what nn_core computes."""

import os
from pathlib import Path

import pytest
from parity_file import parity_file

from nn_core.publish.output.node import node

FILES = sorted((Path(__file__).parents[1] / "javascript").glob("*.test.js"))


@pytest.fixture(scope="module")
def vectors_file(tmp_path_factory):
    path = tmp_path_factory.mktemp("parity") / "parity-vectors.json"
    path.write_text(parity_file(), encoding="utf-8")
    return path


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.name)
def test_node_passes(vectors_file, file):
    run = node(
        "--test", str(file), env={**os.environ, "PARITY_VECTORS": str(vectors_file)}, capture_output=True, text=True, encoding="utf-8"
    )
    assert run.returncode == 0, run.stdout + run.stderr


def test_in_chromium_they_equal_numpy_on_parity_vectors(new_page, site, vectors_file):
    page = new_page()
    page.goto(site)
    page.evaluate("document.body.append(Object.assign(document.createElement('input'), { type: 'file', id: 'vectors' }))")
    page.locator("#vectors").set_input_files(vectors_file)
    differences = page.evaluate(
        """async (site) => {
          const load = (name) => import(`${site}javascripts/network/${name}.js`);
          const [{ parseNetwork }, { largestDifferences }] = await Promise.all(["network", "parity"].map(load));
          const { networks, staged, ...vectors } = JSON.parse(await document.querySelector("#vectors").files[0].text());
          const read = Object.entries(networks).map(([name, text]) => [name, parseNetwork(text)]);
          return { ...largestDifferences(vectors, Object.fromEntries(read)), ...largestDifferences({ drawings: staged }, {}) };
        }""",
        site,
    )
    assert {"straightened outputs of drawings", "framed outputs", "straighten"} <= differences.keys()
    assert {kind: worst for kind, worst in differences.items() if worst is None or worst > 1e-9} == {}
