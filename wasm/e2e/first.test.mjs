// What comes first on a form: who asks for what, how many of whom, by when and how much time
// is left, in each of the stages of a deadline; and how soon the first question comes.

import assert from "node:assert/strict";
import { test } from "node:test";
import { checkRules } from "./lib/accessibility.mjs";
import { ready } from "./lib/browser.mjs";
import { mkdtemp, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { answer, control, fill, held, languages, submitButton, text } from "./lib/form.mjs";
import { partnershipDay, setUp } from "./lib/service.mjs";
import { asking, ending, followUp, minute, stages } from "./lib/stages.mjs";

const classOf = (stage) => (stage === "extended" ? "open" : stage);

const event = partnershipDay();

const service = setUp(
  { ...stages, "ends-recorded": ending(55, "record"), "ends-refused": ending(55, "refuse"), coordinators: asking("coordinators"), participants: asking("participants"), replies: followUp },
  async () => {
    const file = join(await mkdtemp(join(tmpdir(), "hytekit-first-")), "event.json");
    await writeFile(file, JSON.stringify(event));
    return ["--call", file];
  },
);

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
      await page.emulateMedia({ forcedColors: "active" });
      const [drawn, written] = await box(page).evaluate((e) => [getComputedStyle(e.querySelector("svg")).stroke, getComputedStyle(e.querySelector("p")).color]);
      assert.equal(drawn, written, `${stage}: forced colors`);
      await page.emulateMedia({ forcedColors: "none" });
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

// The forms of every kind of answer, and the control that comes first on each.
const forms = {
  "/open/{lang}": "/nominator",
  "/coordinators/{lang}": "/nominator",
  "/participants/{lang}": "/nominator",
  "/replies/{lang}": "/nominator",
  "/open/{lang}/refusal": "/nominator",
  [`/${event.id}/{lang}`]: "/person/givenName",
  [`/${event.id}/{lang}/question`]: "/theme",
};

for (const [width, height, screens] of [[1280, 800, 1], [360, 640, 1.5]]) {
  test(`the first question is on the first ${screens} screens at ${width} px`, async (t) => {
    const page = await service.open(t, "/healthz", { viewport: { width, height }, javaScriptEnabled: false });
    const late = [];
    for (const [path, first] of Object.entries(forms)) {
      for (const language of languages) {
        const answered = await page.goto(path.replace("{lang}", language));
        assert.equal(answered.status(), 200, path);
        const { y, height: tall } = await control(page, first).first().boundingBox();
        if (y + tall > screens * height) late.push(`${path} in ${language}: ${Math.round(y + tall)} px`);
      }
    }
    assert.deepEqual(late, []);
  });
}

test("how many are asked for follows the organization, and is announced", async (t) => {
  const page = await service.open(t, "/open/fi");
  await ready(page);
  const [differs, one] = [text("fi", "nominator.quota.differs"), text("fi", "nominator.quota.exact=1", { nominator: "Tammela" })];
  assert.equal(await page.locator(".hyte-point > p").first().innerText(), differs);
  await control(page, "/nominator").focus();
  await control(page, "/nominator").selectOption("municipality:834");
  await page.getByText(one).first().waitFor();
  assert.equal(await page.locator(".hyte-point > p").first().innerText(), one);
  assert.equal(await announced(page), one);
  assert.ok((await page.locator("#hyte-part-representatives").innerText()).includes(one));
  assert.equal(await page.evaluate(() => document.activeElement?.id), "hyte-field-nominator");
  await checkRules(page, "an organization is chosen");
});
