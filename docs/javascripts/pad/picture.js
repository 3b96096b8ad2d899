// A picture of a digit, drawn, scanned or photographed, becomes white ink on black, as preprocessing wants it.
// The twin of nn_core/photo.py, where each step is explained. It knows no page; picture-file.js opens the file.

import { clip, sum } from "../network/arrays.js";
import { TRIANGLE, crop, inkBox, resample, resize } from "../network/preprocessing.js";
import { BOX } from "./strokes.js";

/** @typedef {import("../network/preprocessing.js").GreyImage} GreyImage */
/** @typedef {import("../network/preprocessing.js").Filter} Filter */
/** @typedef {import("../network/arrays.js").Numbers} Numbers */

export const LONGEST = 560;
const SMALL = 64;
const STROKE = 21;
const DARKEST_PAPER = 1e-3;
const FAINTEST = 0.08;

/** The ink in a grey picture, 0 black to 1 white: an image of its size. Throws a RangeError where there is none. @param {GreyImage} grey */
export function inkOf(grey) {
  const { width, height } = grey;
  const { paper, inkIsDark } = paperOf(resample(grey, SMALL, SMALL, Math.min(width, height) < SMALL ? TRIANGLE : BOX_FILTER));
  const light = resample(paper, height, width, CUBIC).pixels;
  const ink = grey.pixels.map((shade, index) => (inkIsDark ? 1 - shade / Math.max(light[index], DARKEST_PAPER) : shade - light[index]));
  const [most, nearlyAll] = percentiles(border({ pixels: ink, width, height }), [80, 98]);
  const grain = Math.min(5 * most, 2 * nearlyAll);
  const pixels = ink.map((share) => clip(share - grain, 0, 1));
  if (!pixels.some((share) => share >= FAINTEST)) throw new RangeError("its brightest and its darkest place are nearly the same");
  return { pixels, width, height };
}

/**
 * The mark that the ink of a picture makes on the pad: its longer side as long as the pad's, cropped, in pixels as fine as a stroke's.
 *
 * @param {GreyImage} ink
 * @returns {import("./strokes.js").Picture}
 */
export function markOf(ink) {
  const inked = inkBox(ink);
  const { top, bottom, left, right } = inked;
  const [width, height] = [right - left, bottom - top];
  const unit = 1 / Math.max(ink.width, ink.height);
  const zoom = Math.min(1, BOX / Math.max(width, height));
  const image = resize(crop(ink, inked), Math.max(1, Math.round(height * zoom)), Math.max(1, Math.round(width * zoom)));
  return { image, left: 0.5 + (left - ink.width / 2) * unit, top: 0.5 + (top - ink.height / 2) * unit, side: width * unit };
}

/** How bright the paper is without its strokes, and whether they are darker than it. @param {GreyImage} small */
function paperOf(small) {
  const plane = planeThroughBorder(small);
  const difference = sum(small.pixels.map((shade, index) => (shade - plane[index]) ** 3));
  if (difference >= 0) return { paper: slideWindow(slideWindow(small, Math.min), Math.max), inkIsDark: false };
  const flat = slideWindow(slideWindow({ ...small, pixels: small.pixels.map((shade, index) => shade / plane[index]) }, Math.max), Math.min);
  return { paper: { ...flat, pixels: flat.pixels.map((shade, index) => shade * plane[index]) }, inkIsDark: true };
}

/** The shades b + m_y y + m_x x that fit the border best, by least squares. @param {GreyImage} small */
function planeThroughBorder(small) {
  const { width, height } = small;
  const shades = border(small);
  const rows = border({ ...small, pixels: small.pixels.map((_, index) => Math.floor(index / width)) });
  const columns = border({ ...small, pixels: small.pixels.map((_, index) => index % width) });
  const mean = (/** @type {Numbers} */ numbers) => sum(numbers) / numbers.length;
  // On the border of a square, row and column do not vary together: each slope can be found alone.
  /** @param {Float64Array} places @param {number} middle */
  const slope = (places, middle) =>
    mean(places.map((place, i) => (place - middle) * shades[i])) / mean(places.map((place) => (place - middle) ** 2));
  const [middleY, middleX, level] = [(height - 1) / 2, (width - 1) / 2, mean(shades)];
  const [down, across] = [slope(rows, middleY), slope(columns, middleX)];
  return small.pixels.map((_, index) =>
    Math.max(level + down * (Math.floor(index / width) - middleY) + across * ((index % width) - middleX), DARKEST_PAPER),
  );
}

/**
 * Each pixel replaced by the largest (or smallest) in a square window round it.
 *
 * @param {GreyImage} image @param {(one: number, other: number) => number} most Math.max or Math.min
 */
function slideWindow(image, most) {
  const along = (/** @type {Float64Array} */ pixels, /** @type {number} */ step, /** @type {number} */ count) =>
    pixels.map((_, index) => {
      const place = Math.floor(index / step) % count;
      let found = pixels[index];
      for (let by = -Math.min(place, STROKE >> 1); by <= Math.min(count - 1 - place, STROKE >> 1); by++) {
        found = most(found, pixels[index + by * step]);
      }
      return found;
    });
  return { ...image, pixels: along(along(image.pixels, 1, image.width), image.width, image.height) };
}

/** @param {GreyImage} image */
function border({ pixels, width, height }) {
  /** @param {number} index */
  const edge = (index) => index < width || index >= width * (height - 1) || index % width === 0 || index % width === width - 1;
  return pixels.filter((_, index) => edge(index));
}

/** Percentiles of some numbers, interpolated between the two nearest. @param {Float64Array} numbers @param {number[]} wanted */
function percentiles(numbers, wanted) {
  const sorted = numbers.slice().sort();
  return wanted.map((percent) => {
    const place = (percent / 100) * (sorted.length - 1);
    const below = Math.floor(place);
    return sorted[below] + (place - below) * ((sorted[below + 1] ?? sorted[below]) - sorted[below]);
  });
}

/** @type {Filter} */
const BOX_FILTER = { reach: 0.5, weight: (distance) => (distance > -0.5 && distance <= 0.5 ? 1 : 0) };
/** @type {Filter} */
const CUBIC = {
  reach: 2,
  weight: (distance) => {
    const d = Math.abs(distance);
    if (d < 1) return (1.5 * d - 2.5) * d * d + 1;
    return d < 2 ? ((-0.5 * d + 2.5) * d - 4) * d + 2 : 0;
  },
};
