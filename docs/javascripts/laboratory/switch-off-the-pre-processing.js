// Switch off the pre-processing: the reader leaves out stages, and sees what the network sees then, and what it makes of it.

import { largest, last } from "../network/arrays.js";
import { generated } from "../network/fetch.js";
import { loadNetwork } from "../network/network.js";
import { imageFrom, prepare } from "../network/preprocessing.js";
import { wholePad } from "../pad/strokes.js";
import { element, query, write } from "../page/elements.js";
import { percent } from "../page/format.js";
import { bars, choices, fold, pictures, quiet, tick } from "./controls.js";
import { loadDigits } from "./digits.js";
import { CHOICES, STAGES, Sheets, everyWay, sheetOf } from "./stages.js";
import { PadWidget } from "./widget.js";

/** @typedef {import("./stages.js").Stage} Stage */
/** @typedef {"straightened" | "framed"} NetworkName */
/** @typedef {{ stages: Stage[], network: NetworkName }} Choice */
/** @typedef {Record<NetworkName, import("../network/network.js").Network>} Networks */
/** @typedef {{ networks: Networks, sheets: Sheets, ways: Float64Array[][] }} Loaded ways: some digits, after every choice of stages */

/** @type {Record<NetworkName, string>} */
const NETWORKS = { straightened: "straightened", framed: "framed" };
/** @type {Choice} */
const FIRST = { stages: STAGES, network: "straightened" };
/** @type {Record<Stage, string>} */
const WORDS = { scale: "Scale the ink to one size", centre: "Move it to the middle", straighten: "Make it upright" };
const RUNGS = CHOICES.map((stages) => stages.join(" + ") || "nothing");
const SHOWN = 12; // of the thousand
const BREATH = 40; // milliseconds of reading before the page gets its turn

/** @extends {PadWidget<Choice>} */
export default class SwitchOffThePreProcessing extends PadWidget {
  /** @type {Loaded | null} */
  #loaded = null;
  /** @type {import("../network/preprocessing.js").GreyImage | null} what is on the pad */
  #drawing = null;
  /** @type {Partial<Networks>} those that are here */
  #networks = {};
  #sheet;
  #found;
  #ticks = STAGES.map((stage) =>
    tick(WORDS[stage], (ticked) => {
      this.take({ stages: STAGES.filter((each) => (each === stage ? ticked : this.value.stages.includes(each))) });
    }),
  );
  #network = choices("Which network reads", NETWORKS, FIRST.network, (network) => this.take({ network }));
  #way = pictures("The drawing, stage by stage", STAGES.length + 1);
  #yours = element("p", { className: "lab-lit" });
  #outputs = bars("The ten outputs for this drawing");
  #score = element("p", { className: "lab-score" });
  #rungs = bars("The share it gets right, for every choice of stages", RUNGS, { list: "lab-bars lab-rungs" });
  #some = pictures("Some of the digits, as the network sees them now", SHOWN);

  /** @param {Element} place In its .lab-given lie one sheet, and for every network and choice the share read rightly, as JSON. */
  constructor(place) {
    super({ name: "stages", part: "search", first: FIRST, toText, fromText, instead: "all of them are done" });
    const { sheet, found } = JSON.parse(query(place, ".lab-given").textContent);
    this.#sheet = imageFrom(sheet);
    /** @type {Record<NetworkName, number[]>} */
    this.#found = found;
    this.body.append(element("div", { className: "lab-switches" }, ...this.#ticks.map(({ box }) => box), this.#network.box));
    this.layOut("lab-stages",
      [this.#yours, this.#way.list, this.#outputs.list],
      [quiet("1,000 digits, small or large, anywhere on a sheet"), this.#score, this.#rungs.list, this.buttons(), this.trouble],
      fold("Some of the thousand, as the network sees them now, and its answers", this.#some.list));
  }

  /** @param {import("../pad/messages.js").PadState} state */
  read({ marks, network }) {
    if (network) this.#networks[FIRST.network] ??= network;
    this.#drawing = marks.length ? wholePad(marks) : null;
    this.#showDrawing();
  }

  async load() {
    const [digits, straightened, framed] = await Promise.all([
      loadDigits(),
      loadNetwork(generated("networks/straightened.json")),
      loadNetwork(generated("networks/framed.json")),
    ]);
    const networks = { straightened, framed };
    this.#networks = networks;
    const ways = Array.from({ length: SHOWN }, (_, index) => everyWay(sheetOf(digits, index)));
    this.#loaded = { networks, sheets: new Sheets(digits, networks), ways };
    this.#readOn(this.#loaded);
  }

  /** All sheets, a few at a time: meanwhile the page can be used, and shows what is known so far. @param {Loaded} loaded */
  #readOn(loaded) {
    const end = performance.now() + BREATH;
    let more = true;
    while (more && performance.now() < end) more = loaded.sheets.readSome();
    this.#showSheets(loaded);
    if (more) setTimeout(() => this.#readOn(loaded));
    else this.speak();
  }

  // what is to be seen

  show() {
    const { stages, network } = this.value;
    this.#ticks.forEach(({ set }, index) => set(stages.includes(STAGES[index])));
    this.#rungs.rows.forEach(({ row }, choice) => row.setAttribute("aria-current", String(CHOICES[choice].join() === stages.join())));
    this.#network.choose(network);
    this.#showDrawing();
    this.#showFound(this.#found[network]);
    if (this.#loaded) this.#showSheets(this.#loaded);
  }

  #showDrawing() {
    const { stages, network } = this.value;
    const drawing = this.#drawing ?? this.#sheet;
    const done = STAGES.map((_, index) => stages.filter((stage) => STAGES.indexOf(stage) <= index));
    const images = [[], ...done].map((some) => prepare(drawing, "straightened", some));
    const names = ["drawn", ...STAGES.map((stage) => (stages.includes(stage) ? stage : "left out"))];
    this.#way.show(images.map((pixels, index) => ({ pixels, words: names[index], name: `The drawing: ${names[index]}` })));
    const reader = this.#networks[network];
    if (!reader) return write(this.#yours, "The network is on its way.");
    const outputs = [...reader.forward(last(images))];
    const whose = this.#drawing ? "Your drawing" : "One of the thousand";
    write(this.#yours, `${whose}: ${network} reads a ${largest(outputs)}, at ${Math.max(...outputs).toFixed(2)}.`);
    this.#outputs.showOutputs(outputs);
    return this.report({ outputs });
  }

  /** @param {number[]} all the share that is read rightly after every choice of stages */
  #showFound(all) {
    this.#rungs.show(all, all.map((share) => percent(share)));
    write(this.#score, `${percent(all[this.#chosen])} right`);
  }

  get #chosen() {
    return CHOICES.findIndex((choice) => choice.join() === this.value.stages.join());
  }

  /** @param {Loaded} loaded */
  #showSheets({ sheets, ways }) {
    const { network } = this.value;
    const { digits, done, predictions } = sheets;
    const images = ways.slice(0, done).map((pixels, index) => {
      const [given, label] = [predictions[network][this.#chosen][index], digits.labels[index]];
      return { pixels: pixels[this.#chosen], words: `${given} ${given === label ? "✓" : "✗"}`, name: `a ${label}, read as ${given}` };
    });
    this.#some.show(images);
    if (done < digits.count) return;
    const all = CHOICES.map((_, choice) => sheets.accuracy(network, choice));
    this.#showFound(all);
    this.report({ done, right: all[this.#chosen], all });
  }

  inWords() {
    return `${this.#score.textContent} ${this.#yours.textContent}`;
  }
}

/** The choice as an address says it: the network and the stages. @param {Choice} choice */
function toText({ stages, network }) {
  return [network, ...stages].join(".");
}

/** @param {string} text @returns {Choice | null} */
function fromText(text) {
  const [name, ...names] = text.split(".");
  const network = name === "straightened" || name === "framed" ? name : null;
  const stages = STAGES.filter((stage) => names.includes(stage));
  return network && names.join() === stages.join() ? { stages, network } : null;
}
