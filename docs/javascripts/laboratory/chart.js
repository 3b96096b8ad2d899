// A small chart as SVG: a frame with numbers at its sides, into which a page draws lines and marks. Its colours are in laboratory.css.

import { describe } from "../page/elements.js";

const NAMESPACE = "http://www.w3.org/2000/svg";
const WIDTH = 360;
const MARGIN = { left: 58, right: 20, top: 10, bottom: 38 };

/** A new SVG element. */
export function svg(tag, attributes = {}, ...children) {
  const made = describe(document.createElementNS(NAMESPACE, tag), attributes);
  made.append(...children);
  return made;
}

/**
 * x and y: {from, to, ticks: [numbers], show(number), name}. layers: names of groups, the lowest first; draw(layer, ...elements)
 * replaces what is in one. The element is one picture to those who listen: describe it by its label.
 */
export class Chart {
  constructor({ x, y, height = 240, layers }) {
    Object.assign(this, { x, y, height });
    this.box = { left: MARGIN.left, right: WIDTH - MARGIN.right, top: MARGIN.top, bottom: height - MARGIN.bottom };
    this.layers = Object.fromEntries(layers.map((name) => [name, svg("g", { class: `lab-${name}` })]));
    this.frame = svg("g", { class: "lab-frame" });
    this.element = svg("svg", { class: "lab-chart", viewBox: `0 0 ${WIDTH} ${height}`, role: "img", "aria-label": `A chart: ${x.name}` }, this.frame, ...Object.values(this.layers));
    this.scale(x, y);
  }

  /** Other ranges, ticks and names at the sides. */
  scale(x, y) {
    Object.assign(this, { x, y });
    const { left, right, top, bottom } = this.box;
    const lines = [
      ...x.ticks.flatMap((tick) => [line(this.at(tick, y.from), this.at(tick, y.to)), words(this.across(tick), bottom + 16, x.show(tick), "middle")]),
      ...y.ticks.flatMap((tick) => [line(this.at(x.from, tick), this.at(x.to, tick)), words(left - 6, this.down(tick) + 4, y.show(tick), "end")]),
      words((left + right) / 2, bottom + 33, x.name, "middle"),
    ];
    if (y.name) lines.push(svg("text", { "text-anchor": "middle", transform: `translate(11 ${(top + bottom) / 2}) rotate(-90)` }, y.name));
    this.frame.replaceChildren(...lines);
  }

  /** Where a number stands, in units of the picture; what lies outside is shown at the border. */
  across(number) {
    const { left, right } = this.box;
    return left + share(number, this.x) * (right - left);
  }

  down(number) {
    const { top, bottom } = this.box;
    return bottom - share(number, this.y) * (bottom - top);
  }

  at(x, y) {
    return [this.across(x), this.down(y)];
  }

  /** The numbers at the place of a pointer: [x, y], within the frame. */
  numbersAt({ clientX, clientY }) {
    const { left, top, width, height } = this.element.getBoundingClientRect();
    const { box, x, y } = this;
    const right = (((clientX - left) / width) * WIDTH - box.left) / (box.right - box.left);
    const up = (box.bottom - ((clientY - top) / height) * this.height) / (box.bottom - box.top);
    return [within(right, x), within(up, y)];
  }

  draw(layer, ...elements) {
    this.layers[layer].replaceChildren(...elements);
  }

  /** A line through points of numbers [x, y]. */
  path(points, name) {
    return svg("path", { class: name, d: pathOf(points.map(([x, y]) => this.at(x, y))) });
  }
}

/** The d of a path through points in units of the picture. */
export function pathOf(points) {
  return points.map(([x, y], index) => `${index ? "L" : "M"}${x.toFixed(1)} ${y.toFixed(1)}`).join("");
}

function share(number, { from, to }) {
  return Math.min(1, Math.max(0, (number - from) / (to - from)));
}

function within(part, { from, to }) {
  return from + Math.min(1, Math.max(0, part)) * (to - from);
}

function line([x1, y1], [x2, y2]) {
  return svg("line", { x1, y1, x2, y2 });
}

function words(x, y, text, anchor) {
  return svg("text", { x, y, "text-anchor": anchor }, text);
}
