// Why a neuron holds the number that it holds: what every neuron before it brings along, their sum, the bias, z and σ(z).
// Layers are counted from 0, the pixels; so is everything in them. It knows no page.

import { largest } from "../network/network.js";
import { SIDE } from "../network/preprocessing.js";

const MINUS = "\u2212";

/**
 * The account of neuron {layer, index}, layer 1 or later: a = σ(z), z = sum + bias, sum = Σ products, products = weights · inputs.
 * reading: what read() gave (reading.js); without one, inputs, products, sum, z and activation are null.
 */
export function account(network, reading, { layer, index }) {
  const { weights, biases, activation: squish } = network.layers[layer - 1];
  const known = { layer, index, squish, weights: weights[index], bias: biases[index] };
  if (!reading) return { ...known, inputs: null, products: null, sum: null, z: null, activation: null };
  const inputs = reading.activations[layer - 1];
  const products = known.weights.map((weight, k) => weight * inputs[k]);
  const [z, activation] = [reading.weightedInputs[layer - 1][index], reading.activations[layer][index]];
  return { ...known, inputs, products, sum: total(products), z, activation };
}

/** The indices of the count numbers that are largest in size, the largest first. */
export function ranked(numbers, count = numbers.length) {
  const order = [...numbers.keys()].sort((a, b) => Math.abs(numbers[b]) - Math.abs(numbers[a]) || a - b);
  return order.slice(0, count);
}

export function total(numbers) {
  return numbers.reduce((sum, number) => sum + number, 0);
}

/** The neuron of a layer that is most active: {layer, index}. */
export function mostActive(reading, layer) {
  return { layer, index: largest(reading.activations[layer]) };
}

/** Whether a network has the neuron {layer, index}: what comes from an address bar may be anything. */
export function exists(network, neuron) {
  const size = Number.isInteger(neuron?.layer) && neuron.layer > 0 ? network.sizes[neuron.layer] : 0;
  return Number.isInteger(neuron?.index) && neuron.index >= 0 && neuron.index < size;
}

// words

/** A number as it is printed: with a real minus sign, and never "-0". */
export function plain(number, digits = 2) {
  const words = number.toFixed(digits);
  return Number(words) === 0 ? words.replace("-", "") : words.replace("-", MINUS);
}

/** The same with a plus sign, where the number is something that is added. */
export function signed(number, digits = 2) {
  const words = plain(number, digits);
  return Number(number.toFixed(digits)) > 0 ? `+${words}` : words;
}

/** "hidden layer 1", or what the layer is if it is the first, the last, or the only one between. */
export function layerName({ sizes }, layer) {
  if (layer === 0) return "the pixels";
  if (layer === sizes.length - 1) return "the outputs";
  return sizes.length === 3 ? "the hidden layer" : `hidden layer ${layer}`;
}

/** "output 4", "neuron 5 of hidden layer 1", "pixel 343 (row 12, column 7)". */
export function neuronName(network, { layer, index }) {
  if (layer === 0) return pixelName(index);
  if (layer === network.sizes.length - 1) return `output ${index}`;
  return `neuron ${index} of ${layerName(network, layer)}`;
}

/** The place of an input neuron in the picture: its number is 28 · row + column. */
export function placeOf(index) {
  return { row: Math.floor(index / SIDE), column: index % SIDE };
}

export function pixelName(index) {
  const { row, column } = placeOf(index);
  return `pixel ${index} (row ${row}, column ${column})`;
}

/** What one source brings: "pixel 343 (row 12, column 7): weight +0.534 × activation 0.98 = +0.523". */
export function productInWords(network, { layer, weights, inputs, products }, source) {
  const name = neuronName(network, { layer: layer - 1, index: source });
  const digits = productDigits(layer);
  if (!inputs) return `${name}: weight ${signed(weights[source], digits)}`;
  const factors = `weight ${signed(weights[source], digits)} × activation ${plain(inputs[source])}`;
  return `${name}: ${factors} = ${signed(products[source], digits)}`;
}

/** Hundreds of weights share the work of one sum at the pixels, so they are smaller there, and get a third decimal. */
export function productDigits(layer) {
  return layer === 1 ? 3 : 2;
}

/** "The weighted sum is +3.21. The bias −1.02 lowers it to +2.19. The sigmoid makes 0.90 of it." */
export function accountInWords({ sum, bias, z, activation, squish }) {
  if (sum === null) return `Nothing is drawn, so there is nothing to add up. The bias waits: it is ${signed(bias)}.`;
  const moves = bias < 0 ? `lowers it to ${signed(z)}` : `lifts it to ${signed(z)}`;
  const squished = squish === "sigmoid" ? `The sigmoid makes ${plain(activation)} of it.` : `ReLU makes ${plain(activation)} of it.`;
  return `The weighted sum is ${signed(sum)}. The bias ${signed(bias)} ${bias === 0 ? "leaves it there" : moves}. ${squished}`;
}

/** "For it: +8.31 from 9 neurons. Against it: −5.10 from 7." */
export function sidesInWords({ layer, products }) {
  if (!products) return "";
  const [up, down] = [products.filter((product) => product > 0), products.filter((product) => product < 0)];
  const what = `${layer === 1 ? "pixel" : "neuron"}${up.length === 1 ? "" : "s"}`;
  return `For it: ${signed(total(up))} from ${up.length} ${what}. Against it: ${signed(total(down))} from ${down.length}.`;
}

/** What is computed when layer is reached, in a sentence or two. */
export function stepInWords(network, reading, layer) {
  const { sizes } = network;
  const activations = reading.activations[layer];
  const many = activations.filter((activation) => activation > 0.5).length;
  if (layer === 0) return `The ${sizes[0]} pixels are the activations of layer 0. ${activations.filter((ink) => ink > 0).length} of them are not black.`;
  const { squish } = account(network, reading, { layer, index: 0 });
  const does = `adds up ${sizes[layer - 1]} products, adds its bias, and ${squish === "sigmoid" ? "squishes the sum" : "cuts off what is negative"}`;
  const each = `Each of the ${sizes[layer]} neurons of ${layerName(network, layer)} ${does}.`;
  if (layer < sizes.length - 1) return `${each} ${many} of them end${many === 1 ? "s" : ""} above one half.`;
  const { index } = mostActive(reading, layer);
  return `${each.replace("neurons of the outputs", "outputs")} The highest, ${plain(activations[index])}, belongs to ${index}: that is the answer.`;
}
