// One sigmoid with a dial inside and a dial beside it: a = σ(weight · sum + bias). What it does, and whether that is what was
// asked for. It knows no page.

import { clip } from "../network/arrays.js";
import { sigmoid } from "../network/network.js";

/** @typedef {"past" | "sudden" | "turned"} Challenge */
/** @typedef {{ weight: number, bias: number, sum: number, challenge: Challenge }} Curve */
/** @typedef {[sum: number, least: number, most: number]} Goal */

/** The dials, and the sum that is looked at: how far each goes, and in what steps. */
export const DIALS = {
  weight: { min: -5, max: 5, step: 0.1 },
  bias: { min: -25, max: 25, step: 0.5 },
  sum: { min: -20, max: 20, step: 0.5 },
};
const DIAL_NAMES = /** @type {const} */ (["weight", "bias", "sum"]);
/** @type {Curve} */
export const FIRST = { weight: 1, bias: 0, sum: 12, challenge: "past" };

/**
 * Each asks for activations: at this sum, at least this and at most that.
 *
 * @type {Record<Challenge, { words: string, told: string, goals: Goal[] }>}
 */
export const CHALLENGES = {
  past: {
    words: "Only past 10",
    told: "Leave the neuron off below 10, half on at 10, and on above.",
    goals: [[8, 0, 0.2], [10, 0.45, 0.55], [12, 0.8, 1]],
  },
  sudden: {
    words: "A switch",
    told: "Off just below 0, on just above: make the neuron nearly a switch.",
    goals: [[-1, 0, 0.02], [0, 0.45, 0.55], [1, 0.98, 1]],
  },
  turned: {
    words: "Turned round",
    told: "Let a small sum light the neuron, and a large one put it out.",
    goals: [[-8, 0.9, 1], [-5, 0.45, 0.55], [-2, 0, 0.1]],
  },
};

/** @param {{ weight: number, bias: number }} curve @param {number} sum */
export function weightedInput({ weight, bias }, sum) {
  return weight * sum + bias;
}

/** @param {{ weight: number, bias: number }} curve @param {number} sum */
export function activation(curve, sum) {
  return sigmoid(weightedInput(curve, sum));
}

/**
 * The sum at which the neuron is half on, where weight · sum + bias = 0; null when the weight is 0, and there is none.
 *
 * @param {{ weight: number, bias: number }} curve
 */
export function halfOn({ weight, bias }) {
  return weight === 0 ? null : -bias / weight;
}

/** For each goal of the challenge, whether the curve reaches it. @param {Curve} curve */
export function goalsReached(curve) {
  return CHALLENGES[curve.challenge].goals.map(([sum, least, most]) => {
    const a = activation(curve, sum);
    return least <= a && a <= most;
  });
}

/**
 * How many of the sums fall into each of the bins between the ends; what lies beyond counts in the last one.
 *
 * @param {import("../network/arrays.js").Numbers} sums
 * @param {{ min: number, max: number }} ends
 * @param {number} bins
 */
export function histogram(sums, { min, max }, bins) {
  const counts = new Uint16Array(bins);
  const width = (max - min) / bins;
  for (const sum of sums) counts[clip(Math.floor((sum - min) / width), 0, bins - 1)]++;
  return counts;
}

/** The curve as text for an address, its dials in steps. @param {Curve} curve */
export function toText(curve) {
  return [curve.challenge, ...DIAL_NAMES.map((name) => Math.round(curve[name] / DIALS[name].step))].join(".");
}

/** The curve of such a text; null when the text is none of ours. @param {string} text @returns {Curve | null} */
export function fromText(text) {
  const [, name, ...steps] = /^([a-z]+)\.(-?\d{1,3})\.(-?\d{1,3})\.(-?\d{1,3})$/.exec(text) ?? [];
  const challenge = /** @type {Challenge} */ (name);
  if (!Object.hasOwn(CHALLENGES, challenge ?? "")) return null;
  const [weight, bias, sum] = DIAL_NAMES.map((dial, index) => Number((Number(steps[index]) * DIALS[dial].step).toFixed(1)));
  const curve = { challenge, weight, bias, sum };
  return DIAL_NAMES.every((dial) => curve[dial] >= DIALS[dial].min && curve[dial] <= DIALS[dial].max) ? curve : null;
}
