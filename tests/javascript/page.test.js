import assert from "node:assert/strict";
import { test } from "node:test";

import { clip, last, sum } from "../../docs/javascripts/network/arrays.js";
import { decodeNumbers, encodeNumbers } from "../../docs/javascripts/page/codec.js";
import { decimal, percent, signed, tenths, thousands } from "../../docs/javascripts/page/format.js";
import { paintGrey, paintSigned } from "../../docs/javascripts/page/paint.js";

globalThis.ImageData = class {
  constructor(width, height) {
    this.data = new Uint8ClampedArray(4 * width * height);
  }
};

/** What is painted: [red, green, blue, alpha] of every pixel, row after row. */
function painted(width, height, paint) {
  const pixels = [];
  const context = { putImageData: ({ data }) => { for (let at = 0; at < data.length; at += 4) pixels.push([...data.slice(at, at + 4)]); } };
  paint({ width, height, getContext: () => context });
  return pixels;
}

test("greys from 0 to 1, and bytes, are painted as they are", () => {
  const grey = (number) => [number, number, number, 255];
  assert.deepEqual(painted(3, 1, (canvas) => paintGrey(canvas, Float64Array.of(0, 0.5, 1))), [0, 128, 255].map(grey));
  assert.deepEqual(painted(3, 1, (canvas) => paintGrey(canvas, Uint8Array.of(0, 7, 255))), [0, 7, 255].map(grey));
});

test("a number with a sign is a pixel: black is zero, the brightest blue the limit and beyond, and half of it the middle blue", () => {
  const colours = [[0, 0, 0, 255], [0x8f, 0xd0, 0xff, 255], [0x1e, 0x6f, 0xc4, 255], [0x8f, 0xd0, 0xff, 255]];
  assert.deepEqual(painted(2, 2, (canvas) => paintSigned(canvas, [0, 1, 0.5, 3], 1)), colours);
});

test("a negative number is red, as bright as the positive one of its size is blue, and black where there is no limit", () => {
  assert.deepEqual(painted(2, 1, (canvas) => paintSigned(canvas, [-1, -0.5], 1)), [[0xff, 0x6a, 0x4d, 255], [0xb8, 0x31, 0x1b, 255]]);
  assert.deepEqual(painted(1, 1, (canvas) => paintSigned(canvas, [-1], 0)), [[0, 0, 0, 255]]);
});

test("between two colours the others lie evenly", () => {
  const blue = (share) => painted(1, 1, (canvas) => paintSigned(canvas, [share], 1))[0];
  assert.deepEqual(blue(0.25), [0x0f, 0x38, 0x62, 255]);
  assert.deepEqual(blue(0.75), [0x57, 0xa0, 0xe2, 255]);
  assert.deepEqual(blue(1 / 70), blue(0));
  assert.notDeepEqual(blue(1 / 60), blue(0));
});

test("numbers are printed as people write them", () => {
  assert.deepEqual([tenths(-0.04), tenths(2.25), tenths(-3)], ["0.0", "2.3", "\u22123.0"]);
  assert.deepEqual([percent(0.256), percent(1, 0), percent(0.12345, 2)], ["25.6\u00a0%", "100\u00a0%", "12.35\u00a0%"]);
  assert.deepEqual([thousands(999), thousands(13002)], ["999", "13,002"]);
  assert.deepEqual([decimal(1.005, 1), signed(0.4, 0), signed(0.6, 0)], ["1.0", "0", "+1"]);
});

test("the sum, the last and the nearest number within bounds", () => {
  assert.deepEqual([sum([]), sum([1, 2, 3.5]), last([1, 2, 3])], [0, 6.5, 3]);
  assert.deepEqual([-1, 0, 3, 5, 6].map((number) => clip(number, 0, 5)), [0, 0, 3, 5, 5]);
});

test("small numbers take one character and a half, and the largest that is kept is below 2 to the 35", () => {
  assert.deepEqual([0, 127, 128].map((number) => Buffer.from(encodeNumbers([number]), "base64url").length), [1, 1, 2]);
  assert.deepEqual([...Buffer.from(encodeNumbers([300]), "base64url")], [0xac, 0x02]);
  assert.deepEqual(decodeNumbers(encodeNumbers([2 ** 35 - 1])), [2 ** 35 - 1]);
  assert.equal(decodeNumbers(encodeNumbers([2 ** 35])), null);
  assert.equal(decodeNumbers("A".repeat(8192)).length, 6144);
  assert.equal(decodeNumbers("A".repeat(8196)), null);
});
