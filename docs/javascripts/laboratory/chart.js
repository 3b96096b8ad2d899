// A small chart as SVG: a frame with numbers at its sides, into which a page draws lines and marks. Its colours are in laboratory.css.

import { clip } from "../network/arrays.js";
import { setAttributes } from "../page/elements.js";

/** @typedef {[x: number, y: number]} Point */
/** @typedef {{ from: number, to: number, ticks: number[], show: (number: number) => string, name?: string }} Axis */

const NAMESPACE = "http://www.w3.org/2000/svg";
const WIDTH = 360;
const MARGIN = { left: 58, right: 20, top: 10, bottom: 38 };

/**
 * A new SVG element.
 *
 * @template {keyof SVGElementTagNameMap} Tag
 * @param {Tag} tag
 * @param {Record<string, string | number>} attributes
 * @param {(Node | string)[]} children
 */
export function svg(tag, attributes = {}, ...children) {
  const made = document.createElementNS(NAMESPACE, tag);
  setAttributes(made, attributes);
  made.append(...children);
  return made;
}

/** One picture to those who listen: describe it by its label. */
export class Chart {
  #x;
  #y;
  #height;
  #box;
  #layers;
  #frame = svg("g", { class: "lab-frame" });

  /** @param {{ x: Axis, y: Axis, height?: number, layers: string[] }} settings layers: names of groups, the lowest first */
  constructor({ x, y, height = 240, layers }) {
    this.#x = x;
    this.#y = y;
    this.#height = height;
    this.#box = { left: MARGIN.left, right: WIDTH - MARGIN.right, top: MARGIN.top, bottom: height - MARGIN.bottom };
    this.#layers = Object.fromEntries(layers.map((name) => [name, svg("g", { class: `lab-${name}` })]));
    const attributes = { class: "lab-chart", viewBox: `0 0 ${WIDTH} ${height}`, role: "img", "aria-label": `A chart: ${x.name}` };
    this.element = svg("svg", attributes, this.#frame, ...Object.values(this.#layers));
    this.scale(x, y);
  }

  /** Other ranges, ticks and names at the sides. @param {Axis} x @param {Axis} y */
  scale(x, y) {
    this.#x = x;
    this.#y = y;
    const { left, right, top, bottom } = this.#box;
    const lines = [
      ...x.ticks.map((tick) => line(this.at(tick, y.from), this.at(tick, y.to))),
      ...x.ticks.map((tick) => words(this.across(tick), bottom + 16, x.show(tick))),
      ...y.ticks.map((tick) => line(this.at(x.from, tick), this.at(x.to, tick))),
      ...y.ticks.map((tick) => words(left - 6, this.down(tick) + 4, y.show(tick), "end")),
      words((left + right) / 2, bottom + 33, x.name ?? ""),
    ];
    if (y.name) lines.push(svg("text", { "text-anchor": "middle", transform: `translate(11 ${(top + bottom) / 2}) rotate(-90)` }, y.name));
    this.#frame.replaceChildren(...lines);
  }

  /** Where a number stands, in units of the picture; what lies outside is shown at the border. @param {number} number */
  across(number) {
    const { left, right } = this.#box;
    return left + share(number, this.#x) * (right - left);
  }

  /** @param {number} number */
  down(number) {
    const { top, bottom } = this.#box;
    return bottom - share(number, this.#y) * (bottom - top);
  }

  /** @param {number} x @param {number} y @returns {Point} */
  at(x, y) {
    return [this.across(x), this.down(y)];
  }

  /** The numbers at a place, within the frame. @param {import("../page/pointer.js").Share} place @returns {Point} */
  numbersAt([x, y]) {
    const { left, right, top, bottom } = this.#box;
    return [within((x * WIDTH - left) / (right - left), this.#x), within((bottom - y * this.#height) / (bottom - top), this.#y)];
  }

  /** Replace what is in a layer. @param {string} layer @param {Node[]} elements */
  draw(layer, ...elements) {
    this.#layers[layer].replaceChildren(...elements);
  }

  /** A line through points of numbers. @param {Point[]} points @param {string} name */
  path(points, name) {
    return svg("path", { class: name, d: pathOf(points.map(([x, y]) => this.at(x, y))) });
  }
}

/** The d of a path through points in units of the picture. @param {Point[]} points */
export function pathOf(points) {
  return points.map(([x, y], index) => `${index ? "L" : "M"}${x.toFixed(1)} ${y.toFixed(1)}`).join("");
}

/** @param {number} number @param {Axis} axis */
function share(number, { from, to }) {
  return clip((number - from) / (to - from), 0, 1);
}

/** @param {number} part @param {Axis} axis */
function within(part, { from, to }) {
  return from + clip(part, 0, 1) * (to - from);
}

/** @param {Point} start @param {Point} end */
function line([x1, y1], [x2, y2]) {
  return svg("line", { x1, y1, x2, y2 });
}

/** @param {number} x @param {number} y @param {string} text */
function words(x, y, text, anchor = "middle") {
  return svg("text", { x, y, "text-anchor": anchor }, text);
}
