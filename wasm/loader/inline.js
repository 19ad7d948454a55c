// Shows a form inside the host page, in a shadow root: the service's form
// first, then the widget, as on the service's own pages.

import { fragmentAddress } from "./address.js";
import { fetchPage, resolve } from "./fetched.js";
import { followInside } from "./follow.js";
import { leadToCurrent, speak } from "./language.js";
import { askBeforeLeaving } from "./leaving.js";
import { sheetOf } from "./sheet.js";
import { applyTheme } from "./theme.js";

// The form inherits nothing of the page but the custom properties of its theme,
// and to be hidden.
const RESET = "[data-hyte] { all: initial; display: block; direction: ltr; visibility: inherit }";

const LANGUAGES = ".hyte-inline";

// options: address, theme(), and the element's tell(type, detail).
// start() rejects if there is nothing to show or, before anybody has touched
// the form, no widget: a frame does better then.
export class Inline {
  #element;
  #root;
  #options;
  #around = null; // the mount and the choice of languages
  #mount = null;
  #before; // the style sheets of the root
  #sheets = [];
  #widget = null;
  #asked = null; // gives up the language that is asked for
  touched = false; // somebody has begun to answer
  #ending = new AbortController();
  #filling = new AbortController(); // ends once the answer is sent

  constructor(element, root, options) {
    this.#element = element;
    this.#root = root;
    this.#before = [...root.adoptedStyleSheets];
    this.#options = options;
  }

  async start() {
    const { signal } = this.#ending;
    const { page, address } = await fetchPage(fragmentAddress(this.#options.address), signal);
    const mount = page.querySelector("[data-hyte-style]");
    if (!mount) throw new Error("the service sent no form");
    const style = await fetchStyle(resolve(mount, "hyteStyle", address), signal);
    signal.throwIfAborted();
    this.#show(page, mount, style, address);
    if (!mount.dataset.hyteWasm) return this.#options.tell("ready", {}); // the service has no widget
    try {
      await this.#improve(address);
    } catch (error) {
      if (signal.aborted) return;
      if (!this.touched) throw error;
      this.#options.tell("error", { message: error.message });
    }
  }

  themed() {
    if (this.#around) applyTheme(this.#options.theme(), this.#around, this.#sheets);
  }

  stop() {
    this.#ending.abort();
    this.#filling.abort();
    this.#asked?.abort();
    this.#widget?.stop();
    this.#root.adoptedStyleSheets = this.#before;
    this.#root.replaceChildren();
  }

  #show(page, mount, style, address) {
    const document = this.#element.ownerDocument;
    const form = mount.querySelector("form");
    // Addresses may be relative, and this is another page.
    form?.setAttribute("action", new URL(form.getAttribute("action") ?? "", address));
    for (const link of mount.querySelectorAll('a[href^="/"]')) link.setAttribute("href", new URL(link.getAttribute("href"), address));
    for (const button of mount.querySelectorAll("[formaction]")) button.setAttribute("formaction", new URL(button.getAttribute("formaction"), address));
    this.#mount = document.importNode(mount, true);
    this.#around = document.createElement("div");
    this.#around.setAttribute("data-hyte", "");
    this.#around.append(...languagesOf(page, address), this.#mount);
    this.#listen();
    this.#root.adoptedStyleSheets.push(sheetOf(RESET));
    this.#root.firstElementChild.replaceWith(this.#around); // the page's link
    const size = parseFloat(getComputedStyle(this.#around).fontSize); // what the person prefers, whatever the page's root has
    this.#sheets = [sheetOf(style.replace(/([\d.]+)rem\b/g, (_, n) => `${n * size}px`))];
    this.#root.adoptedStyleSheets.push(...this.#sheets);
    this.themed();
  }

  #listen() {
    // A page's one-letter hotkeys would eat what is typed. Its dialogs are closed
    // by Escape, unless that ends what an input method composes.
    const keep = (event) => (event.key !== "Escape" || event.isComposing) && event.stopPropagation();
    for (const type of ["keydown", "keypress", "keyup"]) this.#around.addEventListener(type, keep);
    const touched = () => (this.touched = true);
    for (const type of ["input", "focusin", "submit"]) this.#around.addEventListener(type, touched, { once: true });
    this.#around.addEventListener("click", followInside(this.#around));
    this.#around.addEventListener("click", (event) => {
      const way = event.target.closest(`${LANGUAGES} :is([formaction], [hreflang])`);
      if (!way || !this.#widget || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return; // the browser leads there
      event.preventDefault();
      void this.#speak(way.formAction ?? way.href);
    });
    askBeforeLeaving(this.#around, this.#filling.signal);
  }

  // The last language that was asked for counts.
  async #speak(address) {
    this.#asked?.abort();
    const { signal } = (this.#asked = new AbortController());
    const turned = await speak(this.#widget, fragmentAddress(address), signal).catch(() => null);
    if (!turned || signal.aborted) return;
    this.#around.querySelector(LANGUAGES).replaceWith(...languagesOf(turned.page, turned.address));
    leadToCurrent(this.#around);
  }

  async #improve(address) {
    const { signal } = this.#ending;
    const { tell } = this.#options;
    const mount = this.#mount;
    const { start } = await import(resolve(mount, "hyteRuntime", address));
    signal.throwIfAborted();
    this.#widget = await start({
      mount,
      wasm: resolve(mount, "hyteWasm", address),
      config: resolve(mount, "hyteConfig", address),
      endpoint: resolve(mount, "hyteEndpoint", address),
      state: stateOf(mount),
      language: mount.firstElementChild?.lang ?? "",
      signal,
      submitted: (receipt) => {
        this.#filling.abort();
        tell("submitted", receipt);
      },
      crashed: (error) => {
        this.#widget = null;
        tell("error", { message: error.message });
      },
    });
    tell("ready", {});
  }
}

// The choice of languages of a page, for another page: none, or one.
function languagesOf(page, address) {
  const bar = page.querySelector(LANGUAGES);
  if (!bar) return [];
  for (const [name, attribute] of [["[formaction]", "formaction"], ["a", "href"]]) {
    for (const way of bar.querySelectorAll(name)) way.setAttribute(attribute, new URL(way.getAttribute(attribute), address));
  }
  return [document.importNode(bar, true)];
}

// The widget shows the form with the address that the state tells.
function stateOf(mount) {
  const state = JSON.parse(mount.dataset.hyteState ?? "{}");
  const action = mount.querySelector("form")?.getAttribute("action");
  return JSON.stringify(action ? { ...state, action } : state);
}

async function fetchStyle(address, signal) {
  const answer = await fetch(address, { credentials: "omit", signal });
  if (!answer.ok) throw new Error("the form's style could not be fetched");
  return answer.text();
}
