// Starts the widgets of a page of our own. What they need stands in data
// attributes of their mount, which package wasm writes.

import { keepTyped } from "./kept.js";
import { askBeforeLeaving } from "./leaving.js";
import { start } from "./runtime.js";
import { holdSteady } from "./steady.js";
import { followLanguages } from "./turn.js";

let isGoing = false;
for (const [type, going] of [["pagehide", true], ["pageshow", false]]) addEventListener(type, () => (isGoing = going));

async function boot(mount, kept) {
  const tell = (type, detail) => mount.dispatchEvent(new CustomEvent(`hyte:${type}`, { detail, bubbles: true, composed: true }));
  const { hyteWasm: wasm, hyteConfig: config, hyteEndpoint: endpoint, hyteState: state = "" } = mount.dataset;
  let links = null; // to other languages
  try {
    const widget = await start({
      mount, wasm, config, endpoint, state,
      language: mount.closest("[lang]")?.lang ?? "",
      waiting: kept.waiting(),
      title: (text) => (document.title = text),
      submitted: (receipt, proof) => {
        kept.forget();
        standAt(config, receipt.id, proof);
        tell("submitted", receipt);
      },
      crashed: (error) => {
        links?.leave();
        fail(error);
      },
    });
    kept.arrived();
    links = followLanguages(widget);
    if (self === top) holdSteady(mount); // a frame does not scroll, and the page around it is not ours
    tell("ready", { adopted: widget.adopted, created: widget.created });
  } catch (error) {
    fail(error);
  }

  function fail(error) {
    if (isGoing) return; // what was under way ends with the page
    console.warn(error);
    tell("error", { message: error.message });
  }
}

// The page is the receipt's from now on: whoever loads it again, or comes back, finds the
// receipt, as without a script, and not an empty form. The page around a frame is told
// nothing of the proof.
function standAt(config, id, proof) {
  const address = new URL(config, location);
  if (!address.pathname.endsWith("/form.json")) return;
  address.pathname = address.pathname.replace(/form\.json$/, `receipt/${id}`);
  if (proof) address.searchParams.set("shown", proof);
  history.replaceState(null, "", address);
}

// The widget waits until the form is seen: to compile it takes time from what
// draws the page. A page out of sight draws nothing; it waits for a moment.
function shown() {
  return new Promise((resolve) => {
    requestAnimationFrame(() => setTimeout(resolve));
    setTimeout(resolve, 200);
  });
}

// In a sandbox without an origin the page is a stranger to its own service,
// which would not answer the widget; the plain form works.
if (self.origin !== "null") {
  const sent = new AbortController();
  document.addEventListener("hyte:submitted", () => sent.abort());
  if (self !== top) askBeforeLeaving(window, sent.signal);
  // A page for several requests has a form and no widget.
  const places = [...document.querySelectorAll("[data-hyte-wasm], form.hyte-form:not([data-hyte-wasm] *)")].map((place, i) => [place, keepTyped(place, i)]);
  await shown();
  for (const [place, kept] of places) if (place.dataset.hyteWasm) boot(place, kept);
}
