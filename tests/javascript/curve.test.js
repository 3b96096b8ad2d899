import assert from "node:assert/strict";
import { test } from "node:test";

import { CHALLENGES, DIALS, FIRST, activation, fromText, goalsReached, halfOn, histogram, toText } from "../../docs/javascripts/laboratory/curve.js";

test("the curve of a weight of 0 is nowhere half on", () => assert.equal(halfOn({ weight: 0, bias: 3 }), null));

test("a histogram loses no sum", () => {
  assert.deepEqual([...histogram([-9, -2, -1.5, 0, 1.9, 2, 50], { min: -2, max: 2 }, 4)], [3, 0, 1, 3]);
});

test("a curve survives the way through an address", () => {
  const curve = { weight: -2.3, bias: 7.5, sum: -4, challenge: "turned" };
  assert.deepEqual(fromText(toText(curve)), curve);
});

const logit = (a) => Math.log(a / (1 - a));

test("the neuron is half on where its weighted sum and its bias cancel", () => {
  assert.equal(halfOn({ weight: 2, bias: -5 }), 2.5);
  assert.equal(activation({ weight: 2, bias: -5 }, 2.5), 0.5);
  assert.ok(Math.abs(activation({ weight: 2, bias: -5 }, 3) - 1 / (1 + Math.exp(-1))) < 1e-15);
});

test("what is said of a challenge is what its goals ask: off at first and on at last, or the other way round, half on between", () => {
  for (const [name, { goals }] of Object.entries(CHALLENGES)) {
    const [first, middle, last] = goals;
    assert.ok(first[0] < middle[0] && middle[0] < last[0], name);
    assert.deepEqual(middle.slice(1), [0.45, 0.55], name);
    const [off, on] = name === "turned" ? [last, first] : [first, last];
    assert.ok(off[1] === 0 && off[2] <= 0.2 && on[1] >= 0.8 && on[2] === 1, name);
    assert.ok(Math.abs(off[2] + on[1] - 1) < 1e-12, `${name} asks as much above as below`);
  }
  assert.deepEqual(["past", "sudden", "turned"].map((name) => CHALLENGES[name].goals[1][0]), [10, 0, -5]);
});

test("a goal is reached from its least to its most, and not beyond", () => {
  for (const [challenge, { goals }] of Object.entries(CHALLENGES)) {
    goals.forEach(([sum, least, most], goal) => {
      for (const [a, isReached] of [[least + 1e-6, true], [most - 1e-6, true], [least - 1e-6, false], [most + 1e-6, false]]) {
        if (a <= 0 || a >= 1) continue;
        assert.equal(goalsReached({ challenge, weight: 0, bias: logit(a), sum })[goal], isReached, `${challenge} ${sum} ${a}`);
      }
    });
  }
});

test("each challenge can be met with the dials there are, but not with the curve that one begins with", () => {
  const solved = { past: { weight: 1, bias: -10 }, sudden: { weight: 5, bias: 0 }, turned: { weight: -1, bias: -5 } };
  for (const [challenge, dials] of Object.entries(solved)) {
    assert.deepEqual(goalsReached({ ...FIRST, ...dials, challenge }), [true, true, true], challenge);
    assert.ok(!goalsReached({ ...FIRST, challenge }).every(Boolean), challenge);
    for (const [name, number] of Object.entries(dials)) assert.ok(DIALS[name].min <= number && number <= DIALS[name].max);
  }
});

test("a text beyond the dials, or of no challenge, is refused, and the ends of the dials are not", () => {
  const ends = (end) => ({ challenge: "past", weight: DIALS.weight[end], bias: DIALS.bias[end], sum: DIALS.sum[end] });
  for (const end of ["min", "max"]) assert.deepEqual(fromText(toText(ends(end))), ends(end));
  for (const text of ["past.51.0.0", "past.-51.0.0", "past.0.51.0", "past.0.-51.0", "past.0.0.41", "past.0.0.-41", "none.0.0.0", "toString.0.0.0",
    "past.0.0", "past.1e1.0.0", "past.0.0.0.0", ""]) {
    assert.equal(fromText(text), null, text);
  }
});
