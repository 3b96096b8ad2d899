// The 784 pixels: a lattice of dots that stands at an angle, lit by the reader's ink. While a neuron that reads it is looked at, the
// lattice turns to the reader, and the neuron's weights lie over the digit.

import { SIDE } from "../network/preprocessing.js";
import { onLattice } from "./geometry.js";
import { COLOURS, shine } from "./light.js";

/** @typedef {import("./geometry.js").Place} Place */
/** @typedef {import("./light.js").Ink} Ink */

const COUNT = SIDE * SIDE;
const SHADES = 16; // of ink
const TINTS = 9; // of a weight
const INKS = 4; // shades of ink under a tint
const LIT = 0.4; // ink from here on glows

/**
 * The weights of a neuron, the largest of them in size, and the pixels that count most for it.
 *
 * @typedef {{ weights: Float64Array, most: number, marked: Set<number> }} Tint
 */

export class Lattice {
  #angle = NaN;
  /** @type {Place | null} */
  #place = null;
  #spots = new Float32Array(3 * COUNT);

  /** Turn the lattice; where its dots are is computed anew only when that has changed. @param {Place} place @param {number} angle */
  turn(place, angle) {
    if (place === this.#place && angle === this.#angle) return;
    [this.#place, this.#angle] = [place, angle];
    for (let pixel = 0; pixel < COUNT; pixel++) {
      this.#spots.set(onLattice(place, (pixel % SIDE) + 0.5, Math.floor(pixel / SIDE) + 0.5, angle), 3 * pixel);
    }
  }

  /** The middle of a pixel. @param {number} pixel */
  spot(pixel) {
    return this.#spots.subarray(3 * pixel, 3 * pixel + 2);
  }

  /** The four corners of its first rows, for a share of them from 0 to 1. @param {number} share @returns {[x: number, y: number][]} */
  corners(share = 1) {
    const place = /** @type {Place} */ (this.#place);
    const at = (/** @type {number} */ column, /** @type {number} */ row) => {
      const [x, y] = onLattice(place, column, row, this.#angle);
      return /** @type {[number, number]} */ ([x, y]);
    };
    return [at(0, 0), at(SIDE, 0), at(SIDE, share * SIDE), at(0, share * SIDE)];
  }

  /**
   * Draw the pane and its dots.
   *
   * @param {Ink} ink
   * @param {Float32Array} pixels
   * @param {number} light how much of it is seen, from 0 to 1
   * @param {number} open how far it is turned to the reader, from 0 to 1
   * @param {Tint | null} tint
   */
  draw(ink, pixels, light, open = 0, tint = null) {
    this.#drawPane(ink, light);
    ink.globalCompositeOperation = "lighter";
    if (open < 1) this.#drawDots(ink, pixels, light * (1 - open));
    this.#drawGlow(ink, pixels, light * (1 - 0.75 * open));
    ink.globalCompositeOperation = "source-over";
    if (open && tint) this.#drawTint(ink, pixels, open, tint);
    ink.globalAlpha = 1;
  }

  /** @param {Ink} ink @param {number} light */
  #drawPane(ink, light) {
    ink.globalAlpha = light;
    ink.beginPath();
    for (const [x, y] of this.corners()) ink.lineTo(x, y);
    ink.closePath();
    ink.fillStyle = "rgba(14,20,33,.62)";
    ink.fill();
    ink.strokeStyle = "rgba(255,255,255,.16)";
    ink.lineWidth = 1;
    ink.stroke();
  }

  /** Dots of one shade are one path. @param {Ink} ink @param {Float32Array} pixels @param {number} alpha */
  #drawDots(ink, pixels, alpha) {
    ink.fillStyle = `rgb(${COLOURS.cream})`;
    grouped(SHADES + 1, (pixel) => Math.round(SHADES * Math.min(1, pixels[pixel]))).forEach((group, shade) => {
      ink.globalAlpha = alpha * (0.13 + (0.87 * shade) / SHADES);
      this.#fillDots(ink, group, 0.11 + 0.35 * Math.sqrt(shade / SHADES));
    });
  }

  /** @param {Ink} ink @param {Float32Array} pixels @param {number} alpha */
  #drawGlow(ink, pixels, alpha) {
    const radius = (this.#place?.side ?? 0) / 14;
    for (let pixel = 0; pixel < COUNT; pixel++) {
      if (pixels[pixel] <= LIT) continue;
      shine(ink, "cream", this.#spots[3 * pixel], this.#spots[3 * pixel + 1], radius, 0.11 * alpha * Math.min(1, pixels[pixel]));
    }
  }

  /**
   * The weights, brighter where there is ink, and rings around the pixels that count most.
   *
   * @param {Ink} ink @param {Float32Array} pixels @param {number} open @param {Tint} tint
   */
  #drawTint(ink, pixels, open, { weights, most, marked }) {
    const inkOf = (/** @type {number} */ pixel) => Math.round(INKS * Math.min(1, pixels[pixel]));
    /** @param {number} pixel */
    const tintOf = (pixel) => Math.sign(weights[pixel]) * Math.round(TINTS * (Math.abs(weights[pixel]) / most) ** 0.7);
    const size = (/** @type {number} */ shade) => 0.33 + (0.15 * shade) / INKS;
    ink.fillStyle = `rgb(${COLOURS.cream})`;
    grouped(INKS + 1, inkOf).forEach((group, shade) => {
      ink.globalAlpha = (open * shade) / INKS;
      if (shade) this.#fillDots(ink, group, size(shade));
    });
    grouped((2 * TINTS + 1) * (INKS + 1), (pixel) => (tintOf(pixel) + TINTS) * (INKS + 1) + inkOf(pixel)).forEach((group, key) => {
      const [tint, shade] = [Math.floor(key / (INKS + 1)) - TINTS, key % (INKS + 1)];
      ink.fillStyle = `rgb(${tint < 0 ? COLOURS.red : COLOURS.blue})`;
      ink.globalAlpha = (open * Math.abs(tint) * (0.55 + (0.4 * shade) / INKS)) / TINTS;
      if (tint) this.#fillDots(ink, group, size(shade));
    });
    ink.globalAlpha = open;
    ink.strokeStyle = `rgb(${COLOURS.cream})`;
    ink.lineWidth = 1.4;
    ink.beginPath();
    for (const pixel of marked) this.#traceDot(ink, pixel, 0.5);
    ink.stroke();
  }

  /** @param {Ink} ink @param {number[]} pixels @param {number} size in parts of a cell */
  #fillDots(ink, pixels, size) {
    if (!pixels.length) return;
    ink.beginPath();
    for (const pixel of pixels) this.#traceDot(ink, pixel, size);
    ink.fill();
  }

  /** @param {Ink} ink @param {number} pixel @param {number} size */
  #traceDot(ink, pixel, size) {
    const { side, tall } = /** @type {Place} */ (this.#place);
    const [x, y, near] = [this.#spots[3 * pixel], this.#spots[3 * pixel + 1], this.#spots[3 * pixel + 2]];
    const wide = (size * near * side) / SIDE;
    const narrow = wide * Math.cos(this.#angle);
    const [across, down] = tall ? [wide, narrow] : [narrow, wide];
    ink.moveTo(x + across, y);
    ink.ellipse(x, y, across, down, 0, 0, 2 * Math.PI);
  }
}

/** The pixels in groups by a key. @param {number} count of groups @param {(pixel: number) => number} key */
function grouped(count, key) {
  /** @type {number[][]} */
  const groups = Array.from({ length: count }, () => []);
  for (let pixel = 0; pixel < COUNT; pixel++) groups[key(pixel)].push(pixel);
  return groups;
}
