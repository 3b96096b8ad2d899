// The first pad of a page keeps what is on it in the address, behind #pad=, so that a link brings it back.

import { fetchModule, messageOf } from "../network/fetch.js";
import { readAddress, sealed } from "../page/address.js";

const NAME = "pad";
const PREFIX = `#${NAME}=`;

/** Whether the address brings a drawing. */
export function isLinked() {
  return location.hash.startsWith(PREFIX);
}

export class PadLink {
  /** Settled once the link that was read last is on the pad. @type {Promise<void> | undefined} */
  #restoring;
  #isLost = false; // whether that link could not be brought back, because a file did not arrive
  #problem = ""; // why there is no link to the last drawing
  #fragment = ""; // the one that was last read or written, of which the pad knows already
  #restore;
  #tell;

  /**
   * @param {(state: import("./permalink.js").State) => Promise<void>} restore called with what the address says, whenever it changes
   * @param {(sentence: string) => void} tell called with what is wrong with it
   */
  constructor(restore, tell) {
    this.#restore = restore;
    this.#tell = tell;
    this.#read();
    addEventListener("hashchange", () => this.#read());
  }

  /**
   * Write what is there into the address, in the place of the last state: going back leaves the page, as it should.
   *
   * @param {() => Parameters<typeof import("./permalink.js").encode>} now asked in the end: a link that the reader follows comes first
   */
  async keep(now) {
    const permalink = await fetchPermalink().catch(messageOf);
    await this.#restoring;
    if (this.#isUnread) return;
    const [state, accept] = now();
    const isEmpty = !state.marks.length && !state.chosen && state.upright;
    if (isEmpty && this.#isLost) return (this.#restoring = this.#follow());
    this.#problem = typeof permalink === "string" ? `There is no link: ${permalink}.` : "";
    if (typeof permalink === "string") return;
    const text = isEmpty ? null : permalink.encode(state, accept);
    if (!isEmpty && text === null) this.#problem = "This drawing is too large for a link.";
    const fragment = text === null ? "" : PREFIX + sealed(NAME, text);
    this.#fragment = fragment;
    // An ordinary anchor stays until there is something to write.
    if (location.hash === fragment || (!fragment && !isLinked())) return;
    history.replaceState(history.state, "", location.pathname + location.search + fragment);
  }

  /** Copy the address. Returns a sentence that says what came of it. */
  async copy() {
    if (this.#problem) return this.#problem;
    try {
      await navigator.clipboard.writeText(location.href);
      return "The link is copied. Anyone who opens it will see your drawing.";
    } catch {
      return "Your browser won't let this page copy. The link is in the address bar.";
    }
  }

  get #isUnread() {
    return isLinked() && location.hash !== this.#fragment;
  }

  #read() {
    if (!this.#isUnread) return;
    this.#fragment = location.hash;
    this.#restoring = this.#follow();
  }

  async #follow() {
    this.#isLost = false;
    try {
      const state = (await fetchPermalink()).decode(readAddress(NAME));
      if (state) await this.#restore(state);
      else this.#tell("The drawing in this page's address could not be read, so the pad was left as it was.");
    } catch (problem) {
      this.#isLost = true;
      this.#tell(`This link's drawing did not arrive: ${messageOf(problem)}. Press Clear to try again.`);
    }
  }
}

function fetchPermalink() {
  return fetchModule(() => import("./permalink.js"));
}
