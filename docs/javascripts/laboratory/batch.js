// Many images at once. A layer's activations are kept neuron by neuron, a column of as many numbers as there are images, so
// that a change is followed only from where it was made: what lies before it need not be computed again. It knows no page.

import { ACTIVATIONS } from "../network/network.js";

/** @typedef {import("../network/arrays.js").Numbers} Numbers */
/** @typedef {import("../network/network.js").Layer} Layer */
/** @typedef {Pick<Layer, "weights" | "biases">} Parameters */
/** @typedef {Float64Array[]} Columns */

/** The ink of many images: where it is, and how bright. Most pixels are black, and a weight times nothing is nothing. */
export class Ink {
  /** @param {Numbers[]} images 784 numbers each @param {number} full the number that is white */
  constructor(images, full = 1) {
    this.count = images.length;
    this.starts = [0];
    /** @type {number[][]} */
    const [places, values] = [[], []];
    for (const image of images) {
      for (let place = 0; place < image.length; place++) {
        if (!image[place]) continue;
        places.push(place);
        values.push(image[place] / full);
      }
      this.starts.push(places.length);
    }
    this.places = new Uint16Array(places);
    this.values = new Float64Array(values);
  }

  /** One neuron's z = w·a + b for every image. @param {Numbers} weights @param {number} bias */
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

  /** z of every neuron of a first layer. @param {Parameters} layer */
  layer({ weights, biases }) {
    return weights.map((row, neuron) => this.weightedInputs(row, biases[neuron]));
  }
}

/** z of every neuron of a later layer, from the activations before it. @param {Parameters} layer @param {Columns} activations */
export function weightedInputs({ weights, biases }, activations) {
  return weights.map((row, neuron) => {
    const z = new Float64Array(activations[0].length).fill(biases[neuron]);
    activations.forEach((column, from) => {
      const weight = row[from];
      if (weight) for (let index = 0; index < z.length; index++) z[index] += weight * column[index];
    });
    return z;
  });
}

/** a = σ(z) for every column. @param {Pick<Layer, "activation">} layer @param {Columns} z */
export function activate({ activation }, z) {
  return z.map((column) => column.map(ACTIVATIONS[activation]));
}

/** The outputs, from the z of the first layer on. @param {Layer[]} layers @param {Columns} z */
export function outputsFrom(layers, z) {
  return layers.reduce((/** @type {Columns} */ columns, layer, l) => activate(layer, l ? weightedInputs(layer, columns) : columns), z);
}

/** The most active output for each image; the first of them if there are several. @param {Columns} outputs */
export function predictions(outputs) {
  return Uint8Array.from(outputs[0], (_, index) =>
    outputs.reduce((best, column, digit) => (column[index] > outputs[best][index] ? digit : best), 0),
  );
}

/**
 * For each digit, how many images have it, and for how many of these something is true.
 *
 * @param {Uint8Array} labels @param {(index: number) => boolean} isTrue
 */
export function countByDigit(labels, isTrue) {
  const [total, hits] = [new Array(10).fill(0), new Array(10).fill(0)];
  labels.forEach((label, index) => {
    total[label]++;
    if (isTrue(index)) hits[label]++;
  });
  return { total, hits };
}

/**
 * How often a number of the chosen ones is larger than one of the rest, over all pairs; a tie is half. The twin of pair_score.
 *
 * @param {Numbers} numbers
 * @param {(index: number) => boolean} isChosen
 */
export function pairScore(numbers, isChosen) {
  const order = [...Array(numbers.length).keys()].sort((a, b) => numbers[a] - numbers[b]);
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
