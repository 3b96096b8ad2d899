// The ground of "Roll downhill" on its chart, in tones of one colour that are darker the lower it is, and the ball that rolls on it.

import { clip } from "../network/arrays.js";
import { setAttributes } from "../page/elements.js";
import { pathOf, svg } from "./chart.js";
import { areaAbove, heightAt } from "./landscape.js";

/**
 * @typedef {import("./chart.js").Chart} Chart
 * @typedef {import("./chart.js").Point} Point
 * @typedef {import("./landscape.js").Survey} Survey
 * @typedef {import("./landscape.js").Stop} Stop
 */

const TONES = 12; // from the lowest to the highest
const APART = 5; // samples between two arrows on a map
const BALL = 8; // radius, in units of the chart
const PIECES = 24; // of a step along the line of one dial
const REMEMBERED = 8; // steps, after which the trail fades no further
const FAINT = 0.2;
const { POSITIVE_INFINITY: FAR } = Number; // what lies outside the chart is drawn at its border

/** A cut through the ground of one dial, or a map of two. @param {Chart} chart @param {Survey} survey */
export function drawGround(chart, survey) {
  const air = chart.path([[-FAR, -FAR], [FAR, -FAR], [FAR, FAR], [-FAR, FAR]], "lab-air");
  chart.draw("ground", air, ...(isMap(survey) ? map : cut)(chart, survey));
}

/** @param {Survey} survey */
function isMap({ costs }) {
  return costs.length > 1;
}

/** @param {Chart} chart @param {Survey} survey */
function cut(chart, { samples, costs: [costs], lowest, highest }) {
  const tones = Array.from({ length: TONES }, (_, tone) => {
    const level = lowest + ((tone + 1) / TONES) * (highest - lowest);
    /** @type {Point[]} */
    const line = samples.map((x, index) => [x, Math.min(level, costs[index])]);
    return toned(tone, pathOf([[FAR, -FAR], [-FAR, -FAR], ...line].map(([x, y]) => chart.at(x, y))));
  });
  return [...tones.toReversed(), chart.path(samples.map((x, index) => [x, costs[index]]), "lab-crest")];
}

/** @param {Chart} chart @param {Survey} survey */
function map(chart, survey) {
  const { lowest, highest, bottoms } = survey;
  const tones = Array.from({ length: TONES }, (_, tone) => {
    // The tones grow apart with the height, as in the chapter: a valley is flat, and its floor is what one wants to see.
    const level = lowest + (highest - lowest) * (tone / TONES) ** 2;
    return toned(tone, areaAbove(survey, level).map((polygon) => `${pathOf(polygon.map((corner) => chart.at(...corner)))}Z`).join(""));
  });
  const crosses = bottoms.map(({ place: [x, y] }) => {
    const [right, down] = chart.at(x, y);
    return svg("path", { class: "lab-bottom", d: `M${right - 6} ${down}h12M${right} ${down - 6}v12` });
  });
  return [...tones, ...arrows(chart, survey), ...crosses];
}

/** @param {number} tone @param {string} d */
function toned(tone, d) {
  const area = svg("path", { class: "lab-tone", d });
  area.style.setProperty("--height", String(tone / (TONES - 1)));
  return area;
}

/** Which way is down, here and there; the stronger the arrow, the steeper. @param {Chart} chart @param {Survey} survey */
function arrows(chart, { samples, costs }) {
  const middles = samples.map((_, index) => index).filter((index) => index % APART === Math.floor(APART / 2) && index + 1 < samples.length);
  const found = middles.flatMap((r) =>
    middles.map((c) => {
      const [right, down] = chart.at(samples[c], samples[r]);
      const [ahead, above] = chart.at(samples[c + 1], samples[r + 1]);
      const [x, y] = [(costs[r][c - 1] - costs[r][c + 1]) / (ahead - right), (costs[r - 1][c] - costs[r + 1][c]) / (above - down)];
      return { right, down, turn: (Math.atan2(y, x) * 180) / Math.PI, steep: Math.hypot(x, y) };
    }),
  );
  const steepest = Math.max(...found.map(({ steep }) => steep));
  return found.map(({ right, down, turn, steep }) => {
    const transform = `translate(${right} ${down}) rotate(${turn})`;
    const opacity = FAINT + (1 - FAINT) * Math.sqrt(steep / steepest);
    return svg("path", { class: "lab-arrow", d: "M-6 0H6M2 -4L6 0L2 4", transform, opacity });
  });
}

/** The ball, the stops of its walk, and the trail behind it. */
export class Trail {
  #chart;
  /**
   * way: that of the middle of the ball, not drawn; length: of that, negative towards the left; before: of all ways before it
   *
   * @type {{ line: SVGPathElement, stop: SVGCircleElement, way: SVGPathElement, length: number, before: number }[]}
   */
  #steps = [];
  #start = { x: 0, y: 0 }; // the middle of the ball before the first step
  #ball = svg("g", { class: "lab-ball" }, svg("circle", { r: BALL }), svg("path", { d: `M${-BALL} 0H${BALL}` }));

  /** @param {Chart} chart */
  constructor(chart) {
    this.#chart = chart;
    chart.draw("top", this.#ball);
  }

  /** @param {Survey} survey @param {Stop[]} path @param {number[]} leaps the numbers of the steps that are leaps */
  lay(survey, path, leaps) {
    const chart = this.#chart;
    const at = (/** @type {number} */ x) => chart.at(x, heightAt(survey, x));
    /** On a map the ball is seen from above; on a line it lies. @type {(place: number[]) => [foot: Point, middle: Point]} */
    const lie = ([x, y]) => {
      if (isMap(survey)) return [chart.at(x, y), chart.at(x, y)];
      const [[left, before], [right, after]] = [at(x - 0.1), at(x + 0.1)];
      const slant = Math.atan2(after - before, right - left);
      const [across, down] = at(x);
      return [[across, down], [across + BALL * Math.sin(slant), down - BALL * Math.cos(slant)]];
    };
    let before = 0;
    this.#steps = path.slice(1).map(({ place }, index) => {
      const { place: from } = path[index];
      const after = (/** @type {number} */ part) => from.map((x, dial) => x + part * (place[dial] - x));
      const stations = Array.from({ length: PIECES + 1 }, (_, piece) => lie(after(piece / PIECES)));
      const [feet, middles] = [0, 1].map((part) => pathOf(stations.map((station) => station[part])));
      const [cx, cy] = stations[PIECES][0];
      const line = svg("path", { class: leaps.includes(index + 1) ? "lab-step lab-leap" : "lab-step", d: feet, pathLength: 1 });
      const [stop, way] = [svg("circle", { class: "lab-stop", cx, cy, r: 3 }), svg("path", { d: middles })];
      const length = way.getTotalLength() * Math.sign(place[0] - from[0]);
      before += length;
      return { line, stop, way, length, before: before - length };
    });
    const [[cx, cy], [x, y]] = lie(path[0].place);
    this.#start = { x, y };
    chart.draw("walk", ...this.#steps.map(({ line }) => line), ...this.#steps.map(({ stop }) => stop));
    chart.draw("start", svg("circle", { class: "lab-reach", cx, cy, r: 22 }), svg("circle", { class: "lab-begin", cx, cy, r: 5 }));
  }

  /** Show the ball after so many steps, the last of which may be half done. @param {number} at */
  show(at) {
    const now = clip(Math.ceil(at) - 1, 0, this.#steps.length - 1);
    const { way, length, before } = this.#steps[now] ?? { way: null, length: 0, before: 0 };
    const { x, y } = way?.getPointAtLength((at - now) * Math.abs(length)) ?? this.#start;
    this.#steps.forEach(({ line, stop }, index) => {
      const part = clip(at - index, 0, 1);
      const light = Math.max(FAINT, 1 - Math.max(0, at - index - 1) / REMEMBERED);
      setAttributes(line, { "stroke-dashoffset": 1 - part, opacity: part && light });
      setAttributes(stop, { opacity: part === 1 ? light : 0 });
    });
    const turn = (((before + (at - now) * length) / BALL) * 180) / Math.PI;
    setAttributes(this.#ball, { transform: `translate(${x.toFixed(2)} ${y.toFixed(2)}) rotate(${turn.toFixed(1)})` });
  }
}
