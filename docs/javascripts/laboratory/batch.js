// Many images at once. A layer's activations are kept neuron by neuron, a column of as many numbers as there are images, so
// that a change is followed only from where it was made: what lies before it need not be computed again. It knows no page.

import { ACTIVATIONS } from "../network/network.js";

/** The ink of many images: where it is, and how bright. Most pixels are black, and a weight times nothing is nothing. */
export class Ink {
  /** images: lists of 784 numbers each; full: the number that is white. */
  constructor(images, full = 1) {
    this.count = images.length;
    this.starts = new Uint32Array(images.length + 1);
    images.forEach((image, index) => {
      let lit = 0;
      for (const value of image) if (value) lit++;
      this.starts[index + 1] = this.starts[index] + lit;
    });
    this.places = new Uint16Array(this.starts.at(-1));
    this.values = new Float64Array(this.starts.at(-1));
    let next = 0;
    for (const image of images) {
      for (let place = 0; place < image.length; place++) {
        if (!image[place]) continue;
        this.places[next] = place;
        this.values[next++] = image[place] / full;
      }
    }
  }

  /** One neuron's z = w·a + b for every image. */
  weightedInputs(weights, bias) {
    const { starts, places, values } = this;
    const sums = new Float64Array(this.count);
    for (let index = 0; index < sums.length; index++) {
      let sum = 0;
      for (let at = starts[index]; at < starts[index + 1]; at++) sum += weights[places[at]] * values[at];
      sums[index] = sum + bias;
    }
    return sums;
  }

  /** z of every neuron of a first layer, a column each. */
  layer({ weights, biases }) {
    return weights.map((row, neuron) => this.weightedInputs(row, biases[neuron]));
  }
}

/** z of every neuron of a later layer, from the activations before it. */
export function layerOf({ weights, biases }, activations) {
  return weights.map((row, neuron) => {
    const z = new Float64Array(activations[0].length).fill(biases[neuron]);
    activations.forEach((column, from) => {
      const weight = row[from];
      if (weight) for (let index = 0; index < z.length; index++) z[index] += weight * column[index];
    });
    return z;
  });
}

/** a = σ(z) for every column. */
export function activate({ activation }, weightedInputs) {
  return weightedInputs.map((column) => column.map(ACTIVATIONS[activation]));
}

/** The most active output for each image; the first of them if there are several. */
export function answers(outputs) {
  return Uint8Array.from(outputs[0], (_, index) => outputs.reduce((best, column, digit) => (column[index] > outputs[best][index] ? digit : best), 0));
}

/** For each digit, how many images have it and for how many of these something is true: {of: [10], true: [10]}. */
export function byDigit(labels, isTrue) {
  const counts = { of: new Array(10).fill(0), true: new Array(10).fill(0) };
  labels.forEach((label, index) => {
    counts.of[label]++;
    if (isTrue(index)) counts.true[label]++;
  });
  return counts;
}

/** The indices of the largest numbers, the largest first. */
export function largestOf(numbers, count) {
  return Array.from(numbers.keys())
    .sort((a, b) => numbers[b] - numbers[a] || a - b)
    .slice(0, count);
}

/** How often a number of the chosen ones is larger than one of the rest, over all pairs; a tie is half. The twin of pair_score. */
export function pairScore(numbers, isChosen) {
  const order = Array.from(numbers.keys()).sort((a, b) => numbers[a] - numbers[b]);
  let [wins, restBelow, chosenCount] = [0, 0, 0];
  for (let start = 0, end; start < order.length; start = end) {
    let [chosen, rest] = [0, 0];
    for (end = start; end < order.length && numbers[order[end]] === numbers[order[start]]; end++) isChosen(order[end]) ? chosen++ : rest++;
    wins += chosen * (restBelow + rest / 2);
    restBelow += rest;
    chosenCount += chosen;
  }
  return wins / (chosenCount * restBelow);
}
