import assert from "node:assert/strict";
import { test } from "node:test";

import { account } from "../../docs/javascripts/network/account.js";
import { Layer, Network } from "../../docs/javascripts/network/network.js";
import { strongestInto, strongestOf } from "../../docs/javascripts/stage/edges.js";
import { distanceTo, edgeBetween, middleOf, onLattice, placeOf, pointOn } from "../../docs/javascripts/stage/geometry.js";
import { Pass, SCAN } from "../../docs/javascripts/stage/pass.js";
import { Values } from "../../docs/javascripts/stage/values.js";

const SIZES = [784, 16, 16, 10];
const paper = { x: 28, y: 24, width: 290, height: 290 };
const LYING = placeOf(SIZES, { tall: false, width: 1232, height: 614, paper, box: { x: 350, y: 24, width: 850, height: 530 } });
const STANDING = placeOf(SIZES, { tall: true, width: 390, height: 1060, paper, box: { x: 9, y: 300, width: 372, height: 578 } });
const PLACES = { LYING, STANDING };
const near = (one, other, least = 1e-9) => assert.ok(Math.abs(one - other) <= least, `${one} is not ${other}`);

for (const [name, place] of Object.entries(PLACES)) {
  test(`${name}: no neuron touches another, and all are within their room`, () => {
    const { box, radius, pitch } = place;
    for (let layer = 1; layer < SIZES.length; layer++) {
      assert.ok(2 * radius[layer] < pitch[layer]);
      for (let index = 0; index < SIZES[layer]; index++) {
        const [x, y] = middleOf(place, layer, index);
        assert.ok(x - radius[layer] >= box.x && x + radius[layer] <= box.x + box.width);
        assert.ok(y - radius[layer] >= box.y && y + radius[layer] <= box.y + box.height);
      }
    }
  });

  test(`${name}: the layers follow each other, one line each`, () => {
    const along = place.main.map((_, layer) => (layer ? middleOf(place, layer, 0)[place.tall ? 1 : 0] : place.main[0]));
    assert.deepEqual(along, [...along].sort((a, b) => a - b));
    assert.equal(new Set(Array.from({ length: 16 }, (_, index) => middleOf(place, 1, index)[place.tall ? 1 : 0])).size, 1);
  });

  test(`${name}: the bar of time and the front of the light are one and the same`, () => {
    const pass = new Pass(SIZES);
    let before = -Infinity;
    for (let at = 0; at <= pass.end; at += 10) {
      const front = pass.front(at, place);
      assert.ok(front >= before, "light does not run back");
      near(pass.front(pass.timeAt(front, place), place), front, 1.5);
      before = front;
    }
    near(pass.front(pass.end, place), place.main[3] + place.radius[3], 1e-6);
    near(pass.front(0, place), place.start);
  });
}

test("an edge touches the rims of both neurons, and leaves and arrives along the light", () => {
  const curve = edgeBetween(false, [0, 0], [100, 60], 10, 12);
  assert.deepEqual([pointOn(curve, 0), pointOn(curve, 1)], [[10, 0], [88, 60]]);
  assert.deepEqual([curve[3], curve[5]], [0, 60]);
  const down = edgeBetween(true, [0, 0], [60, 100], 10, 12);
  assert.deepEqual([pointOn(down, 0), pointOn(down, 1)], [[0, 10], [60, 88]]);
  assert.deepEqual(pointOn(curve, 0.5), [49, 30]);
  near(distanceTo(edgeBetween(false, [0, 0], [100, 0], 0, 0), [50, 7]), 7, 0.1);
});

test("the middle of the lattice stays where it is however it is turned, and what is turned to the reader is nearer", () => {
  for (const angle of [0, 0.4, 0.9]) {
    const [x, y, size] = onLattice(LYING, 14, 14, angle);
    near(x, LYING.centre[0]);
    near(y, LYING.centre[1]);
    near(size, 1);
  }
  const [left, right] = [onLattice(LYING, 0, 14, 0.9), onLattice(LYING, 28, 14, 0.9)];
  assert.ok(right[2] > 1 && left[2] < 1);
  assert.deepEqual(onLattice(LYING, 0, 0, 0).slice(0, 2), [LYING.centre[0] - LYING.side / 2, LYING.centre[1] - LYING.side / 2]);
});

test("light reaches layer after layer: nothing of a layer fills before the light is under way to it, and all is lit at the end", () => {
  const pass = new Pass(SIZES);
  assert.equal(pass.reached(0), 0);
  assert.equal(pass.reached(SCAN), 0);
  for (const layer of [1, 2, 3]) {
    assert.equal(pass.reached(pass.doneAt(layer)), layer);
    assert.equal(pass.reached(pass.doneAt(layer) - 1), layer - 1);
    for (let at = 0; at <= pass.end; at += 20) if (pass.filled(at, layer, 0) > 0) assert.ok(pass.flowed(at, layer) > 0.8);
    assert.equal(pass.filled(pass.end, layer, SIZES[layer] - 1), 1);
  }
  assert.equal(pass.end, pass.doneAt(3));
});

test("neurons fill one after another, and a layer of a hundred takes no longer than one of sixteen", () => {
  const pass = new Pass(SIZES);
  const at = pass.doneAt(1) - 150;
  const filled = Array.from({ length: 16 }, (_, index) => pass.filled(at, 1, index));
  assert.deepEqual(filled, [...filled].sort((a, b) => b - a));
  assert.ok(filled[0] > filled[15]);
  near(new Pass([784, 100, 10]).doneAt(1), new Pass([784, 16, 10]).doneAt(1), 20);
});

test("numbers ease towards their goals, are nearly there after 120 ms, and then rest", () => {
  const values = new Values([2, 1]);
  values.aim({ activations: [[1, 0.5], [0.25]], weightedInputs: [] });
  values.step(20);
  assert.ok(values.shown[0][0] > 0 && values.shown[0][0] < 1 && !values.still);
  values.step(100);
  near(values.shown[0][0], 1, 0.06);
  values.step(300);
  values.step(1);
  assert.deepEqual([...values.shown[0], ...values.shown[1]], [1, 0.5, 0.25]);
  assert.ok(values.still);
  values.aim(null);
  values.arrive();
  assert.deepEqual([...values.shown[0]], [0, 0]);
});

const network = new Network([new Layer([[2, -1, 0.01], [0, 4, 0]], [0, 0]), new Layer([[1, -3]], [0])]);

test("an edge is as strong as its product in parts of the strongest, with its sign; one that could not be seen is left out", () => {
  const edges = strongestInto(network, 1, [1, 2, 1]);
  assert.deepEqual(edges, [
    { source: 0, target: 0, strength: 2 / 8 }, { source: 1, target: 0, strength: -2 / 8 }, { source: 1, target: 1, strength: 1 },
  ]);
  assert.deepEqual(strongestInto(network, 1, [0, 0, 0]), []);
  assert.deepEqual(strongestInto(network, 1, [1, 2, 1], true).map(({ strength }) => strength), [2 / 4, -1 / 4, 1]);
});

test("of many edges into a neuron the strongest are kept, about as many as asked for", () => {
  const row = Array.from({ length: 784 }, (_, index) => ((index * 37) % 784) / 784 - 0.3);
  const wide = new Network([new Layer([row, row.map((weight) => -weight)], [0, 0])]);
  const edges = strongestInto(wide, 1, new Array(784).fill(1));
  const [first, second] = [0, 1].map((neuron) => edges.filter(({ target }) => target === neuron));
  assert.ok(first.length >= 8 && first.length <= 24 && first.length === second.length);
  const least = Math.min(...first.map(({ strength }) => Math.abs(strength)));
  const left = row.filter((_, index) => !first.some(({ source }) => source === index));
  assert.ok(left.every((weight) => Math.abs(weight) / 0.7 <= least + 0.02));
});

test("the edges of one neuron are ranked by their products, or by their weights before anything is drawn", () => {
  const reading = network.forwardPass([1, 2, 1]);
  assert.deepEqual(strongestOf(account(network, reading, { layer: 1, index: 0 }), 2).map(({ source }) => source), [0, 1]);
  assert.deepEqual(strongestOf(account(network, null, { layer: 1, index: 1 }), 5), [{ source: 1, target: 1, strength: 1 }]);
});
