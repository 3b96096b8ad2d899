// Draws edges: curves that touch the neurons at both ends, blue and whole where they speak for the next neuron, red and dashed where
// against it, the more transparent the weaker. And the dots of light that run along them.

import { edgeBetween, middleOf, pointOn } from "./geometry.js";
import { COLOURS, shine } from "./light.js";
import { ease } from "./pass.js";

/** @typedef {import("./edges.js").Edge} Edge */
/** @typedef {import("./geometry.js").Place} Place */
/** @typedef {import("./geometry.js").Curve} Curve */
/** @typedef {import("./light.js").Ink} Ink */
/** @typedef {Edge & { curve: Curve }} DrawnEdge */

const LEVELS = 12; // of strength: edges of one level are one path
const SPARKS = 60; // so many edges of a layer carry dots of light
const TAIL = 3; // dots on each
const GAP = 0.028; // from dot to dot, as a share of the way
const RIM = 1; // the line around a neuron

/**
 * Edges with the curves that they are drawn as.
 *
 * @param {Edge[]} edges
 * @param {number} layer that they lead into
 * @param {Place} place
 * @param {import("./lattice.js").Lattice} lattice
 * @returns {DrawnEdge[]}
 */
export function curved(edges, layer, place, lattice) {
  const { radius, tall } = place;
  const rim = layer > 1 ? radius[layer - 1] + RIM : 0;
  return edges.map((edge) => {
    const from = layer > 1 ? middleOf(place, layer - 1, edge.source) : lattice.spot(edge.source);
    return { ...edge, curve: edgeBetween(tall, from, middleOf(place, layer, edge.target), rim, radius[layer] + RIM) };
  });
}

/**
 * Draw edges into a layer.
 *
 * @param {Ink} ink
 * @param {DrawnEdge[]} edges
 * @param {number} layer
 * @param {Place} place
 * @param {(level: number) => { alpha: number, width: number }} look by strength, from 0 to 1
 */
export function drawEdges(ink, edges, layer, place, look) {
  const levels = Int8Array.from(edges, ({ strength }) => {
    const level = 1 + Math.min(LEVELS - 1, Math.floor(Math.abs(strength) * LEVELS));
    return strength < 0 ? -level : level;
  });
  ink.lineCap = "round";
  for (const sign of [-1, 1]) {
    ink.strokeStyle = wayOf(ink, layer, place, sign < 0 ? COLOURS.red : COLOURS.blue);
    for (let level = 1; level <= LEVELS; level++) {
      const { alpha, width } = look((level - 0.5) / LEVELS);
      ink.globalAlpha = alpha;
      ink.lineWidth = width;
      ink.setLineDash(sign < 0 ? [0.4 * width + 1.2, width + 2.4] : []);
      ink.beginPath();
      let isEmpty = true;
      for (let index = 0; index < edges.length; index++) {
        if (levels[index] !== sign * level) continue;
        isEmpty = false;
        const [x0, y0, x1, y1, x2, y2, x3, y3] = edges[index].curve;
        ink.moveTo(x0, y0);
        ink.bezierCurveTo(x1, y1, x2, y2, x3, y3);
      }
      if (!isEmpty) ink.stroke();
    }
  }
  ink.setLineDash([]);
  ink.globalAlpha = 1;
}

/**
 * Edges leave the picture faintly, so that the digit stays readable.
 *
 * @param {Ink} ink @param {number} layer @param {Place} place @param {string} colour
 */
function wayOf(ink, layer, { main, start, tall }, colour) {
  if (layer > 1) return `rgb(${colour})`;
  const way = tall ? ink.createLinearGradient(0, start, 0, main[1]) : ink.createLinearGradient(start, 0, main[1], 0);
  const leaves = (main[0] - start) / (main[1] - start);
  for (const [stop, alpha] of [[0, 0.08], [0.6 * leaves, 0.12], [Math.min(1, 1.15 * leaves), 1]]) {
    way.addColorStop(stop, `rgba(${colour},${alpha})`);
  }
  return way;
}

/** The edges of a layer that carry light, each a little later than another. @param {DrawnEdge[]} edges */
export function kindle(edges) {
  const order = [...edges].sort((a, b) => Math.abs(b.strength) - Math.abs(a.strength));
  return order.slice(0, SPARKS).map((edge, index) => ({ edge, late: ((37 * index) % SPARKS) / (7 * SPARKS) }));
}

/**
 * Draw the dots of light on their way.
 *
 * @param {Ink} ink
 * @param {ReturnType<typeof kindle>} sparks
 * @param {number} share of the time that they have, from 0 to 1
 */
export function drawSparks(ink, sparks, share) {
  ink.globalCompositeOperation = "lighter";
  for (const { edge: { curve, strength }, late } of sparks) {
    for (let dot = 0; dot < TAIL; dot++) {
      const along = ease(Math.min(1, Math.max(0, share * 1.14 - late - dot * GAP)));
      if (along <= 0 || along >= 1) continue;
      const [x, y] = pointOn(curve, along);
      shine(ink, strength < 0 ? "red" : "blue", x, y, 7 - 1.5 * dot, 0.85 - 0.22 * dot);
      if (!dot) shine(ink, "cream", x, y, 3.2, 1);
    }
  }
  ink.globalCompositeOperation = "source-over";
  ink.globalAlpha = 1;
}
