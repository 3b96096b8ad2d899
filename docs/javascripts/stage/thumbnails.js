// The weights of every neuron of the first layer as small pictures, each beside its neuron.

import { SIDE } from "../network/preprocessing.js";
import { paintSigned } from "../page/paint.js";
import { middleOf } from "./geometry.js";
import { COLOURS } from "./light.js";

const LEAST = 15; // pixels from neuron to neuron: where there are fewer, nothing could be seen

export class Thumbnails {
  #weights;
  /** @type {HTMLCanvasElement[]} */
  #pictures = [];

  /** @param {Float64Array[]} weights of the first layer */
  constructor(weights) {
    this.#weights = weights;
  }

  /** @param {CanvasRenderingContext2D} ink @param {import("./geometry.js").Place} place @param {number} chosen @param {number} alpha */
  draw(ink, place, chosen, alpha) {
    const pitch = place.pitch[1];
    if (pitch < LEAST) return;
    if (!this.#pictures.length) this.#pictures = this.#weights.map(pictureOf);
    const side = Math.min(44, pitch - 3);
    ink.imageSmoothingEnabled = false;
    this.#pictures.forEach((picture, index) => {
      const [x, y] = middleOf(place, 1, index);
      const beyond = place.radius[1] + 7;
      const [left, top] = place.tall ? [x - side / 2, y + beyond] : [x + beyond, y - side / 2];
      ink.globalAlpha = alpha * (index === chosen ? 1 : 0.8);
      ink.drawImage(picture, left, top, side, side);
      ink.lineWidth = index === chosen ? 2 : 1;
      ink.strokeStyle = index === chosen ? `rgb(${COLOURS.cream})` : "#ffffff40";
      ink.strokeRect(left, top, side, side);
    });
    ink.imageSmoothingEnabled = true;
    ink.globalAlpha = 1;
  }
}

/** @param {Float64Array} weights */
function pictureOf(weights) {
  const canvas = Object.assign(document.createElement("canvas"), { width: SIDE, height: SIDE });
  paintSigned(canvas, weights, weights.reduce((most, weight) => Math.max(most, Math.abs(weight)), 0));
  return canvas;
}
