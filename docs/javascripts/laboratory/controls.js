// The parts that pages of the laboratory are put together from: buttons, choices, sliders, bars, goals and small pictures.
// Each makes its elements and says how to change them; what they look like is in laboratory.css.

import { largest } from "../network/arrays.js";
import { SIDE } from "../network/preprocessing.js";
import { button as plainButton, element, listenForKeys, setAttributes, write } from "../page/elements.js";
import { paintGrey } from "../page/paint.js";

/** @typedef {import("../network/arrays.js").Numbers} Numbers */

export const DIGITS = [...Array(10).keys()];
let made = 0;

/** @param {Node[]} parts */
export function card(...parts) {
  return element("div", { className: "lab-card" }, ...parts);
}

/** A paragraph in small print. */
export function quiet(textContent = "") {
  return element("p", { className: "lab-quiet", textContent });
}

/** A button that does something. @param {string} textContent @param {() => void} act */
export function button(textContent, act) {
  return plainButton(textContent, "lab-button", act);
}

/** The button that a page is about; no page has two. @param {string} textContent @param {() => void} act */
export function mainButton(textContent, act) {
  return plainButton(textContent, "lab-button lab-main", act);
}

/** A button that takes something back. @param {string} textContent @param {() => void} act */
export function backButton(textContent, act) {
  return plainButton(textContent, "lab-button lab-back", act);
}

/** What not everybody wants to see. @param {string} textContent @param {Node[]} parts */
export function fold(textContent, ...parts) {
  return element("details", { className: "lab-fold" }, element("summary", { textContent }), ...parts);
}

/**
 * One of several: {box, value, choose(value)}.
 *
 * @template {string} Value
 * @param {string} legend
 * @param {Record<Value, string | { words: string }>} options the words of each value, or what has them
 * @param {NoInfer<Value>} first
 * @param {(value: Value) => void} act called when the reader chooses
 */
export function choices(legend, options, first, act) {
  const name = `lab-${++made}`;
  const values = /** @type {Value[]} */ (Object.keys(options));
  const inputs = values.map((value) => element("input", { type: "radio", name, value, checked: value === first }));
  const labels = inputs.map((input, index) => {
    const option = options[values[index]];
    return element("label", { className: "lab-choice" }, input, element("span", {}, typeof option === "string" ? option : option.words));
  });
  const segments = element("div", { className: "lab-segments" }, ...labels);
  const box = element("fieldset", { className: "lab-choices" }, element("legend", { textContent: legend }), segments);
  const chosen = () => values[inputs.findIndex((input) => input.checked)];
  box.addEventListener("change", () => act(chosen()));
  return {
    box,
    get value() {
      return chosen();
    },
    choose(/** @type {Value} */ value) {
      for (const input of inputs) input.checked = input.value === value;
    },
  };
}

/** A box to be ticked: {box, set(ticked)}. @param {string} words @param {(ticked: boolean) => void} act called when the reader ticks it */
export function tick(words, act) {
  const input = element("input", { type: "checkbox" });
  const box = element("label", { className: "lab-tick" }, input, element("span", { textContent: words }));
  input.addEventListener("change", () => act(input.checked));
  return { box, set: (/** @type {boolean} */ ticked) => (input.checked = ticked) };
}

/**
 * Many buttons that are one stop of the Tab key: arrows move among them, Home and End to the first and the last.
 *
 * @param {HTMLElement[]} buttons
 * @param {() => HTMLElement} grid in whose columns they stand
 */
export function roving(buttons, grid) {
  const columns = () => getComputedStyle(grid()).gridTemplateColumns.split(" ").length;
  const go = (/** @type {number} */ index) => buttons[index]?.focus();
  buttons.forEach((one, index) => {
    one.tabIndex = index ? -1 : 0;
    one.addEventListener("focus", () => buttons.forEach((other) => (other.tabIndex = other === one ? 0 : -1)));
    listenForKeys(one, {
      ArrowLeft: () => go(index - 1), ArrowRight: () => go(index + 1), Home: () => go(0), End: () => go(buttons.length - 1),
      ArrowUp: () => go(index - columns()), ArrowDown: () => go(index + columns()),
    });
  });
}

/**
 * A native range input with its name and its value: {row, set(number), range(low, high), value}.
 *
 * @param {string} words
 * @param {{ min: number, max: number, step: number, value: number, show?: (number: number) => string }} settings
 * @param {(number: number) => void} onMove called on the way
 * @param {() => void} onSettle called at the end
 */
export function slider(words, { min, max, step, value, show = String }, onMove = () => {}, onSettle = () => {}) {
  const input = element("input", { type: "range", id: `lab-${++made}`, min, max, step, value });
  // The input says its value itself; an <output> would be a second voice.
  const output = element("span", { className: "lab-value", "aria-hidden": true });
  const label = element("label", { htmlFor: input.id, textContent: words });
  const set = (/** @type {number} */ number) => {
    input.value = String(number);
    input.setAttribute("aria-valuetext", show(number));
    write(output, show(number));
  };
  set(value);
  input.addEventListener("input", () => {
    set(Number(input.value));
    onMove(Number(input.value));
  });
  input.addEventListener("change", onSettle);
  return {
    row: element("div", { className: "lab-slider" }, label, output, input),
    set,
    range: (/** @type {number} */ low, /** @type {number} */ high) => setAttributes(input, { min: low, max: high }),
    get value() {
      return Number(input.value);
    },
  };
}

/**
 * A bar for each name, or for each digit: {list, rows: [{row, bar, number}], show(shares, words, others)}.
 *
 * @param {string} label
 * @param {(string | number)[]} [names]
 * @param {{ list?: string, bar?: string }} classes
 */
export function bars(label, names = DIGITS, { list = "lab-bars", bar = "lab-bar" } = {}) {
  const rows = names.map((textContent) => {
    const name = element("span", { className: "lab-digit" }, String(textContent));
    const it = element("span", { className: bar, "aria-hidden": true });
    const number = element("span", { className: "lab-number", textContent: "–" });
    return { bar: it, number, row: element("li", {}, name, it, number) };
  });
  return {
    rows,
    list: element("ol", { className: list, role: "list", "aria-label": label }, ...rows.map(({ row }) => row)),
    /**
     * How long each is, from 0 to 1, what stands behind it, and a mark on it.
     *
     * @param {Numbers} shares @param {string[]} words @param {Numbers} others
     */
    show(shares, words, others = shares) {
      rows.forEach(({ bar, number }, index) => {
        bar.style.setProperty("--share", String(shares[index]));
        bar.style.setProperty("--other", String(others[index]));
        write(number, words[index]);
      });
    },
    /** Outputs, the largest of which is the answer. @param {Numbers} outputs @param {Numbers} [before] marked on them */
    showOutputs(outputs, before) {
      this.show(outputs, Array.from(outputs, (output) => output.toFixed(2)), before);
      rows.forEach(({ row }, index) => row.classList.toggle("lab-answer", index === largest(outputs)));
    },
  };
}

/** Goals to be reached: {list, reached, show(reached, words)}. @param {string[]} texts */
export function goalList(texts) {
  const items = texts.map((textContent) => element("li", { textContent }));
  return {
    list: element("ul", { className: "lab-goals" }, ...items),
    /** The words of those that are reached. */
    get reached() {
      return items.filter((item) => item.classList.contains("lab-reached")).map((item) => item.textContent);
    },
    /** @param {boolean[]} reached @param {string[]} words */
    show(reached, words = texts) {
      items.forEach((item, index) => {
        item.classList.toggle("lab-reached", reached[index]);
        write(item, words[index]);
      });
    },
  };
}

/** A 28 x 28 picture. @param {string} label what it shows */
export function pictureCanvas(label, className = "lab-picture") {
  return element("canvas", { className, width: SIDE, height: SIDE, role: "img", "aria-label": label });
}

/** Small pictures in a row: {list, show(images)}. @param {string} label @param {number} count */
export function pictures(label, count) {
  const figures = Array.from({ length: count }, () => {
    const [canvas, caption] = [pictureCanvas("nothing yet"), element("span", { textContent: "–" })];
    return { canvas, caption, row: element("li", {}, canvas, caption) };
  });
  return {
    list: element("ul", { className: "lab-pictures", role: "list", "aria-label": label }, ...figures.map(({ row }) => row)),
    /** @param {{ pixels: Numbers, words: string, name: string }[]} images 784 greys, what stands below, and the alt text */
    show(images) {
      images.forEach(({ pixels, words, name }, index) => {
        const { canvas, caption } = figures[index];
        paintGrey(canvas, pixels);
        canvas.setAttribute("aria-label", name);
        write(caption, words);
      });
    },
  };
}
