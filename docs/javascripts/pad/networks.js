// The networks that one pad can run. Each is fetched when it is first wanted.

import { generated } from "../network/fetch.js";
import { Network } from "../network/network.js";
import { fetchReader } from "./fetch.js";

const FILES = { straightened: "networks/straightened.json", framed: "networks/framed.json" };

/** The pair that the switch of a pad chooses from, by name. */
export async function fetchPair() {
  const pair = Object.entries(FILES).map(async ([name, file]) => [name, await fetchReader(generated(file))]);
  /** @type {Record<string, Network>} */
  const networks = Object.fromEntries(await Promise.all(pair));
  return networks;
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
