// Size the network: the reader sets layers and widths, and sees the parameters counted, and what we measured of that shape.

import { describe, element, write } from "../page/elements.js";
import { pathOf, svg } from "./chart.js";
import { Voice, atFirstAct, button, choices, percent, slider } from "./controls.js";
import { Steps, readAddress, writeAddress } from "./keeping.js";
import { GOALS, MOST_LAYERS, OURS, WIDEST, parameterCount, shapeFromText, shapeToText, sizesOf, steps } from "./shape.js";

const MEASURED = new URL("../../generated/laboratory/shapes.json", import.meta.url).href;
const ADDRESS = "shape";
const NEW_WIDTH = 16; // neurons of a layer that is added
const [WIDTH, HEIGHT] = [480, 250]; // of the diagram, in its own units
const MOST_DRAWN = 16; // neurons of a layer; of a wider one the middle is left out
const NEURON = 5; // radius
const [LEFT, RIGHT, TOP, BOTTOM] = [26, 454, 10, 216]; // where the outermost neurons are

const thousands = (number) => number.toLocaleString("en");

/** Fill the place with the widget. */
export function open(place) {
  place.replaceChildren(new Drawing(place).body);
}

class Drawing {
  constructor(place) {
    const shared = readAddress(ADDRESS);
    const given = shared && shapeFromText(shared);
    this.steps = new Steps(given || OURS);
    this.hidden = this.steps.value; // while a dial is being turned, more than the last step
    this.voice = new Voice();
    this.build();
    atFirstAct(place, () => this.fetch());
    this.show();
    if (shared && !given) write(this.trouble, "The shape in this page's address could not be read, so here is ours.");
  }

  build() {
    const counts = Object.fromEntries(Array.from({ length: MOST_LAYERS + 1 }, (_, count) => [count, count]));
    this.layers = choices("How many hidden layers", counts, String(OURS.length), (count) => this.take(resized(this.hidden, Number(count))));
    this.widths = Array.from({ length: MOST_LAYERS }, (_, layer) =>
      slider(`Hidden layer ${layer + 1}`, { min: 1, max: WIDEST, step: 1, value: NEW_WIDTH }, (width) => this.change(this.hidden.with(layer, width)), () => this.keep()),
    );
    this.plot = svg("svg", { class: "lab-diagram", viewBox: `0 0 ${WIDTH} ${HEIGHT}`, role: "img" });
    this.total = element("p", { className: "lab-score" });
    this.compared = element("p", { className: "lab-quiet" });
    this.rows = Array.from({ length: MOST_LAYERS + 1 }, () => {
      const [words, sum, bar] = [element("span", {}), element("b", {}), describe(element("span", { className: "lab-bar" }), { "aria-hidden": "true" })];
      return { words, sum, bar, row: element("li", {}, words, sum, bar) };
    });
    this.goals = GOALS.map(([words]) => element("li", { textContent: words }));
    this.trouble = element("p", { className: "lab-trouble" });
    this.found = element("p", { className: "lab-lit", textContent: "Change something, and what we measured comes." });
    this.table = element("tbody", {});
    this.shapes = describe(element("div", { className: "lab-row lab-shapes" }), { role: "group", "aria-label": "Shapes that we measured" });
    const head = element("tr", {}, ...["network", "training images", "test images"].map((textContent) => element("th", { textContent, scope: "col" })));
    this.body = element(
      "div",
      { className: "lab-body lab-size" },
      element("div", { className: "lab-left" }, element("div", {}, this.plot, this.total, this.compared), this.layers.box, ...this.widths.map(({ row }) => row), this.buildRepair(), this.trouble),
      element(
        "div",
        { className: "lab-right" },
        element("div", { className: "lab-card" }, element("p", { className: "lab-quiet", textContent: "Weights and biases, layer by layer" }), element("ol", { className: "lab-count" }, ...this.rows.map(({ row }) => row))),
        element("div", { className: "lab-card" }, element("p", { className: "lab-quiet", textContent: "Can you find these?" }), element("ul", { className: "lab-goals" }, ...this.goals)),
        element("div", { className: "lab-card lab-measured" }, this.found, (this.tableBox = element("table", { className: "lab-table", hidden: true }, element("thead", {}, head), this.table)), this.shapes),
      ),
      this.voice.element,
    );
  }

  buildRepair() {
    return element("div", { className: "lab-row" }, button("Undo", () => this.undo()), button("Reset", () => this.take(OURS)));
  }

  // what the reader does

  change(hidden) {
    this.hidden = hidden;
    this.show();
  }

  keep() {
    if (shapeToText(this.hidden) === shapeToText(this.steps.value)) return;
    this.steps.take(this.hidden);
    this.settle();
  }

  take(hidden) {
    this.hidden = hidden;
    this.keep();
  }

  undo() {
    this.steps.undo();
    this.hidden = this.steps.value;
    this.settle();
  }

  settle() {
    const text = shapeToText(this.hidden);
    write(this.trouble, "");
    writeAddress(ADDRESS, text === shapeToText(OURS) ? "" : text);
    this.show();
    const reached = this.goals.filter((goal) => goal.classList.contains("lab-reached")).map((goal) => `Found: ${goal.textContent}.`);
    this.voice.say([text, this.total.textContent, this.compared.textContent, ...reached, this.measured ? this.found.textContent : ""].join(" "));
  }

  async fetch() {
    try {
      this.measured = await (await fetch(MEASURED)).json();
    } catch {
      write(this.found, "What we measured could not be fetched.");
      return false;
    }
    const texts = new Set(this.measured.map(({ sizes }) => sizes.join("-")));
    this.shapes.replaceChildren(...Array.from(texts, (text) => button(text, () => this.take(shapeFromText(text)))));
    this.show();
    return true;
  }

  // what is to be seen

  show() {
    const { hidden } = this;
    this.layers.choose(String(hidden.length));
    this.widths.forEach(({ row, set }, layer) => {
      row.hidden = layer >= hidden.length;
      set(hidden[layer] ?? NEW_WIDTH);
    });
    this.showCount();
    this.plot.replaceChildren(...diagram(sizesOf(hidden)));
    this.plot.setAttribute("aria-label", `A network of ${sizesOf(hidden).join(", ")} neurons, every one connected to all of the next layer.`);
    this.goals.forEach((goal, index) => goal.classList.toggle("lab-reached", GOALS[index][1](hidden)));
    if (this.measured) this.showMeasured();
  }

  showCount() {
    const { hidden } = this;
    const parts = steps(hidden);
    const all = parameterCount(hidden);
    this.rows.forEach(({ words, sum, bar, row }, index) => {
      row.hidden = index >= parts.length;
      if (row.hidden) return;
      const { from, to, weights, biases, count } = parts[index];
      write(words, `${from} · ${to} = ${thousands(weights)} weights, and ${biases} ${biases === 1 ? "bias" : "biases"}`);
      write(sum, thousands(count));
      bar.style.setProperty("--share", count / all);
    });
    write(this.total, `${thousands(all)} parameters`);
    const times = all / parameterCount(OURS);
    write(this.compared, shapeToText(hidden) === shapeToText(OURS) ? "The shape of our network." : `${times.toFixed(2)} times those of our network.`);
    this.body.dataset.count = all;
  }

  showMeasured() {
    const text = shapeToText(this.hidden);
    const known = this.measured.filter(({ sizes }) => sizes.join("-") === text);
    write(this.found, known.length ? `${text}: measured. Read rightly:` : `${text}: nobody here has measured it. These shapes we did measure:`);
    this.tableBox.hidden = !known.length;
    this.table.replaceChildren(
      ...known.map(({ name, train, test }) => {
        const cells = [name, percent(train, 2), percent(test, 2)];
        return element("tr", {}, ...cells.map((textContent) => element("td", { textContent })));
      }),
    );
    this.body.dataset.known = known.length;
  }
}

/** The hidden layers, made more or fewer; a new one is as wide as ours. */
function resized(hidden, count) {
  return Array.from({ length: count }, (_, layer) => hidden[layer] ?? NEW_WIDTH);
}

/** All layers from left to right: columns of circles, with their sizes below, and the lines between them. */
function diagram(sizes) {
  const columns = sizes.map((size, layer) => ({ x: LEFT + (layer / (sizes.length - 1)) * (RIGHT - LEFT), heights: heights(size), size }));
  const lines = columns.slice(1).map(({ x, heights: to }, index) => {
    const { x: start, heights: from } = columns[index];
    return svg("path", { class: "lab-lines", d: from.flatMap((y) => to.map((end) => pathOf([[start, y], [x, end]]))).join("") });
  });
  const neurons = columns.map(({ x, heights: all }) => svg("path", { class: "lab-neurons", d: all.map((y) => circle(x, y)).join("") }));
  const gaps = columns.filter(({ size }) => size > MOST_DRAWN).map(({ x }) => svg("text", { x, y: (TOP + BOTTOM) / 2 + 5 }, "⋮"));
  return [...lines, ...neurons, ...gaps, ...columns.map(({ x, size }) => svg("text", { x, y: HEIGHT - 6 }, size))];
}

/** Where the neurons of a layer are drawn; of a wide layer the middle is left out. */
function heights(size) {
  const places = Math.min(size, MOST_DRAWN);
  const gap = (BOTTOM - TOP) / (MOST_DRAWN - 1);
  const all = Array.from({ length: places }, (_, index) => (TOP + BOTTOM) / 2 + (index - (places - 1) / 2) * gap);
  return size > MOST_DRAWN ? all.filter((_, index) => Math.abs(index - (places - 1) / 2) > 1) : all;
}

function circle(x, y) {
  return `M${x - NEURON} ${y}a${NEURON} ${NEURON} 0 1 0 ${2 * NEURON} 0a${NEURON} ${NEURON} 0 1 0 ${-2 * NEURON} 0`;
}
