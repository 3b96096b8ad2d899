// Questions in a chapter. Without this script they can be read and their answers unfolded; with it a choice gets feedback,
// and a free response has a place for a note; see notes.js.

import { button, element, query, queryAll, setAttributes } from "./elements.js";
import { addNotes } from "./notes.js";

let count = 0;

/** Gives every question of the page its controls, once. */
export function addControls(root = document) {
  const boxes = queryAll(root, ".question-box:not(.ready)");
  for (const box of boxes) {
    box.classList.add("ready");
    if (box.classList.contains("quiz")) addChoices(box);
  }
  addNotes(boxes);
}

/** @param {HTMLElement} box */
function addChoices(box) {
  const name = `quiz-${++count}`;
  const text = query(box, ".question-text");
  text.id ||= `${name}-text`;
  const choices = query(box, ".choices");
  setAttributes(choices, { role: "radiogroup", "aria-labelledby": text.id });
  [...choices.children].forEach((choice, index) => {
    const letter = String.fromCharCode(65 + index);
    const input = element("input", { type: "radio", name, value: letter });
    const words = element("span", {}, ...choice.childNodes);
    const label = element("label", {}, input, element("span", { className: "letter" }, `${letter}.`), words);
    choice.setAttribute("role", "presentation");
    choice.append(label);
  });
  const verdict = element("span", { className: "feedback", role: "status" });
  const check = button("Check", "question-button", () => judge(box, verdict));
  choices.after(element("div", { className: "question-row" }, check, verdict));
  choices.addEventListener("change", () => show(box, verdict, "", ""));
}

/** @param {HTMLElement} box @param {HTMLElement} verdict */
function judge(box, verdict) {
  const chosen = box.querySelector("input:checked")?.getAttribute("value");
  if (!chosen) return show(box, verdict, "", "Choose one first.");
  if (chosen !== box.dataset.answer) return show(box, verdict, "wrong", `✗ Not ${chosen}. Try again, or open the answer.`);
  show(box, verdict, "right", `✓ Yes, ${chosen}. The reason is below.`);
  return query(box, "details").setAttribute("open", "");
}

/** @param {HTMLElement} box @param {HTMLElement} verdict @param {string} state @param {string} words */
function show(box, verdict, state, words) {
  box.dataset.state = state;
  verdict.textContent = words;
}
