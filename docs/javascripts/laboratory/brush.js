// A brush on a 28 x 28 picture of weights: mouse, pen or finger, and the keyboard alone.

import { clip } from "../network/arrays.js";
import { SIDE } from "../network/preprocessing.js";
import { element } from "../page/elements.js";
import { paintSigned } from "../page/paint.js";
import { followPointer } from "../page/pointer.js";

/**
 * @typedef {[row: number, column: number]} Cell
 *
 * @typedef {object} BrushListener
 * @property {(from: Cell | null, to: Cell) => void} onPaint called for every piece of a stroke, from null at its first
 * @property {() => void} onEnd called when a stroke is done
 * @property {(cell: Cell) => void} onMove called when the keyboard's brush is elsewhere
 * @property {() => void} onUndo
 * @property {(key: string) => boolean} [onKey] called for every other key; whether it meant something
 */

/** @type {Record<string, Cell>} */
const ARROWS = { ArrowLeft: [0, -1], ArrowRight: [0, 1], ArrowUp: [-1, 0], ArrowDown: [1, 0] };
const FAR = 4; // cells that an arrow moves together with Shift

/** The sheet and its brush, with a hint below. */
export class Brush {
  down = false;
  hint = element("p", { className: "lab-hint", id: "lab-hint" });
  canvas = element("canvas", { className: "lab-weights", tabIndex: 0, role: "application", "aria-describedby": "lab-hint" });
  #listener;
  /** @type {Cell} where the keyboard's brush is */
  #cell = [8, 14];
  /** @type {Cell | null} */
  #last = null;
  #mark = element("span", { className: "lab-brush", hidden: true, "aria-hidden": true });
  sheet = element("div", { className: "lab-sheet" }, this.canvas, this.#mark);

  /** @param {string} label @param {string} keys in HTML, what they do beyond moving the brush @param {BrushListener} listener */
  constructor(label, keys, listener) {
    this.#listener = listener;
    this.canvas.setAttribute("aria-label", label);
    this.hint.innerHTML =
      `Mouse, pen or finger, or by key: <kbd>arrows</kbd> move (with <kbd>Shift</kbd> further), ${keys}, <kbd>Backspace</kbd> undoes.`;
    const { canvas } = this;
    followPointer(canvas, (place) => this.#begin(place), (place) => this.#paintTo(cellAt(place)), () => this.#end());
    canvas.addEventListener("keydown", (event) => this.#keyDown(event));
    canvas.addEventListener("focus", () => this.#show(canvas.matches(":focus-visible")));
    canvas.addEventListener("blur", () => this.lift());
  }

  /** Show the weights, the largest of them at full brightness. @param {Float64Array} weights */
  paint(weights) {
    if (this.canvas.width !== SIDE) this.canvas.width = this.canvas.height = SIDE;
    paintSigned(this.canvas, weights, weights.reduce((most, weight) => Math.max(most, Math.abs(weight)), 0));
  }

  /** Show how wide the brush is. @param {number} size */
  resize(size) {
    this.#mark.style.setProperty("--size", String(size));
  }

  /** Take the brush off the sheet; a stroke that it was painting ends. */
  lift() {
    if (this.down) this.#end();
    this.#show(false);
  }

  /** @param {import("../page/pointer.js").Share} place */
  #begin(place) {
    this.lift();
    this.#last = null;
    this.#paintTo(cellAt(place));
  }

  /** @param {Cell} cell */
  #paintTo(cell) {
    const [row, column] = this.#last ?? [];
    if (cell[0] === row && cell[1] === column) return;
    this.#listener.onPaint(this.#last, cell);
    this.#last = cell;
  }

  #end() {
    this.down = false;
    this.#listener.onEnd();
  }

  /** @param {KeyboardEvent} event */
  #keyDown(event) {
    const { key, shiftKey, ctrlKey, metaKey, altKey, repeat } = event;
    const undo = (ctrlKey || metaKey) && key.toLowerCase() === "z";
    if (altKey || ((ctrlKey || metaKey) && !undo)) return;
    if (Object.hasOwn(ARROWS, key)) this.#move(ARROWS[key], shiftKey ? FAR : 1);
    else if (key === " " || key === "Enter") repeat || this.#toggle();
    else if (key === "Escape") this.down && this.#end();
    else if (undo || key === "Backspace") this.#listener.onUndo();
    else if (!this.#listener.onKey?.(key)) return;
    event.preventDefault();
    this.#show(true);
  }

  /** @param {Cell} direction @param {number} far */
  #move([down, across], far) {
    const from = this.#cell;
    this.#cell = onSheet(from[0] + far * down, from[1] + far * across);
    if (this.down) this.#listener.onPaint(from, this.#cell);
    this.#listener.onMove(this.#cell);
  }

  #toggle() {
    // What came of a stroke is told at its end; where the brush is would be said over it.
    if (this.down) return this.#end();
    this.down = true;
    this.#listener.onPaint(null, this.#cell);
    return this.#listener.onMove(this.#cell);
  }

  /** @param {boolean} shown */
  #show(shown) {
    const [row, column] = this.#cell;
    this.#mark.hidden = !shown;
    this.#mark.classList.toggle("lab-brush-down", this.down);
    this.#mark.style.setProperty("--row", String(row));
    this.#mark.style.setProperty("--column", String(column));
  }
}

/** @param {import("../page/pointer.js").Share} place */
function cellAt([x, y]) {
  return onSheet(Math.floor(y * SIDE), Math.floor(x * SIDE));
}

/** @param {number} row @param {number} column @returns {Cell} */
function onSheet(row, column) {
  return [clip(row, 0, SIDE - 1), clip(column, 0, SIDE - 1)];
}
