// The pad: the reader draws a digit, and the network says which one it sees.
//
// A page asks for a pad with <div class="pad">what stands there without JavaScript</div>. It runs the network that reads
// digits made upright, and has a switch to the one that reads them as they were drawn. With
// data-network="generated/networks/plain.json", an address relative to the root of the site, it runs that one alone.
// The first pad of a page holds <canvas id="pad"> and #answer, whose data-digit is the digit ("" while the pad is empty)
// and data-outputs the ten numbers as JSON ("[]" while it is empty). What it sends to others is in messages.js.

import { fetchModule, messageOf } from "../network/fetch.js";
import { write } from "../page/elements.js";
import { Demonstration } from "./demonstration.js";
import { Drawing } from "./drawing.js";
import { PadNetworks, exampleMark } from "./fetch.js";
import { PadLink, isLinked } from "./link.js";
import { receive, send } from "./messages.js";
import { Pen } from "./pen.js";
import { listenForPictures } from "./pictures.js";
import { Remembered, inWords, isReadAlike, look, read } from "./reading.js";
import { Sheet } from "./sheet.js";
import { buildPad, nameStages, paintStages, scoreInWords, showAnswer } from "./view.js";

/** @typedef {import("./permalink.js").KeptMark} KeptMark */

const PAUSE = 600; // milliseconds without a change before the answer is spoken and the address is written

/** Fill a <div class="pad">. The first pad of a page gets the plain ids, the others a number behind them. @param {HTMLElement} container */
export function fillPad(container, number = 1) {
  return new Pad(container, number);
}

class Pad {
  #container;
  #parts;
  #drawing = new Drawing();
  #remembered = new Remembered();
  #sheet;
  #networks;
  /** @type {import("./messages.js").Neuron | null} */
  #chosen = null;
  #pen;
  #width;
  /** @type {PadLink | null} */
  #link = null;
  /** @type {import("./reading.js").Reading | null} */
  #reading = null;
  #caption = "";
  #demonstration = new Demonstration(() => this.#showDemonstration());
  #example = 0; // the next one
  #frame = 0;
  #timer = 0;

  /** @param {HTMLElement} container @param {number} number */
  constructor(container, number) {
    const isFirst = number === 1;
    this.#networks = new PadNetworks(container.dataset.network);
    const [undo, clear] = [() => this.#redraw((drawing) => drawing.undo()), () => this.#redraw((drawing) => drawing.clear())];
    this.#container = container;
    this.#parts = buildPad((id) => (isFirst ? id : `${id}-${number}`), {
      undo, clear,
      example: () => this.#showExample(),
      copy: () => this.#copyLink(),
      retry: () => this.#fetchNetwork().then(() => this.#restSoon()),
      check: () => checkArithmetic(this.#parts.checked),
    });
    const { body, canvas, upright, choice, foot } = this.#parts;
    foot.prepend(...container.querySelectorAll(".pad-misreads"));
    container.replaceChildren(body);
    this.#sheet = new Sheet(canvas);
    upright.checked = this.#networks.upright;
    choice.hidden = !this.#networks.areTwo;
    this.#pen = new Pen(canvas, this.#drawing, {
      onBegin: () => (this.#caption = ""),
      onDraw: (ended) => (ended ? this.#change() : (this.#frame ||= requestAnimationFrame(() => this.#change()))),
      onMove: () => this.#paint(),
      onUndo: undo,
      onClear: clear,
    });
    this.#width = canvas.clientWidth;
    new ResizeObserver(() => {
      this.#width = canvas.clientWidth;
      this.#paint();
    }).observe(canvas);
    this.#listen(isFirst);
    this.#fetchNetwork();
    this.#demonstrate();
    if (isFirst) this.#link = new PadLink((state) => this.#restore(state), (sentence) => this.#say(sentence));
  }

  /** @param {boolean} isFirst */
  #listen(isFirst) {
    this.#parts.upright.addEventListener("change", () => this.#fetchNetwork().then(() => this.#restSoon()));
    listenForPictures(this.#container, this.#parts, isFirst, {
      onPicture: (mark) => this.#redraw((drawing) => drawing.add([mark]), "Your picture, as ink."),
      onMessage: (sentence) => this.#say(sentence),
    });
    receive(this.#container, "pad:ask", () => {
      this.#sendState();
      if (this.#chosen) send(this.#container, "inspector:restore", this.#chosen);
    });
    receive(this.#container, "inspector:choose", (neuron) => {
      this.#chosen = neuron;
      this.#restSoon();
    });
  }

  /** Get the network that is now wanted. */
  async #fetchNetwork() {
    this.#networks.upright = this.#parts.upright.checked;
    if (!this.#networks.network) {
      this.#networks.reset();
      this.#showNetwork();
      await this.#networks.fetch();
    }
    this.#showNetwork();
    if (this.#networks.problem) this.#restSoon();
  }

  // the example that a pen draws

  /** Let a pen draw an example as soon as somebody looks, unless a link brings a drawing. */
  #demonstrate() {
    if (this.#container.dataset.inspector === "off" || isLinked()) return;
    const calm = matchMedia("(prefers-reduced-motion: reduce)").matches;
    const seen = new IntersectionObserver(([{ isIntersecting }]) => {
      if (!isIntersecting) return;
      seen.disconnect();
      if (this.#drawing.isUntouched) calm ? this.#demonstration.finish() : this.#demonstration.begin();
    }, { threshold: 0.6 });
    seen.observe(this.#parts.canvas);
    // Whoever touches anything has seen enough of the motion.
    for (const type of ["pointerdown", "keydown", "beforeprint"]) {
      addEventListener(type, () => this.#demonstration.isMoving && this.#demonstration.finish(), { capture: true });
    }
  }

  #showDemonstration() {
    if (this.#demonstration.isDrawn) {
      this.#show();
      this.#timer = setTimeout(() => this.#speak(), PAUSE);
      return;
    }
    this.#paint();
    this.#sendExample();
  }

  // the buttons

  async #showExample() {
    const { marks } = this.#drawing;
    try {
      const { mark, caption } = await exampleMark(this.#example);
      // What was drawn while the examples were on their way stays.
      if (this.#drawing.marks !== marks) return;
      this.#example++;
      this.#redraw((drawing) => drawing.add([mark]), caption);
    } catch (problem) {
      this.#say(`There's no example: ${messageOf(problem)}.`);
    }
  }

  async #copyLink() {
    clearTimeout(this.#timer);
    await this.#rest();
    if (!this.#drawing.marks.length) return this.#say("There's no drawing yet. Draw a digit first, then copy its link.");
    this.#say(this.#link ? await this.#link.copy() : "Only the first pad on a page has a link.");
  }

  /** Bring back what a link says. Throws an Error where an example does not come. @param {import("./permalink.js").State} state */
  async #restore({ marks, upright, chosen }) {
    clearTimeout(this.#timer); // the address says already what will be there
    this.#say("");
    const drawn = await Promise.all(marks.map(async (mark) => (mark.points ? mark : (await exampleMark(mark.example)).mark)));
    this.#parts.upright.checked = upright;
    this.#chosen = chosen;
    if (drawn.length) this.#demonstration.end();
    else this.#demonstration.finish();
    this.#drawing.add(drawn);
    this.#pen.lift();
    this.#caption = "";
    await this.#fetchNetwork();
    send(this.#container, "inspector:restore", this.#chosen);
  }

  // what a change brings about

  /** @param {(drawing: Drawing) => void} change */
  #redraw(change, caption = "") {
    change(this.#drawing);
    this.#pen.lift();
    this.#caption = caption;
    this.#change();
  }

  #change() {
    this.#demonstration.end();
    cancelAnimationFrame(this.#frame);
    this.#frame = 0;
    this.#show();
    this.#say("");
    this.#restSoon();
  }

  #show() {
    const { network } = this.#networks;
    const stages = look(this.#marks, this.#remembered);
    const reading = network && read(network, this.#marks, stages);
    const isOurs = this.#demonstration.marks.length > 0;
    this.#reading = isOurs ? null : reading;
    this.#paint();
    paintStages(this.#parts.stages, stages);
    showAnswer(this.#parts, this.#reading, isOurs ? reading : null);
    this.#parts.body.classList.toggle("pad-ours", isOurs);
    write(this.#parts.invitation, isOurs ? "Now you" : "Draw a digit");
    write(this.#parts.note, isOurs && reading ? `Our example: ${inWords(reading.outputs)}.` : this.#inWords());
    write(this.#parts.caption, isOurs && reading ? "Draw over it, and the network reads yours." : this.#caption);
    this.#sendState();
  }

  /** What is on the pad: the reader's drawing, or our example. */
  get #marks() {
    return this.#demonstration.marks.length ? this.#demonstration.marks : this.#drawing.marks;
  }

  /** Say which network it is, what it scores, or why there is none. */
  #showNetwork() {
    const { stages, score, problem, body } = this.#parts;
    const { network, upright, problem: sentence } = this.#networks;
    nameStages(stages, network?.input ?? (upright ? "straightened" : "framed"));
    write(score, scoreInWords(network, upright));
    write(problem, sentence);
    body.classList.toggle("pad-troubled", sentence !== "");
    this.#show();
  }

  #sendState() {
    const isExample = this.#demonstration.marks.length > 0;
    send(this.#container, "pad:read", { marks: this.#drawing.marks, network: this.#networks.network, reading: this.#reading, isExample });
    this.#sendExample();
  }

  /** Show the inspector what the pen has drawn. */
  #sendExample() {
    const [{ marks, isDrawn }, { network }] = [this.#demonstration, this.#networks];
    if (network && marks.length) send(this.#container, "pad:example", { reading: read(network, marks), isDrawn });
  }

  #paint() {
    this.#sheet.paint(this.#width, this.#marks, this.#pen, this.#demonstration.pen);
    this.#parts.body.classList.toggle("pad-empty", !this.#marks.length);
  }

  #inWords() {
    if (this.#demonstration.isMoving) return "";
    if (!this.#drawing.marks.length) return "The pad is empty.";
    if (this.#reading) return inWords(this.#reading.outputs);
    return this.#networks.problem ? "There is no answer." : "The network is on its way.";
  }

  /** A sentence under the buttons, spoken at once. @param {string} sentence */
  #say(sentence) {
    write(this.#parts.told, sentence);
  }

  #restSoon() {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.#rest(), PAUSE);
  }

  /** The hand rests: speak the answer, and keep what is there in the address. */
  #rest() {
    this.#speak();
    return this.#link?.keep(() => {
      const { marks } = this.#drawing;
      const withImages = (/** @type {KeptMark[]} */ kept) => kept.map((mark, index) => (mark.points ? mark : marks[index]));
      const accept = (/** @type {KeptMark[]} */ kept) => isReadAlike(this.#networks.network, this.#reading, withImages(kept));
      return [{ marks, upright: this.#networks.upright, chosen: this.#chosen }, accept];
    });
  }

  #speak() {
    const answer = this.#demonstration.isDrawn ? this.#parts.note.textContent : this.#inWords();
    write(this.#parts.spoken, `${this.#caption} ${this.#networks.problem || answer}`.trim());
  }
}

/** Say how far the numbers of this page are from those of NumPy. @param {HTMLElement} where */
async function checkArithmetic(where) {
  write(where, "Checking …");
  const selfTest = fetchModule(() => import("./self-test.js"));
  write(where, await selfTest.then(({ runSelfTest }) => runSelfTest(), (problem) => `This can't be checked: ${messageOf(problem)}.`));
}
