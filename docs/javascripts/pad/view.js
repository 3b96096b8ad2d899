// What a pad looks like: its elements, and the stages of its digit. What they do is in pad.js, what is drawn in sheet.js.

import { SIDE } from "../network/preprocessing.js";
import { button, element, write } from "../page/elements.js";
import { percent } from "../page/format.js";
import { paintGrey } from "../page/paint.js";

/** @typedef {import("./reading.js").Stages} Stages */
/** @typedef {ReturnType<typeof buildStage>} Stage */
/** @typedef {ReturnType<typeof buildPad>} Parts */

const HINT =
  "Draw with mouse, pen or finger. On the keyboard, <kbd>arrows</kbd> move, <kbd>Space</kbd> puts the pen down and up, " +
  "<kbd>Backspace</kbd> undoes, <kbd>Esc</kbd> clears. You can also drop or paste a picture of a digit.";
/** @type {Record<keyof Stages, string>} */
const STAGES = { drawn: "where you drew it", framed: "of one size, in the middle", straightened: "upright and of one width" };

/**
 * The elements of one pad, not yet on the page.
 *
 * @param {(id: string) => string} named gives the id that this pad may use
 * @param {Record<"undo" | "clear" | "example" | "copy" | "retry" | "check", () => void>} act what its buttons do
 */
export function buildPad(named, act) {
  const hint = element("p", { className: "pad-hint", id: named("pad-hint"), innerHTML: HINT });
  const canvas = element("canvas", {
    className: "pad-canvas", id: named("pad"), tabIndex: 0, role: "application",
    "aria-label": "Drawing pad: draw a digit from 0 to 9", "aria-describedby": hint.id,
  });
  const invitation = element("span", { className: "pad-invitation", "aria-hidden": true });
  const padButton = (/** @type {string} */ name, /** @type {() => void} */ onclick) => button(name, "pad-button", onclick);
  const file = element("input", { type: "file", accept: "image/*", hidden: true });
  const drawing = [padButton("Undo", act.undo), padButton("Clear", act.clear), padButton("Show me one", act.example)];
  const told = element("p", { className: "pad-told", role: "status" });
  const answer = element("p", { className: "pad-answer", id: named("answer") });
  const note = element("p", { className: "pad-note" });
  const caption = element("p", { className: "pad-caption" });
  const spoken = element("p", { className: "pad-spoken", role: "status", "aria-live": "polite" });
  const stages = { drawn: buildStage("drawn"), framed: buildStage("framed"), straightened: buildStage("straightened") };
  const score = element("p", { className: "pad-score", id: named("pad-score") });
  const upright = element("input", { type: "checkbox", id: named("pad-upright"), role: "switch", "aria-describedby": score.id });
  const label = element("label", { className: "pad-switch", htmlFor: upright.id }, upright, "Make it upright first");
  const choice = element("div", { className: "pad-choice" }, label, score);
  const problem = element("p");
  const outputs = Array.from({ length: 10 }, (_, digit) => buildOutput(digit));
  const checked = element("p", { role: "status" });
  const foot = element("div", { className: "pad-foot" },
    told,
    fold("Your drawing, pre-processed",
      element("div", { className: "pad-stages" }, ...Object.values(stages).map(({ figure }) => figure)),
      choice),
    fold("Keys, pictures, and the proof",
      hint,
      element("div", { className: "pad-buttons" }, padButton("Open a picture", () => file.click()), file),
      element("div", { className: "pad-check" }, padButton("Check the arithmetic", act.check), checked)));
  const card = element("div", { className: "pad-card" },
    element("div", { className: "pad-sheet" }, canvas, invitation),
    element("div", { className: "pad-buttons" }, ...drawing, padButton("Copy link", act.copy)),
    element("div", { className: "pad-say" }, element("div", { className: "pad-verdict" }, answer, element("div", {}, note, caption))),
    element("div", { className: "pad-inside" },
      element("ol", { className: "pad-outputs", "aria-label": "The ten outputs" }, ...outputs.map(({ row }) => row))),
    element("div", { className: "pad-trouble" }, problem, padButton("Try again", act.retry)));
  const body = element("div", { className: "pad-body" }, card, foot, spoken, element("div", { className: "pad-desk" }));
  const words = { invitation, told, answer, note, caption, score, problem, checked, spoken };
  return { body, foot, canvas, file, stages, choice, upright, outputs, ...words };
}

/** What is not needed at once. @param {string} title @param {...Node} content */
function fold(title, ...content) {
  const parts = element("div", { className: "pad-folded" }, ...content);
  return element("details", { className: "pad-fold" }, element("summary", {}, title), parts);
}

/** @param {keyof Stages} name */
function buildStage(name) {
  const label = `${SIDE} by ${SIDE} pixels, ${name}: ${STAGES[name]}`;
  const picture = element("canvas", { className: "pad-stage", width: SIDE, height: SIDE, role: "img", "aria-label": label });
  const role = element("span", { className: "pad-role" });
  return { picture, role, figure: element("figure", {}, picture, element("figcaption", {}, name, role)) };
}

/** @param {number} digit */
function buildOutput(digit) {
  const bar = element("span", { className: "pad-bar", "aria-hidden": true });
  const number = element("span", { className: "pad-number" });
  return { bar, number, row: element("li", {}, element("span", { className: "pad-digit", textContent: digit }), bar, number) };
}

const BLANK = new Float64Array(SIDE * SIDE);

/** Show the stages of a drawing; null: none. @param {Parts["stages"]} views @param {Stages | null} stages */
export function paintStages(views, stages) {
  for (const name of stageNames) paintGrey(views[name].picture, stages?.[name].pixels ?? BLANK);
}

const stageNames = /** @type {(keyof Stages)[]} */ (Object.keys(STAGES));

/**
 * Say which of the stages the network reads; those behind it are left out.
 *
 * @param {Parts["stages"]} views
 * @param {keyof Stages | undefined} input
 */
export function nameStages(views, input) {
  stageNames.forEach((name, index) => {
    const { role, figure } = views[name];
    const leftOut = input !== undefined && index > stageNames.indexOf(input);
    figure.classList.toggle("pad-left-out", leftOut);
    figure.classList.toggle("pad-seen", name === input);
    write(role, name === input ? "what the network sees" : leftOut ? "left out" : "");
  });
}

/**
 * Show the digit and the ten outputs as bars and numbers, the largest one marked.
 *
 * @param {Parts} parts
 * @param {import("./reading.js").Reading | null} reading null: no answer, and no numbers
 * @param {import("./reading.js").Reading | null} example what is shown while the reader has drawn nothing: it is no answer of the pad
 */
export function showAnswer({ answer, outputs: rows }, reading, example) {
  const shown = reading ?? example;
  answer.dataset.digit = String(reading?.digit ?? "");
  answer.dataset.outputs = JSON.stringify([...(reading?.outputs ?? [])]);
  write(answer, String(shown?.digit ?? ""));
  rows.forEach(({ row, bar, number }, index) => {
    row.classList.toggle("pad-first", index === shown?.digit);
    bar.style.setProperty("--activation", String(shown?.outputs[index] ?? 0));
    write(number, shown?.outputs[index].toFixed(2) ?? "–");
  });
}

/**
 * What a network scores, by its own card.
 *
 * @param {import("../network/network.js").Network | null} network
 * @param {boolean} upright whether it reads digits made upright
 */
export function scoreInWords(network, upright) {
  const { train_accuracy: train, test_accuracy: test } = network?.card ?? {};
  if (train === undefined || test === undefined) return "";
  const way = upright ? "With this" : "Without this";
  return `${way}, the network gets ${percent(train, 2)} of its training digits right, and ${percent(test, 2)} of the test digits.`;
}
