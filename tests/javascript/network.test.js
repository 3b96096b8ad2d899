import assert from "node:assert/strict";
import { test } from "node:test";

import { largest } from "../../docs/javascripts/network/arrays.js";
import { Layer, Network, loadNetwork, parseNetwork, relu, sigmoid } from "../../docs/javascripts/network/network.js";

const layer = { weights: [[1, -1]], biases: [0], activation: "sigmoid" };
const file = (changes = {}, layerChanges = {}) =>
  JSON.stringify({ card: {}, input: "framed", layers: [{ ...layer, ...layerChanges }], ...changes });

test("sigmoid of 0 is a half, and of minus z one minus sigmoid of z", () => {
  assert.equal(sigmoid(0), 0.5);
  for (const z of [0.1, 1, 7.5, 30]) assert.ok(Math.abs(sigmoid(-z) - (1 - sigmoid(z))) < 1e-15);
});

test("sigmoid of minus 1000 is 0", () => assert.equal(sigmoid(-1000), 0));

test("relu keeps what is positive", () => assert.deepEqual([-2, 0, 3].map(relu), [0, 0, 3]));

test("one neuron worked by hand: 2 x 3 - 1 x 4 + 0.5 is 2.5", () => {
  const byHand = new Layer([[2, -1]], [0.5], "relu");
  assert.deepEqual([...byHand.weightedInput([3, 4])], [2.5]);
  assert.deepEqual([...byHand.forward([0, 4])], [0]);
});

test("a forward pass keeps every z and every a", () => {
  const network = new Network([new Layer([[1], [-1]], [0, 0], "relu"), new Layer([[1, 1]], [1], "relu")]);
  const { weightedInputs, activations } = network.forwardPass([3]);
  assert.deepEqual(weightedInputs.map((z) => [...z]), [[3, -3], [4]]);
  assert.deepEqual(activations.map((a) => [...a]), [[3], [3, 0], [4]]);
  assert.deepEqual(network.sizes, [1, 2, 1]);
});

test("the first of the largest numbers is the answer", () => assert.equal(largest([0.2, 0.9, 0.9]), 1));

test("a network file is read", () => assert.deepEqual([...parseNetwork(file()).forward([2, 2])], [0.5]));

const damaged = {
  "half a file": [file().slice(0, 40), /not JSON/],
  "an empty file": ["", /not JSON/],
  "a page in its place": ["<!doctype html>", /not JSON/],
  "no layers": [file({ layers: undefined }), /not where they belong/],
  "an empty list of layers": [file({ layers: [] }), /at least one layer/],
  "null": ["null", /not where they belong/],
  "a number too few": [file({}, { weights: [[1, 2], [1]], biases: [0, 0] }), /equal length/],
  "a bias too many": [file({}, { biases: [0, 0] }), /one bias for each of the 1 rows/],
  "a null among the weights": [file({}, { weights: [[1, null]] }), /finite/],
  "a word among the biases": [file({}, { biases: ["0"] }), /finite/],
  "an unknown activation": [file({}, { activation: "toString" }), /unknown activation/],
  "an unknown input": [file({ input: "raw" }), /must be one of framed, straightened/],
  "a permutation, which would be read wrongly": [file({ permutation: [1, 0] }), /its pixels are permuted/],
  "a permutation of null": [file({ permutation: null }), /its pixels are permuted/],
  "a seed of a permutation in the card": [file({ card: { permutation_seed: 7 } }), /its pixels are permuted/],
  "no card": [file({ card: undefined }), /not where they belong/],
  "layers that do not fit": [file({ layers: [layer, layer] }), /layer 2 reads 2 activations, but layer 1 has 1/],
};
for (const [name, [text, message]] of Object.entries(damaged)) {
  test(`${name} is refused in one sentence`, () => assert.throws(() => parseNetwork(text), message));
}

test("a wrong number of pixels is refused with both numbers", () =>
  assert.throws(() => parseNetwork(file()).forward([1, 2, 3]), /expected 2 pixels, got 3/));

test("a pixel that is not finite is refused", () => assert.throws(() => parseNetwork(file()).forward([1, NaN]), /finite/));

test("a lost network file is refused in one sentence", async (t) => {
  t.mock.method(globalThis, "fetch", async () => new Response("", { status: 404 }));
  await assert.rejects(loadNetwork("networks/x.json"), /x.json did not arrive \(404\)/);
});

test("a damaged network file is named", async (t) => {
  t.mock.method(globalThis, "fetch", async () => new Response("{"));
  await assert.rejects(loadNetwork("networks/x.json"), { message: "x.json is not a network file: it is not JSON, or part of it is missing" });
});

for (const [inputs, outputs] of [[783, 10], [784, 11], [784, 10]]) {
  const digits = inputs === 784 && outputs === 10;
  test(`a network of ${inputs} inputs and ${outputs} outputs is ${digits ? "fetched" : "refused with both numbers"}`, async (t) => {
    const weights = Array(outputs).fill(Array(inputs).fill(0));
    t.mock.method(globalThis, "fetch", async () => new Response(file({}, { weights, biases: Array(outputs).fill(0) })));
    if (digits) assert.deepEqual((await loadNetwork("x.json")).sizes, [784, 10]);
    else await assert.rejects(loadNetwork("x.json"), new RegExp(`784 inputs and 10 outputs, this network has ${inputs} and ${outputs}$`));
  });
}
