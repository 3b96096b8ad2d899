// The neurons of a network: layer below layer, each lit by its activation, each a button.
// The lines between them are in connections.js, what the reader does with both in inspector.js.

import { element, listenForKeys, write } from "../page/elements.js";
import { decimal } from "../page/format.js";
import { layerName } from "./contributions.js";

/** @typedef {import("../pad/messages.js").Neuron} Neuron */
/** @typedef {{ onLook(neuron: Neuron | null): void, onChoose(neuron: Neuron): void }} NetworkListener */

const DARK = 28; // the grey of a neuron that is off, from 0 to 255: the ground itself is darker still
const READABLE = 118; // on a grey from here on black letters have the better contrast, and both have 4.5 : 1 there

export class NetworkView {
  #network;
  #listener;

  /** @param {import("../network/network.js").Network} network @param {NetworkListener} listener */
  constructor(network, listener) {
    this.#network = network;
    this.#listener = listener;
    this.layers = network.sizes.slice(1).map((size, place) => this.#buildLayer(place + 1, size));
  }

  /** @param {number} layer @param {number} size */
  #buildLayer(layer, size) {
    const name = layerName(this.#network, layer);
    const last = layer === this.#network.sizes.length - 1;
    const neurons = Array.from({ length: size }, (_, index) => buildNeuron(last ? ["output ", ""] : ["neuron ", ` of ${name}`], index));
    const buttons = neurons.map(({ button }) => button);
    const title = element("p", { className: "inside-name", textContent: `${name.replace("the ", "")} · ${size}` });
    const label = `${name}, ${size} neurons`;
    const group = element("div", { className: "inside-neurons", role: "toolbar", "aria-label": label }, ...buttons);
    buttons.forEach((button, index) => this.#listen(button, { layer, index }));
    buttons[0].tabIndex = 0;
    return { neurons, buttons, row: element("div", { className: `inside-layer${last ? " inside-outputs" : ""}` }, title, group) };
  }

  /** @param {HTMLButtonElement} button @param {Neuron} neuron */
  #listen(button, neuron) {
    const { onLook, onChoose } = this.#listener;
    button.addEventListener("pointerenter", ({ pointerType }) => pointerType === "mouse" && onLook(neuron));
    button.addEventListener("pointerleave", () => onLook(null));
    button.addEventListener("click", () => onChoose(neuron));
    button.addEventListener("focus", () => button.matches(":focus-visible") && onChoose(neuron));
    this.#listenForSteps(button, neuron);
  }

  /** Left and right within a layer, up towards the pixels, down towards the outputs. @param {HTMLElement} button @param {Neuron} neuron */
  #listenForSteps(button, { layer, index }) {
    const within = (/** @type {number} */ place) => this.layers[layer - 1].buttons.at(place)?.focus();
    const across = (/** @type {number} */ step) => {
      const [here, there] = [this.layers[layer - 1], this.layers[layer - 1 + step]].map((each) => each?.buttons ?? []);
      there[Math.round((index * (there.length - 1)) / Math.max(1, here.length - 1))]?.focus();
    };
    listenForKeys(button, {
      ArrowLeft: () => index && within(index - 1), ArrowRight: () => within(index + 1), Home: () => within(0), End: () => within(-1),
      ArrowUp: () => across(-1), ArrowDown: () => across(1),
    });
  }

  /** Light the neurons as far as layer reached. @param {import("../pad/reading.js").Reading | null} reading @param {number} reached */
  light(reading, reached) {
    this.layers.forEach(({ neurons }, place) => {
      const activations = place < reached ? reading?.activations[place + 1] : null;
      const best = place === this.layers.length - 1 && activations ? reading?.digit : -1;
      neurons.forEach((neuron, index) => {
        const { button, value, grey } = neuron;
        const activation = activations?.[index] ?? 0;
        // ReLU knows no upper end: what is above 1 is as bright as can be.
        const level = Math.round(DARK + (255 - DARK) * Math.min(1, activation));
        if (level !== grey) {
          neuron.grey = level;
          value.style.backgroundColor = `rgb(${level} ${level} ${level})`;
          value.style.color = level < READABLE ? "white" : "black";
        }
        write(value, activations ? decimal(activation) : "–");
        button.classList.toggle("inside-best", index === best);
      });
    });
  }

  /**
   * Mark the neuron that is looked at and the one that is chosen; each layer's tab stop is the one last chosen in it.
   *
   * @param {Neuron | null} looked
   * @param {Neuron | null} chosen
   */
  mark(looked, chosen) {
    this.layers.forEach(({ buttons }, place) => {
      buttons.forEach((button, index) => {
        const is = (/** @type {Neuron | null} */ neuron) => neuron?.layer === place + 1 && neuron.index === index;
        button.classList.toggle("inside-looked", is(looked));
        if (button.getAttribute("aria-pressed") !== String(is(chosen))) button.setAttribute("aria-pressed", String(is(chosen)));
      });
      if (chosen?.layer !== place + 1) return;
      buttons.forEach((button, index) => (button.tabIndex = index === chosen.index ? 0 : -1));
    });
  }
}

/** @param {string[]} words before and behind its number @param {number} index */
function buildNeuron([before, behind], index) {
  const value = element("span", { className: "inside-lit" });
  const name = element("span", { className: "inside-index", textContent: index });
  const unseen = (/** @type {string} */ textContent) => element("span", { className: "inside-unseen", textContent });
  const button = element("button", { type: "button", className: "inside-neuron", tabIndex: -1 });
  button.append(unseen(before), name, unseen(`${behind}: `), value);
  return { button, value, grey: -1 };
}
