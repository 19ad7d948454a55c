// Changes the language of a form where it stands, with all that was typed: the widget makes it
// anew from what the other language's page gives, and the controls stay as they are. Nothing
// is stored for it, and what was typed is in no address.

import { fetchPage, resolve } from "./fetched.js";
import { fetchText } from "./module.js";

// Asks a widget (runtime.js) for the language of the page at an address: of a whole page, or of
// a form alone. Returns {page, address}, the page as it was fetched and where it came from, or
// null if the form stays in its language, and says so.
export async function speak(widget, at, signal) {
  const { page, address, config = "", action = "" } = await fetchForm(at, signal).catch(() => ({}));
  signal?.throwIfAborted();
  return (await widget.speak(config, action)) ? { page, address } : null;
}

// What had the focus is gone with the old choice of languages: in its place the language is
// named.
export function leadToCurrent(around) {
  const current = around.querySelector(".hyte-header [aria-current]");
  current.tabIndex = -1;
  current.focus();
}

async function fetchForm(at, signal) {
  const { page, address } = await fetchPage(at, signal);
  const mount = page.querySelector("[data-hyte-wasm]");
  const action = page.querySelector("form")?.getAttribute("action");
  return { page, address, config: await fetchText(resolve(mount, "hyteConfig", address)), action: action ? new URL(action, address).href : "" };
}
