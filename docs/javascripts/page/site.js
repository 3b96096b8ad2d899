// The one script that every page loads. It mends the theme, and fetches a widget's script only where the widget is.

import { offerFolds, printAsItStands } from "./folds.js";
import { nameCodeMenus, nameContents, nameSearch, nameSections, reachOverflow, stepWithinPage } from "./theme-mends.js";

async function enhance() {
  nameSearch();
  nameCodeMenus();
  nameSections();
  nameContents();
  reachOverflow();
  offerFolds();
  // The theme may add the menus of code blocks later than this.
  const article = document.querySelector("article");
  if (article?.querySelector("pre")) new MutationObserver(() => nameCodeMenus()).observe(article, { childList: true, subtree: true });
  if (document.querySelector(".question-box")) (await import("./questions.js")).enliven();
  // <div class="laboratory" data-widget="paint-a-neuron"> is filled by open(place) of laboratory/paint-a-neuron.js.
  for (const place of document.querySelectorAll(".laboratory")) (await import(`../laboratory/${place.dataset.widget}.js`)).open(place);
  const pads = document.querySelectorAll(".pad");
  if (!pads.length) return;
  const { fillPad } = await import("../pad/pad.js");
  pads.forEach((pad, index) => fillPad(pad, index + 1));
  pads.forEach((pad) => pad.dataset.inspector === "off" || inspectWhenWanted(pad));
}

/** Fetch the inspector once the reader has drawn something, or has come to its place. */
function inspectWhenWanted(pad) {
  const seen = new IntersectionObserver(([{ isIntersecting }]) => isIntersecting && open());
  const drawn = ({ detail }) => detail.reading && open();
  const open = async () => {
    seen.disconnect();
    pad.removeEventListener("pad:read", drawn);
    (await import("../inspector/inspector.js")).inspect(pad);
  };
  seen.observe(pad.querySelector(".pad-inside"));
  pad.addEventListener("pad:read", drawn);
}

// With instant navigation the theme tells of every new page; without it there is just the one that was loaded.
if (window.document$) window.document$.subscribe(enhance);
else enhance();
printAsItStands();
stepWithinPage();
addEventListener("resize", () => reachOverflow());
