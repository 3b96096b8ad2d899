// The colours of the stage, and its glow. The ground is dark in both palettes: ink is light, on the pad as in the network.

import { contextOf } from "../page/paint.js";

/** @typedef {CanvasRenderingContext2D} Ink */
/** @typedef {keyof typeof COLOURS} Colour */

export const GROUND = "#0b0f18";
/** The reader's ink, what speaks for a neuron, what speaks against it, and the answer, as parts of rgb(). */
export const COLOURS = { cream: "255,243,220", blue: "92,171,255", red: "255,98,88", amber: "255,191,71" };
const FADE = [[0, 1], [0.18, 0.62], [0.42, 0.2], [0.7, 0.05], [1, 0]];
const SPRITE = 64; // pixels

/** @type {Map<Colour, HTMLCanvasElement>} */
const sprites = new Map();

/** @param {Colour} colour */
function spriteOf(colour) {
  const kept = sprites.get(colour);
  if (kept) return kept;
  const sprite = Object.assign(document.createElement("canvas"), { width: SPRITE, height: SPRITE });
  const ink = contextOf(sprite);
  const glow = ink.createRadialGradient(SPRITE / 2, SPRITE / 2, 0, SPRITE / 2, SPRITE / 2, SPRITE / 2);
  for (const [stop, alpha] of FADE) glow.addColorStop(stop, `rgba(${COLOURS[colour]},${alpha})`);
  ink.fillStyle = glow;
  ink.fillRect(0, 0, SPRITE, SPRITE);
  sprites.set(colour, sprite);
  return sprite;
}

/**
 * A soft light around a point.
 *
 * @param {Ink} ink @param {Colour} colour @param {number} x @param {number} y @param {number} radius @param {number} alpha
 */
export function shine(ink, colour, x, y, radius, alpha) {
  ink.globalAlpha = alpha;
  ink.drawImage(spriteOf(colour), x - radius, y - radius, 2 * radius, 2 * radius);
}

/** @param {Ink} ink @param {number} x @param {number} y @param {number} radius */
export function circle(ink, x, y, radius) {
  ink.beginPath();
  ink.arc(x, y, radius, 0, 2 * Math.PI);
}

/** What is drawn once and shown in many frames. */
export class Cel {
  #canvas = document.createElement("canvas");
  #ink = contextOf(this.#canvas);
  #drawn = NaN;

  /** Whether it shows this version. @param {number} version */
  isOf(version) {
    return version === this.#drawn;
  }

  /**
   * Draw it for a version, as large and as fine as the canvas that it will be shown on.
   *
   * @param {number} version @param {HTMLCanvasElement} like @param {(ink: Ink) => void} draw
   */
  draw(version, like, draw) {
    this.#drawn = version;
    [this.#canvas.width, this.#canvas.height] = [like.width, like.height];
    this.#ink.setTransform(contextOf(like).getTransform());
    draw(this.#ink);
  }

  /** @param {Ink} ink @param {import("./geometry.js").Place} place */
  show(ink, { width, height }) {
    ink.drawImage(this.#canvas, 0, 0, width, height);
  }
}
