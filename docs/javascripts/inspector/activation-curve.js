// The activation function as a curve, and on it the sum of one neuron.

import { ACTIVATIONS } from "../network/network.js";
import { setAttributes } from "../page/elements.js";

const SPAN = 6; // the curve is shown from -SPAN to SPAN
const [WIDE, HIGH] = [200, 46];
const POINTS = 40;

export class ActivationCurve {
  body = make("svg");
  #line = make("polyline");
  #stem = make("path");
  #dot = make("circle");

  constructor() {
    const viewBox = `-4 -4 ${WIDE + 8} ${HIGH + 8}`;
    setAttributes(this.body, { viewBox, class: "inside-curve", preserveAspectRatio: "xMinYMid", "aria-hidden": true });
    this.#dot.setAttribute("r", "4");
    this.body.append(this.#line, this.#stem, this.#dot);
  }

  /** @param {import("../network/network.js").ActivationName} squish @param {number | null} z null: the curve alone */
  show(squish, z) {
    const top = squish === "relu" ? SPAN : 1;
    const x = (/** @type {number} */ at) => (WIDE * (at + SPAN)) / (2 * SPAN);
    const y = (/** @type {number} */ at) => HIGH - (HIGH * ACTIVATIONS[squish](at)) / top;
    const steps = Array.from({ length: POINTS + 1 }, (_, step) => SPAN * ((2 * step) / POINTS - 1));
    this.#line.setAttribute("points", steps.map((at) => `${x(at).toFixed(1)},${y(at).toFixed(1)}`).join(" "));
    this.body.classList.toggle("inside-unknown", z === null);
    // What is beyond the ends of the curve is shown at its end.
    const at = Math.min(SPAN, Math.max(-SPAN, z ?? 0));
    this.#stem.setAttribute("d", `M${x(at)} ${HIGH}V${y(at)}`);
    setAttributes(this.#dot, { cx: x(at), cy: y(at) });
  }
}

/** @param {"svg" | "polyline" | "path" | "circle"} tag */
function make(tag) {
  return document.createElementNS("http://www.w3.org/2000/svg", tag);
}
