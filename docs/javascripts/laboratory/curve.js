// One sigmoid with a dial inside and a dial beside it: a = σ(weight · sum + bias). What it does, and whether that is what was
// asked for. It knows no page.

import { sigmoid } from "../network/network.js";

/** The dials, and the sum that is looked at: how far each goes, and in what steps. */
export const DIALS = {
  weight: { min: -5, max: 5, step: 0.1 },
  bias: { min: -25, max: 25, step: 0.5 },
  sum: { min: -20, max: 20, step: 0.5 },
};
export const FIRST = { weight: 1, bias: 0, sum: 12, challenge: "past" };

/** Each asks for activations: at this sum, at least this and at most that. */
export const CHALLENGES = {
  past: { words: "Only past 10", told: "Leave the neuron off below 10, half on at 10, and on above.", goals: [[8, 0, 0.2], [10, 0.45, 0.55], [12, 0.8, 1]] },
  sudden: { words: "A switch", told: "Off just below 0, on just above: make the neuron nearly a switch.", goals: [[-1, 0, 0.02], [0, 0.45, 0.55], [1, 0.98, 1]] },
  turned: { words: "Turned round", told: "Let a small sum light the neuron, and a large one put it out.", goals: [[-8, 0.9, 1], [-5, 0.45, 0.55], [-2, 0, 0.1]] },
};

export function weightedInput({ weight, bias }, sum) {
  return weight * sum + bias;
}

export function activation(curve, sum) {
  return sigmoid(weightedInput(curve, sum));
}

/** The sum at which the neuron is half on, where weight · sum + bias = 0; null when the weight is 0, and there is none. */
export function halfOn({ weight, bias }) {
  return weight === 0 ? null : -bias / weight;
}

/** For each goal of the challenge, whether the curve reaches it. */
export function reached(curve) {
  return CHALLENGES[curve.challenge].goals.map(([sum, least, most]) => {
    const a = activation(curve, sum);
    return least <= a && a <= most;
  });
}

/** How many of the sums fall into each of the bins between the ends; what lies beyond counts in the last one. */
export function histogram(sums, { min, max }, bins) {
  const counts = new Uint16Array(bins);
  const width = (max - min) / bins;
  for (const sum of sums) counts[Math.min(bins - 1, Math.max(0, Math.floor((sum - min) / width)))]++;
  return counts;
}

/** The curve as text for an address, its dials in steps; "" for the first one. */
export function curveToText(curve) {
  const text = [curve.challenge, ...Object.entries(DIALS).map(([name, { step }]) => Math.round(curve[name] / step))].join(".");
  return Object.keys(FIRST).every((name) => curve[name] === FIRST[name]) ? "" : text;
}

/** The curve of such a text; null when the text is none of ours. */
export function curveFromText(text) {
  const [challenge, ...steps] = text.split(".");
  const names = Object.keys(DIALS);
  if (!Object.hasOwn(CHALLENGES, challenge) || steps.length !== names.length || !steps.every((step) => /^-?\d{1,3}$/.test(step))) return null;
  const curve = { challenge };
  for (const [index, name] of names.entries()) {
    const { min, max, step } = DIALS[name];
    curve[name] = Number((Number(steps[index]) * step).toFixed(1));
    if (curve[name] < min || curve[name] > max) return null;
  }
  return curve;
}
