// Folds hide the answers and solutions of a chapter. What is folded is left out on paper, and one button opens them all.

import { button, element, queryAll } from "./elements.js";

const OPEN = "Open all answers and solutions";
const CLOSE = "Close all answers and solutions";

/** The theme would open every fold for printing, by a listener of its own. This one comes first: the reader has decided. */
export function printAsItStands() {
  addEventListener("beforeprint", (event) => event.stopImmediatePropagation(), { capture: true });
}

/** Gives a chapter the button, once, below what it offers to take away. */
export function offerFolds(root = document) {
  const offer = root.querySelector("#take-it-away + p");
  if (!offer || offer.querySelector(".folds")) return;
  const all = button(OPEN, "question-button", () => {
    const open = all.textContent === OPEN;
    for (const fold of queryAll(root, "details:is(.question, .success)")) fold.toggleAttribute("open", open);
    all.textContent = open ? CLOSE : OPEN;
  });
  // Within the paragraph: beside it, the browser would set the style of the whole chapter anew.
  offer.append(element("span", { className: "folds" }, all));
}
