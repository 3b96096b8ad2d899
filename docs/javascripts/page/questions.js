// Questions in a chapter. Without this script they can be read and their answers unfolded; with it a choice gets feedback,
// and a free response has a place for a note, which is kept on the reader's own machine and nowhere else.

import { button, element, query, queryAll, setAttributes } from "./elements.js";

let count = 0;

/** Gives every question of the page its controls, once. */
export function addControls(root = document) {
  queryAll(root, ".question-box:not(.ready)").forEach((box, index) => {
    box.classList.add("ready");
    if (box.classList.contains("quiz")) addChoices(box);
    else addNote(box, index);
  });
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
    const label = element("label", {}, input, `${letter}. `, element("span", {}, ...choice.childNodes));
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

/** @param {HTMLElement} box @param {number} index */
function addNote(box, index) {
  const key = `note:${location.pathname}:${index}`;
  const note = element("textarea", { rows: 3, value: ifAllowed(() => localStorage.getItem(key)) ?? "" });
  query(box, ".question-text").after(element("label", { className: "note" }, "Your answer, kept on this machine only", note));
  const keep = () => (note.value ? localStorage.setItem(key, note.value) : localStorage.removeItem(key));
  note.addEventListener("input", () => ifAllowed(keep));
}

/** A reader may have forbidden storage; then a note lasts as long as the page. @template Result @param {() => Result} access */
function ifAllowed(access) {
  try {
    return access();
  } catch {
    return null;
  }
}
