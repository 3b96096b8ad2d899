// Questions in a chapter. Without this script they can be read and their answers unfolded; with it a choice gets feedback,
// and a free response has a place for a note, which is kept on the reader's own machine and nowhere else.

let count = 0;

/** Gives every question of the page its controls, once. */
export function enliven(root = document) {
  root.querySelectorAll(".question-box:not(.ready)").forEach((box, index) => {
    box.classList.add("ready");
    if (box.classList.contains("quiz")) addChoices(box);
    else addNote(box, index);
  });
}

function addChoices(box) {
  const name = `quiz-${++count}`;
  const text = box.querySelector(".question-text");
  text.id ||= `${name}-text`;
  const choices = box.querySelector(".choices");
  choices.setAttribute("role", "radiogroup");
  choices.setAttribute("aria-labelledby", text.id);
  [...choices.children].forEach((choice, index) => {
    const letter = String.fromCharCode(65 + index);
    const input = Object.assign(document.createElement("input"), { type: "radio", name, value: letter });
    const words = document.createElement("span");
    words.append(...choice.childNodes);
    const label = document.createElement("label");
    label.append(input, `${letter}. `, words);
    choice.setAttribute("role", "presentation");
    choice.append(label);
  });
  const check = button("Check");
  const verdict = Object.assign(document.createElement("span"), { className: "feedback" });
  verdict.setAttribute("role", "status");
  const row = Object.assign(document.createElement("div"), { className: "question-row" });
  row.append(check, verdict);
  choices.after(row);
  check.addEventListener("click", () => judge(box, verdict));
  choices.addEventListener("change", () => show(box, verdict, "", ""));
}

function judge(box, verdict) {
  const chosen = box.querySelector("input:checked");
  if (!chosen) return show(box, verdict, "", "Choose one first.");
  if (chosen.value !== box.dataset.answer) return show(box, verdict, "wrong", `✗ Not ${chosen.value}. Try again, or open the answer.`);
  show(box, verdict, "right", `✓ Yes, ${chosen.value}. The reason is below.`);
  box.querySelector("details").open = true;
}

function show(box, verdict, state, words) {
  box.dataset.state = state;
  verdict.textContent = words;
}

function addNote(box, index) {
  const key = `note:${location.pathname}:${index}`;
  const note = Object.assign(document.createElement("textarea"), { rows: 3, value: recall(key) });
  const label = Object.assign(document.createElement("label"), { className: "note" });
  label.append("Your answer, kept on this machine only", note);
  box.querySelector(".question-text").after(label);
  note.addEventListener("input", () => keep(key, note.value));
}

// A reader may have forbidden storage; then a note lasts as long as the page.
function recall(key) {
  try {
    return localStorage.getItem(key) ?? "";
  } catch {
    return "";
  }
}

function keep(key, text) {
  try {
    if (text) localStorage.setItem(key, text);
    else localStorage.removeItem(key);
  } catch {
    /* nothing to be done */
  }
}

function button(words) {
  return Object.assign(document.createElement("button"), { type: "button", className: "question-button", textContent: words });
}
