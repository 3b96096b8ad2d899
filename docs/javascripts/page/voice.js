// Results for those who listen.

import { element, write } from "./elements.js";

/** Speaks once the results have come to rest. */
export class Voice {
  #pause;
  #timer = 0;

  /** @param {string} className of its element @param {number} pause milliseconds without a change before something is spoken */
  constructor(className, pause) {
    this.element = element("p", { className, role: "status", "aria-live": "polite" });
    this.#pause = pause;
  }

  /** @param {() => string} words asked for when they are spoken */
  say(words, pause = this.#pause) {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => write(this.element, words()), pause);
  }
}
