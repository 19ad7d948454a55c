// Finds what editors keep of a form on a page, whenever it appears: with the
// page, or later by a script that navigates, morphs, swaps or hydrates.
//
//   <div class="hyte-form" data-src="…" data-lang="fi"><a href="…">…</a></div>
//   <p><a href="https://service/call/fi#hyte-form">…</a></p>
//
// The form gets into a shadow root of the div, or of the element that holds
// nothing but the link, and nothing of the page is changed.

import { Place, tell } from "./place.js";

const BOX = "div.hyte-form";
const LINK = 'a[href$="#hyte-form"]';
const FOUND = `${BOX}, ${LINK}`;
const FORMS = `hyte-form, ${BOX}`;

// The elements that take a shadow root and may stand around a link.
const AROUND = "article, aside, blockquote, div, footer, h1, h2, h3, h4, h5, h6, header, main, nav, p, section, span";

// What is seen without being text.
const SEEN = "audio, button, canvas, embed, hr, iframe, img, input, object, select, svg, table, textarea, video";

const box = { holds: (div) => div.matches(BOX) && !div.querySelector("hyte-form"), read: (div, name) => div.getAttribute(`data-${name}`) };
const line = { holds: (around) => isAlone(around.querySelector(LINK), around), read: () => null };

export class Finder {
  #services;
  #places = new WeakMap(); // by element
  #started = false;

  constructor(services) {
    this.#services = services;
  }

  // Begins once the page is parsed: before, it does not show what a link stands in.
  start() {
    if (document.readyState === "loading") return document.addEventListener("DOMContentLoaded", () => this.start(), { once: true });
    this.#started = true;
    this.look(document);
    new MutationObserver((records) => this.#changed(records)).observe(document, { childList: true, subtree: true, attributes: true, attributeFilter: ["class", "href"] });
  }

  // Finds what is in a part of the page.
  look(part) {
    if (!this.#started) return;
    this.#consider(part);
    for (const element of part.querySelectorAll(FOUND)) this.#consider(element);
  }

  // What is being edited stays what it is.
  #consider(node) {
    if (node.matches?.(FOUND) && !node.isContentEditable) this.#take(node);
  }

  #changed(records) {
    for (const { type, target, addedNodes } of records) {
      if (type === "attributes") this.#consider(target);
      for (const node of addedNodes) if (node.nodeType === Node.ELEMENT_NODE) this.look(node);
    }
    this.#services.letGo();
  }

  #take(element) {
    if (element.parentElement?.closest(FORMS)) return; // a part of a form's content
    if (element.matches(BOX)) return this.#settle(element, box);
    if (!this.#services.of(element)) return; // an ordinary link, as far as is known
    const around = aroundOf(element);
    if (around) this.#settle(around, line);
    else wrap(element);
  }

  #settle(element, kind) {
    if (!this.#places.has(element)) this.#places.set(element, placeIn(element, this.#services));
    this.#places.get(element)?.settleAs(kind);
  }
}

// Returns null where another script has given the element a shadow root, and
// tells so.
function placeIn(element, services) {
  try {
    return new Place(element, services);
  } catch (error) {
    tell(element, "error", { message: error.message });
    return null;
  }
}

// The nearest element around a link that takes a shadow root, if it and all
// between hold nothing but the link.
function aroundOf(link) {
  for (let at = link.parentElement; at && isAlone(link, at); at = at.parentElement) if (at.matches(AROUND)) return at;
  return null;
}

// Reports whether an element shows nothing but the link in it.
function isAlone(link, around) {
  if (!link || around.textContent.trim() !== link.textContent.trim()) return false;
  return [...around.querySelectorAll(SEEN)].every((element) => link.contains(element));
}

// In a line of text, a list or a table the link is replaced by an element that
// holds it.
function wrap(link) {
  const element = document.createElement("hyte-form");
  link.before(element);
  element.append(link);
}
