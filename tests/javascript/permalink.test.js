import assert from "node:assert/strict";
import { test } from "node:test";

import { decode, encode } from "../../docs/javascripts/pad/permalink.js";

const stroke = (points) => ({ points });
const circle = (x, y, radius, count) =>
  stroke(Array.from({ length: count + 1 }, (_, i) => [x + radius * Math.cos((6.28 * i) / count), y + radius * Math.sin((6.28 * i) / count)]));
const four = [stroke([[0.4, 0.18], [0.33, 0.5], [0.68, 0.5]]), stroke([[0.62, 0.2], [0.6, 0.85]])];
const text = encode({ marks: four });

/** The largest distance from a point of one stroke to the other stroke's line. */
function distance(points, line) {
  return Math.max(...points.map((point) => Math.min(...line.slice(1).map((end, index) => toPiece(point, line[index], end)))));
}

function toPiece([x, y], [x0, y0], [x1, y1]) {
  const [dx, dy] = [x1 - x0, y1 - y0];
  const along = Math.min(1, Math.max(0, ((x - x0) * dx + (y - y0) * dy) / (dx * dx + dy * dy || 1)));
  return Math.hypot(x - x0 - along * dx, y - y0 - along * dy);
}

test("what was written is read back: strokes, switch and neuron", () => {
  const state = { marks: [...four, { image: {}, example: 7 }], upright: false, chosen: { layer: 1, index: 13 } };
  const { marks, upright, chosen } = decode(encode(state));
  assert.deepEqual({ upright, chosen }, { upright: false, chosen: { layer: 1, index: 13 } });
  assert.deepEqual(marks[2], { example: 7 });
  four.forEach(({ points }, index) => assert.ok(distance(points, marks[index].points) < 0.01));
});

test("a link that was shared long ago still opens", () => {
  const { marks, upright, chosen } = decode("1AwENCQbNAVxHyALmAgAP");
  assert.deepEqual({ upright, chosen }, { upright: false, chosen: { layer: 1, index: 13 } });
  assert.deepEqual(marks, [{ points: [[205, 92], [169, 256], [348, 256]].map((point) => point.map((number) => number / 512)) }, { example: 7 }]);
});

test("an empty pad can be written, too", () => assert.deepEqual(decode(encode({ marks: [] })), { marks: [], upright: true, chosen: null }));

test("a pixel of the input layer can be chosen", () =>
  assert.deepEqual(decode(encode({ marks: [], chosen: { layer: 0, index: 783 } })).chosen, { layer: 0, index: 783 }));

test("an eight of a thousand points takes less than 300 characters", () => {
  const marks = [circle(0.5, 0.3, 0.15, 500), circle(0.5, 0.66, 0.2, 500)];
  const written = encode({ marks });
  assert.ok(written.length < 300, `${written.length}`);
  decode(written).marks.forEach(({ points }, index) => {
    assert.ok(distance(points, marks[index].points) < 0.01 && distance(marks[index].points, points) < 0.01);
  });
});

test("a digit a twentieth as large is kept as exactly for its size", () => {
  const tiny = circle(0.95, 0.05, 0.02, 60);
  const [{ points }] = decode(encode({ marks: [tiny] })).marks;
  assert.ok(distance(points, tiny.points) < 0.0008 && distance(tiny.points, points) < 0.0008);
});

test("what was read back is written as the same text", () => assert.equal(encode(decode(text)), text));

test("the grid becomes finer until what is read back will do", () => {
  const seen = [];
  const finest = encode({ marks: four }, ({ 0: { points } }) => seen.push(points) === 3);
  assert.equal(seen.length, 3);
  assert.ok(distance(four[0].points, seen[2]) < distance(four[0].points, seen[0]));
  assert.deepEqual(decode(finest).marks[0].points, seen[2]);
  assert.equal(encode({ marks: four }, () => false), null);
});

test("a picture that is no example does not fit, nor does a scribble of thousands of corners", () => {
  assert.equal(encode({ marks: [{ image: {}, left: 0, top: 0, side: 1 }] }), null);
  const scribble = Array.from({ length: 3000 }, (_, i) => [(i * 0.618) % 1, (i * 0.383) % 1]);
  assert.equal(encode({ marks: [stroke(scribble)] }), null);
});

const bytes = (...list) => "1" + Buffer.from(list).toString("base64url");
const hostile = {
  "nothing": "",
  "another version": "2" + text.slice(1),
  "half a number": bytes(0, 8, 4, 200),
  "a coordinate beyond the pad": bytes(0, 6, 2, 65, 0),
  "a step out of the pad": bytes(0, 6, 4, 0, 0, 1, 0),
  "fewer points than were promised": bytes(0, 6, 6, 1, 1, 0, 0),
  "a stroke of no points": bytes(0, 6, 0),
  "flags that mean nothing": bytes(4, 6),
  "a layer too many": bytes(2, 4, 0, 6),
  "a neuron too many": bytes(2, 3, 10, 6),
  "a grid too fine": bytes(0, 15),
  "a number without an end": bytes(0, 6, 255, 255, 255, 255, 255),
  "an example too many": bytes(0, 6, 0xd3, 0x0f),
  "too many marks": bytes(0, 6, ...Array(201).fill([2, 1, 1]).flat()),
  "a million characters": "1" + "A".repeat(1_000_000),
  "signs that are not base64url": text + "%00",
  "a prototype": "1__proto__!",
  "not a text": null,
};
for (const [name, fragment] of Object.entries(hostile)) {
  test(`${name} is refused`, () => assert.equal(decode(fragment), null));
}

test("whatever else is there, it is refused or within bounds", () => {
  let seed = 9;
  const random = (below) => (seed = (seed * 48271) % 2147483647) % below;
  let readable = 0;
  for (let round = 0; round < 20_000; round++) {
    const list = Array.from({ length: random(40) }, () => random(256) >> random(8));
    const state = decode(bytes(random(4), ...list));
    if (!state) continue;
    readable++;
    for (const { points = [], example = 0 } of state.marks) {
      assert.ok(Number.isInteger(example) && example >= 0);
      for (const number of points.flat()) assert.ok(number >= 0 && number <= 1);
    }
  }
  assert.ok(readable > 100, `${readable}`);
});
