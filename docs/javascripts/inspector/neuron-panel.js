// The panel of one neuron: what it reads, weighs and adds up, with the numbers in the formula, and what counts most in it.

import { sum as sumOf } from "../network/arrays.js";
import { button, element, query, write } from "../page/elements.js";
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
  #formulas = element("div", { className: "inside-formulas" });
  #ranking = buildTable();

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
    const text = element("div", { className: "inside-text" }, head, this.#name, this.#formulas, this.#words, this.#sides);
    const grids = element("div", { className: "inside-grids" }, this.#pictures.body, signKey(), this.#pixel);
    const detail = element("div", { className: "inside-detail" }, grids, this.#ranking);
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
    this.#formulas.replaceChildren(...formulas(account));
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
    const [caption, head, , foot] = this.#ranking.children;
    const shown = why.rankBySize(products ?? weights, layer === 1 ? PIXEL_ROWS : ROWS);
    const most = Math.abs((products ?? weights)[shown[0]]) || 1;
    const digits = why.productDigits(layer);
    write(caption, `What ${why.layerName(this.#network, layer - 1)} bring${layer === 1 ? "" : "s"}, the largest product first`);
    write(query(head, "th"), layer === 1 ? "row, column" : "neuron");
    [...this.#ranking.tBodies[0].rows].forEach((line, place) => {
      const index = shown[place];
      line.hidden = index === undefined;
      if (line.hidden) return;
      const name = layer === 1 ? Object.values(why.placeOf(index)).join(", ") : `neuron ${index}`;
      const weighed = [signed(weights[index], digits), inputs ? decimal(inputs[index]) : "–"];
      const product = products ? signed(products[index], digits) : "–";
      [name, ...weighed, product].forEach((words, cell) => write(line.cells[cell], words));
      // From the middle to the right for a positive share, to the left and striped for a negative one.
      const [bar, share] = [query(line, ".inside-bar"), (products?.[index] ?? 0) / most];
      bar.style.setProperty("--share", Math.abs(share).toFixed(3));
      bar.classList.toggle("inside-against", share < 0);
    });
    const left = weights.length - shown.length;
    const others = products ? signed(sum - sumOf(shown.map((index) => products[index])), digits) : "–";
    const all = row(`all ${weights.length} together`, [products ? signed(sum, digits) : "–"], "", 3);
    all.className = "inside-sum";
    foot.replaceChildren(...(left ? [row(`the other ${left}`, [others], "", 3)] : []), all);
  }
}

/** A line of the ranking. @param {string} name @param {string[]} numbers @param {Node | string} end */
function row(name, numbers, end, colSpan = 1) {
  const cells = [...numbers, end].map((content) => element("td", {}, content));
  return element("tr", {}, element("th", { scope: "row", colSpan }, name), ...cells);
}

/** z = ∑ w a + b = …, a = σ(z) = 1 / (1 + e⁻ᶻ) = …, with the numbers in their places. @param {Account} account */
function formulas({ sum, bias, z, activation, squish }) {
  const say = (/** @type {number | null} */ value) => (value === null ? "?" : decimal(value));
  const equals = (/** @type {Node[]} */ ...right) => [operator("="), ...right];
  /** @param {string} name @param {...Node} inside */
  const squished = (name, ...inside) => [word("a"), ...equals(word(name), operator("("), ...inside, operator(")"))];
  // A narrow page breaks a line between two formulas, never within one.
  /** @param {...Node[]} formulas */
  const line = (...formulas) => element("p", {}, ...formulas.map((parts) => maths("math", maths("mrow", ...parts))));
  const weighted = line(
    [word("z"), ...equals(operator("∑"), word("w"), word("a"), operator("+"), word("b"))],
    equals(number(say(sum)), operator(bias < 0 ? "−" : "+"), number(say(Math.abs(bias)))),
    equals(number(say(z))));
  const result = equals(number(say(activation)));
  if (squish === "relu") return [weighted, line(squished("max", number("0"), operator(","), number(say(z))), result)];
  const power = maths("mrow", operator("−"), number(z !== null && z < 0 ? `(${say(z)})` : say(z)));
  const below = maths("mrow", number("1"), operator("+"), maths("msup", word("e"), power));
  return [weighted, line(squished("σ", number(say(z))), equals(maths("mfrac", number("1"), below)), result)];
}

/** @param {string} tag @param {...(Node | string)} children */
function maths(tag, ...children) {
  const made = document.createElementNS("http://www.w3.org/1998/Math/MathML", tag);
  made.append(...children);
  return made;
}

const number = (/** @type {string} */ text) => maths("mn", text);
const word = (/** @type {string} */ text) => maths("mi", text);
const operator = (/** @type {string} */ text) => maths("mo", text);

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
  const heads = ["", "weight", "× activation", "= product"].map((words) => element("th", { scope: "col" }, words));
  const drawn = element("td", {}, element("span", { className: "inside-unseen", textContent: "Drawn as a bar" }));
  const rows = Array.from({ length: ROWS }, () => row("", ["", "", ""], element("span", { className: "inside-bar", "aria-hidden": true })));
  const [head, body] = [element("thead", {}, element("tr", {}, ...heads, drawn)), element("tbody", {}, ...rows)];
  return element("table", { className: "inside-ranking" }, element("caption"), head, body, element("tfoot"));
}

/** @param {string} words */
function capital(words) {
  return words[0].toUpperCase() + words.slice(1);
}
