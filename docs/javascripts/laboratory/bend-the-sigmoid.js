// Bend the sigmoid: the reader sets a weight and a bias, and sees the curve, its arithmetic, and which of 1,000 digits light it.

import { element, query, setAttributes, write } from "../page/elements.js";
import { decimal, tenths, thousands } from "../page/format.js";
import { Ink } from "./batch.js";
import { Chart, svg } from "./chart.js";
import { card, choices, goalList, quiet } from "./controls.js";
import { CHALLENGES, DIALS, FIRST, activation, fromText, goalsReached, halfOn, histogram, toText, weightedInput } from "./curve.js";
import { loadDigits } from "./digits.js";
import { STARTS } from "./neuron.js";
import { Widget } from "./widget.js";

/** @typedef {import("./curve.js").Curve} Curve */

const WHITE = 255;
const LOOKED_FOR = 7; // the digit whose upper stroke attempt 2 detects
const BINS = 80; // of the sums; two of them to a step of 1
const POINTS = 400; // of the curve
const STRIP = 44; // height of a histogram, in units of the chart
const { min: MIN, max: MAX } = DIALS.sum;

/** @extends {Widget<Curve>} */
export default class BendTheSigmoid extends Widget {
  /** @type {{ labels: Uint8Array, sums: Float64Array } | null} of the digits, once they are here */
  #digits = null;
  #weight = this.dial("Weight", { ...DIALS.weight, show: tenths }, (weight) => ({ weight }));
  #bias = this.dial("Bias", { ...DIALS.bias, show: tenths }, (bias) => ({ bias }));
  #sum = this.dial("Sum to look at", { ...DIALS.sum, show: tenths }, (sum) => ({ sum }));
  #challenge = choices("A challenge", CHALLENGES, FIRST.challenge, (challenge) => this.take({ challenge }));
  #told = element("p");
  #goals = goalList(["", "", ""]);
  #arithmetic = element("p", { className: "lab-arithmetic" });
  #half = quiet();
  #lit = element("p", { className: "lab-lit" });
  #chart = new Chart({
    x: { from: MIN, to: MAX, ticks: [-20, -10, 0, 10, 20], show: (sum) => decimal(sum, 0), name: "sum that comes in" },
    y: { from: 0, to: 1, ticks: [0, 0.5, 1], show: String, name: "activation" },
    height: 200,
    layers: ["unturned", "turned", "look"],
  });
  #strips = { seven: buildStrip(this.#chart, `The ${LOOKED_FOR}s`), rest: buildStrip(this.#chart, "All others") };
  #given;

  /** @param {Element} place In its .lab-given lies what the first curve makes of the digits, as JSON. */
  constructor(place) {
    super({ name: "curve", first: FIRST, toText, fromText, instead: "here is the first one" });
    /** @type {{ counts: Record<"seven" | "rest", number[]>, lit: number, sevens: number, all: number }} */
    this.#given = JSON.parse(query(place, ".lab-given").textContent);
    this.#strips.seven.fill(this.#given.counts.seven);
    this.#strips.rest.fill(this.#given.counts.rest);
    this.#chart.draw("unturned", pathOfCurve(this.#chart, FIRST, "lab-first-curve"));
    const sums = quiet("What comes in from 1,000 digits: the sums of attempt 2, which looks for a high stroke that lies flat.");
    const sliders = [this.#bias, this.#weight, this.#sum].map(({ row }) => row);
    this.layOut("lab-bend", [
      element("div", {}, this.#chart.element, this.#arithmetic, this.#half),
      element("div", { className: "lab-later" }, sums, this.#strips.seven.row, this.#strips.rest.row, this.#lit),
    ], [...sliders, card(this.#challenge.box, this.#told, this.#goals.list), this.buttons(), this.trouble]);
  }

  async load() {
    const digits = await loadDigits();
    const { labels } = digits;
    // In whole numbers, so that a sum of nothing is 0 and not nearly so: whether it lights the neuron hangs on that.
    const ink = new Ink(Array.from(labels, (_, index) => digits.image(index)));
    const sums = ink.weightedInputs(STARTS.attempt2.weights, 0).map((sum) => sum / WHITE);
    this.#strips.seven.fill(histogram(sums.filter((_, index) => labels[index] === LOOKED_FOR), DIALS.sum, BINS));
    this.#strips.rest.fill(histogram(sums.filter((_, index) => labels[index] !== LOOKED_FOR), DIALS.sum, BINS));
    this.#digits = { labels, sums };
  }

  show() {
    const { weight, bias, sum, challenge } = this.value;
    this.#weight.set(weight);
    this.#bias.set(bias);
    this.#sum.set(sum);
    this.#challenge.choose(challenge);
    this.#showCurve();
    this.#showChallenge();
    for (const { light } of Object.values(this.#strips)) light((sum) => this.#isLit(sum));
    if (this.#digits) this.#showDigits(this.#digits);
    else if (toText({ ...this.value, challenge: FIRST.challenge, sum: FIRST.sum }) === toText(FIRST)) this.#showCounts(this.#given);
    else write(this.#lit, "1,000 real digits are on their way.");
  }

  /** @param {number} sum */
  #isLit(sum) {
    return weightedInput(this.value, sum) > 0;
  }

  #showCurve() {
    const { weight, bias, sum } = this.value;
    const [z, a, half] = [weightedInput(this.value, sum), activation(this.value, sum), halfOn(this.value)];
    this.#chart.draw("turned", pathOfCurve(this.#chart, this.value, "lab-line"));
    const [cx, cy] = this.#chart.at(sum, a);
    const [left, bottom] = this.#chart.at(MIN, 0);
    const cross = svg("path", { class: "lab-cross", d: `M${cx} ${bottom}V${cy}H${left}` });
    this.#chart.draw("look", cross, svg("circle", { class: "lab-dot", cx, cy, r: 5 }));
    const inside = `${tenths(weight)} · ${tenths(sum)} ${bias < 0 ? "−" : "+"} ${Math.abs(bias).toFixed(1)}`;
    write(this.#arithmetic, `σ(${inside}) = σ(${decimal(z)}) = ${a.toFixed(2)}`);
    const constant = "The weight is 0: whatever comes in, the answer is the same.";
    const words = half === null ? constant : `Half on at a sum of ${tenths(half)}, where weight · sum and bias cancel.`;
    write(this.#half, words);
    const slope = weight > 0 ? "It rises" : weight < 0 ? "It falls" : "It is flat";
    setAttributes(this.#chart.element, { "aria-label": `The activation for sums from −20 to 20. ${words} ${slope}.` });
    this.report({ activation: a });
  }

  #showChallenge() {
    const { told, goals } = CHALLENGES[this.value.challenge];
    write(this.#told, told);
    const words = goals.map(([sum, least, most]) => {
      const wanted = least === 0 ? `at most ${most}` : most === 1 ? `at least ${least}` : `from ${least} to ${most}`;
      return `at ${decimal(sum, 0)}: ${activation(this.value, sum).toFixed(2)} (wanted: ${wanted})`;
    });
    this.#goals.show(goalsReached(this.value), words);
  }

  /** @param {{ labels: Uint8Array, sums: Float64Array }} digits */
  #showDigits({ labels, sums }) {
    const all = labels.filter((label) => label === LOOKED_FOR).length;
    const litLabels = labels.filter((_, index) => this.#isLit(sums[index]));
    const [lit, sevens] = [litLabels.length, litLabels.filter((label) => label === LOOKED_FOR).length];
    this.#showCounts({ lit, sevens, all });
    this.report({ lit, sevens, all });
  }

  /** @param {{ lit: number, sevens: number, all: number }} counts */
  #showCounts({ lit, sevens, all }) {
    write(this.#lit, `${thousands(lit)} of 1,000 light it. ${sevens} of these are ${LOOKED_FOR}s, of ${all} that there are.`);
  }

  inWords() {
    const reached = `${this.#goals.reached.length} of 3 goals reached.`;
    return `${this.#arithmetic.textContent} ${this.#half.textContent} ${reached} ${this.#digits ? this.#lit.textContent : ""}`;
  }
}

/** @param {Chart} chart @param {Curve} curve @param {string} name */
function pathOfCurve(chart, curve, name) {
  const sums = Array.from({ length: POINTS + 1 }, (_, index) => MIN + (index / POINTS) * (MAX - MIN));
  return chart.path(sums.map((sum) => [sum, activation(curve, sum)]), name);
}

/**
 * A histogram of sums along the axis of the chart. fill(counts) once, then light(isLit) whenever the dials are turned.
 *
 * @param {Chart} chart
 * @param {string} name
 */
function buildStrip(chart, name) {
  const bars = Array.from({ length: BINS }, () => svg("rect"));
  const viewBox = `0 0 ${chart.element.viewBox.baseVal.width} ${STRIP}`;
  const picture = svg("svg", { class: "lab-strip", viewBox, "aria-hidden": "true" }, ...bars);
  const step = (MAX - MIN) / BINS;
  return {
    row: element("div", {}, quiet(name), picture),
    fill(/** @type {import("../network/arrays.js").Numbers} */ counts) {
      const most = Math.max(...Array.from(counts));
      const width = 0.8 * (chart.across(MIN + step) - chart.across(MIN));
      bars.forEach((bar, bin) => {
        const height = (counts[bin] / most) * STRIP;
        setAttributes(bar, { x: chart.across(MIN + bin * step), y: STRIP - height, width, height });
      });
    },
    light(/** @type {(sum: number) => boolean} */ isLit) {
      bars.forEach((bar, bin) => bar.classList.toggle("lab-on", isLit(MIN + (bin + 0.5) * step)));
    },
  };
}
