// From 3 to 8: the reader lays ink on a 3 until the network says 8, and a recorder shows which neuron turned the answer.

import { largest, last } from "../network/arrays.js";
import { generated } from "../network/fetch.js";
import { loadNetwork } from "../network/network.js";
import { SIDE, imageFrom } from "../network/preprocessing.js";
import { element, query, write } from "../page/elements.js";
import { paintGrey } from "../page/paint.js";
import { Ink, outputsFrom, predictions } from "./batch.js";
import { Brush } from "./brush.js";
import { button, card, goalList, quiet, tick } from "./controls.js";
import { loadDigits } from "./digits.js";
import { Recorder } from "./recorder.js";
import { FROM, MOST_STROKES, TO, addStroke, forwardPasses, inkBetween, overlay, workFromText, workToText } from "./three-to-eight.js";
import { Widget } from "./widget.js";

/** @typedef {import("./three-to-eight.js").Work} Work */
/** @typedef {import("./brush.js").Cell} Cell */
/** @typedef {{ index: number, pixels: string, ink: number, outputs: number[] }} Given ink: of the strokes to beat */
/** @typedef {{ digits: import("./digits.js").Digits, network: import("../network/network.js").Network, threes: number[] }} Loaded */

const COUNT = 1000;
const OWN = -1; // in the place of a digit's number: the reader draws the 3, too
const EMPTY = new Float64Array(SIDE * SIDE);
const SURE = 0.9;

/** @extends {Widget<Work>} */
export default class FromThreeToEight extends Widget {
  /** @type {Loaded | null} */
  #loaded = null;
  /** @type {Cell[] | null} the stroke that is being drawn */
  #stroke = null;
  /** @type {Float64Array[]} after each stroke; none while the 3 has not come */
  #pictures = [];
  #frame = 0;
  #given;
  #brush = new Brush("The picture, 28 by 28: lay ink on it", "<kbd>Space</kbd> puts the pen down and up", {
    onPaint: (from, to) => this.#draw(from, to),
    onEnd: () => this.#endStroke(),
    onMove: ([row, column]) => this.voice.say(() => `row ${row}, column ${column}${this.#brush.down ? ", pen down" : ""}`, 150),
    onUndo: () => this.undo(),
  });
  #own = tick("Draw the 3 myself, too", (ticked) => this.take({ index: ticked ? OWN : this.#given.index, strokes: [] }));
  #answer = element("p", { className: "lab-score" });
  #goals;
  #crowd = quiet();
  #recorder = new Recorder((facts) => this.report(facts), (words) => this.voice.say(() => words));

  /** @param {Element} place In its .lab-given lies the first 3 as JSON. */
  constructor(place) {
    /** @type {Given} */
    const given = JSON.parse(query(place, ".lab-given").textContent);
    const first = { index: given.index, strokes: [] };
    const fromText = (/** @type {string} */ text) => workFromText(text, COUNT);
    super({ name: "ink", subject: "drawing", first, toText: workToText, fromText, instead: "here is a 3", missing: "The network" });
    this.#given = given;
    this.#goals = goalList(["It says 8", `It says 8, and is sure: above ${SURE}`, `It says 8 with less than ${given.ink} pixels of ink`]);
    Object.assign(this.#brush.canvas, { width: SIDE, height: SIDE });
    this.#brush.resize(3);
    const buttons = this.buttons(button("Another 3", () => this.#another()));
    this.layOut("lab-three-to-eight",
      [this.#answer, this.#brush.sheet, this.trouble],
      [this.#recorder.outputs, buttons, this.#own.box, card(this.#goals.list), this.#crowd],
      this.#brush.hint, this.#recorder.box);
  }

  async load() {
    const [digits, network] = await Promise.all([loadDigits(), loadNetwork(generated("networks/framed.json"))]);
    const threes = [...digits.labels.keys()].filter((index) => digits.labels[index] === FROM);
    this.#loaded = { digits, network, threes };
    this.speak();
  }

  // what the reader does

  /** @param {Cell | null} from @param {Cell} to */
  #draw(from, to) {
    this.#stroke = [...((from && this.#stroke) ?? []), to];
    this.#frame ||= requestAnimationFrame(() => this.#showNow());
  }

  #endStroke() {
    const [stroke, { strokes }] = [this.#stroke, this.value];
    this.#stroke = null;
    if (!stroke) return;
    if (strokes.length < MOST_STROKES) return this.take({ strokes: [...strokes, stroke] });
    write(this.trouble, `The recorder holds ${MOST_STROKES} strokes, and they are used up.`);
    return this.show();
  }

  /** The next 3 of the thousand; the digits come with the first action, which this may be. */
  async #another() {
    await this.fetch();
    if (!this.#loaded) return;
    const { threes } = this.#loaded;
    this.take({ index: threes.find((each) => each > this.value.index) ?? threes[0], strokes: [] });
  }

  undo() {
    this.#brush.lift();
    super.undo();
  }

  // what is to be seen

  /** The picture before the first stroke; null while it has not come. */
  get #start() {
    const { index } = this.value;
    if (index === OWN) return EMPTY;
    if (this.#loaded) return this.#loaded.digits.greys(index);
    return index === this.#given.index ? imageFrom(this.#given).pixels : null;
  }

  /** Whether this is the 3 of the page, of which it knows what the network says before there is one. */
  get #isUntouched() {
    const { index, strokes } = this.value;
    return !this.#loaded && index === this.#given.index && !strokes.length;
  }

  show() {
    const { index, strokes } = this.value;
    const start = this.#start;
    this.#own.set(index === OWN);
    this.#pictures = start ? [start] : [];
    if (start) for (const cells of strokes) this.#pictures.push(addStroke(last(this.#pictures), cells));
    this.#showNow();
    if (start && this.#isUntouched) this.#recorder.begin(start, this.#given.outputs);
    if (!this.#loaded) return;
    this.#recorder.show(this.#loaded.network, this.#pictures, index === OWN);
    this.#showCrowd(this.#loaded);
  }

  /** Show the picture with the stroke that is being drawn, and what the network makes of it. */
  #showNow() {
    this.#frame = 0;
    const picture = this.#pictures.at(-1) ?? EMPTY;
    const now = this.#stroke ? addStroke(picture, this.#stroke) : picture;
    paintGrey(this.#brush.canvas, now);
    if (this.#isUntouched && !this.#stroke) return write(this.#answer, answerInWords(this.#given.outputs, 0));
    if (!this.#loaded) return write(this.#answer, "Add ink, and the network comes.");
    if (!now.some((light) => light)) return write(this.#answer, "The sheet is empty: draw a 3.");
    const isOwn = this.value.index === OWN;
    const outputs = [...last(forwardPasses(this.#loaded.network, [now], isOwn)[0].activations)];
    const ink = inkBetween(this.#pictures[0], now);
    write(this.#answer, answerInWords(outputs, ink));
    const says = largest(outputs) === TO;
    this.#goals.show([says, says && outputs[TO] > SURE, says && !isOwn && ink < this.#given.ink]);
    return this.report({ outputs });
  }

  /** The same strokes on every 3 of the thousand. @param {Loaded} loaded */
  #showCrowd({ digits, network: { layers }, threes }) {
    const { index, strokes } = this.value;
    if (index === OWN) return write(this.#crowd, "Your own 3 is scaled and centred first, like a drawing on the home page.");
    const ink = strokes.reduce(addStroke, EMPTY);
    const z = new Ink(threes.map((three) => overlay(digits.greys(three), ink))).layer(layers[0]);
    const turned = predictions(outputsFrom(layers, z)).filter((digit) => digit === TO).length;
    write(this.#crowd, `The same ink on all ${threes.length} 3s of the thousand digits: ${turned} of them are read as an 8.`);
    return this.report({ turned });
  }

  inWords() {
    return `${this.#answer.textContent} ${this.#recorder.words}`;
  }
}

/** @param {number[]} outputs @param {number} ink in pixels */
function answerInWords(outputs, ink) {
  const digit = largest(outputs);
  return `It says ${digit}, at ${outputs[digit].toFixed(2)}. Ink: ${ink.toFixed(1)} pixels.`;
}
