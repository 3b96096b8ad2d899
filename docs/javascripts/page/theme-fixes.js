// The theme leaves a few things without a name or out of reach of the keyboard; these fixes put that right.

import { query, queryAll } from "./elements.js";

/** The search dialog gets a name. */
export function nameSearch(root = document) {
  const search = root.querySelector('[data-md-component="search"][role="dialog"]');
  search?.setAttribute("aria-label", "Search");
}

/** The theme's search listens for keys only. What comes in another way, such as pasted by mouse, is to be searched, too. */
export function searchWithoutKeys(root = document) {
  const field = root.querySelector(".md-search__input");
  field?.addEventListener("input", () => field.dispatchEvent(new KeyboardEvent("keyup", { bubbles: true })));
}

/** A section of the menu that is a page, too, is named by a label without a word; its title has the words. */
export function nameSections(root = document) {
  for (const nav of queryAll(root, ".md-nav[aria-labelledby]")) {
    if (document.getElementById(nav.getAttribute("aria-labelledby") ?? "")?.textContent.trim()) continue;
    nav.setAttribute("aria-label", query(nav, ".md-nav__title").textContent.trim());
    nav.removeAttribute("aria-labelledby");
  }
}

/** Each code block's menu gets a name of its own: landmarks of one kind must not be called the same. */
export function nameCodeMenus(root = document) {
  queryAll(root, ".md-code__nav").forEach((menu, index) => menu.setAttribute("aria-label", `Code block ${index + 1}`));
}

/** So does each level of a table of contents: two modules may have functions of one name. */
export function nameContents(root = document) {
  const seen = new Map();
  for (const nav of queryAll(root, ".md-nav--secondary .md-nav[aria-label]")) {
    const name = (nav.dataset.name ??= nav.getAttribute("aria-label") ?? "");
    const key = name.toLowerCase(); // a screen reader says "layer" and "Layer" alike
    seen.set(key, (seen.get(key) ?? 0) + 1);
    if (seen.get(key) > 1) nav.setAttribute("aria-label", `${name}, ${seen.get(key)}`);
  }
}

/** What is wider than its column scrolls, and must be reached by key to be scrolled. */
export function focusOverflow(root = document) {
  const boxes = queryAll(root, ".md-typeset pre > code, .md-typeset__scrollwrap, .md-typeset .arithmatex");
  // All are measured before one is changed, so that the page is laid out once.
  const wide = boxes.map((box) => box.scrollWidth > box.clientWidth);
  boxes.forEach((box, index) => {
    if (wide[index]) box.tabIndex = 0;
    else if (box.tabIndex === 0) box.removeAttribute("tabindex");
  });
}
