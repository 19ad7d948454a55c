// Tells how high a page in a frame is.

import { measurePaper } from "./paper.js";

const REST = 500; // milliseconds without a change, after which there is time to look again

// Calls say("height", {height}) whenever the height may have changed, and
// say("paper", {more}) later. Returns what does so at once.
//
// Browsers do not lay out a frame of another site while it is far below the
// window, and tell a ResizeObserver nothing. To ask for the height lays it out.
export function watchHeight(say) {
  let resting = 0;
  const measure = () => say("height", { height: document.documentElement.getBoundingClientRect().height });
  const tell = () => {
    measure();
    clearTimeout(resting);
    resting = setTimeout(() => {
      measure(); // the frame's own width may have come meanwhile
      const more = measurePaper();
      if (more !== null) say("paper", { more });
    }, REST);
  };
  const observe = () => new ResizeObserver(tell).observe(document.documentElement);
  document.readyState === "loading" ? document.addEventListener("DOMContentLoaded", observe) : observe();
  addEventListener("load", tell);
  for (const type of ["hyte:ready", "visibilitychange"]) document.addEventListener(type, tell);
  document.fonts.ready.then(tell);
  return tell;
}
