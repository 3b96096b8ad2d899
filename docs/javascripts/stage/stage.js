// The stage: one picture of one network with the reader's own digit in it, drawn on one canvas.
//
// What is drawn follows from four things: the numbers (values.js), how far the light has come (pass.js), what is looked at, and where
// everything stands (geometry.js). One loop changes them, and stops when nothing moves.

import { account } from "../network/account.js";
import { largest } from "../network/arrays.js";
import { contextOf } from "../page/paint.js";
import { curved, kindle } from "./edge-painter.js";
import { strongestInto, strongestOf } from "./edges.js";
import { angleOf, distanceTo, placeOf } from "./geometry.js";
import { Lattice } from "./lattice.js";
import { Painter } from "./painter.js";
import { Pass, SCAN, ease } from "./pass.js";
import { Values } from "./values.js";

/** @typedef {import("../network/network.js").Network} Network */
/** @typedef {import("../network/network.js").ForwardPass} ForwardPass */
/** @typedef {import("../pad/messages.js").Neuron} Neuron */
/** @typedef {import("./geometry.js").Box} Box */
/** @typedef {import("./geometry.js").Place} Place */
/** @typedef {import("./edge-painter.js").DrawnEdge} DrawnEdge */
/** @typedef {{ layer: number, source: number, target: number }} Connection an edge, by its ends; layer is the one that it leads into */
/** @typedef {{ onTime(): void, onArrive(): void }} StageListener called when the light has moved, and when it has reached the outputs */

const MARKED = 24; // pixels of a neuron in the first layer that get a ring and an edge
const TURN = 75; // milliseconds in which the stage turns most of the way to what is looked at
const [DELAY, RUN] = [120, 700]; // when light begins to run to it, and when it is there
const PULSE = 1100;
const LONGEST = 120; // milliseconds of a frame that are counted: after a pause nothing jumps
const REACH = 9; // pixels from which an edge is touched
const SPEAKS = 0.1; // the least strength of an edge that is touched

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
  #painter;
  #face = "";
  /** @type {DrawnEdge[][]} into each layer, the first one first */
  #drawn = [];
  /** @type {ReturnType<typeof kindle>[]} */
  #sparks = [];
  #byWeight = false;
  #version = 0; // counts what the drawn edges and pixels depend on
  #traced = -1; // the version of the edges
  #at;
  #playing = false;
  /** @type {{ neuron: Neuron | null, last: Neuron | null, amount: number, since: number }} */
  #look = { neuron: null, last: null, amount: 0, since: -Infinity };
  #ranked = { key: "", edges: /** @type {import("./edges.js").Edge[]} */ ([]) };
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
    this.#painter = new Painter(this.#ink, network);
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

  /**
   * The edge that is touched at a point of the canvas, if there is one.
   *
   * @param {number} x @param {number} y @returns {Connection | null}
   */
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
    else this.#drawn.forEach((edges, place) => this.reached > place && near(edges, place + 1));
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
    const steps = [this.#stepPass(milliseconds), this.#stepLook(milliseconds, now), this.#stepValues(milliseconds)];
    const moves = [...steps, now < this.#pulse + PULSE];
    this.#draw(now);
    this.#frame = moves.includes(true) ? requestAnimationFrame((next) => this.#tick(next)) : 0;
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

  // what a frame is drawn from

  get #winner() {
    const outputs = this.#reading?.activations.at(-1);
    return outputs ? largest(outputs) : -1;
  }

  /** @param {number} now */
  #draw(now) {
    const place = /** @type {Place} */ (this.#place);
    const looked = this.#look.amount ? this.#look.last : null;
    this.#trace(place);
    this.#lattice.turn(place, angleOf(looked?.layer === 1 ? ease(this.#look.amount) : 0));
    this.#own = looked ? curved(this.#ownEdges(looked), looked.layer, place, this.#lattice) : [];
    this.#painter.draw({
      network: this.#network, place, lattice: this.#lattice, values: this.#values, pass: this.#pass, at: this.#at, isWhole: this.#isWhole,
      isPlaying: this.#playing, reading: this.#reading, winner: this.#winner, pulse: (now - this.#pulse) / PULSE, looked,
      amount: this.#look.amount, run: this.#calm ? 0 : (now - this.#look.since - DELAY) / (RUN - DELAY), own: this.#own, drawn: this.#drawn,
      sparks: this.#sparks, touched: this.#touched, version: this.#version, face: this.#face,
    });
  }

  /** Find the edges anew where something has changed. @param {Place} place */
  #trace(place) {
    if (this.#traced === this.#version) return;
    this.#traced = this.#version;
    this.#lattice.turn(place, angleOf(0));
    this.#drawn = this.#network.layers.map((_, index) => {
      const edges = this.#reading ? strongestInto(this.#network, index + 1, this.#values.shown[index], this.#byWeight) : [];
      return curved(edges, index + 1, place, this.#lattice);
    });
    this.#sparks = this.#isWhole ? [] : this.#drawn.map(kindle);
  }

  /** The edges of a neuron, ranked anew only where something has changed. @param {Neuron} neuron */
  #ownEdges(neuron) {
    const key = `${this.#version} ${neuron.layer} ${neuron.index}`;
    if (this.#ranked.key !== key) {
      const count = neuron.layer === 1 ? MARKED : Infinity;
      this.#ranked = { key, edges: strongestOf(account(this.#network, this.#reading, neuron), count, this.#byWeight) };
    }
    return this.#ranked.edges;
  }
}
