// What the reader drew: a list of marks (see strokes.js), and all the lists before it, so that every step can be undone.

/** Each change makes a new list and keeps the old one; only the stroke that is being drawn grows where it is. */
export class Drawing {
  marks = [];
  #before = [];

  /** Put the pen down at a point [x, y], in widths of the pad. */
  begin(point) {
    this.replace([...this.marks, { points: [point] }]);
  }

  /** Draw on to a point. */
  extend(point) {
    this.marks.at(-1).points.push(point);
  }

  /** Another drawing in the place of this one. */
  replace(marks) {
    this.#before.push(this.marks);
    this.marks = marks;
  }

  /** Take back the last stroke, picture or clearing. */
  undo() {
    this.marks = this.#before.pop() ?? [];
  }

  clear() {
    if (this.marks.length) this.replace([]);
  }
}
