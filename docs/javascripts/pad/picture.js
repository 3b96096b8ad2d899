// A picture of a digit, drawn, scanned or photographed, becomes white ink on black, as preprocessing wants it.
// The twin of nn_core/photo.py, where each step is explained. It knows no page; picture-file.js opens the file.

import { clip, largest, sum } from "../network/arrays.js";
import { crop, inkBox, resize } from "../network/preprocessing.js";
import { BOX } from "./strokes.js";

/** @typedef {import("../network/preprocessing.js").GreyImage} GreyImage */
/** @typedef {GreyImage} Mask an image of 0 and 1 */
/** @typedef {(one: number, other: number) => number} Most Math.max or Math.min */
/** @typedef {{ mark: Mask, other: Mask, isOne: boolean }} Digit where it is, where other things are, whether none of them rivals it */
/** @typedef {{ top: number, bottom: number, left: number, right: number, weight: number, pixels: number[] }} Part all four inclusive */

export const LONGEST = 280;
const STROKE = 3;
const DARKEST_PAPER = 1e-3;
const FAINTEST = 0.08;
const GRAIN = 2;
const SHARE = 0.3;
const RIM = 0.03;
const FRAME = 10;
const PIECE = 0.03;
const GAP = 0.15;
const FAR = 0.3;
const SHEET = 0.27;
const THICKEST = 0.6;
const SURE = 0.9;
const NOTHING = "There's nothing to see in this picture: its brightest and its darkest place are nearly the same.";

/** The ink in a grey picture, 0 black to 1 white: an image of its size. Throws a RangeError where there is none. @param {GreyImage} grey */
export function inkOf(grey) {
  const window = Math.max(2, roundEven(Math.max(grey.width, grey.height) / STROKE));
  const whitePaper = smooth(grey, window, Math.max, Math.min);
  const blackPaper = smooth(grey, window, Math.min, Math.max);
  const dark = digitOf(combine(whitePaper, grey, (paper, shade) => paper - shade));
  const light = digitOf(combine(grey, blackPaper, (shade, paper) => shade - paper));
  if (isEmpty(dark.mark) && isEmpty(light.mark)) throw new RangeError(NOTHING);
  return isDark(dark.mark, light.mark, whitePaper, blackPaper)
    ? withoutGrain(combine(grey, whitePaper, (shade, paper) => 1 - shade / Math.max(paper, DARKEST_PAPER)), dark)
    : withoutGrain(combine(grey, blackPaper, (shade, paper) => shade - paper), light);
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

/** The ink of the digit alone, less what its paper shows of grain and lines. @param {GreyImage} ink @param {Digit} digit */
function withoutGrain(ink, { mark, other, isOne }) {
  if (thickness(mark) > THICKEST) {
    throw new RangeError("There are no strokes in this picture: what stands out in it is too thick for a digit.");
  }
  if (!isOne) throw new RangeError("There's more than one thing in this picture that could be the digit: crop it to one of them.");
  const near = spread(mark);
  const paper = ink.pixels.filter((_, index) => !near.pixels[index] && !other.pixels[index]);
  const grain = paper.length ? percentiles(paper, [98])[0] : 0;
  const pixels = ink.pixels.map((share, index) => (near.pixels[index] && !other.pixels[index] ? clip(share - grain, 0, 1) : 0));
  if (!pixels.some((share) => share >= FAINTEST)) throw new RangeError(NOTHING);
  return { ...ink, pixels };
}

/**
 * The picture without what is darker, or lighter, and narrower than a window.
 *
 * @param {GreyImage} grey @param {number} window @param {Most} first @param {Most} then
 */
function smooth(grey, window, first, then) {
  return slide(slide(pad(grey, window - 1), window, first), window, then);
}

/**
 * The image continued beyond its border as it ends there, or with one number.
 *
 * @param {GreyImage} image @param {number} by @param {number} [outside]
 */
function pad({ pixels, width, height }, by, outside) {
  const [padded, rows] = [width + 2 * by, height + 2 * by];
  const wide = new Float64Array(padded * rows);
  for (let row = 0; row < rows; row++) {
    const from = clip(row - by, 0, height - 1);
    for (let column = 0; column < padded; column++) {
      const at = clip(column - by, 0, width - 1);
      const inside = from === row - by && at === column - by;
      wide[row * padded + column] = inside || outside === undefined ? pixels[from * width + at] : outside;
    }
  }
  return { pixels: wide, width: padded, height: rows };
}

/** The most of every square window that lies in the image. @param {GreyImage} image @param {number} window @param {Most} most */
function slide({ pixels, width, height }, window, most) {
  for (let reach = 1; reach < window; ) {
    const step = Math.min(reach, window - reach);
    height -= step;
    pixels = Float64Array.from({ length: width * height }, (_, index) => most(pixels[index], pixels[index + step * width]));
    reach += step;
  }
  for (let reach = 1; reach < window; ) {
    const step = Math.min(reach, window - reach);
    const [wide, narrow] = [width, width - step];
    const before = pixels;
    pixels = new Float64Array(narrow * height);
    for (let row = 0; row < height; row++) {
      for (let column = 0; column < narrow; column++) {
        pixels[row * narrow + column] = most(before[row * wide + column], before[row * wide + column + step]);
      }
    }
    width = narrow;
    reach += step;
  }
  return { pixels, width, height };
}

/** How far from a mark its surroundings reach. @param {Mask} mark */
function rimOf(mark) {
  return Math.max(2, roundEven(RIM * Math.max(mark.width, mark.height)));
}

/** A mark with its surroundings. @param {Mask} mark */
function spread(mark) {
  const rim = rimOf(mark);
  return slide(pad(mark, rim, 0), 2 * rim + 1, Math.max);
}

/** Which of the places that differ from their paper are the digit. @param {GreyImage} difference @returns {Digit} */
function digitOf(difference) {
  const { width, height } = difference;
  const [quarter, most] = percentiles(difference.pixels, [25, 99.9]);
  const threshold = Math.max(GRAIN * quarter, SHARE * most, FAINTEST / 4);
  const strong = { ...difference, pixels: difference.pixels.map((each) => Number(each > threshold)) };
  const parts = partsOf(strong, difference);
  if (!parts.length) return { mark: strong, other: strong, isOne: true };
  const heaviest = Math.max(...parts.map(({ weight }) => weight));
  const spans = (/** @type {Part} */ part) =>
    (part.top === 0 && part.bottom === height - 1) || (part.left === 0 && part.right === width - 1);
  const touches = (/** @type {Part} */ part) =>
    part.top === 0 || part.left === 0 || part.bottom === height - 1 || part.right === width - 1;
  const heavy = parts.filter(({ weight }) => weight > heaviest / FRAME);
  const isBeside = (/** @type {Part} */ part) => spans(part) || heavy.some((inner) => isFrame(part, inner));
  const free = parts.filter((part) => !isBeside(part));
  const candidates = free.some(({ weight }) => weight >= heaviest / 20) ? free : parts;
  const digit = candidates[largest(candidates.map((part) => (touches(part) ? part.weight / 4 : part.weight)))];
  const belongs = (/** @type {Part} */ part) => part.weight >= PIECE * digit.weight && (!touches(part) || touches(digit));
  const isBesideOthers = candidates.length < parts.length || parts.some(touches);
  const chosen =
    isBesideOthers
      ? nearOf(parts, digit, GAP * lengthOf(digit), 1).filter((part) => candidates.includes(part) && belongs(part))
      : nearOf(parts, digit, Math.max(FAR * lengthOf(digit), 2 * rimOf(strong)), parts.length);
  const mark = { ...strong, pixels: new Float64Array(width * height) };
  for (const { pixels } of chosen) for (const index of pixels) mark.pixels[index] = 1;
  const isRival = (/** @type {Part} */ part) =>
    !chosen.includes(part) && part.weight > digit.weight / 2 && lengthOf(part) > lengthOf(digit) / 2;
  const isOne = isBesideOthers || !parts.some(isRival);
  return { mark, other: combine(strong, mark, (one, other) => one - other), isOne };
}

/**
 * Which parts are at most a gap away from the digit, or from all that are, so many times.
 *
 * @param {Part[]} parts @param {Part} digit @param {number} gap @param {number} hops
 */
function nearOf(parts, digit, gap, hops) {
  let near = [digit];
  for (let hop = 0; hop < hops; hop++) {
    const bottom = Math.max(...near.map((part) => part.bottom)) + gap;
    const top = Math.min(...near.map((part) => part.top)) - gap;
    const right = Math.max(...near.map((part) => part.right)) + gap;
    const left = Math.min(...near.map((part) => part.left)) - gap;
    const grown = parts.filter((part) => part.top <= bottom && part.bottom >= top && part.left <= right && part.right >= left);
    if (grown.length === near.length) break;
    near = grown;
  }
  return near;
}

/** Whether a part lies round another one as a frame does. @param {Part} part @param {Part} inner */
function isFrame(part, inner) {
  const around = part.top < inner.top && part.left < inner.left && part.bottom > inner.bottom && part.right > inner.right;
  return around && part.weight < FRAME * inner.weight && lengthOf(part) < 3 * lengthOf(inner);
}

/** @param {Part} part */
function lengthOf({ top, bottom, left, right }) {
  return Math.max(bottom - top, right - left) + 1;
}

/**
 * The parts of a mask that hang together, by corners too.
 *
 * @param {Mask} mask @param {GreyImage} difference what weighs @returns {Part[]}
 */
function partsOf({ pixels, width, height }, difference) {
  const left = pixels.slice();
  /** @type {Part[]} */
  const parts = [];
  for (let start = 0; start < left.length; start++) {
    if (!left[start]) continue;
    const part = { top: height, bottom: 0, left: width, right: 0, weight: 0, pixels: [start] };
    left[start] = 0;
    for (const index of part.pixels) {
      const column = index % width;
      const row = (index - column) / width;
      part.weight += difference.pixels[index];
      [part.top, part.bottom] = [Math.min(part.top, row), Math.max(part.bottom, row)];
      [part.left, part.right] = [Math.min(part.left, column), Math.max(part.right, column)];
      for (let y = Math.max(0, row - 1); y <= Math.min(height - 1, row + 1); y++) {
        for (let x = Math.max(0, column - 1); x <= Math.min(width - 1, column + 1); x++) {
          if (!left[y * width + x]) continue;
          left[y * width + x] = 0;
          part.pixels.push(y * width + x);
        }
      }
    }
    parts.push(part);
  }
  return parts;
}

/** @param {Mask} dark @param {Mask} light @param {GreyImage} whitePaper @param {GreyImage} blackPaper */
function isDark(dark, light, whitePaper, blackPaper) {
  if (isEmpty(dark) || isEmpty(light)) return isEmpty(light);
  const brightest = whitePaper.pixels.reduce((most, shade) => Math.max(most, shade));
  const range = brightest - blackPaper.pixels.reduce((least, shade) => Math.min(least, shade));
  const allowance = 0.03 * Math.max(dark.width, dark.height) * range;
  const unevenness = (/** @type {Mask} */ mark, /** @type {GreyImage} */ own, /** @type {GreyImage} */ other) => {
    const near = spread(mark);
    return (variation(own, near) + allowance) / (variation(other, near) + allowance);
  };
  const [ifDark, ifLight] = [unevenness(dark, whitePaper, blackPaper), unevenness(light, blackPaper, whitePaper)];
  const [first, second] = ifDark < ifLight ? [dark, light] : [light, dark];
  const [better, worse] = [Math.min(ifDark, ifLight), Math.max(ifDark, ifLight)];
  const isSheet = thickness(first) > Math.max(SHEET, thickness(second) / 0.8) && markLength(second) > 0.3 * markLength(first);
  if (isSheet && worse < 2.5) return second === dark;
  if (better > SURE * worse) {
    throw new RangeError("It's impossible to tell ink from paper in this picture: dark ink and light ink are equally likely.");
  }
  return first === dark;
}

/** How much the paper changes from pixel to pixel, all in all, near a mark. @param {GreyImage} paper @param {Mask} near */
function variation({ pixels, width }, near) {
  const change = (/** @type {number} */ index, /** @type {number} */ next) =>
    near.pixels[index] && near.pixels[next] ? Math.abs(pixels[next] - pixels[index]) : 0;
  return sum(pixels.map((_, index) => change(index, index + width) + ((index + 1) % width ? change(index, index + 1) : 0)));
}

/** @param {Mask} mark */
function markLength(mark) {
  const { top, bottom, left, right } = inkBox(mark);
  return Math.max(bottom - top, right - left);
}

/** The side of the largest square that fits into a mark, as a share of its length. @param {Mask} mark */
function thickness(mark) {
  let side = 0;
  for (let left = mark; !isEmpty(left); left = slide(left, 2, Math.min)) side++;
  return side / markLength(mark);
}

/** @param {Mask} mask */
function isEmpty({ pixels }) {
  return !pixels.includes(1);
}

/** @param {GreyImage} one @param {GreyImage} other @param {(one: number, other: number) => number} by */
function combine(one, other, by) {
  return { ...one, pixels: one.pixels.map((each, index) => by(each, other.pixels[index])) };
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

/** Rounded as Python rounds: a half goes to the even number. @param {number} number */
function roundEven(number) {
  const below = Math.floor(number);
  if (number - below === 0.5) return below % 2 ? below + 1 : below;
  return Math.round(number);
}
