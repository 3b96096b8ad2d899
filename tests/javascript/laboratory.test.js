import assert from "node:assert/strict";
import { test } from "node:test";

import { parseDigits } from "../../docs/javascripts/laboratory/digits.js";
import { decodeNumbers, encodeNumbers, unzigzag, zigzag } from "../../docs/javascripts/page/codec.js";
import { History } from "../../docs/javascripts/page/history.js";
import { Ink, countByDigit, pairScore } from "../../docs/javascripts/laboratory/batch.js";
import { largestFirst } from "../../docs/javascripts/network/arrays.js";

test("ink in bytes is divided by what is white", () => {
  const [one] = new Ink([Uint8Array.of(0, 51, 0, 255)], 255).weightedInputs([9, 10, 9, 1], 0.5);
  assert.ok(Math.abs(one - (0.2 * 10 + 1 + 0.5)) < 1e-12, `${one}`);
});

test("counts are kept digit by digit", () => {
  const counts = countByDigit(Uint8Array.of(3, 3, 7), (index) => index > 0);
  assert.deepEqual([counts.total[3], counts.hits[3], counts.total[7], counts.hits[7], counts.total[0]], [2, 1, 1, 1, 0]);
});

test("the largest come first, and of equals the first", () => assert.deepEqual(largestFirst([1, 5, 5, 9], 3), [3, 1, 2]));

test("the pair score counts pairs, a tie as half of one", () => {
  const chosen = (index) => index < 2;
  assert.equal(pairScore([4, 3, 2, 1], chosen), 1);
  assert.equal(pairScore([0, 0, 0, 0], chosen), 0.5);
  assert.equal(pairScore([1, 3, 2, 3], chosen), 0.375);
});

test("numbers survive the way through an address", () => {
  const there = [0, 1, -1, 63, -64, 64, 12345, -99999];
  assert.deepEqual(decodeNumbers(encodeNumbers(there.map(zigzag)))?.map(unzigzag), there);
});

for (const hostile of ["<script>", "a", "====", "%00", "x".repeat(100000)]) {
  test(`the text ${hostile.slice(0, 12)} is refused`, () => assert.equal(decodeNumbers(hostile), null));
}

test("numbers that end too early, or are too large, are refused", () => {
  for (const bytes of [Uint8Array.of(128), new Uint8Array(2000).fill(255)]) {
    assert.equal(decodeNumbers(Buffer.from(bytes).toString("base64url")), null);
  }
});

test("each step can be taken back, but not the first", () => {
  const steps = new History(1);
  steps.add(2);
  steps.add(3);
  assert.deepEqual([steps.undo(), steps.value, steps.undo(), steps.value, steps.undo(), steps.value], [true, 2, true, 1, false, 1]);
});

function file(header, ...bytes) {
  return Uint8Array.from([...new TextEncoder().encode(`${JSON.stringify(header)}\n`), ...bytes]);
}

test("the digits are read with their labels and their places", () => {
  const digits = parseDigits(file({ format: "nn_core digits 1", count: 2, side: 1, sheet: 2 }, 7, 3, 1, 2, 3, 4, 5, 6, 7, 8, 128, 64));
  assert.deepEqual([...digits.labels], [7, 3]);
  assert.deepEqual(digits.place(1), { row: 5, column: 6, height: 7, width: 8 });
  assert.deepEqual([...digits.image(1)], [64]);
});

test("the ink of all digits is from 0 to 1, as that of each alone", () => {
  const digits = parseDigits(file({ format: "nn_core digits 1", count: 2, side: 1, sheet: 2 }, 7, 3, 1, 2, 3, 4, 5, 6, 7, 8, 255, 51));
  assert.deepEqual([...digits.ink().values], [1, 0.2]);
  assert.deepEqual([0, 1].map((index) => [...digits.greys(index)]), [[1], [0.2]]);
});

const foreign = {
  "nothing": new Uint8Array(),
  "a page": new TextEncoder().encode("<!doctype html>\n<p>"),
  "half of it": file({ format: "nn_core digits 1", count: 2, side: 1, sheet: 2 }, 7, 3, 30),
  "another format": file({ format: "nn_core bundle 1" }),
};
for (const [name, bytes] of Object.entries(foreign)) {
  test(`${name} is refused in one sentence`, () => assert.throws(() => parseDigits(bytes), /these are not the digits/));
}
