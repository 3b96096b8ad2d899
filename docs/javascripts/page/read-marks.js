// Which chapters a reader has read to their end. It is kept in the reader's own browser and nowhere else, and shown by a small tick.

import { button, element, query, queryAll, write } from "./elements.js";
import { HERE, keep, keysOf, pathOf } from "./keeping.js";

// Other sites may share the host, and with it what is kept.
const READ = `read:${pathOf(new URL("../../", import.meta.url).href)}`;
const THIS = `read:${HERE}`;

/** Ticks what was read, in the menu and on cards, and from now on this page as soon as its reader has come to its last section. */
export function markRead() {
  // Another page or tab may have kept something since.
  for (const event of ["pageshow", "storage"]) addEventListener(event, showMarks);
  showMarks();
  const end = queryAll(document, "article > h2").at(-1);
  if (!end || !document.querySelector(".page-end[data-chapter]")) return;
  const seen = new IntersectionObserver((entries) => {
    if (!entries.some(({ isIntersecting }) => isIntersecting)) return;
    seen.disconnect();
    keep(THIS, "yes");
    showMarks();
  });
  seen.observe(end);
}

function showMarks() {
  const read = new Set(keysOf(READ));
  for (const link of document.querySelectorAll(".md-nav--primary a.md-nav__link, .card-title a")) {
    if (!(link instanceof HTMLAnchorElement) || link.hash) continue;
    const place = link.closest(".card")?.querySelector(".card-foot") ?? link;
    const mark = place.querySelector(".read-mark");
    const isRead = read.has(`read:${pathOf(link.href)}`);
    if (!isRead) mark?.remove();
    else if (!mark) place.append(element("span", { className: "read-mark", role: "img", "aria-label": "read", title: "read" }));
  }
}

/** Where the page on privacy speaks of the ticks, the button that takes them away. */
export function offerToForget() {
  for (const place of queryAll(document, ".forget-read:not(.ready)")) {
    const said = element("span", { role: "status" });
    const forget = button("Forget what I have read", "question-button", () => write(said, forgetRead()));
    query(place, "p").after(element("p", { className: "question-row" }, forget, said));
    place.classList.add("ready");
  }
}

/** Takes all ticks away, and says what it did. */
function forgetRead() {
  const keys = keysOf(READ);
  const gone = keys.filter((key) => keep(key, "")).length;
  showMarks();
  if (gone < keys.length) return "Your browser wouldn't let go of them. Delete this site's data in its settings.";
  return gone ? `Forgotten: ${gone} ${gone === 1 ? "chapter" : "chapters"}.` : "There are no ticks to clear.";
}
