// The way of a picture through the network, one layer at a time: the reader steps, or it plays.

import { describe, element, write } from "../page/elements.js";

const PLAY = "Play, layer after layer";
const LIVE = "All layers at once, as you draw. You can also send the picture through step by step.";
const EMPTY = "Draw a digit, and send it through layer by layer.";
const WAY = 900; // milliseconds for the lines from one layer to the next
const REST = 1800; // and to read what was computed, before the next ones

/** show(reached, arrived): light the layers up to reached, whose lines have come so far (0 to 1). say(layer): what is computed there. */
export class Propagation {
  reached = null; // the last layer that is lit; null: all of them, as the reader draws

  constructor({ show, say }) {
    Object.assign(this, { show, say });
    const button = (words, act, className = "") => {
      const made = element("button", { type: "button", className: `pad-button ${className}`, textContent: words });
      made.addEventListener("click", act);
      return made;
    };
    this.playing = button(PLAY, () => (this.frame ? this.rest() : this.play()), "inside-play");
    this.back = button("Back", () => this.stepTo(Math.max(0, (this.reached ?? this.last + 1) - 1)));
    this.next = button("Next", () => this.stepTo(this.reached === null ? 0 : this.reached + 1));
    this.words = element("p", { className: "inside-step" });
    describe(this.words, { role: "status" });
    this.body = element("div", { className: "inside-steps" }, this.playing, this.back, this.next, this.words);
  }

  /** last: the number of the outputs' layer; ready: whether there is a picture to send through. */
  prepare(last, ready) {
    Object.assign(this, { last, ready });
    for (const button of [this.playing, this.back, this.next]) button.disabled = !ready;
  }

  /** Light all layers: what the reader draws is read at once. */
  live() {
    this.rest();
    this.reached = null;
    write(this.words, this.ready ? LIVE : EMPTY);
  }

  stepTo(layer) {
    this.rest();
    this.reach(layer > this.last ? 0 : layer);
  }

  reach(layer, arrived = 1) {
    this.reached = layer;
    this.show(layer, arrived);
    write(this.words, this.say(layer));
  }

  /** Let the lines grow from layer to layer, with a rest at each. */
  play() {
    this.reach(0);
    write(this.playing, "Stop");
    let since = null;
    const tick = (now) => {
      since ??= now;
      const arrived = (now - since - REST) / WAY;
      if (arrived >= 1) {
        since = now;
        this.reach(this.reached + 1);
        if (this.reached === this.last) return this.rest();
      } else if (arrived > 0) this.show(this.reached + 1, arrived);
      this.frame = requestAnimationFrame(tick);
    };
    this.frame = requestAnimationFrame(tick);
  }

  rest() {
    cancelAnimationFrame(this.frame);
    this.frame = null;
    write(this.playing, PLAY);
  }
}
