// What a screen reader says in the key states, and while something happens on the form, as golden
// files: testdata/screenreader. To write them anew: node --test screenreader.test.mjs with UPDATE=1.
// It is a virtual one; what a real one says is in orca/.

import { after, before, test } from "node:test";
import { fileURLToPath } from "node:url";
import { ready } from "./lib/browser.mjs";
import { languages } from "./lib/form.mjs";
import { listen } from "./lib/screenreader.mjs";
import { compare, happenings } from "./lib/spoken.mjs";
import { openState, states } from "./lib/states.mjs";
import { World } from "./lib/world.mjs";

const world = new World();
before(() => world.begin(), { timeout: 300_000 });
after(() => world.end());

const folder = fileURLToPath(new URL("testdata/screenreader/", import.meta.url));
const read = ["form-empty", "form-search", "form-errors", "check", "receipt-in-time"];

// A live region that is emptied says nothing.
const spoken = (phrases) => phrases.filter((phrase) => phrase !== "polite: ");

for (const language of languages) {
  for (const state of states.filter(({ name }) => read.includes(name))) {
    test(`${state.name} in ${language}`, async (t) => {
      const page = await openState(t, world, state, language);
      await compare(folder, state.name, language, spoken(await (await listen(page)).read()));
    });
  }
}

// Live regions are heard a moment after they change; on a busy machine it takes longer.
async function heardUntilStill(page, reader) {
  const all = [];
  for (let quiet = 0; quiet < 3; quiet++) {
    await page.waitForTimeout(400);
    const heard = await reader.heard();
    if (heard.length > 0) quiet = -1;
    all.push(...heard);
  }
  return all;
}

for (const language of languages) {
  for (const [name, [path, steps]] of Object.entries(happenings)) {
    test(`what is heard while ${name}, in ${language}`, async (t) => {
      const page = await world.open(t, {});
      await page.goto(world.address(`${path}/${language}`));
      await ready(page);
      const reader = await listen(page);
      const said = [];
      for (const [step, act] of steps) {
        await act(page, language);
        said.push(`== ${step}`, ...(await heardUntilStill(page, reader)));
      }
      await compare(folder, `heard-${name}`, language, spoken(said));
    });
  }
}
