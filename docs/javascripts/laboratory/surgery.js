// What can be done to a network without training it anew: hold neurons still, zero biases, leave out a layer. It knows no page.
//
// A change is {silenced, held, noBiases, skipped}: which hidden neurons are held, as [layer, neuron], both from 0; at "nothing" or at
// their "average"; of which layers the biases are 0; and whether the second hidden layer is left out, so that the first one
// speaks to the outputs.

import { packNumbers, toBytes, toText, unpackNumbers } from "./keeping.js";
import { activate, layerOf } from "./batch.js";

export const INTACT = { silenced: [], held: "nothing", noBiases: [], skipped: false };

/** Whether the change changes anything. */
export function isIntact({ silenced, noBiases, skipped }) {
  return !silenced.length && !noBiases.length && !skipped;
}

/** A network and the ink of the images that it reads; what the change does not touch is computed once. */
export class Patient {
  constructor(network, ink) {
    this.network = network;
    this.first = ink.layer(network.layers[0]);
  }

  /** The ten columns of outputs under a change. averages: the mean activation of every hidden neuron, layer by layer. */
  outputs(change, averages) {
    return this.#through(change, averages).at(-1);
  }

  /** The mean activation of every hidden neuron of the network as it was trained. */
  averages() {
    const hidden = this.#through(INTACT).slice(0, -1);
    return hidden.map((columns) => columns.map((column) => column.reduce((sum, a) => sum + a, 0) / column.length));
  }

  #through({ silenced, held, noBiases, skipped }, averages) {
    const { layers } = this.network;
    const activations = [];
    layers.forEach((layer, number) => {
      if (skipped && number === 1) return;
      const bare = noBiases.includes(number) ? { ...layer, biases: layer.biases.map(() => 0) } : layer;
      const z = number ? layerOf(bare, activations.at(-1)) : this.#firstInputs(bare, layer);
      const columns = activate(layer, z);
      for (const [where, neuron] of silenced) {
        if (where === number) columns[neuron].fill(held === "average" ? averages[where][neuron] : 0);
      }
      activations.push(columns);
    });
    return activations;
  }

  #firstInputs({ biases }, trained) {
    if (biases === trained.biases) return this.first;
    return this.first.map((column, neuron) => column.map((z) => z - trained.biases[neuron] + biases[neuron]));
  }
}

/** A change as text for an address; "" for none. */
export function changeToText(change) {
  if (isIntact(change) && change.held === INTACT.held) return "";
  const flags = (change.held === "average" ? 1 : 0) + (change.skipped ? 2 : 0) + change.noBiases.reduce((sum, layer) => sum + 2 ** (2 + layer), 0);
  return toText(packNumbers([flags, ...change.silenced.flat()]));
}

/** The change of such a text, for a network of these sizes; null when the text is none of ours. */
export function changeFromText(text, sizes) {
  const bytes = toBytes(text);
  const numbers = bytes && unpackNumbers(bytes);
  const layers = sizes.length - 1;
  if (!numbers?.length || numbers[0] < 0 || numbers[0] >= 2 ** (2 + layers) || numbers.length % 2 === 0) return null;
  const [flags, ...pairs] = numbers;
  const silenced = [];
  for (let at = 0; at < pairs.length; at += 2) silenced.push([pairs[at], pairs[at + 1]]);
  const isHidden = ([layer, neuron]) => layer >= 0 && layer < layers - 1 && neuron >= 0 && neuron < sizes[layer + 1];
  const isNew = ([layer, neuron], index) => silenced.findIndex(([l, n]) => l === layer && n === neuron) === index;
  if (!silenced.every((each, index) => isHidden(each) && isNew(each, index))) return null;
  const noBiases = Array.from({ length: layers }, (_, layer) => layer).filter((layer) => Math.floor(flags / 2 ** (2 + layer)) % 2);
  return { silenced, held: flags % 2 ? "average" : "nothing", noBiases, skipped: Math.floor(flags / 2) % 2 === 1 };
}
