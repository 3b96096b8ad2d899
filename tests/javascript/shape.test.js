import assert from "node:assert/strict";
import { test } from "node:test";

import { GOALS, nearest, parameterCount, shapeFromText, shapeToText, steps } from "../../docs/javascripts/laboratory/shape.js";

const reached = (hidden) => GOALS.map(([, isReached]) => isReached(hidden));

test("our network's parameters, counted by hand", () => {
  assert.deepEqual(steps([16, 16]).map(({ from, to, weights, biases }) => [from, to, weights, biases]),
    [[784, 16, 12544, 16], [16, 16, 256, 16], [16, 10, 160, 10]]);
  assert.equal(parameterCount([16, 16]), 12544 + 16 + 256 + 16 + 160 + 10);
});

test("without a hidden layer each digit has its 784 weights and a bias", () => assert.equal(parameterCount([]), 7850));

// 784-15-16-16-10 has 11775 + 256 + 272 + 170 = 12473 parameters, 784-8-128-40-10 and 784-11-56-55-10 exactly as many as ours.
test("three hidden layers need a narrow one to stay below ours, and as many as ours are not fewer", () => {
  assert.ok(reached([15, 16, 16])[0]);
  for (const hidden of [[16, 16, 16], [8, 128, 40], [11, 56, 55], [15, 16], [8, 8, 8, 8]]) assert.ok(!reached(hidden)[0], `${hidden}`);
});

test("the widest single layer is 16: 795 times 16 plus 10 is below 13,002, and 17 would be above", () => {
  const widths = Array.from({ length: 128 }, (_, index) => index + 1);
  assert.deepEqual(widths.filter((width) => reached([width])[1]), [16]);
  assert.ok(!reached([])[1] && !reached([16, 1])[1]);
});

// Twice ours are 26004. 784-16-x-128-10 has 12560 + 17x + 128x + 128 + 1290 parameters, so x is 83 or more; 784-16-2-122-98-10 has 26004.
test("16 neurons first and yet twice our parameters takes two wide layers", () => {
  assert.ok(reached([16, 83, 128])[2] && !reached([16, 82, 128])[2]);
  assert.ok(reached([16, 2, 122, 98])[2]);
  assert.ok(!reached([17, 128, 128])[2] && !reached([15, 128, 128])[2]);
});

const measured = [[], [8], [16], [100], [16, 16], [64, 64]].map((hidden) => ({ sizes: [784, ...hidden, 10] }));
const near = (...hidden) => nearest(hidden, measured).sizes.slice(1, -1);

test("the nearest of a measured shape is itself", () => {
  for (const { sizes } of measured) assert.deepEqual(near(...sizes.slice(1, -1)), sizes.slice(1, -1));
});

test("the nearest shape has as many layers, and widths that are off by the smallest factors", () => {
  assert.deepEqual(near(11), [8]); // 11/8 = 1.375 and 16/11 = 1.45
  assert.deepEqual(near(12), [16]);
  assert.deepEqual(near(41), [100]); // 41/16 = 2.56 and 100/41 = 2.44, although 16 is nearer in neurons
  assert.deepEqual(near(128, 20), [64, 64]); // 128/64 · 64/20 = 6.4 and 128/16 · 20/16 = 10
});

test("a shape survives the way through an address", () => {
  for (const hidden of [[], [16, 16], [1], [128, 128, 128, 128]]) assert.deepEqual(shapeFromText(shapeToText(hidden)), hidden);
  assert.equal(shapeToText([16, 16]), "784-16-16-10");
});

for (const text of ["784-0-10", "784-129-10", "784-1-1-1-1-1-10", "783-16-10", "784-16-9", "784-016-10", "784", "784-16", "", "784--10", "784-1e1-10"]) {
  test(`the shape ${text} is refused`, () => assert.equal(shapeFromText(text), null));
}
