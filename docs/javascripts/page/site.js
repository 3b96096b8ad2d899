// The one script that every page loads. It fixes what the theme leaves undone, and fetches a widget's script only where the widget is.

import { queryAll } from "./elements.js";
import { offerFolds, printAsItStands } from "./folds.js";
import { focusOverflow, nameCodeMenus, nameContents, nameSearch, nameSections } from "./theme-fixes.js";

async function enhance() {
  const [laboratories, pads] = [".laboratory", ".pad"].map((name) => queryAll(document, name));
  nameSearch();
  nameCodeMenus();
  nameSections();
  nameContents();
  focusOverflow();
  offerFolds();
  // The theme may add the menus of code blocks later than this.
  const article = document.querySelector("article");
  if (article?.querySelector("pre")) new MutationObserver(() => nameCodeMenus()).observe(article, { childList: true, subtree: true });
  if (document.querySelector(".question-box")) (await import("./questions.js")).addControls();
  // <div class="laboratory" data-widget="paint-a-neuron"> is filled by the widget in laboratory/paint-a-neuron.js.
  for (const place of laboratories) {
    const { default: Widget } = await import(`../laboratory/${place.dataset.widget}.js`);
    new Widget(place).open(place);
  }
  if (!pads.length) return;
  const { fillPad } = await import("../pad/pad.js");
  pads.forEach((pad, index) => fillPad(pad, index + 1));
  for (const pad of pads) if (pad.dataset.inspector !== "off") await inspectWhenWanted(pad);
}

/** Fetch the inspector once the reader has drawn something, or has come to its place. @param {HTMLElement} pad */
async function inspectWhenWanted(pad) {
  const { receive } = await import("../pad/messages.js");
  const closing = new AbortController();
  const open = async () => {
    closing.abort();
    seen.disconnect();
    (await import("../inspector/inspector.js")).inspect(pad);
  };
  const seen = new IntersectionObserver(([{ isIntersecting }]) => isIntersecting && open());
  for (const place of queryAll(pad, ".pad-inside")) seen.observe(place);
  receive(pad, "pad:read", ({ reading }) => reading && open(), closing);
}

enhance();
printAsItStands();
addEventListener("resize", () => focusOverflow());
