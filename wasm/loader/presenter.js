// Shows the form of a place in the way that the page wants, and changes it when
// the page wants another.

import { formAddress, languageAround } from "./address.js";
import { Framed } from "./framed.js";
import { Inline } from "./inline.js";
import { Probe } from "./probe.js";
import { adopt } from "./sheet.js";
import { readTheme } from "./theme.js";

export const present = (place) => new Presenter(place);

class Presenter {
  #place;
  #shown = null; // Framed or Inline
  #address = "";
  #mode = "";
  #around = null; // the language of the page
  #seen = false;
  #probe;
  #released = null; // the sheet that takes the place of the page's
  #languages = new MutationObserver(() => this.#place.settleSoon());

  // A form that nobody sees would load a megabyte for nothing.
  constructor(place) {
    this.#place = place;
    this.#probe = new Probe(place.root, () => this.#begin(), () => this.#shown?.themed());
  }

  #begin() {
    this.#seen = true;
    this.#place.settleSoon();
    this.#languages.observe(document, { subtree: true, attributes: true, attributeFilter: ["lang"] });
    // The page's styles, which may name the theme, can come after the form.
    if (document.readyState !== "complete") addEventListener("load", () => this.#shown?.themed(), { once: true });
  }

  update() {
    if (!this.#seen) return;
    // When the page around goes on in another language, an answer that somebody
    // has begun stays as it is: the form would be a new one.
    if (!this.#shown?.touched) this.#around = languageAround(this.#place.element);
    const address = formAddress(this.#place, this.#around);
    const mode = this.#place.read("mode") === "inline" ? "inline" : "frame";
    if (this.#shown && address.href === this.#address && mode === this.#mode) return this.#shown.themed();
    this.#end();
    this.#place.showContent();
    this.#probe.enter();
    this.#address = address.href;
    this.#mode = mode;
    if (mode === "inline") this.#showInline(address);
    else this.#showFrame(address);
  }

  stop() {
    this.#end();
    this.#probe.stop();
    this.#languages.disconnect();
  }

  #end() {
    this.#shown?.stop();
    this.#shown = null;
    this.#released?.leave();
    this.#released = null;
  }

  // What a page reserves for the form is a gap under its receipt. In a shadow
  // root, what is important goes before all that the page says.
  #release() {
    this.#released ??= adopt(this.#place.root, ":host { min-height: 0 !important }");
  }

  #options(address) {
    const place = this.#place;
    const tell = (type, detail) => {
      if (type === "submitted") this.#release();
      place.tell(type, detail);
    };
    return { address, theme: () => readTheme(place), tell };
  }

  #showFrame(address) {
    this.#shown = new Framed(this.#place.element, this.#place.root, this.#options(address));
    this.#probe.enter();
  }

  async #showInline(address) {
    const { element, root } = this.#place;
    const options = this.#options(address);
    const inline = (this.#shown = new Inline(element, root, options));
    try {
      await inline.start();
    } catch (error) {
      if (this.#shown !== inline) return; // given up meanwhile
      inline.stop();
      options.tell("error", { message: error.message });
      this.#showFrame(address);
    }
  }
}
