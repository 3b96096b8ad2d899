// Roll downhill: the reader chooses where to start and how far to step, and sees where the steps lead.

import { element, write } from "../page/elements.js";
import { Chart, pathOf, svg } from "./chart.js";
import { Voice, atFirstAct, button, choices, signed, slider } from "./controls.js";
import { Steps, readAddress, writeAddress } from "./keeping.js";
import { Landscape, contour, outcome } from "./landscape.js";

const ROOT = new URL("../..", import.meta.url);
const FILE = new URL("generated/laboratory/landscapes.json", ROOT).href;
const ADDRESS = "walk";
const MOST = 60; // steps
const RATES = [1, 10, 100, 1000].flatMap((ten) => [1, 1.5, 2, 3, 4, 6, 8].map((number) => ten * number)).concat(10_000);
const LINES = 12; // of equal height on a map
const TENTHS = 10; // starts are whole tenths

// The settings of the dials that are drawn, as in the chapter; where a walk begins at first; and what can be tried.
const LANDS = {
  one: {
    words: "one dial",
    from: -24, to: 12, count: 145, ticks: [-20, -10, 0, 10],
    first: { start: [9], rate: 10, steps: 8 },
    goals: [
      ["Arrive in eight steps or fewer", ({ arrived, steps }) => arrived && steps <= 8],
      ["Leap over the bottom, and arrive all the same", ({ arrived, leaps }) => arrived && leaps.length > 0],
      ["Leap too far, and end higher than you began", ({ higher }) => higher],
    ],
  },
  valleys: {
    words: "two valleys",
    from: -18, to: 12, count: 121, ticks: [-15, -10, -5, 0, 5, 10],
    first: { start: [-3], rate: 3000, steps: 10 },
    goals: [
      ["Arrive in the shallow valley", ({ arrived, deepest }) => arrived && !deepest],
      ["Arrive in the deep one", ({ arrived, deepest }) => arrived && deepest],
      ["Leap over a bottom, and arrive all the same", ({ arrived, leaps }) => arrived && leaps.length > 0],
    ],
  },
  two: {
    words: "two dials",
    from: -12, to: 12, count: 41, ticks: [-10, -5, 0, 5, 10],
    first: { start: [11, -3], rate: 60, steps: 25 },
    goals: [
      ["Arrive in 25 steps or fewer", ({ arrived, steps }) => arrived && steps <= 25],
      ["Leap from side to side twice, and arrive", ({ arrived, leaps }) => arrived && leaps.length > 1],
      ["Leap too far, and end higher than you began", ({ higher }) => higher],
    ],
  },
};
const FIRST = { land: "one", ...LANDS.one.first };
const DIALS = { one: ["the weight"], valleys: ["the weight"], two: ["weight from neuron 0", "weight from neuron 1"] };

/** Fill the place with the widget. In its .lab-given lies the landscape of one dial, as JSON. */
export function open(place) {
  place.replaceChildren(new Hills(place).body);
}

class Hills {
  grounds = {}; // by name: {landscape, survey}
  reached = new Set();

  constructor(place) {
    const shared = readAddress(ADDRESS);
    const given = shared && fromText(shared);
    this.steps = new Steps(given ?? FIRST);
    this.walk = this.steps.value; // while a slider is being moved, more than the last step
    this.voice = new Voice();
    this.build();
    this.survey({ one: JSON.parse(place.querySelector(".lab-given").textContent) });
    if (shared && !given) write(this.trouble, "The walk in this page's address could not be read, so here is the first one.");
    atFirstAct(place, () => this.fetch());
    this.show();
  }

  get land() {
    return LANDS[this.walk.land];
  }

  build() {
    const words = Object.fromEntries(Object.entries(LANDS).map(([name, land]) => [name, land.words]));
    this.lands = choices("The ground", words, this.walk.land, (land) => this.take({ land, ...LANDS[land].first }));
    this.chart = new Chart({ ...axesOf("one", { lowest: 0, highest: 1 }), height: 300, layers: ["ground", "walk", "start"] });
    this.listen(this.chart.element);
    const rates = { min: 0, max: RATES.length - 1, step: 1, value: 0, show: (index) => RATES[index].toLocaleString("en") };
    this.rate = slider("Learning rate", rates, (index) => this.change({ rate: RATES[index] }), () => this.keep());
    this.count = slider("Steps", { min: 0, max: MOST, step: 1, value: 0 }, (steps) => this.change({ steps }), () => this.keep());
    this.starts = ["Start", "Start, dial 2"].map((name, dial) =>
      slider(name, { min: -24, max: 12, step: 1 / TENTHS, value: 0, show: signed }, (number) => this.moveStart(dial, number), () => this.keep()),
    );
    const buttons = element(
      "div",
      { className: "lab-row" },
      button("One step", () => this.take({ steps: Math.min(MOST, this.walk.steps + 1) })),
      button("Undo", () => this.undo()),
      button("Reset", () => this.take({ land: this.walk.land, ...this.land.first })),
    );
    this.told = element("p", { className: "lab-lit" });
    this.goals = [0, 1, 2].map(() => element("li", {}));
    this.ledger = element("ol", { className: "lab-ledger", tabIndex: 0 });
    this.ledger.setAttribute("aria-label", "Every step");
    this.trouble = element("p", { className: "lab-trouble" });
    this.body = element(
      "div",
      { className: "lab-body lab-hills" },
      element("div", { className: "lab-left" }, this.lands.box, this.chart.element, element("p", { className: "lab-quiet", textContent: "Click or drag on the picture to start elsewhere." }), this.trouble),
      element(
        "div",
        { className: "lab-right" },
        this.rate.row,
        this.count.row,
        ...this.starts.map(({ row }) => row),
        buttons,
        this.told,
        element("div", { className: "lab-card" }, element("ul", { className: "lab-goals" }, ...this.goals)),
        this.ledger,
      ),
      this.voice.element,
    );
  }

  // what the reader does

  /** The start is where the pointer is pressed, and goes with it. */
  listen(picture) {
    let pointer = null;
    const move = (event) => {
      if (event.pointerId !== pointer || !this.ground) return;
      const numbers = this.chart.numbersAt(event).map((number) => Math.round(number * TENTHS) / TENTHS);
      this.change({ start: this.walk.start.map((_, dial) => numbers[dial]) });
    };
    picture.addEventListener("pointerdown", (event) => {
      if (event.button !== 0 || pointer !== null) return;
      pointer = event.pointerId;
      if (event.isTrusted) picture.setPointerCapture(pointer);
      move(event);
    });
    picture.addEventListener("pointermove", move);
    for (const end of ["pointerup", "pointercancel"]) {
      picture.addEventListener(end, (event) => {
        if (event.pointerId !== pointer) return;
        pointer = null;
        this.keep();
      });
    }
  }

  moveStart(dial, number) {
    this.change({ start: this.walk.start.map((old, each) => (each === dial ? number : old)) });
  }

  change(part) {
    this.walk = { ...this.walk, ...part };
    write(this.trouble, "");
    this.show();
  }

  keep() {
    if (this.walk === this.steps.value) return;
    this.steps.take(this.walk);
    this.settle();
  }

  take(part) {
    this.change(part);
    this.keep();
  }

  undo() {
    this.steps.undo();
    this.walk = this.steps.value;
    this.show();
    this.settle();
  }

  settle() {
    writeAddress(ADDRESS, toText(this.walk));
    this.voice.say(this.told.textContent);
  }

  async fetch() {
    try {
      const response = await fetch(FILE);
      if (!response.ok) throw new Error(`there is nothing at ${FILE} (${response.status})`);
      this.survey(await response.json());
    } catch (problem) {
      write(this.trouble, `The ground cannot be read: ${problem.message}.`);
      return false;
    }
    this.show();
    this.voice.say(this.told.textContent);
    return true;
  }

  survey(files) {
    for (const [name, plain] of Object.entries(files)) {
      const { from, to, count } = LANDS[name];
      const landscape = new Landscape(plain);
      const samples = Array.from({ length: count }, (_, index) => from + ((to - from) * index) / (count - 1));
      this.grounds[name] = { landscape, survey: landscape.survey(samples) };
    }
  }

  get ground() {
    return this.grounds[this.walk.land];
  }

  // what is to be seen

  show() {
    const { land, start, rate, steps } = this.walk;
    this.lands.choose(land);
    this.rate.set(RATES.indexOf(rate));
    this.count.set(steps);
    this.starts.forEach((one, dial) => {
      one.row.classList.toggle("lab-idle", dial >= start.length);
      if (dial < start.length) one.range(this.land.from, this.land.to);
      if (dial < start.length) one.set(start[dial]);
    });
    this.body.classList.toggle("lab-map", start.length > 1);
    this.goals.forEach((goal, index) => write(goal, this.land.goals[index][0]));
    if (!this.ground) return write(this.told, "Press or move something, and the ground comes.");
    this.showGround();
    this.showWalk();
  }

  showGround() {
    if (this.shown === this.walk.land) return;
    this.shown = this.walk.land;
    const { survey } = this.ground;
    const { x, y } = axesOf(this.shown, survey);
    this.chart.scale(x, y);
    if (survey.costs.length === 1) {
      this.chart.draw("ground", this.chart.path(survey.samples.map((place, index) => [place, survey.costs[0][index]]), "lab-line"));
      return;
    }
    const { lowest, highest, bottoms } = survey;
    // The steps between lines grow with the height, as in the chapter: a valley is flat, and its floor is what one wants to see.
    const levels = Array.from({ length: LINES }, (_, index) => lowest + (highest - lowest) * (0.06 + (0.91 * index) / (LINES - 1)) ** 2);
    const lines = levels.map((level) => svg("path", { class: "lab-level", d: contour(survey, level).map((piece) => pathOf(piece.map((point) => this.chart.at(...point)))).join("") }));
    this.chart.draw("ground", ...lines, ...bottoms.map(({ place }) => cross(this.chart.at(...place))));
  }

  showWalk() {
    const { landscape, survey } = this.ground;
    const { land, start, rate, steps } = this.walk;
    const path = landscape.walk(start, rate, steps);
    const found = outcome(path, survey);
    const lowest = survey.bottoms.reduce((best, each) => (each.cost < best.cost ? each : best));
    const facts = { ...found, steps, deepest: found.bottom === lowest };
    const points = path.map(({ place, cost }) => this.chart.at(place[0], place[1] ?? cost));
    const pieces = points.slice(1).map((point, index) => svg("path", { class: found.leaps.includes(index + 1) ? "lab-step lab-leap" : "lab-step", d: pathOf([points[index], point]) }));
    this.chart.draw("walk", ...pieces, ...points.slice(1).map(([cx, cy]) => svg("circle", { class: "lab-stop", cx, cy, r: 3 })));
    const [cx, cy] = points[0];
    this.chart.draw("start", svg("circle", { class: "lab-reach", cx, cy, r: 22 }), svg("circle", { class: "lab-begin", cx, cy, r: 7 }));
    this.land.goals.forEach(([, isReached], index) => isReached(facts) && this.reached.add(`${land} ${index}`));
    this.goals.forEach((goal, index) => goal.classList.toggle("lab-reached", this.reached.has(`${land} ${index}`)));
    write(this.told, this.inWords(path, facts));
    this.chart.element.setAttribute("aria-label", `The cost over ${DIALS[land].join(" and ")}, and your walk on it. ${this.told.textContent}`);
    this.ledger.replaceChildren(...path.slice(1).map((stop, index) => ledgerLine(path[index], stop, rate, found.leaps.includes(index + 1))));
    Object.assign(this.body.dataset, { path: JSON.stringify(path.map(({ place }) => place)), costs: JSON.stringify(path.map(({ cost }) => cost)), leaps: JSON.stringify(found.leaps) });
  }

  inWords(path, { arrived, leaps, higher, deepest, steps }) {
    const end = path.at(-1);
    const gone = end.place.some((number) => number < this.land.from || number > this.land.to) ? ", beyond the picture" : "";
    const valley = this.walk.land === "valleys" ? (deepest ? " in the deep valley" : " in the shallow valley") : " at the bottom";
    const leapt = leaps.length ? ` ${leaps.length === 1 ? `Step ${leaps[0]} leaps` : `${leaps.length} steps leap`} over a bottom.` : "";
    const verdict = arrived ? `You have arrived${valley}.` : higher ? "You end higher than you began." : "You are still on your way.";
    return `After ${steps} ${steps === 1 ? "step" : "steps"} you are at ${placeInWords(end.place, 2)}${gone}, with a cost of ${end.cost.toFixed(4)}.${leapt} ${verdict}`;
  }
}

function axesOf(land, { lowest, highest }) {
  const { from, to, ticks } = LANDS[land];
  const [across, up] = DIALS[land];
  const x = { from, to, ticks, show: (tick) => signed(tick, 0), name: across };
  if (up) return { x, y: { ...x, name: up } };
  const margin = 0.04 * (highest - lowest);
  const heights = [0, 1, 2, 3].map((third) => lowest + (third / 3) * (highest - lowest));
  return { x, y: { from: lowest - margin, to: highest + margin, ticks: heights, show: (tick) => tick.toFixed(highest - lowest < 0.01 ? 4 : 2), name: "cost" } };
}

function cross([x, y]) {
  return svg("path", { class: "lab-cross", d: `M${x - 6} ${y}H${x + 6}M${x} ${y - 6}V${y + 6}` });
}

function ledgerLine(before, { place, cost }, rate, leaps) {
  const sum = place.map((number, dial) => `${signed(before.place[dial], 2)} − ${rate} · ${bracketed(before.slopes[dial])} = ${signed(number, 2)}`).join(", ");
  return element("li", { textContent: `${sum}, cost ${cost.toFixed(4)}${leaps ? ", a leap" : ""}` });
}

function bracketed(slope) {
  // Three figures that count, however flat the ground is: a slope of 0.00000 would explain no step.
  const words = slope ? signed(slope, Math.min(9, Math.max(4, 2 - Math.floor(Math.log10(Math.abs(slope)))))) : "0";
  return slope < 0 ? `(${words})` : words;
}

function placeInWords(place, decimals) {
  const numbers = place.map((number) => signed(number, decimals));
  return numbers.length === 1 ? numbers[0] : `(${numbers.join(", ")})`;
}

/** A walk as an address says it: the ground, the rate, the steps, the start. "" for the first one. */
function toText(walk) {
  const text = ({ land, rate, steps, start }) => [land, rate, steps, ...start.map((number) => Math.round(number * TENTHS))].join("_");
  return text(walk) === text(FIRST) ? "" : text(walk);
}

function fromText(text) {
  const [, land, rate, steps, rest] = /^([a-z]+)_(\d+(?:\.5)?)_(\d{1,2})((?:_-?\d{1,3})+)$/.exec(text) ?? [];
  if (!Object.hasOwn(LANDS, land ?? "")) return null;
  const { from, to } = LANDS[land];
  const start = rest.slice(1).split("_").map((tenths) => Number(tenths) / TENTHS);
  const known = start.length === DIALS[land].length && start.every((number) => number >= from && number <= to);
  return known && RATES.includes(Number(rate)) && Number(steps) <= MOST ? { land, rate: Number(rate), steps: Number(steps), start } : null;
}
