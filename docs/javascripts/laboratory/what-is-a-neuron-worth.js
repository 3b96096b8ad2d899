// What is a neuron worth? The reader holds neurons still, and sees what becomes of a drawing and of 1,000 digits.

import { describe, element, write } from "../page/elements.js";
import { largest, loadNetwork } from "../network/network.js";
import { SIDE } from "../network/preprocessing.js";
import { CELL, paintSigned } from "../page/signed-picture.js";
import { Voice, atFirstAct, button, choices, digitBars, percent, roving, signed, tick } from "./controls.js";
import { loadDigits } from "./digits.js";
import { Steps, readAddress, writeAddress } from "./keeping.js";
import { Ink, answers, byDigit } from "./batch.js";
import { INTACT, Patient, changeFromText, changeToText, isIntact } from "./surgery.js";

const ROOT = new URL("../..", import.meta.url);
const at = (address) => new URL(`generated/${address}`, ROOT).href;
const ADDRESS = "changed";
const SIZES = [SIDE * SIDE, 16, 16, 10];
const LAYERS = ["hidden layer 1", "hidden layer 2", "the outputs"];

/** Fill the place with the widget, which listens to the pad of the page. */
export function open(place) {
  const ward = new Ward(place);
  place.replaceChildren(ward.body);
  const pad = document.querySelector(".pad");
  pad.addEventListener("pad:read", ({ detail }) => ward.hear(detail));
  pad.dispatchEvent(new CustomEvent("pad:ask"));
  atFirstAct(pad, () => ward.fetch());
}

class Ward {
  constructor(place) {
    const shared = readAddress(ADDRESS, "search");
    this.steps = new Steps((shared && changeFromText(shared, SIZES)) ?? INTACT);
    this.voice = new Voice();
    this.build();
    if (shared && this.change === INTACT) write(this.trouble, "The change in this page's address could not be read, so the network is as it was trained.");
    atFirstAct(place, () => this.fetch());
    this.show();
  }

  get change() {
    return this.steps.value;
  }

  build() {
    this.tiles = [0, 1].map((layer) => Array.from({ length: SIZES[layer + 1] }, (_, neuron) => this.buildTile(layer, neuron)));
    const groups = this.tiles.map((tiles, layer) => {
      roving(
        tiles.map(({ it }) => it),
        () => getComputedStyle(tiles[0].it.parentElement).gridTemplateColumns.split(" ").length,
      );
      const group = describe(element("div", { className: "lab-tiles" }, ...tiles.map(({ it }) => it)), { role: "group" });
      group.setAttribute("aria-label", `Neurons of ${LAYERS[layer]}: press one to hold it still`);
      return element("div", {}, element("p", { className: "lab-quiet", textContent: `H${LAYERS[layer].slice(1)}` }), group);
    });
    this.held = choices("A neuron that you press says", { nothing: "0: switched off", average: "its average: silenced" }, this.change.held, (held) => this.take({ held }));
    this.biases = LAYERS.map((name, layer) => tick(`No biases in ${name}`, (ticked) => this.take({ noBiases: toggled(this.change.noBiases, layer, ticked) })));
    this.skip = tick("Leave out hidden layer 2", (skipped) => this.take({ skipped }));
    const repair = element("div", { className: "lab-row" }, button("Undo", () => this.undo()), button("Reset", () => this.take(INTACT)));
    this.trouble = element("p", { className: "lab-trouble" });
    this.score = element("p", { className: "lab-score" });
    this.note = element("p", {});
    this.damage = digitBars("How many of each digit are read rightly now");
    this.yours = element("p", { className: "lab-lit" });
    this.outputs = digitBars("The ten outputs for your digit now");
    this.tellWorth = button("Show what each one is worth", () => this.showWorth());
    this.body = element(
      "div",
      { className: "lab-body lab-worth" },
      element("div", { className: "lab-left" }, ...groups, this.tellWorth, this.held.box, ...this.biases.map(({ box }) => box), this.skip.box, repair),
      element(
        "div",
        { className: "lab-right" },
        element(
          "div",
          { className: "lab-card lab-first" },
          element("p", { className: "lab-quiet", textContent: "1,000 digits" }),
          this.score,
          this.note,
          this.damage.list,
          element("p", { className: "lab-quiet", textContent: "Read rightly, of each digit. The line marks the network as it was trained." }),
        ),
        element("div", { className: "lab-card" }, element("p", { className: "lab-quiet", textContent: "Your digit" }), this.yours, this.outputs.list),
      ),
      this.trouble,
      this.voice.element,
    );
  }

  buildTile(layer, neuron) {
    const worth = element("span", { className: "lab-tile-worth", id: `lab-worth-${layer}-${neuron}` });
    const it = describe(element("button", { className: "lab-tile", type: "button" }), { "aria-pressed": "false", "aria-describedby": worth.id });
    it.setAttribute("aria-label", `Neuron ${neuron} of ${LAYERS[layer]}`);
    const canvas = layer ? "" : element("canvas", { width: SIDE * CELL, height: SIDE * CELL });
    it.append(canvas, element("span", { textContent: neuron }), worth);
    it.addEventListener("click", () => this.toggle(layer, neuron));
    return { it, canvas, worth };
  }

  // what the reader does

  toggle(layer, neuron) {
    const { silenced } = this.change;
    const others = silenced.filter(([l, n]) => l !== layer || n !== neuron);
    this.take({ silenced: others.length === silenced.length ? [...silenced, [layer, neuron]] : others });
  }

  take(part) {
    this.steps.take({ ...this.change, ...part });
    this.settle();
  }

  undo() {
    this.steps.undo();
    this.settle();
  }

  settle() {
    writeAddress(ADDRESS, changeToText(this.change), "search");
    this.show();
    this.voice.say(`${this.score.textContent} ${this.note.textContent} ${this.yours.textContent}`);
  }

  // what comes from elsewhere

  hear({ network, reading }) {
    if (network && !this.network) this.meet(network);
    this.pixels = reading?.pixels ?? null;
    this.drawing = this.pixels && this.network && new Patient(this.network, new Ink([this.pixels]));
    this.show();
  }

  meet(network) {
    this.network = network;
    const [{ weights }] = network.layers;
    // Half of the largest weight is bright already: few are larger, and the others could not be seen beside them.
    const limit = Math.max(...weights.map((row) => row.reduce((most, weight) => Math.max(most, Math.abs(weight)), 0))) / 2;
    this.tiles[0].forEach(({ canvas }, neuron) => paintSigned(canvas, weights[neuron], limit));
  }

  async fetch() {
    try {
      const [digits, network] = await Promise.all([loadDigits(at("laboratory/digits.bin")), this.network ?? loadNetwork(at("networks/framed.json"))]);
      if (!this.network) this.meet(network);
      this.digits = digits;
      this.crowd = new Patient(network, new Ink(Array.from({ length: digits.count }, (_, index) => digits.image(index)), 255));
      this.averages = this.crowd.averages();
      this.intact = this.rightUnder(INTACT);
    } catch (problem) {
      write(this.trouble, `The digits cannot be read: ${problem.message}.`);
      return false;
    }
    write(this.trouble, "");
    this.show();
    return true;
  }

  /** Under a change: the share of right answers, and that of each digit. */
  rightUnder(change) {
    const given = answers(this.crowd.outputs(change, this.averages));
    const counts = byDigit(this.digits.labels, (index) => given[index] === this.digits.labels[index]);
    const all = counts.true.reduce((sum, number) => sum + number, 0);
    return { share: all / this.digits.count, digits: counts.true.map((number, digit) => number / counts.of[digit]) };
  }

  // what is to be seen

  show() {
    const { silenced, held, noBiases, skipped } = this.change;
    this.tiles.forEach((tiles, layer) =>
      tiles.forEach(({ it }, neuron) => it.setAttribute("aria-pressed", silenced.some(([l, n]) => l === layer && n === neuron))),
    );
    this.held.choose(held);
    if (this.toldFor && held !== this.toldFor) this.showWorth();
    this.biases.forEach(({ set }, layer) => set(noBiases.includes(layer)));
    this.skip.set(skipped);
    this.showCrowd();
    this.showDrawing();
  }

  showCrowd() {
    if (!this.crowd) return write(this.score, "Press a neuron, and they come.");
    const now = this.rightUnder(this.change);
    const points = signed(100 * (now.share - this.intact.share));
    write(this.score, `${percent(now.share)} right`);
    write(this.note, isIntact(this.change) ? "as it was trained." : `${points} points. Hit hardest: the ${this.hardestHit(now)}.`);
    this.damage.show(now.digits, now.digits.map((share) => percent(share, 0)), this.intact.digits);
    this.body.dataset.right = now.share;
    this.body.dataset.digits = JSON.stringify(now.digits);
  }

  hardestHit({ digits }) {
    return largest(digits.map((share, digit) => this.intact.digits[digit] - share));
  }

  showDrawing() {
    if (!this.drawing) return write(this.yours, this.pixels === null ? "Draw one on the pad above." : "");
    const read = (change) => this.drawing.outputs(change, this.averages ?? [[], []]).map(([output]) => output);
    const [before, now] = [read(INTACT), read(this.change)];
    const say = (outputs) => `${largest(outputs)} at ${Math.max(...outputs).toFixed(2)}`;
    write(this.yours, isIntact(this.change) ? `read as ${say(before)}.` : `was ${say(before)}, is now ${say(now)}.`);
    this.outputs.show(now, now.map((output) => output.toFixed(2)), before);
    this.body.dataset.outputs = JSON.stringify(now);
  }

  /** One neuron after the other, so that the page can be used meanwhile. */
  async showWorth() {
    const { held } = this.change;
    this.toldFor = held;
    if (!this.crowd && !(await this.fetch())) return;
    for (const [layer, tiles] of this.tiles.entries()) {
      for (const [neuron, { worth }] of tiles.entries()) {
        await new Promise(setTimeout);
        if (held !== this.toldFor) return;
        const alone = this.rightUnder({ ...INTACT, held, silenced: [[layer, neuron]] });
        write(worth, signed(100 * (alone.share - this.intact.share)));
      }
    }
    this.voice.say("Each neuron now says how many points are lost without it.");
  }
}

function toggled(list, value, isIn) {
  return isIn ? [...list, value].sort() : list.filter((other) => other !== value);
}
