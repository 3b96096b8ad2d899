// What the pads of a page fetch: networks and examples, each once, however many pads want it.

import { fetchJson, generated } from "../network/fetch.js";
import { loadNetwork } from "../network/network.js";
import { SIDE, imageFrom } from "../network/preprocessing.js";

/** An example from the test images, counted round, with its caption. Throws when they cannot be fetched. @param {number} number */
export async function exampleMark(number) {
  const { digits } = await fetchOnce(generated("pad-digits.json"), fetchJson);
  const example = number % digits.length;
  const { index, label, pixels } = digits[example];
  const image = imageFrom({ pixels, width: SIDE, height: SIDE });
  return { mark: { image, left: 0, top: 0, side: 1, example }, caption: `Test image ${index}: its writer meant a ${label}.` };
}

/** A network that can read what a pad gives it. @param {string} address @param {RequestInit} [options] those of fetch */
export function fetchReader(address, options) {
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
