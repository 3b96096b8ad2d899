// The first pad of a page keeps what is on it in the address, behind #pad=, so that a link brings it back.

import { whileThere } from "./elements.js";

const PREFIX = "#pad=";

export class PadLink {
  fits = true; // whether the last drawing fitted into a link

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
    const isEmpty = !state.marks.length && !state.chosen && state.upright;
    const text = isEmpty ? null : (await import("./permalink.js")).encode(state, accept);
    if (!this.container.isConnected) return;
    this.fits = isEmpty || text !== null;
    this.own = text === null ? "" : PREFIX + text;
    // An ordinary anchor stays until there is something to write.
    if (location.hash === this.own || (!this.own && !location.hash.startsWith(PREFIX))) return;
    history.replaceState(history.state, "", location.pathname + location.search + this.own);
  }

  async #read() {
    const { hash } = location;
    if (!hash.startsWith(PREFIX) || hash === this.own) return;
    this.own = hash;
    const state = (await import("./permalink.js")).decode(hash.slice(PREFIX.length));
    if (state) this.restore(state);
  }
}
