// What the reader drew: a list of marks (see strokes.js), and all the lists before it, so that every step can be undone.

/** marks is never changed in place: each change makes a new list, and keeps the old one. */
export class Drawing {
  marks = [];
  #before = [];

  /** Put the pen down at a point [x, y], in widths of the pad. */
  begin(point) {
    this.replace([...this.marks, { points: [point] }]);
  }

  /** Draw on to a point. */
  extend(point) {
    const stroke = this.marks.at(-1);
    this.marks = [...this.marks.slice(0, -1), { points: [...stroke.points, point] }];
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
