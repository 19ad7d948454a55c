// What comes first on a form: by when to answer and how much time is left, in each of the
// stages of a deadline.

import assert from "node:assert/strict";
import { test } from "node:test";
import { checkRules, checkWidths } from "./lib/accessibility.mjs";
import { ready } from "./lib/browser.mjs";
import { answer, fill, held, languages, submitButton, text } from "./lib/form.mjs";
import { dayFromNow, dayOf, setUp } from "./lib/service.mjs";

const minute = 60_000;
const clockOf = (instant) => new Intl.DateTimeFormat("en-GB", { timeZone: "Europe/Helsinki", hour: "2-digit", minute: "2-digit" }).format(instant);

// A deadline with a clock time, so many minutes from now.
const within = (minutes) => {
  const end = Date.now() + minutes * minute;
  return { date: dayOf(end), time: clockOf(end), kind: "authority" };
};

const ending = (minutes, lateNominations) => (call) => Object.assign(call, { issued: dayFromNow(-20), deadline: within(minutes), lateNominations });

// The calls by the class of the stage that they are in.
const stages = {
  open: null,
  soon: ending(26 * 60),
  "last-hour": ending(50),
  late: ending(-10, "record"),
  closed: ending(-10, "refuse"),
  "not-open": (call) => Object.assign(call, { issued: dayFromNow(2), deadline: { date: dayFromNow(30), kind: "authority" } }),
  standing: ending(-10, "accept"),
  extended: (call) => (call.deadline.original = dayFromNow(7)),
};
const classOf = (stage) => (stage === "extended" ? "open" : stage);

const service = setUp({ ...stages, "ends-recorded": ending(55, "record"), "ends-refused": ending(55, "refuse") });

const box = (page) => page.locator(".hyte-deadline");

for (const language of languages) {
  test(`each stage has a word, an icon and a color, in ${language}`, async (t) => {
    const page = await service.open(t, "/healthz", { viewport: { width: 1280, height: 800 } });
    const seen = new Set();
    for (const stage of Object.keys(stages)) {
      await page.goto(`/${stage}/${language}`);
      await ready(page);
      assert.equal(await box(page).getAttribute("class"), `hyte-deadline hyte-${classOf(stage)}`);
      const icon = box(page).locator("svg[aria-hidden=true] path");
      assert.ok((await icon.boundingBox()).width > 10, `${stage}: the icon is drawn`);
      const words = (await box(page).innerText()).replaceAll(/\d+/g, "0");
      seen.add(`${await icon.getAttribute("d")} ${words}`);
      for (const colorScheme of ["light", "dark"]) {
        await page.emulateMedia({ colorScheme });
        await checkRules(page, `${stage}, ${colorScheme}`);
      }
      await page.emulateMedia({ colorScheme: "light", forcedColors: "active" });
      const [drawn, written] = await box(page).evaluate((e) => [getComputedStyle(e.querySelector("svg")).stroke, getComputedStyle(e.querySelector("p")).color]);
      assert.equal(drawn, written, `${stage}: forced colors`);
      await page.emulateMedia({ forcedColors: "none" });
      await checkWidths(page, stage);
      await page.setViewportSize({ width: 1280, height: 800 });
    }
    assert.equal(seen.size, Object.keys(stages).length, "two stages say the same");
  });
}

// Opens a call with a clock that the test moves on.
async function openWithClock(t, path) {
  const page = await service.open(t, "/healthz", {});
  await page.clock.install();
  await page.goto(path);
  await ready(page);
  return page;
}

const announced = (page) => page.locator(".hyte-form [role=status]").textContent();

test("in the last hour the minutes are live, and read out rarely", async (t) => {
  const page = await openWithClock(t, "/ends-recorded/fi");
  const said = async () => Number((await box(page).innerText()).match(/Aikaa on (\d+) minuuttia/)?.[1]);
  const first = await said();
  assert.ok(first >= 50 && first <= 55, await box(page).innerText());
  await fill(page, answer());
  const before = await held(page);
  const focused = await page.evaluate(() => document.activeElement.id);
  await page.clock.runFor(minute);
  assert.equal(await said(), first - 1);
  assert.equal(await announced(page), "");
  await page.clock.runFor((first - 31) * minute);
  assert.equal(await said(), 30);
  assert.match(await announced(page), /Aikaa on 30 minuuttia/);
  await page.clock.runFor(31 * minute);
  assert.equal(await box(page).getAttribute("class"), "hyte-deadline hyte-late");
  const [told, after] = text("fi", "deadline.ended.record", { time: "…" }).split("…");
  const ended = await box(page).innerText();
  assert.ok(ended.startsWith(told) && ended.endsWith(after), ended);
  assert.equal(await announced(page), ended);
  assert.equal(await submitButton(page).count(), 1, "a late answer can be sent");
  assert.deepEqual(await held(page), before);
  assert.equal(await page.evaluate(() => document.activeElement.id), focused, "the focus has moved");
  await checkRules(page, "ended while it was open");
});

test("a form that is refused from now on keeps what was typed", async (t) => {
  const page = await openWithClock(t, "/ends-refused/sv");
  await fill(page, answer());
  const before = await held(page);
  await page.clock.runFor(56 * minute);
  assert.equal(await box(page).getAttribute("class"), "hyte-deadline hyte-closed");
  const [told, after] = text("sv", "deadline.ended.refuse", { time: "…" }).split("…");
  const ended = await box(page).innerText();
  assert.ok(ended.startsWith(told) && ended.endsWith(after), ended);
  assert.equal(await submitButton(page).count(), 0);
  assert.deepEqual(await held(page), before);
});
