// The thousand digits that the laboratory tries everything on: training images, framed, chosen by a seed.
// The file is made by nn_core/laboratory/digits.py, which says what lies in it. This module knows no page.

import { fetchOnce, generated } from "../network/fetch.js";
import { Ink } from "./batch.js";

/** @typedef {{ count: number, side: number, sheet: number }} Header sheet: the side of the sheets that places are on */

const FORMAT = "nn_core digits 1";
const NEWLINE = 10;

/** Digits with their labels: image i is 784 bytes, 0 black to 255 white ink; place i is where its ink is on a larger sheet. */
export class Digits {
  #places;
  #pixels;

  /** @param {Header} header @param {Uint8Array} labels @param {Uint8Array} places @param {Uint8Array} pixels */
  constructor({ count, side, sheet }, labels, places, pixels) {
    this.count = count;
    this.side = side;
    this.sheet = sheet;
    this.labels = labels;
    this.#places = places;
    this.#pixels = pixels;
  }

  /** @param {number} index */
  image(index) {
    const size = this.side ** 2;
    return this.#pixels.subarray(index * size, (index + 1) * size);
  }

  /** The same as numbers from 0 to 1. @param {number} index */
  greys(index) {
    return Float64Array.from(this.image(index), (grey) => grey / 255);
  }

  /** @param {number} index */
  place(index) {
    const [row, column, height, width] = this.#places.subarray(4 * index, 4 * index + 4);
    return { row, column, height, width };
  }

  /** All of them. */
  ink() {
    return new Ink(Array.from(this.labels, (_, index) => this.image(index)), 255);
  }
}

/** Fetch and unpack the file. Throws an Error that says what is wrong. */
export function loadDigits(url = generated("laboratory/digits.bin")) {
  return fetchOnce(url, async ({ body }) => {
    const unpacked = new Response(body?.pipeThrough(new DecompressionStream("gzip")));
    return parseDigits(new Uint8Array(await unpacked.arrayBuffer()));
  });
}

/** Read the unpacked file. Throws an Error for a damaged or foreign one. @param {Uint8Array} bytes */
export function parseDigits(bytes) {
  const end = bytes.indexOf(NEWLINE);
  const header = readHeader(bytes.subarray(0, Math.max(0, end)));
  const { count, side } = header;
  let start = end + 1;
  const [labels, places, pixels] = [count, 4 * count, count * side ** 2].map((size) => bytes.subarray(start, (start += size)));
  if (start !== bytes.length) throw new Error(`these are not the digits: expected ${start} bytes, got ${bytes.length}`);
  return new Digits(header, labels, places, pixels);
}

/** @param {Uint8Array} bytes @returns {Header} */
function readHeader(bytes) {
  try {
    const header = JSON.parse(new TextDecoder().decode(bytes));
    if (header.format === FORMAT && [header.count, header.side, header.sheet].every(Number.isInteger)) return header;
  } catch {
    /* said below */
  }
  throw new Error("these are not the digits: their first line is not where it belongs");
}
