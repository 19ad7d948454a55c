// An element of the page in which a form is shown, in a shadow root: frameworks
// that hydrate, morph or copy the page see the element as its author wrote it.
//
// To present (services.js) a place offers
//   element, root    the element and its shadow root
//   read(name)       the setting of that name, or null
//   address()        of the form, as the page gives it; throws if there is none
//   settleSoon()     calls what present returned, to update
//   showContent()    shows what the element holds, and nothing else
//   tell(type, detail)   dispatches hyte:type

export class Place {
  #services;
  #kind = null;
  #present = null; // of the service whose form is shown
  #shown = null; // what present returned
  #refusal = ""; // why no form is shown
  #settling = false;
  #waiting = false; // for the page to be complete

  // Throws if the element takes no shadow root.
  constructor(element, services) {
    this.element = element;
    this.root = element.attachShadow({ mode: "open" });
    this.#services = services;
    this.showContent();
    new MutationObserver(() => this.settleSoon()).observe(element, { attributes: true, childList: true, subtree: true });
  }

  read(name) {
    return this.#kind.read(this.element, name);
  }

  address() {
    const source = this.read("src") ?? this.element.querySelector("a[href]")?.href;
    if (!source) throw new Error("which form? Set the attribute src, or put a link to the form inside");
    return new URL(source, this.element.baseURI);
  }

  showContent() {
    this.root.replaceChildren(document.createElement("slot"));
  }

  tell(type, detail) {
    tell(this.element, type, detail);
  }

  // kind: holds(element), whether the element is still one that shows a form,
  // and read(element, name).
  settleAs(kind) {
    this.#kind = kind;
    this.settleSoon();
  }

  settleSoon() {
    if (this.#settling) return;
    this.#settling = true;
    queueMicrotask(() => {
      this.#settling = false;
      this.#settle();
    });
  }

  // Makes what is shown what the page says.
  #settle() {
    if (!this.element.isConnected) {
      this.#services.leave(this);
      return this.#clear();
    }
    this.#services.enter(this);
    if (!this.#kind.holds(this.element)) return this.#clear();
    let present;
    try {
      present = this.#presentOf(this.address());
    } catch (error) {
      return this.#refuse(error.message);
    }
    this.#refusal = "";
    if (present === this.#present) return this.#shown.update();
    this.#clear();
    this.#present = present;
    this.#shown = present(this);
  }

  #presentOf(address) {
    const present = this.#services.of(address);
    if (present) return present;
    const { origins } = this.#services;
    throw new Error(origins.length
      ? `the form must come from ${origins.join(" or ")}, as the page's script does`
      : "the script does not know its service: load it as embed.js, or tell the service its address");
  }

  // What is missing, the link inside or another service's script, may be still
  // to come while the page loads.
  #refuse(message) {
    this.#clear();
    if (document.readyState !== "complete") {
      if (!this.#waiting) addEventListener("load", () => this.settleSoon(), { once: true });
      this.#waiting = true;
    } else if (message !== this.#refusal) {
      this.#refusal = message;
      this.tell("error", { message });
    }
  }

  #clear() {
    if (!this.#shown) return;
    this.#shown.stop();
    this.#shown = this.#present = null;
    this.showContent();
  }
}

export function tell(element, type, detail) {
  element.dispatchEvent(new CustomEvent(`hyte:${type}`, { detail, bubbles: true, composed: true }));
}
