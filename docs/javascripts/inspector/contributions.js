// The account of a neuron in words.

import { sum } from "../network/arrays.js";
import { account, mostActive } from "../network/account.js";
import { SIDE } from "../network/preprocessing.js";
import { decimal, signed } from "../page/format.js";

/**
 * @typedef {import("../network/network.js").Network} Network
 * @typedef {import("../network/network.js").ForwardPass} ForwardPass
 * @typedef {import("../network/account.js").Account} Account
 * @typedef {import("../pad/messages.js").Neuron} Neuron
 */

/**
 * "hidden layer 1", or what the layer is if it is the first, the last, or the only one between.
 *
 * @param {Network} network @param {number} layer
 */
export function layerName({ sizes }, layer) {
  if (layer === 0) return "the pixels";
  if (layer === sizes.length - 1) return "the outputs";
  return sizes.length === 3 ? "the hidden layer" : `hidden layer ${layer}`;
}

/** "output 4", "neuron 5 of hidden layer 1", "pixel 343 (row 12, column 7)". @param {Network} network @param {Neuron} neuron */
export function neuronName(network, { layer, index }) {
  if (layer === 0) return pixelName(index);
  if (layer === network.sizes.length - 1) return `output ${index}`;
  return `neuron ${index} of ${layerName(network, layer)}`;
}

/** The place of an input neuron in the picture: its number is 28 · row + column. @param {number} index */
export function placeOf(index) {
  return { row: Math.floor(index / SIDE), column: index % SIDE };
}

/** @param {number} index */
export function pixelName(index) {
  const { row, column } = placeOf(index);
  return `pixel ${index} (row ${row}, column ${column})`;
}

/**
 * What one source contributes: "pixel 343 (row 12, column 7): weight +0.534 × activation 0.98 = +0.523".
 *
 * @param {Network} network
 * @param {Account} account
 * @param {number} source
 */
export function productInWords(network, { layer, weights, inputs, products }, source) {
  const name = neuronName(network, { layer: layer - 1, index: source });
  const digits = productDigits(layer);
  if (!inputs) return `${name}: weight ${signed(weights[source], digits)}`;
  const factors = `weight ${signed(weights[source], digits)} × activation ${decimal(inputs[source])}`;
  return `${name}: ${factors} = ${signed(products[source], digits)}`;
}

/**
 * Hundreds of weights share the work of one sum at the pixels, so they are smaller there, and get a third decimal.
 *
 * @param {number} layer
 */
export function productDigits(layer) {
  return layer === 1 ? 3 : 2;
}

/** "The weighted sum is +3.21. The bias −1.02 lowers it to +2.19. The sigmoid makes it 0.90." @param {Account} account */
export function accountInWords({ sum, bias, z, activation, squish }) {
  if (sum === null) return `Nothing is drawn, so there's nothing to add up but the bias, ${signed(bias)}.`;
  const moves = bias < 0 ? `lowers it to ${signed(z)}` : `lifts it to ${signed(z)}`;
  const squished = `${squish === "sigmoid" ? "The sigmoid" : "ReLU"} makes it ${decimal(activation)}.`;
  return `The weighted sum is ${signed(sum)}. The bias ${signed(bias)} ${bias === 0 ? "leaves it there" : moves}. ${squished}`;
}

/** "For it: +8.31 from 9 neurons. Against it: −5.10 from 7." @param {Account} account */
export function sidesInWords({ layer, products }) {
  if (!products) return "";
  const [up, down] = [products.filter((product) => product > 0), products.filter((product) => product < 0)];
  const what = `${layer === 1 ? "pixel" : "neuron"}${up.length === 1 ? "" : "s"}`;
  return `For it: ${signed(sum(up))} from ${up.length} ${what}. Against it: ${signed(sum(down))} from ${down.length}.`;
}

/**
 * What is computed when a layer is reached, in a sentence or two.
 *
 * @param {Network} network
 * @param {ForwardPass} reading
 * @param {number} layer
 */
export function stepInWords(network, reading, layer) {
  const { sizes } = network;
  const activations = reading.activations[layer];
  const many = activations.filter((activation) => activation > 0.5).length;
  const inked = activations.filter((ink) => ink > 0).length;
  if (layer === 0) return `The ${sizes[0]} pixels are the activations of layer 0. ${inked} of them are not black.`;
  const { squish } = account(network, reading, { layer, index: 0 });
  const squishes = squish === "sigmoid" ? "squishes the sum" : "cuts off what is negative";
  const does = `adds up ${sizes[layer - 1]} products, adds its bias, and ${squishes}`;
  const each = `Each of the ${sizes[layer]} neurons of ${layerName(network, layer)} ${does}.`;
  if (layer < sizes.length - 1) return `${each} ${many} of them end${many === 1 ? "s" : ""} above one half.`;
  const { index } = mostActive(reading, layer);
  const highest = `The highest, ${decimal(activations[index])}, belongs to ${index}: that is the answer.`;
  return `${each.replace("neurons of the outputs", "outputs")} ${highest}`;
}
