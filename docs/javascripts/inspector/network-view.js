// The neurons of a network: layer below layer, each lit by its activation, each a button.
// The lines between them are in connections.js, what the reader does with both in inspector.js.

import { layerName, plain } from "./contributions.js";
import { describe, element, write } from "../page/elements.js";

const DARK = 28; // the grey of a neuron that is off, from 0 to 255: the ground itself is darker still
const READABLE = 118; // on a grey from here on black letters have the better contrast, and both have 4.5 : 1 there

/** listeners: {look(neuron or null), choose(neuron)}. */
export class NetworkView {
  constructor(network, listeners) {
    this.network = network;
    this.listeners = listeners;
    this.layers = network.sizes.slice(1).map((size, place) => this.buildLayer(place + 1, size));
  }

  buildLayer(layer, size) {
    const name = layerName(this.network, layer);
    const last = layer === this.network.sizes.length - 1;
    const neurons = Array.from({ length: size }, (_, index) => buildNeuron(last ? ["output ", ""] : ["neuron ", ` of ${name}`], index));
    const buttons = neurons.map(({ button }) => button);
    const title = element("p", { className: "inside-name", textContent: `${name.replace("the ", "")} · ${size}` });
    const group = element("div", { className: "inside-neurons" }, ...buttons);
    describe(group, { role: "toolbar", "aria-label": `${name}, ${size} neurons` });
    buttons.forEach((button, index) => this.listen(button, { layer, index }));
    buttons[0].tabIndex = 0;
    return { neurons, buttons, row: element("div", { className: `inside-layer${last ? " inside-outputs" : ""}` }, title, group) };
  }

  listen(button, neuron) {
    const { look, choose } = this.listeners;
    button.addEventListener("pointerenter", ({ pointerType }) => pointerType === "mouse" && look(neuron));
    button.addEventListener("pointerleave", () => look(null));
    button.addEventListener("click", () => choose(neuron));
    button.addEventListener("focus", () => button.matches(":focus-visible") && choose(neuron));
    button.addEventListener("keydown", (event) => this.walk(event, neuron));
  }

  /** Left and right within a layer, up towards the pixels, down towards the outputs. */
  walk(event, { layer, index }) {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const { buttons } = this.layers[layer - 1];
    const beside = (steps) => this.layers[layer - 1 + steps]?.buttons;
    const over = (next) => next?.[Math.round((index * (next.length - 1)) / Math.max(1, buttons.length - 1))];
    const goals = {
      ArrowLeft: () => buttons[index - 1], ArrowRight: () => buttons[index + 1],
      ArrowUp: () => over(beside(-1)), ArrowDown: () => over(beside(1)),
      Home: () => buttons[0], End: () => buttons.at(-1),
    };
    if (!Object.hasOwn(goals, event.key)) return;
    event.preventDefault();
    goals[event.key]()?.focus();
  }

  /** Light the neurons as far as layer reached. */
  light(reading, reached) {
    this.layers.forEach(({ neurons }, place) => {
      const activations = reading && place < reached ? reading.activations[place + 1] : null;
      const best = place === this.layers.length - 1 && activations ? reading.digit : -1;
      neurons.forEach(({ button, value, grey }, index) => {
        const activation = activations?.[index] ?? 0;
        // ReLU knows no upper end: what is above 1 is as bright as can be.
        const level = Math.round(DARK + (255 - DARK) * Math.min(1, activation));
        if (level !== grey) {
          neurons[index].grey = level;
          value.style.backgroundColor = `rgb(${level} ${level} ${level})`;
          value.style.color = level < READABLE ? "white" : "black";
        }
        write(value, activations ? plain(activation) : "–");
        button.classList.toggle("inside-best", index === best);
      });
    });
  }

  /** Mark the neuron that is looked at and the one that is chosen; each layer's tab stop is the one last chosen in it. */
  mark(looked, chosen) {
    this.layers.forEach(({ buttons }, place) => {
      buttons.forEach((button, index) => {
        const is = (neuron) => neuron?.layer === place + 1 && neuron.index === index;
        button.classList.toggle("inside-looked", is(looked));
        if (button.getAttribute("aria-pressed") !== String(is(chosen))) button.setAttribute("aria-pressed", is(chosen));
      });
      if (chosen?.layer !== place + 1) return;
      buttons.forEach((button, index) => (button.tabIndex = index === chosen.index ? 0 : -1));
    });
  }
}

function buildNeuron([before, behind], index) {
  const value = element("span", { className: "inside-lit" });
  const name = element("span", { className: "inside-index", textContent: index });
  const unseen = (words) => element("span", { className: "inside-unseen", textContent: words });
  const button = element("button", { type: "button", className: "inside-neuron", tabIndex: -1 });
  button.append(unseen(before), name, unseen(`${behind}: `), value);
  return { button, value, grey: null };
}
