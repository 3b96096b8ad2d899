// The pad: the reader draws a digit, and the network says which one it sees.
//
// A page asks for a pad with <div class="pad">what stands there without JavaScript</div>. It runs the network that reads
// digits made upright, and has a switch to the one that reads them as they were drawn. With
// data-network="generated/networks/plain.json", an address relative to the root of the site, it runs that one alone.
// The first pad of a page holds <canvas id="pad"> and #answer, whose data-digit is the digit ("" while the pad is empty)
// and data-outputs the ten numbers as JSON ("[]" while it is empty).
// At every change the div sends "pad:read", which bubbles, with detail = {marks, network, reading}
// (see strokes.js, network.js and reading.js; the last two are null until there is something). Who comes later sends
// "pad:ask" to the div and is told at once. Who lets the reader choose a neuron sends "inspector:choose" to the div, with
// detail = {layer, index} or null; a link that brings a choice along makes the div send "inspector:restore" with the same.

import { Drawing } from "./drawing.js";
import { whileThere, write } from "../page/elements.js";
import { exampleMark, fetchJson, fetchReader } from "./fetch.js";
import { PadLink } from "./link.js";
import { Pen } from "./pen.js";
import { buildPad, nameStages, paintDrawing, paintStages, showOutputs } from "./view.js";
import { inWords, look, read } from "./reading.js";

const ROOT = new URL("../..", import.meta.url);
const NETWORKS = { straightened: "generated/networks/straightened.json", framed: "generated/networks/framed.json" };
const GOLDEN = new URL("generated/golden.json", ROOT).href;
const PAUSE = 600; // milliseconds without a change before the answer is spoken and the address is written
const NEAR = 0.02; // outputs this close are the same to the eye

/** Fill one <div class="pad">. The first pad of a page gets the plain ids, the others a number behind them. */
export function fillPad(container, number = 1) {
  const parts = buildPad((id) => (number === 1 ? id : `${id}-${number}`));
  container.replaceChildren(parts.body);
  return new Pad(container, parts, number === 1);
}

// The first pad that each page had, by path: instant navigation takes a page's elements away and may bring new ones.
const firstPads = new Map();

class Pad {
  networks = new Map(); // by address: a network, or the Error that came in its place
  caption = "";

  constructor(container, parts, isFirst) {
    this.container = container;
    this.parts = parts;
    this.isFirst = isFirst;
    const before = isFirst ? firstPads.get(location.pathname) : null;
    this.drawing = before?.drawing ?? new Drawing();
    this.chosen = before?.chosen ?? null;
    const { canvas, undo, clear, example, open, file, copy, upright, retry, choice, check } = parts;
    this.pen = new Pen(canvas, this.drawing, {
      begun: () => (this.caption = ""),
      drawn: (ended) => (ended ? this.change() : this.changeSoon()),
      moved: () => this.pen && this.paint(),
      undo: () => this.undo(),
      clear: () => this.clear(),
    });
    undo.addEventListener("click", () => this.undo());
    clear.addEventListener("click", () => this.clear());
    example.addEventListener("click", () => this.showExample());
    open.addEventListener("click", () => file.click());
    file.addEventListener("change", () => this.takePicture(file.files).then(() => (file.value = "")));
    copy.addEventListener("click", () => this.copyLink());
    check.addEventListener("click", () => this.checkArithmetic());
    container.addEventListener("pad:ask", () => {
      this.tell();
      if (this.chosen) this.restoreChoice();
    });
    container.addEventListener("inspector:choose", ({ detail }) => {
      this.chosen = detail;
      this.restSoon();
    });
    this.listenForPictures();
    const { network } = container.dataset;
    const addressOf = (file) => new URL(network ?? file, ROOT).href;
    this.addresses = { straightened: addressOf(NETWORKS.straightened), framed: addressOf(NETWORKS.framed) };
    choice.hidden = Boolean(network);
    upright.checked = before?.parts.upright.checked ?? true;
    upright.addEventListener("change", () => this.fetchNetwork().then(() => this.restSoon()));
    retry.addEventListener("click", () => this.fetchNetwork({ cache: "reload" }).then(() => this.restSoon()));
    this.width = canvas.clientWidth;
    new ResizeObserver(() => {
      this.width = canvas.clientWidth;
      this.paint();
    }).observe(canvas);
    this.fetchNetwork();
    if (!isFirst) return;
    firstPads.set(location.pathname, this);
    this.link = new PadLink(container, (state) => this.restore(state), before?.link.own);
  }

  // the network

  get address() {
    return this.addresses[this.parts.upright.checked ? "straightened" : "framed"];
  }

  get network() {
    const found = this.networks.get(this.address);
    return found instanceof Error || !found ? null : found;
  }

  get problem() {
    const found = this.networks.get(this.address);
    return found instanceof Error ? `The network cannot be read: ${found.message}. You can draw, but there will be no answer.` : "";
  }

  /** Get the network that is now wanted, unless it is here. options: those of fetch. */
  async fetchNetwork(options) {
    const { address } = this;
    if (!this.network) {
      this.networks.delete(address);
      this.showNetwork();
      this.networks.set(address, await fetchReader(address, options).catch((problem) => problem));
    }
    this.showNetwork();
    if (this.problem) this.restSoon();
  }

  // the buttons

  undo() {
    this.drawing.undo();
    this.startAfresh();
  }

  clear() {
    this.drawing.clear();
    this.startAfresh();
  }

  async showExample() {
    this.examples = (this.examples ?? -1) + 1;
    try {
      const { mark, caption } = await exampleMark(this.examples);
      this.drawing.replace([mark]);
      this.startAfresh(caption);
    } catch {
      this.say("The examples could not be fetched.");
    }
  }

  async copyLink() {
    clearTimeout(this.resting);
    await this.rest();
    if (!this.link) return this.say("Only the first pad of a page has a link.");
    if (!this.link.fits) return this.say("This drawing is too large for a link.");
    try {
      await navigator.clipboard.writeText(location.href);
      return this.say("The link is copied. Whoever opens it sees your drawing.");
    } catch {
      return this.say("Your browser does not let this page copy. The link stands in the address bar.");
    }
  }

  /** Say how far the numbers of this page are from those of NumPy. */
  async checkArithmetic() {
    const { checked } = this.parts;
    write(checked, "Checking …");
    try {
      const names = Object.keys(NETWORKS);
      const [{ selfTest }, golden, ...networks] = await Promise.all([
        import("./self-test.js"),
        fetchJson(GOLDEN),
        ...names.map((name) => fetchReader(new URL(NETWORKS[name], ROOT).href)),
      ]);
      write(checked, selfTest(golden, Object.fromEntries(names.map((name, index) => [name, networks[index]]))));
    } catch {
      write(checked, "The numbers to compare with could not be fetched.");
    }
  }

  // pictures

  listenForPictures() {
    const { container, parts } = this;
    const carriesFile = (event) => event.dataTransfer?.types.includes("Files");
    container.addEventListener("dragover", (event) => {
      event.preventDefault();
      parts.body.classList.toggle("pad-awaits", carriesFile(event));
    });
    container.addEventListener("dragleave", () => parts.body.classList.remove("pad-awaits"));
    container.addEventListener("drop", (event) => {
      event.preventDefault();
      parts.body.classList.remove("pad-awaits");
      this.takePicture(event.dataTransfer.files);
    });
    whileThere(container, document, "paste", (event) => {
      const { files } = event.clipboardData;
      const here = container.contains(document.activeElement) || (this.isFirst && !document.activeElement?.closest("input, textarea, .pad"));
      if (here && files.length) this.takePicture(files);
    });
  }

  /** Put the first of some files on the pad, if it is a picture; say why not, if it is none. */
  async takePicture([file]) {
    if (!file) return this.say("That was no picture file. Nothing was changed.");
    this.say("");
    try {
      const { readPicture } = await import("./picture-file.js");
      this.drawing.replace([await readPicture(file)]);
      return this.startAfresh("Your picture, as ink.");
    } catch (problem) {
      return this.say(problem.message);
    }
  }

  // the link

  /** Bring back what a link says. */
  async restore({ marks, upright, chosen }) {
    clearTimeout(this.resting); // the address says already what will be there
    this.parts.upright.checked = upright;
    this.chosen = chosen;
    const fetching = this.fetchNetwork();
    try {
      const restored = await Promise.all(marks.map(async (mark) => (mark.points ? mark : (await exampleMark(mark.example)).mark)));
      this.drawing.replace(restored);
      this.pen.lift();
      this.caption = "";
    } catch {
      this.say("The example of this link could not be fetched.");
    }
    await fetching;
    this.show();
    this.restoreChoice();
  }

  restoreChoice() {
    this.container.dispatchEvent(new CustomEvent("inspector:restore", { detail: this.chosen }));
  }

  startAfresh(caption = "") {
    this.pen.lift();
    this.caption = caption;
    this.change();
  }

  // what a change brings about

  changeSoon() {
    this.frameAsked ??= requestAnimationFrame(() => this.change());
  }

  change() {
    cancelAnimationFrame(this.frameAsked);
    this.frameAsked = null;
    this.show();
    this.say("");
    this.restSoon();
  }

  show() {
    const { marks } = this.drawing;
    const { network, parts } = this;
    const stages = look(marks);
    this.reading = network && read(network, marks, stages);
    this.paint();
    paintStages(parts.stages, stages);
    this.showAnswer(this.reading?.digit ?? "", [...(this.reading?.outputs ?? [])]);
    this.tell();
  }

  /** Say which network it is, what it scores, or why there is none. */
  showNetwork() {
    const { stages, upright, score, problem, body } = this.parts;
    nameStages(stages, this.network?.input ?? (upright.checked ? "straightened" : "framed"));
    write(score, this.score());
    write(problem, this.problem);
    body.classList.toggle("pad-troubled", this.problem !== "");
    this.show();
  }

  tell() {
    const detail = { marks: this.drawing.marks, network: this.network, reading: this.reading };
    this.container.dispatchEvent(new CustomEvent("pad:read", { bubbles: true, detail }));
  }

  paint() {
    paintDrawing(this.parts.canvas, this.width, this.drawing.marks, this.pen);
    this.parts.body.classList.toggle("pad-empty", !this.drawing.marks.length);
  }

  showAnswer(digit, outputs) {
    const { answer, note, caption } = this.parts;
    answer.dataset.digit = digit;
    answer.dataset.outputs = JSON.stringify(outputs);
    write(answer, digit === "" ? "?" : String(digit));
    write(note, this.inWords());
    write(caption, this.caption);
    showOutputs(this.parts.outputs, outputs, digit);
  }

  inWords() {
    if (!this.drawing.marks.length) return "The pad is empty.";
    if (this.reading) return inWords(this.reading.outputs);
    return this.problem ? "There is no answer." : "The network is on its way.";
  }

  /** What the network scores, by its own card. */
  score() {
    const { train_accuracy: train, test_accuracy: test } = this.network?.card ?? {};
    if (!Number.isFinite(train) || !Number.isFinite(test)) return "";
    const way = this.parts.upright.checked ? "With this" : "Without this";
    return `${way}, the network reads ${percent(train)} of its training digits and ${percent(test)} of the test digits.`;
  }

  /** A sentence under the buttons, spoken at once. */
  say(sentence) {
    write(this.parts.told, sentence);
  }

  restSoon() {
    clearTimeout(this.resting);
    this.resting = setTimeout(() => this.rest(), PAUSE);
  }

  /** The hand rests: speak the answer, and keep what is there in the address. */
  rest() {
    write(this.parts.spoken, `${this.caption} ${this.problem || this.inWords()}`.trim());
    return this.link?.keep(() => this.state());
  }

  /** What a link has to bring back, and whether other marks are as good as those that are drawn. */
  state() {
    const { reading, network, chosen, parts } = this;
    const { marks } = this.drawing;
    const willDo = (others) => !reading || equal(read(network, others.map((mark, index) => (mark.points ? mark : marks[index]))), reading);
    return [{ marks, upright: parts.upright.checked, chosen }, willDo];
  }
}

/** Whether two readings are the same to the eye. */
function equal(one, other) {
  return one?.digit === other.digit && one.outputs.every((output, index) => Math.abs(output - other.outputs[index]) <= NEAR);
}

function percent(share) {
  return `${(100 * share).toFixed(2)}\u00a0%`;
}
