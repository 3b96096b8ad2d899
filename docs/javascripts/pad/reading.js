// Reading is the way from a drawing to an answer: one image, 784 pixels, three layers, ten numbers. It knows no page.

import { largest, largestFirst, last } from "../network/arrays.js";
import { frame, straighten } from "../network/preprocessing.js";
import { Below } from "./layers.js";
import { imageOf, wholePad } from "./strokes.js";

const NEAR = 0.02; // outputs this close are the same to the eye

/**
 * @typedef {import("../network/preprocessing.js").GreyImage} GreyImage
 * @typedef {import("./strokes.js").Mark} Mark
 * @typedef {Record<"drawn" | "framed" | "straightened", GreyImage>} Stages 28 x 28 each
 * @typedef {import("../network/network.js").ForwardPass & { pixels: Float64Array, outputs: Float64Array, digit: number }} Reading
 */

/** What to remember of a drawing, so that its next stroke costs no more than its first. */
export class Remembered {
  /** @type {Below<GreyImage>} */
  image = new Below();
  /** @type {Below<GreyImage>} */
  whole = new Below();
}

/** The stages of a drawing; null when there is no ink. @param {Mark[]} marks @returns {Stages | null} */
export function look(marks, remembered = new Remembered()) {
  const image = imageOf(marks, remembered.image);
  if (!image?.pixels.some((ink) => ink > 0)) return null;
  const framed = frame(image);
  return { drawn: wholePad(marks, remembered.whole), framed, straightened: straighten(framed) };
}

/**
 * What the network makes of a drawing; null when there is no ink.
 *
 * @param {import("../network/network.js").Network} network
 * @param {Mark[]} marks
 * @param {Stages | null} stages
 * @returns {Reading | null}
 */
export function read(network, marks, stages = look(marks)) {
  if (!stages) return null;
  const { pixels } = stages[network.input];
  const pass = network.forwardPass(pixels);
  const outputs = last(pass.activations);
  return { ...pass, pixels, outputs, digit: largest(outputs) };
}

/**
 * Whether other marks are read the same, to the eye; true while there is no reading.
 *
 * @param {import("../network/network.js").Network | null} network
 * @param {Reading | null} reading
 * @param {Mark[]} marks
 */
export function isReadAlike(network, reading, marks) {
  if (!network || !reading) return true;
  const other = read(network, marks);
  return other?.digit === reading.digit && other.outputs.every((output, index) => Math.abs(output - reading.outputs[index]) <= NEAR);
}

/** The answer as one would say it: "answer 4 at 0.61, next 9 at 0.57". @param {import("../network/arrays.js").Numbers} outputs */
export function inWords(outputs) {
  const [first, second] = largestFirst(outputs, 2);
  return `answer ${first} at ${outputs[first].toFixed(2)}, next ${second} at ${outputs[second].toFixed(2)}`;
}
