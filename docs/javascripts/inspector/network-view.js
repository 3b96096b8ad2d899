// The layers of a network for hands and screen readers: each is a slider whose value is one of its neurons. What they look like is drawn by
// the stage; what the reader does with them is in inspector.js.

import { element, listenForKeys, setAttributes } from "../page/elements.js";
import { clip } from "../network/arrays.js";
import { decimal } from "../page/format.js";
import { layerName, neuronName } from "./contributions.js";

/** @typedef {import("../pad/messages.js").Neuron} Neuron */
/** @typedef {{ onLook(neuron: Neuron | null): void, onChoose(neuron: Neuron): void }} NetworkListener */

const REACH = 44; // pixels that a layer can be touched on, along: wide enough for a finger

export class NetworkView {
  body = element("div", { className: "inside-layers" });
  #network;
  #listener;
  /** @type {HTMLElement[]} of every layer but the pixels */
  #layers;
  #indices; // the neuron of each layer that was chosen last in it
  #isTall = false;

  /** @param {import("../network/network.js").Network} network @param {NetworkListener} listener */
  constructor(network, listener) {
    this.#network = network;
    this.#listener = listener;
    this.#indices = network.layers.map(() => 0);
    this.#layers = network.layers.map((_, place) => this.#buildLayer(place + 1));
    this.body.append(...this.#layers);
  }

  /** @param {number} layer */
  #buildLayer(layer) {
    const name = layerName(this.#network, layer);
    const size = this.#network.sizes[layer];
    const slider = element("div", {
      className: "inside-layer", role: "slider", tabIndex: 0, "aria-label": `${name}, ${size} neurons`,
      "aria-valuemin": 0, "aria-valuemax": size - 1, "aria-valuenow": 0,
    });
    const { onLook, onChoose } = this.#listener;
    const at = (/** @type {PointerEvent | MouseEvent} */ event) => ({ layer, index: this.#indexAt(layer, event) });
    /** @type {Neuron | null} the one under the pointer: a click is rounded to whole pixels, and could fall on the next one */
    let pointed = null;
    slider.addEventListener("pointermove", (event) => {
      pointed = at(event);
      (event.pointerType === "mouse" ? onLook : onChoose)(pointed);
    });
    slider.addEventListener("pointerleave", () => onLook((pointed = null)));
    slider.addEventListener("click", (event) => onChoose(pointed ?? at(event)));
    slider.addEventListener("focus", () => slider.matches(":focus-visible") && onChoose({ layer, index: this.#indices[layer - 1] }));
    this.#listenForKeys(slider, layer);
    return slider;
  }

  /** @param {number} layer @param {MouseEvent} event */
  #indexAt(layer, { clientX, clientY }) {
    const { left, top, width, height } = this.#layers[layer - 1].getBoundingClientRect();
    const [share, size] = [this.#isTall ? (clientX - left) / width : (clientY - top) / height, this.#network.sizes[layer]];
    return clip(Math.floor(share * size), 0, size - 1);
  }

  /** Within a layer in the direction in which it lies, to the next layer in the other. @param {HTMLElement} slider @param {number} layer */
  #listenForKeys(slider, layer) {
    const size = this.#network.sizes[layer];
    const here = () => this.#indices[layer - 1];
    const within = (/** @type {number} */ index) => this.#listener.onChoose({ layer, index: clip(index, 0, size - 1) });
    const across = (/** @type {number} */ step) => {
      const there = this.#network.sizes[layer + step];
      if (!this.#layers[layer - 1 + step]) return;
      this.#indices[layer - 1 + step] = Math.round((here() * (there - 1)) / Math.max(1, size - 1));
      this.#layers[layer - 1 + step].focus();
    };
    /** @param {number} by @param {boolean} isWithin on a stage that stands */
    const step = (by, isWithin) => () => (isWithin === this.#isTall ? within(here() + by) : across(by));
    listenForKeys(slider, {
      ArrowLeft: step(-1, true), ArrowRight: step(1, true), ArrowUp: step(-1, false), ArrowDown: step(1, false),
      Home: () => within(0), End: () => within(size - 1),
    });
  }

  /**
   * Lay the sliders over the neurons that are drawn.
   *
   * @param {import("../stage/geometry.js").Place} place
   */
  layOut({ tall, box, main, across, pitch }) {
    this.#isTall = tall;
    this.#layers.forEach((slider, index) => {
      const layer = index + 1;
      const along = main[layer] - REACH / 2 - (tall ? box.y : box.x);
      const [start, long] = [across - (tall ? box.x : box.y), pitch[layer] * this.#network.sizes[layer]];
      const [left, top, width, height] = tall ? [start, along, long, REACH] : [along, start, REACH, long];
      Object.assign(slider.style, { left: `${left}px`, top: `${top}px`, width: `${width}px`, height: `${height}px` });
      slider.setAttribute("aria-orientation", tall ? "horizontal" : "vertical");
    });
  }

  /**
   * Say what each layer's neuron holds, as far as the light has come.
   *
   * @param {import("../network/network.js").ForwardPass | null} reading
   * @param {number} reached
   * @param {Neuron | null} chosen
   */
  say(reading, reached, chosen) {
    this.#layers.forEach((slider, place) => {
      const layer = place + 1;
      if (chosen?.layer === layer) this.#indices[place] = chosen.index;
      const index = this.#indices[place];
      const value = reading && layer <= reached ? decimal(reading.activations[layer][index]) : "dark";
      setAttributes(slider, { "aria-valuenow": index, "aria-valuetext": `${neuronName(this.#network, { layer, index })}: ${value}` });
      slider.classList.toggle("inside-chosen", chosen?.layer === layer);
    });
  }
}
