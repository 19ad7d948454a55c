// What a screen reader says in the key states, and while something happens on the form, as golden
// files: testdata/screenreader. To write them
// anew: node --test screenreader.test.mjs with UPDATE=1. Read the difference: it is what people hear.

import assert from "node:assert/strict";
import { mkdir, readFile, writeFile } from "node:fs/promises";
import { after, before, test } from "node:test";
import { fileURLToPath } from "node:url";
import { ready } from "./lib/browser.mjs";
import { control, languages, submit, text, waitForFocus } from "./lib/form.mjs";
import { listen } from "./lib/screenreader.mjs";
import { openState, states } from "./lib/states.mjs";
import { World } from "./lib/world.mjs";

const world = new World();
before(() => world.begin(), { timeout: 300_000 });
after(() => world.end());

const folder = fileURLToPath(new URL("testdata/screenreader/", import.meta.url));
const read = ["form-empty", "form-search", "form-errors", "check", "receipt-in-time"];

// What differs from day to day: dates, times, references.
const weekdays = /\b(maanantaina|tiistaina|keskiviikkona|torstaina|perjantaina|lauantaina|sunnuntaina|(mån|tis|ons|tors|fre|lör|sön)dagen|(Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day)\b/g;
const steady = (phrase) =>
  phrase
    .replaceAll(weekdays, "WEEKDAY")
    .replaceAll(/\b(viikolla|vecka|week) \d{1,2} (vuonna|år|of) \d{4}\b/g, "$1 WEEK")
    .replaceAll(/\b\d{1,2}\.\d{1,2}\.\d{4}\b|\b\d{1,2} \p{L}+ \d{4}\b/gu, "DATE")
    .replaceAll(/\b\d{1,2}[.:]\d{2}\b/g, "TIME")
    .replaceAll(/\b[0-9A-Z]{1,3}(-[0-9A-Z]{4}){2}\b/g, "REFERENCE");

async function compare(name, language, phrases) {
  const path = `${folder}${name}-${language}.txt`;
  const said = phrases.filter((phrase) => phrase !== "polite: ").map(steady).join("\n") + "\n"; // a live region that is emptied says nothing
  if (process.env.UPDATE) {
    await mkdir(folder, { recursive: true });
    return writeFile(path, said);
  }
  assert.equal(said, await readFile(path, "utf8"), `${path}: if that is as it should be, run the test with UPDATE=1`);
}

for (const language of languages) {
  for (const state of states.filter(({ name }) => read.includes(name))) {
    test(`${state.name} in ${language}`, async (t) => {
      const page = await openState(t, world, state, language);
      await compare(state.name, language, await (await listen(page)).read());
    });
  }
}

const press = (page, language, key, params) => page.getByRole("button", { name: text(language, key, params), exact: true }).press("Enter");

// What happens, by the name of its golden file: where, and the steps after each of which it is written
// down what was heard.
const happenings = {
  "searching": ["/country", [
    ["The search has the focus", (page) => page.locator("[data-hyte-search]").focus()],
    ["tam is entered", async (page) => {
      await page.keyboard.insertText("tam"); // at once, so that there is one list of results
      await page.getByRole("listbox").getByRole("option").first().waitFor();
    }],
    ["Down, and down", async (page) => {
      await page.keyboard.press("ArrowDown"); // the reader does not follow aria-activedescendant, which search.test.mjs looks at
      await page.keyboard.press("ArrowDown");
    }],
    ["Enter", (page) => page.keyboard.press("Enter")],
  ]],
  "adding": ["/open", [
    ["A person is added", async (page, language) => {
      await press(page, language, "button.add.representatives");
      await control(page, "/representatives/1/person/givenName").waitFor();
    }],
    ["A name is typed, and the person removed", async (page, language) => {
      await page.keyboard.type("Bertta");
      await press(page, language, "button.remove.representatives", { number: 2 });
      await control(page, "/representatives/1/person/givenName").waitFor({ state: "detached" });
    }],
    ["The removal is undone", async (page) => {
      await page.locator("button[name=undo]").press("Enter");
      await control(page, "/representatives/1/person/givenName").waitFor();
    }],
  ]],
  "mending": ["/open", [
    ["Nothing is filled in, and the answer is to be sent", async (page) => {
      await submit(page);
      await waitForFocus(page, "hyte-summary");
    }],
    ["The second mistake is followed, and mended", async (page) => {
      await page.locator("#hyte-summary a").nth(1).press("Enter");
      await page.keyboard.type("Aino");
      await page.keyboard.press("Tab");
    }],
  ]],
};

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
      await compare(`heard-${name}`, language, said);
    });
  }
}
