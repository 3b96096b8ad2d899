// A picture of a digit, drawn, scanned or photographed, becomes white ink on black, as preprocessing wants it.
// The twin of nn_core/picture.py, where each step is explained. It knows no page; picture-file.js opens the file.

import { crop, inkBox, resize, weighted } from "../network/preprocessing.js";
import { BOX } from "./strokes.js";

export const LONGEST = 560;
const SMALL = 64;
const STROKE = 21;
const DARKEST_PAPER = 1e-3;
const FAINTEST = 0.08;

/** The ink in a grey picture, 0 black to 1 white: an image of its size. Throws a RangeError where there is none. */
export function inkOf(grey) {
  const { width, height } = grey;
  const { paper, inkIsDark } = paperOf(resampled(grey, SMALL, SMALL, Math.min(width, height) < SMALL ? triangle : box));
  const light = resampled(paper, height, width, cubic).pixels;
  const ink = grey.pixels.map((shade, index) => (inkIsDark ? 1 - shade / Math.max(light[index], DARKEST_PAPER) : shade - light[index]));
  const [most, nearlyAll] = percentiles(border({ pixels: ink, width, height }), [80, 98]);
  const grain = Math.min(5 * most, 2 * nearlyAll);
  const pixels = ink.map((share) => Math.min(1, Math.max(0, share - grain)));
  if (!pixels.some((share) => share >= FAINTEST)) throw new RangeError("its brightest and its darkest place are nearly the same");
  return { pixels, width, height };
}

/** The mark that the ink of a picture makes on the pad: its longer side as long as the pad's, cropped, in pixels as fine as a stroke's. */
export function markOf(ink) {
  const { top, bottom, left, right } = inkBox(ink);
  const [width, height] = [right - left, bottom - top];
  const unit = 1 / Math.max(ink.width, ink.height);
  const zoom = Math.min(1, BOX / Math.max(width, height));
  const image = resize(crop(ink, top, bottom, left, right), Math.max(1, Math.round(height * zoom)), Math.max(1, Math.round(width * zoom)));
  return { image, left: 0.5 + (left - ink.width / 2) * unit, top: 0.5 + (top - ink.height / 2) * unit, side: width * unit };
}

/** How bright the paper is without its strokes, and whether they are darker than it. */
function paperOf(small) {
  const plane = planeThroughBorder(small);
  const difference = small.pixels.reduce((sum, shade, index) => sum + (shade - plane[index]) ** 3, 0);
  if (difference >= 0) return { paper: windowed(windowed(small, Math.min), Math.max), inkIsDark: false };
  const flat = windowed(windowed({ ...small, pixels: small.pixels.map((shade, index) => shade / plane[index]) }, Math.max), Math.min);
  return { paper: { ...flat, pixels: flat.pixels.map((shade, index) => shade * plane[index]) }, inkIsDark: true };
}

/** The shades b + m_y y + m_x x that fit the border best, by least squares. */
function planeThroughBorder(small) {
  const { width, height } = small;
  const shades = border(small);
  const rows = border({ ...small, pixels: small.pixels.map((_, index) => Math.floor(index / width)) });
  const columns = border({ ...small, pixels: small.pixels.map((_, index) => index % width) });
  const mean = (numbers) => numbers.reduce((sum, number) => sum + number, 0) / numbers.length;
  // On the border of a square, row and column do not vary together: each slope can be found alone.
  const slope = (places, middle) => mean(places.map((place, i) => (place - middle) * shades[i])) / mean(places.map((place) => (place - middle) ** 2));
  const [middleY, middleX, level] = [(height - 1) / 2, (width - 1) / 2, mean(shades)];
  const [down, across] = [slope(rows, middleY), slope(columns, middleX)];
  return small.pixels.map((_, index) =>
    Math.max(level + down * (Math.floor(index / width) - middleY) + across * ((index % width) - middleX), DARKEST_PAPER),
  );
}

/** Each pixel replaced by the largest (or smallest) in a square window round it. */
function windowed(image, most) {
  const along = (pixels, step, count) =>
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

function border({ pixels, width, height }) {
  const edge = (index) => index < width || index >= width * (height - 1) || index % width === 0 || index % width === width - 1;
  return pixels.filter((_, index) => edge(index));
}

/** Percentiles of some numbers, interpolated between the two nearest. */
function percentiles(numbers, wanted) {
  const sorted = numbers.slice().sort();
  return wanted.map((percent) => {
    const place = (percent / 100) * (sorted.length - 1);
    const below = Math.floor(place);
    return sorted[below] + (place - below) * ((sorted[below + 1] ?? sorted[below]) - sorted[below]);
  });
}

// Filters, by the distance from the middle in pixels of the coarser image; each with its reach.

const box = { reach: 0.5, weight: (distance) => (distance > -0.5 && distance <= 0.5 ? 1 : 0) };
const triangle = { reach: 1, weight: (distance) => Math.max(0, 1 - Math.abs(distance)) };
const cubic = {
  reach: 2,
  weight: (distance) => {
    const d = Math.abs(distance);
    if (d < 1) return (1.5 * d - 2.5) * d * d + 1;
    return d < 2 ? ((-0.5 * d + 2.5) * d - 4) * d + 2 : 0;
  },
};

function resampled(image, height, width, filter) {
  return weighted(image, weightsOf(height, image.height, filter), weightsOf(width, image.width, filter));
}

function weightsOf(nOut, nIn, { reach, weight }) {
  const shrink = nIn / nOut;
  const unit = Math.max(shrink, 1);
  return Array.from({ length: nOut }, (_, i) => {
    const middle = (i + 0.5) * shrink;
    const weights = [];
    for (let j = Math.max(0, Math.floor(middle - reach * unit)); j < Math.min(nIn, Math.ceil(middle + reach * unit)); j++) {
      weights.push([j, weight((j + 0.5 - middle) / unit)]);
    }
    const total = weights.reduce((sum, [, each]) => sum + each, 0);
    return weights.map(([from, each]) => [from, each / total]);
  });
}
