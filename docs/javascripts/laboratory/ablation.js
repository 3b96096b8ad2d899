// What can be done to a network without training it anew: hold neurons still, zero biases, leave out a layer. It knows no page.

import { last, sum } from "../network/arrays.js";
import { decodeNumbers, encodeNumbers, unzigzag, zigzag } from "../page/codec.js";
import { activate, weightedInputs } from "./batch.js";

/**
 * @typedef {object} Ablation
 * @property {[layer: number, neuron: number][]} silenced the hidden neurons that are held, both numbers from 0
 * @property {"nothing" | "average"} held what they say
 * @property {number[]} noBiases the layers whose biases are 0
 * @property {boolean} skipped whether the second hidden layer is left out, so that the first one speaks to the outputs
 *
 * @typedef {import("./batch.js").Columns} Columns
 * @typedef {import("./batch.js").Parameters} Parameters
 */

/** @type {Ablation} */
export const INTACT = { silenced: [], held: "nothing", noBiases: [], skipped: false };

/** Whether nothing is ablated. @param {Ablation} ablation */
export function isIntact({ silenced, noBiases, skipped }) {
  return !silenced.length && !noBiases.length && !skipped;
}

/** A network and the ink of the images that it reads; what an ablation does not touch is computed once. */
export class AblationStudy {
  #layers;
  #first;

  /** @param {import("../network/network.js").Network} network @param {import("./batch.js").Ink} ink */
  constructor(network, ink) {
    this.#layers = network.layers;
    this.#first = ink.layer(network.layers[0]);
  }

  /**
   * The ten columns of outputs.
   *
   * @param {Ablation} ablation @param {number[][]} averages the mean activation of every hidden neuron, layer by layer
   */
  outputs(ablation, averages) {
    return last(this.#forward(ablation, averages));
  }

  /** The mean activation of every hidden neuron of the network as it was trained. */
  averages() {
    const hidden = this.#forward(INTACT, []).slice(0, -1);
    return hidden.map((columns) => columns.map((column) => sum(column) / column.length));
  }

  /** @param {Ablation} ablation @param {number[][]} averages */
  #forward({ silenced, held, noBiases, skipped }, averages) {
    /** @type {Columns[]} */
    const activations = [];
    this.#layers.forEach((layer, number) => {
      if (skipped && number === 1) return;
      const bare = noBiases.includes(number) ? { ...layer, biases: layer.biases.map(() => 0) } : layer;
      const z = number ? weightedInputs(bare, last(activations)) : this.#firstInputs(bare, layer);
      const columns = activate(layer, z);
      for (const [where, neuron] of silenced) {
        if (where === number) columns[neuron].fill(held === "average" ? averages[where][neuron] : 0);
      }
      activations.push(columns);
    });
    return activations;
  }

  /** @param {Parameters} layer @param {Parameters} trained */
  #firstInputs({ biases }, trained) {
    if (biases === trained.biases) return this.#first;
    return this.#first.map((column, neuron) => column.map((z) => z - trained.biases[neuron] + biases[neuron]));
  }
}

/** An ablation as text for an address. @param {Ablation} ablation */
export function ablationToText({ silenced, held, noBiases, skipped }) {
  const flags = (held === "average" ? 1 : 0) + (skipped ? 2 : 0) + sum(noBiases.map((layer) => 2 ** (2 + layer)));
  return encodeNumbers([flags, ...silenced.flat()].map(zigzag));
}

/**
 * The ablation of such a text; null when the text is none of ours.
 *
 * @param {string} text
 * @param {number[]} sizes of the network
 * @returns {Ablation | null}
 */
export function ablationFromText(text, sizes) {
  const numbers = decodeNumbers(text)?.map(unzigzag);
  const layers = sizes.length - 1;
  if (!numbers?.length || numbers[0] < 0 || numbers[0] >= 2 ** (2 + layers) || numbers.length % 2 === 0) return null;
  const [flags, ...pairs] = numbers;
  /** @type {Ablation["silenced"]} */
  const silenced = [];
  for (let at = 0; at < pairs.length; at += 2) silenced.push([pairs[at], pairs[at + 1]]);
  const isKnown = silenced.every(([layer, neuron]) => layer >= 0 && layer < layers - 1 && neuron >= 0 && neuron < sizes[layer + 1]);
  if (!isKnown || new Set(silenced.map(String)).size !== silenced.length) return null;
  const noBiases = Array.from({ length: layers }, (_, layer) => layer).filter((layer) => Math.floor(flags / 2 ** (2 + layer)) % 2);
  return { silenced, held: flags % 2 ? "average" : "nothing", noBiases, skipped: Math.floor(flags / 2) % 2 === 1 };
}
