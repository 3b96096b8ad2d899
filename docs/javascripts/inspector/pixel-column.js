// The 28 × 28 pixels and the column of 784 that the network reads: point into either, and see the place in the other.

import { clip } from "../network/arrays.js";
import { SIDE } from "../network/preprocessing.js";
import { element, listenForKeys, setAttributes, write } from "../page/elements.js";
import { decimal } from "../page/format.js";
import { paintGrey } from "../page/paint.js";
import { placeOf } from "./contributions.js";

/** @typedef {(index: number) => void} Point called with the pixel that is pointed at */
/** @typedef {() => number | null} At tells which one it is now */

const COUNT = SIDE * SIDE;
const LENS = 7; // so many neurons of the column are shown with their numbers
/** @type {Record<string, number>} */
const STEPS = { ArrowLeft: -1, ArrowRight: 1, ArrowUp: -SIDE, ArrowDown: SIDE };
/** @type {Record<string, number>} */
const COLUMN_STEPS = { ArrowUp: -1, ArrowLeft: -1, ArrowDown: 1, ArrowRight: 1, PageUp: -SIDE, PageDown: SIDE, Home: -COUNT, End: COUNT };

/**
 * A picture of 784 numbers whose pixels can be pointed at: {frame, canvas, walk()}, which makes it one for the keyboard, too.
 *
 * @param {string} label
 * @param {Point} point
 * @param {At} at
 */
export function buildPicture(label, point, at) {
  const canvas = element("canvas", { width: SIDE, height: SIDE });
  const mark = element("span", { className: "inside-mark" });
  const frame = element("div", { className: "inside-picture", role: "img", "aria-label": label }, canvas, mark);
  const cell = (/** @type {number} */ share) => clip(Math.floor(SIDE * share), 0, SIDE - 1);
  frame.onpointermove = frame.onpointerdown = ({ offsetX, offsetY }) =>
    point(SIDE * cell(offsetY / frame.clientHeight) + cell(offsetX / frame.clientWidth));
  const walk = () => {
    setAttributes(frame, { role: "application", tabindex: 0, "aria-label": `${label}. The arrow keys go from pixel to pixel` });
    listenForSteps(frame, STEPS, (step) => within(at(), step) && point((at() ?? 0) + step), () => at() ?? point(0));
  };
  return { frame, canvas, walk };
}

/**
 * A step that stays in the picture: to the left of the first column there is no pixel.
 *
 * @param {number | null} index @param {number} step
 */
function within(index, step) {
  const { row, column } = placeOf(index ?? 0);
  if (Math.abs(step) === 1) return column + step >= 0 && column + step < SIDE;
  return row + step / SIDE >= 0 && row + step / SIDE < SIDE;
}

/**
 * @param {HTMLElement} where
 * @param {Record<string, number>} steps by key
 * @param {(step: number) => void} take
 * @param {() => void} begin called when the reader comes
 */
function listenForSteps(where, steps, take, begin) {
  where.addEventListener("focus", begin);
  listenForKeys(where, Object.fromEntries(Object.entries(steps).map(([key, step]) => [key, () => take(step)])));
}

/** The input layer: the picture, the column beside it, and a few neurons of the column with their numbers. */
export class PixelColumn {
  /** @type {number | null} */
  #index = null;
  /** @type {Float64Array | null} */
  #pixels = null;
  #strip = element("canvas", { width: 1, height: COUNT });
  #column = element("div", {
    className: "inside-column", role: "slider", tabIndex: 0, "aria-orientation": "vertical", "aria-label": "Place in the column of 784",
    "aria-valuemin": 0, "aria-valuemax": COUNT - 1, "aria-valuenow": 0, "aria-valuetext": "no pixel yet",
  }, this.#strip, element("span", { className: "inside-mark" }));
  #lens = element("ol", { className: "inside-lens", "aria-label": "A few neurons of the column" });
  #sum = element("p", { className: "inside-place" });

  /** @param {Point} point */
  constructor(point) {
    this.picture = buildPicture("The pixels that the network reads", point, () => this.#index);
    this.picture.walk();
    const column = this.#column;
    const onColumn = (/** @type {number} */ index) => point(clip(index, 0, COUNT - 1));
    column.onpointermove = column.onpointerdown = ({ offsetY }) => onColumn(Math.floor((COUNT * offsetY) / column.clientHeight));
    listenForSteps(column, COLUMN_STEPS, (step) => onColumn((this.#index ?? 0) + step), () => this.#index ?? point(0));
    this.body = element("div", { className: "inside-pixels" }, this.picture.frame, column, this.#lens, this.#sum);
    this.#showPlace();
  }

  /** Show another picture. @param {Float64Array | null} pixels */
  show(pixels) {
    this.#pixels = pixels;
    for (const canvas of [this.picture.canvas, this.#strip]) paintGrey(canvas, pixels ?? new Float64Array(COUNT));
    this.#showPlace();
  }

  /** Show where a pixel is; null: no pixel in particular. @param {number | null} index */
  point(index) {
    this.#index = index;
    this.#showPlace();
  }

  #showPlace() {
    const first = this.#index === null ? null : clip(this.#index - (LENS >> 1), 0, COUNT - LENS);
    this.#lens.replaceChildren(...Array.from({ length: LENS }, (_, place) => {
      const index = first === null ? endsOfColumn(place) : first + place;
      const [number, value] = index === null ? ["⋮", ""] : [String(index), this.#valueOf(index)];
      const className = index !== null && index === this.#index ? "inside-here" : "";
      return element("li", { className }, element("span", {}, number), element("span", {}, value));
    }));
    write(this.#sum, this.inWords());
    if (this.#index === null) return;
    const { row, column } = placeOf(this.#index);
    setAttributes(this.#column, { "aria-valuenow": this.#index, "aria-valuetext": `neuron ${this.#index}: row ${row}, column ${column}` });
  }

  /** "Row 12, column 7. 28 × 12 + 7 = neuron 343. Its activation is 0.98.", a line each. */
  inWords() {
    if (this.#index === null) return "Point at a pixel, or into the column.";
    const { row, column } = placeOf(this.#index);
    const value = this.#pixels ? `Its activation is ${this.#valueOf(this.#index)}.` : "";
    return `Row ${row}, column ${column}.\n${SIDE} × ${row} + ${column} = neuron ${this.#index}.\n${value}`;
  }

  /** @param {number} index */
  #valueOf(index) {
    return this.#pixels ? decimal(this.#pixels[index]) : "–";
  }
}

/** Nobody can draw all 784, so the first three and the last three stand for them, and dots for the others. @param {number} place */
function endsOfColumn(place) {
  const half = LENS >> 1;
  if (place === half) return null;
  return place < half ? place : COUNT - LENS + place;
}
