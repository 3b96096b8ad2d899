// What the pads of a page fetch: networks and examples.

import { fetchJson, generated } from "../network/fetch.js";
import { Network, loadNetwork } from "../network/network.js";
import { imageFrom } from "../network/preprocessing.js";

const FILES = { straightened: "networks/straightened.json", framed: "networks/framed.json" };

/** The pair that the switch of a pad chooses from, by name. */
export async function fetchPair() {
  const pair = Object.entries(FILES).map(async ([name, file]) => [name, await loadNetwork(generated(file))]);
  /** @type {Record<string, Network>} */
  const networks = Object.fromEntries(await Promise.all(pair));
  return networks;
}

/** An example from the test images, counted round, with its caption. Throws when they cannot be fetched. @param {number} number */
export async function exampleMark(number) {
  const examples = await fetchJson(generated("pad-digits.json"), ({ digits }) => digits.map(readExample));
  const example = number % examples.length;
  const { image, index, label } = examples[example];
  const mark = { image, left: 0, top: 0, side: 1, example };
  return { mark, caption: `Test image ${index}: its writer meant a ${label}.` };
}

/** @param {{ index: number, label: number, pixels: string }} plain */
function readExample({ index, label, pixels }) {
  return { image: imageFrom({ pixels }), index, label };
}

/** The network that reads digits made upright, and the one that reads them as they were drawn; or one alone. */
export class PadNetworks {
  upright = true; // which of the two is wanted
  /** @type {Map<string, Network | Error>} by address: a network, or what went wrong */
  #found = new Map();
  #only;

  /** @param {string} [path] of the one network, from the root of the site */
  constructor(path) {
    this.#only = path && new URL(`../../${path}`, import.meta.url).href;
  }

  get areTwo() {
    return !this.#only;
  }

  /** The one that is wanted; null while it is not here. */
  get network() {
    const found = this.#found.get(this.#address);
    return found instanceof Network ? found : null;
  }

  /** Why it is not here; "" when nothing went wrong. */
  get problem() {
    const found = this.#found.get(this.#address);
    return found instanceof Error ? `The network can't be read: ${found.message}. You can draw, but there will be no answer.` : "";
  }

  /** Forget what went wrong. */
  reset() {
    this.#found.delete(this.#address);
  }

  /** Fetch the network that is wanted. */
  async fetch() {
    const address = this.#address;
    this.#found.set(address, await loadNetwork(address).catch((problem) => problem));
  }

  get #address() {
    return this.#only || generated(FILES[this.upright ? "straightened" : "framed"]);
  }
}
