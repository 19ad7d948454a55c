// What a screen reader says: the virtual one of Guidepup, which reads a document as the accessibility
// specifications tell, without a voice. It runs in the page itself, in the real browser, so it reads
// what the widget has made and hears the live regions while they change. It reads the document, not
// what the browser draws of it: it goes through a closed disclosure and the options of a closed list,
// too, and tells the value of an option beside its text, which real ones do not.

import { readFileSync } from "node:fs";
import { createRequire } from "node:module";

const file = createRequire(import.meta.url).resolve("@guidepup/virtual-screen-reader/browser.js");

// The package's build for browsers is a module, which the policy of a page would not let in. So what it
// exports becomes a global of the page.
function load() {
  const module = readFileSync(file, "utf8");
  const exports = /export\{(\w+) as Virtual,([\w$]+) as virtual\};?/;
  if (!exports.test(module)) throw new Error(`${file} exports something else`);
  return `(() => {${module.replace(exports, "globalThis.screenReader = $2;")}\n})()`;
}

// Starts the reader on a page. Returns
//   heard()  what it has said since, or since it was asked last: where the focus went, live regions
//   read()   all of the page, from its beginning to its end
export async function listen(page) {
  await page.evaluate(load());
  await page.evaluate(() => globalThis.screenReader.start({ container: document.body }));
  const said = () => page.evaluate(async () => {
    const log = await globalThis.screenReader.spokenPhraseLog();
    await globalThis.screenReader.clearSpokenPhraseLog();
    return log;
  });
  await said();
  return {
    heard: said,
    async read() {
      await page.evaluate(readAll);
      return said();
    },
  };
}

// Runs in the page.
async function readAll() {
  const reader = globalThis.screenReader;
  await reader.stop();
  await reader.start({ container: document.body });
  for (let i = 0; i < 5000; i++) {
    await reader.next();
    if ((await reader.lastSpokenPhrase()) === "end of document") return;
  }
  throw new Error("the page does not end");
}
