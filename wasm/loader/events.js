// Follows what a person does in a mount, by delegation: one listener per kind
// of event, on the mount, removed all at once.

import { valuesByName } from "./controls.js";
import { carryOut } from "./deeds.js";
import { followInside } from "./follow.js";
import { followSearches } from "./searches.js";

// widget: {input(name, values), left(name, values), search(name, what, text), submit(event)}.
// Returns {leave()}: forgets the listeners.
export function listen(mount, widget) {
  const ending = new AbortController();
  const on = (type, f) => mount.addEventListener(type, f, { signal: ending.signal });
  const pointer = makePointer(on);

  const input = ({ target }) => {
    if (target.name) widget.input(target.name, valuesByName(mount, target.name));
  };
  on("input", input);
  on("change", input);
  on("focusout", (event) => {
    if (!isLeft(event)) return;
    const { name } = event.target;
    pointer.afterRelease(() => !ending.signal.aborted && widget.left(name, valuesByName(mount, name)));
  });
  on("submit", (event) => {
    if (event.submitter?.hasAttribute("formaction") && event.submitter.name !== "draft") return; // to another page, with all that was typed
    event.preventDefault();
    pointer.release(); // what was left before the button comes before it
    widget.submit(event);
  });
  followDoubleClicks(on);
  on("click", followInside(mount));
  on("click", carryOut(mount));
  const searches = followSearches(mount, on, (...told) => pointer.afterRelease(() => !ending.signal.aborted && widget.search(...told)));
  return {
    leave() {
      ending.abort();
      searches.leave();
      pointer.stop();
    },
  };
}

// The second click of a double click on a button counts there only: it does not meet what
// has come to its place meanwhile, such as a button that leads back.
function followDoubleClicks(on) {
  let clicked = null;
  const isElsewhere = ({ detail, target }) => detail > 1 && clicked && !clicked.contains(target);
  on("mousedown", (event) => isElsewhere(event) && event.preventDefault());
  on("click", (event) => {
    if (!isElsewhere(event)) {
      clicked = event.target.closest("button");
      return;
    }
    event.preventDefault();
    event.stopImmediatePropagation();
  });
}

// A control is not left when the focus stays on controls of the same name, or
// when it is the window that loses the focus.
function isLeft({ target, relatedTarget }) {
  return target.name && target.isConnected && relatedTarget?.name !== target.name && target.ownerDocument.hasFocus();
}

// What a person presses with the pointer must not move away before the
// release: a message that appears would push the button from under it.
function makePointer(on) {
  let waiting = [];
  let timer = 0;
  let down = false;
  const release = () => {
    down = false;
    clearTimeout(timer);
    const ready = waiting;
    waiting = [];
    for (const f of ready) f();
  };
  const releaseSoon = () => {
    clearTimeout(timer);
    timer = setTimeout(release); // the click comes right after the release
  };
  on("pointerdown", () => {
    down = true;
    clearTimeout(timer);
    timer = setTimeout(release, 1000); // released outside of the mount, or held
  });
  on("pointerup", releaseSoon);
  on("pointercancel", releaseSoon);
  return {
    release,
    afterRelease: (f) => (down ? waiting.push(f) : f()),
    stop() {
      waiting = [];
      clearTimeout(timer);
    },
  };
}
