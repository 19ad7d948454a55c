// What is written down of what a screen reader says: while what happens, and how it is compared.

import assert from "node:assert/strict";
import { mkdir, readFile, writeFile } from "node:fs/promises";
import { answer, control, fill, look, receipt, send, submit, text, waitForFocus } from "./form.mjs";
import { nominators } from "./world.mjs";

// What differs from day to day: dates, times, references.
const weekdays = /\b(maanantaina|tiistaina|keskiviikkona|torstaina|perjantaina|lauantaina|sunnuntaina|(mån|tis|ons|tors|fre|lör|sön)dagen|(Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day)\b/g;
const steady = (phrase) =>
  phrase
    .replaceAll(weekdays, "WEEKDAY")
    .replaceAll(/\b(viikolla|vecka|week) \d{1,2} (vuonna|år|of) \d{4}\b/g, "$1 WEEK")
    .replaceAll(/\b\d{1,2}\.\d{1,2}\.\d{4}\b|\b\d{1,2} \p{L}+ \d{4}\b/gu, "DATE")
    .replaceAll(/\b\d{1,2}[.:]\d{2}\b/g, "TIME")
    .replaceAll(/\b[0-9A-Z]{1,3}(-[0-9A-Z]{4}){2}\b/g, "REFERENCE");

// Compares what was said with the golden file, or writes it anew where UPDATE is set. Read the difference:
// it is what people hear.
export async function compare(folder, name, language, phrases) {
  const path = `${folder}${name}-${language}.txt`;
  const said = phrases.map(steady).join("\n") + "\n";
  if (process.env.UPDATE) {
    await mkdir(folder, { recursive: true });
    return writeFile(path, said);
  }
  assert.equal(said, await readFile(path, "utf8"), `${path}: if that is as it should be, run the test with UPDATE=1`);
}

const press = (page, language, key, params) => page.getByRole("button", { name: text(language, key, params), exact: true }).press("Enter");

// What happens, by the name of its golden file: where, and the steps after each of which it is written
// down what was heard.
export const happenings = {
  "searching": ["/country", [
    ["The search has the focus", (page) => page.locator("[data-hyte-search]").focus()],
    ["tam is entered", async (page) => {
      await page.keyboard.type("tam"); // read out once, after a pause
      await page.getByRole("listbox").getByRole("option").first().waitFor();
      await page.waitForFunction(() => document.querySelector(".hyte-unseen[role=status]").textContent !== "");
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
  "answering": ["/open", [
    ["All is filled in, and the answer looked at", async (page, language) => {
      await fill(page, answer(nominators[language]));
      await look(page);
      await waitForFocus(page, "hyte-check");
    }],
    ["It is sent", async (page, language) => {
      await send(page);
      await receipt(page, language);
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

