import assert from "node:assert/strict";
import { test } from "node:test";

import { encodeNumbers, zigzag } from "../../docs/javascripts/page/codec.js";
import { INTACT, ablationFromText, ablationToText } from "../../docs/javascripts/laboratory/ablation.js";

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
