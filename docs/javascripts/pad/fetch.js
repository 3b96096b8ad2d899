// What the pads of a page fetch: networks and examples, each once, however many pads want it.

import { fetchJson, generated } from "../network/fetch.js";
import { Network, loadNetwork } from "../network/network.js";
import { SIDE, imageFrom } from "../network/preprocessing.js";

const FILES = { straightened: "networks/straightened.json", framed: "networks/framed.json" };

/** The pair that the switch of a pad chooses from, by name. */
export async function fetchPair() {
  const pair = Object.entries(FILES).map(async ([name, file]) => [name, await fetchReader(generated(file))]);
  /** @type {Record<string, Network>} */
  const networks = Object.fromEntries(await Promise.all(pair));
  return networks;
}

/** An example from the test images, counted round, with its caption. Throws when they cannot be fetched. @param {number} number */
export async function exampleMark(number) {
  const { digits } = await fetchOnce(generated("pad-digits.json"), fetchJson);
  const example = number % digits.length;
  const { index, label, pixels } = digits[example];
  const mark = { image: imageFrom({ pixels }), left: 0, top: 0, side: 1, example };
  return { mark, caption: `Test image ${index}: its writer meant a ${label}.` };
}

/** A network that can read what a pad gives it. @param {string} address @param {RequestInit} [options] those of fetch */
function fetchReader(address, options) {
  return fetchOnce(address, async () => {
    const network = await loadNetwork(address, options);
    const { sizes } = network;
    if (sizes[0] === SIDE * SIDE && sizes.at(-1) === 10) return network;
    throw new RangeError(`it should lead from ${SIDE * SIDE} pixels to 10 digits, not from ${sizes[0]} to ${sizes.at(-1)}`);
  });
}

const fetched = new Map();

/**
 * What fetching a URL gave, fetched once; after a failure the next one tries again.
 *
 * @template Result
 * @param {string} url
 * @param {(url: string) => Promise<Result>} load
 * @returns {Promise<Result>}
 */
export function fetchOnce(url, load) {
  if (!fetched.has(url)) {
    const promise = load(url);
    promise.catch(() => fetched.delete(url));
    fetched.set(url, promise);
  }
  return fetched.get(url);
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
    return found instanceof Error ? `The network cannot be read: ${found.message}. You can draw, but there will be no answer.` : "";
  }

  /** Forget what went wrong. */
  reset() {
    this.#found.delete(this.#address);
  }

  /** Fetch the network that is wanted. @param {RequestInit} [options] those of fetch */
  async fetch(options) {
    const address = this.#address;
    this.#found.set(address, await fetchReader(address, options).catch((problem) => problem));
  }

  get #address() {
    return this.#only || generated(FILES[this.upright ? "straightened" : "framed"]);
  }
}
