// The 28 × 28 pixels and the column of 784 that the network reads: point into either, and see the place in the other.

import { placeOf, plain } from "./contributions.js";
import { describe, element, write } from "../page/elements.js";
import { paintPixels } from "../pad/view.js";
import { SIDE } from "../network/preprocessing.js";

const COUNT = SIDE * SIDE;
const LENS = 7; // so many neurons of the column are shown with their numbers
const STEPS = { ArrowLeft: -1, ArrowRight: 1, ArrowUp: -SIDE, ArrowDown: SIDE };
const COLUMN_STEPS = { ArrowUp: -1, ArrowLeft: -1, ArrowDown: 1, ArrowRight: 1, PageUp: -SIDE, PageDown: SIDE, Home: -COUNT, End: COUNT };

/**
 * A picture of 784 numbers whose pixels can be pointed at: {frame, canvas}, the canvas scale pixels a number.
 * point(index) is called with the pixel that is pointed at; at() tells which one it is now.
 */
export function buildPicture(label, scale, point, at) {
  const canvas = element("canvas", { width: SIDE * scale, height: SIDE * scale });
  const mark = element("span", { className: "inside-mark" });
  const frame = element("div", { className: "inside-picture" }, canvas, mark);
  describe(frame, { role: "img", "aria-label": label });
  const pointAt = ({ offsetX, offsetY }) => {
    const cell = (offset, length) => Math.min(SIDE - 1, Math.max(0, Math.floor((SIDE * offset) / length)));
    point(SIDE * cell(offsetY, frame.clientHeight) + cell(offsetX, frame.clientWidth));
  };
  frame.addEventListener("pointermove", pointAt);
  frame.addEventListener("pointerdown", pointAt);
  const walk = () => {
    describe(frame, { role: "application", tabindex: 0, "aria-label": `${label}. The arrow keys go from pixel to pixel` });
    listenForSteps(frame, STEPS, (step) => within(at(), step) && point((at() ?? 0) + step), () => at() ?? point(0));
  };
  return { frame, canvas, walk };
}

/** A step that stays in the picture: to the left of the first column there is no pixel. */
function within(index, step) {
  const { row, column } = placeOf(index ?? 0);
  if (Math.abs(step) === 1) return column + step >= 0 && column + step < SIDE;
  return row + step / SIDE >= 0 && row + step / SIDE < SIDE;
}

function listenForSteps(where, steps, take, begin) {
  where.addEventListener("focus", begin);
  where.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || !Object.hasOwn(steps, event.key)) return;
    event.preventDefault();
    take(steps[event.key]);
  });
}

/** The input layer: the picture, the column beside it, and a few neurons of the column with their numbers. */
export class PixelColumn {
  constructor(point) {
    this.index = null;
    this.pixels = null;
    const at = () => this.index;
    this.picture = buildPicture("The pixels that the network reads", 1, point, at);
    this.picture.walk();
    this.strip = element("canvas", { width: 1, height: COUNT });
    this.column = element("div", { className: "inside-column" }, this.strip, element("span", { className: "inside-mark" }));
    describe(this.column, {
      role: "slider", tabindex: 0, "aria-orientation": "vertical", "aria-label": "Place in the column of 784",
      "aria-valuemin": 0, "aria-valuemax": COUNT - 1, "aria-valuenow": 0, "aria-valuetext": "no pixel yet",
    });
    const onColumn = (index) => point(Math.min(COUNT - 1, Math.max(0, index)));
    const pointAt = ({ offsetY }) => onColumn(Math.floor((COUNT * offsetY) / this.column.clientHeight));
    this.column.addEventListener("pointermove", pointAt);
    this.column.addEventListener("pointerdown", pointAt);
    listenForSteps(this.column, COLUMN_STEPS, (step) => onColumn((this.index ?? 0) + step), () => this.index ?? point(0));
    this.cells = Array.from({ length: LENS }, () => {
      const [number, value] = [element("span"), element("span")];
      return { number, value, row: element("li", {}, number, value) };
    });
    this.lens = element("ol", { className: "inside-lens" }, ...this.cells.map(({ row }) => row));
    describe(this.lens, { "aria-label": "A few neurons of the column" });
    this.sum = element("p", { className: "inside-place" });
    this.body = element("div", { className: "inside-pixels" }, this.picture.frame, this.column, this.lens, this.sum);
    this.showPlace();
  }

  /** Show another picture. */
  show(pixels) {
    this.pixels = pixels;
    const shown = pixels ?? new Float64Array(COUNT);
    paintPixels(this.picture.canvas, shown);
    paintPixels(this.strip, shown);
    this.showPlace();
  }

  /** Show where a pixel is; null: no pixel in particular. */
  point(index) {
    this.index = index;
    this.showPlace();
  }

  showPlace() {
    const first = this.index === null ? null : Math.min(COUNT - LENS, Math.max(0, this.index - (LENS >> 1)));
    this.cells.forEach(({ row, number, value }, place) => {
      const index = first === null ? endsOfColumn(place) : first + place;
      row.classList.toggle("inside-here", index !== null && index === this.index);
      write(number, index === null ? "⋮" : String(index));
      write(value, index === null ? "" : this.valueOf(index));
    });
    write(this.sum, this.inWords());
    if (this.index === null) return;
    const { row, column } = placeOf(this.index);
    describe(this.column, { "aria-valuenow": this.index, "aria-valuetext": `neuron ${this.index}: row ${row}, column ${column}` });
  }

  /** "Row 12, column 7. 28 × 12 + 7 = neuron 343. Its activation is 0.98.", a line each. */
  inWords() {
    if (this.index === null) return "Point at a pixel, or into the column.";
    const { row, column } = placeOf(this.index);
    const value = this.pixels ? `Its activation is ${this.valueOf(this.index)}.` : "";
    return `Row ${row}, column ${column}.\n${SIDE} × ${row} + ${column} = neuron ${this.index}.\n${value}`;
  }

  valueOf(index) {
    return this.pixels ? plain(this.pixels[index]) : "–";
  }
}

/** Nobody can draw all 784, so the first three and the last three stand for them, and dots for the others. */
function endsOfColumn(place) {
  const half = LENS >> 1;
  if (place === half) return null;
  return place < half ? place : COUNT - LENS + place;
}
