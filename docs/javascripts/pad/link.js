// The first pad of a page keeps what is on it in the address, behind #pad=, so that a link brings it back.

/** @typedef {import("./permalink.js").State} State */

const PREFIX = "#pad=";

export class PadLink {
  /** Settled once the link that was read last is on the pad. @type {Promise<void> | undefined} */
  #restoring;
  #fits = true; // whether the last drawing fitted into a link
  #fragment = ""; // the one that was last read or written, of which the pad knows already
  #restore;

  /** @param {(state: State) => Promise<void>} restore called with what the address says, now and whenever it changes */
  constructor(restore) {
    this.#restore = restore;
    this.#read();
    addEventListener("hashchange", () => this.#read());
  }

  /**
   * Write what is there into the address, in the place of the last state: going back leaves the page, as it should.
   *
   * @param {() => Parameters<typeof import("./permalink.js").encode>} now asked in the end: a link that the reader follows comes first
   */
  async keep(now) {
    const { encode } = await import("./permalink.js");
    await this.#restoring;
    if (this.#isUnread) return;
    const [state, accept] = now();
    const isEmpty = !state.marks.length && !state.chosen && state.upright;
    const text = isEmpty ? null : encode(state, accept);
    this.#fits = isEmpty || text !== null;
    const fragment = text === null ? "" : PREFIX + text;
    this.#fragment = fragment;
    // An ordinary anchor stays until there is something to write.
    if (location.hash === fragment || (!fragment && !location.hash.startsWith(PREFIX))) return;
    history.replaceState(history.state, "", location.pathname + location.search + fragment);
  }

  /** Copy the address. Returns a sentence that says what came of it. */
  async copy() {
    if (!this.#fits) return "This drawing is too large for a link.";
    try {
      await navigator.clipboard.writeText(location.href);
      return "The link is copied. Whoever opens it sees your drawing.";
    } catch {
      return "Your browser does not let this page copy. The link stands in the address bar.";
    }
  }

  get #isUnread() {
    return location.hash.startsWith(PREFIX) && location.hash !== this.#fragment;
  }

  #read() {
    if (!this.#isUnread) return;
    this.#fragment = location.hash;
    this.#restoring = this.#follow(location.hash.slice(PREFIX.length));
  }

  /** @param {string} text */
  async #follow(text) {
    const state = (await import("./permalink.js")).decode(text);
    if (state) await this.#restore(state);
  }
}
