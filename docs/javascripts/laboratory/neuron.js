// One neuron that looks at 28 x 28 pixels: its weights, its bias, and the pictures that it is tried on. It knows no page.
// The pictures and the attempts are those of the chapter "One neuron looking for an edge".

import { SIDE } from "../network/preprocessing.js";
import { packNumbers, toBytes, toText, unpackNumbers } from "./keeping.js";

export const FINEST = 1000; // weights and bias are kept in thousandths
export const BIAS_LIMIT = 60;
const WEIGHT_LIMIT = 100;
const BIAS = -10; // as in the chapter "Squish and shift": on only past ten

/** 784 numbers, all 0 but in these boxes: [top, bottom, left, right, value]; bottom and right exclusive. */
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

export const STARTS = {
  empty: { weights: boxes(), bias: BIAS },
  attempt1: { weights: REGION, bias: BIAS },
  attempt2: { weights: boxes([4, 13, 8, 20, -1], [7, 10, 8, 20, 1]), bias: BIAS },
};

/** Of a layer's neurons the one whose weights point most in the direction of the region, as the chapter chooses it. */
export function likestRegion({ weights, biases }) {
  const likeness = weights.map((row) => weightedSum(row, REGION) / Math.sqrt(weightedSum(row, row)));
  const neuron = likeness.indexOf(Math.max(...likeness));
  return { weights: weights[neuron].map(toThousandths), bias: toThousandths(biases[neuron]) };
}

/** w₁a₁ + w₂a₂ + … */
export function weightedSum(weights, pixels) {
  return weights.reduce((sum, weight, index) => sum + weight * pixels[index], 0);
}

/** The weights with a round dab of the brush, size cells across, set to a value, at a row and a column. */
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

/** Dabs along the straight line from one cell to another, none left out. */
export function stroke(weights, from, to, size, value) {
  const steps = Math.max(1, ...from.map((start, axis) => Math.abs(to[axis] - start)));
  let painted = weights;
  for (let step = 0; step <= steps; step++) {
    const cell = from.map((start, axis) => Math.round(start + ((to[axis] - start) * step) / steps));
    painted = dab(painted, cell, size, value);
  }
  return painted;
}

/** A neuron as text for an address: its bias, then its weights, a run of n equal ones as n and the weight. */
export function neuronToText({ weights, bias }) {
  const numbers = [Math.round(bias * FINEST)];
  for (let start = 0, end; start < weights.length; start = end) {
    for (end = start + 1; end < weights.length && weights[end] === weights[start]; ) end++;
    numbers.push(end - start, Math.round(weights[start] * FINEST));
  }
  return toText(packNumbers(numbers));
}

/** The neuron of such a text; null when the text is none of ours. */
export function neuronFromText(text) {
  const bytes = toBytes(text);
  const numbers = bytes && unpackNumbers(bytes);
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

export function toThousandths(number) {
  return Math.round(number * FINEST) / FINEST;
}
