// Switch off the pre-processing: the reader leaves out stages, and sees what the network sees then, and what it makes of it.

import { largest, last } from "../network/arrays.js";
import { generated } from "../network/fetch.js";
import { loadNetwork } from "../network/network.js";
import { prepare } from "../network/preprocessing.js";
import { wholePad } from "../pad/strokes.js";
import { element, write } from "../page/elements.js";
import { percent } from "../page/format.js";
import { bars, card, choices, pictures, quiet, tick } from "./controls.js";
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
  #ticks = STAGES.map((stage) =>
    tick(WORDS[stage], (ticked) => {
      this.take({ stages: STAGES.filter((each) => (each === stage ? ticked : this.value.stages.includes(each))) });
    }),
  );
  #network = choices("Which network reads", NETWORKS, FIRST.network, (network) => this.take({ network }));
  #way = pictures("Your drawing, stage by stage", STAGES.length + 1);
  #yours = element("p", { className: "lab-lit" });
  #outputs = bars("The ten outputs for your drawing");
  #score = element("p", { className: "lab-score" });
  #rungs = bars("Read rightly, for every choice of stages", RUNGS, { list: "lab-bars lab-rungs" });
  #some = pictures("Some of the digits, as the network sees them now", SHOWN);

  constructor() {
    super({ name: "stages", part: "search", first: FIRST, toText, fromText, instead: "all of them are done" });
    const drawing = card(quiet("Your drawing, on its way through the stages"), this.#way.list, this.#yours, this.#outputs.list);
    const some = quiet("Some of them, as the network sees them now, and its answers:");
    this.layOut("lab-stages",
      [...this.#ticks.map(({ box }) => box), this.#network.box, this.buttons(), drawing],
      [card(quiet("1,000 digits, small or large, anywhere on a sheet"), this.#score, this.#rungs.list, some, this.#some.list)],
      this.trouble);
  }

  /** @param {import("../pad/messages.js").PadState} state */
  read({ marks }) {
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
    if (this.#loaded) this.#showSheets(this.#loaded);
    else write(this.#score, "Change something, and they come.");
  }

  #showDrawing() {
    const { stages, network } = this.value;
    const drawing = this.#drawing;
    if (!drawing || !this.#loaded) return write(this.#yours, drawing ? "The networks are on their way." : "Draw one on the pad above.");
    const done = STAGES.map((_, index) => stages.filter((stage) => STAGES.indexOf(stage) <= index));
    const images = [[], ...done].map((some) => prepare(drawing, "straightened", some));
    const names = ["drawn", ...STAGES.map((stage) => (stages.includes(stage) ? stage : "left out"))];
    this.#way.show(images.map((pixels, index) => ({ pixels, words: names[index], name: `Your drawing: ${names[index]}` })));
    const outputs = [...this.#loaded.networks[network].forward(last(images))];
    write(this.#yours, `${network} reads a ${largest(outputs)}, at ${Math.max(...outputs).toFixed(2)}.`);
    this.#outputs.show(outputs, outputs.map((output) => output.toFixed(2)));
    return this.report({ outputs });
  }

  /** @param {Loaded} loaded */
  #showSheets({ sheets, ways }) {
    const { network, stages } = this.value;
    const { digits, done, predictions } = sheets;
    const all = CHOICES.map((_, choice) => sheets.accuracy(network, choice));
    this.#rungs.show(all, all.map((share) => percent(share)));
    const chosen = CHOICES.findIndex((choice) => choice.join() === stages.join());
    write(this.#score, `${percent(all[chosen])} right${done < digits.count ? ` of the first ${done}` : ""}`);
    const images = ways.slice(0, done).map((pixels, index) => {
      const [given, label] = [predictions[network][chosen][index], digits.labels[index]];
      return { pixels: pixels[chosen], words: `${given} ${given === label ? "✓" : "✗"}`, name: `a ${label}, read as ${given}` };
    });
    this.#some.show(images);
    this.report({ done, right: all[chosen], all });
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
