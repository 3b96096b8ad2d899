// What the reader answers to a free-response question is kept in the reader's own browser and nowhere else, under the page and the name
// of the question. So a note stays with its question when the page gets others; a note whose question has gone is shown below the last one.

import { element, query, write } from "./elements.js";

const PAGE = `note:${location.pathname.replace(/index\.html$/, "")}:`;
const [HERE, NOWHERE] = ["on this machine only", "only as long as this page is open: your browser stores nothing more"];

/** Gives the free-response questions among all those of the page their notes. @param {HTMLElement[]} boxes */
export function addNotes(boxes) {
  nameOldNotes(boxes);
  const names = new Set(boxes.map((box) => box.dataset.name));
  for (const box of boxes) {
    if (box.dataset.name) query(box, ".question-text").after(noteField(PAGE + box.dataset.name, "Your answer"));
  }
  const left = storedKeys().filter((key) => !names.has(key.slice(PAGE.length)));
  if (!left.length) return;
  const fields = left.map((key) => noteField(key, `“${key.slice(PAGE.length).replaceAll("-", " ")}”: your answer`));
  const text = element("p", { className: "question-text", textContent: "Your answers to questions that this page no longer asks" });
  boxes[boxes.length - 1].after(element("div", { className: "question-box ready notes-left" }, text, ...fields));
}

/** A note was once kept under its question's place on the page. The question that stands there now gets it. @param {HTMLElement[]} boxes */
function nameOldNotes(boxes) {
  boxes.forEach(({ dataset: { name } }, place) => {
    const note = read(PAGE + place);
    if (!note || !name || read(PAGE + name)) return;
    if (store(PAGE + name, note)) store(PAGE + place, "");
  });
}

/**
 * A text field that shows what is kept under a key, and keeps what is written into it.
 *
 * @param {string} key @param {string} title
 */
function noteField(key, title) {
  const note = element("textarea", { rows: 3 });
  const label = element("span");
  const say = (/** @type {string} */ how) => write(label, `${title}, kept ${how}`);
  let known = ""; // what was kept when this field last looked
  const look = () => {
    const kept = read(key);
    if (kept === null || kept === known) return;
    // Another tab has written. What this one has not kept yet stays beside it.
    note.value = note.value === known ? kept : both(kept, note.value);
    known = kept;
  };
  const keep = () => {
    look();
    const isKept = store(key, note.value);
    if (isKept) known = note.value;
    say(isKept ? HERE : NOWHERE);
  };
  say(HERE);
  look();
  note.addEventListener("input", keep);
  note.addEventListener("focus", look);
  addEventListener("storage", look);
  addEventListener("pageshow", look);
  return element("label", { className: "note" }, label, note);
}

/** @param {string} kept @param {string} own */
function both(kept, own) {
  return own.includes(kept) ? own : `${kept}\n${own}`;
}

// A reader may have forbidden storage, or filled it; then a note lasts as long as the page.

/** The keys of this page's notes. */
function storedKeys() {
  try {
    return Object.keys(localStorage).filter((key) => key.startsWith(PAGE)).sort();
  } catch {
    return [];
  }
}

/** What is kept under a key, "" for nothing; null where nothing may be read. @param {string} key */
function read(key) {
  try {
    return localStorage.getItem(key) ?? "";
  } catch {
    return null;
  }
}

/** Whether it could be kept. @param {string} key @param {string} text */
function store(key, text) {
  try {
    if (text) localStorage.setItem(key, text);
    else localStorage.removeItem(key);
    return true;
  } catch {
    return false;
  }
}
