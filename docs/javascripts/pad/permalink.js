// A drawing fits into a link: quantised, its strokes without the points that a straight line gives anyway, as differences.
// The text is a version and numbers (see codec.js). It comes from anyone, so reading it trusts nothing. It knows no page.
//
//     numbers = flags, [chosen layer, chosen index], fineness, marks     flags: 1 as drawn (not upright), 2 a neuron is chosen
//     mark    = 2 n, x, y, n - 1 steps (dx, dy)                          a stroke of n points, in units of 2^-fineness pads
//             | 2 number + 1                                             an example, by its place among those of the pad
//
// Steps have a sign; they are zigzagged.

import { clip } from "../network/arrays.js";
import { decodeNumbers, encodeNumbers, unzigzag, zigzag } from "../page/codec.js";
import { distanceToSegment } from "./strokes.js";

/**
 * @typedef {import("./strokes.js").Point} Point
 * @typedef {import("./strokes.js").Mark} Mark
 * @typedef {import("./messages.js").Neuron} Neuron
 * @typedef {import("./strokes.js").Stroke | { points?: undefined, example: number }} KeptMark an example stands for its image
 * @typedef {{ marks: KeptMark[], upright: boolean, chosen: Neuron | null }} State
 */

const VERSION = "1";
const LONGEST = 2000; // characters: what mail and chat programs leave whole
const MARKS = 200;
const POINTS = 2000;
const EXAMPLES = 1000;
const NEURONS = [784, 16, 16, 10]; // that can be chosen, in each layer
const STEPS = 110; // the coarsest grid has at least as many on the longer side of the ink
const [COARSEST, FINEST] = [6, 14];

/**
 * The text of a state; null when it does not fit, or has a picture that is no example.
 *
 * @param {{ marks: Mark[], upright?: boolean, chosen?: Neuron | null }} state
 * @param {(marks: KeptMark[]) => boolean} accept whether what would be read back will do: while it does not, the grid is made finer
 */
export function encode({ marks, upright = true, chosen = null }, accept = () => true) {
  if (marks.some((mark) => mark.image && mark.example === undefined)) return null;
  const first = coarsestGrid(marks);
  for (let fineness = first; fineness <= Math.min(first + 4, FINEST); fineness++) {
    const numbers = [(upright ? 0 : 1) + (chosen ? 2 : 0), ...(chosen ? [chosen.layer, chosen.index] : []), fineness];
    for (const { points, example = 0 } of marks) numbers.push(...(points ? strokeNumbers(points, 2 ** fineness) : [2 * example + 1]));
    const text = VERSION + encodeNumbers(numbers);
    const readBack = decode(text);
    if (readBack && accept(readBack.marks)) return text;
  }
  return null;
}

/** What a text says; null when anything in it is wrong. @param {string | null} text @returns {State | null} */
export function decode(text) {
  try {
    if (typeof text !== "string" || text.length > LONGEST || text[0] !== VERSION) return null;
    const numbers = decodeNumbers(text.slice(1))?.reverse() ?? [];
    const next = (/** @type {number} */ most) => within(numbers.pop() ?? NaN, most);
    const flags = next(3);
    const layer = flags & 2 ? next(NEURONS.length - 1) : null;
    const chosen = layer === null ? null : { layer, index: next(NEURONS[layer] - 1) };
    const scale = 2 ** next(FINEST);
    /** @type {KeptMark[]} */
    const marks = [];
    for (let points = 0; numbers.length; ) {
      const head = next(2 * POINTS + 1);
      const count = head >> 1;
      points += head & 1 ? 0 : count;
      if (marks.length >= MARKS || points > POINTS) throw new RangeError("too much");
      marks.push(head & 1 ? { example: within(count, EXAMPLES) } : { points: readStroke(next, count, scale) });
    }
    return { marks, upright: !(flags & 1), chosen };
  } catch (problem) {
    if (problem instanceof RangeError) return null;
    throw problem;
  }
}

/** @param {Mark[]} marks */
function coarsestGrid(marks) {
  const points = marks.flatMap((mark) => mark.points ?? []);
  const [xs, ys] = [points.map(([x]) => x), points.map(([, y]) => y)];
  const lengths = [xs, ys].map((all) => Math.max(0, ...all) - Math.min(1, ...all));
  return clip(Math.ceil(Math.log2(STEPS / Math.max(...lengths, 1e-9))), COARSEST, FINEST);
}

/** @param {Point[]} points @param {number} scale */
function strokeNumbers(points, scale) {
  const kept = simplify(points.map(([x, y]) => [Math.round(x * scale), Math.round(y * scale)]));
  const steps = kept.slice(1).flatMap(([x, y], index) => [x - kept[index][0], y - kept[index][1]].map(zigzag));
  return [2 * kept.length, ...kept[0], ...steps];
}

/** Leaves out every point that lies less than one step from the line without it (Douglas and Peucker, 1973). @param {Point[]} points */
function simplify(points) {
  const kept = new Set([0, points.length - 1]);
  const waiting = [[0, points.length - 1]];
  for (let range = waiting.pop(); range; range = waiting.pop()) {
    const [start, end] = range;
    let [farthest, distance] = [0, 1];
    for (let index = start + 1; index < end; index++) {
      const away = distanceToSegment(...points[index], points[start], points[end]);
      if (away >= distance) [farthest, distance] = [index, away];
    }
    if (!farthest) continue;
    kept.add(farthest);
    waiting.push([start, farthest], [farthest, end]);
  }
  return points.filter((_, index) => kept.has(index));
}

/** @param {(most: number) => number} next @param {number} count @param {number} scale @returns {Point[]} */
function readStroke(next, count, scale) {
  if (!count) throw new RangeError("a stroke without points");
  let [x, y] = [next(scale), next(scale)];
  /** @type {Point[]} */
  const points = [[x / scale, y / scale]];
  while (points.length < count) {
    x = within(x + unzigzag(next(2 * scale)), scale);
    y = within(y + unzigzag(next(2 * scale)), scale);
    points.push([x / scale, y / scale]);
  }
  return points;
}

/** @param {number} number @param {number} most */
function within(number, most) {
  if (!(number >= 0 && number <= most)) throw new RangeError("a number beyond its bounds");
  return number;
}
