// The pen of a pad: mouse, pen or finger, and the keyboard alone. It writes into a Drawing and says when it did.

const STEP = 1 / 28; // how far an arrow key moves the pen, in widths of the pad
const ARROWS = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] };

/**
 * Draws on a canvas into a drawing. tell has drawn(ended), called at every point; begun(), at the first of a stroke;
 * moved(), when the keyboard's pen is to be painted anew; undo() and clear().
 */
export class Pen {
  at = [0.5, 0.5];
  down = false;
  shown = false;
  #heldArrows = new Set();
  #pointer = null;

  constructor(canvas, drawing, tell) {
    this.canvas = canvas;
    this.drawing = drawing;
    this.tell = tell;
    canvas.addEventListener("pointerdown", (event) => this.#pointerDown(event));
    canvas.addEventListener("pointermove", (event) => this.#pointerMove(event));
    for (const end of ["pointerup", "pointercancel", "lostpointercapture"]) {
      canvas.addEventListener(end, (event) => this.#pointerEnd(event));
    }
    canvas.addEventListener("keydown", (event) => this.#keyDown(event));
    canvas.addEventListener("keyup", (event) => this.#heldArrows.delete(event.key));
    canvas.addEventListener("focus", () => this.#show(canvas.matches(":focus-visible")));
    canvas.addEventListener("blur", () => this.#show(false));
  }

  /** Take the pen off the pad: what was drawn is no longer there. */
  lift() {
    this.down = false;
    this.#pointer = null;
  }

  // mouse, pen, finger

  #pointerDown(event) {
    // One pointer draws at a time: a second finger is not a second pen.
    if (event.button !== 0 || (this.#pointer ?? event.pointerId) !== event.pointerId) return;
    this.#pointer = event.pointerId;
    this.#show(false);
    this.#begin(this.#place(event));
    this.tell.drawn(false);
    // A pointer that a script made up cannot be captured, but it can draw.
    if (event.isTrusted) this.canvas.setPointerCapture(event.pointerId);
  }

  #pointerMove(event) {
    if (event.pointerId !== this.#pointer) return;
    const between = event.getCoalescedEvents?.() ?? [];
    for (const each of between.length ? between : [event]) this.drawing.extend(this.#place(each));
    this.tell.drawn(false);
  }

  #pointerEnd(event) {
    if (event.pointerId !== this.#pointer) return;
    this.#pointer = null;
    this.tell.drawn(true);
  }

  #place({ clientX, clientY }) {
    const { left, top, width, height } = this.canvas.getBoundingClientRect();
    return [onPad((clientX - left) / width), onPad((clientY - top) / height)];
  }

  // the keyboard alone

  #keyDown(event) {
    const act = this.#actionOf(event);
    if (!act) return;
    event.preventDefault();
    this.shown = true;
    act();
  }

  #actionOf({ key, ctrlKey, metaKey, altKey, repeat }) {
    if (ctrlKey || metaKey) return key.toLowerCase() === "z" ? this.tell.undo : null;
    if (altKey) return null;
    if (Object.hasOwn(ARROWS, key)) return () => this.#move(key);
    if (key === " " || key === "Enter") return () => repeat || this.#toggle();
    if (key === "Backspace") return this.tell.undo;
    if (key === "Escape" || key === "Delete") return this.tell.clear;
    return null;
  }

  /** Two arrows held together move the pen along the diagonal. */
  #move(key) {
    this.#heldArrows.add(key);
    for (const arrow of this.#heldArrows) {
      this.at = this.at.map((number, axis) => onPad(number + STEP * ARROWS[arrow][axis]));
    }
    if (!this.down) return this.tell.moved();
    this.drawing.extend(this.at);
    return this.tell.drawn(true);
  }

  #toggle() {
    this.down = !this.down;
    if (!this.down) return this.tell.moved();
    this.#begin(this.at);
    return this.tell.drawn(true);
  }

  #begin(point) {
    this.drawing.begin(point);
    this.tell.begun();
  }

  #show(shown) {
    this.shown = shown;
    if (!shown) {
      this.down = false;
      this.#heldArrows.clear();
    }
    this.tell.moved();
  }
}

/** What is beyond the edge is drawn along the edge, where it can be seen. */
function onPad(number) {
  return Math.min(1, Math.max(0, number));
}
