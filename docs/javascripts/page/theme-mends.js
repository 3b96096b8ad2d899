// The theme leaves a few things without a name or out of reach of the keyboard, and lays a page out anew at the first step
// within it; these mends put that right.

/** The search dialog gets a name. */
export function nameSearch(root = document) {
  const search = root.querySelector('[data-md-component="search"][role="dialog"]');
  search?.setAttribute("aria-label", "Search");
}

/** A section of the menu that is a page, too, is named by a label without a word; its title has the words. */
export function nameSections(root = document) {
  for (const nav of root.querySelectorAll(".md-nav[aria-labelledby]")) {
    if (document.getElementById(nav.getAttribute("aria-labelledby"))?.textContent.trim()) continue;
    nav.setAttribute("aria-label", nav.querySelector(".md-nav__title").textContent.trim());
    nav.removeAttribute("aria-labelledby");
  }
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
  const boxes = [...root.querySelectorAll(".md-typeset pre > code, .md-typeset__scrollwrap, .md-typeset .arithmatex")];
  // All are measured before one is changed, so that the page is laid out once.
  const wide = boxes.map((box) => box.scrollWidth > box.clientWidth);
  boxes.forEach((box, index) => {
    if (wide[index]) box.tabIndex = 0;
    else if (box.tabIndex === 0) box.removeAttribute("tabindex");
  });
}

/**
 * A step within a page is the browser's own affair. The theme would fetch the page again at the first one and lay it out anew:
 * whatever the reader did there, an open fold, a stroke half drawn, would be gone.
 */
export function stepWithinPage() {
  const { location$ } = window; // the theme sends every step through it, before it fetches anything
  if (!location$) return;
  const go = location$.next.bind(location$);
  let here = location.pathname;
  location$.next = (url) => {
    if (url.pathname !== here) {
      here = url.pathname;
      return go(url);
    }
    // The theme keeps in every entry of the history how far down the reader was; the browser looks for an anchor itself.
    if (history.state || !url.hash) scrollTo(0, history.state?.y ?? 0);
  };
  addEventListener("click", ({ target }) => {
    const link = target.closest?.("a[href]");
    // The theme leaves a link alone that names the window it opens in.
    if (link?.hash && link.origin === location.origin && link.pathname === here && link.search === location.search) link.target ||= "_self";
  }, { capture: true });
}
