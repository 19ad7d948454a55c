// make orca: what a real screen reader says of a form in a real browser, as golden files: heard/. To
// write them anew: make orca UPDATE=1. Orca speaks of roles and states in English here, whatever the
// language of the page.

import { after, before, test } from "node:test";
import { fileURLToPath } from "node:url";
import { ready } from "../lib/browser.mjs";
import { compare, happenings } from "../lib/spoken.mjs";
import { World } from "../lib/world.mjs";
import { Orca } from "./orca.mjs";

const orca = new Orca();
const world = new World(orca.launch);
before(async () => {
  await orca.start();
  await world.begin();
}, { timeout: 300_000 });
after(async () => {
  await world.end();
  await orca.stop();
});

const folder = fileURLToPath(new URL("heard/", import.meta.url));

// What the browser's own window says as a page comes: its title and its bars.
const ofWindow = /Mozilla Firefox|^Navigation tool bar$|^Search with|^http:|^Finished loading/;

const language = "fi"; // what is said in the others differs by its words, which the virtual reader reads in all

for (const [name, [path, steps]] of Object.entries(happenings)) {
  test(`what Orca says while ${name}`, { timeout: 300_000 }, async (t) => {
    const page = await world.open(t, { viewport: null, tolerate: /favicon\.ico/ }); // the browser asks for one at a page that has none
    await orca.heard();
    await page.goto(world.address(`${path}/${language}`));
    await ready(page);
    const said = ["== The page comes", ...(await orca.heard())];
    for (const [step, act] of steps) {
      await act(page, language);
      said.push(`== ${step}`, ...(await orca.heard()));
    }
    await compare(folder, name, language, said.filter((words) => !ofWindow.test(words)));
  });
}
