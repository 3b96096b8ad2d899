// The words on the stage: what the layers are, how many numbers stand between them, and what an edge or a neuron brings along.

import { account } from "../network/account.js";
import { sum } from "../network/arrays.js";
import { decimal, signed, thousands } from "../page/format.js";
import { curved, drawEdges } from "./edge-painter.js";
import { middleOf } from "./geometry.js";
import { widthOf, write } from "./letters.js";
import { COLOURS, shine } from "./light.js";

/** @typedef {import("./light.js").Ink} Ink */
/** @typedef {import("./painter.js").Scene} Scene */

const ROOM = 14; // pixels from neuron to neuron that a number beside each takes
const ROOM_FOR_NAMES = 140; // pixels from layer to layer that their whole names take
const PLATE = 28; // the height of the plate under the words of an edge

/**
 * What the layers are, and how many numbers stand between them, in words.
 *
 * @param {import("../network/network.js").Network} network
 */
export function wordsOf({ sizes, layers }) {
  const last = layers.length;
  const kind = (/** @type {number} */ layer) => (layer === last ? "answers" : layer ? "neurons" : "pixels");
  const names = sizes.map((size, layer) => `${layer > 0 && layer < last ? `layer ${layer}: ` : ""}${size} ${kind(layer)}`);
  const counts = layers.map(({ inputs, neurons }, index) => `${index ? "+ " : ""}${thousands(inputs * neurons)}${index ? "" : " weights"}`);
  const [biases, total] = [sum(layers.map(({ neurons }) => neurons)), sum(layers.map(({ inputs, neurons }) => (inputs + 1) * neurons))];
  return { names, counts, total: `+ ${biases} biases = ${thousands(total)}` };
}

/** @param {Ink} ink @param {Scene} scene @param {ReturnType<typeof wordsOf>} words */
export function drawNames(ink, { place, pass, at, face }, { names, counts, total }) {
  const { tall, main, box, centre, radius, font } = place;
  const look = { font: `500 ${font}px ${face}`, colour: "#ffffffb3" };
  const isNarrow = !tall && main[2] - main[1] < ROOM_FOR_NAMES;
  names.map((name) => (isNarrow ? name.replace(/^(layer \d+): (\d+) neurons$/, "$1 · $2") : name)).forEach((name, layer) => {
    if (!tall) return write(ink, name, layer ? main[layer] : centre[0], box.y + 10, look);
    return write(ink, name, box.x, layer ? main[layer] - radius[layer] - 13 : box.y + 8, { ...look, align: "left", plate: true });
  });
  if (tall) return;
  const [below, last] = [box.y + box.height - 10, counts.length];
  counts.forEach((count, index) => {
    ink.globalAlpha = 0.6 + 0.4 * pass.flowed(at, index + 1);
    write(ink, count, (main[index] + main[index + 1]) / 2, below, look);
  });
  ink.globalAlpha = 1;
  write(ink, total, main[last] - radius[last], below, { ...look, align: "left" });
}

/**
 * What each neuron before gives to the one that is looked at, beside it.
 *
 * @param {Ink} ink @param {Scene} scene @param {import("../pad/messages.js").Neuron} looked
 */
export function drawProducts(ink, { network, reading, place, amount, face }, looked) {
  const before = looked.layer - 1;
  if (place.tall || place.pitch[before] < ROOM) return;
  const { products } = account(network, reading, looked);
  ink.globalAlpha = amount;
  products?.forEach((product, index) => {
    const [x, y] = middleOf(place, before, index);
    const colour = product < 0 ? "rgb(255,148,138)" : "rgb(138,196,255)";
    const look = { font: `500 ${place.font - 1}px ${face}`, colour, align: /** @type {const} */ ("right"), plate: true };
    write(ink, signed(product), x - place.radius[before] - 9, y + 0.5, look);
  });
  ink.globalAlpha = 1;
}

/** One edge, and its product. @param {Ink} ink @param {Scene} scene @param {import("./stage.js").Connection} touched */
export function drawTouched(ink, { network, reading, place, lattice, face }, { layer, source, target }) {
  const { products, weights, inputs } = account(network, reading, { layer, index: target });
  const [weight, sign] = [weights[source], weights[source] < 0 ? /** @type {const} */ ("red") : /** @type {const} */ ("blue")];
  const [edge] = curved([{ source, target, strength: Math.sign(weight) }], layer, place, lattice);
  drawEdges(ink, [edge], layer, place, () => ({ alpha: 1, width: 3 }));
  const [x0, y0, , , , , x1, y1] = edge.curve;
  shine(ink, sign, x0, y0, 9, 0.9);
  ink.globalAlpha = 1;
  const product = inputs && products ? ` × ${decimal(inputs[source])} = ${signed(products[source])}` : "";
  const [words, font] = [`${product ? "" : "weight "}${signed(weight)}${product}`, `600 ${place.font}px ${face}`];
  const half = widthOf(words, font) / 2 + 10;
  const [x, y] = [Math.min(Math.max((x0 + x1) / 2, half + 6), place.width - half - 6), (y0 + y1) / 2];
  ink.fillStyle = "#1b2436";
  ink.strokeStyle = `rgb(${COLOURS[sign]})`;
  ink.lineWidth = 1;
  ink.beginPath();
  ink.roundRect(x - half, y - PLATE / 2, 2 * half, PLATE, PLATE / 2);
  ink.fill();
  ink.stroke();
  write(ink, words, x, y + 0.5, { font, colour: "white" });
}
