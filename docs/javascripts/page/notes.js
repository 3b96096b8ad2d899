// What the reader answers to a free-response question is kept in the reader's own browser and nowhere else, under the page and the name
// of the question. So a note stays with its question when the page gets others; a note whose question has gone is shown below the last one.

import { element, query, write } from "./elements.js";
import { HERE, keep, kept, keysOf } from "./keeping.js";

const PAGE = `note:${HERE}:`;
const [ON_THIS_MACHINE, NOWHERE] = ["on this machine only", "only as long as this page is open: your browser stores nothing more"];
const ROWS = 3; // of a field that is in use; an empty one has a single row

/** Gives the free-response questions among all those of the page their notes. @param {HTMLElement[]} boxes */
export function addNotes(boxes) {
  nameOldNotes(boxes);
  const names = new Set(boxes.map((box) => box.dataset.name));
  for (const box of boxes) {
    if (box.dataset.name) query(box, ".question-text").after(noteField(PAGE + box.dataset.name, "Your answer"));
  }
  const left = keysOf(PAGE).filter((key) => !names.has(key.slice(PAGE.length)));
  if (!left.length) return;
  const fields = left.map((key) => noteField(key, `“${key.slice(PAGE.length).replaceAll("-", " ")}”: your answer`));
  const text = element("p", { className: "question-text", textContent: "Your answers to questions that this page no longer asks" });
  boxes[boxes.length - 1].after(element("div", { className: "question-box ready notes-left" }, text, ...fields));
}

/** A note was once kept under its question's place on the page. The question that stands there now gets it. @param {HTMLElement[]} boxes */
function nameOldNotes(boxes) {
  boxes.forEach(({ dataset: { name } }, place) => {
    const note = kept(PAGE + place);
    if (!note || !name || kept(PAGE + name)) return;
    if (keep(PAGE + name, note)) keep(PAGE + place, "");
  });
}

/**
 * A text field that shows what is kept under a key, and keeps what is written into it.
 *
 * @param {string} key @param {string} title
 */
function noteField(key, title) {
  const note = element("textarea", { rows: 1 });
  const label = element("span");
  const say = (/** @type {string} */ how) => write(label, `${title}, kept ${how}`);
  let known = ""; // what was kept when this field last looked
  const look = () => {
    const now = kept(key);
    if (now === null || now === known) return;
    // Another tab has written. What this one has not kept yet stays beside it.
    note.value = note.value === known ? now : both(now, note.value);
    known = now;
    if (now) note.rows = ROWS;
  };
  const save = () => {
    look();
    const isKept = keep(key, note.value);
    if (isKept) known = note.value;
    say(isKept ? ON_THIS_MACHINE : NOWHERE);
  };
  say(ON_THIS_MACHINE);
  look();
  note.addEventListener("input", save);
  note.addEventListener("focus", () => {
    note.rows = ROWS; // for good: what stands below must not move away from a click
    look();
  });
  addEventListener("storage", look);
  addEventListener("pageshow", look);
  return element("label", { className: "note" }, label, note);
}

/** @param {string} now @param {string} own */
function both(now, own) {
  return own.includes(now) ? own : `${now}\n${own}`;
}
