// The lines between the neurons, drawn on one canvas behind them: blue and whole is positive, red and dashed is negative.

import { SIDE } from "../network/preprocessing.js";
import { element } from "../page/elements.js";
import { contextOf } from "../page/paint.js";
import { account, placeOf, rankBySize } from "./contributions.js";

/**
 * @typedef {import("../network/network.js").Network} Network
 * @typedef {import("../pad/messages.js").Neuron} Neuron
 * @typedef {[x: number, y: number]} Point
 * @typedef {{ ends: [Point, Point], strength: number }} Line
 * @typedef {{ left: number, top: number, width: number, height: number }} Box on the canvas
 */

/**
 * @typedef {object} Shown
 * @property {import("../network/network.js").ForwardPass | null} reading
 * @property {Neuron | null} neuron whose lines are wanted; null for those of all
 * @property {number} reached the last layer that is lit
 * @property {number} arrived how far its lines have come, from 0 to 1
 * @property {boolean} byWeight whether a line is as wide as its weight and not its product
 */

const PIXEL_LINES = 24; // so many of the pixels that count most for a neuron get a line of their own
// How wide the widest line is, in pixels of the screen, and from which share of it on a line is drawn at all.
const ALL = { widest: 3, least: 0.15 };
const ONE = { widest: 6, least: 0.04 };
const POSITIVE = { colour: "#7cbcff", dash: [] };
const NEGATIVE = { colour: "#ff8d75", dash: [5, 4] };
const PLAIN = { colour: "#8b93a5", dash: [] };

/** The lines of one network. */
export class Connections {
  canvas = element("canvas", { className: "inside-lines", "aria-hidden": true });
  #network;
  #pixels;
  #layers;
  /** @type {Box} */
  #picture = { left: 0, top: 0, width: 0, height: 0 };
  /** @type {Box[][]} where the neurons are, once they have been measured */
  #places = [];
  /** @type {Shown} */
  #shown = { reading: null, neuron: null, reached: 0, arrived: 1, byWeight: false };

  /** @param {Network} network @param {Element} pixels the picture @param {Element[][]} layers the buttons of every layer after it */
  constructor(network, pixels, layers) {
    this.#network = network;
    this.#pixels = pixels;
    this.#layers = layers;
    new ResizeObserver(() => this.#measure()).observe(this.canvas);
  }

  /** Where the neurons are: read when the page has laid them out anew, never while somebody draws. */
  #measure() {
    this.canvas.width = Math.round(this.canvas.clientWidth * devicePixelRatio);
    this.canvas.height = Math.round(this.canvas.clientHeight * devicePixelRatio);
    const origin = this.canvas.getBoundingClientRect();
    const box = (/** @type {Element} */ part) => {
      const { left, top, width, height } = part.getBoundingClientRect();
      return { left: left - origin.left, top: top - origin.top, width, height };
    };
    this.#picture = box(this.#pixels);
    this.#places = this.#layers.map((buttons) => buttons.map(box));
    this.paint(this.#shown);
  }

  /** @param {Shown} shown */
  paint(shown) {
    this.#shown = shown;
    if (!this.#places.length) return;
    const context = contextOf(this.canvas);
    context.setTransform(devicePixelRatio, 0, 0, devicePixelRatio, 0, 0);
    context.clearRect(0, 0, this.canvas.width, this.canvas.height);
    for (let layer = 1; layer <= shown.reached; layer++) this.#paintInto(layer, layer === shown.reached ? shown.arrived : 1);
  }

  /** The lines that lead into a layer. @param {number} layer @param {number} arrived */
  #paintInto(layer, arrived) {
    const { neuron } = this.#shown;
    const neurons = this.#places[layer - 1].map((_, index) => ({ layer, index }));
    if (neuron?.layer === layer) this.#strokeBySign(this.#linesInto(neuron), ONE, arrived);
    else if (neuron?.layer === layer - 1) this.#strokeBySign(this.#linesFrom(neuron, neurons), ONE, arrived);
    else if (neuron) return;
    else if (layer > 1) this.#strokeBySign(neurons.flatMap((each) => this.#linesInto(each)), ALL, arrived);
    // With all pixels' lines there would be a grey block: one line stands for the whole picture.
    else this.#stroke(neurons.map((each) => ({ ends: [foot(this.#picture), this.#headOf(each)], width: 0.7 })), PLAIN, arrived);
  }

  /** @param {Neuron} neuron @returns {Line[]} */
  #linesInto(neuron) {
    const strengths = this.#strengthsOf(neuron);
    const sources = neuron.layer === 1 ? rankBySize(strengths, PIXEL_LINES) : [...strengths.keys()];
    const start = (/** @type {number} */ index) =>
      neuron.layer === 1 ? this.#placeOfPixel(index) : foot(this.#places[neuron.layer - 2][index]);
    return sources.map((index) => ({ ends: [start(index), this.#headOf(neuron)], strength: strengths[index] }));
  }

  /** @param {Neuron} neuron @param {Neuron[]} targets @returns {Line[]} */
  #linesFrom({ layer, index }, targets) {
    const start = foot(this.#places[layer - 1][index]);
    return targets.map((target) => ({ ends: [start, this.#headOf(target)], strength: this.#strengthsOf(target)[index] }));
  }

  /** @param {Neuron} neuron */
  #strengthsOf(neuron) {
    const { weights, products } = account(this.#network, this.#shown.reading, neuron);
    return this.#shown.byWeight ? weights : (products ?? weights);
  }

  /** @param {Line[]} lines @param {{ widest: number, least: number }} widths @param {number} arrived */
  #strokeBySign(lines, { widest, least }, arrived) {
    const most = Math.max(...lines.map(({ strength }) => Math.abs(strength)));
    const seen = lines.filter(({ strength }) => Math.abs(strength) > least * most);
    const wide = seen.map((line) => ({ ...line, width: (widest * Math.abs(line.strength)) / most }));
    this.#stroke(wide.filter(({ strength }) => strength < 0), NEGATIVE, arrived);
    this.#stroke(wide.filter(({ strength }) => strength > 0), POSITIVE, arrived);
  }

  /** @param {{ ends: [Point, Point], width: number }[]} lines @param {{ colour: string, dash: number[] }} pen @param {number} arrived */
  #stroke(lines, { colour, dash }, arrived) {
    // A path costs time: lines of about the same width share one.
    const paths = new Map();
    for (const { ends: [[x0, y0], [x1, y1]], width } of lines) {
      const step = Math.ceil(2 * width) / 2;
      if (!paths.has(step)) paths.set(step, new Path2D());
      paths.get(step).moveTo(x0, y0);
      paths.get(step).lineTo(x0 + arrived * (x1 - x0), y0 + arrived * (y1 - y0));
    }
    const context = contextOf(this.canvas);
    context.strokeStyle = colour;
    context.setLineDash(dash);
    for (const [width, path] of paths) {
      context.lineWidth = width;
      context.stroke(path);
    }
  }

  /** @param {Neuron} neuron @returns {Point} */
  #headOf({ layer, index }) {
    const { left, top, width } = this.#places[layer - 1][index];
    return [left + width / 2, top + 4];
  }

  /** @param {number} index @returns {Point} */
  #placeOfPixel(index) {
    const { left, top, width, height } = this.#picture;
    const { row, column } = placeOf(index);
    return [left + ((column + 0.5) * width) / SIDE, top + ((row + 0.5) * height) / SIDE];
  }
}

/** The middle of a box's lower side. @param {Box} box @returns {Point} */
function foot({ left, top, width, height }) {
  return [left + width / 2, top + height];
}
