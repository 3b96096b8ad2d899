// The first pad of a page keeps what is on it in the address, behind #pad=, so that a link brings it back.

import { whileThere } from "../page/elements.js";

const PREFIX = "#pad=";

export class PadLink {
  fits = true; // whether the last drawing fitted into a link
  #following; // settled once the link that was read last is on the pad

  /**
   * restore(state) is called with what the address says, now and whenever it changes while the container is on the page;
   * it hands back a promise that is settled when the state is there.
   * own: the fragment that was last read or written, of which the pad knows already.
   */
  constructor(container, restore, own = "") {
    this.own = own;
    this.container = container;
    this.restore = restore;
    this.#read();
    whileThere(container, window, "hashchange", () => this.#read());
  }

  /**
   * Write what is there into the address, in the place of the last state: going back leaves the page, as it should.
   * now() gives the arguments of encode (see permalink.js). It is asked in the end: a link that the reader follows comes first.
   */
  async keep(now) {
    const { encode } = await import("./permalink.js");
    await this.#following;
    if (!this.container.isConnected || this.#isUnread) return;
    const [state, accept] = now();
    const isEmpty = !state.marks.length && !state.chosen && state.upright;
    const text = isEmpty ? null : encode(state, accept);
    this.fits = isEmpty || text !== null;
    this.own = text === null ? "" : PREFIX + text;
    // An ordinary anchor stays until there is something to write.
    if (location.hash === this.own || (!this.own && !location.hash.startsWith(PREFIX))) return;
    history.replaceState(history.state, "", location.pathname + location.search + this.own);
  }

  get #isUnread() {
    return location.hash.startsWith(PREFIX) && location.hash !== this.own;
  }

  #read() {
    if (!this.#isUnread) return;
    this.own = location.hash;
    this.#following = this.#follow(this.own.slice(PREFIX.length));
  }

  async #follow(text) {
    const state = (await import("./permalink.js")).decode(text);
    if (state) await this.restore(state);
  }
}
