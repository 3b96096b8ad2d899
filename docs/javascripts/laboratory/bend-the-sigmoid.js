// Bend the sigmoid: the reader sets a weight and a bias, and sees the curve, its arithmetic, and which of 1,000 digits light it.

import { describe, element, write } from "../page/elements.js";
import { Chart, svg } from "./chart.js";
import { Voice, atFirstAct, button, choices, signed, slider } from "./controls.js";
import { CHALLENGES, DIALS, FIRST, activation, curveFromText, curveToText, halfOn, histogram, reached, weightedInput } from "./curve.js";
import { loadDigits } from "./digits.js";
import { Steps, readAddress, writeAddress } from "./keeping.js";
import { Ink } from "./batch.js";
import { STARTS } from "./neuron.js";

const DIGITS = new URL("../../generated/laboratory/digits.bin", import.meta.url).href;
const ADDRESS = "curve";
const LOOKED_FOR = 7; // the digit whose upper stroke attempt 2 detects
const BINS = 80; // of the sums; two of them to a step of 1
const POINTS = 400; // of the curve
const STRIP = 33; // height of a histogram, in units of the chart

/** Fill the place with the widget. */
export function open(place) {
  place.replaceChildren(new Bench(place).body);
}

class Bench {
  constructor(place) {
    const shared = readAddress(ADDRESS);
    const given = shared && curveFromText(shared);
    this.steps = new Steps(given ?? FIRST);
    this.curve = this.steps.value; // while a dial is being turned, more than the last step
    this.voice = new Voice();
    this.build();
    atFirstAct(place, () => this.fetch());
    this.show();
    if (shared && !given) write(this.trouble, "The curve in this page's address could not be read, so here is the first one.");
  }

  build() {
    const dial = (name, words) =>
      slider(words, { ...DIALS[name], value: FIRST[name], show: signed }, (value) => this.change({ [name]: value }), () => this.keep());
    this.dials = { weight: dial("weight", "Weight"), bias: dial("bias", "Bias"), sum: dial("sum", "Sum to look at") };
    this.challenge = choices("A challenge", Object.fromEntries(Object.entries(CHALLENGES).map(([name, { words }]) => [name, words])), FIRST.challenge, (challenge) => {
      this.change({ challenge });
      this.keep();
    });
    this.told = element("p", {});
    this.goals = CHALLENGES[FIRST.challenge].goals.map(() => element("li", {}));
    this.arithmetic = element("p", { className: "lab-arithmetic" });
    this.half = element("p", { className: "lab-quiet" });
    this.trouble = element("p", { className: "lab-trouble" });
    this.lit = element("p", { className: "lab-lit", textContent: "Move a dial, and 1,000 real digits come." });
    this.buildChart();
    this.strips = { seven: strip(this.chart, `The ${LOOKED_FOR}s`), rest: strip(this.chart, "All others") };
    this.body = element(
      "div",
      { className: "lab-body lab-bend" },
      element(
        "div",
        { className: "lab-left" },
        element("div", {}, this.chart.element, this.arithmetic, this.half),
        element(
          "div",
          { className: "lab-later" },
          element("p", { className: "lab-quiet", textContent: "What comes in from 1,000 digits: the sums of attempt 2, which looks for a high stroke that lies flat." }),
          this.strips.seven.row,
          this.strips.rest.row,
          this.lit,
        ),
      ),
      element(
        "div",
        { className: "lab-right" },
        this.dials.bias.row,
        this.dials.weight.row,
        this.dials.sum.row,
        element("div", { className: "lab-row" }, button("Undo", () => this.undo()), button("Reset", () => this.start(FIRST))),
        this.trouble,
        element("div", { className: "lab-card" }, this.challenge.box, this.told, element("ul", { className: "lab-goals" }, ...this.goals)),
      ),
      this.voice.element,
    );
  }

  buildChart() {
    const { min, max } = DIALS.sum;
    this.chart = new Chart({
      x: { from: min, to: max, ticks: [-20, -10, 0, 10, 20], show: (sum) => signed(sum, 0), name: "sum that comes in" },
      y: { from: 0, to: 1, ticks: [0, 0.5, 1], show: String, name: "activation" },
      layers: ["unturned", "turned", "look"],
    });
    this.chart.draw("unturned", this.path(FIRST, "lab-first-curve"));
  }

  path(curve, name) {
    const { min, max } = DIALS.sum;
    const points = Array.from({ length: POINTS + 1 }, (_, index) => min + (index / POINTS) * (max - min));
    return this.chart.path(points.map((sum) => [sum, activation(curve, sum)]), name);
  }

  // what the reader does

  change(part) {
    this.curve = { ...this.curve, ...part };
    this.show();
  }

  keep() {
    if (curveToText(this.curve) === curveToText(this.steps.value)) return;
    this.steps.take(this.curve);
    this.settle();
  }

  start(curve) {
    this.curve = curve;
    this.keep();
  }

  undo() {
    this.steps.undo();
    this.curve = this.steps.value;
    this.settle();
  }

  settle() {
    write(this.trouble, "");
    writeAddress(ADDRESS, curveToText(this.curve));
    this.show();
    this.voice.say(`${this.arithmetic.textContent} ${this.half.textContent} ${this.inWords()} ${this.sums ? this.lit.textContent : ""}`);
  }

  inWords() {
    const { length } = this.goals.filter((goal) => goal.classList.contains("lab-reached"));
    return `${length} of ${this.goals.length} goals reached.`;
  }

  async fetch() {
    try {
      this.digits = await loadDigits(DIGITS);
    } catch (problem) {
      write(this.lit, `The digits cannot be read: ${problem.message}.`);
      return false;
    }
    const { count, labels } = this.digits;
    const ink = new Ink(Array.from({ length: count }, (_, index) => this.digits.image(index)), 255);
    this.sums = ink.weightedInputs(STARTS.attempt2.weights, 0);
    const of = (isSeven) => histogram(this.sums.filter((_, index) => (labels[index] === LOOKED_FOR) === isSeven), DIALS.sum, BINS);
    this.strips.seven.fill(of(true));
    this.strips.rest.fill(of(false));
    this.show();
    return true;
  }

  // what is to be seen

  show() {
    const { curve } = this;
    for (const [name, { set }] of Object.entries(this.dials)) set(curve[name]);
    this.challenge.choose(curve.challenge);
    this.showCurve();
    this.showChallenge();
    if (this.sums) this.showDigits();
  }

  showCurve() {
    const { curve } = this;
    const { weight, bias, sum } = curve;
    const a = activation(curve, sum);
    const half = halfOn(curve);
    this.chart.draw("turned", this.path(curve, "lab-line"));
    const [cx, cy] = this.chart.at(sum, a);
    const [left, bottom] = this.chart.at(DIALS.sum.min, 0);
    this.chart.draw("look", svg("path", { class: "lab-cross", d: `M${cx} ${bottom}V${cy}H${left}` }), svg("circle", { class: "lab-dot", cx, cy, r: 5 }));
    const z = weightedInput(curve, sum);
    const sign = bias < 0 ? "−" : "+";
    write(this.arithmetic, `σ(${signed(weight)} · ${signed(sum)} ${sign} ${Math.abs(bias).toFixed(1)}) = σ(${signed(z, 2)}) = ${a.toFixed(2)}`);
    const words = half === null ? "The weight is 0: whatever comes in, the answer is the same." : `Half on at a sum of ${signed(half)}, where weight · sum and bias cancel.`;
    write(this.half, words);
    this.chart.element.setAttribute("aria-label", `The activation for sums from −20 to 20. ${words} ${weight > 0 ? "It rises" : weight < 0 ? "It falls" : "It is flat"}.`);
    this.body.dataset.activation = a;
  }

  showChallenge() {
    const { told, goals } = CHALLENGES[this.curve.challenge];
    const done = reached(this.curve);
    write(this.told, told);
    this.goals.forEach((goal, index) => {
      const [sum, least, most] = goals[index];
      const wanted = least === 0 ? `at most ${most}` : most === 1 ? `at least ${least}` : `from ${least} to ${most}`;
      write(goal, `at ${signed(sum, 0)}: ${activation(this.curve, sum).toFixed(2)} (wanted: ${wanted})`);
      goal.classList.toggle("lab-reached", done[index]);
    });
  }

  showDigits() {
    const { labels } = this.digits;
    const isLit = (sum) => weightedInput(this.curve, sum) > 0;
    const count = { lit: 0, sevens: 0, all: 0 };
    this.sums.forEach((sum, index) => {
      const isSeven = labels[index] === LOOKED_FOR;
      if (isSeven) count.all++;
      if (!isLit(sum)) return;
      count.lit++;
      if (isSeven) count.sevens++;
    });
    write(this.lit, `${count.lit.toLocaleString("en")} of ${labels.length.toLocaleString("en")} light it. ${count.sevens} of these are 7s, of ${count.all} that there are.`);
    for (const { light } of Object.values(this.strips)) light(isLit);
    Object.assign(this.body.dataset, count);
  }
}

/** A histogram of sums along the axis of the chart. fill(counts) once, then light(isLit) whenever the dials are turned. */
function strip(chart, name) {
  const bars = Array.from({ length: BINS }, () => svg("rect"));
  const picture = svg("svg", { class: "lab-strip", viewBox: `0 0 ${chart.element.viewBox.baseVal.width} ${STRIP}`, "aria-hidden": "true" }, ...bars);
  const row = element("div", {}, element("p", { textContent: name }), picture);
  const { min, max } = DIALS.sum;
  const step = (max - min) / BINS;
  return {
    row,
    fill(counts) {
      const most = Math.max(...counts);
      const width = chart.across(min + step) - chart.across(min);
      bars.forEach((bar, bin) => {
        const height = (counts[bin] / most) * STRIP;
        describe(bar, { x: chart.across(min + bin * step), y: STRIP - height, width: 0.8 * width, height });
      });
    },
    light(isLit) {
      bars.forEach((bar, bin) => bar.classList.toggle("lab-on", isLit(min + (bin + 0.5) * step)));
    },
  };
}
