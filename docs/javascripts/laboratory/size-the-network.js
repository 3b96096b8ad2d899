// Size the network: the reader sets layers and widths, and sees the parameters counted, and what we measured of that shape.

import { fetchJson, generated } from "../network/fetch.js";
import { element, query, write } from "../page/elements.js";
import { tenths, thousands } from "../page/format.js";
import { pathOf, svg } from "./chart.js";
import { card, choices, goalList, mainButton, quiet } from "./controls.js";
import { GOALS, MOST_LAYERS, OURS, WIDEST, nearest, parameterCount, shapeFromText, shapeToText, sizesOf, steps } from "./shape.js";
import { Widget } from "./widget.js";

/** @typedef {import("./shape.js").Hidden} Hidden */
/** @typedef {{ mean: number, margin: number, lowest: number, highest: number }} Accuracy of three networks */
/** @typedef {{ sizes: number[], train: Accuracy, test: Accuracy }} Measured */

/** @type {Record<string, string>} */
const COUNTS = Object.fromEntries(Array.from({ length: MOST_LAYERS + 1 }, (_, count) => [count, String(count)]));
const NEW_WIDTH = 16; // neurons of a layer that is added
const [WIDTH, HEIGHT] = [480, 250]; // of the diagram, in its own units
const MOST_DRAWN = 16; // neurons of a layer; of a wider one the middle is left out
const NEURON = 5; // radius
const [LEFT, RIGHT, TOP, BOTTOM] = [26, 454, 10, 216]; // where the outermost neurons are

/** @extends {Widget<{ hidden: Hidden }>} */
export default class SizeTheNetwork extends Widget {
  /** @type {Measured[] | null} */
  #measured = null;
  #ours;
  #layers = choices("How many hidden layers", COUNTS, String(OURS.length), (count) =>
    this.take({ hidden: Array.from({ length: Number(count) }, (_, layer) => this.value.hidden[layer] ?? NEW_WIDTH) }),
  );
  #widths = Array.from({ length: MOST_LAYERS }, (_, layer) =>
    this.dial(`Hidden layer ${layer + 1}`, { min: 1, max: WIDEST }, (width) => ({ hidden: this.value.hidden.with(layer, width) })),
  );
  #diagram = svg("svg", { class: "lab-diagram", viewBox: `0 0 ${WIDTH} ${HEIGHT}`, role: "img" });
  #total = element("p", { className: "lab-score" });
  #compared = quiet();
  #counts = element("ol", { className: "lab-count" });
  #goals = goalList(GOALS.map(([words]) => words));
  #found = element("p", { className: "lab-lit" });
  #rows = element("tbody");
  #head = tableHead("percent right", "mean of three", "from", "to");
  #table = element("table", { className: "lab-table" }, this.#head, this.#rows);
  #take = mainButton("Take the nearest", () => this.#takeNearest());

  /** @param {Element} place In its .lab-given lies what we measured of our own shape, as JSON. */
  constructor(place) {
    const toText = (/** @type {{ hidden: Hidden }} */ { hidden }) => shapeToText(hidden);
    super({ name: "shape", first: { hidden: OURS }, toText, fromText, instead: "here is ours", missing: "What we measured" });
    this.#ours = pickMeasured(JSON.parse(query(place, ".lab-given").textContent));
    const measured = card(element("div", { className: "lab-row" }, this.#found, this.#take), this.#table);
    measured.classList.add("lab-measured");
    const sliders = this.#widths.map(({ row }) => row);
    this.layOut("lab-size",
      [element("div", {}, this.#diagram, this.#total, this.#compared), this.#layers.box, ...sliders, this.buttons(), this.trouble],
      [measured, card(quiet("Can you find these?"), this.#goals.list), card(quiet("Weights and biases, layer by layer"), this.#counts)]);
  }

  async load() {
    this.#measured = await fetchJson(generated("laboratory/shapes.json"), (list) => list.map(pickMeasured));
  }

  show() {
    const { hidden } = this.value;
    this.#layers.choose(String(hidden.length));
    this.#widths.forEach(({ row, set }, layer) => {
      row.hidden = layer >= hidden.length;
      set(hidden[layer] ?? NEW_WIDTH);
    });
    this.#showCount();
    this.#diagram.replaceChildren(...diagram(sizesOf(hidden)));
    const label = `A network of ${sizesOf(hidden).join(", ")} neurons, every one connected to all of the next layer.`;
    this.#diagram.setAttribute("aria-label", label);
    this.#goals.show(GOALS.map(([, isReached]) => isReached(hidden)));
    this.#showMeasured();
  }

  #showCount() {
    const { hidden } = this.value;
    const count = parameterCount(hidden);
    this.#counts.replaceChildren(...steps(hidden).map(({ from, to, weights, biases, count: part }) => {
      const bar = element("span", { className: "lab-bar", "aria-hidden": true });
      bar.style.setProperty("--share", String(part / count));
      const words = `${from} · ${to} = ${thousands(weights)} weights, and ${biases} ${biases === 1 ? "bias" : "biases"}`;
      return element("li", {}, element("span", {}, words), element("b", {}, thousands(part)), bar);
    }));
    write(this.#total, `${thousands(count)} parameters`);
    const times = `${(count / parameterCount(OURS)).toFixed(2)} times those of our network.`;
    write(this.#compared, shapeToText(hidden) === shapeToText(OURS) ? "The shape of our network." : times);
    this.report({ count });
  }

  /** Before all that was measured is here, that of our own shape is. */
  #showMeasured() {
    const text = shapeToText(this.value.hidden);
    const all = this.#measured ?? (text === shapeToText(OURS) ? [this.#ours] : []);
    this.#take.hidden = true;
    if (!all.length) return write(this.#found, `${text}: what we measured is on its way.`);
    const { sizes, ...halves } = nearest(this.value.hidden, all);
    const near = sizes.join("-");
    write(this.#found, near === text ? `${text}: measured.` : `${text}: not measured. The nearest that we did measure is ${near}:`);
    this.#take.hidden = near === text;
    this.#rows.replaceChildren(tableRow("training images", halves.train), tableRow("test images", halves.test));
    if (this.#measured) this.report({ known: near === text });
  }

  #takeNearest() {
    if (this.#measured) this.take({ hidden: nearest(this.value.hidden, this.#measured).sizes.slice(1, -1) });
  }

  inWords() {
    const reached = this.#goals.reached.map((goal) => `Found: ${goal}.`);
    const found = this.#measured ? [this.#found.textContent, ...Array.from(this.#rows.rows, accuracyInWords)].join(" ") : "";
    return [shapeToText(this.value.hidden), this.#total.textContent, this.#compared.textContent, ...reached, found].join(" ");
  }
}

/** @param {Measured} plain @returns {Measured} */
function pickMeasured({ sizes: [...sizes], train, test }) {
  return { sizes, train: pickAccuracy(train), test: pickAccuracy(test) };
}

/** @param {Accuracy} plain @returns {Accuracy} */
function pickAccuracy({ mean, margin, lowest, highest }) {
  return { mean, margin, lowest, highest };
}

/** @param {string} text */
function fromText(text) {
  const hidden = shapeFromText(text);
  return hidden && { hidden };
}

/** @param {string[]} names of the columns */
function tableHead(...names) {
  return element("thead", {}, element("tr", {}, ...names.map((textContent) => element("th", { textContent, scope: "col" }))));
}

/** @param {string} half @param {Accuracy} accuracy */
function tableRow(half, { mean, margin, lowest, highest }) {
  const cells = [`${inPercent(mean)} ± ${inPercent(margin)}`, inPercent(lowest), inPercent(highest)];
  const figures = cells.map((textContent) => element("td", { textContent }));
  return element("tr", {}, element("th", { textContent: half, scope: "row" }), ...figures);
}

/** @param {number} share */
function inPercent(share) {
  return tenths(100 * share);
}

/** @param {HTMLTableRowElement} row */
function accuracyInWords({ cells: [half, mean] }) {
  return `Of the ${half.textContent} it gets ${mean.textContent} percent right.`;
}

/** All layers from left to right: columns of circles, with their sizes below, and the lines between them. @param {number[]} sizes */
function diagram(sizes) {
  const columns = sizes.map((size, layer) => ({ x: LEFT + (layer / (sizes.length - 1)) * (RIGHT - LEFT), heights: heights(size), size }));
  const lines = columns.slice(1).map(({ x, heights: to }, index) => {
    const { x: start, heights: from } = columns[index];
    return svg("path", { class: "lab-lines", d: from.flatMap((y) => to.map((end) => pathOf([[start, y], [x, end]]))).join("") });
  });
  const neurons = columns.map(({ x, heights: all }) => svg("path", { class: "lab-neurons", d: all.map((y) => circle(x, y)).join("") }));
  const gaps = columns.filter(({ size }) => size > MOST_DRAWN).map(({ x }) => svg("text", { x, y: (TOP + BOTTOM) / 2 + 5 }, "⋮"));
  return [...lines, ...neurons, ...gaps, ...columns.map(({ x, size }) => svg("text", { x, y: HEIGHT - 6 }, String(size)))];
}

/** Where the neurons of a layer are drawn; of a wide layer the middle is left out. @param {number} size */
function heights(size) {
  const places = Math.min(size, MOST_DRAWN);
  const gap = (BOTTOM - TOP) / (MOST_DRAWN - 1);
  const all = Array.from({ length: places }, (_, index) => (TOP + BOTTOM) / 2 + (index - (places - 1) / 2) * gap);
  return size > MOST_DRAWN ? all.filter((_, index) => Math.abs(index - (places - 1) / 2) > 1) : all;
}

/** @param {number} x @param {number} y */
function circle(x, y) {
  return `M${x - NEURON} ${y}a${NEURON} ${NEURON} 0 1 0 ${2 * NEURON} 0a${NEURON} ${NEURON} 0 1 0 ${-2 * NEURON} 0`;
}
