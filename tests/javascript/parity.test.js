import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";

import { parseNetwork } from "../../docs/javascripts/network/network.js";
import { largestDifferences } from "../../docs/javascripts/network/parity.js";
import { inkOf, markOf } from "../../docs/javascripts/pad/picture.js";
import { imageFrom, prepare } from "../../docs/javascripts/network/preprocessing.js";
import { selfTest } from "../../docs/javascripts/pad/self-test.js";

const { networks: files, staged, pictures, photographs, ...vectors } = JSON.parse(readFileSync(process.env.PARITY_VECTORS, "utf8"));
const networks = Object.fromEntries(Object.entries(files).map(([name, text]) => [name, parseNetwork(text)]));
const differences = { ...largestDifferences(vectors, networks), ...largestDifferences({ drawings: staged }, {}) };

test("framed and straightened are among the networks that were compared, and all stages", () => {
  for (const name of ["framed", "straightened"]) {
    assert.ok(`${name} outputs` in differences && `${name} outputs of drawings` in differences);
  }
  assert.ok(["fit", "scale", "frame", "straighten"].every((stage) => stage in differences));
});

for (const [kind, difference] of Object.entries(differences)) {
  test(`${kind} equal those of NumPy within 1e-9`, () => assert.ok(difference < 1e-9, `they differ by ${difference}`));
}

test("a difference is found, and a NaN is the largest of all", () => {
  const name = "straightened";
  const off = (change) => ({ prepared: { [name]: vectors.prepared[name].map((each) => ({ ...each, outputs: each.outputs.map(change) })) }, drawings: [] });
  const found = (change) => largestDifferences(off(change), { [name]: networks[name] })[`${name} outputs`];
  assert.ok(Math.abs(found((output) => output + 0.25) - 0.25) < 1e-9);
  assert.equal(found(() => NaN), Infinity);
});

test("the ink of pictures is that of Python, and their outputs on the pad are within 0.02", () => {
  assert.ok(pictures.length >= 12);
  for (const { ink, outputs, ...plain } of pictures) {
    const found = inkOf(imageFrom(plain));
    ink.forEach((share, index) => assert.ok(Math.abs(found.pixels[index] - share) < 0.02));
    const network = networks.straightened;
    network.forward(prepare(markOf(found).image, network.input)).forEach((output, digit) => assert.ok(Math.abs(output - outputs[digit]) < 0.02));
  }
});

test("the ink of photographs on desks, in frames and under uneven light is that of Python", () => {
  assert.ok(photographs.length >= 50);
  for (const { ink, ...plain } of photographs) {
    const found = inkOf(imageFrom(plain));
    ink.forEach((share, index) => assert.ok(Math.abs(found.pixels[index] - share) < 0.001));
  }
});

test("of two strokes that are far from each other none is read", () => {
  const pixels = Float64Array.from({ length: 100 * 50 }, (_, index) => Number(![20, 21, 80, 81].includes(index % 100) || index < 1000 || index > 4000));
  assert.throws(() => inkOf({ pixels, width: 100, height: 50 }), /more than one thing/);
});

test("a blank picture has no ink", () => {
  const pixels = new Float64Array(40 * 50).fill(0.8);
  assert.throws(() => inkOf({ pixels, width: 40, height: 50 }), /nearly the same/);
});

test("the self-test says how far apart the outputs are, and when it is too far", () => {
  const few = { prepared: { straightened: vectors.prepared.straightened.slice(0, 20) }, drawings: vectors.drawings.slice(0, 9) };
  const { straightened } = networks;
  assert.match(selfTest(few, { straightened }), /^On 20 prepared digits and 9 drawings, .* differ from those of NumPy by (at most \d\.\d × 10⁻1?[⁰¹²³⁴⁵⁶⁷⁸⁹]+|nothing at all)\.$/);
  few.prepared.straightened = few.prepared.straightened.map((each) => ({ ...each, outputs: each.outputs.map((output) => output + 0.01) }));
  assert.match(selfTest(few, { straightened }), /are not those of NumPy: they differ by 1\.0 × 10⁻²/);
});
