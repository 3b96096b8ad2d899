// What the pads of a page fetch: networks and examples, each once, however many pads want it.

import { loadNetwork } from "../network/network.js";
import { SIDE, imageFrom } from "../network/preprocessing.js";

const EXAMPLES = new URL("../../generated/pad-digits.json", import.meta.url).href;

/** An example from the test images, counted round: {mark, caption}. Throws when they cannot be fetched. */
export async function exampleMark(number) {
  const { digits } = await fetchJson(EXAMPLES);
  const example = number % digits.length;
  const { index, label, pixels } = digits[example];
  const image = imageFrom({ pixels, width: SIDE, height: SIDE });
  return { mark: { image, left: 0, top: 0, side: 1, example }, caption: `Test image ${index}: its writer meant a ${label}.` };
}

/** A network that can read what a pad gives it. options: those of fetch. */
export function fetchReader(address, options) {
  return once(address, async () => {
    const network = await loadNetwork(address, options);
    const { sizes } = network;
    if (sizes[0] === SIDE * SIDE && sizes.at(-1) === 10) return network;
    throw new RangeError(`it should lead from ${SIDE * SIDE} pixels to 10 digits, not from ${sizes[0]} to ${sizes.at(-1)}`);
  });
}

/** What a JSON file holds. */
export function fetchJson(url) {
  return once(url, async () => (await fetch(url)).json());
}

const fetched = new Map();

/** What fetching a URL gave, fetched once however many pads want it; after a failure the next one tries again. */
function once(url, fetchIt) {
  if (!fetched.has(url)) {
    const promise = fetchIt();
    promise.catch(() => fetched.delete(url));
    fetched.set(url, promise);
  }
  return fetched.get(url);
}
