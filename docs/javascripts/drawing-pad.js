// The pad: the reader draws a digit, and the network says which one it sees.
//
// A page asks for a pad with
//     <div class="pad" data-network="generated/networks/straightened.json" data-digits="generated/pad-digits.json">
//     what stands there without JavaScript</div>
// whose two addresses are relative to the root of the site; data-digits may be left out. The first pad of a page holds
// <canvas id="pad"> and #answer, whose data-digit is the digit ("" while the pad is empty) and data-outputs the ten numbers
// as JSON ("[]" while it is empty).
// At every change the div sends "pad:read", which bubbles, with detail = {marks, network, reading}
// (see strokes.js, network.js and reading.js; the last two are null until there is something). Who comes later sends
// "pad:ask" to the div and is told at once.

import { Drawing } from "./drawing.js";
import { write } from "./elements.js";
import { loadNetwork } from "./network.js";
import { buildPad, paintDrawing, paintPixels } from "./pad-view.js";
import { SIDE } from "./preprocessing.js";
import { inWords, read } from "./reading.js";

const ROOT = new URL("..", import.meta.url);
const DIGITS = "generated/pad-digits.json";
const PAUSE = 600; // milliseconds without a change before the answer is spoken
const STEP = 1 / 28; // how far an arrow key moves the pen, in widths of the pad
const ARROWS = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] };
const BLANK = new Float64Array(SIDE * SIDE);

/** Fill one <div class="pad">. The first pad of a page gets the plain ids, the others a number behind them. */
export function fillPad(container, number = 1) {
  const parts = buildPad((id) => (number === 1 ? id : `${id}-${number}`));
  container.replaceChildren(parts.body);
  return new Pad(container, parts);
}

class Pad {
  drawing = new Drawing();
  pen = { at: [0.5, 0.5], down: false, shown: false };
  network = null;
  caption = "";

  constructor(container, parts) {
    this.container = container;
    this.parts = parts;
    this.heldArrows = new Set();
    this.listen();
    this.show();
    this.fetchNetwork(new URL(container.dataset.network, ROOT).href);
  }

  listen() {
    const { canvas, undo, clear, example } = this.parts;
    canvas.addEventListener("pointerdown", (event) => this.pointerDown(event));
    canvas.addEventListener("pointermove", (event) => this.pointerMove(event));
    for (const end of ["pointerup", "pointercancel", "lostpointercapture"]) {
      canvas.addEventListener(end, (event) => this.pointerEnd(event));
    }
    canvas.addEventListener("keydown", (event) => this.keyDown(event));
    canvas.addEventListener("keyup", (event) => this.heldArrows.delete(event.key));
    canvas.addEventListener("focus", () => this.showPen(canvas.matches(":focus-visible")));
    canvas.addEventListener("blur", () => this.showPen(false));
    undo.addEventListener("click", () => this.undo());
    clear.addEventListener("click", () => this.clear());
    example.addEventListener("click", () => this.showExample());
    this.container.addEventListener("pad:ask", () => this.tell());
    new ResizeObserver(() => this.paint()).observe(canvas);
  }

  async fetchNetwork(url) {
    try {
      this.network = await once(url, loadNetwork);
    } catch (problem) {
      write(this.parts.trouble, `The network cannot be read: ${problem.message}. You can draw, but there will be no answer.`);
      this.parts.body.classList.add("pad-troubled");
    }
    this.show();
  }

  // mouse, pen, finger

  pointerDown(event) {
    // One pointer draws at a time: a second finger is not a second pen.
    if (event.button !== 0 || (this.pointer ?? event.pointerId) !== event.pointerId) return;
    this.pointer = event.pointerId;
    this.showPen(false);
    this.caption = "";
    this.drawing.begin(this.place(event));
    this.changeSoon();
    // A pointer that a script made up cannot be captured, but it can draw.
    if (event.isTrusted) this.parts.canvas.setPointerCapture(event.pointerId);
  }

  pointerMove(event) {
    if (event.pointerId !== this.pointer) return;
    const between = event.getCoalescedEvents?.() ?? [];
    for (const each of between.length ? between : [event]) this.drawing.extend(this.place(each));
    this.changeSoon();
  }

  pointerEnd(event) {
    if (event.pointerId !== this.pointer) return;
    this.pointer = null;
    this.change();
  }

  place({ clientX, clientY }) {
    const { left, top, width, height } = this.parts.canvas.getBoundingClientRect();
    return [onPad((clientX - left) / width), onPad((clientY - top) / height)];
  }

  // the keyboard alone

  keyDown(event) {
    const act = this.actionOf(event);
    if (!act) return;
    event.preventDefault();
    this.pen.shown = true;
    act();
  }

  actionOf({ key, ctrlKey, metaKey, altKey, repeat }) {
    if (ctrlKey || metaKey) return key.toLowerCase() === "z" ? () => this.undo() : null;
    if (altKey) return null;
    if (Object.hasOwn(ARROWS, key)) return () => this.movePen(key);
    if (key === " " || key === "Enter") return () => repeat || this.togglePen();
    if (key === "Backspace") return () => this.undo();
    if (key === "Escape" || key === "Delete") return () => this.clear();
    return null;
  }

  /** Two arrows held together move the pen along the diagonal. */
  movePen(key) {
    this.heldArrows.add(key);
    for (const arrow of this.heldArrows) {
      this.pen.at = this.pen.at.map((number, axis) => onPad(number + STEP * ARROWS[arrow][axis]));
    }
    if (!this.pen.down) return this.paint();
    this.drawing.extend(this.pen.at);
    return this.change();
  }

  togglePen() {
    this.pen.down = !this.pen.down;
    if (!this.pen.down) return this.paint();
    this.caption = "";
    this.drawing.begin(this.pen.at);
    return this.change();
  }

  showPen(shown) {
    this.pen.shown = shown;
    if (!shown) {
      this.pen.down = false;
      this.heldArrows.clear();
    }
    this.paint();
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
    try {
      const { digits } = await once(new URL(this.container.dataset.digits ?? DIGITS, ROOT).href, fetchJson);
      this.examples = (this.examples ?? -1) + 1;
      const { index, label, pixels } = digits[this.examples % digits.length];
      const image = { pixels: Float64Array.from(atob(pixels), (grey) => grey.charCodeAt(0) / 255), width: SIDE, height: SIDE };
      this.drawing.replace([{ image, left: 0, top: 0, side: 1 }]);
      this.startAfresh(`Test image ${index}: its writer meant a ${label}.`);
    } catch {
      this.startAfresh("The examples could not be fetched.");
    }
  }

  startAfresh(caption = "") {
    this.pen.down = false;
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
    this.speakSoon();
  }

  show() {
    const { marks } = this.drawing;
    this.reading = this.network && read(this.network, marks);
    this.paint();
    this.showAnswer(this.reading?.digit ?? "", [...(this.reading?.outputs ?? [])]);
    paintPixels(this.parts.seen, this.reading?.pixels ?? BLANK);
    this.tell();
  }

  tell() {
    const detail = { marks: this.drawing.marks, network: this.network, reading: this.reading };
    this.container.dispatchEvent(new CustomEvent("pad:read", { bubbles: true, detail }));
  }

  paint() {
    paintDrawing(this.parts.canvas, this.drawing.marks, this.pen);
    this.parts.body.classList.toggle("pad-empty", !this.drawing.marks.length);
  }

  showAnswer(digit, outputs) {
    const { answer, note, caption } = this.parts;
    answer.dataset.digit = digit;
    answer.dataset.outputs = JSON.stringify(outputs);
    write(answer, digit === "" ? "?" : String(digit));
    write(note, this.inWords());
    write(caption, this.caption);
    this.parts.outputs.forEach(({ row, bar, number }, index) => {
      row.classList.toggle("pad-first", index === digit);
      bar.style.setProperty("--activation", outputs[index] ?? 0);
      write(number, outputs[index]?.toFixed(2) ?? "–");
    });
  }

  inWords() {
    if (!this.drawing.marks.length) return "The pad is empty.";
    if (this.reading) return inWords(this.reading.outputs);
    return this.parts.trouble.textContent ? "There is no answer." : "The network is on its way.";
  }

  speakSoon() {
    clearTimeout(this.speaking);
    this.speaking = setTimeout(() => (this.parts.spoken.textContent = `${this.caption} ${this.inWords()}`.trim()), PAUSE);
  }
}

/** What is beyond the edge is drawn along the edge, where it can be seen. */
function onPad(number) {
  return Math.min(1, Math.max(0, number));
}

const fetched = new Map();

/** What fetching a URL gave, fetched once however many pads want it; after a failure the next one tries again. */
function once(url, fetchIt) {
  if (!fetched.has(url)) {
    const promise = fetchIt(url);
    promise.catch(() => fetched.delete(url));
    fetched.set(url, promise);
  }
  return fetched.get(url);
}

async function fetchJson(url) {
  return (await fetch(url)).json();
}
