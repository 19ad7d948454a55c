// <hyte-form src="https://service/call/fi"><a href="…">…</a></hyte-form>, for
// pages of any site. One script, no dependency; on the page it leaves nothing
// but the element's name.
//
// Attributes: src, lang, mode="frame" (which it is without) or "inline", and
// the theme's (theme.js). Any of them may change. Events: hyte:ready,
// hyte:submitted (detail: the receipt), hyte:error (detail: message).
//
// Until the form is there, and if it cannot be, the content of the element is
// shown, which should be a link to the form.

import { formAddress } from "./address.js";
import { Framed } from "./framed.js";
import { Inline } from "./inline.js";
import { sheetOf } from "./sheet.js";
import { readTheme, themeAttributes } from "./theme.js";

const NAME = "hyte-form";
const service = document.currentScript?.src;

class HyteForm extends HTMLElement {
  static observedAttributes = ["src", "lang", "mode", ...themeAttributes];

  #root = this.attachShadow({ mode: "open" });
  #shown = null; // Framed or Inline
  #address = "";
  #mode = "";
  #settling = false;

  constructor() {
    super();
    this.#root.adoptedStyleSheets = sheets();
    this.#showContent();
  }

  connectedCallback() {
    this.#settleSoon();
    // The page's styles, which may name the theme, can come after the form.
    if (document.readyState !== "complete") addEventListener("load", () => this.#shown?.themed(), { once: true });
  }

  // An element that is only moved comes back at once, with all that it holds.
  disconnectedCallback() {
    this.#settleSoon();
  }

  connectedMoveCallback() {}

  attributeChangedCallback(name) {
    if (themeAttributes.includes(name)) this.#shown?.themed();
    else if (this.#shown) this.#settleSoon();
  }

  #settleSoon() {
    if (this.#settling) return;
    this.#settling = true;
    queueMicrotask(() => {
      this.#settling = false;
      this.#settle();
    });
  }

  // Makes what is shown what the attributes say.
  #settle() {
    if (!this.isConnected) return this.#clear();
    if (document.readyState === "loading" && !this.hasAttribute("src")) { // the link inside is still to come
      return document.addEventListener("DOMContentLoaded", () => this.#settleSoon(), { once: true });
    }
    let address;
    try {
      address = formAddress(this, service);
    } catch (error) {
      this.#clear();
      return this.#tell("error", { message: error.message });
    }
    const mode = this.getAttribute("mode") === "inline" ? "inline" : "frame";
    if (this.#shown && address.href === this.#address && mode === this.#mode) return;
    this.#clear();
    this.#address = address.href;
    this.#mode = mode;
    if (mode === "inline") this.#showInline(address);
    else this.#showFrame(address);
  }

  #showFrame(address) {
    this.#shown = new Framed(this, this.#root, {
      address,
      title: this.getAttribute("title") ?? this.textContent.trim(),
      theme: () => readTheme(this),
      tell: (type, detail) => this.#tell(type, detail),
    });
  }

  async #showInline(address) {
    const inline = (this.#shown = new Inline(this, this.#root, {
      address,
      theme: () => readTheme(this),
      tell: (type, detail) => this.#tell(type, detail),
    }));
    try {
      await inline.start();
    } catch (error) {
      if (this.#shown !== inline) return; // given up meanwhile
      inline.stop();
      this.#tell("error", { message: error.message });
      this.#showFrame(address);
    }
  }

  #clear() {
    this.#shown?.stop();
    this.#shown = null;
    this.#showContent();
  }

  #showContent() {
    this.#root.replaceChildren(document.createElement("slot"));
  }

  #tell(type, detail) {
    this.dispatchEvent(new CustomEvent(`hyte:${type}`, { detail, bubbles: true, composed: true }));
  }
}

// A browser too old for them shows the frame all the same.
function sheets() {
  try {
    return [sheetOf(":host { display: block } :host([hidden]) { display: none }")];
  } catch {
    return [];
  }
}

// Editors drop elements that they do not know, and keep
// <div class="hyte-form" data-src="…" data-lang="fi"><a href="…">…</a></div>.
function upgrade() {
  for (const box of document.querySelectorAll(`div.${NAME}`)) {
    if (box.querySelector(NAME)) continue;
    const element = document.createElement(NAME);
    for (const name of HyteForm.observedAttributes) {
      const value = box.getAttribute(`data-${name}`);
      if (value !== null) element.setAttribute(name, value);
    }
    element.append(...box.childNodes);
    box.append(element);
  }
}

if (service && !customElements.get(NAME)) {
  customElements.define(NAME, HyteForm);
  if (document.readyState === "loading") document.addEventListener("DOMContentLoaded", upgrade, { once: true });
  else upgrade();
}
