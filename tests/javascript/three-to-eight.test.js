import assert from "node:assert/strict";
import { test } from "node:test";

import { Layer, Network } from "../../docs/javascripts/network/network.js";
import { frame } from "../../docs/javascripts/network/preprocessing.js";
import { encodeNumbers, zigzag } from "../../docs/javascripts/page/codec.js";
import { MOST_STROKES, addStroke, contributions, forwardPasses, inkBetween, overlay, workFromText, workToText } from "../../docs/javascripts/laboratory/three-to-eight.js";

const work = { index: 12, strokes: [[[9, 10], [10, 10], [11, 11]], [[3, 4]]] };

test("strokes survive the way through an address, and those that were shared long ago still open", () => {
  assert.equal(workToText(work), "GAYSFAIAAgICBgg");
  assert.deepEqual(workFromText("GAYSFAIAAgICBgg", 1000), work);
});

test("a level stroke lights the row that it goes through, and half of those beside it as much as its width reaches", () => {
  const pixels = addStroke(new Float64Array(784), [[14, 10], [14, 17]]);
  const column = [12, 13, 14, 15, 16].map((row) => Number(pixels[row * 28 + 13].toFixed(9)));
  assert.deepEqual(column, [0, 0.8, 1, 0.8, 0]);
});

test("what is added is the ink that is new, and on one sheet the lighter of two stays", () => {
  const [one, other] = [Float64Array.of(0, 0.5, 1), Float64Array.of(0.25, 0.25, 1)];
  assert.deepEqual([...overlay(one, other)], [0.25, 0.5, 1]);
  assert.equal(inkBetween(one, overlay(one, other)), 0.25);
});

const text = (...numbers) => encodeNumbers(numbers.map(zigzag));
const stroke = (length) => [length, 0, 0, ...new Array(2 * (length - 1)).fill(0)];

test("work at the limits is read, and beyond them refused", () => {
  assert.deepEqual(workFromText(text(-1), 3), { index: -1, strokes: [] });
  assert.deepEqual(workFromText(text(2, 1, 27, 27), 3), { index: 2, strokes: [[[27, 27]]] });
  assert.equal(workFromText(text(0, ...stroke(500)), 3).strokes[0].length, 500);
  assert.equal(workFromText(text(0, ...Array.from({ length: MOST_STROKES }, () => stroke(1)).flat()), 3).strokes.length, MOST_STROKES);
  const refused = [[-2], [3], [0, 1, 28, 0], [0, 1, 0, -1], [0, 2, 27, 0, 1, 0], [0, 0], [0, 2, 0, 0], [0, 1, 0], [0, ...stroke(501)],
    [0, ...Array.from({ length: MOST_STROKES + 1 }, () => stroke(1)).flat()]];
  for (const numbers of refused) assert.equal(workFromText(text(...numbers), 3), null, `${numbers.slice(0, 6)}`);
});

test("a neuron contributes the difference of its weights to 8 and to 3 times what it gained", () => {
  const last = Array.from({ length: 10 }, (_, digit) => [digit, 2 * digit, digit * digit]);
  const network = new Network([new Layer([[1], [2], [3]], [0, 0, 0], "relu"), new Layer(last, new Array(10).fill(0))]);
  const [before, after] = [[0.5], [2]].map((pixels) => network.forwardPass(pixels));
  assert.deepEqual([...contributions(network, before, after)], [5 * 1.5, 10 * 3, 55 * 4.5]);
});

test("pictures are framed before they are read, or read as they are", () => {
  const network = new Network([new Layer([Float64Array.from({ length: 784 }, (_, index) => index / 784)], [0])]);
  const pixels = addStroke(new Float64Array(784), [[2, 2], [8, 3]]);
  assert.deepEqual(forwardPasses(network, [pixels], false)[0], network.forwardPass(pixels));
  assert.deepEqual(forwardPasses(network, [pixels], true)[0], network.forwardPass(frame({ pixels, width: 28, height: 28 }).pixels));
});
