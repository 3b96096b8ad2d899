// Ink laid on a digit stroke by stroke, and how much each neuron of the last hidden layer contributed to the turn of the answer.
// The twin of nn_core/laboratory/three_to_eight.py. It knows no page.

import { last } from "../network/arrays.js";
import { SIDE, frame } from "../network/preprocessing.js";
import { addStroke as drawLine } from "../pad/strokes.js";
import { decodeNumbers, encodeNumbers, unzigzag, zigzag } from "../page/codec.js";

/** @typedef {import("./brush.js").Cell} Cell */
/** @typedef {import("../network/network.js").ForwardPass} ForwardPass */
/** @typedef {import("../network/network.js").Network} Network */
/** @typedef {{ index: number, strokes: Cell[][] }} Work the number of the 3 among the digits, or −1 for the reader's own */

export const [FROM, TO] = [3, 8];
export const MOST_STROKES = 40;
const WIDTH = 2.6; // of the pen, in pixels
const MOST_CELLS = 500; // of a stroke

/**
 * The picture with a stroke through the middles of these cells; the lighter of the two stays.
 *
 * @param {Float64Array} pixels @param {Cell[]} cells
 */
export function addStroke(pixels, cells) {
  const image = { pixels: Float64Array.from(pixels), width: SIDE, height: SIDE };
  drawLine(image, cells.map(([row, column]) => [column + 0.5, row + 0.5]), WIDTH / 2);
  return image.pixels;
}

/** Two pictures on one sheet: the lighter of the two stays. @param {Float64Array} one @param {Float64Array} other */
export function overlay(one, other) {
  return one.map((light, place) => Math.max(light, other[place]));
}

/** How much ink was added: a white pixel that was black counts as 1. @param {Float64Array} before @param {Float64Array} after */
export function inkBetween(before, after) {
  return after.reduce((sum, light, place) => sum + light - before[place], 0);
}

/**
 * What a network makes of every picture.
 *
 * @param {Network} network @param {Float64Array[]} pictures @param {boolean} framed first, as on the pad
 */
export function forwardPasses(network, pictures, framed) {
  return pictures.map((pixels) => network.forwardPass(framed ? frame({ pixels, width: SIDE, height: SIDE }).pixels : pixels));
}

/**
 * How much each neuron j of the last hidden layer contributed towards the 8: (w_8j − w_3j) (a_j after − a_j before).
 *
 * @param {Network} network @param {ForwardPass} before @param {ForwardPass} after
 */
export function contributions(network, before, after) {
  const { weights } = last(network.layers);
  const [a, b] = [before, after].map(({ activations }) => activations[activations.length - 2]);
  return a.map((_, neuron) => (weights[TO][neuron] - weights[FROM][neuron]) * (b[neuron] - a[neuron]));
}

/** The work as text for an address: the number of the 3, then each stroke as differences. @param {Work} work */
export function workToText({ index, strokes }) {
  const numbers = strokes.flatMap((cells) => {
    const steps = cells.map(([row, column], at) => (at ? [row - cells[at - 1][0], column - cells[at - 1][1]] : [row, column]));
    return [cells.length, ...steps.flat()];
  });
  return encodeNumbers([index, ...numbers].map(zigzag));
}

/**
 * The work of such a text; null when the text is none of ours.
 *
 * @param {string} text @param {number} count of the digits @returns {Work | null}
 */
export function workFromText(text, count) {
  const numbers = decodeNumbers(text)?.map(unzigzag);
  if (!numbers?.length || numbers[0] < -1 || numbers[0] >= count) return null;
  /** @type {Cell[][]} */
  const strokes = [];
  for (let at = 1; at < numbers.length; ) {
    const length = numbers[at++];
    if (length < 1 || length > MOST_CELLS || strokes.length === MOST_STROKES || at + 2 * length > numbers.length) return null;
    /** @type {Cell[]} */
    const cells = [];
    for (; cells.length < length; at += 2) {
      const [row, column] = cells.at(-1) ?? [0, 0];
      cells.push([row + numbers[at], column + numbers[at + 1]]);
    }
    if (!cells.flat().every((number) => number >= 0 && number < SIDE)) return null;
    strokes.push(cells);
  }
  return { index: numbers[0], strokes };
}
