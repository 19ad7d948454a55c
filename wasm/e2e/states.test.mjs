// Every state in the first language, and the key states in the others, or every state in every
// language where EVERY_STATE is set, as `make states` does, since that takes long: its HTML, what axe finds in it in the light and in the dark, its
// width, its targets; and the key states enlarged, spaced out, still and in the colors of the system.

import { after, before, test } from "node:test";
import { checkColors, checkDocument, checkRules, checkTargets, checkWidths } from "./lib/accessibility.mjs";
import { checkEnlarged, checkSpaced, checkStill, checkSystemColors } from "./lib/enlarged.mjs";
import { languages } from "./lib/form.mjs";
import { checkHeld, checkHTML } from "./lib/html.mjs";
import { openState, servedBy, states } from "./lib/states.mjs";
import { World } from "./lib/world.mjs";

const world = new World();
before(() => world.begin(), { timeout: 300_000 });
after(() => world.end());

async function check(page, state, language) {
  const { name } = state;
  if (!state.foreign) {
    await checkHTML(await servedBy(page), `${name} as it is sent`);
    await checkHeld(page, `${name} in the browser`);
    await checkDocument(page, name, language);
    await checkTargets(page, name);
  }
  await checkWidths(page, name);
  await checkRules(page, name);
  await page.emulateMedia({ colorScheme: "dark" });
  await checkColors(page, `${name}, dark`);
  await page.emulateMedia({ colorScheme: "light" });
  if (!state.key || state.foreign) return;
  await checkStill(page, name);
  await checkSystemColors(page, name);
  await checkEnlarged(page, name);
  await checkSpaced(page, name);
}

for (const language of languages) {
  const isWhole = language === languages[0] || Boolean(process.env.EVERY_STATE);
  const asked = isWhole ? states : states.filter(({ key }) => key);
  test(`${isWhole ? "every state" : "the key states"} in ${language}`, { concurrency: 2 }, async (t) => {
    await Promise.all(asked.map((state) => t.test(state.name, async (t) => check(await openState(t, world, state, language), state, language))));
  });
}
