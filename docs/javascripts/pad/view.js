// What a pad looks like: its elements, and the pictures on it. What they do is in drawing-pad.js.

import { describe, element, write } from "../page/elements.js";
import { SIDE } from "../network/preprocessing.js";
import { LINE } from "./strokes.js";

const PEN_COLOUR = "#ffb300"; // of the keyboard's pen, the one thing on the pad that is not white or black
const STAGES = { drawn: "where you drew it", framed: "of one size, in the middle", straightened: "upright and of one width" };

/** The elements of one pad, not yet on the page. named(id) gives the id that this pad may use. */
export function buildPad(named) {
  const hint = element("p", { className: "pad-hint", id: named("pad-hint") });
  hint.innerHTML =
    "Mouse, pen or finger. By keyboard: <kbd>arrows</kbd> move, <kbd>Space</kbd> puts the pen down and up, " +
    "<kbd>Backspace</kbd> undoes, <kbd>Esc</kbd> clears. You can also drop or paste a picture of a digit.";
  const canvas = element("canvas", { className: "pad-canvas", id: named("pad"), tabIndex: 0 });
  describe(canvas, { role: "application", "aria-label": "Drawing pad: draw a digit from 0 to 9", "aria-describedby": hint.id });
  const invitation = describe(element("span", { textContent: "Draw a digit" }), { "aria-hidden": "true" });
  const [undo, clear, example, open, copy] = ["Undo", "Clear", "Show me one", "Open a picture", "Copy link"].map(button);
  const file = element("input", { type: "file", accept: "image/*", hidden: true });
  const told = describe(element("p", { className: "pad-told" }), { role: "status" });
  const answer = element("p", { className: "pad-answer", id: named("answer") });
  const note = element("p", { className: "pad-note" });
  const caption = element("p", { className: "pad-caption" });
  const spoken = describe(element("p", { className: "pad-spoken" }), { role: "status", "aria-live": "polite" });
  const stages = Object.fromEntries(Object.keys(STAGES).map((name) => [name, buildStage(name)]));
  const upright = describe(element("input", { type: "checkbox", id: named("pad-upright") }), { role: "switch" });
  const score = element("p", { className: "pad-score", id: named("pad-score") });
  upright.setAttribute("aria-describedby", score.id);
  const choice = element(
    "div",
    { className: "pad-choice" },
    element("label", { className: "pad-switch", htmlFor: upright.id }, upright, "Make it upright first"),
    score,
  );
  const problem = element("p", {});
  const retry = button("Try again");
  const outputs = Array.from({ length: 10 }, (_, digit) => buildOutput(digit));
  const list = element("ol", { className: "pad-outputs" }, ...outputs.map(({ row }) => row));
  describe(list, { "aria-label": "The ten outputs" });
  const check = button("Check the arithmetic");
  const checked = describe(element("p", {}), { role: "status" });
  const inside = element("div", { className: "pad-inside" });
  const body = element(
    "div",
    { className: "pad-body" },
    element(
      "div",
      { className: "pad-drawing" },
      element("div", { className: "pad-sheet" }, canvas, invitation),
      element("div", { className: "pad-buttons" }, undo, clear, example),
      element("div", { className: "pad-buttons" }, open, copy, file),
      told,
    ),
    element(
      "div",
      { className: "pad-reading" },
      element("div", { className: "pad-verdict" }, answer, element("div", {}, note, caption)),
      element("div", { className: "pad-stages" }, ...Object.values(stages).map(({ figure }) => figure)),
      choice,
      element("div", { className: "pad-trouble" }, problem, retry),
      list,
    ),
    element("div", { className: "pad-foot" }, hint, element("div", { className: "pad-check" }, check, checked)),
    spoken,
    inside,
  );
  return {
    ...{ body, canvas, undo, clear, example, open, file, copy, told, answer, note, caption, stages, choice, upright, score },
    ...{ problem, retry, outputs, check, checked, spoken },
  };
}

function button(name) {
  return element("button", { className: "pad-button", type: "button", textContent: name });
}

function buildStage(name) {
  const picture = element("canvas", { className: "pad-stage", width: SIDE, height: SIDE });
  describe(picture, { role: "img", "aria-label": `${SIDE} by ${SIDE} pixels, ${name}: ${STAGES[name]}` });
  const role = element("span", { className: "pad-role" });
  return { picture, role, figure: element("figure", {}, picture, element("figcaption", {}, name, role)) };
}

function buildOutput(digit) {
  const bar = describe(element("span", { className: "pad-bar" }), { "aria-hidden": "true" });
  const number = element("span", { className: "pad-number" });
  return { bar, number, row: element("li", {}, element("span", { className: "pad-digit", textContent: digit }), bar, number) };
}

/** Show the stages of a drawing; null: none. */
export function paintStages(views, stages) {
  for (const [name, { picture }] of Object.entries(views)) paintPixels(picture, stages?.[name].pixels ?? BLANK);
}

/** Say which of the stages the network reads; those behind it are left out. */
export function nameStages(views, input) {
  const names = Object.keys(views);
  names.forEach((name, index) => {
    const { role, figure } = views[name];
    const leftOut = index > names.indexOf(input);
    figure.classList.toggle("pad-left-out", leftOut);
    figure.classList.toggle("pad-seen", name === input);
    write(role, name === input ? "what the network sees" : leftOut ? "left out" : "");
  });
}

const BLANK = new Float64Array(SIDE * SIDE);

/** Show the ten outputs as bars and numbers (an empty list: none yet), the largest one marked. */
export function showOutputs(rows, outputs, digit) {
  rows.forEach(({ row, bar, number }, index) => {
    row.classList.toggle("pad-first", index === digit);
    bar.style.setProperty("--activation", outputs[index] ?? 0);
    write(number, outputs[index]?.toFixed(2) ?? "–");
  });
}

/**
 * Draw what the reader drew, as sharp as the screen is, and the keyboard's pen where it is shown.
 * width: that of the canvas on the page, which to ask for at every stroke would cost a layout.
 */
export function paintDrawing(canvas, width, marks, pen) {
  const side = Math.max(1, Math.round(width * devicePixelRatio));
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
  context.beginPath();
  context.moveTo(...points[0]);
  // A corner is rounded, but only near by: the line on the pad stays the line that is read.
  for (let index = 1; index < points.length - 1; index++) {
    context.lineTo(...towards(points[index], points[index - 1]));
    context.quadraticCurveTo(...points[index], ...towards(points[index], points[index + 1]));
  }
  context.lineTo(...points.at(-1));
  context.stroke();
}

/** A point on the way from here to there: half of it, and no more than half a line. */
function towards([x, y], [toX, toY]) {
  const share = Math.min(0.5, LINE / 2 / (Math.hypot(toX - x, toY - y) || 1));
  return [x + share * (toX - x), y + share * (toY - y)];
}

function paintPicture(context, { image, left, top, side }) {
  if (!canvases.has(image)) {
    const picture = element("canvas", { width: image.width, height: image.height });
    paintPixels(picture, image.pixels);
    canvases.set(image, picture);
  }
  // The pixels of a small image are shown as they are.
  context.imageSmoothingEnabled = image.width > SIDE;
  context.globalCompositeOperation = "lighten";
  context.drawImage(canvases.get(image), left, top, side, (side * image.height) / image.width);
  context.globalCompositeOperation = "source-over";
}

const canvases = new WeakMap();

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
  const colours = new Uint32Array(picture.data.buffer);
  for (let index = 0; index < pixels.length; index++) colours[index] = 0xff000000 | (0x010101 * Math.round(255 * pixels[index]));
  canvas.getContext("2d").putImageData(picture, 0, 0);
}
