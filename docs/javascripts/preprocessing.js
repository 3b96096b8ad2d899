// A network reads 784 activations, so a drawing of any size is first brought into the frame that its digits were learnt in.
// The twin of nn_core/preprocessing.py, one image at a time; what each stage does, and why, is written there.
//
// An image is {pixels: Float64Array, width, height}, row after row, 0 black to 1 white ink.

export const SIDE = 28;
export const BOX = 20;
export const CENTRE = 14;
const INK = 0.1;
const FULL = 0.99;
const TIE = 1e-9;

const MIDDLE = 13.5;
const [SPREAD_X, SPREAD_Y] = [4.2, 5.6];
const [STRETCH_MIN, STRETCH_MAX] = [0.45, 1.6];
const SLANT_MAX = 1;
const PAD = 2;

export const STAGES = { framed: ["scale", "centre"], straightened: ["scale", "centre", "straighten"] };

/** A drawing of any size as the 784 activations that a network reads ("framed" or "straightened"). */
export function prepare(image, input = "framed", stages = STAGES[input]) {
  let prepared = stages.includes("scale") ? scale(image) : fit(image);
  if (stages.includes("centre")) prepared = centre(prepared);
  if (stages.includes("straighten")) prepared = straighten(prepared);
  return prepared.pixels;
}

/** MNIST's own framing: scale, then centre. */
export function frame(image) {
  return centre(scale(image));
}

/** The whole image, its longer side made 28 pixels and the other one placed in the middle. */
export function fit(image) {
  if (hasSide(image)) return image;
  const [newHeight, newWidth] = newSize(image.height, image.width, SIDE);
  const [top, left] = [Math.floor((SIDE - newHeight) / 2), Math.floor((SIDE - newWidth) / 2)];
  return placed(resize(image, newHeight, newWidth), top, left);
}

/** Crop to the ink and make its longer side 20 pixels; its middle stays where it was in the drawing. Faint ink is brightened. */
export function scale(image) {
  const { top, bottom, left, right } = inkBox(image);
  const framedAlready = hasSide(image) && Math.max(bottom - top, right - left) === BOX;
  if (framedAlready && brightest(image.pixels) >= FULL) return image;
  const [newHeight, newWidth] = newSize(bottom - top, right - left, BOX);
  const digit = resize(crop(image, top, bottom, left, right), newHeight, newWidth);
  const peak = brightest(digit.pixels);
  if (0 < peak && peak < FULL) digit.pixels = digit.pixels.map((ink) => ink / peak);
  const longerSide = Math.max(image.height, image.width);
  const newTop = newStart(top, bottom, image.height, longerSide, newHeight);
  return placed(digit, newTop, newStart(left, right, image.width, longerSide, newWidth));
}

/** Shift by whole pixels so that the centre of mass, rounded, is at row 14 and column 14; ink never leaves the image. */
export function centre(image) {
  checkSide(image);
  const { mean } = moments(image);
  const { top, bottom, left, right } = inkBox(image);
  const down = clip(CENTRE - round(mean.y), -top, SIDE - bottom);
  const across = clip(CENTRE - round(mean.x), -left, SIDE - right);
  return down || across ? placed(image, down, across) : image;
}

/** Make a framed digit upright and of equal spread, by its moments. */
export function straighten(image) {
  checkSide(image);
  const { mean, covariance } = moments(image);
  const { xByX, xByY, yByY } = straightMap(covariance);
  const straightened = blank(SIDE, SIDE);
  const line = new Float64Array(SIDE + 2 * PAD);
  for (let row = 0; row < SIDE; row++) {
    // All along a row of the result the height in the image is the same: its two lines are mixed once.
    mixLines(image, mean.y + yByY * (row - MIDDLE), line);
    const start = mean.x + xByY * (row - MIDDLE) + PAD;
    for (let column = 0; column < SIDE; column++) {
      const x = clip(start + xByX * (column - MIDDLE), 0, SIDE + PAD);
      const left = Math.floor(x);
      straightened.pixels[row * SIDE + column] = Math.min(1, line[left] * (left + 1 - x) + line[left + 1] * (x - left));
    }
  }
  return straightened;
}

/** Write into line what an image shows at a height between its rows; the PAD numbers at both ends stay black. */
function mixLines({ pixels }, y, line) {
  const top = Math.floor(y);
  line.fill(0);
  for (let row = Math.max(0, top); row <= Math.min(SIDE - 1, top + 1); row++) {
    const weight = 1 - Math.abs(y - row);
    for (let column = 0; column < SIDE; column++) line[column + PAD] += weight * pixels[row * SIDE + column];
  }
}

/** Centre of mass and covariance of the ink; all 0 where there is no ink. */
export function moments({ pixels, width }) {
  const sums = { mass: 0, x: 0, y: 0, xx: 0, yy: 0, xy: 0 };
  for (let index = 0; index < pixels.length; index++) {
    const ink = pixels[index];
    if (!ink) continue;
    const x = index % width;
    const y = (index - x) / width;
    sums.mass += ink;
    sums.x += x * ink;
    sums.y += y * ink;
    sums.xx += x * x * ink;
    sums.yy += y * y * ink;
    sums.xy += x * y * ink;
  }
  const mass = sums.mass > 0 ? sums.mass : 1;
  const mean = { x: sums.x / mass, y: sums.y / mass };
  const covariance = { xx: sums.xx / mass - mean.x ** 2, yy: sums.yy / mass - mean.y ** 2, xy: sums.xy / mass - mean.x * mean.y };
  return { mean, covariance };
}

/** From a step in the straightened image to the step in the original: x by x, x by y, y by y. */
export function straightMap({ xx, xy, yy }) {
  const slant = clip(xy / Math.max(yy, TIE), -SLANT_MAX, SLANT_MAX);
  const stretchX = stretch(SPREAD_X, xx - 2 * slant * xy + slant ** 2 * yy);
  const stretchY = stretch(SPREAD_Y, yy);
  return { xByX: 1 / stretchX, xByY: slant / stretchY, yByY: 1 / stretchY };
}

function stretch(spread, variance) {
  return clip(spread / Math.sqrt(Math.max(variance, TIE)), STRETCH_MIN, STRETCH_MAX);
}

/** Read an image between its pixels: bilinear interpolation at column x and row y, black outside. */
export function sample(image, x, y) {
  const left = Math.floor(x);
  const top = Math.floor(y);
  const right = x - left;
  const down = y - top;
  const upper = inkAt(image, top, left) * (1 - right) + inkAt(image, top, left + 1) * right;
  const lower = inkAt(image, top + 1, left) * (1 - right) + inkAt(image, top + 1, left + 1) * right;
  return upper * (1 - down) + lower * down;
}

/** The box around the ink: top, bottom, left, right; bottom and right exclusive. A blank image has all of itself as its box. */
export function inkBox({ pixels, width, height }) {
  const threshold = INK * brightest(pixels);
  const box = { top: height, bottom: 0, left: width, right: 0 };
  for (let row = 0; row < height; row++) {
    for (let column = 0; column < width; column++) {
      if (pixels[row * width + column] > threshold) {
        box.top = Math.min(box.top, row);
        box.bottom = row + 1;
        box.left = Math.min(box.left, column);
        box.right = Math.max(box.right, column + 1);
      }
    }
  }
  return box.bottom ? box : { top: 0, bottom: height, left: 0, right: width };
}

/** A grey image at another size: R image Cᵀ with one triangle filter for the rows and one for the columns. */
export function resize(image, newHeight, newWidth) {
  const resized = weighted(image, triangleWeights(newHeight, image.height), triangleWeights(newWidth, image.width));
  // A sum of rounded weights can miss 1 by its last digit.
  for (let index = 0; index < resized.pixels.length; index++) if (resized.pixels[index] > 1) resized.pixels[index] = 1;
  return resized;
}

/** R image Cᵀ, where each row of R and of C is given as its pairs [from, weight] that are not zero. */
export function weighted({ pixels, width }, rowWeights, columnWeights) {
  const narrowed = new Float64Array(rowWeights.length * width);
  rowWeights.forEach((weights, row) => {
    for (const [from, weight] of weights) {
      for (let column = 0; column < width; column++) narrowed[row * width + column] += weight * pixels[from * width + column];
    }
  });
  const result = blank(columnWeights.length, rowWeights.length);
  columnWeights.forEach((weights, column) => {
    for (const [from, weight] of weights) {
      for (let row = 0; row < result.height; row++) result.pixels[row * result.width + column] += weight * narrowed[row * width + from];
    }
  });
  return result;
}

/** How much each of nIn pixels counts for each of nOut: for each of these, the pairs [from, weight] that are not zero. */
function triangleWeights(nOut, nIn) {
  const shrink = nIn / nOut;
  const reach = Math.max(shrink, 1);
  return Array.from({ length: nOut }, (_, i) => {
    const middle = (i + 0.5) * shrink;
    const weights = [];
    for (let j = Math.max(0, Math.floor(middle - reach - 0.5)); j < nIn && j + 0.5 < middle + reach; j++) {
      const weight = 1 - Math.abs(j + 0.5 - middle) / reach;
      if (weight > 0) weights.push([j, weight]);
    }
    const total = weights.reduce((sum, [, weight]) => sum + weight, 0);
    return weights.map(([from, weight]) => [from, weight / total]);
  });
}

function newSize(height, width, longerSide) {
  const longer = Math.max(height, width);
  return [height, width].map((side) => Math.max(1, round((side * longerSide) / longer)));
}

function newStart(start, end, side, longerSide, newLength) {
  const zoom = SIDE / longerSide;
  const middle = ((start + end) / 2) * zoom + (SIDE - side * zoom) / 2;
  return Math.min(Math.max(round(middle - newLength / 2), 0), SIDE - newLength);
}

/** A black 28 x 28 image with the given one laid on it; what would stand outside is left out. */
function placed({ pixels, width, height }, top, left) {
  const whole = blank(SIDE, SIDE);
  for (let row = Math.max(0, -top); row < Math.min(height, SIDE - top); row++) {
    for (let column = Math.max(0, -left); column < Math.min(width, SIDE - left); column++) {
      whole.pixels[(row + top) * SIDE + column + left] = pixels[row * width + column];
    }
  }
  return whole;
}

/** The part of an image from top to bottom and from left to right; bottom and right exclusive. */
export function crop({ pixels, width }, top, bottom, left, right) {
  const cropped = blank(right - left, bottom - top);
  for (let row = top; row < bottom; row++) {
    cropped.pixels.set(pixels.subarray(row * width + left, row * width + right), (row - top) * cropped.width);
  }
  return cropped;
}

export function blank(width, height) {
  return { pixels: new Float64Array(width * height), width, height };
}

/** The image in a plain {width, height, pixels}, whose pixels are grey bytes in base64. */
export function imageFrom({ width, height, pixels }) {
  return { pixels: Float64Array.from(atob(pixels), (grey) => grey.charCodeAt(0) / 255), width, height };
}

/** One pixel of an image; black outside. */
export function inkAt({ pixels, width, height }, row, column) {
  return row >= 0 && column >= 0 && row < height && column < width ? pixels[row * width + column] : 0;
}

function brightest(pixels) {
  let most = 0;
  for (let index = 0; index < pixels.length; index++) if (pixels[index] > most) most = pixels[index];
  return most;
}

function hasSide({ width, height }) {
  return width === SIDE && height === SIDE;
}

function checkSide(image) {
  const { height, width } = image;
  if (hasSide(image)) return;
  throw new RangeError(`expected ${SIDE} x ${SIDE} pixels, got ${height} x ${width}; call frame(image) first`);
}

function clip(number, low, high) {
  return Math.min(Math.max(number, low), high);
}

function round(number) {
  return Math.floor(number + 0.5 + TIE);
}
