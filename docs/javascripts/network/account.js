// Why a neuron holds the number that it holds: what every neuron before it brings along, their sum, the bias, z and σ(z).
// Layers are counted from 0, the pixels; so is everything in them. It knows no page.

import { largest, largestFirst, sum } from "./arrays.js";

/**
 * The account of a neuron: a = σ(z), z = sum + bias, sum = Σ products, products = weights · inputs. Without a reading, inputs,
 * products, sum, z and activation are null.
 *
 * @typedef {import("./network.js").Network} Network
 * @typedef {import("./network.js").ActivationName} ActivationName
 * @typedef {import("./network.js").ForwardPass} ForwardPass
 * @typedef {import("../pad/messages.js").Neuron} Neuron
 * @typedef {Neuron & { squish: ActivationName, weights: Float64Array, bias: number }} Known
 * @typedef {Known & { inputs: Float64Array, products: Float64Array, sum: number, z: number, activation: number }} Full
 * @typedef {Known & { inputs: null, products: null, sum: null, z: null, activation: null }} Bare
 * @typedef {Full | Bare} Account
 */

/** @param {Network} network @param {ForwardPass | null} reading @param {Neuron} neuron of layer 1 or later @returns {Account} */
export function account(network, reading, { layer, index }) {
  const { weights, biases, activation: squish } = network.layers[layer - 1];
  const known = { layer, index, squish, weights: weights[index], bias: biases[index] };
  if (!reading) return { ...known, inputs: null, products: null, sum: null, z: null, activation: null };
  const inputs = reading.activations[layer - 1];
  const products = known.weights.map((weight, k) => weight * inputs[k]);
  const [z, activation] = [reading.weightedInputs[layer - 1][index], reading.activations[layer][index]];
  return { ...known, inputs, products, sum: sum(products), z, activation };
}

/** The indices of the numbers largest in size, the largest first. @param {Float64Array | number[]} numbers @param {number} [count] */
export function rankBySize(numbers, count) {
  return largestFirst(numbers.map(Math.abs), count);
}

/** The neuron of a layer that is most active. @param {ForwardPass} reading @param {number} layer @returns {Neuron} */
export function mostActive(reading, layer) {
  return { layer, index: largest(reading.activations[layer]) };
}

/**
 * Whether a network has a neuron: what comes from an address bar may be anything.
 *
 * @param {Network} network
 * @param {any} neuron
 * @returns {neuron is Neuron}
 */
export function hasNeuron(network, neuron) {
  const size = Number.isInteger(neuron?.layer) && neuron.layer > 0 ? network.sizes[neuron.layer] : 0;
  return Number.isInteger(neuron?.index) && neuron.index >= 0 && neuron.index < size;
}
