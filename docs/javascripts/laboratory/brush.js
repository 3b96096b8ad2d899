// A brush on a 28 x 28 picture of weights: mouse, pen or finger, and the keyboard alone.

import { describe, element } from "../page/elements.js";
import { SIDE } from "../network/preprocessing.js";
import { CELL, paintSigned } from "../page/signed-picture.js";

const ARROWS = { ArrowLeft: [0, -1], ArrowRight: [0, 1], ArrowUp: [-1, 0], ArrowDown: [1, 0] };
const FAR = 4; // cells that an arrow moves together with Shift

/**
 * The sheet and its brush. tell has painted(from, to), for every piece of a stroke, from null at its first; ended(), when it is
 * done; moved(cell), when the keyboard's brush is elsewhere; and key(key), for every other key, true when it meant something.
 */
export class Brush {
  cell = [8, 14];
  down = false;
  #pointer = null;
  #last = null;

  constructor(label, hint, tell) {
    this.tell = tell;
    this.canvas = element("canvas", { className: "lab-weights", width: SIDE * CELL, height: SIDE * CELL, tabIndex: 0 });
    describe(this.canvas, { role: "application", "aria-label": label, "aria-describedby": hint });
    this.mark = describe(element("span", { className: "lab-brush", hidden: true }), { "aria-hidden": "true" });
    this.sheet = element("div", { className: "lab-sheet" }, this.canvas, this.mark);
    const { canvas } = this;
    canvas.addEventListener("pointerdown", (event) => this.#pointerDown(event));
    canvas.addEventListener("pointermove", (event) => this.#pointerMove(event));
    for (const end of ["pointerup", "pointercancel", "lostpointercapture"]) {
      canvas.addEventListener(end, (event) => this.#end(event.pointerId === this.#pointer));
    }
    canvas.addEventListener("keydown", (event) => this.#keyDown(event));
    canvas.addEventListener("focus", () => this.#show(canvas.matches(":focus-visible")));
    canvas.addEventListener("blur", () => this.lift());
  }

  /** Show the weights, the largest of them at full brightness. */
  paint(weights) {
    paintSigned(this.canvas, weights, weights.reduce((most, weight) => Math.max(most, Math.abs(weight)), 0));
  }

  /** Show how wide the brush is. */
  resize(size) {
    this.mark.style.setProperty("--size", size);
  }

  /** Take the brush off the sheet; a stroke that it was painting ends. */
  lift() {
    this.#end(this.down);
    this.#show(false);
  }

  #pointerDown(event) {
    // One pointer paints at a time: a second finger is not a second brush.
    if (event.button !== 0 || this.#pointer !== null) return;
    this.lift();
    this.#pointer = event.pointerId;
    this.#last = null;
    this.#paintTo(this.#cellAt(event));
    // A pointer that a script made up cannot be captured, but it can paint.
    if (event.isTrusted) this.canvas.setPointerCapture(event.pointerId);
  }

  #pointerMove(event) {
    if (event.pointerId !== this.#pointer) return;
    const between = event.getCoalescedEvents?.() ?? [];
    for (const each of between.length ? between : [event]) this.#paintTo(this.#cellAt(each));
  }

  #paintTo(cell) {
    if (this.#last && cell.every((number, axis) => number === this.#last[axis])) return;
    this.tell.painted(this.#last, cell);
    this.#last = cell;
  }

  #end(painting) {
    if (!painting) return;
    this.#pointer = null;
    this.down = false;
    this.tell.ended();
  }

  #cellAt({ clientX, clientY }) {
    const { left, top, width, height } = this.canvas.getBoundingClientRect();
    return [(clientY - top) / height, (clientX - left) / width].map((share) => onSheet(Math.floor(share * SIDE)));
  }

  #keyDown(event) {
    const { key, shiftKey, ctrlKey, metaKey, altKey, repeat } = event;
    const undo = (ctrlKey || metaKey) && key.toLowerCase() === "z";
    if (altKey || ((ctrlKey || metaKey) && !undo)) return;
    if (Object.hasOwn(ARROWS, key)) this.#move(ARROWS[key], shiftKey ? FAR : 1);
    else if (key === " " || key === "Enter") repeat || this.#toggle();
    else if (key === "Escape") this.#end(this.down);
    else if (!this.tell.key(undo ? "Backspace" : key)) return;
    event.preventDefault();
    this.#show(true);
  }

  #move(direction, far) {
    const from = this.cell;
    this.cell = from.map((number, axis) => onSheet(number + far * direction[axis]));
    if (this.down) this.tell.painted(from, this.cell);
    this.tell.moved(this.cell);
  }

  #toggle() {
    // What came of a stroke is told at its end; where the brush is would be said over it.
    if (this.down) return this.#end(true);
    this.down = true;
    this.tell.painted(null, this.cell);
    return this.tell.moved(this.cell);
  }

  #show(shown) {
    const [row, column] = this.cell;
    this.mark.hidden = !shown;
    this.mark.classList.toggle("lab-brush-down", this.down);
    this.mark.style.setProperty("--row", row);
    this.mark.style.setProperty("--column", column);
  }
}

function onSheet(number) {
  return Math.min(SIDE - 1, Math.max(0, number));
}
