// Where everything on the stage stands, in pixels of its canvas. It knows no page.
//
// A wide stage lies: pixels, layers and outputs stand in columns from left to right. A narrow one stands: they follow from top to bottom.
// "along" is the direction in which the light runs, "across" the one in which the neurons of a layer are lined up.

import { clip } from "../network/arrays.js";
import { SIDE } from "../network/preprocessing.js";

/**
 * @typedef {{ x: number, y: number, width: number, height: number }} Box
 * @typedef {[x: number, y: number]} Point
 * @typedef {object} Place
 * @property {boolean} tall whether the stage stands
 * @property {Box} box what the network has for itself
 * @property {Box} paper the sheet that the reader draws on
 * @property {number} width of the canvas
 * @property {number} height
 * @property {number} side of the lattice of pixels, seen from the front
 * @property {Point} centre of the lattice
 * @property {number} start along, where the light begins
 * @property {number} across where the neurons begin
 * @property {number[]} main along, where each layer stands; the pixels: where the lattice ends
 * @property {number[]} pitch across, from one neuron of a layer to the next
 * @property {number[]} radius of the neurons of each layer
 * @property {number} font the size of the names
 */

const REST = 0.94; // how far the lattice is turned away, in radians,
const TURNED = 0.42; // and how far while a neuron that reads it is looked at
const EYE = 2.7; // the distance of the eye from the lattice, in sides of it

/**
 * Where everything stands.
 *
 * @param {number[]} sizes of the layers, the pixels first
 * @param {{ box: Box, paper: Box, width: number, height: number, tall: boolean }} room
 * @returns {Place}
 */
export function placeOf(sizes, room) {
  return { ...room, ...(room.tall ? standing(sizes, room.box) : lying(sizes, room.box)) };
}

/** @param {number[]} sizes @param {Box} box */
function lying(sizes, { x, y, width, height }) {
  const [top, bottom, last] = [y + 38, y + height - 32, sizes.length - 1];
  const pitch = sizes.map((size) => (bottom - top) / size);
  const side = Math.min((bottom - top) * 0.88, width * 0.4);
  const [first, end] = last > 1 ? [0.52, 0.85] : [0.8, 0.8];
  const main = sizes.map((_, layer) => x + width * (first + ((end - first) * (layer - 1)) / Math.max(1, last - 1)));
  main[0] = x + side * 0.73;
  const radius = pitch.map((each, layer) => (layer === last ? clip(each * 0.34, 1.5, 24) : clip(each * 0.415, 1.5, 19)));
  const centre = /** @type {Point} */ ([x + side * 0.41, (top + bottom) / 2]);
  return { side, centre, start: x + side * 0.1, across: top, main, pitch, radius, font: clip(width / 68, 13, 17) };
}

/** @param {number[]} sizes @param {Box} box */
function standing(sizes, { x, y, width, height }) {
  const last = sizes.length - 1;
  const pitch = sizes.map((size) => width / size);
  const side = Math.min(width * 0.7, height * 0.5, 340);
  const [top, depth] = [y + 22, side * 0.66];
  // The way from the lattice to the first layer is the longest; under the outputs stand their digits and bars.
  const step = (height - 22 - depth - 92) / (last + 0.35);
  const main = sizes.map((_, layer) => top + depth + step * (layer ? layer + 0.35 : 0));
  const radius = pitch.map((each, layer) => clip(each * (layer === last ? 0.4 : 0.43), 1.5, layer === last ? 20 : 17));
  const centre = /** @type {Point} */ ([x + width / 2, top + depth * 0.47]);
  return { side, centre, start: top, across: x, main, pitch, radius, font: 13 };
}

/** The middle of a neuron. @param {Place} place @param {number} layer @param {number} index @returns {Point} */
export function middleOf({ tall, main, across, pitch }, layer, index) {
  const there = across + (index + 0.5) * pitch[layer];
  return tall ? [there, main[layer]] : [main[layer], there];
}

/**
 * How far the lattice is turned away from the reader.
 *
 * @param {number} open from 0, at rest, to 1, while a neuron that reads it is looked at
 */
export function angleOf(open) {
  return REST + open * (TURNED - REST);
}

/**
 * A point of the lattice on the canvas, and how near it is: 1 at its middle.
 *
 * @param {Place} place @param {number} column from 0 to 28 @param {number} row @param {number} angle
 * @returns {[x: number, y: number, near: number]}
 */
export function onLattice({ side, centre, tall }, column, row, angle) {
  const [u, v] = [(column / SIDE - 0.5) * side, (row / SIDE - 0.5) * side];
  const [turned, other] = tall ? [v, u] : [u, v];
  const near = 1 / (1 - (turned * Math.sin(angle)) / (EYE * side));
  const [along, across] = [turned * Math.cos(angle) * near, other * near];
  return tall ? [centre[0] + across, centre[1] + along, near] : [centre[0] + along, centre[1] + across, near];
}

/** An edge as a cubic curve that leaves and arrives along the light: eight numbers. @typedef {number[]} Curve */

/**
 * The edge between two points that have a rim: it touches both circles.
 *
 * @param {boolean} tall @param {ArrayLike<number>} from @param {ArrayLike<number>} to @param {number} rimFrom @param {number} rimTo
 * @returns {Curve}
 */
export function edgeBetween(tall, from, to, rimFrom, rimTo) {
  const [x0, y0, x1, y1] = tall
    ? [from[0], from[1] + rimFrom, to[0], to[1] - rimTo]
    : [from[0] + rimFrom, from[1], to[0] - rimTo, to[1]];
  const [middleX, middleY] = [(x0 + x1) / 2, (y0 + y1) / 2];
  return tall ? [x0, y0, x0, middleY, x1, middleY, x1, y1] : [x0, y0, middleX, y0, middleX, y1, x1, y1];
}

/** A point on an edge. @param {Curve} curve @param {number} share of the way, from 0 to 1 @returns {Point} */
export function pointOn(curve, share) {
  const [a, b, c, d] = [(1 - share) ** 3, 3 * share * (1 - share) ** 2, 3 * share * share * (1 - share), share ** 3];
  return [a * curve[0] + b * curve[2] + c * curve[4] + d * curve[6], a * curve[1] + b * curve[3] + c * curve[5] + d * curve[7]];
}

/** How far a point is from an edge. @param {Curve} curve @param {Point} point */
export function distanceTo(curve, [x, y]) {
  let least = Infinity;
  for (let step = 0; step <= 24; step++) {
    const [atX, atY] = pointOn(curve, step / 24);
    least = Math.min(least, Math.hypot(atX - x, atY - y));
  }
  return least;
}
