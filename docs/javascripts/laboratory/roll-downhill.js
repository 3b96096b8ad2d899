// Roll downhill: the reader chooses where to start and how far to step, and sees where the steps lead.

import { last } from "../network/arrays.js";
import { fetchJson, generated } from "../network/fetch.js";
import { element, query, write } from "../page/elements.js";
import { decimal, tenths, thousands } from "../page/format.js";
import { followPointer } from "../page/pointer.js";
import { Chart } from "./chart.js";
import { button, card, choices, fold, goalList, mainButton, quiet } from "./controls.js";
import { Landscape, outcome } from "./landscape.js";
import { Roll } from "./roll.js";
import { Trail, drawGround } from "./terrain.js";
import { Widget } from "./widget.js";

/**
 * @typedef {import("./landscape.js").Survey} Survey
 * @typedef {import("./landscape.js").Stop} Stop
 * @typedef {"one" | "valleys" | "two"} LandName
 * @typedef {{ land: LandName, start: number[], rate: number, steps: number }} Walk
 * @typedef {ReturnType<typeof outcome> & { steps: number, deepest: boolean }} Facts deepest: whether no bottom is lower
 *
 * @typedef {object} Land
 * @property {string} words
 * @property {string[]} dials those that are drawn
 * @property {number} from the settings of the dials that are drawn, as in the chapter
 * @property {number} to
 * @property {number} count of settings between them
 * @property {number[]} ticks
 * @property {Omit<Walk, "land">} first where a walk begins at first
 * @property {[words: string, isReached: (facts: Facts) => boolean][]} goals what can be tried
 */

const MOST = 60; // steps
const RATES = [1, 10, 100, 1000].flatMap((ten) => [1, 1.5, 2, 3, 4, 6, 8].map((number) => ten * number)).concat(10_000);
const TENTHS = 10; // starts are whole tenths

/** @type {Record<LandName, Land>} */
const LANDS = {
  one: {
    words: "one dial",
    dials: ["the weight"],
    from: -24, to: 12, count: 145, ticks: [-20, -10, 0, 10],
    first: { start: [9], rate: 10, steps: 8 },
    goals: [
      ["Arrive in eight steps or fewer", ({ arrived, steps }) => arrived && steps <= 8],
      ["Leap over the bottom and still arrive", ({ arrived, leaps }) => arrived && leaps.length > 0],
      ["Leap too far, and end higher than you began", ({ higher }) => higher],
    ],
  },
  valleys: {
    words: "two valleys",
    dials: ["the weight"],
    from: -18, to: 12, count: 121, ticks: [-15, -10, -5, 0, 5, 10],
    first: { start: [-3], rate: 3000, steps: 10 },
    goals: [
      ["Arrive in the shallow valley", ({ arrived, deepest }) => arrived && !deepest],
      ["Arrive in the deep one", ({ arrived, deepest }) => arrived && deepest],
      ["Leap over a bottom and still arrive", ({ arrived, leaps }) => arrived && leaps.length > 0],
    ],
  },
  two: {
    words: "two dials",
    dials: ["weight from neuron 0", "weight from neuron 1"],
    from: -12, to: 12, count: 41, ticks: [-10, -5, 0, 5, 10],
    first: { start: [11, -3], rate: 60, steps: 25 },
    goals: [
      ["Arrive in 25 steps or fewer", ({ arrived, steps }) => arrived && steps <= 25],
      ["Leap from side to side twice, and arrive", ({ arrived, leaps }) => arrived && leaps.length > 1],
      ["Leap too far, and end higher than you began", ({ higher }) => higher],
    ],
  },
};
/** @type {Walk} */
const FIRST = { land: "one", ...LANDS.one.first };

/** @extends {Widget<Walk>} */
export default class RollDownhill extends Widget {
  /** @type {Partial<Record<LandName, ReturnType<typeof groundOf>>>} */
  #grounds = {};
  /** @type {Set<(facts: Facts) => boolean>} the goals that were reached */
  #reached = new Set();
  /** @type {Walk | null} the walk that is on the chart */
  #shown = null;
  #lands = choices("The ground", LANDS, FIRST.land, (land) => this.take({ land, ...LANDS[land].first }));
  #chart = new Chart({ ...axesOf(LANDS.one, { lowest: 0, highest: 1 }), height: 300, layers: ["ground", "walk", "start", "top"] });
  #trail = new Trail(this.#chart);
  #roll = new Roll((at) => this.#trail.show(at));
  #rate = this.dial("Learning rate", { max: RATES.length - 1, show: (rate) => thousands(RATES[rate]) }, (rate) => ({ rate: RATES[rate] }));
  #count = this.dial("Steps", { max: MOST }, (steps) => ({ steps }));
  #starts = ["Start", "Start, dial 2"].map((name, dial) =>
    this.dial(name, { max: 12, step: 1 / TENTHS, show: tenths }, (number) => ({ start: this.value.start.with(dial, number) })),
  );
  #told = element("p", { className: "lab-lit" });
  #goals = goalList(["", "", ""]);
  #ledger = element("ol", { className: "lab-ledger", tabIndex: 0, "aria-label": "Every step" });

  /** @param {Element} place In its .lab-given lies the landscape of one dial, as JSON. */
  constructor(place) {
    super({ name: "walk", first: FIRST, toText, fromText, instead: "here is the first one", missing: "The ground" });
    this.#grounds.one = groundOf("one", JSON.parse(query(place, ".lab-given").textContent));
    followPointer(this.#chart.element, (place) => this.#startAt(place), (place) => this.#startAt(place), () => this.keep());
    const [main, step] = [mainButton("Roll", () => this.#rollAgain()), button("One step", () => this.#step())];
    const starts = this.#starts.map(({ row }) => row);
    this.layOut("lab-hills",
      [this.#lands.box, this.#chart.element, this.#told, this.trouble],
      [this.#rate.row, this.#count.row, this.buttons(main, step), card(this.#goals.list),
        quiet("Click or drag on the picture to start elsewhere."), ...starts, fold("Every step in numbers", this.#ledger)]);
  }

  async load() {
    const grounds = await fetchJson(generated("laboratory/landscapes.json"), ({ valleys, two }) => {
      return { valleys: groundOf("valleys", valleys), two: groundOf("two", two) };
    });
    Object.assign(this.#grounds, grounds);
    this.speak();
  }

  // what the reader does

  /** The start is where the pointer is pressed, and goes with it. @param {import("../page/pointer.js").Share} place */
  #startAt(place) {
    if (!this.#grounds[this.value.land]) return;
    const numbers = this.#chart.numbersAt(place).map((number) => Math.round(number * TENTHS) / TENTHS);
    this.change({ start: numbers.slice(0, this.value.start.length) });
  }

  #step() {
    this.take({ steps: Math.min(MOST, this.value.steps + 1) });
  }

  /** The same walk once more; where there is none yet, the first one of this ground. */
  #rollAgain() {
    const { land, steps } = this.value;
    if (!steps) return this.take({ steps: LANDS[land].first.steps });
    this.#roll.jump(0);
    this.#roll.to(steps);
    return this.speak();
  }

  reset() {
    this.take(LANDS[this.value.land].first);
  }

  // what is to be seen

  show() {
    const { land: name, start, rate, steps } = this.value;
    const land = LANDS[name];
    this.#lands.choose(name);
    this.#rate.set(RATES.indexOf(rate));
    this.#count.set(steps);
    this.#starts.forEach((one, dial) => {
      one.row.hidden = dial >= start.length;
      if (dial >= start.length) return;
      one.range(land.from, land.to);
      one.set(start[dial]);
    });
    this.body.classList.toggle("lab-map", start.length > 1);
    const ground = this.#grounds[name];
    if (ground) {
      if (this.#shown?.land !== name) {
        const { x, y } = axesOf(land, ground.survey);
        this.#chart.scale(x, y);
        drawGround(this.#chart, ground.survey);
      }
      this.#showWalk(land, ground.landscape, ground.survey);
    } else write(this.#told, "Press or move something, and the ground comes.");
    this.#goals.show(land.goals.map(([, isReached]) => this.#reached.has(isReached)), land.goals.map(([words]) => words));
  }

  /** @param {Land} land @param {Landscape} landscape @param {Survey} survey */
  #showWalk(land, landscape, survey) {
    const { start, rate, steps } = this.value;
    const path = landscape.walk(start, rate, steps);
    const found = outcome(path, survey);
    const deepest = survey.bottoms.every(({ cost }) => cost >= found.bottom.cost);
    const facts = { ...found, steps, deepest };
    this.#trail.lay(survey, path, facts.leaps);
    this.#rollTo(this.value);
    for (const [, isReached] of land.goals) if (isReached(facts)) this.#reached.add(isReached);
    const words = walkInWords(land, last(path), facts);
    write(this.#told, words);
    this.#chart.element.setAttribute("aria-label", `The cost over ${land.dials.join(" and ")}, and your walk on it. ${words}`);
    const lines = path.slice(1).map((stop, index) => ledgerLine(path[index], stop, rate, facts.leaps.includes(index + 1)));
    this.#ledger.replaceChildren(...lines.map((textContent) => element("li", { textContent })));
    this.report({ path: path.map(({ place }) => place), costs: path.map(({ cost }) => cost), leaps: facts.leaps });
  }

  /** What only goes on, or is new, is rolled; another way of the same ground is seen whole while it is chosen. @param {Walk} walk */
  #rollTo(walk) {
    const before = this.#shown;
    this.#shown = walk;
    const { steps } = walk;
    if (before?.land !== walk.land) this.#roll.jump(0);
    else if (steps < before.steps || toText({ ...before, steps }) !== toText(walk)) return this.#roll.jump(steps);
    return this.#roll.to(steps);
  }

  inWords() {
    return this.#told.textContent;
  }
}

/** @param {LandName} name @param {import("./landscape.js").PlainLandscape} plain */
function groundOf(name, plain) {
  const { from, to, count } = LANDS[name];
  const landscape = new Landscape(plain);
  const samples = Array.from({ length: count }, (_, index) => from + ((to - from) * index) / (count - 1));
  return { landscape, survey: landscape.survey(samples) };
}

const landNames = /** @type {LandName[]} */ (Object.keys(LANDS));

/** @param {Land} land @param {Pick<Survey, "lowest" | "highest">} survey */
function axesOf({ from, to, ticks, dials: [across, up] }, { lowest, highest }) {
  const x = { from, to, ticks, show: (/** @type {number} */ tick) => decimal(tick, 0), name: across };
  if (up) return { x, y: { ...x, name: up } };
  const range = highest - lowest;
  const heights = [0, 1, 2, 3].map((third) => lowest + (third / 3) * range);
  const show = (/** @type {number} */ tick) => tick.toFixed(range < 0.01 ? 4 : 2);
  return { x, y: { from: lowest - 0.04 * range, to: highest + 0.04 * range, ticks: heights, show, name: "cost" } };
}

/** @param {Land} land @param {Stop} end @param {Facts} facts */
function walkInWords(land, end, { arrived, leaps, higher, deepest, steps }) {
  const numbers = end.place.map((number) => decimal(number));
  const place = numbers.length === 1 ? numbers[0] : `(${numbers.join(", ")})`;
  const gone = end.place.some((number) => number < land.from || number > land.to) ? ", beyond the picture" : "";
  const valley = land === LANDS.valleys ? ` in the ${deepest ? "deep" : "shallow"} valley` : " at the bottom";
  const leapt = leaps.length ? ` ${leaps.length === 1 ? `Step ${leaps[0]} leaps` : `${leaps.length} steps leap`} over a bottom.` : "";
  const verdict = arrived ? `You have arrived${valley}.` : higher ? "You end higher than you began." : "You are still on your way.";
  const after = `After ${steps} ${steps === 1 ? "step" : "steps"}`;
  return `${after} you are at ${place}${gone}, with a cost of ${end.cost.toFixed(4)}.${leapt} ${verdict}`;
}

/** @param {Stop} before @param {Stop} stop @param {number} rate @param {boolean} leaps */
function ledgerLine(before, { place, cost }, rate, leaps) {
  const steps = before.slopes.map((slope) => `${rate} · ${bracketed(slope)}`);
  const sums = place.map((number, dial) => `${decimal(before.place[dial])} − ${steps[dial]} = ${decimal(number)}`);
  return `${sums.join(", ")}, cost ${cost.toFixed(4)}${leaps ? ", a leap" : ""}`;
}

/** @param {number} slope */
function bracketed(slope) {
  // Three figures that count, however flat the ground is: a slope of 0.00000 would explain no step.
  const words = slope ? decimal(slope, Math.min(9, Math.max(4, 2 - Math.floor(Math.log10(Math.abs(slope)))))) : "0";
  return slope < 0 ? `(${words})` : words;
}

/** A walk as an address says it: the ground, the rate, the steps, the start. @param {Walk} walk */
function toText({ land, rate, steps, start }) {
  return [land, rate, steps, ...start.map((number) => Math.round(number * TENTHS))].join("_");
}

/** @param {string} text @returns {Walk | null} */
function fromText(text) {
  const [, name, rate, steps, rest] = /^([a-z]+)_(\d+(?:\.5)?)_(\d{1,2})((?:_-?\d{1,3})+)$/.exec(text) ?? [];
  const land = landNames.find((each) => each === name);
  if (!land) return null;
  const { from, to, dials } = LANDS[land];
  const start = rest.slice(1).split("_").map((tenths) => Number(tenths) / TENTHS);
  const known = start.length === dials.length && start.every((number) => number >= from && number <= to);
  return known && RATES.includes(Number(rate)) && Number(steps) <= MOST ? { land, rate: Number(rate), steps: Number(steps), start } : null;
}
