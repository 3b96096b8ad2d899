// The stages of pre-processing, each of which can be left out: every choice of them, for a drawing and for 1,000 digits that lie
// on sheets, small or large, high or low. It knows no page.

import { blank, centre, fit, inkBox, resize, scale, straighten } from "../network/preprocessing.js";
import { Ink, activate, answers, layerOf } from "./batch.js";

const DO = { scale, centre, straighten };
export const STAGES = Object.keys(DO);
/** Every choice of stages, from none to all, as lists. */
export const CHOICES = [[], ["centre"], ["scale"], ["straighten"], ["centre", "straighten"], ["scale", "straighten"], ["scale", "centre"], STAGES];
const AT_ONCE = 10; // sheets read before the page may do something else

/** A digit on its sheet: its ink at the size and in the place that the file says. */
export function sheetOf(digits, index) {
  const { row, column, height, width } = digits.place(index);
  const image = { pixels: Float64Array.from(digits.image(index), (grey) => grey / 255), width: digits.side, height: digits.side };
  const { top, bottom, left, right } = inkBox(image);
  const cut = blank(right - left, bottom - top);
  for (let r = 0; r < cut.height; r++) {
    const start = (top + r) * image.width;
    cut.pixels.set(image.pixels.subarray(start + left, start + right), r * cut.width);
  }
  const sheet = blank(digits.sheet, digits.sheet);
  const ink = resize(cut, height, width);
  for (let r = 0; r < height; r++) {
    sheet.pixels.set(ink.pixels.subarray(r * width, (r + 1) * width), (row + r) * sheet.width + column);
  }
  return sheet;
}

/** The pixels of an image after every choice of stages, in the order of CHOICES; what two choices share is done once. */
export function everyWay(image) {
  const done = new Map();
  const after = (stages) => {
    const key = stages.join();
    if (!done.has(key)) done.set(key, stages.length ? DO[stages.at(-1)](stages.length === 1 ? first(stages[0]) : after(stages.slice(0, -1))) : fit(image));
    return done.get(key);
  };
  const first = (stage) => (stage === "scale" ? image : after([]));
  return CHOICES.map((stages) => after(stages).pixels);
}

/** What networks make of all the sheets, whichever stages are done: every answer is computed once, and then looked up. */
export class Sheets {
  done = 0; // how many sheets have been read

  /** networks: {name: network}. */
  constructor(digits, networks) {
    this.digits = digits;
    this.networks = Object.entries(networks);
    this.answers = Object.fromEntries(this.networks.map(([name]) => [name, CHOICES.map(() => new Uint8Array(digits.count))]));
  }

  /** Read some more of them; false when none is left. */
  readSome() {
    const end = Math.min(this.done + AT_ONCE, this.digits.count);
    const ways = [];
    for (let index = this.done; index < end; index++) ways.push(everyWay(sheetOf(this.digits, index)));
    CHOICES.forEach((_, choice) => {
      const ink = new Ink(ways.map((pixels) => pixels[choice]));
      for (const [name, { layers }] of this.networks) {
        let columns = activate(layers[0], ink.layer(layers[0]));
        for (const layer of layers.slice(1)) columns = activate(layer, layerOf(layer, columns));
        this.answers[name][choice].set(answers(columns), this.done);
      }
    });
    this.done = end;
    return end < this.digits.count;
  }

  /** The share of right answers among those read so far. */
  right(name, choice) {
    const given = this.answers[name][choice];
    let right = 0;
    for (let index = 0; index < this.done; index++) if (given[index] === this.digits.labels[index]) right++;
    return right / this.done;
  }
}
