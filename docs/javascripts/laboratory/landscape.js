// Landscapes of the cost, and walks on them: a step leads against the slopes, and the learning rate says how far.
// The twin of nn_core/laboratory/landscapes.py, which says what the numbers of a landscape are. It knows no page.

import { clip, last } from "../network/arrays.js";
import { sigmoid } from "../network/network.js";

/**
 * @typedef {number[]} Place the settings of the dials, [x] or [x, y]
 * @typedef {{ place: Place, cost: number }} Bottom
 * @typedef {{ samples: number[], costs: number[][], lowest: number, highest: number, bottoms: Bottom[] }} Survey costs[row][column]
 * @typedef {{ place: Place, cost: number, slopes: number[] }} Stop of a walk
 *
 * @typedef {object} PlainLandscape as the file holds it
 * @property {number[]} rest
 * @property {number[][]} inputs
 * @property {number[]} [weights]
 * @property {number[][]} after
 * @property {(number | number[])[]} targets
 * @property {number} others
 */

const TINY = 1e-4; // a slope is felt this far to both sides
const NEAR = 0.01; // of the height of the landscape: who is no higher above a bottom has arrived there

/** The cost as a function of one or two dials. */
export class Landscape {
  #plain;
  #targets;

  /** @param {PlainLandscape} plain */
  constructor(plain) {
    this.#plain = plain;
    this.#targets = plain.targets.map((target) => [target].flat());
  }

  /** The average cost with the dials at a place. @param {Place} place */
  cost(place) {
    const { rest, inputs, weights, after, others } = this.#plain;
    const targets = this.#targets;
    let sum = 0;
    for (let image = 0; image < rest.length; image++) {
      let z = rest[image];
      for (let dial = 0; dial < inputs.length; dial++) z += place[dial] * inputs[dial][image];
      const a = sigmoid(z);
      const target = targets[image];
      if (!weights) sum += (a - target[0]) ** 2;
      else weights.forEach((weight, output) => (sum += (sigmoid(after[image][output] + weight * a) - target[output]) ** 2));
    }
    return others + sum / rest.length;
  }

  /** The slope of each dial, felt a tiny bit to both sides. @param {Place} place */
  slopes(place) {
    /** @param {number} dial @param {number} by */
    const nudged = (dial, by) => this.cost(place.map((number, each) => (each === dial ? number + by : number)));
    return place.map((_, dial) => (nudged(dial, TINY) - nudged(dial, -TINY)) / (2 * TINY));
  }

  /** The stops of a walk, the start first. @param {Place} start @param {number} rate @param {number} steps */
  walk(start, rate, steps) {
    const path = [this.#stopAt(start)];
    while (path.length <= steps) {
      const { place, slopes } = last(path);
      path.push(this.#stopAt(place.map((number, dial) => number - rate * slopes[dial])));
    }
    return path;
  }

  /** @param {Place} place @returns {Stop} */
  #stopAt(place) {
    return { place, cost: this.cost(place), slopes: this.slopes(place) };
  }

  /** Feel the whole of it at these settings of each dial; one row where there is one dial. @param {number[]} samples @returns {Survey} */
  survey(samples) {
    const rows = this.#plain.inputs.length === 1 ? [null] : samples;
    const costs = rows.map((y) => samples.map((x) => this.cost(y === null ? [x] : [x, y])));
    return { samples, costs, lowest: Math.min(...costs.flat()), highest: Math.max(...costs.flat()), bottoms: bottomsOf(samples, costs) };
  }
}

/** Where a survey is lower than all around it, corners too. @param {number[]} samples @param {number[][]} costs */
function bottomsOf(samples, costs) {
  /** @type {Bottom[]} */
  const found = [];
  costs.forEach((row, r) =>
    row.forEach((cost, c) => {
      const around = [-1, 0, 1].flatMap((down) => [-1, 0, 1].map((across) => (down || across ? costs[r + down]?.[c + across] : undefined)));
      const there = around.filter((other) => other !== undefined);
      const isOne = costs.length === 1;
      const inside = there.length === (isOne ? 2 : 8);
      if (inside && there.every((other) => cost < other)) found.push({ place: isOne ? [samples[c]] : [samples[c], samples[r]], cost });
    }),
  );
  return found;
}

/**
 * What came of a walk: {bottom, arrived, leaps, higher}. bottom: the nearest one to its end; leaps: the numbers of the steps that
 * went over a bottom, after which the slopes point the other way; higher: whether it ended higher than it began.
 *
 * @param {Stop[]} path
 * @param {Survey} survey
 */
export function outcome(path, { lowest, highest, bottoms }) {
  const end = last(path);
  const far = (/** @type {Bottom} */ { place }) => Math.hypot(...place.map((number, dial) => number - end.place[dial]));
  const bottom = bottoms.reduce((best, each) => (far(each) < far(best) ? each : best));
  const leaps = path.flatMap(({ slopes }, step) => (step && dot(slopes, path[step - 1].slopes) < 0 ? [step] : []));
  return { bottom, arrived: end.cost - bottom.cost <= NEAR * (highest - lowest), leaps, higher: end.cost > path[0].cost };
}

/**
 * All of a survey of two dials that is as high as a level, or higher, as polygons of [x, y]: one for each cell that the level cuts,
 * and one for each row of cells that lie above it.
 *
 * @param {Survey} survey @param {number} level
 */
export function areaAbove({ samples, costs }, level) {
  /** @type {Corner[][]} */
  const polygons = [];
  const isAbove = (/** @type {Corner} */ [c, r]) => costs[r][c] >= level;
  for (let r = 0; r + 1 < samples.length; r++) {
    /** @type {Corner[] | null} the cells just before, all of which lies above */
    let row = null;
    for (let c = 0; c + 1 < samples.length; c++) {
      /** @type {Corner[]} */
      const corners = [[c, r], [c + 1, r], [c + 1, r + 1], [c, r + 1]];
      const polygon = corners.flatMap((corner, side) => [
        ...(isAbove(corner) ? [placeOf(corner, samples)] : []), ...crossing(corner, corners[(side + 1) % 4], samples, costs, level),
      ]);
      const isWhole = corners.every(isAbove);
      if (isWhole && row) row.splice(1, 2, polygon[1], polygon[2]);
      else if (polygon.length) polygons.push(polygon);
      row = isWhole ? (row ?? polygon) : null;
    }
  }
  return polygons;
}

/**
 * The height of the drawn line of a survey of one dial, straight between its samples.
 *
 * @param {Survey} survey @param {number} x beyond the samples it is as high as at the last one
 */
export function heightAt({ samples, costs: [costs] }, x) {
  const [first, second] = samples;
  const place = clip((x - first) / (second - first), 0, samples.length - 1);
  const before = Math.min(Math.floor(place), samples.length - 2);
  return costs[before] + (place - before) * (costs[before + 1] - costs[before]);
}

/** @typedef {[x: number, y: number]} Corner */
/** @param {Corner} from @param {Corner} to @param {number[]} samples @param {number[][]} costs @param {number} level @returns {Corner[]} */
function crossing([c0, r0], [c1, r1], samples, costs, level) {
  const [here, there] = [costs[r0][c0] - level, costs[r1][c1] - level];
  if (here < 0 === there < 0) return [];
  const share = here / (here - there);
  const between = (/** @type {number} */ from, /** @type {number} */ to) => samples[from] + share * (samples[to] - samples[from]);
  return [[between(c0, c1), between(r0, r1)]];
}

/** @param {Corner} corner @param {number[]} samples @returns {Corner} */
function placeOf([c, r], samples) {
  return [samples[c], samples[r]];
}

/** @param {number[]} one @param {number[]} other */
function dot(one, other) {
  return one.reduce((sum, number, index) => sum + number * other[index], 0);
}
