// Paint a neuron: the reader sets 784 weights and a bias, and sees what lights the neuron, on four pictures and on 1,000 digits.

import { describe, element, write } from "../page/elements.js";
import { loadNetwork, sigmoid } from "../network/network.js";
import { SIDE } from "../network/preprocessing.js";
import { Brush } from "./brush.js";
import { Voice, atFirstAct, button, choices, digitBars, paintGrey, percent, pictures, signed, slider } from "./controls.js";
import { loadDigits } from "./digits.js";
import { Steps, readAddress, writeAddress } from "./keeping.js";
import { Ink, byDigit, largestOf, pairScore } from "./batch.js";
import { BIAS_LIMIT, PICTURES, STARTS, likestRegion, neuronFromText, neuronToText, stroke, weightedSum } from "./neuron.js";

const ROOT = new URL("../..", import.meta.url);
const at = (address) => new URL(`generated/${address}`, ROOT).href;
const ADDRESS = "neuron"; // the name of our part of the page's address
const FIRST = "attempt1";
const TOP = 12; // images shown
const SURE_ON = 0.9;
const SURE_OFF = 0.1;
const LOOPED = [0, 8, 9]; // digits whose upper half is a closed ring
const BRUSHES = { for: "+ for", against: "− against", nothing: "0 nothing" };
const KEYS = { "+": "for", "=": "for", "-": "against", "−": "against", 0: "nothing" };
const HINT = "lab-hint";

// Challenge 1: each goal looks at the activations of the four pictures.
const GOALS = [
  ["B, the edge, is on", ({ B }) => B >= SURE_ON],
  ["C, the blob, is off", ({ C }) => C <= SURE_OFF],
  ["A, the post, is off", ({ A }) => A <= SURE_OFF],
  ["D, the faint edge, is on", ({ D }) => D >= SURE_ON],
];
// Challenge 2: whom to beat, in the order of their scores.
const OTHERS = { blind: "a blind neuron", handmade: "strokes set by hand", trained: "the best neuron that training made", fitted: "fitted for this and nothing else" };

/** Fill the place with the widget. */
export function open(place) {
  place.replaceChildren(new Painting(place).body);
}

class Painting {
  constructor(place) {
    const shared = readAddress(ADDRESS);
    const given = shared && neuronFromText(shared);
    this.steps = new Steps(given ?? STARTS[FIRST]);
    this.neuron = this.steps.value; // while a stroke is under way, more than the last step
    this.build();
    this.brush.resize(this.size.value);
    atFirstAct(place, () => this.fetch());
    this.show();
    if (shared && !given) write(this.trouble, "The neuron in this page's address could not be read, so here is attempt 1.");
  }

  build() {
    const hint = element("p", { className: "lab-hint", id: HINT });
    hint.innerHTML =
      "Mouse, pen or finger. By keyboard: <kbd>arrows</kbd> move (with <kbd>Shift</kbd> further), <kbd>Space</kbd> puts the brush down and up, " +
      "<kbd>+</kbd> <kbd>−</kbd> <kbd>0</kbd> choose what it paints, <kbd>Backspace</kbd> undoes.";
    this.voice = new Voice();
    this.brush = new Brush("The weights, 28 by 28: paint them", HINT, {
      painted: (from, to) => this.paint(from ?? to, to),
      ended: () => this.keep(),
      moved: (cell) => this.sayCell(cell),
      key: (key) => this.key(key),
    });
    this.ghost = describe(element("canvas", { className: "lab-ghost", width: SIDE, height: SIDE }), { "aria-hidden": "true" });
    this.brush.sheet.append(this.ghost, describe(element("span", { className: "lab-region" }), { "aria-hidden": "true" }));
    this.sign = choices("The brush paints", BRUSHES, "for", () => {});
    this.size = slider("Brush size", { min: 1, max: 7, step: 1, value: 3 }, (size) => this.brush.resize(size));
    this.strength = slider("Strength", { min: 0.1, max: 2, step: 0.1, value: 1, show: (number) => number.toFixed(1) });
    const settings = { min: -BIAS_LIMIT, max: BIAS_LIMIT, step: 0.5, value: 0, show: signed };
    this.bias = slider("Bias", settings, (bias) => this.change({ bias }), () => this.keep());
    const starts = element(
      "div",
      { className: "lab-row" },
      ...Object.entries({ empty: "Empty", attempt1: "Attempt 1", attempt2: "Attempt 2" }).map(([name, words]) =>
        button(words, () => this.start(STARTS[name])),
      ),
      button("Trained", () => this.startTrained()),
    );
    describe(starts, { role: "group", "aria-label": "Start from" });
    const repair = element(
      "div",
      { className: "lab-row" },
      button("Undo", () => this.undo()),
      button("Reset", () => this.start(STARTS[FIRST])),
    );
    const ghosts = Array.from({ length: 10 }, (_, digit) => element("option", { value: digit, textContent: `The average ${digit} underneath` }));
    this.under = element("select", { className: "lab-select" }, element("option", { value: "none", textContent: "No digit underneath" }), ...ghosts);
    describe(this.under, { "aria-label": "A digit to trace" });
    this.under.addEventListener("change", () => this.showGhost());
    this.trouble = element("p", { className: "lab-trouble" });

    this.four = Object.entries(PICTURES).map(([name, { words, pixels }]) => this.buildPicture(name, words, pixels));
    this.challenge = choices("A challenge", { blob: "Beat the blob", loop: "Find an upper loop" }, "blob", () => this.show());
    this.goals = GOALS.map(([words]) => element("li", { textContent: words }));
    this.score = element("p", { className: "lab-score" });
    this.others = Object.entries(OTHERS).map(([name, words]) => {
      const number = element("b", { textContent: name === "blind" ? percent(0.5) : "–" });
      return { name, number, row: element("li", {}, number, ` ${words}`) };
    });
    this.blobBox = element("div", {}, element("p", { textContent: "Light the neuron for the edge, but not for the blob." }), element("ul", { className: "lab-goals" }, ...this.goals));
    this.loopBox = element(
      "div",
      {},
      element("p", { textContent: "Take a digit with a ring in its upper half (0, 8, 9) and one of the rest. How often is your sum larger for the ring? Lay an average 9 underneath, and trace." }),
      this.score,
      element("ul", { className: "lab-goals" }, ...this.others.map(({ row }) => row)),
    );
    this.lit = element("p", { className: "lab-lit", textContent: "Paint something, and 1,000 real digits come to be read." });
    this.bars = digitBars("How many of each digit light the neuron");
    this.top = pictures("The images that light it most", TOP);
    this.body = element(
      "div",
      { className: "lab-body lab-paint" },
      element("div", { className: "lab-left" }, starts, this.brush.sheet, this.trouble, this.sign.box, this.bias.row, this.size.row, this.strength.row, this.under, repair),
      element(
        "div",
        { className: "lab-right" },
        element("ul", { className: "lab-four lab-first" }, ...this.four.map(({ row }) => row)),
        element("div", { className: "lab-card" }, this.challenge.box, element("div", { className: "lab-turn" }, this.blobBox, this.loopBox)),
        this.lit,
        this.bars.list,
        element("p", { className: "lab-quiet", textContent: "They light it most (the sum with its bias):" }),
        this.top.list,
      ),
      hint,
      this.voice.element,
    );
  }

  buildPicture(name, words, pixels) {
    const canvas = describe(element("canvas", { className: "lab-picture", width: SIDE, height: SIDE }), { role: "img", "aria-label": `Picture ${name}: ${words}` });
    paintGrey(canvas, pixels);
    const [sum, activation] = [element("span", {}), element("b", {})];
    return { name, pixels, sum, activation, row: element("li", {}, canvas, element("span", { className: "lab-name", textContent: `${name} ${words}` }), activation, sum) };
  }

  // what the reader does

  get value() {
    return { for: 1, against: -1, nothing: 0 }[this.sign.value] * this.strength.value;
  }

  paint(from, to) {
    this.change({ weights: stroke(this.neuron.weights, from, to, this.size.value, this.value) });
  }

  key(key) {
    if (Object.hasOwn(KEYS, key)) {
      this.sign.choose(KEYS[key]);
      this.voice.say(`The brush paints ${BRUSHES[KEYS[key]]}.`, 0);
    } else if (key === "Backspace") this.undo();
    else return false;
    return true;
  }

  change(part) {
    this.neuron = { ...this.neuron, ...part };
    this.showSoon();
  }

  keep() {
    if (this.neuron === this.steps.value) return;
    this.steps.take(this.neuron);
    this.settle();
  }

  start(neuron) {
    this.neuron = neuron;
    this.keep();
  }

  async startTrained() {
    try {
      this.start(likestRegion((await loadNetwork(at("networks/framed.json"))).layers[0]));
    } catch (problem) {
      write(this.trouble, `The network cannot be read: ${problem.message}.`);
    }
  }

  undo() {
    this.brush.lift();
    this.steps.undo();
    this.neuron = this.steps.value;
    this.settle();
  }

  settle() {
    write(this.trouble, "");
    writeAddress(ADDRESS, neuronToText(this.neuron));
    this.show();
    this.voice.say(this.inWords());
  }

  async fetch() {
    try {
      const [digits, scores] = await Promise.all([
        loadDigits(at("laboratory/digits.bin")),
        fetch(at("laboratory/loop-scores.json")).then((response) => response.json()),
      ]);
      this.digits = digits;
      this.ink = new Ink(Array.from({ length: digits.count }, (_, index) => digits.image(index)), 255);
      for (const { name, number } of this.others) if (name in scores) write(number, percent(scores[name]));
      this.scores = { blind: 0.5, ...scores };
    } catch (problem) {
      write(this.lit, `The digits cannot be read: ${problem.message}.`);
      return false;
    }
    this.show();
    this.showGhost();
    return true;
  }

  // what is to be seen

  showSoon() {
    this.frame ??= requestAnimationFrame(() => this.show());
  }

  show() {
    cancelAnimationFrame(this.frame);
    this.frame = null;
    const { weights, bias } = this.neuron;
    this.brush.paint(weights);
    this.bias.set(bias);
    this.body.classList.toggle("lab-blob", this.challenge.value === "blob");
    this.blobBox.hidden = this.challenge.value !== "blob";
    this.loopBox.hidden = this.challenge.value !== "loop";
    this.activations = {};
    for (const { name, pixels, sum, activation, row } of this.four) {
      const weighted = weightedSum(weights, pixels);
      const a = (this.activations[name] = sigmoid(weighted + bias));
      row.style.setProperty("--share", a);
      write(activation, a.toFixed(2));
      write(sum, `sum ${signed(weighted)}`);
    }
    this.goals.forEach((goal, index) => goal.classList.toggle("lab-reached", GOALS[index][1](this.activations)));
    this.body.dataset.activations = JSON.stringify(this.activations);
    if (this.digits) this.showDigits();
  }

  showDigits() {
    const { labels, count } = this.digits;
    const z = this.ink.weightedInputs(this.neuron.weights, this.neuron.bias);
    const counts = byDigit(labels, (index) => z[index] > 0);
    const lit = counts.true.reduce((sum, number) => sum + number, 0);
    this.litOf = counts.true.map((number, digit) => number / counts.of[digit]);
    write(this.lit, `It is lit (above 0.5) by ${lit.toLocaleString("en")} of ${count.toLocaleString("en")} real digits.`);
    this.bars.show(this.litOf, this.litOf.map((share) => percent(share, 0)));
    this.top.show(
      largestOf(z, TOP).map((index) => ({
        pixels: this.digits.image(index),
        words: signed(z[index]),
        name: `a ${labels[index]}, ${signed(z[index])} with the bias`,
      })),
    );
    const score = pairScore(z, (index) => LOOPED.includes(labels[index]));
    write(this.score, `You: ${percent(score)}`);
    for (const { name, row } of this.others) row.classList.toggle("lab-reached", score > this.scores[name]);
    Object.assign(this.body.dataset, { lit, score, shares: JSON.stringify(this.litOf) });
  }

  showGhost() {
    this.ghost.hidden = this.under.value === "none" || !this.digits;
    if (this.ghost.hidden) return;
    const mean = new Float64Array(SIDE * SIDE);
    const own = [...this.digits.labels.keys()].filter((index) => this.digits.labels[index] === Number(this.under.value));
    for (const index of own) this.digits.image(index).forEach((grey, place) => (mean[place] += grey / 255 / own.length));
    paintGrey(this.ghost, mean);
  }

  // what is said

  sayCell([row, column]) {
    const weight = this.neuron.weights[row * SIDE + column];
    this.voice.say(`row ${row}, column ${column}, weight ${signed(weight)}${this.brush.down ? ", brush down" : ""}`, 150);
  }

  inWords() {
    const four = Object.entries(this.activations).map(([name, a]) => `${name} ${a.toFixed(2)}`);
    const reached = this.goals.filter((goal) => goal.classList.contains("lab-reached")).length;
    const challenge = this.challenge.value === "blob" ? `${reached} of ${this.goals.length} goals reached.` : this.score.textContent;
    return `${four.join(", ")}. ${challenge} ${this.digits ? this.lit.textContent : ""}`;
  }
}
