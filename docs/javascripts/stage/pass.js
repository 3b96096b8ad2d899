// One pass of light through the network: the picture lights up row by row; then, layer by layer, light flows along the edges and the
// neurons fill, one after another. All of it is told by one number: how many milliseconds have passed. It knows no page.

import { clip } from "../network/arrays.js";

export const SCAN = 240; // the picture is lit
const FIRST = SCAN; // light leaves it
const FLOW = 460; // from one layer to the next
const EACH = 620; // a layer begins so much later than the one before it
const STAGGER = 15; // a neuron begins to fill so much later than the one above it
const FILL = 210;
const ROW = 80; // a row of the picture lights up

/** @param {number} share */
export function ease(share) {
  return share * share * (3 - 2 * share);
}

/** Which share of the way from one time to another has passed. @param {number} at @param {number} from @param {number} long */
function passed(at, from, long) {
  return clip((at - from) / long, 0, 1);
}

export class Pass {
  #sizes;

  /** @param {number[]} sizes of the layers, the pixels first */
  constructor(sizes) {
    this.#sizes = sizes;
    this.end = this.doneAt(sizes.length - 1);
  }

  /** When the whole of a layer is lit. @param {number} layer */
  doneAt(layer) {
    return layer ? this.#fillsAt(layer, this.#sizes[layer] - 1) + FILL : SCAN;
  }

  /** The last layer that is lit as a whole; the pixels, before any is. @param {number} at */
  reached(at) {
    return Math.max(0, this.#sizes.findLastIndex((_, layer) => at >= this.doneAt(layer)));
  }

  /** How far a row of the picture is lit. @param {number} at @param {number} share which row, from 0 to 1 */
  scanned(at, share) {
    return passed(at, share * (SCAN - ROW), ROW);
  }

  /** How far light has come on its way into a layer. @param {number} at @param {number} layer */
  flowed(at, layer) {
    return ease(passed(at, this.#flowsAt(layer), FLOW));
  }

  /** How far a neuron is filled. @param {number} at @param {number} layer @param {number} index */
  filled(at, layer, index) {
    return 1 - (1 - passed(at, this.#fillsAt(layer, index), FILL)) ** 3;
  }

  /**
   * Where the front of the light is, along.
   *
   * @param {number} at @param {import("./geometry.js").Place} place
   */
  front(at, { start, main, radius }) {
    const layer = this.#sizes.findLastIndex((_, index) => index > 0 && at >= this.#flowsAt(index));
    if (layer < 1) return start + (main[0] - start) * passed(at, 0, FIRST);
    const from = layer === 1 ? main[0] : main[layer - 1] + radius[layer - 1];
    const [edge, through] = [main[layer] - radius[layer], 2 * radius[layer]];
    const next = layer === this.#sizes.length - 1 ? this.end : this.#flowsAt(layer + 1);
    const arrives = this.#flowsAt(layer) + FLOW;
    return from + (edge - from) * this.flowed(at, layer) + through * passed(at, arrives, next - arrives);
  }

  /**
   * When the front is somewhere: the inverse of front, to the millisecond.
   *
   * @param {number} along @param {import("./geometry.js").Place} place
   */
  timeAt(along, place) {
    let [low, high] = [0, this.end];
    while (high - low > 1) {
      const middle = (low + high) / 2;
      if (this.front(middle, place) < along) low = middle;
      else high = middle;
    }
    return high >= this.end - 1 ? this.end : high;
  }

  /** @param {number} layer */
  #flowsAt(layer) {
    return FIRST + EACH * (layer - 1);
  }

  /** @param {number} layer @param {number} index */
  #fillsAt(layer, index) {
    // A wide layer takes no longer than one of sixteen.
    return this.#flowsAt(layer) + FLOW - 60 + index * STAGGER * Math.min(1, 16 / this.#sizes[layer]);
  }
}
