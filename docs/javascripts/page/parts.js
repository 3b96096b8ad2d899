// The parts of a page that scripts fill. One that fails says so in its place, and takes no other with it.

import { messageOf } from "../network/fetch.js";
import { button, element, queryAll } from "./elements.js";

/**
 * Fill a part of the page; where that fails, say why, and offer to try again.
 *
 * @param {HTMLElement} place
 * @param {string} name of the part, as a sentence begins with it
 * @param {() => Promise<void>} fill
 */
export async function fillPart(place, name, fill) {
  try {
    await fill();
    place.classList.remove("part-missing");
    say(place);
  } catch (problem) {
    place.classList.add("part-missing");
    say(place, `${name} is not here: ${messageOf(problem)}. `, button("Try again", "question-button", () => fillPart(place, name, fill)));
  }
}

// Where the scripts of a part are, and the part. Those that listen to the pad come first: its scripts are on the stack of their failures.
const PARTS = [
  ["/javascripts/laboratory/", ".laboratory"],
  ["/javascripts/stage/", ".pad-inside"],
  ["/javascripts/inspector/", ".pad-inside"],
  ["/javascripts/pad/", ".pad"],
];

/** From now on a part that fails while it is used says so, too. */
export function watchParts() {
  addEventListener("error", ({ error }) => sayFailed(error));
  addEventListener("unhandledrejection", ({ reason }) => sayFailed(reason));
}

/** @param {unknown} problem */
function sayFailed(problem) {
  const stack = problem instanceof Error ? problem.stack : "";
  const [, selector] = PARTS.find(([scripts]) => stack?.includes(scripts)) ?? [];
  for (const place of selector ? queryAll(document, selector) : []) {
    say(place, `Something went wrong here: ${messageOf(problem)}. Reload the page if it gets stuck.`);
  }
}

/**
 * A sentence before a part, in the place of the last one; without words: none.
 *
 * @param {HTMLElement} place @param {(Node | string)[]} words
 */
function say(place, ...words) {
  const before = place.previousElementSibling;
  if (before?.classList.contains("part-failed")) before.remove();
  if (words.length) place.before(element("p", { className: "part-failed", role: "alert" }, ...words));
}
