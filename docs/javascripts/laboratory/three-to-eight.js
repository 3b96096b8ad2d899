// Ink laid on a digit stroke by stroke, and what each neuron of the last hidden layer brought to the turn of the answer.
// The twin of nn_core/laboratory/three_to_eight.py. It knows no page.

import { SIDE, frame } from "../network/preprocessing.js";
import { packNumbers, toBytes, toText, unpackNumbers } from "./keeping.js";

export const [FROM, TO] = [3, 8];
export const MOST_STROKES = 40;
const WIDTH = 2.6; // of the pen, in pixels
const REACH = 2; // whole pixels beside a line that it can light
const MOST_CELLS = 500; // of a stroke

/** The picture with a stroke through the middles of these cells, [row, column] each; the lighter of the two stays. */
export function laid(pixels, cells) {
  const drawn = Float64Array.from(pixels);
  cells.forEach((to, index) => {
    const from = cells[Math.max(0, index - 1)];
    const [top, left] = from.map((number, axis) => Math.max(0, Math.min(number, to[axis]) - REACH));
    const [bottom, right] = from.map((number, axis) => Math.min(SIDE - 1, Math.max(number, to[axis]) + REACH));
    for (let row = top; row <= bottom; row++) {
      for (let column = left; column <= right; column++) {
        const light = Math.min(1, WIDTH / 2 + 0.5 - distance([row, column], from, to));
        if (light > drawn[row * SIDE + column]) drawn[row * SIDE + column] = light;
      }
    }
  });
  return drawn;
}

/** Two pictures on one sheet: the lighter of the two stays. */
export function together(one, other) {
  const both = Float64Array.from(one);
  for (let place = 0; place < both.length; place++) if (other[place] > both[place]) both[place] = other[place];
  return both;
}

function distance([row, column], [row0, column0], [row1, column1]) {
  const [down, across] = [row1 - row0, column1 - column0];
  const length = down * down + across * across;
  const share = length ? Math.min(1, Math.max(0, ((row - row0) * down + (column - column0) * across) / length)) : 0;
  return Math.hypot(row - row0 - share * down, column - column0 - share * across);
}

/** How much ink was added: a white pixel that was black counts as 1. */
export function inkBetween(before, after) {
  return after.reduce((sum, light, place) => sum + light - before[place], 0);
}

/** What a network makes of every picture: forwardPass of each. framed: whether each is framed first, as on the pad. */
export function record(network, pictures, framed) {
  return pictures.map((pixels) => network.forwardPass(framed ? frame({ pixels, width: SIDE, height: SIDE }).pixels : pixels));
}

/** What each neuron j of the last hidden layer brought towards the 8: (w_8j − w_3j) (a_j after − a_j before). */
export function brought(network, before, after) {
  const { weights } = network.layers.at(-1);
  const [a, b] = [before, after].map(({ activations }) => activations.at(-2));
  return Float64Array.from(a, (_, neuron) => (weights[TO][neuron] - weights[FROM][neuron]) * (b[neuron] - a[neuron]));
}

/** {index, strokes} as text for an address: the number of the 3 among the digits, or −1 for the reader's own, then the strokes. */
export function workToText({ index, strokes }) {
  const numbers = strokes.flatMap((cells) => [cells.length, ...cells.flatMap((cell, at) => cell.map((number, axis) => number - (at ? cells[at - 1][axis] : 0)))]);
  return toText(packNumbers([index, ...numbers]));
}

/** The work of such a text; null when the text is none of ours. count: how many digits there are. */
export function workFromText(text, count) {
  const bytes = toBytes(text);
  const numbers = bytes && unpackNumbers(bytes);
  if (!numbers?.length || numbers[0] < -1 || numbers[0] >= count) return null;
  const strokes = [];
  for (let at = 1; at < numbers.length; ) {
    const length = numbers[at++];
    if (length < 1 || length > MOST_CELLS || strokes.length === MOST_STROKES || at + 2 * length > numbers.length) return null;
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
