// Is this even a digit? The reader turns a dial from a digit to a non-digit, and sees which networks are still confident.

import { largest } from "../network/arrays.js";
import { fetchJson, generated } from "../network/fetch.js";
import { loadNetwork } from "../network/network.js";
import { imageFrom } from "../network/preprocessing.js";
import { element, query, write } from "../page/elements.js";
import { percent, thousands } from "../page/format.js";
import { paintGrey } from "../page/paint.js";
import { Chart, svg } from "./chart.js";
import { DIGITS, bars, button, card, choices, pictureCanvas, quiet } from "./controls.js";
import { BlendExperiment, KINDS, NOTCHES, SURE, pixelsToTheSide } from "./digit-or-not.js";
import { loadDigits } from "./digits.js";
import { Widget } from "./widget.js";

/** @typedef {import("./digit-or-not.js").Kind} Kind */
/** @typedef {import("./digit-or-not.js").Result} Result */
/** @typedef {{ kind: Kind, notch: number, index: number }} Setting the notch of the dial, and the number of the digit */
/** @typedef {[notch: number, result: Result][]} Known */
/** @typedef {{ pixels: Float64Array, outputs: Record<string, number[]>, results: Result[] }} Given results: of the first kind */

const NETWORKS = ["plain", "framed", "straightened"];
const COUNT = 1000;
/** @type {Setting} */
const FIRST = { kind: "noise", notch: 0, index: 0 };
/** @type {Record<Kind, string>} */
const WORDS = { noise: "noise", nothing: "nothing", letter: "a letter", negative: "its negative", side: "the side" };
/** @type {Record<Kind, string>} */
const SHORT = { ...WORDS, letter: "letter", negative: "negative", side: "side" };
const ALL_NOTCHES = [...Array(NOTCHES + 1).keys()];

/** @extends {Widget<Setting>} */
export default class IsThisEvenADigit extends Widget {
  /** @type {BlendExperiment | null} */
  #experiment = null;
  #given;
  #timer = 0;
  #picture = pictureCanvas("", "lab-picture lab-shown");
  #kind = choices("Turn the dial from a digit to", SHORT, FIRST.kind, (kind) => this.take({ kind }));
  #dial = this.dial("The dial", { max: NOTCHES, show: (notch) => this.#dialInWords(notch) }, (notch) => ({ notch }));
  #readers = NETWORKS.map(buildReader);
  #count = quiet();
  #chart = new Chart({
    x: { from: 0, to: 1, ticks: [0, 0.5, 1], show: (share) => percent(share, 0), name: "the dial" },
    y: { from: 0, to: 1, ticks: [0, 0.5, 1], show: (share) => percent(share, 0), name: "sure of" },
    height: 210,
    layers: ["now", "lines"],
  });

  /** @param {Element} place In its .lab-given lies what is shown before the others are here, as JSON. */
  constructor(place) {
    super({ name: "picture", first: FIRST, toText, fromText, instead: "here is a digit" });
    this.#given = pickGiven(JSON.parse(query(place, ".lab-given").textContent));
    const another = button("Another digit", () => this.take({ index: (this.value.index + 1) % COUNT }));
    const crowd = element("ul", { className: "lab-crowd" }, ...this.#readers.map((reader) => reader.crowd));
    const all = card(element("div", {}, this.#count, crowd), this.#chart.element);
    all.classList.add("lab-all");
    this.layOut("lab-digit-or-not",
      [this.#picture, this.#dial.row, this.#kind.box, this.trouble],
      [element("ul", { className: "lab-readers" }, ...this.#readers.map(({ row }) => row)), this.buttons(another)],
      all);
  }

  async load() {
    const [digits, letters, ...networks] = await Promise.all([
      loadDigits(),
      fetchJson(generated("laboratory/letters.json"), pickLetters),
      ...NETWORKS.map((name) => loadNetwork(generated(`networks/${name}.json`))),
    ]);
    this.#experiment = new BlendExperiment(digits, letters, Object.fromEntries(NETWORKS.map((name, index) => [name, networks[index]])));
    this.#experiment.learn(FIRST.kind, this.#given.results);
    this.speak();
  }

  show() {
    const { kind, notch, index } = this.value;
    this.#kind.choose(kind);
    this.#dial.set(notch);
    this.#showCrowd();
    if (this.#experiment) return this.#showPicture(this.#experiment);
    this.#paint(this.#given.pixels, "A digit, as it was written");
    if (!notch && index === FIRST.index) this.#showOutputs(this.#given.outputs);
  }

  /** @param {BlendExperiment} experiment */
  #showPicture(experiment) {
    const { kind, notch, index } = this.value;
    const label = experiment.digits.labels[index];
    this.#paint(experiment.blend(kind, notch, index), `A ${label}, ${this.#dialInWords(notch)} of the way to ${WORDS[kind]}`);
    const outputs = experiment.outputs(kind, notch, index);
    this.#showOutputs(outputs);
    this.report({ outputs });
    this.#readOn(experiment);
  }

  /** @param {Record<string, number[]>} outputs of each network */
  #showOutputs(outputs) {
    for (const { name, show } of this.#readers) show(outputs[name]);
  }

  /** @param {Float64Array} pixels @param {string} label */
  #paint(pixels, label) {
    paintGrey(this.#picture, pixels);
    this.#picture.setAttribute("aria-label", label);
  }

  /**
   * Read all the pictures, a few at a time, those at the present setting first: meanwhile the page can be used.
   *
   * @param {BlendExperiment} experiment
   */
  #readOn(experiment) {
    this.#timer ||= setTimeout(() => {
      this.#timer = 0;
      const { kind, notch } = this.value;
      const nearestFirst = ALL_NOTCHES.toSorted((a, b) => Math.abs(a - notch) - Math.abs(b - notch));
      if (!nearestFirst.some((each) => experiment.readSome(kind, each))) return;
      this.#showCrowd();
      this.#readOn(experiment);
    });
  }

  #showCrowd() {
    const { kind, notch } = this.value;
    const { done, sure, right } = this.#result(notch);
    const soFar = done < COUNT ? " so far" : "";
    write(this.#count, `The same done to ${thousands(done)} digits${soFar}. An output above ${SURE} is called sure:`);
    for (const { name, number } of this.#readers) write(number, `${sure[name]} sure, ${right[name]} right`);
    /** @type {Known} */
    const results = ALL_NOTCHES.map((each) => [each, this.#result(each)]);
    const known = results.filter(([, result]) => result.done === COUNT);
    const lines = NETWORKS.map((name) =>
      this.#chart.path(known.map(([each, result]) => [each / NOTCHES, result.sure[name] / COUNT]), `lab-line lab-${name}`),
    );
    this.#chart.draw("lines", ...lines);
    this.#chart.draw("now", this.#chart.path([[notch / NOTCHES, 0], [notch / NOTCHES, 1]], "lab-here"));
    this.#chart.element.setAttribute("aria-label", chartInWords(kind, known));
    if (this.#experiment) this.report({ done: `${kind} ${notch} ${done}`, sure, right, known: known.length });
  }

  /** What is known of the thousand. @param {number} notch */
  #result(notch) {
    const { kind } = this.value;
    if (this.#experiment) return this.#experiment.result(kind, notch);
    return kind === FIRST.kind ? this.#given.results[notch] : resultOf({}, 0);
  }

  /** @param {number} notch */
  #dialInWords(notch) {
    return this.value.kind === "side" ? `${pixelsToTheSide(notch)} pixels` : percent(notch / NOTCHES, 0);
  }

  inWords() {
    return this.#experiment ? this.#readers.map(({ name, said }) => `${name} ${said.textContent}`).join(". ") : "";
  }
}

/** @param {{ pixels: string, outputs: Record<string, number[]>, counts: Record<string, number[]>[] }} plain @returns {Given} */
function pickGiven({ pixels, outputs, counts }) {
  return { pixels: imageFrom({ pixels }).pixels, outputs, results: counts.map((each) => resultOf(each, COUNT)) };
}

/** @param {Record<string, number[]>} counts how many each network is sure of, and how many of these it names @param {number} done */
function resultOf(counts, done) {
  const [sure, right] = [0, 1].map((part) => Object.fromEntries(NETWORKS.map((name) => [name, counts[name]?.[part] ?? 0])));
  return { done, sure, right };
}

/** @param {{ letters: { pixels: string }[] }} plain */
function pickLetters({ letters }) {
  return letters.map((letter) => imageFrom(letter).pixels);
}

/** @param {Kind} kind @param {Known} known */
function chartInWords(kind, known) {
  const ends = [known[0], known.at(-1)].filter((end) => end !== undefined);
  /** @param {Result} result */
  const counts = ({ sure }) => NETWORKS.map((name) => `${name} ${sure[name]}`).join(", ");
  const words = ends.map(([notch, result]) => `at ${percent(notch / NOTCHES, 0)} ${counts(result)}`);
  return `How many of a thousand pictures each network is sure of, from a digit to ${WORDS[kind]}: ${words.join("; ")}`;
}

/** What one network says: its ten outputs, and how often it is sure. @param {string} name */
function buildReader(name) {
  const said = element("span", { className: "lab-said", textContent: "–" });
  const columns = bars(`The ten outputs of ${name}`, DIGITS, { list: "lab-columns", bar: "lab-column" });
  const number = element("span", { className: "lab-count", textContent: "–" });
  const line = svg("path", { class: `lab-line lab-${name}`, d: "M0 5H30" });
  const sample = svg("svg", { class: "lab-sample", viewBox: "0 0 30 10", "aria-hidden": "true" }, line);
  return {
    name,
    said,
    number,
    row: element("li", {}, element("p", {}, element("b", { textContent: name }), " ", said), columns.list),
    crowd: element("li", {}, sample, element("span", { textContent: name }), number),
    show(/** @type {number[]} */ outputs) {
      const digit = largest(outputs);
      const isSure = outputs[digit] > SURE;
      write(said, `says ${digit} at ${outputs[digit].toFixed(2)}: ${isSure ? "sure" : "not sure"}`);
      said.classList.toggle("lab-sure", isSure);
      columns.showOutputs(outputs);
    },
  };
}

/** A setting as an address says it. @param {Setting} setting */
function toText({ kind, notch, index }) {
  return [kind, notch, index].join(".");
}

/** @param {string} text @returns {Setting | null} */
function fromText(text) {
  const [, name, notch, index] = /^([a-z]+)\.(\d{1,2})\.(\d{1,3})$/.exec(text) ?? [];
  const kind = KINDS.find((each) => each === name);
  return kind && Number(notch) <= NOTCHES ? { kind, notch: Number(notch), index: Number(index) } : null;
}
