// The parts that pages of the laboratory are put together from: buttons, choices, sliders, bars, small pictures, and a voice.
// Each makes its elements and says how to change them; what they look like is in laboratory.css.

import { describe, element, write } from "../page/elements.js";
import { SIDE } from "../network/preprocessing.js";

const PAUSE = 700; // milliseconds without a change before a result is spoken
let made = 0;

/** A button that does something. */
export function button(words, act) {
  const it = element("button", { className: "lab-button", type: "button", textContent: words });
  it.addEventListener("click", act);
  return it;
}

/** One of several: options is {value: words}. Returns {box, value, choose(value)}; act(value) is called when the reader chooses. */
export function choices(legend, options, first, act) {
  const name = `lab-${++made}`;
  const inputs = Object.keys(options).map((value) => element("input", { type: "radio", name, value, checked: value === first }));
  const labels = inputs.map((input) => element("label", { className: "lab-choice" }, input, element("span", { textContent: options[input.value] })));
  const box = element("fieldset", { className: "lab-choices" }, element("legend", { textContent: legend }), ...labels);
  box.addEventListener("change", ({ target }) => act(target.value));
  return {
    box,
    get value() {
      return inputs.find((input) => input.checked).value;
    },
    choose(value) {
      for (const input of inputs) input.checked = input.value === value;
    },
  };
}

/** A box to be ticked. Returns {box, set(ticked)}; act(ticked) is called when the reader ticks it. */
export function tick(words, act) {
  const input = element("input", { type: "checkbox" });
  const box = element("label", { className: "lab-choice lab-tick" }, input, element("span", { textContent: words }));
  input.addEventListener("change", () => act(input.checked));
  return { box, set: (ticked) => (input.checked = ticked) };
}

/**
 * Many buttons that are one stop of the Tab key: arrows move among them, Home and End to the first and the last.
 * columns(): how many stand side by side.
 */
export function roving(buttons, columns) {
  const go = (from, to) => {
    if (!buttons[to] || to === from) return;
    buttons[from].tabIndex = -1;
    buttons[to].tabIndex = 0;
    buttons[to].focus();
  };
  buttons.forEach((one, index) => {
    one.tabIndex = index ? -1 : 0;
    one.addEventListener("focus", () => buttons.forEach((other) => (other.tabIndex = other === one ? 0 : -1)));
    one.addEventListener("keydown", (event) => {
      const steps = { ArrowLeft: -1, ArrowRight: 1, ArrowUp: -columns(), ArrowDown: columns(), Home: -index, End: buttons.length - 1 - index };
      if (!Object.hasOwn(steps, event.key) || event.ctrlKey || event.metaKey || event.altKey) return;
      event.preventDefault();
      go(index, index + steps[event.key]);
    });
  });
}

/** A native range input with its name and its value. moved(value) is called on the way, settled(value) at the end. */
export function slider(words, { min, max, step, value, show = String }, moved = () => {}, settled = () => {}) {
  const input = element("input", { type: "range", id: `lab-${++made}`, min, max, step, value });
  // The input says its value itself; an <output> would be a second voice.
  const output = describe(element("span", { className: "lab-value" }), { "aria-hidden": "true" });
  const row = element("div", { className: "lab-slider" }, element("label", { htmlFor: input.id, textContent: words }), output, input);
  const set = (number) => {
    input.value = number;
    input.setAttribute("aria-valuetext", show(Number(number)));
    write(output, show(Number(number)));
  };
  set(value);
  input.addEventListener("input", () => {
    set(input.value);
    moved(Number(input.value));
  });
  input.addEventListener("change", () => settled(Number(input.value)));
  return {
    row,
    set,
    range: (low, high) => Object.assign(input, { min: low, max: high }),
    get value() {
      return Number(input.value);
    },
  };
}

/** Ten bars, one a digit. show(shares, words, others): how long each is, from 0 to 1, what stands behind it, and a mark on it. */
export function digitBars(label) {
  const rows = Array.from({ length: 10 }, (_, digit) => {
    const bar = describe(element("span", { className: "lab-bar" }), { "aria-hidden": "true" });
    const number = element("span", { className: "lab-number", textContent: "–" });
    return { bar, number, row: element("li", {}, element("span", { className: "lab-digit", textContent: digit }), bar, number) };
  });
  const list = describe(element("ol", { className: "lab-bars", role: "list" }, ...rows.map(({ row }) => row)), { "aria-label": label });
  const show = (shares, words, others = shares) => {
    rows.forEach(({ bar, number }, digit) => {
      bar.style.setProperty("--share", shares[digit]);
      bar.style.setProperty("--other", others[digit]);
      write(number, words[digit]);
    });
  };
  return { list, show };
}

/** Small pictures in a row. show(list), where each of the list is {pixels, words, name}: 784 greys, what stands below, and the alt text. */
export function pictures(label, count) {
  const figures = Array.from({ length: count }, () => {
    const canvas = describe(element("canvas", { className: "lab-picture", width: SIDE, height: SIDE }), { role: "img", "aria-label": "nothing yet" });
    const caption = element("span", { textContent: "–" });
    return { canvas, caption, row: element("li", {}, canvas, caption) };
  });
  const list = describe(element("ul", { className: "lab-pictures", role: "list" }, ...figures.map(({ row }) => row)), { "aria-label": label });
  const show = (images) => {
    images.forEach(({ pixels, words, name }, index) => {
      const { canvas, caption } = figures[index];
      paintGrey(canvas, pixels);
      canvas.setAttribute("aria-label", name);
      write(caption, words);
    });
  };
  return { list, show };
}

/** Show 784 greys, bytes or numbers up to 1, as they are: digits are white on black in every palette. */
export function paintGrey(canvas, pixels) {
  const scale = pixels instanceof Uint8Array ? 1 : 255;
  const picture = new ImageData(SIDE, SIDE);
  const words = new Uint32Array(picture.data.buffer);
  pixels.forEach((ink, index) => (words[index] = 0xff000000 + 0x010101 * Math.round(ink * scale)));
  canvas.getContext("2d").putImageData(picture, 0, 0);
}

/** Says results to those who listen, once they have come to rest. */
export class Voice {
  constructor() {
    this.element = describe(element("p", { className: "lab-spoken" }), { role: "status", "aria-live": "polite" });
  }

  say(words, pause = PAUSE) {
    clearTimeout(this.waiting);
    this.waiting = setTimeout(() => write(this.element, words), pause);
  }
}

/** Call start() at the reader's first act in a place, and again at a later one when it failed: nothing is fetched before. */
export function atFirstAct(place, start) {
  let under = false;
  const begin = async () => {
    if (under) return;
    under = true;
    under = await start();
  };
  for (const act of ["pointerdown", "keydown", "input"]) place.addEventListener(act, begin);
}

/** A share as people say it: 0.256 is 25.6 %. */
export function percent(share, decimals = 1) {
  return `${(100 * share).toFixed(decimals)}\u00a0%`;
}

/** A number with a real minus sign. */
export function signed(number, decimals = 1) {
  const words = number.toFixed(decimals);
  return Number(words) === 0 ? (0).toFixed(decimals) : words.replace("-", "−");
}
