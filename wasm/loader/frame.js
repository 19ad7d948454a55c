// The page's side when a page of our own is shown in a frame of another site:
// tells the element around it the height and what happens, and takes its
// theme. The pages that may do so stand in data-hyte-hosts of this script.

import { followInside } from "./follow.js";
import { watchHeight } from "./height.js";
import { pack, unpack } from "./message.js";
import { applyTheme } from "./theme.js";

const hosts = [location.origin, ...(document.currentScript?.dataset.hyteHosts ?? "").split(" ")];

function connect() {
  let host = ""; // the origin of the page around, once it is known
  let theme = null;
  const html = document.documentElement;
  const waiting = new Map(); // the last message of each type for it
  const say = (type, content) => {
    if (host) parent.postMessage(pack(type, content), host);
    else waiting.set(type, content);
  };

  addEventListener("message", (event) => {
    if (event.source !== parent || !hosts.includes(event.origin)) return;
    const message = unpack(event);
    if (message?.type === "hello") {
      host = event.origin;
      for (const [type, content] of waiting) say(type, content);
      waiting.clear();
    }
    if (message?.type === "hello" || message?.type === "theme") {
      theme = message.theme ?? {};
      applyTheme(theme, html, document.styleSheets);
      tellHeight();
    }
  });
  addEventListener("load", () => theme && applyTheme(theme, html, document.styleSheets));
  const tellHeight = watchHeight(say);

  tellEvents(say);
  document.readyState === "loading" ? document.addEventListener("DOMContentLoaded", () => tellPage(say)) : tellPage(say);
  parent.postMessage(pack("here"), "*");
}

function tellEvents(say) {
  document.addEventListener("hyte:ready", () => say("ready"));
  document.addEventListener("hyte:submitted", ({ detail }) => say("submitted", { receipt: detail }));
  document.addEventListener("hyte:turned", () => say("title", { title: document.title }));
  document.addEventListener("hyte:error", ({ detail }) => say("error", { message: detail.message }));
  let pressed = false; // what is pressed is in sight, and stays where it is
  document.addEventListener("mousedown", () => {
    pressed = true;
    setTimeout(() => (pressed = false)); // the focus comes at once
  }, true);
  document.addEventListener("focusin", ({ target }) => {
    if (pressed) return;
    const { top, bottom } = target.getBoundingClientRect();
    const { scrollMarginTop, scrollMarginBottom } = getComputedStyle(target);
    // The page scrolls itself until its frame is high enough.
    say("focus", { top: top + scrollY, bottom: bottom + scrollY, above: parseFloat(scrollMarginTop), below: parseFloat(scrollMarginBottom) });
  });
  document.addEventListener("input", () => say("touched"), { once: true });
  document.addEventListener("click", followInside(document)); // else each is a step of the page's back button
  document.addEventListener("click", openOutside);
}

// A foreign page does not belong in the frame, and may refuse to be there. Nor
// does what is no page: a mail program is asked for by the page around, or its
// policy for frames puts an error in place of the form.
function openOutside({ target }) {
  const link = target.closest?.("a[href]");
  if (!link) return;
  const { protocol, origin } = new URL(link.href);
  if (/^https?:$/.test(protocol) && origin !== location.origin) {
    link.target = "_blank";
    link.rel = "noopener";
  } else if (/^(mailto|tel):$/.test(protocol)) {
    link.target = "_top";
  }
}

function tellPage(say) {
  const page = document.querySelector(".hyte-page");
  if (page) {
    page.style.minHeight = "0"; // else the page is never smaller than its frame
    page.style.setProperty("--h-gutter", "6px"); // the site's page has margins of its own; this much an outline takes
  }
  say("title", { title: document.title });
  if (!document.querySelector("[data-hyte-wasm]")) say("ready"); // as ready as it will be
  const receipt = document.querySelector("[data-hyte-receipt]");
  if (receipt) say("submitted", { receipt: JSON.parse(receipt.dataset.hyteReceipt) });
  focusWanted();
}

// Browsers do not follow autofocus in a frame of another origin. It is followed
// for a person who was in the frame when it went on to this page.
function focusWanted() {
  const wanted = document.querySelector("[autofocus]");
  if (wanted && document.hasFocus()) wanted.focus();
}

if (parent !== window) connect();
