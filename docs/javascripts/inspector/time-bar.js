// The bar under the network: the reader moves the light through it by hand, or lets it run.

import { button, element, listenForKeys } from "../page/elements.js";

const FINE = 1000; // steps of the bar

/** @typedef {{ play(): void, seekShare(share: number): void, seekLayer(layer: number): void, reached(): number, last(): number }} Light */

export class TimeBar {
  #light;
  #bar = element("input", {
    type: "range", className: "inside-bar-of-time", min: "0", max: String(FINE), step: "any", value: String(FINE),
    "aria-label": "How far the light has come through the network",
  });
  #play = button("", "inside-play", () => this.#light.play());
  body = element("div", { className: "inside-time" }, this.#play, this.#bar);

  /** @param {Light} light what the bar moves */
  constructor(light) {
    this.#light = light;
    this.#play.setAttribute("aria-label", "Send it through again");
    this.#bar.addEventListener("input", () => light.seekShare(Number(this.#bar.value) / FINE));
    const step = (/** @type {number} */ by) => () => light.seekLayer(Math.min(light.last(), Math.max(0, light.reached() + by)));
    listenForKeys(this.#bar, {
      ArrowLeft: step(-1), ArrowDown: step(-1), ArrowRight: step(1), ArrowUp: step(1),
      Home: () => light.seekLayer(0), End: () => light.seekLayer(light.last()),
    });
  }

  /** @param {number} share of the way that the light has come @param {string} words how far that is */
  show(share, words) {
    this.#bar.value = String(FINE * share);
    this.body.style.setProperty("--share", share.toFixed(4));
    this.#bar.setAttribute("aria-valuetext", words);
  }

  focus() {
    this.#bar.focus();
  }

  /** @param {boolean} isReady whether there is a picture to send through */
  enable(isReady) {
    this.#play.disabled = this.#bar.disabled = !isReady;
  }

  /**
   * Lay the bar below the network, so that its knob is where the front of the light is.
   *
   * @param {import("../stage/geometry.js").Place} place
   */
  layOut({ tall, box, start, main, radius }) {
    const last = main.length - 1;
    const [from, to] = tall ? [44, box.width] : [start - box.x, main[last] + radius[last] - box.x];
    this.body.style.setProperty("--from", `${from}px`);
    this.body.style.setProperty("--to", `${to}px`);
  }
}
