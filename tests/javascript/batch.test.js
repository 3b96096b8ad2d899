import assert from "node:assert/strict";
import { test } from "node:test";

import { AblationStudy, INTACT, isIntact } from "../../docs/javascripts/laboratory/ablation.js";
import { Ink, activate, countByDigit, outputsFrom, predictions, weightedInputs } from "../../docs/javascripts/laboratory/batch.js";
import { Layer, Network, sigmoid } from "../../docs/javascripts/network/network.js";

const near = (got, expected, message) => assert.ok(Math.abs(got - expected) < 1e-12, message ?? `${got} is not ${expected}`);
// Three inputs, two hidden layers and two outputs; every number differs, so that none can stand for another.
const layers = [
  new Layer([[0.5, -1, 2], [1.5, 0.25, -0.75]], [0.1, -0.2]),
  new Layer([[1, -2], [0.3, 0.7]], [0.4, -0.6]),
  new Layer([[2, -1], [-1.5, 1]], [0.05, 0.15]),
];
const network = new Network(layers);
const images = [[0, 1, 0.5], [0.2, 0, 0], [0, 0, 0], [1, 0.9, 0.8]].map((image) => Float64Array.from(image));
const study = new AblationStudy(network, new Ink(images));

test("numbers from 0 to 1 are ink as they are, unless another number is said to be white", () => {
  assert.deepEqual([...new Ink([[0, 0.5, 1]]).values], [0.5, 1]);
  assert.deepEqual([...new Ink([[0, 5, 10]], 10).values], [0.5, 1]);
});

test("many images at once give the outputs that each gives alone", () => {
  const outputs = outputsFrom(layers, new Ink(images).layer(layers[0]));
  images.forEach((image, index) => network.forward(image).forEach((output, digit) => near(outputs[digit][index], output)));
});

test("the z of a later layer is w·a + b for every image", () => {
  const [one, two] = weightedInputs(layers[1], [Float64Array.of(1, 0), Float64Array.of(0.5, 2)]);
  assert.deepEqual([...one].map((z) => z.toFixed(9)), [1 - 1 + 0.4, -4 + 0.4].map((z) => z.toFixed(9)));
  assert.deepEqual([...two].map((z) => z.toFixed(9)), [0.3 + 0.35 - 0.6, 1.4 - 0.6].map((z) => z.toFixed(9)));
  assert.deepEqual([...activate({ activation: "relu" }, [Float64Array.of(-1, 2)])[0]], [0, 2]);
});

test("the first of the most active outputs is the answer for each image", () => {
  assert.deepEqual([...predictions([Float64Array.of(0.2, 0.5, 0), Float64Array.of(0.9, 0.5, 0), Float64Array.of(0.3, 0.1, 0.1)])], [1, 0, 2]);
});

test("of each digit all images are counted, the first and the last digit too", () => {
  const { total, hits } = countByDigit(Uint8Array.of(0, 9, 9), (index) => index === 2);
  assert.deepEqual([total, hits], [[1, 0, 0, 0, 0, 0, 0, 0, 0, 2], [0, 0, 0, 0, 0, 0, 0, 0, 0, 1]]);
});

/** The outputs of an image, layer by layer, with a say in each: change(number, activations). */
function byHand(image, change, biases = (number) => layers[number].biases, skipped = []) {
  let a = [...image];
  layers.forEach(({ weights }, number) => {
    if (skipped.includes(number)) return;
    a = [...weights].map((row, neuron) => sigmoid([...row].reduce((sum, weight, k) => sum + weight * a[k], biases(number)[neuron])));
    change(number, a);
  });
  return a;
}
const nothing = () => {};
const ablations = {
  "nothing": [INTACT, [nothing]],
  "a silenced neuron": [{ ...INTACT, silenced: [[0, 1], [1, 0]] }, [(number, a) => { if (number < 2) a[1 - number] = 0; }]],
  "a neuron held at its average": [{ ...INTACT, silenced: [[1, 1]], held: "average" }, [(number, a) => { if (number === 1) a[1] = 0.25; }]],
  "no biases in the first layer": [{ ...INTACT, noBiases: [0] }, [nothing, (number) => (number === 0 ? [0, 0] : layers[number].biases)]],
  "no biases in the last layer": [{ ...INTACT, noBiases: [2] }, [nothing, (number) => (number === 2 ? [0, 0] : layers[number].biases)]],
  "no second layer": [{ ...INTACT, skipped: true }, [nothing, undefined, [1]]],
};
for (const [name, [ablation, how]] of Object.entries(ablations)) {
  test(`${name}: the outputs are those of a network changed by hand`, () => {
    const outputs = study.outputs(ablation, [[0.75, 0.5], [0.125, 0.25]]);
    images.forEach((image, index) => byHand(image, ...how).forEach((output, digit) => near(outputs[digit][index], output)));
  });
}

test("the averages are those of the hidden neurons, not of the outputs", () => {
  const averages = study.averages();
  assert.deepEqual(averages.map((layer) => layer.length), [2, 2]);
  averages.forEach((layer, number) => layer.forEach((average, neuron) => {
    near(average, images.reduce((sum, image) => sum + network.forwardPass(image).activations[number + 1][neuron], 0) / images.length);
  }));
});

test("a network is intact when nothing is silenced, zeroed or left out, whatever a silenced neuron would say", () => {
  assert.ok(isIntact(INTACT) && isIntact({ ...INTACT, held: "average" }));
  for (const change of [{ silenced: [[0, 0]] }, { noBiases: [0] }, { skipped: true }]) assert.ok(!isIntact({ ...INTACT, ...change }));
});
