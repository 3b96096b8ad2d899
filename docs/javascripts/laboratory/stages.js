// The stages of pre-processing, each of which can be left out: every choice of them, for a drawing and for 1,000 digits that lie
// on sheets, small or large, high or low. It knows no page.

import { centre, crop, fit, inkBox, paste, resize, scale, straighten } from "../network/preprocessing.js";
import { Ink, outputsFrom, predictions } from "./batch.js";

/** @typedef {import("../network/preprocessing.js").GreyImage} GreyImage */
/** @typedef {import("../network/network.js").Network} Network */
/** @typedef {keyof typeof DO} Stage */

const DO = { scale, centre, straighten };
export const STAGES = /** @type {Stage[]} */ (Object.keys(DO));
/** Every choice of stages, from none to all. @type {Stage[][]} */
export const CHOICES = [
  [], ["centre"], ["scale"], ["straighten"], ["centre", "straighten"], ["scale", "straighten"], ["scale", "centre"], STAGES,
];
const AT_ONCE = 10; // sheets read before the page may do something else

/**
 * A digit on its sheet: its ink at the size and in the place that the file says.
 *
 * @param {import("./digits.js").Digits} digits @param {number} index
 */
export function sheetOf(digits, index) {
  const { row, column, height, width } = digits.place(index);
  const image = { pixels: digits.greys(index), width: digits.side, height: digits.side };
  return paste(resize(crop(image, inkBox(image)), height, width), row, column, digits.sheet);
}

/**
 * The pixels of an image after every choice of stages, in the order of CHOICES; what two choices share is done once.
 *
 * @param {GreyImage} image
 */
export function everyWay(image) {
  /** @type {Record<string, GreyImage>} */
  const done = {};
  /** @type {(stages: Stage[]) => GreyImage} */
  const after = (stages) => (done[stages.join()] ??= apply(stages.slice(0, -1), stages.at(-1)));
  /** @type {(before: Stage[], stage?: Stage) => GreyImage} */
  const apply = (before, stage) => (stage ? DO[stage](stage === "scale" ? image : after(before)) : fit(image));
  return CHOICES.map((stages) => after(stages).pixels);
}

/** What networks make of all the sheets, whichever stages are done: every answer is computed once, and then looked up. */
export class Sheets {
  done = 0; // how many sheets have been read

  /** @param {import("./digits.js").Digits} digits @param {Record<string, Network>} networks by name */
  constructor(digits, networks) {
    this.digits = digits;
    this.networks = Object.entries(networks);
    this.predictions = Object.fromEntries(this.networks.map(([name]) => [name, CHOICES.map(() => new Uint8Array(digits.count))]));
  }

  /** Read some more of them; false when none is left. */
  readSome() {
    const end = Math.min(this.done + AT_ONCE, this.digits.count);
    const ways = Array.from({ length: end - this.done }, (_, index) => everyWay(sheetOf(this.digits, this.done + index)));
    CHOICES.forEach((_, choice) => {
      const ink = new Ink(ways.map((pixels) => pixels[choice]));
      for (const [name, { layers }] of this.networks) {
        this.predictions[name][choice].set(predictions(outputsFrom(layers, ink.layer(layers[0]))), this.done);
      }
    });
    this.done = end;
    return end < this.digits.count;
  }

  /** The accuracy on those read so far. @param {string} name @param {number} choice */
  accuracy(name, choice) {
    const given = this.predictions[name][choice].subarray(0, this.done);
    return given.filter((digit, index) => digit === this.digits.labels[index]).length / this.done;
  }
}
