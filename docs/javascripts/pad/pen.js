// The pen of a pad: mouse, pen or finger, and the keyboard alone. It writes into a Drawing and says when it did.

import { clip } from "../network/arrays.js";
import { followPointer } from "../page/pointer.js";

/**
 * @typedef {import("./strokes.js").Point} Point
 * @typedef {{
 *   onDraw(ended: boolean): void, onBegin(): void, onMove(): void, onUndo(): void, onClear(): void,
 * }} PenListener onDraw is called at every point, onBegin at the first of a stroke, onMove when the keyboard's pen is to be painted anew
 */

const STEP = 1 / 28; // how far an arrow key moves the pen, in widths of the pad
/** @type {Record<string, Point>} */
const ARROWS = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] };

export class Pen {
  /** @type {Point} */
  at = [0.5, 0.5];
  down = false;
  shown = false;
  /** @type {Set<string>} */
  #heldArrows = new Set();
  #release;
  #drawing;
  #listener;

  /** @param {HTMLCanvasElement} canvas @param {import("./drawing.js").Drawing} drawing @param {PenListener} listener */
  constructor(canvas, drawing, listener) {
    this.#drawing = drawing;
    this.#listener = listener;
    this.#release = followPointer(canvas, (place) => this.#start(place), (place) => this.#extend(place), () => listener.onDraw(true));
    canvas.addEventListener("keydown", (event) => this.#keyDown(event));
    canvas.addEventListener("keyup", (event) => this.#heldArrows.delete(event.key));
    canvas.addEventListener("focus", () => this.#show(canvas.matches(":focus-visible")));
    canvas.addEventListener("blur", () => this.#show(false));
  }

  /** Take the pen off the pad: what was drawn is no longer there. */
  lift() {
    this.down = false;
    this.#release();
  }

  // mouse, pen, finger

  /** @param {Point} place */
  #start(place) {
    this.#show(false);
    this.#begin(onPad(place));
    this.#listener.onDraw(false);
  }

  /** @param {Point} place */
  #extend(place) {
    this.#drawing.extend(onPad(place));
    this.#listener.onDraw(false);
  }

  // the keyboard alone

  /** @param {KeyboardEvent} event */
  #keyDown(event) {
    const act = this.#actionOf(event);
    if (!act) return;
    event.preventDefault();
    this.shown = true;
    act();
  }

  /** @param {KeyboardEvent} event */
  #actionOf({ key, ctrlKey, metaKey, altKey, repeat }) {
    if (ctrlKey || metaKey) return key.toLowerCase() === "z" ? this.#listener.onUndo : null;
    if (altKey) return null;
    if (Object.hasOwn(ARROWS, key)) return () => this.#move(key);
    if (key === " " || key === "Enter") return () => repeat || this.#toggle();
    if (key === "Backspace") return this.#listener.onUndo;
    if (key === "Escape" || key === "Delete") return this.#listener.onClear;
    return null;
  }

  /** Two arrows held together move the pen along the diagonal. @param {string} key */
  #move(key) {
    this.#heldArrows.add(key);
    for (const arrow of this.#heldArrows) {
      const [[x, y], [across, down]] = [this.at, ARROWS[arrow]];
      this.at = onPad([x + STEP * across, y + STEP * down]);
    }
    if (!this.down) return this.#listener.onMove();
    this.#drawing.extend(this.at);
    return this.#listener.onDraw(true);
  }

  #toggle() {
    this.down = !this.down;
    if (!this.down) return this.#listener.onMove();
    this.#begin(this.at);
    return this.#listener.onDraw(true);
  }

  /** @param {Point} point */
  #begin(point) {
    this.#drawing.begin(point);
    this.#listener.onBegin();
  }

  /** @param {boolean} shown */
  #show(shown) {
    this.shown = shown;
    if (!shown) {
      this.down = false;
      this.#heldArrows.clear();
    }
    this.#listener.onMove();
  }
}

/** What is beyond the edge is drawn along the edge, where it can be seen. @param {Point} place @returns {Point} */
function onPad([x, y]) {
  return [clip(x, 0, 1), clip(y, 0, 1)];
}
