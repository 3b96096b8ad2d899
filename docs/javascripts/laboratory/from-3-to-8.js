// From 3 to 8: the reader lays ink on a 3 until the network says 8, and a recorder shows which neuron turned the answer.

import { describe, element, write } from "../page/elements.js";
import { largest, loadNetwork } from "../network/network.js";
import { SIDE, imageFrom } from "../network/preprocessing.js";
import { Brush } from "./brush.js";
import { Voice, atFirstAct, button, digitBars, paintGrey, roving, signed, tick } from "./controls.js";
import { loadDigits } from "./digits.js";
import { Steps, readAddress, writeAddress } from "./keeping.js";
import { Ink, activate, answers, layerOf } from "./batch.js";
import { FROM, MOST_STROKES, TO, brought, inkBetween, laid, record, together, workFromText, workToText } from "./three-to-eight.js";

const ROOT = new URL("../..", import.meta.url);
const at = (address) => new URL(`generated/${address}`, ROOT).href;
const ADDRESS = "ink";
const COUNT = 1000;
const OWN = -1; // in the place of a digit's number: the reader draws the 3, too
const EMPTY = new Float64Array(SIDE * SIDE);
const SURE = 0.9;
const HINT = "lab-hint";

/** Fill the place with the widget. In its .lab-given lies the first 3 as JSON: {index, pixels, ink}; ink: that of the strokes to beat. */
export function open(place) {
  place.replaceChildren(new Turning(place).body);
}

class Turning {
  constructor(place) {
    this.given = JSON.parse(place.querySelector(".lab-given").textContent);
    this.first = { index: this.given.index, strokes: [] };
    const shared = readAddress(ADDRESS);
    const given = shared && workFromText(shared, COUNT);
    this.steps = new Steps(given ?? this.first);
    this.stroke = null; // the cells of the stroke that is being drawn
    this.goals = [
      ["It says 8", ({ digit }) => digit === TO],
      [`It says 8, and is sure: above ${SURE}`, ({ digit, most }) => digit === TO && most > SURE],
      [`It says 8 with less than ${this.given.ink} pixels of ink`, ({ digit, ink }) => digit === TO && ink < this.given.ink],
    ];
    this.voice = new Voice();
    this.build();
    if (shared && !given) write(this.trouble, "The drawing in this page's address could not be read, so here is a 3.");
    atFirstAct(place, () => this.fetch());
    this.show();
  }

  get work() {
    return this.steps.value;
  }

  build() {
    const hint = element("p", { className: "lab-hint", id: HINT });
    hint.innerHTML =
      "Mouse, pen or finger. By keyboard: <kbd>arrows</kbd> move (with <kbd>Shift</kbd> further), <kbd>Space</kbd> puts the pen down and up, <kbd>Backspace</kbd> undoes.";
    this.brush = new Brush("The picture, 28 by 28: lay ink on it", HINT, {
      painted: (from, to) => this.draw(from, to),
      ended: () => this.endStroke(),
      moved: ([row, column]) => this.voice.say(`row ${row}, column ${column}${this.brush.down ? ", pen down" : ""}`, 150),
      key: (key) => key === "Backspace" && this.undo(),
    });
    Object.assign(this.brush.canvas, { width: SIDE, height: SIDE });
    this.brush.resize(3);
    this.own = tick("Draw the 3 myself, too", (ticked) => this.begin(ticked ? OWN : this.given.index));
    const buttons = element(
      "div",
      { className: "lab-row" },
      button("Another 3", () => this.another()),
      button("Undo", () => this.undo()),
      button("Reset", () => this.begin(this.given.index)),
    );
    this.trouble = element("p", { className: "lab-trouble" });
    this.answer = element("p", { className: "lab-score", textContent: "Add ink, and the network comes." });
    this.marks = this.goals.map(([words]) => element("li", { textContent: words }));
    this.crowd = element("p", { className: "lab-quiet" });
    this.film = describe(element("div", { className: "lab-film" }), { role: "group", "aria-label": "The recorder: the picture after each stroke" });
    this.turn = element("p", { className: "lab-lit" });
    this.bars = digitBars("The ten outputs at this moment; a line marks where they were before");
    this.neurons = Array.from({ length: 16 }, (_, neuron) => {
      const [bar, number] = [describe(element("span", { className: "lab-pull" }), { "aria-hidden": "true" }), element("span", { className: "lab-number", textContent: "–" })];
      return { bar, number, row: element("li", {}, element("span", { className: "lab-digit", textContent: neuron }), bar, number) };
    });
    const list = describe(element("ol", { className: "lab-pulls", role: "list" }, ...this.neurons.map(({ row }) => row)), { "aria-label": "What each neuron of hidden layer 2 brought towards the 8" });
    const card = (...parts) => element("div", { className: "lab-card" }, ...parts);
    this.body = element(
      "div",
      { className: "lab-body lab-turning" },
      element("div", { className: "lab-left" }, this.answer, this.brush.sheet, this.trouble, buttons, this.own.box, card(element("ul", { className: "lab-goals" }, ...this.marks)), this.crowd),
      element(
        "div",
        { className: "lab-right" },
        element("p", { className: "lab-quiet", textContent: "The recorder: choose a moment." }),
        this.film,
        this.turn,
        this.bars.list,
        element("p", { className: "lab-quiet", textContent: "What each neuron of hidden layer 2 brought to output 8, less what it brought to output 3, since the stroke before:" }),
        list,
      ),
      hint,
      this.voice.element,
    );
  }

  // what the reader does

  draw(from, to) {
    if (from === null || !this.stroke) this.stroke = [];
    this.stroke.push(to);
    this.frameAsked ??= requestAnimationFrame(() => this.showNow());
  }

  endStroke() {
    const { stroke } = this;
    this.stroke = null;
    if (!stroke) return;
    if (this.work.strokes.length < MOST_STROKES) return this.take({ ...this.work, strokes: [...this.work.strokes, stroke] });
    write(this.trouble, `The recorder holds ${MOST_STROKES} strokes, and they are used up.`);
    return this.show();
  }

  begin(index) {
    this.take({ index, strokes: [] });
  }

  /** The next 3 of the thousand; the digits come with the first act, which this may be. */
  async another() {
    await this.coming;
    if (!this.digits) return;
    const { index } = this.work;
    this.begin(this.threes.find((each) => each > index) ?? this.threes[0]);
  }

  undo() {
    this.brush.lift();
    this.steps.undo();
    this.settle();
    return true;
  }

  take(work) {
    this.steps.take(work);
    this.settle();
  }

  settle() {
    write(this.trouble, "");
    writeAddress(ADDRESS, this.work === this.first || (!this.work.strokes.length && this.work.index === this.given.index) ? "" : workToText(this.work));
    this.chosen = null;
    this.show();
    this.tell();
  }

  fetch() {
    this.coming = this.fetchAll();
    return this.coming;
  }

  async fetchAll() {
    try {
      const [digits, network] = await Promise.all([loadDigits(at("laboratory/digits.bin")), loadNetwork(at("networks/framed.json"))]);
      Object.assign(this, { digits, network });
      this.threes = Array.from(digits.labels.keys()).filter((index) => digits.labels[index] === FROM);
      this.threesAsRead = this.threes.map((index) => pixelsOf(digits, index));
    } catch (problem) {
      write(this.trouble, `The network cannot be read: ${problem.message}.`);
      return false;
    }
    this.show();
    this.tell();
    return true;
  }

  tell() {
    this.voice.say(`${this.answer.textContent} ${this.turn.textContent}`);
  }

  // what is to be seen

  /** The picture before the first stroke; null while it has not come. */
  get start() {
    const { index } = this.work;
    if (index === OWN) return EMPTY;
    if (this.digits) return pixelsOf(this.digits, index);
    return index === this.given.index ? imageFrom({ pixels: this.given.pixels, width: SIDE, height: SIDE }).pixels : null;
  }

  /** The picture with the stroke that is being drawn. */
  showNow() {
    this.frameAsked = null;
    const picture = this.pictures?.at(-1) ?? EMPTY;
    const now = this.stroke ? laid(picture, this.stroke) : picture;
    paintGrey(this.brush.canvas, now);
    if (!this.network || !now.some((light) => light)) return write(this.answer, this.network ? "The sheet is empty: draw a 3." : "Add ink, and the network comes.");
    const { activations } = record(this.network, [now], this.work.index === OWN)[0];
    const outputs = activations.at(-1);
    const digit = largest(outputs);
    const ink = inkBetween(this.start, now);
    write(this.answer, `The network says ${digit}, at ${outputs[digit].toFixed(2)}. Ink: ${ink.toFixed(1)} pixels.`);
    const facts = { digit, most: outputs[digit], ink: this.work.index === OWN ? Infinity : ink };
    this.marks.forEach((mark, index) => mark.classList.toggle("lab-reached", this.goals[index][1](facts)));
    this.body.dataset.outputs = JSON.stringify([...outputs]);
  }

  show() {
    const { index, strokes } = this.work;
    const { start } = this;
    this.own.set(index === OWN);
    this.pictures = start && [start];
    if (start) for (const cells of strokes) this.pictures.push(laid(this.pictures.at(-1), cells));
    this.showNow();
    if (!this.network) return;
    this.passes = record(this.network, this.pictures, index === OWN);
    this.showFilm();
    this.choose(this.chosen ?? this.pictures.length - 1);
    this.showCrowd();
  }

  showFilm() {
    const moments = this.pictures.map((pixels, moment) => {
      const canvas = element("canvas", { width: SIDE, height: SIDE });
      paintGrey(canvas, pixels);
      const isEmpty = !pixels.some((light) => light);
      const outputs = this.passes[moment].activations.at(-1);
      const says = isEmpty ? "empty" : `says ${largest(outputs)}`;
      const it = describe(element("button", { className: "lab-tile", type: "button" }, canvas, element("span", { className: "lab-says", textContent: says })), { "aria-pressed": "false" });
      it.setAttribute("aria-label", `${moment ? `After stroke ${moment}` : "The start"}: ${says}`);
      it.addEventListener("click", () => {
        this.choose(moment);
        this.voice.say(this.turn.textContent);
      });
      return it;
    });
    roving(moments, () => getComputedStyle(this.film).gridTemplateColumns.split(" ").length);
    this.film.replaceChildren(...moments);
  }

  /** Show one moment of the recorder: what its stroke changed. */
  choose(moment) {
    this.chosen = moment;
    [...this.film.children].forEach((it, index) => it.setAttribute("aria-pressed", index === moment));
    const [before, after] = [this.passes[Math.max(0, moment - 1)], this.passes[moment]];
    const [then, now] = [before, after].map(({ activations }) => [...activations.at(-1)]);
    this.bars.show(now, now.map((output) => output.toFixed(2)), then);
    const pulls = brought(this.network, before, after);
    const widest = Math.max(1, ...pulls.map(Math.abs));
    const most = largest(pulls);
    this.neurons.forEach(({ bar, number, row }, neuron) => {
      bar.style.setProperty("--pull", pulls[neuron] / widest);
      bar.classList.toggle("lab-against", pulls[neuron] < 0);
      write(number, signed(pulls[neuron]));
      row.classList.toggle("lab-chosen", moment > 0 && neuron === most && pulls[most] > 0);
    });
    write(this.turn, this.turnInWords(moment, then, now, pulls));
    Object.assign(this.body.dataset, { moment, pulls: JSON.stringify([...pulls]), record: JSON.stringify(this.passes.map(({ activations }) => [...activations.at(-1)])) });
  }

  turnInWords(moment, then, now, pulls) {
    if (!moment) return "Before the first stroke. Nothing was brought yet.";
    const sum = pulls.reduce((total, pull) => total + pull, 0);
    const [old, young] = [largest(then), largest(now)];
    const turned = old === young ? `Stroke ${moment}: still ${young}.` : `Stroke ${moment} turned the answer from ${old} to ${young}.`;
    const neuron = largest(pulls);
    const who = pulls[neuron] > 0 ? ` Neuron ${neuron} brought most towards the 8: ${signed(pulls[neuron])} of ${signed(sum)} in all.` : " No neuron brought anything towards the 8.";
    return turned + who;
  }

  /** The same strokes on every 3 of the thousand. */
  showCrowd() {
    const { index, strokes } = this.work;
    if (index === OWN) return write(this.crowd, "Your own 3 is framed before it is read, as on the pad.");
    const ink = strokes.reduce(laid, EMPTY);
    const pictures = this.threesAsRead.map((pixels) => together(pixels, ink));
    const { layers } = this.network;
    let columns = activate(layers[0], new Ink(pictures).layer(layers[0]));
    for (const layer of layers.slice(1)) columns = activate(layer, layerOf(layer, columns));
    const turned = answers(columns).filter((digit) => digit === TO).length;
    write(this.crowd, `The same ink on all ${this.threes.length} 3s of the thousand digits: ${turned} of them are read as an 8.`);
    this.body.dataset.turned = turned;
    return undefined;
  }
}

function pixelsOf(digits, index) {
  return Float64Array.from(digits.image(index), (grey) => grey / 255);
}
