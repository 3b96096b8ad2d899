// The sheet of a pad: what the reader drew, as sharp as the screen is, and the keyboard's pen where it is shown.

import { SIDE } from "../network/preprocessing.js";
import { element } from "../page/elements.js";
import { contextOf, paintGrey } from "../page/paint.js";
import { Below } from "./layers.js";
import { LINE } from "./strokes.js";

/** @typedef {import("./strokes.js").Point} Point */
/** @typedef {import("./strokes.js").Mark} Mark */

const INK = "rgb(255,243,220)";
const PEN_COLOUR = "#ffbf47"; // of the keyboard's pen and of the one that draws an example: the one thing on the pad that is no ink

export class Sheet {
  #canvas;
  /** @type {Below<CanvasRenderingContext2D>} */
  #below = new Below();

  /** @param {HTMLCanvasElement} canvas */
  constructor(canvas) {
    this.#canvas = canvas;
  }

  /**
   * @param {number} width of the canvas on the page, which to ask for at every stroke would cost a layout
   * @param {Mark[]} marks
   * @param {import("./pen.js").Pen} pen
   * @param {Point | null} [pencil] where a pencil draws an example
   */
  paint(width, marks, pen, pencil) {
    const side = Math.max(1, Math.round(width * devicePixelRatio));
    if (this.#canvas.width !== side) this.#canvas.width = this.#canvas.height = side;
    const below = this.#below.get(marks, String(side), () => blackSheet(element("canvas", { width: side, height: side })), paintMark);
    const context = blackSheet(this.#canvas);
    context.drawImage(below.canvas, 0, 0, 1, 1);
    for (const mark of marks.slice(-1)) paintMark(context, mark);
    if (pen.shown) paintPen(context, pen);
    if (pencil) paintPencil(context, pencil);
  }
}

/** A canvas made black, to be drawn on in units of the pad. @param {HTMLCanvasElement} canvas */
function blackSheet(canvas) {
  const context = contextOf(canvas);
  context.setTransform(canvas.width, 0, 0, canvas.width, 0, 0);
  context.fillStyle = "black";
  context.fillRect(0, 0, 1, 1);
  context.strokeStyle = INK;
  context.lineWidth = LINE;
  context.lineCap = context.lineJoin = "round";
  return context;
}

/** @param {CanvasRenderingContext2D} context @param {Mark} mark */
function paintMark(context, mark) {
  if (mark.image) paintPicture(context, mark);
  else paintStroke(context, mark.points);
}

/** @param {CanvasRenderingContext2D} context @param {Point[]} points */
function paintStroke(context, points) {
  context.beginPath();
  context.moveTo(...points[0]);
  // A corner is rounded, but only near by: the line on the pad stays the line that is read.
  for (let index = 1; index < points.length - 1; index++) {
    context.lineTo(...towards(points[index], points[index - 1]));
    context.quadraticCurveTo(...points[index], ...towards(points[index], points[index + 1]));
  }
  context.lineTo(...points[points.length - 1]);
  context.stroke();
}

/**
 * A point on the way from here to there: half of it, and no more than half a line.
 *
 * @param {Point} here @param {Point} there @returns {Point}
 */
function towards([x, y], [toX, toY]) {
  const share = Math.min(0.5, LINE / 2 / (Math.hypot(toX - x, toY - y) || 1));
  return [x + share * (toX - x), y + share * (toY - y)];
}

/** @type {WeakMap<object, HTMLCanvasElement>} */
const canvases = new WeakMap();

/** @param {CanvasRenderingContext2D} context @param {import("./strokes.js").Picture} picture */
function paintPicture(context, { image, left, top, side }) {
  const canvas = canvases.get(image) ?? element("canvas", { width: image.width, height: image.height });
  if (!canvases.has(image)) paintGrey(canvas, image.pixels);
  canvases.set(image, canvas);
  // The pixels of a small image are shown as they are.
  context.imageSmoothingEnabled = image.width > SIDE;
  context.globalCompositeOperation = "lighten";
  context.drawImage(canvas, left, top, side, (side * image.height) / image.width);
  context.globalCompositeOperation = "source-over";
}

/** An amber pencil whose point is where the line ends. @param {CanvasRenderingContext2D} context @param {Point} point */
function paintPencil(context, [x, y]) {
  context.save();
  context.translate(x, y);
  context.rotate(0.85);
  context.fillStyle = PEN_COLOUR;
  context.beginPath();
  for (const [left, up] of [[0, 0], [-0.027, 0.072], [0.027, 0.072]]) context.lineTo(left, -up);
  context.fill();
  context.beginPath();
  context.roundRect(-0.027, -0.33, 0.054, 0.245, 0.014);
  context.fill();
  context.restore();
}

/** @param {CanvasRenderingContext2D} context @param {import("./pen.js").Pen} pen */
function paintPen(context, { at: [x, y], down }) {
  context.strokeStyle = context.fillStyle = PEN_COLOUR;
  context.lineWidth = 0.008;
  context.beginPath();
  context.arc(x, y, LINE / 2 + 0.01, 0, 2 * Math.PI);
  if (down) context.fill();
  context.moveTo(x - 0.07, y);
  context.lineTo(x + 0.07, y);
  context.moveTo(x, y - 0.07);
  context.lineTo(x, y + 0.07);
  context.stroke();
}
