// A drawing is a list of marks: strokes of a pen, and pictures that were put there. This module turns it into
// grey numbers by distances alone, without a canvas, so that every browser and Node get the very same ones.

import { clip } from "../network/arrays.js";
import { SIDE, blank, inkBox, resize, sample } from "../network/preprocessing.js";
import { Below } from "./layers.js";

/**
 * Lengths are in units of the pad, whose corners are (0, 0) and (1, 1). An example is a picture that a link can name by its number.
 *
 * @typedef {import("../network/preprocessing.js").GreyImage} GreyImage
 * @typedef {[x: number, y: number]} Point
 * @typedef {{ points: Point[], image?: undefined, example?: undefined }} Stroke
 * @typedef {{ image: GreyImage, left: number, top: number, side: number, example?: number, points?: undefined }} Picture
 * @typedef {Stroke | Picture} Mark
 */

// The longer side of the ink box, in pixels of the image we make: four for each of the twenty that framing leaves.
export const BOX = 80;
// How thick a line is, as a share of the longer side of the ink box. MNIST's own lines, blurred as they are, measure 0.12 in
// the median; training digits thinned to their skeletons and redrawn are read equally well with anything from 0.08 to 0.14,
// and better with thin lines where they are narrow.
export const LINE_SHARE = 0.1;
// A drawing smaller than this is taken to be this large: a mere dot has no size to measure lines by.
const SMALLEST = 0.02;
// How thick the pen looks on the pad, in widths of it.
export const LINE = 0.06;
// No digit has a dot: what moved less than this share of the longest mark was a slip of the hand, and is not read.
// Where that mark is itself as short as this in widths of the pad, all are dots, and the digit is made of them.
const SPECK = 0.05;

/**
 * The drawing as one grey image, its lines as thick as MNIST's would be; null when there is no ink.
 *
 * @param {Mark[]} drawn
 * @param {Below<GreyImage>} [below] what to remember from one change to the next
 */
export function imageOf(drawn, below = new Below()) {
  const marks = dropSpecks(drawn);
  if (!marks.length) return null;
  if (marks.length === 1 && marks[0].image) return marks[0].image;
  const box = boxOf(marks);
  const lineWidth = BOX * LINE_SHARE;
  const longer = Math.max(box.right - box.left, box.bottom - box.top, SMALLEST);
  const scale = (BOX - lineWidth) / longer;
  const margin = Math.ceil(lineWidth / 2) + 1;
  /** @param {Point} point @returns {Point} */
  const place = ([x, y]) => [(x - box.left) * scale + margin, (y - box.top) * scale + margin];
  const reach = (/** @type {number} */ length) => Math.ceil(length * scale) + 2 * margin;
  const size = { width: reach(box.right - box.left), height: reach(box.bottom - box.top) };
  return rasterize(marks, below, size, { place, scale, radius: lineWidth / 2 }, Object.values(box).join());
}

/**
 * The whole pad as 28 x 28 pixels: the digit wherever it was drawn, and as thick as it looks.
 *
 * @param {Mark[]} marks
 * @param {Below<GreyImage>} [below] what to remember from one change to the next
 */
export function wholePad(marks, below = new Below()) {
  /** @param {Point} point @returns {Point} */
  const place = ([x, y]) => [x * SIDE, y * SIDE];
  const view = { place, scale: SIDE, radius: (LINE * SIDE) / 2 };
  return rasterize(marks, below, { width: SIDE, height: SIDE }, view, "the whole pad");
}

/**
 * Put all marks on an image.
 *
 * @typedef {{ place: (point: Point) => Point, scale: number, radius: number }} View from the pad to an image that is scale times as
 *   large, with lines of this radius
 * @param {Mark[]} marks
 * @param {Below<GreyImage>} below
 * @param {{ width: number, height: number }} size of the image
 * @param {View} view
 * @param {string} key that differs where the view does
 */
function rasterize(marks, below, { width, height }, view, key) {
  const add = (/** @type {GreyImage} */ image, /** @type {Mark} */ mark) => addMark(image, mark, view);
  const under = below.get(marks, key, () => blank(width, height), add);
  const image = { ...under, pixels: under.pixels.slice() };
  for (const mark of marks.slice(-1)) add(image, mark);
  return image;
}

/** @param {GreyImage} image @param {Mark} mark @param {View} view */
function addMark(image, mark, { place, scale, radius }) {
  if (mark.image) addPicture(image, mark.image, ...place([mark.left, mark.top]), mark.side * scale);
  else addStroke(image, thin(mark.points.map(place)), radius);
}

/** @param {Mark[]} marks */
function dropSpecks(marks) {
  const sizes = marks.map((mark) => {
    const { left, right, top, bottom } = boxOfMark(mark);
    return Math.max(right - left, bottom - top);
  });
  const longest = Math.max(...sizes);
  return marks.filter((_, index) => longest < SPECK || sizes[index] >= SPECK * longest);
}

/** The smallest upright box round the ink. Lines count by their middle. @param {Mark[]} marks */
function boxOf(marks) {
  return boxAround(marks.map(boxOfMark).flatMap(({ left, top, right, bottom }) => [[left, top], [right, bottom]]));
}

/** @type {WeakMap<Mark, { length: number | undefined, box: ReturnType<typeof boxAround> }>} boxes, and the number of points then */
const boxes = new WeakMap();

/** @param {Mark} mark */
function boxOfMark(mark) {
  const [known, length] = [boxes.get(mark), mark.points?.length];
  if (known && known.length === length) return known.box;
  const box = boxAround(mark.image ? inkCorners(mark) : mark.points);
  boxes.set(mark, { length, box });
  return box;
}

/** @param {number[][]} points */
function boxAround(points) {
  const box = { left: Infinity, top: Infinity, right: -Infinity, bottom: -Infinity };
  for (const [x, y] of points) {
    box.left = Math.min(box.left, x);
    box.top = Math.min(box.top, y);
    box.right = Math.max(box.right, x);
    box.bottom = Math.max(box.bottom, y);
  }
  return box;
}

/** @param {Picture} picture */
function inkCorners({ image, left, top, side }) {
  const unit = side / image.width;
  const ink = inkBox(image);
  return [[ink.left, ink.top], [ink.right, ink.bottom]].map(([x, y]) => [left + x * unit, top + y * unit]);
}

/**
 * Leaves out points less than half a pixel from the one before, but never the last: a slow pen sends hundreds of them.
 *
 * @param {Point[]} points
 */
function thin(points) {
  const kept = [points[0]];
  points.slice(1).forEach((point, index) => {
    const [x, y] = kept[kept.length - 1];
    const far = Math.max(Math.abs(point[0] - x), Math.abs(point[1] - y)) >= 0.5;
    if (far || index === points.length - 2) kept.push(point);
  });
  return kept;
}

/**
 * Draw a line with round ends and joins: each pixel is lit by its distance to the nearest segment, with a soft edge of one pixel.
 *
 * @param {GreyImage} image @param {Point[]} points @param {number} radius
 */
export function addStroke(image, points, radius) {
  const [first, ...rest] = points;
  addSegment(image, first, rest[0] ?? first, radius);
  rest.slice(1).forEach((point, index) => addSegment(image, rest[index], point, radius));
}

/** @param {GreyImage} image @param {Point} start @param {Point} end @param {number} radius */
function addSegment({ pixels, width, height }, start, end, radius) {
  const reach = radius + 0.5;
  const [[x0, y0], [x1, y1]] = [start, end];
  const firstRow = Math.max(0, Math.floor(Math.min(y0, y1) - reach));
  const lastRow = Math.min(height - 1, Math.ceil(Math.max(y0, y1) + reach));
  const firstColumn = Math.max(0, Math.floor(Math.min(x0, x1) - reach));
  const lastColumn = Math.min(width - 1, Math.ceil(Math.max(x0, x1) + reach));
  for (let row = firstRow; row <= lastRow; row++) {
    for (let column = firstColumn; column <= lastColumn; column++) {
      const light = Math.min(1, reach - distanceToSegment(column + 0.5, row + 0.5, start, end));
      const index = row * width + column;
      if (light > pixels[index]) pixels[index] = light;
    }
  }
}

/**
 * How far a point (x, y) is from the segment between two others.
 *
 * @param {number} x @param {number} y @param {Point} start @param {Point} end
 */
export function distanceToSegment(x, y, [x0, y0], [x1, y1]) {
  const [dx, dy, px, py] = [x1 - x0, y1 - y0, x - x0, y - y0];
  const lengthSquared = dx * dx + dy * dy;
  const along = lengthSquared ? clip((px * dx + py * dy) / lengthSquared, 0, 1) : 0;
  const [qx, qy] = [px - along * dx, py - along * dy];
  // Math.hypot may differ from browser to browser; this is the same in all.
  return Math.sqrt(qx * qx + qy * qy);
}

/**
 * Lay a picture over the image, read between its pixels; the lighter of the two stays.
 *
 * @param {GreyImage} image @param {GreyImage} picture @param {number} left @param {number} top @param {number} side its width on the image
 */
function addPicture({ pixels, width, height }, picture, left, top, side) {
  const shrunk = side < picture.width ? resize(picture, Math.ceil((side * picture.height) / picture.width), Math.ceil(side)) : picture;
  const unit = side / shrunk.width;
  for (let row = 0; row < height; row++) {
    for (let column = 0; column < width; column++) {
      const light = sample(shrunk, (column + 0.5 - left) / unit - 0.5, (row + 0.5 - top) / unit - 0.5);
      const index = row * width + column;
      if (light > pixels[index]) pixels[index] = light;
    }
  }
}
