import assert from "node:assert/strict";
import { test } from "node:test";

import { encodeNumbers, zigzag } from "../../docs/javascripts/page/codec.js";
import { Ink } from "../../docs/javascripts/laboratory/batch.js";
import { AblationStudy, INTACT, ablationFromText, ablationToText } from "../../docs/javascripts/laboratory/ablation.js";
import { Layer, Network, sigmoid } from "../../docs/javascripts/network/network.js";

const network = new Network([
  new Layer([[1, 2], [-1, 1]], [0.5, -0.5]),
  new Layer([[2, -1], [1, 1]], [0.25, 0]),
  new Layer([[1, -2]], [0.1]),
]);
const image = [0.3, 0.8];
const study = new AblationStudy(network, new Ink([image, [0, 0]]));
const first = (change, averages) => study.outputs({ ...INTACT, ...change }, averages)[0][0];
const near = (a, b) => assert.ok(Math.abs(a - b) < 1e-12, `${a} and ${b}`);

test("an intact network is itself", () => near(first({}), network.forward(image)[0]));

test("a silenced neuron says nothing, or what it says on average", () => {
  const { activations } = network.forwardPass(image);
  const without = [0, activations[2][1]];
  near(first({ silenced: [[1, 0]] }), network.layers[2].forward(without)[0]);
  const averages = study.averages();
  near(averages[1][0], (activations[2][0] + network.forwardPass([0, 0]).activations[2][0]) / 2);
  near(first({ silenced: [[1, 0]], held: "average" }, averages), network.layers[2].forward([averages[1][0], activations[2][1]])[0]);
});

test("without its biases a layer adds up only", () => {
  near(first({ noBiases: [0, 1, 2] }), (() => {
    let a = image;
    for (const { weights } of network.layers) a = weights.map((row) => sigmoid(row.reduce((sum, w, k) => sum + w * a[k], 0)));
    return a[0];
  })());
});

test("without the second hidden layer the first one speaks to the outputs", () => {
  near(first({ skipped: true }), network.layers[2].forward(network.layers[0].forward(image))[0]);
});

const SIZES = [784, 16, 16, 10];
const changes = [
  { ...INTACT, silenced: [[0, 3], [1, 15]] },
  { silenced: [], held: "average", noBiases: [0, 2], skipped: true },
  { silenced: [[1, 0]], held: "average", noBiases: [1], skipped: false },
  { silenced: [[0, 3], [1, 15]], held: "average", noBiases: [0, 2], skipped: true },
];
for (const change of changes) {
  test(`a change survives the way through an address: ${ablationToText(change)}`, () => assert.deepEqual(ablationFromText(ablationToText(change), SIZES), change));
}

test("a change that was shared long ago still opens", () => assert.deepEqual(ablationFromText("LgAGAh4", SIZES), changes[3]));


const hostile = {
  "a neuron that is not there": [0, 0, 16],
  "a layer that is not hidden": [0, 2, 3],
  "a neuron twice": [0, 1, 3, 1, 3],
  "half a neuron": [0, 1],
  "a negative neuron": [0, 0, -1],
  "an unknown flag": [32],
  "a negative flag": [-1],
};
for (const [name, numbers] of Object.entries(hostile)) {
  test(`${name} is refused`, () => assert.equal(ablationFromText(encodeNumbers(numbers.map(zigzag)), SIZES), null));
}
