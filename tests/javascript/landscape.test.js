import assert from "node:assert/strict";
import { test } from "node:test";

import { Landscape, areaAbove, heightAt, outcome } from "../../docs/javascripts/laboratory/landscape.js";
import { sigmoid } from "../../docs/javascripts/network/network.js";

const near = (got, expected, within = 1e-9) => assert.ok(Math.abs(got - expected) < within, `${got} is not ${expected}`);
// Two images: at the dial x the neuron holds σ(0 + x) for one and σ(1 − 2x) for the other.
const one = new Landscape({ rest: [0, 1], inputs: [[1, -2]], after: [], targets: [1, 0], others: 0.5 });
// One image and two dials, whose neuron feeds two outputs.
const two = new Landscape({ rest: [0.5], inputs: [[1], [-3]], weights: [2, -1], after: [[0.1, 0.2]], targets: [[1, 0]], others: 0.25 });

test("the cost of one dial is the mean of the squared differences and what all others cost", () => {
  near(one.cost([0.7]), 0.5 + ((sigmoid(0.7) - 1) ** 2 + sigmoid(-0.4) ** 2) / 2);
});

test("the cost of two dials goes through the layer behind them", () => {
  const a = sigmoid(0.5 + 0.7 - 3 * 0.2);
  near(two.cost([0.7, 0.2]), 0.25 + (sigmoid(0.1 + 2 * a) - 1) ** 2 + sigmoid(0.2 - a) ** 2);
});

test("a slope is the derivative of the cost", () => {
  const derivative = (sigma) => sigma * (1 - sigma);
  const [p, q] = [sigmoid(0.7), sigmoid(-0.4)];
  const [slope] = one.slopes([0.7]);
  near(slope, (p - 1) * derivative(p) - 2 * q * derivative(q), 1e-7);
  assert.equal(two.slopes([0, 0]).length, 2);
  assert.ok(Math.abs(two.slopes([0.3, 0.1])[1] + 3 * two.slopes([0.3, 0.1])[0]) < 1e-6, "the second dial turns the neuron three times as far back");
});

test("a walk goes against the slopes as far as the rate says, as many steps as it is told", () => {
  const path = one.walk([2], 0.5, 3);
  assert.equal(path.length, 4);
  assert.deepEqual(path[0].place, [2]);
  for (const [index, { place, cost, slopes }] of path.entries()) {
    near(cost, one.cost(place));
    if (index) near(place[0], path[index - 1].place[0] - 0.5 * path[index - 1].slopes[0]);
    near(slopes[0], one.slopes(place)[0]);
  }
});

test("the bottoms of a line are lower than both neighbours, and no end of it is one", () => {
  const wavy = new Landscape({ rest: [0], inputs: [[1]], after: [], targets: [0.5], others: 0 });
  const { bottoms, lowest, highest, costs } = wavy.survey([-2, -1, 0, 1, 3]);
  assert.deepEqual(bottoms, [{ place: [0], cost: 0 }]);
  assert.equal(costs.length, 1);
  assert.deepEqual([lowest, highest], [0, (sigmoid(3) - 0.5) ** 2]);
  assert.deepEqual(wavy.survey([0, 1, 2]).bottoms, []);
});

test("the bottom of a plane is lower than all eight around it", () => {
  const dish = new Landscape({
    rest: [0, 0], inputs: [[1, 0], [0, 1]], weights: [1], after: [[0], [0]], targets: [[sigmoid(0.5)], [sigmoid(0.5)]], others: 0,
  });
  const { bottoms, costs } = dish.survey([-2, -1, 0, 1]);
  assert.deepEqual(bottoms.map(({ place }) => place), [[0, 0]]);
  near(costs[1][3], dish.cost([1, -1]));
});

const survey = { samples: [], costs: [], lowest: 1, highest: 13.5, bottoms: [{ place: [1, 1], cost: 1 }, { place: [5, 5], cost: 2 }] };
const stop = (place, cost, slopes = [1, 1]) => ({ place, cost, slopes });

test("a walk arrives when it ends within a hundredth of the height above the nearest bottom", () => {
  assert.deepEqual(outcome([stop([0, 0], 4), stop([4, 4], 2.125)], survey), { bottom: survey.bottoms[1], arrived: true, leaps: [], higher: false });
  assert.equal(outcome([stop([0, 0], 4), stop([4, 4], 2.126)], survey).arrived, false);
  assert.equal(outcome([stop([0, 0], 4), stop([2, 2], 1.05)], survey).bottom, survey.bottoms[0]);
  assert.equal(outcome([stop([0, 0], 4), stop([2, 2], 4)], survey).higher, false);
  assert.equal(outcome([stop([0, 0], 4), stop([2, 2], 4.1)], survey).higher, true);
});

test("a step leaps over a bottom when the slopes behind it point the other way", () => {
  const path = [stop([0, 0], 9, [1, 0]), stop([1, 0], 8, [-1, 0]), stop([2, 0], 7, [0, 1]), stop([3, 0], 6, [0.1, -1])];
  assert.deepEqual(outcome(path, survey).leaps, [1, 3]);
});

test("the area above a level is cut where the height lies between the corners of a cell", () => {
  assert.deepEqual(areaAbove({ samples: [0, 10], costs: [[0, 4], [0, 4]] }, 1), [[[2.5, 0], [10, 0], [10, 10], [2.5, 10]]]);
  assert.deepEqual(areaAbove({ samples: [0, 10], costs: [[0, 0], [4, 4]] }, 3), [[[10, 7.5], [10, 10], [0, 10], [0, 7.5]]]);
  assert.deepEqual(areaAbove({ samples: [0, 10], costs: [[0, 4], [0, 4]] }, 5), []);
});

test("cells beside each other that lie above a level are one area, up to the next that is cut", () => {
  const ridge = { samples: [0, 1, 2, 3], costs: [[4, 4, 4, 0], [4, 4, 4, 0], [0, 0, 0, 0], [0, 0, 0, 0]] };
  const [whole, cut] = areaAbove(ridge, 2);
  assert.deepEqual(whole, [[0, 0], [2, 0], [2, 1], [0, 1]]);
  assert.deepEqual(cut, [[2, 0], [2.5, 0], [2.5, 1], [2, 1]]);
});

test("around a hole the areas leave out just the hole", () => {
  const size = (corners) => Math.abs(corners.reduce((sum, [x, y], at) => { const [u, v] = corners[(at + 1) % corners.length]; return sum + x * v - u * y; }, 0)) / 2;
  const areas = areaAbove({ samples: [0, 1, 2], costs: [[1, 1, 1], [1, 0, 1], [1, 1, 1]] }, 0.5);
  near(areas.reduce((sum, area) => sum + size(area), 0), 4 - 0.5);
});

test("a corner just at the level counts as above it", () => {
  assert.deepEqual(areaAbove({ samples: [0, 1], costs: [[1, 1], [1, 1]] }, 1), [[[0, 0], [1, 0], [1, 1], [0, 1]]]);
});

test("the line of one dial is straight between its samples, and level beyond them", () => {
  const heights = [-5, 0, 0.5, 2, 3, 9].map((x) => heightAt({ samples: [0, 2, 4], costs: [[1, 3, 0]] }, x));
  assert.deepEqual(heights, [1, 1, 1.5, 3, 1.5, 0]);
});
