// The theme leaves a few things without a name or out of reach of the keyboard; these mends put that right after each page.

/** The search dialog gets a name. */
export function nameSearch(root = document) {
  const search = root.querySelector('[data-md-component="search"][role="dialog"]');
  search?.setAttribute("aria-label", "Search");
}

/** Each code block's menu gets a name of its own: landmarks of one kind must not be called the same. */
export function nameCodeMenus(root = document) {
  root.querySelectorAll(".md-code__nav").forEach((menu, index) => menu.setAttribute("aria-label", `Code block ${index + 1}`));
}

/** So does each level of a table of contents: two modules may have functions of one name. */
export function nameContents(root = document) {
  const seen = new Map();
  for (const nav of root.querySelectorAll(".md-nav--secondary .md-nav[aria-label]")) {
    const name = (nav.dataset.name ??= nav.getAttribute("aria-label"));
    const key = name.toLowerCase(); // a screen reader says "layer" and "Layer" alike
    seen.set(key, (seen.get(key) ?? 0) + 1);
    if (seen.get(key) > 1) nav.setAttribute("aria-label", `${name}, ${seen.get(key)}`);
  }
}

/** What is wider than its column scrolls, and must be reached by key to be scrolled. */
export function reachOverflow(root = document) {
  for (const box of root.querySelectorAll(".md-typeset pre > code, .md-typeset__scrollwrap, .md-typeset .arithmatex")) {
    if (box.scrollWidth > box.clientWidth) box.tabIndex = 0;
    else if (box.tabIndex === 0) box.removeAttribute("tabindex");
  }
}
