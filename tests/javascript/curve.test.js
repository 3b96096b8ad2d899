import assert from "node:assert/strict";
import { test } from "node:test";

import { CHALLENGES, FIRST, activation, fromText, goalsReached, halfOn, histogram, toText } from "../../docs/javascripts/laboratory/curve.js";

const SOLVED = { past: { weight: 1, bias: -10 }, sudden: { weight: 5, bias: 0 }, turned: { weight: -1, bias: -5 } };

for (const challenge of Object.keys(CHALLENGES)) {
  test(`the challenge ${challenge} can be met, and is not met at the start`, () => {
    assert.ok(goalsReached({ ...FIRST, ...SOLVED[challenge], challenge }).every(Boolean));
    assert.ok(!goalsReached({ ...FIRST, challenge }).every(Boolean));
  });
}

test("half on is where the curve is at one half", () => {
  for (const curve of Object.values(SOLVED)) assert.ok(Math.abs(activation(curve, halfOn(curve)) - 0.5) < 1e-12);
  assert.equal(halfOn({ weight: 0, bias: 3 }), null);
});

test("a histogram loses no sum", () => {
  assert.deepEqual([...histogram([-9, -2, -1.5, 0, 1.9, 2, 50], { min: -2, max: 2 }, 4)], [3, 0, 1, 3]);
});

test("a curve survives the way through an address", () => {
  const curve = { weight: -2.3, bias: 7.5, sum: -4, challenge: "turned" };
  assert.deepEqual(fromText(toText(curve)), curve);
});
