// Brings a part of a frame into sight in the page around, where the page's own
// styles want it. Browsers scroll the page for a focus in a frame of another
// origin, or do not; none of them knows of a header that covers the frame.

const REST = 100; // milliseconds without movement
const PATIENCE = 2000; // … until a page that goes on moving is left alone
// The mark is held in place by an empty box in the flow: one that nothing positions would
// move with the window, and not with a part of the page that scrolls.
const HOLDER = { "display": "block", "position": "relative", "align-self": "start", "height": "0", "visibility": "hidden", "pointer-events": "none" };
const MARK = { "position": "absolute", "left": "0", "width": "1px" };

export class Sight {
  #frame;
  #waiting = 0;

  constructor(frame) {
    this.#frame = frame;
  }

  // Shows what is between top and bottom, in pixels of the frame, and if there is
  // room what is above and below, once the page no longer moves: a scroll that
  // begins in the middle of a smooth one ends somewhere else than was wanted.
  show({ top, bottom, above, below }) {
    cancelAnimationFrame(this.#waiting);
    const begin = performance.now();
    let since = begin;
    let at = null;
    const look = (now) => {
      const y = this.#frame.getBoundingClientRect().top;
      if (y !== at) [at, since] = [y, now];
      if (now - since >= REST) {
        this.#reveal(top - above, bottom + below);
        this.#reveal(top, Math.min(bottom, top + innerHeight / 2)); // of what is too high, the beginning
      } else if (now - begin < PATIENCE) {
        this.#waiting = requestAnimationFrame(look);
      }
    };
    look(begin);
  }

  stop() {
    cancelAnimationFrame(this.#waiting);
  }

  // A mark over the part lets the browser scroll all that can be scrolled, with
  // the page's scroll-padding and the scroll-margin of the form's element.
  #reveal(top, bottom) {
    const frame = this.#frame;
    const [holder, mark] = [HOLDER, MARK].map((style) => {
      const box = frame.ownerDocument.createElement("span");
      Object.entries(style).forEach(([name, value]) => box.style.setProperty(name, value));
      return box;
    });
    const set = (style) => Object.entries(style).forEach(([name, value]) => mark.style.setProperty(name, value));
    const { scrollMarginTop, scrollMarginBottom } = getComputedStyle(frame.getRootNode().host);
    set({ "height": `${bottom - top}px`, "scroll-margin-top": scrollMarginTop, "scroll-margin-bottom": scrollMarginBottom });
    holder.append(mark);
    frame.after(holder);
    set({ "top": `${frame.getBoundingClientRect().top + top - mark.getBoundingClientRect().top}px` });
    const scroll = () => mark.scrollIntoView({ block: "nearest", behavior: "instant" });
    scroll();
    const header = this.#covers(mark.getBoundingClientRect().top + 1);
    const footer = this.#covers(mark.getBoundingClientRect().bottom - 1);
    if (header?.bottom < innerHeight / 2) set({ "scroll-margin-top": `${header.bottom}px` });
    if (footer?.top > innerHeight / 2) set({ "scroll-margin-bottom": `${innerHeight - footer.top}px` });
    if (header || footer) scroll();
    holder.remove();
  }

  // Returns the box of what stays in the window, such as the page's header, and
  // covers the frame at that height.
  #covers(y) {
    const { host } = this.#frame.getRootNode();
    const { left, width } = this.#frame.getBoundingClientRect();
    let over = host.getRootNode().elementFromPoint(left + width / 2, y);
    while (over && !over.contains(host) && !/fixed|sticky/.test(getComputedStyle(over).position)) over = over.parentElement;
    return over && !over.contains(host) ? over.getBoundingClientRect() : null;
  }
}
