// Blends digits into non-digits: the pictures along the way, and of how many of a thousand such
// pictures networks are sure. The twin of nn_core/laboratory/digit_or_not.py. It knows no page.

import { SIDE, straighten } from "../network/preprocessing.js";
import { Ink, outputsFrom, predictions } from "./batch.js";

/** @typedef {import("../network/network.js").Network} Network */
/** @typedef {"noise" | "nothing" | "letter" | "negative" | "side"} Kind */
/** @typedef {{ done: number, sure: Record<string, number>, right: Record<string, number> }} Result right: sure of the digit that it was */

export const NOTCHES = 20; // of the dial
/** @type {Kind[]} */
export const KINDS = ["noise", "nothing", "letter", "negative", "side"];
export const SURE = 0.9; // an output above this is called sure
const FARTHEST = 14; // pixels to the side, at the last notch
const SIZE = SIDE * SIDE;
const AT_ONCE = 100; // pictures read before the page may do something else

/**
 * Uniform noise of its own for each picture: pixel i of all of them is a hash of i (the finaliser of MurmurHash3).
 *
 * @param {number} index
 */
export function noise(index) {
  return Float64Array.from({ length: SIZE }, (_, place) => {
    let h = index * SIZE + place;
    h = Math.imul(h ^ (h >>> 16), 0x85ebca6b);
    h = Math.imul(h ^ (h >>> 13), 0xc2b2ae35);
    return ((h ^ (h >>> 16)) >>> 0) / 2 ** 32;
  });
}

/** How far to the side a digit is moved at a notch, in whole pixels. @param {number} notch */
export function pixelsToTheSide(notch) {
  return Math.floor((notch / NOTCHES) * FARTHEST + 0.5);
}

/** A thousand digits, the letters, and the networks that look at what lies between them. */
export class BlendExperiment {
  /** @type {Record<string, Result>} */
  #results = {};
  /** @type {Float64Array[]} */
  #noise = [];
  /** @type {Record<string, Float64Array[]>} */
  #ends = {};
  #images;
  #letters;
  #networks;

  /**
   * @param {import("./digits.js").Digits} digits
   * @param {Float64Array[]} letters 784 greys each
   * @param {Record<string, Network>} networks by name
   */
  constructor(digits, letters, networks) {
    this.digits = digits;
    this.#letters = letters;
    this.#networks = networks;
    this.#images = Array.from(digits.labels, (_, index) => digits.greys(index));
  }

  /**
   * Picture number index, 784 greys: (1 − s) digit + s other, where s is the share of the dial; or the digit moved.
   *
   * @param {Kind} kind @param {number} notch @param {number} index
   */
  blend(kind, notch, index) {
    const digit = this.#images[index];
    return kind === "side" ? shiftRight(digit, pixelsToTheSide(notch)) : mix(digit, this.#other(kind, index), notch / NOTCHES);
  }

  /** The ten outputs of each network for one picture, by name. @param {Kind} kind @param {number} notch @param {number} index */
  outputs(kind, notch, index) {
    const picture = this.blend(kind, notch, index);
    const named = Object.entries(this.#networks).map(([name, network]) => [name, [...network.forward(asRead(network, picture))]]);
    /** @type {Record<string, number[]>} */
    const outputs = Object.fromEntries(named);
    return outputs;
  }

  /** What is known of the thousand at a notch. @param {Kind} kind @param {number} notch */
  result(kind, notch) {
    const zeros = () => Object.fromEntries(Object.keys(this.#networks).map((name) => [name, 0]));
    return (this.#results[`${kind} ${notch}`] ??= { done: 0, sure: zeros(), right: zeros() });
  }

  /** Take what is known already: a result for each notch. @param {Kind} kind @param {Result[]} results */
  learn(kind, results) {
    results.forEach((result, notch) => (this.#results[`${kind} ${notch}`] = result));
  }

  /** Read some more of the thousand at a notch; false when all of them have been read. @param {Kind} kind @param {number} notch */
  readSome(kind, notch) {
    const result = this.result(kind, notch);
    const { count, labels } = this.digits;
    if (result.done === count) return false;
    const range = Array.from({ length: Math.min(AT_ONCE, count - result.done) }, (_, index) => result.done + index);
    for (const [name, { layers }] of Object.entries(this.#networks)) {
      const columns = outputsFrom(layers, this.#weightedInputs(name, kind, notch, range));
      predictions(columns).forEach((digit, index) => {
        if (columns[digit][index] <= SURE) return;
        result.sure[name]++;
        if (digit === labels[range[index]]) result.right[name]++;
      });
    }
    result.done += range.length;
    return true;
  }

  /** @param {Kind} kind @param {number} index */
  #other(kind, index) {
    if (kind === "noise") return (this.#noise[index] ??= noise(index));
    if (kind === "letter") return this.#letters[index % this.#letters.length];
    if (kind === "negative") return this.#images[index].map((ink) => 1 - ink);
    return new Float64Array(SIZE);
  }

  /**
   * z of the first hidden layer, a column for each neuron.
   *
   * @param {string} name @param {Kind} kind @param {number} notch @param {number[]} range
   */
  #weightedInputs(name, kind, notch, range) {
    const network = this.#networks[name];
    const read = (/** @type {(index: number) => Float64Array} */ picture) =>
      new Ink(range.map((index) => asRead(network, picture(index)))).layer(network.layers[0]);
    if (kind === "side" || network.input === "straightened") return read((index) => this.blend(kind, notch, index));
    // Half a digit and half a letter has half the z of both: between the ends of the dial nothing need be read anew.
    const digits = (this.#ends[`${name} ${range[0]}`] ??= read((index) => this.#images[index]));
    const others = (this.#ends[`${name} ${range[0]} ${kind}`] ??= read((index) => this.#other(kind, index)));
    return digits.map((column, neuron) => mix(column, others[neuron], notch / NOTCHES));
  }
}

/**
 * What a network makes of a picture before it reads it. Nothing is framed here; only the straightening is part of the network.
 *
 * @param {Network} network @param {Float64Array} pixels
 */
function asRead({ input }, pixels) {
  return input === "straightened" ? straighten({ pixels, width: SIDE, height: SIDE }).pixels : pixels;
}

/**
 * (1 − share) of one and share of the other, number by number.
 *
 * @param {Float64Array} one @param {Float64Array} other @param {number} share
 */
function mix(one, other, share) {
  const result = new Float64Array(one.length);
  for (let index = 0; index < result.length; index++) result[index] = (1 - share) * one[index] + share * other[index];
  return result;
}

/** @param {Float64Array} pixels @param {number} columns */
function shiftRight(pixels, columns) {
  const moved = new Float64Array(SIZE);
  for (let row = 0; row < SIDE; row++) moved.set(pixels.subarray(row * SIDE, (row + 1) * SIDE - columns), row * SIDE + columns);
  return moved;
}
