// The stage: one picture of one network with the reader's own digit in it, drawn on one canvas.
//
// What is drawn follows from four things: the numbers (values.js), how far the light has come (pass.js), what is looked at, and where
// everything stands (geometry.js). One loop changes them, and stops when nothing moves.

import { account } from "../network/account.js";
import { largest } from "../network/arrays.js";
import { signed } from "../page/format.js";
import { contextOf } from "../page/paint.js";
import { curved, drawEdges, drawSparks, kindle } from "./edge-painter.js";
import { strongestInto, strongestOf } from "./edges.js";
import { angleOf, distanceTo, middleOf, placeOf } from "./geometry.js";
import { Lattice } from "./lattice.js";
import { COLOURS, Cel, forgetFont, shine, write } from "./light.js";
import { drawAnswer, drawNeuron, drawPulse } from "./neurons.js";
import { Pass, SCAN, ease } from "./pass.js";
import { Thumbnails } from "./thumbnails.js";
import { Values } from "./values.js";

/** @typedef {import("../network/network.js").Network} Network */
/** @typedef {import("../network/network.js").ForwardPass} ForwardPass */
/** @typedef {import("../pad/messages.js").Neuron} Neuron */
/** @typedef {import("./geometry.js").Box} Box */
/** @typedef {import("./geometry.js").Place} Place */
/** @typedef {import("./edge-painter.js").DrawnEdge} DrawnEdge */
/** @typedef {{ layer: number, source: number, target: number }} Connection an edge, by its ends; layer is the one that it leads into */
/** @typedef {{ onTime(): void, onArrive(): void }} StageListener onTime is called when the light has moved, onArrive when it has reached the outputs */

const MARKED = 24; // pixels of a neuron in the first layer that get a ring and an edge
const TURN = 75; // milliseconds in which the stage turns most of the way to what is looked at
const RUN = 700; // and in which light runs to it
const PULSE = 1100;
const LONGEST = 120; // milliseconds of a frame that are counted: after a pause nothing jumps
const DIM = 0.06; // what is left of the other edges while a neuron is looked at,
const FAINT = 0.16; // and of the other neurons
const REACH = 9; // pixels from which an edge is touched
const SPEAKS = 0.1; // the least strength of an edge that is touched
const AT_REST = [0.5, 0.72, 0.85]; // how opaque the strongest edge into a layer is, the first layer first

export class Stage {
  canvas = document.createElement("canvas");
  #ink = contextOf(this.canvas);
  #listener;
  #calm = matchMedia("(prefers-reduced-motion: reduce)").matches;
  /** @type {Network} */
  #network;
  #values;
  #pass;
  /** @type {ForwardPass | null} */
  #reading = null;
  /** @type {Place | null} */
  #place = null;
  #lattice = new Lattice();
  #thumbnails;
  #edges = new Cel();
  #sheet = new Cel();
  #face = "";
  /** @type {DrawnEdge[][]} into each layer, the first one first */
  #drawn = [];
  /** @type {ReturnType<typeof kindle>[]} */
  #sparks = [];
  #byWeight = false;
  #version = 0; // counts what the drawn edges depend on
  #at;
  #playing = false;
  /** @type {{ neuron: Neuron | null, last: Neuron | null, amount: number, since: number }} */
  #look = { neuron: null, last: null, amount: 0, since: -Infinity };
  /** @type {DrawnEdge[]} of the neuron that is looked at */
  #own = [];
  /** @type {Connection | null} */
  #touched = null;
  #pulse = -Infinity;
  #frame = 0;
  #before = 0;

  /** @param {Network} network @param {StageListener} listener */
  constructor(network, listener) {
    this.#network = network;
    this.#listener = listener;
    this.#values = new Values(network.sizes);
    this.#pass = new Pass(network.sizes);
    this.#thumbnails = new Thumbnails(network.layers[0].weights);
    this.#at = this.#pass.end;
    this.canvas.className = "stage-canvas";
    this.canvas.setAttribute("aria-hidden", "true");
  }

  // where

  /** @param {{ box: Box, paper: Box, width: number, height: number, tall: boolean }} room */
  layOut(room) {
    const scale = Math.min(2, devicePixelRatio);
    [this.canvas.width, this.canvas.height] = [Math.round(room.width * scale), Math.round(room.height * scale)];
    this.#ink.setTransform(scale, 0, 0, scale, 0, 0);
    forgetFont(this.#ink);
    this.#face = getComputedStyle(document.body).fontFamily;
    this.#place = placeOf(this.#network.sizes, room);
    this.#renew();
    return this.#place;
  }

  get place() {
    return this.#place;
  }

  // what is shown

  /** The numbers of another drawing. @param {ForwardPass | null} reading */
  show(reading) {
    const before = this.#winner;
    this.#reading = reading;
    this.#values.aim(reading);
    if (this.#calm) this.#values.arrive();
    if (this.#winner >= 0 && this.#winner !== before && this.#isWhole) this.#pulse = performance.now();
    this.#renew();
  }

  /** Edges as strong as their weights, or as their products. @param {boolean} byWeight */
  weigh(byWeight) {
    this.#byWeight = byWeight;
    this.#renew();
  }

  /** Look at a neuron; null: at the whole. @param {Neuron | null} neuron */
  look(neuron) {
    const { neuron: before } = this.#look;
    if (neuron?.layer === before?.layer && neuron?.index === before?.index) return;
    this.#look.neuron = neuron;
    this.#touched = null;
    if (neuron) {
      Object.assign(this.#look, { last: neuron, since: performance.now() });
      this.#own = [];
      // What is asked about has been reached: light comes at least as far.
      if (this.#at < this.#pass.doneAt(neuron.layer)) this.seek(this.#pass.doneAt(neuron.layer));
    }
    this.#renew();
  }

  /** Show one edge with its product; null: none. @param {Connection | null} edge */
  touch(edge) {
    this.#touched = edge;
    this.#wake();
  }

  /** The edge that is touched at a point of the canvas, if there is one. @param {number} x @param {number} y @returns {Connection | null} */
  edgeAt(x, y) {
    const looked = this.#look.neuron;
    let [nearest, found] = [REACH, /** @type {Connection | null} */ (null)];
    const near = (/** @type {DrawnEdge[]} */ edges, /** @type {number} */ layer) => {
      for (const { curve, source, target, strength } of edges) {
        const distance = Math.abs(strength) < SPEAKS ? Infinity : distanceTo(curve, [x, y]);
        if (distance < nearest) [nearest, found] = [distance, { layer, source, target }];
      }
    };
    if (looked) near(this.#own, looked.layer);
    else this.#drawn.forEach((edges, place) => this.#pass.reached(this.#at) > place && near(edges, place + 1));
    return found;
  }

  // time

  get at() {
    return this.#at;
  }

  get isPlaying() {
    return this.#playing;
  }

  get #isWhole() {
    return this.#at === this.#pass.end;
  }

  /** The last layer that is lit. */
  get reached() {
    return this.#pass.reached(this.#at);
  }

  /** When a layer is lit as a whole. @param {number} layer */
  doneAt(layer) {
    return this.#pass.doneAt(layer);
  }

  /** How far the light has come, as a share of its way. */
  get share() {
    if (!this.#place) return 1;
    const [from, to] = this.#way(this.#place);
    return (this.#pass.front(this.#at, this.#place) - from) / (to - from);
  }

  /** Let the light come so far. @param {number} share */
  seekShare(share) {
    if (!this.#place) return;
    const [from, to] = this.#way(this.#place);
    this.seek(this.#pass.timeAt(from + share * (to - from), this.#place));
  }

  /** Let the light come as far as it does in so many milliseconds; Infinity: all the way. @param {number} at */
  seek(at) {
    this.#playing = false;
    this.#at = Math.min(at, this.#pass.end);
    this.#listener.onTime();
    this.#wake();
  }

  /** Only the picture is lit, all behind it is dark. */
  darken() {
    this.seek(SCAN);
  }

  /** Send the light through, from the picture on. */
  play() {
    if (this.#calm) return this.seek(Infinity);
    this.#at = SCAN - 60;
    this.#playing = true;
    this.#values.arrive(1);
    this.#wake();
  }

  /** @param {Place} place */
  #way({ start, main, radius }) {
    const last = main.length - 1;
    return [start, main[last] + radius[last]];
  }

  // the loop

  #renew() {
    this.#version++;
    this.#wake();
  }

  #wake() {
    if (this.#frame || !this.#place) return;
    this.#before = performance.now();
    this.#frame = requestAnimationFrame((now) => this.#tick(now));
  }

  /** @param {number} now */
  #tick(now) {
    const milliseconds = Math.min(LONGEST, Math.max(0, now - this.#before));
    this.#before = now;
    const isMoving = [this.#stepPass(milliseconds), this.#stepLook(milliseconds, now), this.#stepValues(milliseconds), now < this.#pulse + PULSE];
    this.#draw(now);
    this.#frame = isMoving.includes(true) ? requestAnimationFrame((next) => this.#tick(next)) : 0;
  }

  /** @param {number} milliseconds */
  #stepPass(milliseconds) {
    if (!this.#playing) return false;
    this.#at = Math.min(this.#pass.end, this.#at + milliseconds);
    if (this.#isWhole) {
      this.#playing = false;
      this.#pulse = performance.now();
    }
    this.#listener.onTime();
    if (this.#isWhole) this.#listener.onArrive();
    return true;
  }

  /** @param {number} milliseconds @param {number} now */
  #stepLook(milliseconds, now) {
    const look = this.#look;
    const goal = look.neuron ? 1 : 0;
    look.amount += (goal - look.amount) * (this.#calm ? 1 : 1 - Math.exp(-milliseconds / TURN));
    if (Math.abs(look.amount - goal) < 0.004) look.amount = goal;
    if (!goal && !look.amount) look.last = null;
    return look.amount !== goal || (!this.#calm && goal === 1 && now < look.since + RUN);
  }

  /** @param {number} milliseconds */
  #stepValues(milliseconds) {
    if (this.#values.still) return false;
    this.#values.step(milliseconds);
    this.#version++;
    return true;
  }

  // drawing

  get #winner() {
    const outputs = this.#reading?.activations.at(-1);
    return outputs ? largest(outputs) : -1;
  }

  /** The neuron that is looked at, or was a moment ago. */
  get #lookedAt() {
    return this.#look.amount ? this.#look.last : null;
  }

  /** @param {number} now */
  #draw(now) {
    const place = /** @type {Place} */ (this.#place);
    const [ink, looked] = [this.#ink, this.#lookedAt];
    const open = looked?.layer === 1 ? ease(this.#look.amount) : 0;
    ink.clearRect(0, 0, place.width, place.height);
    this.#trace(place, open, looked);
    this.#drawBeam(place, looked);
    this.#drawSheet(place, open, looked);
    this.#drawRest(place, looked);
    if (looked) this.#drawOwn(place, looked, now);
    else this.#sparks.forEach((sparks, index) => this.#drawFlow(sparks, index + 1));
    this.#network.layers.forEach((_, index) => this.#drawLayer(place, index + 1, looked));
    if (this.#winner >= 0 && now < this.#pulse + PULSE) {
      drawPulse(ink, place, this.#network.layers.length, this.#winner, (now - this.#pulse) / PULSE);
    }
    this.#drawNames(place);
    if (looked?.layer === 1) this.#thumbnails.draw(ink, place, looked.index, open);
    if (looked && looked.layer > 1) this.#drawProducts(place, looked);
    if (this.#touched) this.#drawTouched(place, this.#touched);
    ink.globalAlpha = 1;
  }

  #traced = -1;

  /** Find the edges anew where something has changed. @param {Place} place @param {number} open @param {Neuron | null} looked */
  #trace(place, open, looked) {
    if (this.#traced !== this.#version) {
      this.#traced = this.#version;
      this.#lattice.turn(place, angleOf(0));
      const { shown } = this.#values;
      this.#drawn = this.#network.layers.map((_, index) => {
        const edges = this.#reading ? strongestInto(this.#network, index + 1, shown[index], this.#byWeight) : [];
        return curved(edges, index + 1, place, this.#lattice);
      });
      if (!this.#isWhole) this.#sparks = this.#drawn.map(kindle);
    }
    this.#lattice.turn(place, angleOf(open));
    if (!looked) return;
    const count = looked.layer === 1 ? MARKED : Infinity;
    this.#own = curved(strongestOf(account(this.#network, this.#reading, looked), count, this.#byWeight), looked.layer, place, this.#lattice);
  }

  /** From the pad to the lattice, as a projector would throw it. @param {Place} place @param {Neuron | null} looked */
  #drawBeam({ paper, tall }, looked) {
    const lit = Math.min(1, this.#values.shown[0].reduce((sum, value) => sum + value, 0) / 40);
    const strength = lit * (looked && looked.layer > 1 ? 1 - 0.7 * this.#look.amount : 1);
    if (!strength) return;
    const [first, second, , fourth] = this.#lattice.corners();
    const [near, far] = tall
      ? [[[paper.x + 14, paper.y + paper.height], [paper.x + paper.width - 14, paper.y + paper.height]], [first, second]]
      : [[[paper.x + paper.width, paper.y + 14], [paper.x + paper.width, paper.y + paper.height - 14]], [first, fourth]];
    const light = tall ? this.#ink.createLinearGradient(0, near[0][1], 0, far[0][1]) : this.#ink.createLinearGradient(near[0][0], 0, far[0][0], 0);
    light.addColorStop(0, `rgba(${COLOURS.cream},${0.13 * strength})`);
    light.addColorStop(1, `rgba(${COLOURS.cream},${0.02 * strength})`);
    this.#ink.fillStyle = light;
    this.#ink.beginPath();
    for (const [x, y] of [near[0], far[0], far[1], near[1]]) this.#ink.lineTo(x, y);
    this.#ink.fill();
  }

  /** @param {Place} place @param {number} open @param {Neuron | null} looked */
  #drawSheet(place, open, looked) {
    const [ink, pixels] = [this.#ink, this.#values.shown[0]];
    if (open && looked) {
      const { weights } = account(this.#network, this.#reading, looked);
      const most = weights.reduce((max, weight) => Math.max(max, Math.abs(weight)), 1e-9);
      const marked = new Set(this.#own.map(({ source }) => source));
      return this.#lattice.draw(ink, pixels, 1, open, { weights, most, marked });
    }
    const light = looked ? 1 - 0.7 * this.#look.amount : 1;
    const scanned = this.#at < SCAN ? this.#lattice.corners(this.#at / SCAN) : null;
    this.#within(scanned, () => this.#copy(this.#sheet, place, looked, (cel) => this.#lattice.draw(cel, pixels, light)));
  }

  /**
   * Show what stays as it is for many frames; what changes from frame to frame is drawn at once, because to copy it would only take longer.
   *
   * @param {Cel} cel @param {Place} place @param {Neuron | null} looked @param {(ink: import("./light.js").Ink) => void} draw
   */
  #copy(cel, place, looked, draw) {
    const isSteady = this.#values.still && !looked;
    if (isSteady && !this.#isWhole && !cel.isOf(this.#version)) cel.draw(this.#version, this.canvas, draw);
    if (isSteady && cel.isOf(this.#version)) cel.show(this.#ink, place);
    else draw(this.#ink);
  }

  /** The edges as they are while nothing is looked at, as far as the light has come. @param {Place} place @param {Neuron | null} looked */
  #drawRest(place, looked) {
    const ink = this.#ink;
    const light = looked ? 1 - (1 - DIM) * this.#look.amount : 1;
    const draw = () => this.#copy(this.#edges, place, looked, (cel) => this.#drawn.forEach((edges, index) => drawEdges(cel, edges, index + 1, place, (level) => ({
      alpha: light * (AT_REST[index] ?? AT_REST[2]) * level ** 0.9,
      width: 0.6 + (index ? 1.9 : 0.9) * level,
    }))));
    if (this.#isWhole) return draw();
    const front = this.#pass.front(this.#at, place);
    this.#within(band(place, -Infinity, front), draw);
    // Bright where the light is just arriving.
    ink.globalCompositeOperation = "lighter";
    this.#within(band(place, front - 46, front), draw);
    ink.globalCompositeOperation = "source-over";
  }

  /** Draw within a polygon. @param {import("./geometry.js").Point[] | null} corners null: everywhere @param {() => void} draw */
  #within(corners, draw) {
    if (!corners) return draw();
    this.#ink.save();
    this.#ink.beginPath();
    for (const [x, y] of corners) this.#ink.lineTo(x, y);
    this.#ink.clip();
    draw();
    this.#ink.restore();
  }

  /** The edges of the neuron that is looked at, and light that runs to it once. @param {Place} place @param {Neuron} looked @param {number} now */
  #drawOwn(place, looked, now) {
    const { amount, since } = this.#look;
    drawEdges(this.#ink, this.#own, looked.layer, place, (level) => ({
      alpha: amount * (0.25 + 0.75 * level),
      width: looked.layer === 1 ? 0.9 + 0.5 * level : 1 + 1.9 * level,
    }));
    const share = (now - since - 120) / (RUN - 120);
    if (!this.#calm && this.#reading && share > 0 && share < 1) drawSparks(this.#ink, kindle(this.#own), share);
  }

  /** @param {ReturnType<typeof kindle>} sparks @param {number} layer */
  #drawFlow(sparks, layer) {
    const share = this.#pass.flowed(this.#at, layer);
    if (this.#playing && share > 0 && share < 1) drawSparks(this.#ink, sparks, share);
  }

  /** @param {Place} place @param {number} layer @param {Neuron | null} looked */
  #drawLayer(place, layer, looked) {
    const { amount } = this.#look;
    const [values, isLast] = [this.#values.shown[layer], layer === this.#network.layers.length];
    for (let index = 0; index < values.length; index++) {
      const filled = this.#isWhole ? 1 : this.#pass.filled(this.#at, layer, index);
      const value = Math.min(1, values[index]) * filled;
      const isIt = looked?.layer === layer && looked.index === index;
      const isNear = !looked || isIt || layer === looked.layer - 1;
      const look = {
        value,
        words: this.#reading && filled ? short(values[index] * filled) : "",
        light: isNear ? 1 : 1 - (1 - FAINT) * amount,
        picked: isIt ? amount : 0,
        won: isLast && index === this.#winner && filled > 0.6,
      };
      drawNeuron(this.#ink, place, layer, index, look, this.#face);
      if (isLast) drawAnswer(this.#ink, place, layer, index, look, this.#face);
    }
    this.#ink.globalAlpha = 1;
  }

  /** What the layers are, and how many numbers stand between them. @param {Place} place */
  #drawNames(place) {
    const { tall, main, box, centre, radius, font } = place;
    const { sizes, layers } = this.#network;
    const last = layers.length;
    const names = sizes.map((size, layer) => (layer === 0 ? `${size} pixels` : layer === last ? `${size} answers` : `layer ${layer}: ${size} neurons`));
    const look = { font: `500 ${font}px ${this.#face}`, colour: "#ffffffb3" };
    if (tall) {
      names.forEach((name, layer) => write(this.#ink, name, box.x, layer ? main[layer] - radius[layer] - 13 : box.y + 8, { ...look, align: "left", plate: true }));
      return;
    }
    names.forEach((name, layer) => write(this.#ink, name, layer ? main[layer] : centre[0], box.y + 10, look));
    let total = 0;
    layers.forEach(({ inputs, neurons }, index) => {
      total += (inputs + 1) * neurons;
      const lit = this.#pass.flowed(this.#at, index + 1);
      const words = `${index ? "+ " : ""}${(inputs * neurons).toLocaleString("en")}${index ? "" : " weights"}`;
      write(this.#ink, words, (main[index] + main[index + 1]) / 2, box.y + box.height - 10, { ...look, colour: `rgba(255,255,255,${0.4 + 0.25 * lit})` });
    });
    const biases = layers.reduce((count, { neurons }) => count + neurons, 0);
    const words = `+ ${biases} biases = ${total.toLocaleString("en")}`;
    write(this.#ink, words, main[last] - radius[last], box.y + box.height - 10, { ...look, align: "left", colour: "#ffffffa6" });
  }

  /** What each neuron before gives to the one that is looked at, beside it. @param {Place} place @param {Neuron} looked */
  #drawProducts(place, looked) {
    if (place.tall || !this.#reading || place.pitch[looked.layer - 1] < 14) return;
    const { products } = account(this.#network, this.#reading, looked);
    products?.forEach((product, index) => {
      const [x, y] = middleOf(place, looked.layer - 1, index);
      this.#ink.globalAlpha = this.#look.amount;
      const colour = product < 0 ? "rgb(255,148,138)" : "rgb(138,196,255)";
      write(this.#ink, signed(product), x - place.radius[looked.layer - 1] - 9, y + 0.5, { font: `500 ${place.font - 1}px ${this.#face}`, colour, align: "right", plate: true });
    });
    this.#ink.globalAlpha = 1;
  }

  /** One edge, and its product. @param {Place} place @param {Connection} touched */
  #drawTouched(place, { layer, source, target }) {
    const { products, weights, inputs } = account(this.#network, this.#reading, { layer, index: target });
    const [edge] = curved([{ source, target, strength: Math.sign(weights[source]) }], layer, place, this.#lattice);
    drawEdges(this.#ink, [edge], layer, place, () => ({ alpha: 1, width: 3 }));
    const [x0, y0, , , , , x1, y1] = edge.curve;
    shine(this.#ink, weights[source] < 0 ? "red" : "blue", x0, y0, 9, 0.9);
    this.#ink.globalAlpha = 1;
    const words = inputs && products ? `${signed(weights[source])} × ${inputs[source].toFixed(2)} = ${signed(products[source])}` : `weight ${signed(weights[source])}`;
    const font = `600 ${place.font}px ${this.#face}`;
    this.#ink.font = font;
    const { width } = this.#ink.measureText(words);
    forgetFont(this.#ink);
    const middle = Math.min(Math.max((x0 + x1) / 2, width / 2 + 16), place.width - width / 2 - 16);
    this.#ink.fillStyle = "#1b2436";
    this.#ink.strokeStyle = weights[source] < 0 ? `rgb(${COLOURS.red})` : `rgb(${COLOURS.blue})`;
    this.#ink.lineWidth = 1;
    this.#ink.beginPath();
    this.#ink.roundRect(middle - width / 2 - 10, (y0 + y1) / 2 - 14, width + 20, 28, 14);
    this.#ink.fill();
    this.#ink.stroke();
    write(this.#ink, words, middle, (y0 + y1) / 2 + 0.5, { font, colour: "white" });
  }
}

/** A number as it fits into a neuron: ".53", "1", "3.2" of a ReLU. @param {number} value */
function short(value) {
  if (value > 0.995) return value < 1.05 ? "1" : value.toFixed(1);
  return value.toFixed(2).slice(1);
}

/** A part of the stage, from one place along the light to another. @param {Place} place @param {number} from @param {number} to @returns {import("./geometry.js").Point[]} */
function band({ tall, width, height }, from, to) {
  const start = Math.max(0, from);
  return tall ? [[0, start], [width, start], [width, to], [0, to]] : [[start, 0], [to, 0], [to, height], [start, height]];
}
