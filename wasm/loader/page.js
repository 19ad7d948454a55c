// Starts the widgets of a page of our own. What they need stands in data
// attributes of their mount, which package wasm writes.

import { start } from "./runtime.js";

async function boot(mount) {
  const tell = (type, detail) => mount.dispatchEvent(new CustomEvent(`hyte:${type}`, { detail, bubbles: true, composed: true }));
  const { hyteWasm: wasm, hyteConfig: config, hyteEndpoint: endpoint, hyteState: state = "" } = mount.dataset;
  try {
    const { adopted, created } = await start({
      mount, wasm, config, endpoint, state,
      language: mount.closest("[lang]")?.lang ?? "",
      title: (text) => (document.title = text),
      submitted: (receipt) => tell("submitted", receipt),
      crashed: (error) => fail(error),
    });
    tell("ready", { adopted, created });
  } catch (error) {
    fail(error);
  }

  function fail(error) {
    console.warn(error);
    tell("error", { message: error.message });
  }
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
  await shown();
  for (const mount of document.querySelectorAll("[data-hyte-wasm]")) boot(mount);
}
