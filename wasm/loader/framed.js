// Shows a form in a frame: the page of the service, which no style and no
// script of the host page can reach.

import { pack, unpack } from "./message.js";
import { Sight } from "./sight.js";

// As wide as the element, whose own width is that of a page where a flexible
// box or a float asks for it: a frame's would be 300 pixels.
const WIDTH = { "width": "960px", "min-width": "100%", "max-width": "100%" };
const HEIGHT = "900px"; // until the page tells its own
const STYLE = { ...WIDTH, "height": HEIGHT, "border": "0", "pointer-events": "auto" };
const PATIENCE = 8000; // milliseconds for the loaded page to answer

// options: address, theme(), and the element's tell(type, detail).
export class Framed {
  #options;
  #frame;
  #sight;
  #link; // the element's content, shown until the page in the frame has spoken: whether a
  // frame is refused, by whom and why, no page is told
  #ending = new AbortController();
  #waiting = 0;
  #here = false; // the page has spoken, and its load event is still to come
  #answers = false; // some page has spoken
  #height = 0; // of the page, once it has told
  #more = 0; // how much higher it is on paper
  #told = new Set(); // receipts, which a reload shows again
  #theme = ""; // the last one sent, as JSON
  touched = false; // somebody has begun to answer

  constructor(element, root, options) {
    this.#options = options;
    const frame = (this.#frame = element.ownerDocument.createElement("iframe"));
    this.#sight = new Sight(frame);
    this.#link = element.ownerDocument.createElement("slot");
    frame.src = options.address;
    frame.title = element.getAttribute("title") ?? element.textContent.trim();
    for (const [name, value] of Object.entries(STYLE)) frame.style.setProperty(name, value);
    const { signal } = this.#ending;
    addEventListener("message", (event) => this.#receive(event), { signal });
    frame.addEventListener("load", () => this.#loaded(), { signal });
    addEventListener("beforeprint", () => this.#fit(this.#more), { signal });
    addEventListener("afterprint", () => this.#fit(0), { signal });
    this.#show({ link: true, frame: false });
    root.replaceChildren(this.#link, frame);
  }

  themed() {
    const { theme } = this.#options;
    if (this.#answers && JSON.stringify(theme()) !== this.#theme) this.#send("theme"); // else it is told with hello
  }

  stop() {
    this.#ending.abort();
    clearTimeout(this.#waiting);
    this.#sight.stop();
    this.#frame.remove();
    this.#link.remove();
  }

  #show({ link, frame }) {
    this.#link.style.display = link ? "contents" : "none";
    this.#frame.style.display = frame ? "block" : "none";
  }

  #fit(more) {
    if (this.#height) this.#frame.style.height = `${Math.ceil(this.#height + more)}px`;
  }

  // A page says that it is here before or after its load event.
  #loaded() {
    clearTimeout(this.#waiting);
    this.#waiting = this.#here ? 0 : setTimeout(() => this.#silent(), PATIENCE);
    this.#here = false;
  }

  #silent() {
    this.#show({ link: true, frame: this.#answers }); // what was there may be asked for again in the frame
    this.#options.tell("error", { message: "the frame does not answer: does the service allow this page to show its forms?" });
  }

  #heard() {
    clearTimeout(this.#waiting);
    this.#here = !this.#waiting;
    this.#waiting = 0;
    this.#answers = true;
    this.#show({ link: false, frame: true });
    this.#send("hello");
  }

  #send(type) {
    const { address } = this.#options;
    const theme = this.#options.theme();
    this.#theme = JSON.stringify(theme);
    this.#frame.contentWindow?.postMessage(pack(type, { theme }), address.origin);
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
        if (message.height > 0 && message.height < 100_000) this.#height = message.height;
        this.#fit(0);
        break;
      case "paper":
        if (Math.abs(message.more) < 100_000) this.#more = message.more;
        break;
      case "title":
        this.#frame.title = String(message.title);
        break;
      case "focus":
        // Only for a person who is in the frame already.
        if (this.#frame.getRootNode().activeElement === this.#frame) this.#sight.show(message);
        break;
      case "touched":
        this.touched = true;
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
}
