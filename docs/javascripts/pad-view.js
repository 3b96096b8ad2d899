// What a pad looks like: its elements, and the two pictures on it. What they do is in drawing-pad.js.

import { describe, element } from "./elements.js";
import { SIDE } from "./preprocessing.js";

const LINE = 0.06; // how thick the pen is on the screen, in widths of the pad
const PEN_COLOUR = "#ffb300"; // of the keyboard's pen, the one thing on the pad that is not white or black

/** The elements of one pad, not yet on the page. named(id) gives the id that this pad may use. */
export function buildPad(named) {
  const hint = element("p", { className: "pad-hint", id: named("pad-hint") });
  hint.innerHTML =
    "Mouse, pen or finger. By keyboard: <kbd>arrows</kbd> move, <kbd>Space</kbd> puts the pen down and up, " +
    "<kbd>Backspace</kbd> undoes, <kbd>Esc</kbd> clears.";
  const canvas = element("canvas", { className: "pad-canvas", id: named("pad"), tabIndex: 0 });
  describe(canvas, { role: "application", "aria-label": "Drawing pad: draw a digit from 0 to 9", "aria-describedby": hint.id });
  const invitation = describe(element("span", { textContent: "Draw a digit" }), { "aria-hidden": "true" });
  const seen = element("canvas", { className: "pad-seen", width: SIDE, height: SIDE });
  describe(seen, { role: "img", "aria-label": `The ${SIDE} by ${SIDE} pixels that the network sees` });
  const [undo, clear, example] = ["Undo", "Clear", "Show me one"].map((name) =>
    element("button", { className: "pad-button", type: "button", textContent: name }),
  );
  const answer = element("p", { className: "pad-answer", id: named("answer") });
  const note = element("p", { className: "pad-note" });
  const caption = element("p", { className: "pad-caption" });
  const trouble = element("p", { className: "pad-trouble" });
  const spoken = describe(element("p", { className: "pad-spoken" }), { role: "status", "aria-live": "polite" });
  const outputs = Array.from({ length: 10 }, (_, digit) => buildOutput(digit));
  const list = element("ol", { className: "pad-outputs" }, ...outputs.map(({ row }) => row));
  describe(list, { "aria-label": "The ten outputs" });
  const body = element(
    "div",
    { className: "pad-body" },
    element(
      "div",
      { className: "pad-drawing" },
      element("div", { className: "pad-sheet" }, canvas, invitation),
      element("div", { className: "pad-buttons" }, undo, clear, example),
    ),
    element(
      "div",
      { className: "pad-reading" },
      element("figure", { className: "pad-input" }, seen, element("figcaption", { textContent: "The network sees" })),
      element("div", { className: "pad-verdict" }, answer, note, caption),
      trouble,
      list,
    ),
    hint,
    spoken,
  );
  return { body, canvas, seen, undo, clear, example, answer, note, caption, trouble, spoken, outputs };
}

function buildOutput(digit) {
  const bar = describe(element("span", { className: "pad-bar" }), { "aria-hidden": "true" });
  const number = element("span", { className: "pad-number" });
  return { bar, number, row: element("li", {}, element("span", { className: "pad-digit", textContent: digit }), bar, number) };
}

/** Draw what the reader drew, as sharp as the screen is, and the keyboard's pen where it is shown. */
export function paintDrawing(canvas, marks, pen) {
  const side = Math.max(1, Math.round(canvas.clientWidth * devicePixelRatio));
  if (canvas.width !== side) canvas.width = canvas.height = side;
  const context = canvas.getContext("2d");
  context.setTransform(side, 0, 0, side, 0, 0);
  context.fillStyle = "black";
  context.fillRect(0, 0, 1, 1);
  context.strokeStyle = "white";
  context.lineWidth = LINE;
  context.lineCap = context.lineJoin = "round";
  for (const mark of marks) {
    if (mark.image) paintPicture(context, mark);
    else paintStroke(context, mark.points);
  }
  if (pen.shown) paintPen(context, pen);
}

function paintStroke(context, points) {
  const middle = ([x0, y0], [x1, y1]) => [(x0 + x1) / 2, (y0 + y1) / 2];
  context.beginPath();
  context.moveTo(...points[0]);
  // Each point bends the line on its way from one middle to the next: a smooth curve for a hand, straight where it was.
  points.slice(1, -1).forEach((point, index) => context.quadraticCurveTo(...point, ...middle(point, points[index + 2])));
  context.lineTo(...points.at(-1));
  context.stroke();
}

function paintPicture(context, { image, left, top, side }) {
  const picture = element("canvas", { width: image.width, height: image.height });
  paintPixels(picture, image.pixels);
  context.imageSmoothingEnabled = false;
  context.globalCompositeOperation = "lighten";
  context.drawImage(picture, left, top, side, (side * image.height) / image.width);
  context.globalCompositeOperation = "source-over";
}

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

/** Show grey numbers, one a pixel, on a canvas that has as many pixels. */
export function paintPixels(canvas, pixels) {
  const picture = new ImageData(canvas.width, canvas.height);
  const grey = (ink) => 0xff000000 | (0x010101 * Math.round(255 * ink));
  new Uint32Array(picture.data.buffer).set(Int32Array.from(pixels, grey));
  canvas.getContext("2d").putImageData(picture, 0, 0);
}
