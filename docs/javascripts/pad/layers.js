// What the marks below the last one give together, kept from one change of a drawing to the next: one more stroke, or a longer one,
// then costs the same however many there are already.

/** @typedef {import("./strokes.js").Mark} Mark */

/** @template Surface */
export class Below {
  /** @type {Mark[]} */
  #marks = [];
  #key = "";
  /** @type {Surface | undefined} */
  #surface;

  /**
   * The surface with all marks but the last; not to be changed.
   *
   * @param {Mark[]} marks
   * @param {string} key what else the surface depends on
   * @param {() => Surface} blank makes an empty one
   * @param {(surface: Surface, mark: Mark) => void} add
   * @returns {Surface}
   */
  get(marks, key, blank, add) {
    const below = marks.slice(0, -1);
    const isMore = key === this.#key && this.#marks.every((mark, index) => mark === below[index]);
    const surface = isMore && this.#surface ? this.#surface : blank();
    if (surface !== this.#surface) this.#marks = [];
    for (const mark of below.slice(this.#marks.length)) add(surface, mark);
    [this.#surface, this.#marks, this.#key] = [surface, below, key];
    return surface;
  }
}
