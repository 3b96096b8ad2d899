// The way of a picture through the network, one layer at a time: the reader steps, or it plays.

import { button, element, write } from "../page/elements.js";

const PLAY = "Play, layer after layer";
const LIVE = "All layers at once, as you draw. You can also send the picture through step by step.";
const EMPTY = "Draw a digit, and send it through layer by layer.";
const WAY = 900; // milliseconds for the lines from one layer to the next
const REST = 1800; // and to read what was computed, before the next ones

export class Propagation {
  /** @type {number | null} the last layer that is lit; null: all of them, as the reader draws */
  reached = null;
  #last = 0;
  #ready = false;
  #frame = 0;
  #words = element("p", { className: "inside-step", role: "status" });
  #playing = button(PLAY, "pad-button inside-play", () => (this.#frame ? this.#rest() : this.#play()));
  #back = button("Back", "pad-button", () => this.#stepTo(Math.max(0, (this.reached ?? this.#last + 1) - 1)));
  #next = button("Next", "pad-button", () => this.#stepTo(this.reached === null ? 0 : this.reached + 1));
  body = element("div", { className: "inside-steps" }, this.#playing, this.#back, this.#next, this.#words);
  #show;
  #describe;

  /**
   * @param {(reached: number, arrived: number) => void} show light the layers up to reached, whose lines have come so far (0 to 1)
   * @param {(layer: number) => string} describe what is computed in a layer
   */
  constructor(show, describe) {
    this.#show = show;
    this.#describe = describe;
  }

  /** @param {number} last the number of the outputs' layer @param {boolean} ready whether there is a picture to send through */
  prepare(last, ready) {
    this.#last = last;
    this.#ready = ready;
    for (const each of [this.#playing, this.#back, this.#next]) each.disabled = !ready;
  }

  /** Light all layers: what the reader draws is read at once. */
  live() {
    this.#rest();
    this.reached = null;
    write(this.#words, this.#ready ? LIVE : EMPTY);
  }

  /** @param {number} layer */
  #stepTo(layer) {
    this.#rest();
    this.#reach(layer > this.#last ? 0 : layer);
  }

  /** @param {number} layer */
  #reach(layer) {
    this.reached = layer;
    this.#show(layer, 1);
    write(this.#words, this.#describe(layer));
  }

  /** Let the lines grow from layer to layer, with a rest at each. */
  #play() {
    this.#reach(0);
    write(this.#playing, "Stop");
    let [since, layer] = [0, 0];
    const tick = (/** @type {number} */ now) => {
      since ||= now;
      const arrived = (now - since - REST) / WAY;
      if (arrived >= 1) {
        since = now;
        this.#reach(++layer);
        if (layer === this.#last) return this.#rest();
      } else if (arrived > 0) this.#show(layer + 1, arrived);
      this.#frame = requestAnimationFrame(tick);
    };
    this.#frame = requestAnimationFrame(tick);
  }

  #rest() {
    cancelAnimationFrame(this.#frame);
    this.#frame = 0;
    write(this.#playing, PLAY);
  }
}
