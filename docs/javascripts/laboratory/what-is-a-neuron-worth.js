// What is a neuron worth? The reader holds neurons still, and sees what becomes of a drawing and of 1,000 digits.

import { largest, sum } from "../network/arrays.js";
import { generated } from "../network/fetch.js";
import { loadNetwork } from "../network/network.js";
import { SIDE } from "../network/preprocessing.js";
import { element, query, write } from "../page/elements.js";
import { percent, tenths } from "../page/format.js";
import { paintSigned } from "../page/paint.js";
import { AblationStudy, INTACT, ablationFromText, ablationToText, isIntact } from "./ablation.js";
import { Ink, countByDigit, predictions } from "./batch.js";
import { bars, card, choices, mainButton, quiet, roving, tick } from "./controls.js";
import { loadDigits } from "./digits.js";
import { PadWidget } from "./widget.js";

/** @typedef {import("./ablation.js").Ablation} Ablation */
/** @typedef {import("../network/network.js").Network} Network */
/** @typedef {{ share: number, digits: number[] }} Accuracy of all, and of each digit */
/** @typedef {{ accuracyUnder: (ablation: Ablation) => Accuracy, averages: number[][], intact: Accuracy }} Crowd */

const SIZES = [SIDE * SIDE, 16, 16, 10];
const LAYERS = ["hidden layer 1", "hidden layer 2", "the outputs"];

/** @extends {PadWidget<Ablation>} */
export default class WhatIsANeuronWorth extends PadWidget {
  /** @type {Network | null} */
  #network = null;
  /** @type {Crowd | null} the thousand digits */
  #crowd = null;
  /** @type {AblationStudy | null} of what is on the pad */
  #drawing = null;
  /** @type {Ablation["held"] | null} what the neurons said when their worth was told */
  #toldFor = null;
  #isPadEmpty = false;
  /** @type {Accuracy} of the network as it was trained */
  #given;
  #tiles = [0, 1].map((layer) => Array.from({ length: SIZES[layer + 1] }, (_, neuron) => this.#buildTile(layer, neuron)));
  #held = choices("A neuron that you press says", { nothing: "0: switched off", average: "its average: silenced" }, "nothing", (held) =>
    this.take({ held }),
  );
  #biases = LAYERS.map((name, layer) => tick(`No biases in ${name}`, (ticked) => this.#toggleBiases(layer, ticked)));
  #skip = tick("Leave out hidden layer 2", (skipped) => this.take({ skipped }));
  #score = element("p", { className: "lab-score" });
  #damage = bars("How many of each digit it gets right now");
  #yours = element("p", { className: "lab-lit" });
  #outputs = bars("The ten outputs for your digit now");

  /** @param {Element} place In its .lab-given lies how many digits the network reads rightly as it was trained, as JSON. */
  constructor(place) {
    const fromText = (/** @type {string} */ text) => ablationFromText(text, SIZES);
    const instead = "the network is as it was trained";
    super({ name: "changed", subject: "change", part: "search", first: INTACT, toText: ablationToText, fromText, instead });
    this.#given = JSON.parse(query(place, ".lab-given").textContent);
    const groups = this.#tiles.map((tiles, layer) => buildGroup(LAYERS[layer], tiles.map(({ it }) => it)));
    const buttons = this.buttons(mainButton("Show what each one is worth", () => this.#showWorth()));
    const said = element("div", { className: "lab-said-of-both" }, this.#score, this.#yours);
    this.body.append(element("div", { className: "lab-neurons-to-press" }, said, buttons, ...groups, this.trouble));
    const note = quiet("1,000 digits: the share of each that it gets right. The line marks the network as it was trained.");
    this.layOut("lab-worth",
      [card(note, this.#damage.list)],
      [card(quiet("Your digit"), this.#outputs.list)],
      element("div", { className: "lab-switches" }, this.#held.box, ...this.#biases.map(({ box }) => box), this.#skip.box));
  }

  /** @param {number} layer @param {number} neuron */
  #buildTile(layer, neuron) {
    const worth = element("span", { className: "lab-tile-worth", id: `lab-worth-${layer}-${neuron}` });
    const canvas = element("canvas", { width: SIDE, height: SIDE });
    const it = element("button", {
      className: "lab-tile", type: "button", onclick: () => this.#toggle(layer, neuron),
      "aria-pressed": false, "aria-describedby": worth.id, "aria-label": `Neuron ${neuron} of ${LAYERS[layer]}`,
    }, layer ? "" : canvas, element("span", { textContent: neuron }), worth);
    return { it, canvas, worth };
  }

  // what the reader does

  /** @param {number} layer @param {number} neuron */
  #toggle(layer, neuron) {
    const { silenced } = this.value;
    const others = silenced.filter(([l, n]) => l !== layer || n !== neuron);
    this.take({ silenced: others.length === silenced.length ? [...silenced, [layer, neuron]] : others });
  }

  /** @param {number} layer @param {boolean} ticked */
  #toggleBiases(layer, ticked) {
    const others = this.value.noBiases.filter((other) => other !== layer);
    this.take({ noBiases: ticked ? [...others, layer].sort() : others });
  }

  // what comes from elsewhere

  /** @param {import("../pad/messages.js").PadState} state */
  read({ network, reading }) {
    if (network && !this.#network) this.#showNetwork(network);
    this.#isPadEmpty = !reading;
    this.#drawing = reading && this.#network && new AblationStudy(this.#network, new Ink([reading.pixels]));
    this.show();
  }

  async load() {
    const [digits, network] = await Promise.all([loadDigits(), this.#network ?? loadNetwork(generated("networks/framed.json"))]);
    if (!this.#network) this.#showNetwork(network);
    const study = new AblationStudy(network, digits.ink());
    const averages = study.averages();
    const accuracyUnder = (/** @type {Ablation} */ ablation) => {
      const given = predictions(study.outputs(ablation, averages));
      const { total, hits } = countByDigit(digits.labels, (index) => given[index] === digits.labels[index]);
      return { share: sum(hits) / digits.count, digits: hits.map((number, digit) => number / total[digit]) };
    };
    this.#crowd = { accuracyUnder, averages, intact: accuracyUnder(INTACT) };
  }

  // what is to be seen

  /** @param {Network} network */
  #showNetwork(network) {
    this.#network = network;
    const [{ weights }] = network.layers;
    // Half of the largest weight is bright already: few are larger, and the others could not be seen beside them.
    const limit = Math.max(...weights.map((row) => Math.max(...row.map(Math.abs)))) / 2;
    this.#tiles[0].forEach(({ canvas }, neuron) => paintSigned(canvas, weights[neuron], limit));
  }

  show() {
    const { silenced, held, noBiases, skipped } = this.value;
    this.#tiles.forEach((tiles, layer) =>
      tiles.forEach(({ it }, neuron) => it.setAttribute("aria-pressed", String(silenced.some(([l, n]) => l === layer && n === neuron)))),
    );
    this.#held.choose(held);
    if (this.#toldFor && held !== this.#toldFor) this.#showWorth();
    this.#biases.forEach(({ set }, layer) => set(noBiases.includes(layer)));
    this.#skip.set(skipped);
    const now = this.#crowd ? this.#crowd.accuracyUnder(this.value) : isIntact(this.value) ? this.#given : null;
    if (now) this.#showCrowd(now, this.#crowd?.intact ?? this.#given);
    else write(this.#score, "The thousand digits are on their way.");
    if (this.#drawing) this.#showDrawing(this.#drawing);
    else write(this.#yours, this.#isPadEmpty ? "Your own digit: draw one on the pad above." : "");
  }

  /** @param {Accuracy} now @param {Accuracy} intact */
  #showCrowd(now, intact) {
    const points = tenths(100 * (now.share - intact.share));
    const hardestHit = largest(now.digits.map((share, digit) => intact.digits[digit] - share));
    const change = isIntact(this.value) ? "as it was trained." : `${points} points. Hit hardest: the ${hardestHit}.`;
    write(this.#score, `${percent(now.share)} of 1,000 digits right, ${change}`);
    this.#damage.show(now.digits, now.digits.map((share) => percent(share, 0)), intact.digits);
    if (this.#crowd) this.report({ right: now.share, digits: now.digits });
  }

  /** @param {AblationStudy} drawing */
  #showDrawing(drawing) {
    const averages = this.#crowd?.averages ?? [[], []];
    const outputsUnder = (/** @type {Ablation} */ ablation) => drawing.outputs(ablation, averages).map(([output]) => output);
    const [before, now] = [outputsUnder(INTACT), outputsUnder(this.value)];
    const say = (/** @type {number[]} */ outputs) => `${largest(outputs)} at ${Math.max(...outputs).toFixed(2)}`;
    const words = isIntact(this.value) ? `is read as ${say(before)}.` : `was ${say(before)}, is now ${say(now)}.`;
    write(this.#yours, `Your digit ${words}`);
    this.#outputs.showOutputs(now, before);
    this.report({ outputs: now });
  }

  /** One neuron after the other, so that the page can be used meanwhile. */
  async #showWorth() {
    const { held } = this.value;
    this.#toldFor = held;
    if (!(await this.fetch()) || !this.#crowd) return;
    const { accuracyUnder, intact } = this.#crowd;
    for (const [layer, tiles] of this.#tiles.entries()) {
      for (const [neuron, { worth }] of tiles.entries()) {
        await new Promise((resolve) => setTimeout(resolve));
        if (held !== this.#toldFor) return;
        const alone = accuracyUnder({ ...INTACT, held, silenced: [[layer, neuron]] });
        write(worth, tenths(100 * (alone.share - intact.share)));
      }
    }
    this.voice.say(() => "Each neuron now says how many points are lost without it.");
  }

  inWords() {
    return `${this.#score.textContent} ${this.#yours.textContent}`;
  }
}

/** The neurons of one layer. @param {string} layer @param {HTMLElement[]} tiles */
function buildGroup(layer, tiles) {
  const label = `Neurons of ${layer}: press one to hold it still`;
  const group = element("div", { className: "lab-tiles", role: "group", "aria-label": label }, ...tiles);
  roving(tiles, () => group);
  return element("div", {}, quiet(`H${layer.slice(1)}`), group);
}
