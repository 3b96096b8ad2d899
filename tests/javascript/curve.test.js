import assert from "node:assert/strict";
import { test } from "node:test";

import { fromText, halfOn, histogram, toText } from "../../docs/javascripts/laboratory/curve.js";

test("the curve of a weight of 0 is nowhere half on", () => assert.equal(halfOn({ weight: 0, bias: 3 }), null));

test("a histogram loses no sum", () => {
  assert.deepEqual([...histogram([-9, -2, -1.5, 0, 1.9, 2, 50], { min: -2, max: 2 }, 4)], [3, 0, 1, 3]);
});

test("a curve survives the way through an address", () => {
  const curve = { weight: -2.3, bias: 7.5, sum: -4, challenge: "turned" };
  assert.deepEqual(fromText(toText(curve)), curve);
});
