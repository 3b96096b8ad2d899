// What the reader drew: a list of marks (see strokes.js). Each change makes a new list; only the stroke that is being drawn grows.

import { last } from "../network/arrays.js";
import { History } from "../page/history.js";

/** @typedef {import("./strokes.js").Point} Point */

/** @extends {History<import("./strokes.js").Mark[]>} */
export class Drawing extends History {
  constructor() {
    super([]);
  }

  get marks() {
    return this.value;
  }

  /** Whether nothing was ever drawn. */
  get isUntouched() {
    return !this.canUndo;
  }

  /** Put the pen down. @param {Point} point */
  begin(point) {
    this.add([...this.marks, { points: [point] }]);
  }

  /** Draw on to a point. @param {Point} point */
  extend(point) {
    last(this.marks).points?.push(point);
  }

  clear() {
    if (this.marks.length) this.add([]);
  }
}
