// The inspector under a pad: look at any number in the network that reads the drawing, and see where it comes from.
//
// It follows the pad's "pad:read" (see drawing-pad.js). When the reader chooses a neuron, the div sends "inspector:choose",
// which bubbles, with detail = {layer, index}, counted from 0, or null when it is let go. Whoever sends "inspector:restore"
// with such a detail to the div has that neuron chosen, as soon as there is a network.
//
// data-inspector="layers" on the div shows the layers without the sums behind them, data-inspector="off" nothing at all.

import { Connections } from "./connections.js";
import { account, accountInWords, exists, mostActive, neuronName, placeOf, productInWords, stepInWords } from "./contributions.js";
import { describe, element, write } from "../page/elements.js";
import { NetworkView } from "./network-view.js";
import { NeuronPanel } from "./neuron-panel.js";
import { PixelColumn } from "./pixel-column.js";
import { Propagation } from "./propagation.js";
import { WhenSeen } from "../page/when-seen.js";

const FIRST = { layer: 1, index: 0 }; // what the panel is about before anything is drawn: its weights are there already
const PAUSE = 500; // milliseconds of rest before something is spoken

const KEY = '<span class="inside-for"></span> for the next neuron <span class="inside-dashed"></span> against it';
const HELP = `
<summary>What am I looking at?</summary>
<p><b>The pixels.</b> The picture that the network reads, and the same numbers as one column, row after row. A pixel has the same
place in both: point at one, and see it in the other.</p>
<p><b>The neurons.</b> Each holds a number, its activation; the brighter, the higher. Point at one to look into it; click, tap or press
Enter to keep it. With the keyboard: Tab goes from layer to layer, the arrows from neuron to neuron, Esc lets go.</p>
<p><b>The lines.</b> Blue and whole speaks for the next neuron, red and dashed against it; wide is strong. A neuron that reads the pixels
shows a line for each of the 24 pixels that count most for it.</p>
<p><b>The sum.</b> Each neuron multiplies what it reads by its weights, adds up the products, and adds its bias: that is z.
The sigmoid σ squishes z into the range from 0 to 1. Every number is rounded for itself, so the last digit of a sum may seem one off.</p>`;

/** Put an inspector into the pad in container, once. */
export function inspect(container) {
  if (container.querySelector(".inside")) return;
  new Inspector(container, container.querySelector(".pad-inside"));
}

class Inspector {
  network = null;
  reading = null;
  pixel = null; // the index of the pixel that is pointed at
  looked = null; // the neuron that is pointed at, {layer, index}
  chosen = null; // and the one that is kept
  wished = null; // a neuron to be chosen as soon as there is a network

  constructor(container, place) {
    this.container = container;
    this.column = new PixelColumn((index) => this.point(index));
    this.steps = new Propagation({
      show: (reached, arrived) => this.showStep(reached, arrived),
      say: (layer) => stepInWords(this.network, this.reading, layer),
    });
    this.byWeight = element("input", { type: "checkbox" });
    this.byWeight.addEventListener("change", () => this.network && this.showLines());
    this.stage = element("div", { className: "inside-stage" });
    this.desk = element("div", { className: "inside-desk" });
    this.spoken = describe(element("p", { className: "inside-unseen" }), { role: "status" });
    const choice = element("label", { className: "inside-switch" }, this.byWeight, "Width by weight alone, not weight × activation");
    const key = element("p", { className: "inside-key", innerHTML: KEY });
    const foot = element("div", { className: "inside-foot" }, key, choice);
    const help = element("details", { className: "inside-help", innerHTML: HELP });
    this.body = element("div", { className: "inside" }, help, this.steps.body, this.stage, foot, this.desk, this.spoken);
    place.replaceChildren(this.body);
    this.above = new WhenSeen(this.stage, () => this.showNetwork());
    this.below = new WhenSeen(this.desk, () => this.showPanel());
    this.body.addEventListener("keydown", ({ key }) => key === "Escape" && this.letGo());
    container.addEventListener("pad:read", ({ detail }) => this.read(detail));
    container.addEventListener("inspector:restore", ({ detail }) => this.restore(detail));
    container.dispatchEvent(new CustomEvent("pad:ask"));
  }

  // what the pad tells

  read({ network, reading }) {
    if (!network && !this.network) return;
    this.reading = network && reading;
    if (network && network !== this.network) this.build(network);
    this.steps.prepare(this.network.layers.length, Boolean(this.reading));
    this.steps.live();
    this.above.ask();
    this.below.ask();
  }

  build(network) {
    this.network = network;
    this.view = new NetworkView(network, { look: (neuron) => this.look(neuron), choose: (neuron) => this.choose(neuron) });
    const { layers } = this.view;
    this.lines = new Connections(network, this.column.picture.frame, layers.map(({ buttons }) => buttons));
    this.stage.replaceChildren(this.lines.canvas, this.column.body, ...layers.map(({ row }) => row));
    this.panel = new NeuronPanel(network, { point: (index) => this.point(index), at: () => this.pixel, letGo: () => this.letGo() });
    this.desk.replaceChildren(this.panel.body);
    this.chosen = [this.wished, this.chosen].find((neuron) => exists(network, neuron)) ?? null;
    this.looked = this.wished = null;
    this.showNeuron();
  }

  // what the reader does

  look(neuron) {
    this.looked = neuron;
    this.showNeuron();
  }

  choose(neuron) {
    if (same(neuron, this.chosen)) return;
    this.keep(neuron);
    this.container.dispatchEvent(new CustomEvent("inspector:choose", { bubbles: true, detail: neuron }));
    this.speakSoon(() => this.neuronInWords());
  }

  keep(neuron) {
    this.chosen = neuron;
    this.showNeuron();
  }

  letGo() {
    this.point(null);
    if (this.looked) this.look(null);
    this.choose(null);
  }

  restore(neuron) {
    if (!this.network) this.wished = neuron;
    else if (neuron === null || exists(this.network, neuron)) this.keep(neuron && { layer: neuron.layer, index: neuron.index });
  }

  point(index) {
    if (index === this.pixel) return;
    this.pixel = index;
    this.column.point(index);
    this.panel?.showPixel();
    this.body.classList.toggle("inside-pointing", index !== null);
    if (index === null) return;
    const { row, column } = placeOf(index);
    for (const [name, value] of Object.entries({ row, column, index })) this.body.style.setProperty(`--${name}`, value);
    this.speakSoon(() => this.pixelInWords());
  }

  // what is shown

  get reached() {
    return this.steps.reached ?? this.network.layers.length;
  }

  showNetwork() {
    this.column.show(this.reading?.pixels ?? null);
    this.view.light(this.reading, this.reached);
    this.showLines();
  }

  showStep(reached, arrived) {
    // A layer lights up when its lines have come.
    this.view.light(this.reading, arrived < 1 ? reached - 1 : reached);
    this.showLines(reached, arrived);
    if (arrived === 1) this.showPanel();
  }

  showNeuron() {
    this.view?.mark(this.looked, this.chosen);
    this.showLines();
    this.below.ask();
  }

  showLines(reached = this.reached, arrived = 1) {
    const { reading, byWeight } = this;
    this.lines.paint({ reading, reached, arrived, byWeight: byWeight.checked, neuron: this.looked ?? this.chosen });
  }

  showPanel() {
    const { neuron, how } = this.subject();
    this.panel.show(account(this.network, this.reading, neuron), how, Boolean(this.chosen));
  }

  /** The neuron that the panel is about: the one pointed at, or chosen, or else the most active one of the last layer that is lit. */
  subject() {
    if (this.chosen && (!this.looked || same(this.looked, this.chosen))) return { neuron: this.chosen, how: "You chose" };
    if (this.looked) return { neuron: this.looked, how: "You point at" };
    if (!this.reading || this.reached === 0) return { neuron: FIRST, how: "For example" };
    const how = this.reached === this.network.layers.length ? "The answer" : "The most active of this layer";
    return { neuron: mostActive(this.reading, this.reached), how };
  }

  // what is spoken

  speakSoon(words) {
    clearTimeout(this.speaking);
    this.speaking = setTimeout(() => write(this.spoken, words()), PAUSE);
  }

  neuronInWords() {
    if (!this.chosen) return "No neuron is chosen.";
    return `${neuronName(this.network, this.chosen)}. ${accountInWords(account(this.network, this.reading, this.chosen))}`;
  }

  pixelInWords() {
    const { neuron } = this.subject();
    if (neuron.layer !== 1) return this.column.inWords();
    return productInWords(this.network, account(this.network, this.reading, neuron), this.pixel);
  }
}

function same(one, other) {
  return one?.layer === other?.layer && one?.index === other?.index;
}
