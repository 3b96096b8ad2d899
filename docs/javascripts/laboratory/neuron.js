// One neuron that looks at 28 x 28 pixels: its weights, its bias, and the pictures that it is tried on. It knows no page.
// The pictures and the attempts are those of the chapter "One neuron looking for an edge".

import { largest } from "../network/arrays.js";
import { SIDE } from "../network/preprocessing.js";
import { decodeNumbers, encodeNumbers, unzigzag, zigzag } from "../page/codec.js";

/** @typedef {{ weights: Float64Array, bias: number }} Neuron */
/** @typedef {import("./brush.js").Cell} Cell */

export const FINEST = 1000; // weights and bias are kept in thousandths
export const BIAS_LIMIT = 60;
const WEIGHT_LIMIT = 100;
const BIAS = -10; // as in the chapter "Squish and shift": on only past ten

/** 784 numbers, all 0 but in these boxes: [top, bottom, left, right, value]; bottom and right exclusive. @param {number[][]} list */
function boxes(...list) {
  const numbers = new Float64Array(SIDE * SIDE);
  for (const [top, bottom, left, right, value] of list) {
    for (let row = top; row < bottom; row++) numbers.fill(value, row * SIDE + left, row * SIDE + right);
  }
  return numbers;
}

export const REGION = boxes([7, 10, 8, 20, 1]);

/** The four pictures of the ranking question. */
export const PICTURES = {
  A: { words: "post", pixels: boxes([4, 24, 13, 15, 1]) },
  B: { words: "edge", pixels: REGION },
  C: { words: "blob", pixels: boxes([3, 15, 5, 23, 1]) },
  D: { words: "faint edge", pixels: boxes([7, 10, 8, 20, 0.5]) },
};

/** @type {Record<"empty" | "attempt1" | "attempt2", Neuron>} */
export const STARTS = {
  empty: { weights: boxes(), bias: BIAS },
  attempt1: { weights: REGION, bias: BIAS },
  attempt2: { weights: boxes([4, 13, 8, 20, -1], [7, 10, 8, 20, 1]), bias: BIAS },
};

/**
 * Of a layer's neurons the one whose weights point most in the direction of the region, as the chapter chooses it.
 *
 * @param {import("../network/network.js").Layer} layer @returns {Neuron}
 */
export function mostLikeRegion({ weights, biases }) {
  const likeness = weights.map((row) => weightedSum(row, REGION) / Math.sqrt(weightedSum(row, row)));
  const neuron = largest(likeness);
  return { weights: weights[neuron].map(toThousandths), bias: toThousandths(biases[neuron]) };
}

/** w₁a₁ + w₂a₂ + … @param {Float64Array} weights @param {Float64Array} pixels */
export function weightedSum(weights, pixels) {
  return weights.reduce((sum, weight, index) => sum + weight * pixels[index], 0);
}

/**
 * The weights with a round dab of the brush.
 *
 * @param {Float64Array} weights @param {Cell} cell @param {number} size cells across @param {number} value
 */
export function dab(weights, [row, column], size, value) {
  const painted = Float64Array.from(weights);
  const reach = size / 2;
  for (let r = Math.ceil(row - reach); r <= row + reach; r++) {
    for (let c = Math.ceil(column - reach); c <= column + reach; c++) {
      const inside = r >= 0 && c >= 0 && r < SIDE && c < SIDE && Math.hypot(r - row, c - column) <= reach;
      if (inside) painted[r * SIDE + c] = value;
    }
  }
  return painted;
}

/**
 * Dabs along the straight line from one cell to another, none left out.
 *
 * @param {Float64Array} weights @param {Cell} from @param {Cell} to @param {number} size @param {number} value
 */
export function stroke(weights, from, to, size, value) {
  const [down, across] = [to[0] - from[0], to[1] - from[1]];
  const steps = Math.max(1, Math.abs(down), Math.abs(across));
  let painted = weights;
  for (let step = 0; step <= steps; step++) {
    painted = dab(painted, [Math.round(from[0] + (down * step) / steps), Math.round(from[1] + (across * step) / steps)], size, value);
  }
  return painted;
}

/** A neuron as text for an address: its bias, then its weights, a run of n equal ones as n and the weight. @param {Neuron} neuron */
export function neuronToText({ weights, bias }) {
  const numbers = [Math.round(bias * FINEST)];
  for (let start = 0, end; start < weights.length; start = end) {
    for (end = start + 1; end < weights.length && weights[end] === weights[start]; ) end++;
    numbers.push(end - start, Math.round(weights[start] * FINEST));
  }
  return encodeNumbers(numbers.map(zigzag));
}

/** The neuron of such a text; null when the text is none of ours. @param {string} text @returns {Neuron | null} */
export function neuronFromText(text) {
  const numbers = decodeNumbers(text)?.map(unzigzag);
  if (!numbers?.length) return null;
  const [bias, ...runs] = numbers;
  const weights = new Float64Array(SIDE * SIDE);
  let next = 0;
  for (let at = 0; at < runs.length; at += 2) {
    const [length, weight] = [runs[at], runs[at + 1] / FINEST];
    if (!(length > 0 && next + length <= weights.length && Math.abs(weight) <= WEIGHT_LIMIT)) return null;
    weights.fill(weight, next, (next += length));
  }
  return next === weights.length && Math.abs(bias / FINEST) <= BIAS_LIMIT ? { weights, bias: bias / FINEST } : null;
}

/** @param {number} number */
function toThousandths(number) {
  return Math.round(number * FINEST) / FINEST;
}
