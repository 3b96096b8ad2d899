"""What axe finds on a page, with one word of each look compared with its background instead of the same look a thousand times.

To compare colours is most of axe's work, and most of the words that it compares are words of code and of figures. In a flow of boxes a
word has beneath it what its ancestors paint; so of the words that agree, themselves and in every ancestor, in all that a contrast is
made of, one is enough if axe can decide it, and otherwise all of them are tried. What is taken out of the flow may lie on anything: of
that, as of all outside the article, every word is compared.
"""

from axe_playwright_python.sync_playwright import Axe
from drawing import wait_for_fixes

_RUN = """async ([colours, structure]) => {
  const LOOK = ["color", "background-color", "background-image", "opacity", "font-size", "font-weight", "text-shadow", "filter",
    "mix-blend-mode", "visibility", "-webkit-text-fill-color", "-webkit-text-stroke-width"];

  const leavesTheFlow = (element, { position, float, transform, marginTop, top, left }) => !(element instanceof SVGElement) && (
    !["static", "relative"].includes(position) || (position === "relative" && (parseFloat(top) || parseFloat(left))) ||
    float !== "none" || transform !== "none" || parseFloat(marginTop) < 0);

  // The elements of the article by what their words look like; those that cannot be told by their look are alone.
  const groups = new Map();
  const group = (element, above) => {
    const style = getComputedStyle(element);
    const own = LOOK.map((name) => style.getPropertyValue(name));
    const look = above === null || leavesTheFlow(element, style) ? null : [above, element.tagName, ...own].join("|");
    const words = [...element.childNodes].map(({ nodeType, data }) => (nodeType === Node.TEXT_NODE ? data.trim() : "")).join("");
    const isReadable = /[\\p{L}\\p{N}]/u.test(words) && element.checkVisibility();
    const key = look !== null && isReadable ? `${words.length > 1} ${look}` : element;
    if (!groups.has(key)) groups.set(key, []);
    if (words || element.matches("input, textarea, select, button")) groups.get(key).push(element);
    for (const child of element.children) group(child, look);
  };

  const compare = (elements, options) => {
    for (const element of document.querySelectorAll("[data-compared]")) delete element.dataset.compared;
    for (const element of elements) element.dataset.compared = "";
    return axe.run({ resultTypes: ["violations", "incomplete"], elementRef: true, ...options });
  };

  const rules = { "color-contrast": { enabled: colours }, "link-in-text-block": { enabled: colours }, "target-size": { enabled: true } };
  let compared = [];
  if (colours) {
    for (const article of document.querySelectorAll("article")) group(article, "");
    const outside = [...document.querySelectorAll("*")].filter((element) => !element.closest("article"));
    compared = [...outside, ...[...groups.values()].flatMap(([first]) => first ?? [])];
    axe.configure({ rules: [{ id: "color-contrast", selector: "[data-compared]" }] });
  }
  const { violations, incomplete } = await compare(compared, structure ? { rules } : { runOnly: ["color-contrast", "link-in-text-block"] });
  // In a picture, or of a single letter, axe decides none; another word may not be hidden in part as the first one was.
  const maybe = ({ element, any }) => !element.closest("svg") && any[0]?.data?.messageKey !== "shortTextContent";
  const undecided = new Set(incomplete.flatMap(({ id, nodes }) => (id === "color-contrast" ? nodes.filter(maybe).map(({ element }) => element) : [])));
  const others = [...groups.values()].flatMap(([first, ...rest]) => (undecided.has(first) ? rest : []));
  if (others.length) violations.push(...(await compare(others, { runOnly: ["color-contrast"] })).violations);
  return violations.map(({ id, nodes }) => [id, nodes[0].html]);
}"""


def axe_finds(page, colours=True, structure=True):
    """[rule, the first element that breaks it] of everything.

    colours: whether to compare colours, which are the same at every width. structure: whether to look at all the rest, which is the same
    in both palettes.
    """
    wait_for_fixes(page)
    if page.evaluate("typeof axe") == "undefined":
        page.evaluate(Axe().axe_script)
    return page.evaluate(_RUN, [colours, structure])
