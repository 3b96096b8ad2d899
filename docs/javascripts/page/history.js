// What a reader did, step by step, so that each step can be undone.

/** A value and all the values before it. @template Value */
export class History {
  /** @type {Value[]} */
  #before = [];

  /** @param {Value} value */
  constructor(value) {
    this.value = value;
  }

  get canUndo() {
    return this.#before.length > 0;
  }

  /** Another value in the place of this one. @param {Value} value */
  add(value) {
    this.#before.push(this.value);
    this.value = value;
  }

  /** Back to the value before; false when there is none. */
  undo() {
    const before = this.#before.pop();
    if (before === undefined) return false;
    this.value = before;
    return true;
  }
}
