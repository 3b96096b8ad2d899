// Paint a neuron: the reader sets 784 weights and a bias, and sees what lights the neuron, on four pictures and on 1,000 digits.

import { largestFirst, sum } from "../network/arrays.js";
import { fetchJson, generated, messageOf } from "../network/fetch.js";
import { loadNetwork, sigmoid } from "../network/network.js";
import { SIDE } from "../network/preprocessing.js";
import { element, query, write } from "../page/elements.js";
import { percent, tenths, thousands } from "../page/format.js";
import { paintGrey } from "../page/paint.js";
import { countByDigit, pairScore } from "./batch.js";
import { Brush } from "./brush.js";
import { DIGITS, bars, button, card, choices, fold, goalList, pictureCanvas, pictures, slider } from "./controls.js";
import { loadDigits } from "./digits.js";
import { BIAS_LIMIT, PICTURES, STARTS, mostLikeRegion, neuronFromText, neuronToText, stroke, weightedSum } from "./neuron.js";
import { Widget } from "./widget.js";

/** @typedef {import("./neuron.js").Neuron} Neuron */
/** @typedef {import("./digits.js").Digits} Digits */
/** @typedef {"for" | "against" | "nothing"} Sign */

const TOP = 12; // images shown
const SURE_ON = 0.9;
const SURE_OFF = 0.1;
const BLIND = 0.5; // the score of a neuron that guesses
const LOOPED = [0, 8, 9]; // digits whose upper half is a closed ring
/** @type {Record<Sign, string>} */
const BRUSHES = { for: "+ for", against: "− against", nothing: "0 nothing" };
/** @type {Record<Sign, number>} */
const SIGNS = { for: 1, against: -1, nothing: 0 };
/** @type {Record<string, Sign>} */
const KEYS = { "+": "for", "=": "for", "-": "against", "−": "against", 0: "nothing" };

/**
 * Challenge 1: each goal looks at the activations of the four pictures.
 *
 * @type {[words: string, isReached: (a: Record<string, number>) => boolean][]}
 */
const GOALS = [
  ["B, the edge, is on", ({ B }) => B >= SURE_ON],
  ["C, the blob, is off", ({ C }) => C <= SURE_OFF],
  ["A, the post, is off", ({ A }) => A <= SURE_OFF],
  ["D, the faint edge, is on", ({ D }) => D >= SURE_ON],
];
/** Challenge 2: whom to beat, in the order of their scores. @type {Record<string, string>} */
const OTHERS = {
  blind: "a blind neuron",
  handmade: "strokes set by hand",
  trained: "the best neuron that training made",
  fitted: "fitted for this and nothing else",
};
const KEYBOARD =
  "<kbd>Space</kbd> puts the brush down and up, <kbd>+</kbd> <kbd>−</kbd> <kbd>0</kbd> choose what it paints";

/** The second challenge: a score, and the neurons to beat. */
class Rivals {
  /** @type {Record<string, number>} */
  scores = { blind: BLIND };
  score = element("p", { className: "lab-score" });
  #rows = Object.entries(OTHERS).map(([name, words]) => {
    const number = element("b", { textContent: name in this.scores ? percent(this.scores[name]) : "–" });
    return { name, number, row: element("li", {}, number, ` ${words}`) };
  });
  box = element("div", {},
    element("p", {},
      "Take a digit with a ring in its upper half (0, 8, 9) and one of the rest. How often is your sum larger for the ring? ",
      "Lay an average 9 underneath, and trace."),
    this.score,
    element("ul", { className: "lab-goals" }, ...this.#rows.map(({ row }) => row)));

  /** @param {number} score */
  show(score) {
    write(this.score, `You: ${percent(score)}`);
    for (const { name, number, row } of this.#rows) {
      write(number, percent(this.scores[name]));
      row.classList.toggle("lab-reached", score > this.scores[name]);
    }
  }
}

/** The average of the images of one digit, underneath the weights, to be traced. */
class Average {
  canvas = element("canvas", { className: "lab-ghost", width: SIDE, height: SIDE, "aria-hidden": true });
  choice = element("select", { className: "lab-select", "aria-label": "A digit to trace" });
  #digits;

  /** @param {() => Digits | undefined} digits */
  constructor(digits) {
    this.#digits = digits;
    const options = DIGITS.map((digit) => new Option(`The average ${digit} underneath`, String(digit)));
    this.choice.append(new Option("No digit underneath", "none"), ...options);
    this.choice.addEventListener("change", () => this.show());
  }

  show() {
    const digits = this.#digits();
    this.canvas.hidden = this.choice.value === "none" || !digits;
    if (!digits || this.canvas.hidden) return;
    const mean = new Float64Array(SIDE * SIDE);
    const own = [...digits.labels.keys()].filter((index) => digits.labels[index] === Number(this.choice.value));
    for (const index of own) digits.greys(index).forEach((grey, place) => (mean[place] += grey / own.length));
    paintGrey(this.canvas, mean);
  }
}

/** @extends {Widget<Neuron>} */
export default class PaintANeuron extends Widget {
  /** @type {{ digits: Digits, ink: import("./batch.js").Ink } | null} */
  #loaded = null;
  #brush = new Brush("The weights, 28 by 28: paint them", KEYBOARD, {
    onPaint: (from, to) => this.#paint(from ?? to, to),
    onEnd: () => this.keep(),
    onMove: (cell) => this.#sayCell(cell),
    onUndo: () => this.undo(),
    onKey: (key) => this.#press(key),
  });
  #average = new Average(() => this.#loaded?.digits);
  #sign = choices("The brush paints", BRUSHES, "for", () => {});
  #size = slider("Brush size", { min: 1, max: 7, step: 1, value: 3 }, (size) => this.#brush.resize(size));
  #strength = slider("Strength", { min: 0.1, max: 2, step: 0.1, value: 1, show: tenths });
  #bias = this.dial("Bias", { min: -BIAS_LIMIT, max: BIAS_LIMIT, step: 0.5, show: tenths }, (bias) => ({ bias }));
  #four = Object.entries(PICTURES).map(([name, { words, pixels }]) => buildPicture(name, words, pixels));
  #challenge = choices("A challenge", { blob: "Beat the blob", loop: "Find an upper loop" }, "blob", () => this.show());
  #goals = goalList(GOALS.map(([words]) => words));
  #blob = element("div", {}, element("p", {}, "Light the neuron for the edge, but not for the blob."), this.#goals.list);
  #rivals = new Rivals();
  #lit = element("p", { className: "lab-lit" });
  #bars = bars("How many of each digit light the neuron");
  #top = pictures("The images that light it most", TOP);
  #given;

  /** @param {Element} place In its .lab-given lies how many digits light attempt 1, as JSON. */
  constructor(place) {
    const first = STARTS.attempt1;
    const toText = (/** @type {Neuron} */ neuron) => {
      const text = neuronToText(neuron);
      return text === neuronToText(first) ? "" : text;
    };
    super({ name: "neuron", first, toText, fromText: neuronFromText, instead: "here is attempt 1" });
    /** @type {{ lit: number, shares: number[] }} */
    this.#given = JSON.parse(query(place, ".lab-given").textContent);
    this.#brush.resize(this.#size.value);
    const region = element("span", { className: "lab-region", "aria-hidden": true });
    this.#brush.sheet.append(this.#average.canvas, region);
    const starts = element("div", { className: "lab-row", role: "group", "aria-label": "Start from" },
      button("Empty", () => this.take(STARTS.empty)),
      button("Attempt 1", () => this.take(STARTS.attempt1)),
      button("Attempt 2", () => this.take(STARTS.attempt2)),
      button("Trained", () => this.#takeTrained()));
    const brush = [this.#size.row, this.#strength.row, this.#average.choice];
    this.layOut("lab-paint", [this.#brush.sheet, this.trouble, this.#sign.box, this.#bias.row, this.buttons(), ...brush, starts], [
      element("ul", { className: "lab-four lab-first" }, ...this.#four.map(({ row }) => row)),
      card(this.#challenge.box, element("div", { className: "lab-turn" }, this.#blob, this.#rivals.box)),
      this.#lit, this.#bars.list, fold("The images that light it most, each with its sum and the bias", this.#top.list),
    ], this.#brush.hint);
  }

  async load() {
    const [digits, scores] = await Promise.all([loadDigits(), fetchJson(generated("laboratory/loop-scores.json"), pickScores)]);
    this.#rivals.scores = { blind: BLIND, ...scores };
    this.#loaded = { digits, ink: digits.ink() };
    this.#average.show();
  }

  // what the reader does

  /** @param {import("./brush.js").Cell} from @param {import("./brush.js").Cell} to */
  #paint(from, to) {
    const value = SIGNS[this.#sign.value] * this.#strength.value;
    this.change({ weights: stroke(this.value.weights, from, to, this.#size.value, value) });
  }

  /** @param {string} key */
  #press(key) {
    if (!Object.hasOwn(KEYS, key)) return false;
    this.#sign.choose(KEYS[key]);
    this.voice.say(() => `The brush paints ${BRUSHES[KEYS[key]]}.`, 0);
    return true;
  }

  async #takeTrained() {
    try {
      this.take(mostLikeRegion((await loadNetwork(generated("networks/framed.json"))).layers[0]));
    } catch (problem) {
      write(this.trouble, `The network can't be read: ${messageOf(problem)}.`);
    }
  }

  undo() {
    this.#brush.lift();
    super.undo();
  }

  // what is to be seen

  show() {
    const { weights, bias } = this.value;
    this.#brush.paint(weights);
    this.#bias.set(bias);
    const isBlob = this.#challenge.value === "blob";
    this.body.classList.toggle("lab-blob", isBlob);
    this.#blob.hidden = !isBlob;
    this.#rivals.box.hidden = isBlob;
    const activations = Object.fromEntries(this.#four.map(({ name, show }) => [name, show(this.value)]));
    this.#goals.show(GOALS.map(([, isReached]) => isReached(activations)));
    this.report({ activations });
    if (this.#loaded) this.#showDigits(this.#loaded);
    else if (neuronToText(this.value) === neuronToText(STARTS.attempt1)) this.#showLit(this.#given);
    else write(this.#lit, "1,000 real digits are on their way.");
  }

  /** @param {{ digits: Digits, ink: import("./batch.js").Ink }} loaded */
  #showDigits({ digits, ink }) {
    const { labels } = digits;
    const z = ink.weightedInputs(this.value.weights, this.value.bias);
    const { total, hits } = countByDigit(labels, (index) => z[index] > 0);
    const [lit, shares] = [sum(hits), hits.map((number, digit) => number / total[digit])];
    this.#showLit({ lit, shares });
    const images = largestFirst(z, TOP).map((index) => {
      const words = tenths(z[index]);
      return { pixels: digits.image(index), words, name: `a ${labels[index]}, ${words} with the bias` };
    });
    this.#top.show(images);
    const score = pairScore(z, (index) => LOOPED.includes(labels[index]));
    this.#rivals.show(score);
    this.report({ lit, score, shares });
  }

  /** @param {{ lit: number, shares: number[] }} counts */
  #showLit({ lit, shares }) {
    write(this.#lit, `It is lit (above 0.5) by ${thousands(lit)} of 1,000 real digits.`);
    this.#bars.show(shares, shares.map((share) => percent(share, 0)));
  }

  // what is said

  /** @param {import("./brush.js").Cell} cell */
  #sayCell([row, column]) {
    const weight = tenths(this.value.weights[row * SIDE + column]);
    this.voice.say(() => `row ${row}, column ${column}, weight ${weight}${this.#brush.down ? ", brush down" : ""}`, 150);
  }

  inWords() {
    const four = this.#four.map(({ name, activation }) => `${name} ${activation.textContent}`);
    const goals = `${this.#goals.reached.length} of ${GOALS.length} goals reached.`;
    const challenge = this.#challenge.value === "blob" ? goals : this.#rivals.score.textContent;
    return `${four.join(", ")}. ${challenge} ${this.#loaded ? this.#lit.textContent : ""}`;
  }
}

/** @param {Record<string, number>} scores */
function pickScores({ handmade, trained, fitted }) {
  const scores = { handmade, trained, fitted };
  if (Object.values(scores).every(Number.isFinite)) return scores;
  throw new RangeError("the scores to beat are not all there");
}

/**
 * One of the four pictures, with the sum and the activation that it gives.
 *
 * @param {string} name @param {string} words @param {Float64Array} pixels
 */
function buildPicture(name, words, pixels) {
  const canvas = pictureCanvas(`Picture ${name}: ${words}`);
  paintGrey(canvas, pixels);
  const [sum, activation] = [element("span"), element("b")];
  const row = element("li", {}, canvas, element("span", { className: "lab-name", textContent: `${name} ${words}` }), activation, sum);
  const show = (/** @type {Neuron} */ { weights, bias }) => {
    const weighted = weightedSum(weights, pixels);
    const a = sigmoid(weighted + bias);
    row.style.setProperty("--share", String(a));
    write(activation, a.toFixed(2));
    write(sum, `sum ${tenths(weighted)}`);
    return a;
  };
  return { name, activation, row, show };
}
