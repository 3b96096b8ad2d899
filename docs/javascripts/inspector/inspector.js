// The inspector under a pad: look at any number in the network that reads the drawing, and see where it comes from.
//
// It follows what the pad sends (see messages.js), and sends which neuron the reader chooses.
// data-inspector="layers" on the div shows the layers without the sums behind them, data-inspector="off" nothing at all.

import { element, query } from "../page/elements.js";
import { DeferredWork } from "../page/deferred-work.js";
import { Voice } from "../page/voice.js";
import { receive, send } from "../pad/messages.js";
import { Connections } from "./connections.js";
import { account, accountInWords, hasNeuron, mostActive, neuronName, placeOf, productInWords, stepInWords } from "./contributions.js";
import { NetworkView } from "./network-view.js";
import { NeuronPanel } from "./neuron-panel.js";
import { PixelColumn } from "./pixel-column.js";
import { Propagation } from "./propagation.js";

/** @typedef {import("../network/network.js").Network} Network */
/** @typedef {import("../pad/messages.js").Neuron} Neuron */
/** @typedef {import("../pad/messages.js").PadState} PadState */
/** @typedef {{ network: Network, view: NetworkView, lines: Connections, panel: NeuronPanel }} Inside what is built for one network */

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

/** Put an inspector into a pad, once. @param {Element} pad */
export function inspect(pad) {
  if (!pad.querySelector(".inside")) new Inspector(pad, query(pad, ".pad-inside"));
}

class Inspector {
  /** @type {Inside | null} */
  #inside = null;
  /** @type {PadState["reading"]} */
  #reading = null;
  /** @type {number | null} the index of the pixel that is pointed at */
  #pixel = null;
  /** @type {Neuron | null} the neuron that is pointed at, */
  #looked = null;
  /** @type {Neuron | null} the one that is kept, */
  #chosen = null;
  /** @type {Neuron | null} and one to be chosen as soon as there is a network */
  #wished = null;
  #pad;
  #column = new PixelColumn((index) => this.#point(index));
  #steps = new Propagation((reached, arrived) => this.#showStep(reached, arrived), (layer) => this.#stepInWords(layer));
  #byWeight = element("input", { type: "checkbox" });
  #stage = element("div", { className: "inside-stage" });
  #desk = element("div", { className: "inside-desk" });
  #voice = new Voice("inside-unseen", PAUSE);
  #above = new DeferredWork(this.#stage, () => this.#showNetwork());
  #below = new DeferredWork(this.#desk, () => this.#showPanel());
  #body;

  /** @param {Element} pad @param {Element} place */
  constructor(pad, place) {
    this.#pad = pad;
    this.#byWeight.addEventListener("change", () => this.#showLines());
    const choice = element("label", { className: "inside-switch" }, this.#byWeight, "Width by weight alone, not weight × activation");
    const foot = element("div", { className: "inside-foot" }, element("p", { className: "inside-key", innerHTML: KEY }), choice);
    const help = element("details", { className: "inside-help", innerHTML: HELP });
    this.#body = element("div", { className: "inside" }, help, this.#steps.body, this.#stage, foot, this.#desk, this.#voice.element);
    place.replaceChildren(this.#body);
    this.#body.addEventListener("keydown", ({ key }) => key === "Escape" && this.#release());
    receive(pad, "pad:read", (state) => this.#read(state));
    receive(pad, "inspector:restore", (neuron) => this.#restore(neuron));
    send(pad, "pad:ask", null);
  }

  // what the pad tells

  /** @param {PadState} state */
  #read({ network, reading }) {
    if (network && network !== this.#inside?.network) this.#build(network);
    if (!this.#inside) return;
    this.#reading = network && reading;
    this.#steps.prepare(this.#inside.network.layers.length, Boolean(this.#reading));
    this.#steps.live();
    this.#above.request();
    this.#below.request();
  }

  /** @param {Network} network */
  #build(network) {
    const view = new NetworkView(network, { onLook: (neuron) => this.#look(neuron), onChoose: (neuron) => this.#choose(neuron) });
    const lines = new Connections(network, this.#column.picture.frame, view.layers.map(({ buttons }) => buttons));
    const panel = new NeuronPanel(network, (index) => this.#point(index), () => this.#pixel, () => this.#release());
    this.#inside = { network, view, lines, panel };
    this.#stage.replaceChildren(lines.canvas, this.#column.body, ...view.layers.map(({ row }) => row));
    this.#desk.replaceChildren(panel.body);
    this.#chosen = [this.#wished, this.#chosen].find((neuron) => hasNeuron(network, neuron)) ?? null;
    this.#looked = this.#wished = null;
    this.#showNeuron();
  }

  // what the reader does

  /** @param {Neuron | null} neuron */
  #look(neuron) {
    this.#looked = neuron;
    this.#showNeuron();
  }

  /** @param {Neuron | null} neuron */
  #choose(neuron) {
    if (same(neuron, this.#chosen)) return;
    this.#keep(neuron);
    send(this.#pad, "inspector:choose", neuron);
    this.#voice.say(() => this.#neuronInWords());
  }

  /** @param {Neuron | null} neuron */
  #keep(neuron) {
    this.#chosen = neuron;
    this.#showNeuron();
  }

  #release() {
    this.#point(null);
    if (this.#looked) this.#look(null);
    this.#choose(null);
  }

  /** @param {Neuron | null} neuron */
  #restore(neuron) {
    if (!this.#inside) this.#wished = neuron;
    else if (neuron === null || hasNeuron(this.#inside.network, neuron)) this.#keep(neuron && { layer: neuron.layer, index: neuron.index });
  }

  /** @param {number | null} index */
  #point(index) {
    if (index === this.#pixel) return;
    this.#pixel = index;
    this.#column.point(index);
    this.#inside?.panel.showPixel();
    this.#body.classList.toggle("inside-pointing", index !== null);
    if (index === null) return;
    for (const [name, value] of Object.entries({ ...placeOf(index), index })) this.#body.style.setProperty(`--${name}`, String(value));
    this.#voice.say(() => this.#pixelInWords());
  }

  // what is shown

  get #reached() {
    return this.#steps.reached ?? this.#inside?.network.layers.length ?? 0;
  }

  #showNetwork() {
    this.#column.show(this.#reading?.pixels ?? null);
    this.#inside?.view.light(this.#reading, this.#reached);
    this.#showLines();
  }

  /** @param {number} reached @param {number} arrived */
  #showStep(reached, arrived) {
    // A layer lights up when its lines have come.
    this.#inside?.view.light(this.#reading, arrived < 1 ? reached - 1 : reached);
    this.#showLines(reached, arrived);
    if (arrived === 1) this.#showPanel();
  }

  #showNeuron() {
    this.#inside?.view.mark(this.#looked, this.#chosen);
    this.#showLines();
    this.#below.request();
  }

  #showLines(reached = this.#reached, arrived = 1) {
    const [reading, byWeight, neuron] = [this.#reading, this.#byWeight.checked, this.#looked ?? this.#chosen];
    this.#inside?.lines.paint({ reading, reached, arrived, byWeight, neuron });
  }

  #showPanel() {
    if (!this.#inside) return;
    const { neuron, how } = this.#subject(this.#inside.network);
    this.#inside.panel.show(account(this.#inside.network, this.#reading, neuron), how, Boolean(this.#chosen));
  }

  /**
   * The neuron that the panel is about: the one pointed at, or chosen, or else the most active one of the last layer that is lit.
   *
   * @param {Network} network
   */
  #subject(network) {
    if (this.#chosen && (!this.#looked || same(this.#looked, this.#chosen))) return { neuron: this.#chosen, how: "You chose" };
    if (this.#looked) return { neuron: this.#looked, how: "You point at" };
    if (!this.#reading || this.#reached === 0) return { neuron: FIRST, how: "For example" };
    const how = this.#reached === network.layers.length ? "The answer" : "The most active of this layer";
    return { neuron: mostActive(this.#reading, this.#reached), how };
  }

  // what is said

  /** @param {number} layer */
  #stepInWords(layer) {
    return this.#inside && this.#reading ? stepInWords(this.#inside.network, this.#reading, layer) : "";
  }

  #neuronInWords() {
    if (!this.#inside || !this.#chosen) return "No neuron is chosen.";
    const { network } = this.#inside;
    return `${neuronName(network, this.#chosen)}. ${accountInWords(account(network, this.#reading, this.#chosen))}`;
  }

  #pixelInWords() {
    if (!this.#inside || this.#pixel === null) return this.#column.inWords();
    const { network } = this.#inside;
    const { neuron } = this.#subject(network);
    return neuron.layer === 1 ? productInWords(network, account(network, this.#reading, neuron), this.#pixel) : this.#column.inWords();
  }
}

/** @param {Neuron | null} one @param {Neuron | null} other */
function same(one, other) {
  return one?.layer === other?.layer && one?.index === other?.index;
}
