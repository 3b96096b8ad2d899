// The panel of one neuron: what it reads, weighs and adds up, with the numbers in the formula, and what counts most in it.

import {
  accountInWords, layerName, neuronName, placeOf, plain, productDigits, productInWords, ranked, sidesInWords, signed, total,
} from "./contributions.js";
import { describe, element, write } from "../page/elements.js";
import { paintPixels } from "../pad/view.js";
import { buildPicture } from "./pixel-column.js";
import { CELL, paintSigned } from "../page/signed-picture.js";

const ROWS = 16; // lines of the ranking
const PIXEL_ROWS = 5; // and so many under the pictures

export class NeuronPanel {
  /** network: whose neurons are shown; point(index), at(): the pixel that is pointed at; letGo(): the reader has seen enough. */
  constructor(network, { point, at, letGo }) {
    this.network = network;
    this.how = element("span", { className: "inside-how" });
    this.release = element("button", { type: "button", className: "inside-release", textContent: "Let go" });
    this.release.addEventListener("click", letGo);
    this.name = element("p", { className: "inside-title" });
    this.formula = new Formula();
    this.words = element("p", { className: "inside-words" });
    this.sides = element("p", { className: "inside-words inside-quiet" });
    const head = element("div", { className: "inside-head" }, this.how, this.release);
    const text = element("div", { className: "inside-text" }, head, this.name, this.formula.body, this.words, this.sides);
    this.pictures = buildPictures(point, at);
    this.pixel = element("p", { className: "inside-pixel" });
    this.grids = element("div", { className: "inside-grids" }, this.pictures.body, signKey(), this.pixel);
    this.table = buildTable();
    const detail = element("div", { className: "inside-detail" }, this.grids, this.table.body);
    this.body = describe(element("section", { className: "inside-panel" }, text, detail), { "aria-label": "One neuron" });
  }

  /** account: of the neuron to be shown (contributions.js); how: why it is this one. */
  show(account, how, chosen) {
    this.account = account;
    this.body.classList.toggle("inside-reads-pixels", account.layer === 1);
    this.body.classList.toggle("inside-chosen", chosen);
    write(this.how, how);
    write(this.words, accountInWords(account));
    write(this.sides, sidesInWords(account));
    write(this.name, capital(neuronName(this.network, account)));
    this.formula.show(account);
    if (account.layer === 1) this.showPictures(account);
    this.showRanking(account);
    this.showPixel();
  }

  showPictures({ weights, inputs, products }) {
    const limit = Math.max(...weights.map(Math.abs));
    const nothing = new Float64Array(weights.length);
    // The weights stay what they are while somebody draws.
    if (this.painted !== weights) paintSigned(this.pictures.weights, (this.painted = weights), limit);
    paintPixels(this.pictures.inputs, inputs ?? nothing);
    paintSigned(this.pictures.products, products ?? nothing, limit);
  }

  /** The numbers of the pixel that is pointed at. */
  showPixel() {
    const index = this.pictures.at();
    if (this.account?.layer !== 1) return;
    write(this.pixel, index === null ? "Point at a pixel to see its weight." : `${capital(productInWords(this.network, this.account, index))}.`);
  }

  showRanking(account) {
    const { layer, weights, inputs, products } = account;
    const shown = ranked(products ?? weights, layer === 1 ? PIXEL_ROWS : ROWS);
    const most = Math.abs((products ?? weights)[shown[0]]) || 1;
    const digits = productDigits(layer);
    write(this.table.caption, `What ${layerName(this.network, layer - 1)} bring${layer === 1 ? "" : "s"}, the largest product first`);
    write(this.table.source, layer === 1 ? "row, column" : "neuron");
    this.table.rows.forEach(({ row, cells: [source, weight, activation, product], bar }, place) => {
      const index = shown[place];
      row.hidden = index === undefined;
      if (row.hidden) return;
      write(source, layer === 1 ? Object.values(placeOf(index)).join(", ") : `neuron ${index}`);
      write(weight, signed(weights[index], digits));
      write(activation, inputs ? plain(inputs[index]) : "–");
      write(product, products ? signed(products[index], digits) : "–");
      showBar(bar, (products?.[index] ?? 0) / most);
    });
    const others = weights.length - shown.length;
    this.table.others.row.hidden = !others;
    write(this.table.others.name, `the other ${others}`);
    write(this.table.others.value, products ? signed(account.sum - total(shown.map((index) => products[index])), digits) : "–");
    write(this.table.sum.name, `all ${weights.length} together`);
    write(this.table.sum.value, products ? signed(account.sum, digits) : "–");
  }
}

/** z = ∑ w a + b = …, a = σ(z) = 1 / (1 + e⁻ᶻ) = …, with the numbers in their places. */
class Formula {
  constructor() {
    const numbers = { sum: number(), sign: operator(), bias: number(), z: number(), power: number(), activation: number() };
    const [inSigma, inRelu, relu] = [number(), number(), number()];
    this.numbers = { ...numbers, inSigma, inRelu, relu };
    const [equals, plus] = [() => operator("="), () => operator("+")];
    const below = maths("mrow", number("1"), plus(), maths("msup", word("e"), maths("mrow", operator("−"), numbers.power)));
    const squish = (name, ...inside) => [word("a"), equals(), word(name), operator("("), ...inside, operator(")")];
    // A narrow page breaks a line between two formulas, never within one.
    const line = (...formulas) => element("p", {}, ...formulas.map((parts) => maths("math", maths("mrow", ...parts))));
    this.sum = line(
      [word("z"), equals(), operator("∑"), word("w"), word("a"), plus(), word("b")],
      [equals(), numbers.sum, numbers.sign, numbers.bias],
      [equals(), numbers.z],
    );
    this.sigmoid = line(squish("σ", inSigma), [equals(), maths("mfrac", number("1"), below)], [equals(), numbers.activation]);
    this.relu = line(squish("max", number("0"), operator(","), inRelu), [equals(), relu]);
    this.body = element("div", { className: "inside-formulas" }, this.sum, this.sigmoid, this.relu);
  }

  show({ sum, bias, z, activation, squish }) {
    const say = (value) => (value === null ? "?" : plain(value));
    const { numbers } = this;
    write(numbers.sum, say(sum));
    write(numbers.sign, bias < 0 ? "−" : "+");
    write(numbers.bias, say(Math.abs(bias)));
    for (const where of [numbers.z, numbers.inSigma, numbers.inRelu]) write(where, say(z));
    write(numbers.power, z < 0 ? `(${say(z)})` : say(z));
    for (const where of [numbers.activation, numbers.relu]) write(where, say(activation));
    this.sigmoid.hidden = squish !== "sigmoid";
    this.relu.hidden = squish !== "relu";
  }
}

function maths(tag, ...children) {
  const made = document.createElementNS("http://www.w3.org/1998/Math/MathML", tag);
  made.append(...children);
  return made;
}

const number = (text = "") => maths("mn", text);
const word = (text) => maths("mi", text);
const operator = (text = "") => maths("mo", text);

/** Weights, pixels and products side by side. */
function buildPictures(point, at) {
  const weights = buildPicture("The weights of this neuron", CELL, point, at);
  const inputs = buildPicture("The pixels that it reads", 1, point, at);
  const products = buildPicture("The products, pixel by pixel", CELL, point, at);
  weights.walk();
  const part = ({ frame }, words) => element("figure", {}, frame, element("figcaption", { textContent: words }));
  const between = (text) => describe(element("span", { className: "inside-between", textContent: text }), { "aria-hidden": "true" });
  const body = element("div", { className: "inside-three" });
  body.append(part(weights, "weights"), between("×"), part(inputs, "pixels"), between("="), part(products, "products"));
  return { body, at, weights: weights.canvas, inputs: inputs.canvas, products: products.canvas };
}

function signKey() {
  const key = element("p", { className: "inside-key" });
  key.innerHTML = '<span class="inside-plus"></span> positive <span class="inside-minus"></span> negative, barred; the brighter, the larger';
  return key;
}

function buildTable() {
  const source = element("span");
  const heads = [source, "weight", "× activation", "= product"].map((words) => describe(element("th", {}, words), { scope: "col" }));
  const drawn = element("td", {}, unseen("Drawn as a bar"));
  const rows = Array.from({ length: ROWS }, () => {
    const cells = [describe(element("th"), { scope: "row" }), element("td"), element("td"), element("td")];
    const bar = describe(element("span", { className: "inside-bar" }), { "aria-hidden": "true" });
    return { row: element("tr", {}, ...cells, element("td", {}, bar)), cells, bar };
  });
  const [others, sum] = [buildFoot("inside-others"), buildFoot("inside-sum")];
  const caption = element("caption");
  const body = element(
    "table",
    { className: "inside-ranking" },
    caption,
    element("thead", {}, element("tr", {}, ...heads, drawn)),
    element("tbody", {}, ...rows.map(({ row }) => row)),
    element("tfoot", {}, others.row, sum.row),
  );
  return { body, caption, source, rows, others, sum };
}

function buildFoot(className) {
  const name = describe(element("th"), { scope: "row", colspan: 3 });
  const value = element("td");
  return { name, value, row: element("tr", { className }, name, value, element("td")) };
}

/** From the middle to the right for a positive share, to the left and striped for a negative one. */
function showBar(bar, share) {
  bar.style.setProperty("--share", Math.abs(share).toFixed(3));
  bar.classList.toggle("inside-against", share < 0);
}

function unseen(textContent) {
  return element("span", { className: "inside-unseen", textContent });
}

function capital(words) {
  return words[0].toUpperCase() + words.slice(1);
}
