// The panel of one neuron: what it reads, weighs and adds up, with the numbers in the formula, and what counts most in it.

import { sum as sumOf } from "../network/arrays.js";
import { button, element, write } from "../page/elements.js";
import { decimal, signed } from "../page/format.js";
import { CELL, paintGrey, paintSigned } from "../page/paint.js";
import * as why from "./contributions.js";
import { buildPicture } from "./pixel-column.js";

/** @typedef {import("./contributions.js").Account} Account */
/** @typedef {import("./pixel-column.js").Point} Point */
/** @typedef {import("./pixel-column.js").At} At */

const ROWS = 16; // lines of the ranking
const PIXEL_ROWS = 5; // and so many under the pictures

export class NeuronPanel {
  #network;
  #pictures;
  /** @type {Account | null} */
  #account = null;
  /** @type {Float64Array | null} the weights that are on the canvas */
  #painted = null;
  #how = element("span", { className: "inside-how" });
  #name = element("p", { className: "inside-title" });
  #words = element("p", { className: "inside-words" });
  #sides = element("p", { className: "inside-words inside-quiet" });
  #pixel = element("p", { className: "inside-pixel" });
  #formula = new Formula();
  #table = buildTable();

  /**
   * @param {import("../network/network.js").Network} network whose neurons are shown
   * @param {Point} point
   * @param {At} at
   * @param {() => void} release called when the reader has seen enough
   */
  constructor(network, point, at, release) {
    this.#network = network;
    this.#pictures = buildPictures(point, at);
    const head = element("div", { className: "inside-head" }, this.#how, button("Let go", "inside-release", release));
    const text = element("div", { className: "inside-text" }, head, this.#name, this.#formula.body, this.#words, this.#sides);
    const grids = element("div", { className: "inside-grids" }, this.#pictures.body, signKey(), this.#pixel);
    const detail = element("div", { className: "inside-detail" }, grids, this.#table.body);
    this.body = element("section", { className: "inside-panel", "aria-label": "One neuron" }, text, detail);
  }

  /** @param {Account} account of the neuron to be shown @param {string} how why it is this one @param {boolean} chosen */
  show(account, how, chosen) {
    this.#account = account;
    this.body.classList.toggle("inside-reads-pixels", account.layer === 1);
    this.body.classList.toggle("inside-chosen", chosen);
    write(this.#how, how);
    write(this.#words, why.accountInWords(account));
    write(this.#sides, why.sidesInWords(account));
    write(this.#name, capital(why.neuronName(this.#network, account)));
    this.#formula.show(account);
    if (account.layer === 1) this.#showPictures(account);
    this.#showRanking(account);
    this.showPixel();
  }

  /** @param {Account} account */
  #showPictures({ weights, inputs, products }) {
    const limit = Math.max(...weights.map(Math.abs));
    const nothing = new Float64Array(weights.length);
    // The weights stay what they are while somebody draws.
    if (this.#painted !== weights) paintSigned(this.#pictures.weights, weights, limit);
    this.#painted = weights;
    paintGrey(this.#pictures.inputs, inputs ?? nothing);
    paintSigned(this.#pictures.products, products ?? nothing, limit);
  }

  /** The numbers of the pixel that is pointed at. */
  showPixel() {
    const index = this.#pictures.at();
    if (this.#account?.layer !== 1) return;
    const words = index === null ? "Point at a pixel to see its weight" : capital(why.productInWords(this.#network, this.#account, index));
    write(this.#pixel, `${words}.`);
  }

  /** @param {Account} account */
  #showRanking({ layer, weights, inputs, products, sum }) {
    const { caption, source, rows, others, total } = this.#table;
    const shown = why.rankBySize(products ?? weights, layer === 1 ? PIXEL_ROWS : ROWS);
    const most = Math.abs((products ?? weights)[shown[0]]) || 1;
    const digits = why.productDigits(layer);
    write(caption, `What ${why.layerName(this.#network, layer - 1)} bring${layer === 1 ? "" : "s"}, the largest product first`);
    write(source, layer === 1 ? "row, column" : "neuron");
    rows.forEach(({ row, cells: [name, weight, activation, product], bar }, place) => {
      const index = shown[place];
      row.hidden = index === undefined;
      if (row.hidden) return;
      write(name, layer === 1 ? Object.values(why.placeOf(index)).join(", ") : `neuron ${index}`);
      write(weight, signed(weights[index], digits));
      write(activation, inputs ? decimal(inputs[index]) : "–");
      write(product, products ? signed(products[index], digits) : "–");
      // From the middle to the right for a positive share, to the left and striped for a negative one.
      const share = (products?.[index] ?? 0) / most;
      bar.style.setProperty("--share", Math.abs(share).toFixed(3));
      bar.classList.toggle("inside-against", share < 0);
    });
    const left = weights.length - shown.length;
    others.row.hidden = !left;
    write(others.name, `the other ${left}`);
    write(others.value, products ? signed(sum - sumOf(shown.map((index) => products[index])), digits) : "–");
    write(total.name, `all ${weights.length} together`);
    write(total.value, products ? signed(sum, digits) : "–");
  }
}

/** z = ∑ w a + b = …, a = σ(z) = 1 / (1 + e⁻ᶻ) = …, with the numbers in their places. */
class Formula {
  #sum = number();
  #sign = operator();
  #bias = number();
  #z = [number(), number(), number()];
  #power = number();
  #activation = [number(), number()];
  #sigmoid;
  #relu;

  constructor() {
    const equals = () => operator("=");
    const [z, inSigma, inRelu] = this.#z;
    const below = maths("mrow", number("1"), operator("+"), maths("msup", word("e"), maths("mrow", operator("−"), this.#power)));
    /** @param {string} name @param {...Node} inside */
    const squish = (name, ...inside) => [word("a"), equals(), word(name), operator("("), ...inside, operator(")")];
    // A narrow page breaks a line between two formulas, never within one.
    /** @param {...Node[]} formulas */
    const line = (...formulas) => element("p", {}, ...formulas.map((parts) => maths("math", maths("mrow", ...parts))));
    const sum = line(
      [word("z"), equals(), operator("∑"), word("w"), word("a"), operator("+"), word("b")],
      [equals(), this.#sum, this.#sign, this.#bias],
      [equals(), z],
    );
    this.#sigmoid = line(squish("σ", inSigma), [equals(), maths("mfrac", number("1"), below)], [equals(), this.#activation[0]]);
    this.#relu = line(squish("max", number("0"), operator(","), inRelu), [equals(), this.#activation[1]]);
    this.body = element("div", { className: "inside-formulas" }, sum, this.#sigmoid, this.#relu);
  }

  /** @param {Account} account */
  show({ sum, bias, z, activation, squish }) {
    const say = (/** @type {number | null} */ value) => (value === null ? "?" : decimal(value));
    write(this.#sum, say(sum));
    write(this.#sign, bias < 0 ? "−" : "+");
    write(this.#bias, say(Math.abs(bias)));
    for (const where of this.#z) write(where, say(z));
    write(this.#power, z !== null && z < 0 ? `(${say(z)})` : say(z));
    for (const where of this.#activation) write(where, say(activation));
    this.#sigmoid.hidden = squish !== "sigmoid";
    this.#relu.hidden = squish !== "relu";
  }
}

/** @param {string} tag @param {...(Node | string)} children */
function maths(tag, ...children) {
  const made = document.createElementNS("http://www.w3.org/1998/Math/MathML", tag);
  made.append(...children);
  return made;
}

const number = (text = "") => maths("mn", text);
const word = (/** @type {string} */ text) => maths("mi", text);
const operator = (text = "") => maths("mo", text);

/** Weights, pixels and products side by side. @param {Point} point @param {At} at */
function buildPictures(point, at) {
  const weights = buildPicture("The weights of this neuron", CELL, point, at);
  const inputs = buildPicture("The pixels that it reads", 1, point, at);
  const products = buildPicture("The products, pixel by pixel", CELL, point, at);
  weights.walk();
  /** @param {{ frame: Node }} picture @param {string} words */
  const part = ({ frame }, words) => element("figure", {}, frame, element("figcaption", {}, words));
  const between = (/** @type {string} */ textContent) => element("span", { className: "inside-between", textContent, "aria-hidden": true });
  const body = element("div", { className: "inside-three" });
  body.append(part(weights, "weights"), between("×"), part(inputs, "pixels"), between("="), part(products, "products"));
  return { body, at, weights: weights.canvas, inputs: inputs.canvas, products: products.canvas };
}

function signKey() {
  const [plus, minus] = [element("span", { className: "inside-plus" }), element("span", { className: "inside-minus" })];
  return element("p", { className: "inside-key" }, plus, " positive ", minus, " negative, barred; the brighter, the larger");
}

function buildTable() {
  const source = element("span");
  const heads = [source, "weight", "× activation", "= product"].map((words) => element("th", { scope: "col" }, words));
  const drawn = element("td", {}, element("span", { className: "inside-unseen", textContent: "Drawn as a bar" }));
  const rows = Array.from({ length: ROWS }, () => {
    const cells = [element("th", { scope: "row" }), element("td"), element("td"), element("td")];
    const bar = element("span", { className: "inside-bar", "aria-hidden": true });
    return { row: element("tr", {}, ...cells, element("td", {}, bar)), cells, bar };
  });
  const [others, total] = [buildFoot("inside-others"), buildFoot("inside-sum")];
  const caption = element("caption");
  const body = element("table", { className: "inside-ranking" },
    caption,
    element("thead", {}, element("tr", {}, ...heads, drawn)),
    element("tbody", {}, ...rows.map(({ row }) => row)),
    element("tfoot", {}, others.row, total.row));
  return { body, caption, source, rows, others, total };
}

/** @param {string} className */
function buildFoot(className) {
  const name = element("th", { scope: "row", colSpan: 3 });
  const value = element("td");
  return { name, value, row: element("tr", { className }, name, value, element("td")) };
}

/** @param {string} words */
function capital(words) {
  return words[0].toUpperCase() + words.slice(1);
}
