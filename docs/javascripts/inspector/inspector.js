// The inspector in a pad: the network at work on the stage, and any number in it to be looked at, with where it comes from.
//
// It follows what the pad sends (see messages.js), and sends which neuron the reader chooses.
// data-inspector="layers" on the div shows the network without the sums behind it, data-inspector="off" nothing at all.

import { account, hasNeuron, mostActive } from "../network/account.js";
import { element, query, write } from "../page/elements.js";
import { DeferredWork } from "../page/deferred-work.js";
import { Voice } from "../page/voice.js";
import { receive, send } from "../pad/messages.js";
import { Stage } from "../stage/stage.js";
import { accountInWords, layerName, neuronName, placeOf, productInWords, stepInWords } from "./contributions.js";
import { NetworkView } from "./network-view.js";
import { NeuronPanel } from "./neuron-panel.js";
import { NeuronSum } from "./neuron-sum.js";
import { PixelColumn } from "./pixel-column.js";
import { TimeBar } from "./time-bar.js";

/** @typedef {import("../network/network.js").Network} Network */
/** @typedef {import("../pad/messages.js").Neuron} Neuron */
/** @typedef {import("../pad/messages.js").PadState} PadState */
/** @typedef {import("../stage/stage.js").Connection} Connection */
/** @typedef {{ network: Network, view: NetworkView, stage: Stage, panel: NeuronPanel }} Inside what is built for one network */

const FIRST = { layer: 1, index: 0 }; // what the panel is about before anything is drawn: its weights are there already
const PAUSE = 500; // milliseconds of rest before something is spoken

const KEY = '<span class="inside-for"></span> for the next neuron <span class="inside-dashed"></span> against it';
const EMPTY = "Draw a digit, and watch it run through the network.";
const LIVE = "Point at a neuron or at a line to see its numbers; click to keep it.";
const HELP = `
<summary>What am I looking at?</summary>
<p><b>The pixels</b> are the picture that the network sees, as 784 points of light. Below them the same numbers stand in one column,
row after row: point at one, and you'll see it in the other.</p>
<p><b>The neurons.</b> Each holds a number, its activation, and the brighter it is, the higher the number. Point at one to look into it,
and click or tap to keep it. On the keyboard, Tab goes from layer to layer, the arrows go from neuron to neuron, and Esc lets go.</p>
<p><b>The lines.</b> A solid blue one speaks for the next neuron and a dashed red one against it; the brighter, the stronger. You only see
the strongest lines of each neuron. If you look at a neuron that listens to the pixels, you see the 24 pixels that count most for it,
and its weights laid over your digit.</p>
<p><b>The sum.</b> Each neuron multiplies what comes in by its weights, adds up the products, and adds its bias, which gives z.
The sigmoid σ squishes z into the range from 0 to 1. Every number is rounded by itself, so a sum may look one off in its last digit.</p>`;

/** Put an inspector into a pad, once. @param {HTMLElement} pad */
export function inspect(pad) {
  if (!pad.querySelector(".inside")) new Inspector(pad);
}

class Inspector {
  /** @type {Inside | null} */
  #inside = null;
  /** @type {PadState["reading"]} the reader's, or that of an example */
  #reading = null;
  #isExample = false;
  /** @type {number | null} the index of the pixel that is pointed at */
  #pixel = null;
  /** @type {Neuron | null} the neuron that is pointed at, */
  #looked = null;
  /** @type {Neuron | null} the one that is kept, */
  #chosen = null;
  /** @type {Neuron | null} and one to be chosen as soon as there is a network */
  #wished = null;
  /** @type {Connection | null} the edge that is pointed at */
  #touched = null;
  #pad;
  #card;
  #room;
  #column = new PixelColumn((index) => this.#point(index));
  #time = new TimeBar({
    play: () => this.#play(),
    seekShare: (share) => this.#seek((stage) => stage.seekShare(share)),
    seekLayer: (layer) => this.#seek((stage) => stage.seek(stage.doneAt(layer))),
    reached: () => this.#reached,
    last: () => this.#inside?.network.layers.length ?? 0,
  });
  #sum = new NeuronSum(() => this.#letGo(), () => this.#inside?.panel.body.focus());
  #step = element("p", { className: "inside-step" });
  #byWeight = element("input", { type: "checkbox" });
  #desk = element("div", { className: "inside-desk" });
  #voice = new Voice("inside-unseen", PAUSE);
  #below;

  /** @param {HTMLElement} pad */
  constructor(pad) {
    this.#pad = pad;
    this.#card = query(pad, ".pad-card");
    this.#room = query(pad, ".pad-inside");
    this.#below = new DeferredWork(query(pad, ".pad-desk"), () => this.#showPanel());
    this.#byWeight.addEventListener("change", () => this.#inside?.stage.weigh(this.#byWeight.checked));
    const choice = element("label", { className: "inside-switch" }, this.#byWeight, "Lines by weight alone, not weight × activation");
    const foot = element("div", { className: "inside-foot" }, element("p", { className: "inside-key", innerHTML: KEY }), choice);
    const help = element("details", { className: "pad-fold inside-help", innerHTML: HELP });
    const body = element("div", { className: "inside" }, foot, help, this.#column.body, this.#desk, this.#voice.element);
    query(pad, ".pad-desk").replaceChildren(body);
    query(pad, ".pad-say").append(this.#sum.body);
    this.#room.append(this.#time.body, this.#step);
    document.addEventListener("keydown", ({ key, target }) => {
      if (key === "Escape" && target instanceof Node && (target === document.body || pad.contains(target))) this.#release();
    });
    this.#listenToEdges();
    new ResizeObserver(() => this.#layOut()).observe(this.#card);
    receive(pad, "pad:read", (state) => this.#read(state));
    receive(pad, "pad:example", (example) => this.#showExample(example));
    receive(pad, "inspector:restore", (neuron) => this.#restore(neuron));
    send(pad, "pad:ask", null);
  }

  /** An edge is touched where no neuron is. */
  #listenToEdges() {
    const at = (/** @type {MouseEvent} */ { clientX, clientY }) => {
      const { left, top } = this.#card.getBoundingClientRect();
      return this.#inside?.stage.edgeAt(clientX - left, clientY - top) ?? null;
    };
    this.#room.addEventListener("pointermove", (event) => {
      if (event.pointerType === "mouse") this.#touch(event.target === this.#inside?.view.body ? at(event) : null);
    });
    this.#room.addEventListener("pointerleave", () => this.#touch(null));
    this.#room.addEventListener("click", (event) => {
      if (event.target !== this.#inside?.view.body) return;
      const edge = at(event);
      if (edge) this.#touch(edge);
      else this.#release();
    });
  }

  // what the pad tells

  /** @param {PadState} state */
  #read({ network, reading, isExample }) {
    if (!network) return; // another one is on its way
    if (network !== this.#inside?.network) this.#build(network);
    if (isExample) return;
    this.#isExample = false;
    this.#take(reading);
  }

  /** @param {import("../pad/messages.js").Example} example */
  #showExample({ reading, isDrawn }) {
    if (!this.#inside) return;
    const { stage } = this.#inside;
    const isNew = isDrawn && !(this.#isExample && stage.reached > 0);
    this.#isExample = true;
    if (!isDrawn) stage.darken();
    this.#take(reading, false);
    if (isNew) this.#run();
  }

  /** @param {PadState["reading"]} reading @param {boolean} isWhole whether the light goes all the way at once */
  #take(reading, isWhole = true) {
    if (!this.#inside) return;
    this.#reading = reading;
    if (!reading) this.#touch(null);
    this.#time.enable(Boolean(reading));
    this.#inside.stage.show(reading);
    if (isWhole) this.#inside.stage.seek(Infinity);
    this.#say();
    this.#below.request();
  }

  /** @param {Network} network */
  #build(network) {
    this.#inside?.stage.canvas.remove();
    this.#inside?.view.body.remove();
    const view = new NetworkView(network, { onLook: (neuron) => this.#look(neuron), onChoose: (neuron) => this.#choose(neuron) });
    const stage = new Stage(network, { onTime: () => this.#showTime(), onArrive: () => this.#arrive() });
    const panel = new NeuronPanel(network, {
      point: (index) => this.#point(index), at: () => this.#pixel, touch: (source) => this.#touchSource(source),
    });
    this.#inside = { network, view, stage, panel };
    this.#card.prepend(stage.canvas);
    this.#room.prepend(view.body);
    this.#desk.replaceChildren(panel.body);
    this.#chosen = [this.#wished, this.#chosen].find((neuron) => hasNeuron(network, neuron)) ?? null;
    this.#looked = this.#wished = null;
    stage.weigh(this.#byWeight.checked);
    this.#layOut();
    this.#showNeuron();
  }

  #layOut() {
    const card = this.#card.getBoundingClientRect();
    // What is not shown has no place, and on paper all stands as it stood on the screen.
    if (!this.#inside || !card.width || matchMedia("print").matches) return;
    const boxOf = (/** @type {Element} */ part) => {
      const { left, top, width, height } = part.getBoundingClientRect();
      return { x: left - card.left, y: top - card.top, width, height };
    };
    const { stage, view } = this.#inside;
    const [box, paper] = [boxOf(view.body), boxOf(query(this.#card, ".pad-sheet"))];
    const place = stage.layOut({ box, paper, width: card.width, height: card.height, tall: box.y > paper.y + paper.height / 2 });
    // What is drawn is printed as it stands: on paper the card is as wide and as high as here, and made smaller as a whole.
    const { style } = this.#pad;
    style.setProperty("--wide", String(card.width));
    style.setProperty("--high", String(card.height));
    view.layOut(place);
    this.#time.layOut(place);
    this.#showTime();
  }

  // time

  #play() {
    this.#release();
    this.#run();
  }

  #run() {
    this.#inside?.stage.play();
    this.#card.classList.toggle("inside-playing", Boolean(this.#inside?.stage.isPlaying));
    this.#say();
  }

  /** @param {(stage: Stage) => void} seek */
  #seek(seek) {
    if (!this.#inside) return;
    seek(this.#inside.stage);
    const { reached } = this.#inside.stage;
    // What the light has not reached cannot be looked into.
    if ((this.#touched?.layer ?? 0) > reached) this.#touch(null);
    if ((this.#looked?.layer ?? 0) > reached) this.#look(null);
    if ((this.#chosen?.layer ?? 0) > reached) this.#release();
    this.#say();
    this.#below.request();
    this.#voice.say(() => this.#step.textContent ?? "");
  }

  #arrive() {
    this.#card.classList.remove("inside-playing");
    this.#say();
    this.#below.request();
  }

  #showTime() {
    if (!this.#inside) return;
    const { stage, network } = this.#inside;
    this.#time.show(stage.share, `lit as far as ${layerName(network, stage.reached)}`);
    if (!stage.isPlaying) this.#card.classList.remove("inside-playing");
  }

  // what the reader does

  /** @param {Neuron | null} neuron */
  #look(neuron) {
    if (same(neuron, this.#looked)) return;
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

  /** As release, with the focus on something that stays. */
  #letGo() {
    this.#release();
    this.#time.focus();
  }

  #release() {
    this.#point(null);
    this.#touch(null);
    this.#look(null);
    this.#choose(null);
  }

  /** @param {Neuron | null} neuron */
  #restore(neuron) {
    if (!this.#inside) this.#wished = neuron;
    else if (neuron === null || hasNeuron(this.#inside.network, neuron)) this.#keep(neuron && { layer: neuron.layer, index: neuron.index });
  }

  /** @param {Connection | null} edge */
  #touch(edge) {
    if (edge?.layer === this.#touched?.layer && edge?.source === this.#touched?.source && edge?.target === this.#touched?.target) return;
    this.#touched = edge;
    this.#inside?.stage.touch(edge);
    this.#say();
  }

  /** Light what a line of the ranking tells of. @param {number | null} source */
  #touchSource(source) {
    if (!this.#inside) return;
    const { layer, index } = this.#subject(this.#inside.network).neuron;
    if (layer === 1) this.#point(source);
    this.#touch(source === null ? null : { layer, source, target: index });
  }

  /** @param {number | null} index */
  #point(index) {
    if (index === this.#pixel) return;
    this.#pixel = index;
    this.#column.point(index);
    this.#inside?.panel.showPixel();
    const body = query(this.#pad, ".inside");
    body.classList.toggle("inside-pointing", index !== null);
    if (index === null) return;
    for (const [name, value] of Object.entries({ ...placeOf(index), index })) body.style.setProperty(`--${name}`, String(value));
    this.#voice.say(() => this.#pixelInWords());
  }

  // what is shown

  get #reached() {
    return this.#inside?.stage.reached ?? 0;
  }

  #showNeuron() {
    if (!this.#inside) return;
    const { stage, network } = this.#inside;
    const neuron = this.#looked ?? this.#chosen;
    stage.look(neuron);
    this.#touched = null;
    this.#sum.show(network, neuron && account(network, this.#reading, neuron), Boolean(this.#chosen));
    this.#card.classList.toggle("inside-looking", Boolean(neuron));
    this.#say();
    this.#below.request();
  }

  #showPanel() {
    if (!this.#inside) return;
    const { neuron, how } = this.#subject(this.#inside.network);
    this.#column.show(this.#reading?.pixels ?? null);
    this.#inside.panel.show(account(this.#inside.network, this.#reading, neuron), how);
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

  #say() {
    if (!this.#inside) return;
    this.#inside.view.say(this.#reading, this.#reached, this.#chosen);
    const neuron = this.#looked ?? this.#chosen;
    if (neuron) this.#sum.show(this.#inside.network, account(this.#inside.network, this.#reading, neuron), Boolean(this.#chosen));
    write(this.#step, this.#inWords(this.#inside));
  }

  /** @param {Inside} inside */
  #inWords({ network, stage }) {
    if (this.#touched) {
      const { layer, source, target } = this.#touched;
      const why = account(network, this.#reading, { layer, index: target });
      return `To ${neuronName(network, why)} from ${productInWords(network, why, source)}.`;
    }
    if (this.#looked || this.#chosen) return this.#neuronInWords();
    if (!this.#reading) return EMPTY;
    const isUnderWay = stage.isPlaying || (this.#isExample && stage.reached === 0);
    if (isUnderWay) return "";
    return stage.at === stage.doneAt(network.layers.length) ? LIVE : stepInWords(network, this.#reading, stage.reached);
  }

  #neuronInWords() {
    const neuron = this.#looked ?? this.#chosen;
    if (!this.#inside || !neuron) return "No neuron is chosen.";
    const { network } = this.#inside;
    return `${neuronName(network, neuron)}. ${accountInWords(account(network, this.#reading, neuron))}`;
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
