// A drawing is a list of marks: strokes of a pen, and pictures that were put there. This module turns it into
// grey numbers by distances alone, without a canvas, so that every browser and Node get the very same ones.
//
// A mark is {points: [[x, y], …]} or {image, left, top, side}: in units of the pad, whose corners are (0, 0) and (1, 1).
// An image is {pixels: Float64Array, width, height}, row after row, 0 black to 1 white ink.

import { blank, sample } from "./preprocessing.js";

// The longer side of the ink box, in pixels of the image we make: four for each of the twenty that framing leaves.
export const BOX = 80;
// How thick a line is, as a share of the longer side of the ink box. MNIST's own lines, blurred as they are, measure 0.12 in
// the median; training digits thinned to their skeletons and redrawn are read equally well with anything from 0.08 to 0.14.
export const LINE_SHARE = 0.11;
// A drawing smaller than this is taken to be this large: a mere dot has no size to measure lines by.
const SMALLEST = 0.02;

/** The drawing as one grey image, its lines as thick as MNIST's would be; null when there is no ink. */
export function imageOf(marks, lineShare = LINE_SHARE) {
  if (marks.length === 1 && marks[0].image) return marks[0].image;
  const box = inkBox(marks);
  if (!box) return null;
  const lineWidth = BOX * lineShare;
  const longer = Math.max(box.right - box.left, box.bottom - box.top, SMALLEST);
  const scale = (BOX - lineWidth) / longer;
  const margin = Math.ceil(lineWidth / 2) + 1;
  const place = ([x, y]) => [(x - box.left) * scale + margin, (y - box.top) * scale + margin];
  const reach = (length) => Math.ceil(length * scale) + 2 * margin;
  const image = blank(reach(box.right - box.left), reach(box.bottom - box.top));
  for (const mark of marks) {
    if (mark.image) addPicture(image, mark.image, ...place([mark.left, mark.top]), mark.side * scale);
    else addStroke(image, thinned(mark.points.map(place)), lineWidth / 2);
  }
  return image;
}

/** The smallest upright box round the ink: {left, top, right, bottom}, or null. Lines count by their middle. */
export function inkBox(marks) {
  const points = marks.flatMap((mark) => (mark.image ? inkCorners(mark) : mark.points));
  if (!points.length) return null;
  const box = { left: Infinity, top: Infinity, right: -Infinity, bottom: -Infinity };
  for (const [x, y] of points) {
    box.left = Math.min(box.left, x);
    box.right = Math.max(box.right, x);
    box.top = Math.min(box.top, y);
    box.bottom = Math.max(box.bottom, y);
  }
  return box;
}

function inkCorners({ image, left, top, side }) {
  const unit = side / image.width;
  const corners = [];
  image.pixels.forEach((ink, index) => {
    const [column, row] = [index % image.width, Math.floor(index / image.width)];
    if (ink > 0) corners.push([left + (column + 0.5) * unit, top + (row + 0.5) * unit]);
  });
  return corners;
}

/** Leaves out points less than half a pixel from the one before, but never the last: a slow pen sends hundreds of them. */
function thinned(points) {
  const kept = [points[0]];
  points.slice(1).forEach((point, index) => {
    const [x, y] = kept.at(-1);
    const far = Math.max(Math.abs(point[0] - x), Math.abs(point[1] - y)) >= 0.5;
    if (far || index === points.length - 2) kept.push(point);
  });
  return kept;
}

/** A line with round ends and joins: each pixel is lit by its distance to the nearest piece, with a soft edge of one pixel. */
function addStroke(image, points, radius) {
  const [first, ...rest] = points;
  addSegment(image, first, rest[0] ?? first, radius);
  rest.slice(1).forEach((point, index) => addSegment(image, rest[index], point, radius));
}

function addSegment({ pixels, width, height }, [x0, y0], [x1, y1], radius) {
  const reach = radius + 0.5;
  const [dx, dy] = [x1 - x0, y1 - y0];
  const lengthSquared = dx * dx + dy * dy;
  const firstRow = Math.max(0, Math.floor(Math.min(y0, y1) - reach));
  const lastRow = Math.min(height - 1, Math.ceil(Math.max(y0, y1) + reach));
  const firstColumn = Math.max(0, Math.floor(Math.min(x0, x1) - reach));
  const lastColumn = Math.min(width - 1, Math.ceil(Math.max(x0, x1) + reach));
  for (let row = firstRow; row <= lastRow; row++) {
    for (let column = firstColumn; column <= lastColumn; column++) {
      const px = column + 0.5 - x0;
      const py = row + 0.5 - y0;
      const along = lengthSquared ? Math.min(1, Math.max(0, (px * dx + py * dy) / lengthSquared)) : 0;
      const qx = px - along * dx;
      const qy = py - along * dy;
      const light = Math.min(1, reach - Math.sqrt(qx * qx + qy * qy));
      const index = row * width + column;
      if (light > pixels[index]) pixels[index] = light;
    }
  }
}

/** Lays a picture over the image, read between its pixels; the lighter of the two stays. */
function addPicture({ pixels, width, height }, picture, left, top, side) {
  const unit = side / picture.width;
  for (let row = 0; row < height; row++) {
    for (let column = 0; column < width; column++) {
      const light = sample(picture, (column + 0.5 - left) / unit - 0.5, (row + 0.5 - top) / unit - 0.5);
      const index = row * width + column;
      if (light > pixels[index]) pixels[index] = light;
    }
  }
}
