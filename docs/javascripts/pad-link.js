// The first pad of a page keeps what is on it in the address, behind #pad=, so that a link brings it back.

import { whileThere } from "./elements.js";

const PREFIX = "#pad=";

export class PadLink {
  fits = true; // whether the last drawing fitted into a link
  #followed = 0; // how many links were read so far

  /**
   * restore(state) is called with what the address says, now and whenever it changes while the container is on the page.
   * own: the fragment that was last read or written, of which the pad knows already.
   */
  constructor(container, restore, own = "") {
    this.own = own;
    this.container = container;
    this.restore = restore;
    this.#read();
    whileThere(container, window, "hashchange", () => this.#read());
  }

  /** Write a state (see permalink.js) into the address, in the place of the last one: going back leaves the page, as it should. */
  async keep(state, accept) {
    const followed = this.#followed;
    const isEmpty = !state.marks.length && !state.chosen && state.upright;
    const text = isEmpty ? null : (await import("./permalink.js")).encode(state, accept);
    // A link that the reader follows meanwhile has the say.
    if (!this.container.isConnected || this.#isUnread || followed !== this.#followed) return;
    this.fits = isEmpty || text !== null;
    this.own = text === null ? "" : PREFIX + text;
    // An ordinary anchor stays until there is something to write.
    if (location.hash === this.own || (!this.own && !location.hash.startsWith(PREFIX))) return;
    history.replaceState(history.state, "", location.pathname + location.search + this.own);
  }

  get #isUnread() {
    return location.hash.startsWith(PREFIX) && location.hash !== this.own;
  }

  async #read() {
    if (!this.#isUnread) return;
    this.#followed += 1;
    this.own = location.hash;
    const state = (await import("./permalink.js")).decode(this.own.slice(PREFIX.length));
    if (state) this.restore(state);
  }
}
