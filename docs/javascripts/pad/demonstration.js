// Before the reader has drawn anything, a pen draws an example, so that one sees what this page is for. It is ours, not the reader's:
// no answer of the pad counts it, and the reader's first touch takes it away.

/** @typedef {import("./strokes.js").Point} Point */
/** @typedef {import("./strokes.js").Mark} Mark */

/** A 2, as a hand would write it, from its top left corner on. @type {Point[]} */
const TWO = [
  [0.3, 0.33], [0.33, 0.23], [0.42, 0.15], [0.54, 0.13], [0.65, 0.18], [0.7, 0.3], [0.65, 0.43], [0.55, 0.55], [0.42, 0.68], [0.28, 0.82],
  [0.28, 0.82], [0.44, 0.8], [0.58, 0.81], [0.74, 0.8],
];
const WAIT = 350; // milliseconds in which the reader sees an empty sheet
const LONG = 850; // the pen draws
const STEPS = 8; // from one of the points to the next

export class Demonstration {
  /** @type {Mark[]} */
  marks = [];
  /** Whether the pen has come to its end. */
  isDrawn = false;
  #path = smooth(TWO);
  #frame = 0;
  #onDraw;

  /** @param {() => void} onDraw called when there is more of it */
  constructor(onDraw) {
    this.#onDraw = onDraw;
  }

  /** Whether the pen is on its way. */
  get isMoving() {
    return this.#frame !== 0;
  }

  /** Where the pen is; null when it is not drawing. @returns {Point | null} */
  get pen() {
    return this.isMoving && this.marks.length ? this.#path[(this.marks[0].points ?? []).length - 1] : null;
  }

  /** Let the pen draw. */
  begin() {
    let since = 0;
    const tick = (/** @type {number} */ now) => {
      since ||= now;
      const share = Math.min(1, Math.max(0, (now - since - WAIT) / LONG));
      if (share === 1) return this.finish();
      this.#frame = requestAnimationFrame(tick);
      if (share) this.#drawTo(share * share * (3 - 2 * share));
    };
    this.#frame = requestAnimationFrame(tick);
  }

  /** All of it is there at once. */
  finish() {
    this.#rest();
    this.isDrawn = true;
    this.#drawTo(1);
  }

  /** Take it away. */
  end() {
    this.#rest();
    this.isDrawn = false;
    this.marks = [];
  }

  /** @param {number} share */
  #drawTo(share) {
    this.marks = [{ points: this.#path.slice(0, Math.max(1, Math.round(share * this.#path.length))) }];
    this.#onDraw();
  }

  #rest() {
    cancelAnimationFrame(this.#frame);
    this.#frame = 0;
  }
}

/** A smooth path through points (Catmull and Rom, 1974). @param {Point[]} points */
function smooth(points) {
  const at = (/** @type {number} */ index) => points[Math.min(points.length - 1, Math.max(0, index))];
  const between = (/** @type {number} */ index, /** @type {number} */ t) => {
    const [a, b, c, d] = [at(index - 1), at(index), at(index + 1), at(index + 2)];
    const along = (/** @type {0 | 1} */ axis) => {
      const [square, cube] = [2 * a[axis] - 5 * b[axis] + 4 * c[axis] - d[axis], 3 * (b[axis] - c[axis]) + d[axis] - a[axis]];
      return b[axis] + 0.5 * t * (c[axis] - a[axis] + t * (square + t * cube));
    };
    return /** @type {Point} */ ([along(0), along(1)]);
  };
  const path = points.slice(1).flatMap((_, index) => Array.from({ length: STEPS }, (_, step) => between(index, step / STEPS)));
  return [...path, points[points.length - 1]];
}
