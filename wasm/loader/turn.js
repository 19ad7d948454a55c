// Follows the links of our own pages to another language without leaving the page: what
// stands around the form comes from the other page, and the form changes its language
// (language.js). Where no script runs, and once the widget has died, they are links.

import { leadToCurrent, speak } from "./language.js";

// Returns {leave()}, which leaves the links to the browser again.
export function followLanguages(widget) {
  const ending = new AbortController();
  let asked = null; // the last link counts
  document.addEventListener("click", async (event) => {
    const link = event.target.closest?.(".hyte-header a[hreflang]");
    if (!link || event.button !== 0 || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return;
    event.preventDefault();
    asked?.abort();
    asked = new AbortController();
    const { signal } = asked;
    const turned = await speak(widget, link.href, signal).catch(() => null);
    if (turned && !signal.aborted) turn(turned);
  }, { signal: ending.signal });
  return { leave: () => ending.abort() };
}

// The page is the other one from now on, and so is its address: who loads it anew, or keeps
// it, has the language that was chosen.
function turn({ page, address }) {
  const main = document.querySelector("main");
  for (const old of [...main.parentElement.children]) if (old !== main) old.remove();
  const next = document.importNode(page.querySelector("main").parentElement, true);
  const parts = [...next.children];
  const at = parts.findIndex(({ localName }) => localName === "main");
  main.before(...parts.slice(0, at));
  main.after(...parts.slice(at + 1));
  document.documentElement.lang = page.documentElement.lang;
  history.replaceState(history.state, "", address); // with what was typed, see kept.js
  leadToCurrent(document);
  document.dispatchEvent(new CustomEvent("hyte:turned"));
}
