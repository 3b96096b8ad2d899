// The one script that every page loads. It fixes what the theme leaves undone, and fetches a widget's script only where the widget is.

import { fetchModule } from "../network/fetch.js";
import { queryAll } from "./elements.js";
import { offerFolds, printAsItStands } from "./folds.js";
import { followMoved } from "./moved.js";
import { fillPart, watchParts } from "./parts.js";
import { markRead, offerToForget } from "./read-marks.js";
import { focusOverflow, nameCodeMenus, nameContents, nameSearch, nameSections, searchWithoutKeys } from "./theme-fixes.js";

function fillParts() {
  const [question] = queryAll(document, ".question-box");
  if (question) fillPart(question, "A place for your answers", openQuestions);
  // <div class="laboratory" data-widget="paint-a-neuron"> is filled by the widget in laboratory/paint-a-neuron.js.
  for (const place of queryAll(document, ".laboratory")) fillPart(place, "This experiment", () => openWidget(place));
  queryAll(document, ".pad").forEach((pad, index) => fillPart(pad, "The pad", () => openPad(pad, index + 1)));
}

async function openQuestions() {
  (await fetchModule(() => import("./questions.js"))).addControls();
}

/** @param {HTMLElement} place */
async function openWidget(place) {
  const { default: Widget } = await fetchModule(() => import(`../laboratory/${place.dataset.widget}.js`));
  new Widget(place).open(place);
}

/** @param {HTMLElement} pad @param {number} number */
async function openPad(pad, number) {
  const [{ fillPad }, { receive }] = await Promise.all([
    fetchModule(() => import("../pad/pad.js")),
    fetchModule(() => import("../pad/messages.js")),
  ]);
  fillPad(pad, number);
  if (pad.dataset.inspector === "off") return;
  // The inspector is fetched once the reader has drawn something, or has come to its place.
  const [inside] = queryAll(pad, ".pad-inside");
  const closing = new AbortController();
  const open = () => {
    closing.abort();
    seen.disconnect();
    fillPart(inside, "The inside of the network", async () => (await fetchModule(() => import("../inspector/inspector.js"))).inspect(pad));
  };
  const seen = new IntersectionObserver(([{ isIntersecting }]) => isIntersecting && open());
  seen.observe(inside);
  receive(pad, "pad:read", ({ reading }) => reading && open(), closing);
}

function fixTheme() {
  nameSearch();
  searchWithoutKeys();
  nameCodeMenus();
  nameSections();
  nameContents();
  focusOverflow();
  offerFolds();
  // The theme may add the menus of code blocks later than this.
  const article = document.querySelector("article");
  if (article?.querySelector("pre")) new MutationObserver(() => nameCodeMenus()).observe(article, { childList: true, subtree: true });
}

followMoved();
watchParts();
printAsItStands();
addEventListener("resize", () => focusOverflow());
fillParts();
fixTheme();
markRead();
offerToForget();
