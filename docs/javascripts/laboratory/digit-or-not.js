// From a digit to something that is none there is a dial. Which pictures lie on the way, and of how many of a thousand such
// pictures networks are sure. The twin of nn_core/laboratory/digit_or_not.py. It knows no page.

import { SIDE, straighten } from "../network/preprocessing.js";
import { Ink, activate, answers, layerOf } from "./batch.js";

export const NOTCHES = 20; // of the dial
export const KINDS = ["noise", "nothing", "letter", "negative", "side"];
export const SURE = 0.9; // an output above this is called sure
export const FARTHEST = 14; // pixels to the side, at the last notch
const SIZE = SIDE * SIDE;
const AT_ONCE = 100; // pictures read before the page may do something else

/** Uniform noise of its own for each picture: pixel i of all of them is a hash of i (the finaliser of MurmurHash3). */
export function noise(index) {
  return Float64Array.from({ length: SIZE }, (_, place) => {
    let h = index * SIZE + place;
    h = Math.imul(h ^ (h >>> 16), 0x85ebca6b);
    h = Math.imul(h ^ (h >>> 13), 0xc2b2ae35);
    return ((h ^ (h >>> 16)) >>> 0) / 2 ** 32;
  });
}

/** How far to the side a digit is moved at a notch, in whole pixels. */
export function pixelsToTheSide(notch) {
  return Math.floor((notch / NOTCHES) * FARTHEST + 0.5);
}

/** A thousand digits, the letters, and the networks that look at what lies between them. */
export class Bench {
  #results = new Map();
  #noise = [];
  #ends = new Map();

  /** letters: 784 greys from 0 to 1 each; networks: {name: network}. */
  constructor(digits, letters, networks) {
    Object.assign(this, { digits, letters, networks });
    this.images = Array.from({ length: digits.count }, (_, index) => Float64Array.from(digits.image(index), (grey) => grey / 255));
  }

  /** Picture number index, 784 greys: (1 − s) digit + s other, where s is the share of the dial; or the digit moved. */
  picture(kind, notch, index) {
    const digit = this.images[index];
    if (kind === "side") return movedRight(digit, pixelsToTheSide(notch));
    const share = notch / NOTCHES;
    const other = this.#other(kind, index);
    return mixed(digit, other, share);
  }

  /** The ten outputs of each network for one picture: {name: outputs}. */
  outputs(kind, notch, index) {
    const picture = this.picture(kind, notch, index);
    return Object.fromEntries(Object.entries(this.networks).map(([name, network]) => [name, [...network.forward(asRead(network, picture))]]));
  }

  /** What is known of the thousand at a notch: {done, sure: {name: count}, right: {name: count}}. right: sure of the digit it was. */
  result(kind, notch) {
    const key = `${kind} ${notch}`;
    if (!this.#results.has(key)) this.#results.set(key, { done: 0, sure: this.#zeros(), right: this.#zeros() });
    return this.#results.get(key);
  }

  /** Read some more of the thousand at a notch; false when all of them have been read. */
  readSome(kind, notch) {
    const result = this.result(kind, notch);
    const { count, labels } = this.digits;
    if (result.done === count) return false;
    const range = Array.from({ length: Math.min(AT_ONCE, count - result.done) }, (_, index) => result.done + index);
    for (const [name, { layers }] of Object.entries(this.networks)) {
      let columns = activate(layers[0], this.#weightedInputs(name, kind, notch, range));
      for (const layer of layers.slice(1)) columns = activate(layer, layerOf(layer, columns));
      answers(columns).forEach((digit, index) => {
        if (columns[digit][index] <= SURE) return;
        result.sure[name]++;
        if (digit === labels[range[index]]) result.right[name]++;
      });
    }
    result.done += range.length;
    return true;
  }

  #zeros() {
    return Object.fromEntries(Object.keys(this.networks).map((name) => [name, 0]));
  }

  #other(kind, index) {
    if (kind === "noise") return (this.#noise[index] ??= noise(index));
    if (kind === "letter") return this.letters[index % this.letters.length];
    if (kind === "negative") return this.images[index].map((ink) => 1 - ink);
    return new Float64Array(SIZE);
  }

  /** z of the first hidden layer, a column for each neuron. */
  #weightedInputs(name, kind, notch, range) {
    const network = this.networks[name];
    const read = (pictures) => new Ink(pictures.map((pixels) => asRead(network, pixels))).layer(network.layers[0]);
    const once = (key, pictures) => {
      if (!this.#ends.has(key)) this.#ends.set(key, read(pictures()));
      return this.#ends.get(key);
    };
    if (kind === "side" || network.input === "straightened") return read(range.map((index) => this.picture(kind, notch, index)));
    // Half a digit and half a letter has half the z of both: between the ends of the dial nothing need be read anew.
    const digits = once(`${name} ${range[0]}`, () => range.map((index) => this.images[index]));
    const others = once(`${name} ${range[0]} ${kind}`, () => range.map((index) => this.#other(kind, index)));
    const share = notch / NOTCHES;
    return digits.map((column, neuron) => mixed(column, others[neuron], share));
  }
}

/** What a network makes of a picture before it reads it. Nothing is framed here; only the straightening is part of the network. */
function asRead({ input }, pixels) {
  return input === "straightened" ? straighten({ pixels, width: SIDE, height: SIDE }).pixels : pixels;
}

/** (1 − share) of one and share of the other, number by number. */
function mixed(one, other, share) {
  const result = new Float64Array(one.length);
  for (let index = 0; index < result.length; index++) result[index] = (1 - share) * one[index] + share * other[index];
  return result;
}

function movedRight(pixels, columns) {
  const moved = new Float64Array(SIZE);
  for (let row = 0; row < SIDE; row++) moved.set(pixels.subarray(row * SIDE, (row + 1) * SIDE - columns), row * SIDE + columns);
  return moved;
}
