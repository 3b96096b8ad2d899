import assert from "node:assert/strict";
import { test } from "node:test";

import { Digits } from "../../docs/javascripts/laboratory/digits.js";
import { CHOICES, Sheets, everyWay, sheetOf } from "../../docs/javascripts/laboratory/stages.js";
import { Layer, Network } from "../../docs/javascripts/network/network.js";
import { centre, fit, frame, inkBox, scale, straighten } from "../../docs/javascripts/network/preprocessing.js";

const COUNT = 25; // more than twice as many as are read at once
/** A slanted bar, longer from digit to digit. */
function bar(index) {
  const image = new Uint8Array(784);
  for (let row = 5; row < 12 + (index % 10); row++) image.fill(255, row * 28 + 10 + (row >> 2), row * 28 + 13 + (row >> 2));
  return [...image];
}
const places = Array.from({ length: COUNT }, (_, index) => [index % 20, (3 * index) % 30, 14 + (index % 9), 6 + (index % 5)]);
const labels = Uint8Array.from({ length: COUNT }, (_, index) => index % 2);
const images = Array.from({ length: COUNT }, (_, index) => bar(index));
const digits = new Digits({ count: COUNT, side: 28, sheet: 56 }, labels, Uint8Array.from(places.flat()), Uint8Array.from(images.flat()));
const sheet = sheetOf(digits, 7);

test("the ink of a digit lies on its sheet at the size and in the place that the file says", () => {
  const [row, column, height, width] = places[7];
  assert.deepEqual([sheet.width, sheet.height], [56, 56]);
  assert.deepEqual(inkBox(sheet), { top: row, bottom: row + height, left: column, right: column + width });
});

test("every choice of stages is what these stages do, one after another", () => {
  const ways = Object.fromEntries(everyWay(sheet).map((pixels, index) => [CHOICES[index].join(), pixels]));
  const expected = {
    "": fit(sheet), "centre": centre(fit(sheet)), "scale": scale(sheet), "straighten": straighten(fit(sheet)),
    "centre,straighten": straighten(centre(fit(sheet))), "scale,straighten": straighten(scale(sheet)), "scale,centre": frame(sheet),
    "scale,centre,straighten": straighten(frame(sheet)),
  };
  assert.equal(Object.keys(ways).length, 8);
  for (const [choice, { pixels }] of Object.entries(expected)) assert.deepEqual(ways[choice], pixels, choice);
});

test("the accuracy is that of each sheet read alone, also while only some have been read", () => {
  const weights = [0, 1].map((half) => Float64Array.from({ length: 784 }, (_, index) => ((index % 28 < 14) === (half === 0) ? 0.1 : -0.1)));
  const network = new Network([new Layer(weights, [0, 0.05])]);
  const sheets = new Sheets(digits, { one: network });
  const share = (choice, count) => {
    const answers = Array.from({ length: count }, (_, index) => network.forward(everyWay(sheetOf(digits, index))[choice]));
    return answers.filter(([no, yes], index) => Number(yes > no) === labels[index]).length / count;
  };
  const seen = [];
  do {
    seen.push(sheets.done);
    if (sheets.done) CHOICES.forEach((_, choice) => assert.equal(sheets.accuracy("one", choice), share(choice, sheets.done)));
  } while (sheets.readSome());
  assert.deepEqual(seen, [0, 10, 20]);
  assert.equal(sheets.done, COUNT);
  CHOICES.forEach((_, choice) => assert.equal(sheets.accuracy("one", choice), share(choice, COUNT)));
});
