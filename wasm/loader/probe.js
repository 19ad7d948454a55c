// Watches the place of a form: when it is first laid out, which a closed tab,
// <details> or dialog puts off, and when the styles change that it has from the
// page. A page has no event for either: an element of no size in the shadow root
// sees both.

import { SETTINGS } from "./theme.js";

// A transition of a property begins when its value changes, wherever that comes
// from: a class far above, another style sheet, the person's own settings.
const WATCHED = [...SETTINGS.map((name) => `--hyte-${name}`), "color-scheme", "color"];
const STYLE = {
  "position": "fixed", "top": "0", "left": "0", "width": "1px", "height": "0", "visibility": "hidden", "pointer-events": "none",
  "color": "light-dark(#000, #fff)",
  "transition": WATCHED.map((name) => `${name} 1ms allow-discrete`).join(),
};

export class Probe {
  #root;
  #element = document.createElement("span");
  #observer;

  // Calls shown() once, and styled() whenever a style has changed.
  constructor(root, shown, styled) {
    this.#root = root;
    for (const [name, value] of Object.entries(STYLE)) this.#element.style.setProperty(name, value);
    this.#element.addEventListener("transitionrun", styled);
    this.#observer = new ResizeObserver(() => {
      if (!this.#element.offsetWidth) return;
      this.#observer.disconnect();
      shown();
    });
    this.#observer.observe(this.#element);
    this.enter();
  }

  // Goes back into the shadow root, whose content is another now.
  enter() {
    this.#root.append(this.#element);
  }

  stop() {
    this.#observer.disconnect();
    this.#element.remove();
  }
}
