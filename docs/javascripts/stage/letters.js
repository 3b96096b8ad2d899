// The words of the stage, each drawn once and then copied: a browser that draws words on a canvas of the page first brings the style of
// the whole page up to date, in the middle of a frame.

import { GROUND } from "./light.js";

/** @typedef {import("./light.js").Ink} Ink */
/** @typedef {{ bitmap: ImageBitmap, width: number, height: number }} Word in pixels of the screen */
/**
 * How words look; plate: on a ground that keeps lines off.
 *
 * @typedef {{ font: string, colour: string, align?: "left" | "center" | "right", plate?: boolean }} Look
 */

const MOST = 2000; // words that are kept
const EDGE = 4; // pixels around a word, for its plate
const HIGH = 1.5; // in sizes of the font

/** @type {Map<string, Word>} */
const words = new Map();
const ruler = /** @type {OffscreenCanvasRenderingContext2D} */ (new OffscreenCanvas(1, 1).getContext("2d"));

/** How wide words are. @param {string} text @param {string} font */
export function widthOf(text, font) {
  ruler.font = font;
  return ruler.measureText(text).width;
}

/** @param {string} text @param {Look} look @param {number} scale @returns {Word} */
function draw(text, { font, colour, plate = false }, scale) {
  const [width, height] = [widthOf(text, font) + 2 * EDGE, HIGH * Number.parseFloat(font.split(" ")[1]) + 2 * EDGE];
  const canvas = new OffscreenCanvas(Math.ceil(width * scale), Math.ceil(height * scale));
  const ink = /** @type {OffscreenCanvasRenderingContext2D} */ (canvas.getContext("2d"));
  ink.setTransform(scale, 0, 0, scale, 0, 0);
  ink.font = font;
  ink.textAlign = "center";
  ink.textBaseline = "middle";
  if (plate) {
    ink.lineJoin = "round";
    ink.lineWidth = EDGE;
    ink.strokeStyle = GROUND;
    ink.strokeText(text, width / 2, height / 2);
  }
  ink.fillStyle = colour;
  ink.fillText(text, width / 2, height / 2);
  return { bitmap: canvas.transferToImageBitmap(), width: canvas.width, height: canvas.height };
}

/**
 * Words on the stage, as opaque as its ink is.
 *
 * @param {Ink} ink @param {string} text @param {number} x @param {number} y their middle @param {Look} look
 */
export function write(ink, text, x, y, look) {
  const scale = ink.getTransform().a;
  const key = [text, look.font, look.colour, look.plate, scale].join();
  if (words.size > MOST) words.clear();
  const word = words.get(key) ?? draw(text, look, scale);
  words.set(key, word);
  const [width, height] = [word.width / scale, word.height / scale];
  const left = look.align === "left" ? x - EDGE : look.align === "right" ? x - width + EDGE : x - width / 2;
  // On whole pixels of the screen: between them letters would blur.
  const whole = (/** @type {number} */ at) => Math.round(at * scale) / scale;
  ink.drawImage(word.bitmap, whole(left), whole(y - height / 2), width, height);
}
