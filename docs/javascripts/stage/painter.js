// Draws one frame of the stage from what there is to be shown: numbers, light, what is looked at, and where everything stands.

import { account } from "../network/account.js";
import { drawEdges, drawSparks, kindle } from "./edge-painter.js";
import { drawNames, drawProducts, drawTouched, wordsOf } from "./labels.js";
import { COLOURS, Cel } from "./light.js";
import { drawAnswer, drawNeuron, drawPulse } from "./neurons.js";
import { SCAN, ease } from "./pass.js";
import { Thumbnails } from "./thumbnails.js";

/** @typedef {import("../network/network.js").ForwardPass} ForwardPass */
/** @typedef {import("../pad/messages.js").Neuron} Neuron */
/** @typedef {import("./edge-painter.js").DrawnEdge} DrawnEdge */
/** @typedef {import("./light.js").Ink} Ink */

/**
 * @typedef {object} Scene
 * @property {import("../network/network.js").Network} network
 * @property {import("./geometry.js").Place} place
 * @property {import("./lattice.js").Lattice} lattice
 * @property {import("./values.js").Values} values
 * @property {import("./pass.js").Pass} pass
 * @property {number} at how far the light has come, in milliseconds
 * @property {boolean} isWhole whether it has come all the way
 * @property {boolean} isPlaying whether it is under way
 * @property {ForwardPass | null} reading
 * @property {number} winner the answer; -1: none
 * @property {number} pulse how far its rings have spread, from 0 to 1
 * @property {Neuron | null} looked the neuron that is looked at
 * @property {number} amount how far the stage has turned to it, from 0 to 1
 * @property {number} run how far light has run to it, from 0 to 1
 * @property {DrawnEdge[]} own its edges
 * @property {DrawnEdge[][]} drawn the edges into each layer, the first one first
 * @property {ReturnType<typeof kindle>[]} sparks
 * @property {import("./stage.js").Connection | null} touched the edge that is pointed at
 * @property {number} version counts what the drawn edges and pixels depend on
 * @property {string} face of the words
 */

const DIM = 0.06; // what is left of the other edges while a neuron is looked at,
const FAINT = 0.16; // of the other neurons,
const SHADE = 0.3; // of the picture, and of the other edges while one is pointed at
const AT_REST = [0.5, 0.72, 0.85]; // how opaque the strongest edge into a layer is, the first layer first
const GLOW = 46; // pixels behind the front of the light that are bright

export class Painter {
  #ink;
  #edges = new Cel();
  #sheet = new Cel();
  #thumbnails;
  #words;

  /** @param {Ink} ink @param {import("../network/network.js").Network} network */
  constructor(ink, network) {
    this.#ink = ink;
    this.#thumbnails = new Thumbnails(network.layers[0].weights);
    this.#words = wordsOf(network);
  }

  /** @param {Scene} scene */
  draw(scene) {
    const { place, network, looked, sparks, amount } = scene;
    const ink = this.#ink;
    ink.clearRect(0, 0, place.width, place.height);
    this.#drawBeam(scene);
    this.#drawSheet(scene);
    this.#drawRest(scene);
    if (looked) this.#drawOwn(scene, looked);
    else sparks.forEach((each, index) => this.#drawFlow(scene, each, index + 1));
    network.layers.forEach((_, index) => this.#drawLayer(scene, index + 1));
    if (scene.winner >= 0 && scene.pulse < 1) drawPulse(ink, place, network.layers.length, scene.winner, scene.pulse);
    drawNames(ink, scene, this.#words);
    if (looked?.layer === 1) this.#thumbnails.draw(ink, place, looked.index, ease(amount));
    if (looked && looked.layer > 1) drawProducts(ink, scene, looked);
    if (scene.touched) drawTouched(ink, scene, scene.touched);
    ink.globalAlpha = 1;
  }

  /** From the pad to the lattice, as a projector would throw it. @param {Scene} scene */
  #drawBeam({ place: { paper, tall }, lattice, values, looked, amount }) {
    const inked = Math.min(1, values.shown[0].reduce((sum, value) => sum + value, 0) / 40);
    const light = inked * (looked && looked.layer > 1 ? 1 - (1 - SHADE) * amount : 1);
    if (!light) return;
    const ink = this.#ink;
    const [first, second, , fourth] = lattice.corners();
    const [right, below] = [paper.x + paper.width, paper.y + paper.height];
    /** @type {[near: number[], far: number[]][]} */
    const rays = tall
      ? [[[paper.x + 14, below], first], [[right - 14, below], second]]
      : [[[right, paper.y + 14], first], [[right, below - 14], fourth]];
    const [[near, far], [otherNear, otherFar]] = rays;
    const way = tall ? ink.createLinearGradient(0, near[1], 0, far[1]) : ink.createLinearGradient(near[0], 0, far[0], 0);
    way.addColorStop(0, `rgba(${COLOURS.cream},${0.13 * light})`);
    way.addColorStop(1, `rgba(${COLOURS.cream},${0.02 * light})`);
    ink.fillStyle = way;
    ink.beginPath();
    for (const [x, y] of [near, far, otherFar, otherNear]) ink.lineTo(x, y);
    ink.fill();
  }

  /** @param {Scene} scene */
  #drawSheet(scene) {
    const { lattice, values, looked, amount, own, at, network, reading } = scene;
    const pixels = values.shown[0];
    if (looked?.layer === 1) {
      const { weights } = account(network, reading, looked);
      const most = weights.reduce((max, weight) => Math.max(max, Math.abs(weight)), 1e-9);
      const marked = new Set(own.map(({ source }) => source));
      return lattice.draw(this.#ink, pixels, 1, ease(amount), { weights, most, marked });
    }
    const light = looked ? 1 - (1 - SHADE) * amount : 1;
    const scanned = at < SCAN ? lattice.corners(at / SCAN) : null;
    this.#within(scanned, () => this.#copy(this.#sheet, scene, (ink) => lattice.draw(ink, pixels, light)));
  }

  /** The edges as they are while nothing is looked at, as far as the light has come. @param {Scene} scene */
  #drawRest(scene) {
    const { place, drawn, looked, amount, isWhole, pass, at, touched } = scene;
    const light = looked ? 1 - (1 - DIM) * amount : touched ? SHADE : 1;
    const drawInto = (/** @type {Ink} */ ink) => drawn.forEach((edges, index) => drawEdges(ink, edges, index + 1, place, (level) => ({
      alpha: light * (AT_REST[index] ?? AT_REST[2]) * level ** 0.9,
      width: 0.6 + (index ? 1.9 : 0.9) * level,
    })));
    const draw = () => this.#copy(this.#edges, scene, drawInto);
    if (isWhole) return draw();
    if (!pass.flowed(at, 1)) return;
    const front = pass.front(at, place);
    this.#within(band(place, 0, front), draw);
    // Bright where the light is just arriving.
    this.#ink.globalCompositeOperation = "lighter";
    this.#within(band(place, front - GLOW, front), draw);
    this.#ink.globalCompositeOperation = "source-over";
  }

  /**
   * Show what stays as it is for many frames; what changes from frame to frame is drawn at once, because to copy it would only take longer.
   *
   * @param {Cel} cel @param {Scene} scene @param {(ink: Ink) => void} draw
   */
  #copy(cel, { version, values, looked, touched, isWhole, place }, draw) {
    const isSteady = values.still && !looked && !touched;
    if (isSteady && !isWhole && !cel.isOf(version)) cel.draw(version, this.#ink.canvas, draw);
    if (isSteady && cel.isOf(version)) cel.show(this.#ink, place);
    else draw(this.#ink);
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

  /** The edges of the neuron that is looked at, and light that runs to it once. @param {Scene} scene @param {Neuron} looked */
  #drawOwn({ own, place, amount, run, reading }, { layer }) {
    drawEdges(this.#ink, own, layer, place, (level) => ({
      alpha: amount * (0.25 + 0.75 * level),
      width: layer === 1 ? 0.9 + 0.5 * level : 1 + 1.9 * level,
    }));
    if (reading && run > 0 && run < 1) drawSparks(this.#ink, kindle(own), run);
  }

  /** @param {Scene} scene @param {ReturnType<typeof kindle>} sparks @param {number} layer */
  #drawFlow({ pass, at, isPlaying }, sparks, layer) {
    const share = pass.flowed(at, layer);
    if (isPlaying && share > 0 && share < 1) drawSparks(this.#ink, sparks, share);
  }

  /** @param {Scene} scene @param {number} layer */
  #drawLayer({ place, network, values, pass, at, isWhole, looked, amount, reading, winner, face }, layer) {
    const [shown, isLast] = [values.shown[layer], layer === network.layers.length];
    const looks = Array.from(shown, (activation, index) => {
      const filled = isWhole ? 1 : pass.filled(at, layer, index);
      const isIt = looked?.layer === layer && looked.index === index;
      const isNear = !looked || isIt || layer === looked.layer - 1;
      return {
        value: Math.min(1, activation) * filled,
        words: reading && filled ? short(activation * filled) : "",
        light: isNear ? 1 : 1 - (1 - FAINT) * amount,
        picked: isIt ? amount : 0,
        won: isLast && index === winner && filled > 0.6,
      };
    });
    looks.forEach((look, index) => drawNeuron(this.#ink, place, layer, index, look, face));
    if (isLast) looks.forEach((look, index) => drawAnswer(this.#ink, place, layer, index, look, face));
    this.#ink.globalAlpha = 1;
  }
}

/** A number as it fits into a neuron: ".53", "1", "3.2" of a ReLU. @param {number} value */
function short(value) {
  if (value > 0.995) return value < 1.05 ? "1" : value.toFixed(1);
  return value.toFixed(2).slice(1);
}

/**
 * A part of the stage, from one place along the light to another.
 *
 * @param {import("./geometry.js").Place} place @param {number} from @param {number} to
 * @returns {import("./geometry.js").Point[]}
 */
function band({ tall, width, height }, from, to) {
  const start = Math.max(0, from);
  return tall ? [[0, start], [width, start], [width, to], [0, to]] : [[start, 0], [to, 0], [to, height], [start, height]];
}
