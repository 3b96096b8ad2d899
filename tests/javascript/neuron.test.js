import assert from "node:assert/strict";
import { test } from "node:test";

import { Layer } from "../../docs/javascripts/network/network.js";
import { encodeNumbers, zigzag } from "../../docs/javascripts/page/codec.js";
import { REGION, STARTS, dab, mostLikeRegion, neuronFromText, neuronToText, stroke } from "../../docs/javascripts/laboratory/neuron.js";

const painted = (weights) => weights.reduce((count, weight) => count + (weight !== 0), 0);

test("a dab is round, as wide as the brush, and ends at the edge", () => {
  const blank = STARTS.empty.weights;
  assert.deepEqual([1, 2, 3, 5].map((size) => painted(dab(blank, [14, 14], size, 1))), [1, 5, 9, 21]);
  assert.equal(painted(dab(blank, [0, 0], 3, 1)), 4);
  assert.equal(painted(blank), 0, "the weights before are left as they were");
});

test("a stroke leaves no gap, and the last colour stays", () => {
  const across = stroke(STARTS.empty.weights, [3, 2], [3, 25], 1, 1);
  assert.equal(painted(across), 24);
  assert.equal(stroke(across, [0, 10], [9, 10], 1, -2)[3 * 28 + 10], -2);
});

for (const [name, neuron] of Object.entries(STARTS)) {
  test(`${name} survives the way through an address, in few characters`, () => {
    const text = neuronToText(neuron);
    assert.deepEqual(neuronFromText(text), neuron);
    assert.ok(text.length < 120, `${text.length}`);
  });
}

test("any weights of a thousandth's fineness survive it, and fit into an address", () => {
  const neuron = { weights: Float64Array.from({ length: 784 }, (_, index) => Math.round(700 * Math.sin(index * index)) / 1000), bias: -3.217 };
  const text = neuronToText(neuron);
  assert.deepEqual(neuronFromText(text), neuron);
  assert.ok(text.length < 4200, `${text.length}`);
});

test("a neuron that was shared long ago still opens", () =>
  assert.deepEqual(neuronFromText("n5wB8AEAGM8PIAAYzw8gABjPDyAAGNAPIAAY0A8gABjQDyAAGM8PIAAYzw8gABjPD9gGAA"), STARTS.attempt2));

const hostile = {
  nothing: "",
  "no text of ours": "<img src=x>",
  "one pixel too few": encodeNumbers([0, 783, 0].map(zigzag)),
  "one pixel too many": encodeNumbers([0, 785, 0].map(zigzag)),
  "a run backwards": encodeNumbers([0, 790, 0, -6, 0].map(zigzag)),
  "a weight beyond all": encodeNumbers([0, 784, 100001].map(zigzag)),
  "a bias beyond all": encodeNumbers([-60001, 784, 0].map(zigzag)),
  "half a run": encodeNumbers([0, 784].map(zigzag)),
};
for (const [name, text] of Object.entries(hostile)) test(`${name} is refused`, () => assert.equal(neuronFromText(text), null));

test("the trained neuron is the one that points most towards the region", () => {
  const other = new Float64Array(784).fill(0.5);
  const chosen = mostLikeRegion(new Layer([other, REGION.map((one) => one / 4), REGION.map((one) => -one)], [1, 2.00004, 3]));
  assert.deepEqual(chosen, { weights: REGION.map((one) => one / 4), bias: 2 });
});
