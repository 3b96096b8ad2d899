import assert from "node:assert/strict";
import { test } from "node:test";

import { BlendExperiment, KINDS, NOTCHES, noise, pixelsToTheSide } from "../../docs/javascripts/laboratory/digit-or-not.js";
import { Digits } from "../../docs/javascripts/laboratory/digits.js";
import { Layer, Network } from "../../docs/javascripts/network/network.js";
import { straighten } from "../../docs/javascripts/network/preprocessing.js";

const COUNT = 120; // more than are read at once
const pixels = Uint8Array.from({ length: COUNT * 784 }, (_, index) => ((index * 7919) % 11 === 0 && index % 784 > 200 ? (index * 31) % 256 : 0));
const labels = Uint8Array.from({ length: COUNT }, (_, index) => index % 2);
const digits = new Digits({ count: COUNT, side: 28, sheet: 56 }, labels, new Uint8Array(4 * COUNT), pixels);
const letters = [0.25, 0.75].map((ink) => new Float64Array(784).fill(ink));
// Two outputs that hold the answer in the sum of the upper half, and of the lower; large weights, so that some are sure.
const weights = [0, 1].map((half) => Float64Array.from({ length: 784 }, (_, index) => (Math.floor(index / 392) === half ? 0.08 : -0.05)));
const networks = { as_it_is: new Network([new Layer(weights, [0.3, -0.4])]), upright: new Network([new Layer(weights, [0.3, -0.4])], "straightened") };
const experiment = new BlendExperiment(digits, letters, networks);
const grey = (index, row, column) => pixels[index * 784 + row * 28 + column] / 255;
const near = (got, expected) => assert.ok(Math.abs(got - expected) < 1e-12, `${got} is not ${expected}`);

test("noise is from 0 to below 1, evenly, and no two pictures share it", () => {
  const [one, other] = [noise(0), noise(999)];
  for (const all of [one, other]) {
    assert.equal(all.length, 784);
    assert.ok(Math.min(...all) >= 0 && Math.max(...all) < 1);
    assert.ok(Math.abs(all.reduce((sum, each) => sum + each, 0) / 784 - 0.5) < 0.04);
  }
  assert.equal(one.filter((each, index) => each === other[index]).length, 0);
});

test("the last notch moves a digit by half a picture, and half a pixel counts as one", () => {
  assert.deepEqual([0, 1, 10, NOTCHES].map(pixelsToTheSide), [0, 1, 7, 14]);
  const moved = experiment.blend("side", 10, 3);
  for (const [row, column] of [[10, 0], [10, 6]]) assert.equal(moved[row * 28 + column], 0);
  for (const [row, column] of [[10, 7], [27, 27], [8, 15]]) near(moved[row * 28 + column], grey(3, row, column - 7));
});

test("at a notch each gives its share", () => {
  const place = 20 * 28 + 5;
  const digit = grey(7, 20, 5);
  const others = { noise: noise(7)[place], nothing: 0, letter: 0.75, negative: 1 - digit };
  for (const [kind, other] of Object.entries(others)) near(experiment.blend(kind, 5, 7)[place], 0.75 * digit + 0.25 * other);
  near(experiment.blend("letter", NOTCHES, 8)[place], 0.25);
});

for (const kind of KINDS) {
  test(`${kind}: the sure answers of many at once are those of each picture alone, and the last few are read too`, () => {
    const notch = 6;
    const result = experiment.result(kind, notch);
    const steps = [experiment.readSome(kind, notch), result.done, experiment.readSome(kind, notch), result.done, experiment.readSome(kind, notch)];
    assert.deepEqual(steps, [true, 100, true, COUNT, false]);
    const [sure, right] = [{ as_it_is: 0, upright: 0 }, { as_it_is: 0, upright: 0 }];
    for (let index = 0; index < COUNT; index++) {
      for (const [name, outputs] of Object.entries(experiment.outputs(kind, notch, index))) {
        const highest = Math.max(...outputs);
        if (highest > 0.9) sure[name]++;
        if (highest > 0.9 && outputs.indexOf(highest) === labels[index]) right[name]++;
      }
    }
    assert.deepEqual(result, { done: COUNT, sure, right });
  });
}

test("what is known already is not read again", () => {
  const fresh = new BlendExperiment(digits, letters, networks);
  const known = { done: COUNT, sure: { as_it_is: 3, upright: 4 }, right: { as_it_is: 2, upright: 1 } };
  fresh.learn("nothing", [known, known]);
  assert.deepEqual([fresh.readSome("nothing", 1), fresh.result("nothing", 1)], [false, known]);
  assert.equal(fresh.readSome("nothing", 2), true);
});

test("only a network of upright digits has them straightened first", () => {
  const blended = experiment.blend("nothing", 4, 11);
  const { as_it_is, upright } = experiment.outputs("nothing", 4, 11);
  assert.deepEqual(as_it_is, [...networks.as_it_is.forward(blended)]);
  assert.deepEqual(upright, [...networks.upright.forward(straighten({ pixels: blended, width: 28, height: 28 }).pixels)]);
});
