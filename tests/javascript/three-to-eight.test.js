import assert from "node:assert/strict";
import { test } from "node:test";

import { addStroke, workFromText, workToText } from "../../docs/javascripts/laboratory/three-to-eight.js";

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
