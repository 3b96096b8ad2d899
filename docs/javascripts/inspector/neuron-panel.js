// The panel of one neuron: what it reads, weighs and adds up, with the numbers in the formula, and what counts most in it.

import { rankBySize } from "../network/account.js";
import { sum as sumOf } from "../network/arrays.js";
import { element, query, write } from "../page/elements.js";
import { decimal, signed } from "../page/format.js";
import { paintGrey, paintSigned } from "../page/paint.js";
import * as why from "./contributions.js";
import { ActivationCurve } from "./activation-curve.js";
import { buildPicture } from "./pixel-column.js";

/** @typedef {import("../network/account.js").Account} Account */
/** @typedef {import("./pixel-column.js").Point} Point */
/** @typedef {import("./pixel-column.js").At} At */

const ROWS = 16; // lines of the ranking

export class NeuronPanel {
  #network;
  #pictures;
  /** @type {Account | null} */
  #account = null;
  /** @type {Float64Array | null} the weights that are on the canvas */
  #painted = null;
  #how = element("p", { className: "inside-how" });
  #name = element("p", { className: "inside-title" });
  #words = element("p", { className: "inside-words" });
  #sides = element("p", { className: "inside-words inside-quiet" });
  #pixel = element("p", { className: "inside-pixel" });
  #formulas = element("div", { className: "inside-formulas" });
  #curve = new ActivationCurve();
  #ranking = buildTable();
  /** @type {number[]} what each line of the ranking tells of */
  #sources = [];

  /**
   * @param {import("../network/network.js").Network} network whose neurons are shown
   * @param {{ point: Point, at: At, touch(source: number | null): void }} hands touch is called with the source whose line is pointed at
   */
  constructor(network, { point, at, touch }) {
    this.#network = network;
    this.#pictures = buildPictures(point, at);
    const words = [this.#how, this.#name, this.#formulas, this.#words, this.#sides, this.#curve.body];
    const text = element("div", { className: "inside-text" }, ...words);
    const grids = element("div", { className: "inside-grids" }, this.#pictures.body, signKey(), this.#pixel);
    this.body = element("section", { className: "inside-panel", tabIndex: -1, "aria-label": "One neuron" }, text, grids, this.#ranking);
    [...this.#ranking.tBodies[0].rows].forEach((line, place) => {
      line.addEventListener("pointerenter", () => touch(this.#sources[place] ?? null));
    });
    this.#ranking.addEventListener("pointerleave", () => touch(null));
  }

  /** @param {Account} account of the neuron to be shown @param {string} how why it is this one */
  show(account, how) {
    this.#account = account;
    this.body.classList.toggle("inside-reads-pixels", account.layer === 1);
    write(this.#how, how);
    write(this.#words, why.accountInWords(account));
    write(this.#sides, why.sidesInWords(account));
    write(this.#name, capital(why.neuronName(this.#network, account)));
    this.#formulas.replaceChildren(...formulas(account));
    this.#curve.show(account.squish, account.z);
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
    const shown = rankBySize(products ?? weights, ROWS);
    this.#sources = shown;
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
      // From the middle to the right for a positive share, to the left for a negative one.
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
  const equals = (/** @type {Node[]} */ ...right) => [operator("="), ...right];
  /** @param {...Node} inside */
  const squished = (...inside) => [word("a"), ...equals(word(squish === "relu" ? "max" : "σ"), operator("("), ...inside, operator(")"))];
  const cut = squish === "relu" ? [number("0"), operator(",")] : [];
  // A narrow page breaks a line between two formulas, never within one.
  /** @param {...Node[]} formulas */
  const line = (...formulas) => element("p", {}, ...formulas.map((parts) => maths("math", maths("mrow", ...parts))));
  const weighted = [word("z"), ...equals(operator("∑"), word("w"), word("a"), operator("+"), word("b"))];
  if (sum === null) return [line(weighted), line(squished(...cut, word("z")))];
  const added = equals(number(decimal(sum)), operator(bias < 0 ? "−" : "+"), number(decimal(Math.abs(bias))));
  const [total, result] = [number(decimal(z)), equals(number(decimal(activation)))];
  const weighing = line(weighted, added, equals(total.cloneNode(true)));
  if (squish === "relu") return [weighing, line(squished(...cut, total), result)];
  const power = maths("mrow", operator("−"), number(z < 0 ? `(${decimal(z)})` : decimal(z)));
  const below = maths("mrow", number("1"), operator("+"), maths("msup", word("e"), power));
  return [weighing, line(squished(total), equals(maths("mfrac", number("1"), below)), result)];
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
  const weights = buildPicture("The weights of this neuron", point, at);
  const inputs = buildPicture("The pixels that it reads", point, at);
  const products = buildPicture("The products, pixel by pixel", point, at);
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
  return element("p", { className: "inside-key" }, plus, " positive ", minus, " negative; the brighter, the larger");
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
