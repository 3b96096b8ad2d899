// The lines between the neurons, drawn on one canvas behind them: blue and whole is positive, red and dashed is negative.

import { account, placeOf, ranked } from "./contributions.js";
import { describe, element } from "../page/elements.js";
import { SIDE } from "../network/preprocessing.js";

const PIXEL_LINES = 24; // so many of the pixels that count most for a neuron get a line of their own
// How wide the widest line is, in pixels of the screen, and from which share of it on a line is drawn at all.
const ALL = { widest: 3, least: 0.15 };
const ONE = { widest: 6, least: 0.04 };
const POSITIVE = { colour: "#7cbcff", dash: [] };
const NEGATIVE = { colour: "#ff8d75", dash: [5, 4] };
const PLAIN = { colour: "#8b93a5", dash: [] };

/** The lines of one network. pixels: the element of the picture; layers: the buttons of every layer after it. */
export class Connections {
  constructor(network, pixels, layers) {
    Object.assign(this, { network, pixels, layers });
    this.canvas = describe(element("canvas", { className: "inside-lines" }), { "aria-hidden": "true" });
    new ResizeObserver(() => this.measure()).observe(this.canvas);
  }

  /** Where the neurons are: read when the page has laid them out anew, never while somebody draws. */
  measure() {
    this.canvas.width = Math.round(this.canvas.clientWidth * devicePixelRatio);
    this.canvas.height = Math.round(this.canvas.clientHeight * devicePixelRatio);
    const origin = this.canvas.getBoundingClientRect();
    const box = (part) => {
      const { left, top, width, height } = part.getBoundingClientRect();
      return { left: left - origin.left, top: top - origin.top, width, height };
    };
    this.picture = box(this.pixels);
    this.places = this.layers.map((buttons) => buttons.map(box));
    if (this.shown) this.paint(this.shown);
  }

  /**
   * shown: reading, or null; neuron, whose lines are wanted, or null for those of all; reached, the last layer that is lit;
   * arrived, how far its lines have come, from 0 to 1; byWeight, to draw a line as wide as its weight and not its product.
   */
  paint(shown) {
    this.shown = shown;
    if (!this.places) return;
    this.context = this.canvas.getContext("2d");
    this.context.setTransform(devicePixelRatio, 0, 0, devicePixelRatio, 0, 0);
    this.context.clearRect(0, 0, this.canvas.width, this.canvas.height);
    const { neuron, reached, arrived = 1 } = shown;
    for (let layer = 1; layer <= reached; layer++) {
      this.arrived = layer === reached ? arrived : 1;
      if (!neuron) this.paintLayer(layer);
      else if (neuron.layer === layer) this.strokeBySign(this.linesInto(neuron), ONE);
      else if (neuron.layer === layer - 1) this.strokeBySign(this.linesFrom(neuron), ONE);
    }
  }

  paintLayer(layer) {
    const neurons = this.places[layer - 1].map((_, index) => ({ layer, index }));
    // With all pixels' lines there would be a grey block: one line stands for the whole picture.
    if (layer === 1) this.stroke(neurons.map((neuron) => ({ ends: [this.pictureFoot(), this.headOf(neuron)], width: 0.7 })), PLAIN);
    else this.strokeBySign(neurons.flatMap((neuron) => this.linesInto(neuron)), ALL);
  }

  linesInto(neuron) {
    const strengths = this.strengthsOf(neuron);
    const sources = neuron.layer === 1 ? ranked(strengths, PIXEL_LINES) : [...strengths.keys()];
    const footOf = (index) => (neuron.layer === 1 ? this.placeOfPixel(index) : this.footOf({ layer: neuron.layer - 1, index }));
    return sources.map((index) => ({ ends: [footOf(index), this.headOf(neuron)], strength: strengths[index] }));
  }

  linesFrom({ layer, index: source }) {
    const targets = this.places[layer].map((_, index) => ({ layer: layer + 1, index }));
    const start = this.footOf({ layer, index: source });
    return targets.map((target) => ({ ends: [start, this.headOf(target)], strength: this.strengthsOf(target)[source] }));
  }

  strengthsOf(neuron) {
    const { weights, products } = account(this.network, this.shown.reading, neuron);
    return this.shown.byWeight ? weights : (products ?? weights);
  }

  strokeBySign(lines, { widest, least }) {
    const most = Math.max(...lines.map(({ strength }) => Math.abs(strength)));
    const seen = lines.filter(({ strength }) => Math.abs(strength) > least * most);
    const wide = seen.map((line) => ({ ...line, width: (widest * Math.abs(line.strength)) / most }));
    this.stroke(wide.filter(({ strength }) => strength < 0), NEGATIVE);
    this.stroke(wide.filter(({ strength }) => strength > 0), POSITIVE);
  }

  stroke(lines, { colour, dash }) {
    // A path costs time: lines of about the same width share one.
    const paths = new Map();
    for (const { ends: [[x0, y0], [x1, y1]], width } of lines) {
      const step = Math.ceil(2 * width) / 2;
      if (!paths.has(step)) paths.set(step, new Path2D());
      paths.get(step).moveTo(x0, y0);
      paths.get(step).lineTo(x0 + this.arrived * (x1 - x0), y0 + this.arrived * (y1 - y0));
    }
    this.context.strokeStyle = colour;
    this.context.setLineDash(dash);
    for (const [width, path] of paths) {
      this.context.lineWidth = width;
      this.context.stroke(path);
    }
  }

  headOf({ layer, index }) {
    const { left, top, width } = this.places[layer - 1][index];
    return [left + width / 2, top + 4];
  }

  footOf({ layer, index }) {
    const { left, top, width, height } = this.places[layer - 1][index];
    return [left + width / 2, top + height];
  }

  pictureFoot() {
    const { left, top, width, height } = this.picture;
    return [left + width / 2, top + height];
  }

  placeOfPixel(index) {
    const { left, top, width, height } = this.picture;
    const { row, column } = placeOf(index);
    return [left + ((column + 0.5) * width) / SIDE, top + ((row + 0.5) * height) / SIDE];
  }
}
