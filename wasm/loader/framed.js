// Shows a form in a frame: the page of the service, which no style and no
// script of the host page can reach.

import { pack, unpack } from "./message.js";

// As wide as the element, whose own width is that of a page where a flexible
// box or a float asks for it: a frame's would be 300 pixels.
const WIDTH = { "width": "960px", "min-width": "100%", "max-width": "100%" };
const HEIGHT = "900px"; // until the page tells its own
const STYLE = { "display": "block", ...WIDTH, "height": HEIGHT, "border": "0", "pointer-events": "auto" };
const PATIENCE = 8000; // milliseconds for the loaded page to answer

// options: address, title, theme(), and the element's tell(type, detail).
export class Framed {
  #options;
  #frame;
  #link; // the element's content, shown while the frame is silent
  #ending = new AbortController();
  #waiting = 0;
  #here = false; // the page has spoken, and its load event is still to come
  #answers = false; // some page has spoken
  #told = new Set(); // receipts, which a reload shows again

  constructor(element, root, options) {
    this.#options = options;
    const frame = (this.#frame = element.ownerDocument.createElement("iframe"));
    this.#link = element.ownerDocument.createElement("slot");
    frame.src = options.address;
    frame.title = options.title;
    for (const [name, value] of Object.entries(STYLE)) frame.style.setProperty(name, value);
    const { signal } = this.#ending;
    addEventListener("message", (event) => this.#receive(event), { signal });
    frame.addEventListener("load", () => this.#loaded(), { signal });
    root.replaceChildren(frame);
  }

  themed() {
    if (this.#answers) this.#send("theme"); // else it is told with hello
  }

  stop() {
    this.#ending.abort();
    clearTimeout(this.#waiting);
    this.#frame.remove();
    this.#link.remove();
  }

  // A page says that it is here before or after its load event.
  #loaded() {
    clearTimeout(this.#waiting);
    this.#waiting = this.#here ? 0 : setTimeout(() => this.#silent(), PATIENCE);
    this.#here = false;
  }

  #silent() {
    this.#frame.after(this.#link);
    this.#options.tell("error", { message: "the frame does not answer: does the service allow this page to show its forms?" });
  }

  #heard() {
    clearTimeout(this.#waiting);
    this.#here = !this.#waiting;
    this.#waiting = 0;
    this.#answers = true;
    this.#link.remove();
    this.#send("hello");
  }

  #send(type) {
    const { address, theme } = this.#options;
    this.#frame.contentWindow?.postMessage(pack(type, { theme: theme() }), address.origin);
  }

  #receive(event) {
    if (event.source !== this.#frame.contentWindow || event.origin !== this.#options.address.origin) return;
    const message = unpack(event);
    if (!message) return;
    const { tell } = this.#options;
    switch (message.type) {
      case "here":
        this.#heard();
        break;
      case "height":
        if (message.height > 0 && message.height < 100_000) this.#frame.style.height = `${Math.ceil(message.height)}px`;
        break;
      case "title":
        this.#frame.title = String(message.title);
        break;
      case "focus":
        this.#reveal(message);
        break;
      case "submitted":
        this.#submitted(message.receipt);
        break;
      case "ready":
        tell("ready", {});
        break;
      case "error":
        tell("error", { message: String(message.message) });
    }
  }

  #submitted(receipt) {
    if (!receipt || this.#told.has(receipt.id)) return;
    this.#told.add(receipt.id);
    this.#options.tell("submitted", receipt);
  }

  // Browsers do not scroll the page around for a focus in a frame of another
  // origin. Only for a person who is in the frame already.
  #reveal({ top, bottom }) {
    const frame = this.#frame;
    if (frame.getRootNode().activeElement !== frame) return;
    const from = frame.getBoundingClientRect().top;
    if (from + top < 0) scrollBy({ top: from + top - 16 });
    else if (from + bottom > innerHeight) scrollBy({ top: Math.min(from + bottom - innerHeight + 16, from + top) });
  }
}
