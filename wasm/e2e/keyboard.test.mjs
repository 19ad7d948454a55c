// The whole job without a pointer.

import assert from "node:assert/strict";
import { test } from "node:test";
import { ready } from "./lib/browser.mjs";
import { activeId, receipt, text, waitForFocus } from "./lib/form.mjs";
import { setUp } from "./lib/service.mjs";

const service = setUp({ call: null });

const typed = {
  "/nominator": "Hattula", // a list takes the first letters
  "/representatives/0/person/givenName": "Aino",
  "/representatives/0/person/familyName": "Esimerkki",
  "/representatives/0/person/sector": "Liikunta",
  "/representatives/0/person/email": "aino.esimerkki@example.fi",
  "/submitter/givenName": "Väinö",
  "/submitter/familyName": "Näyte",
  "/submitter/email": "vaino.nayte@example.fi",
};

// What has the focus: how to name it, and whether one sees that.
const focused = (page) => page.evaluate(() => {
  const e = document.activeElement;
  const { outlineStyle, outlineWidth } = getComputedStyle(e);
  const { top, bottom, height } = e.getBoundingClientRect();
  return {
    name: e.getAttribute("name") ?? "",
    kind: e.type || e.localName,
    words: e.textContent.trim(),
    order: [...document.querySelectorAll("*")].indexOf(e),
    outlined: outlineStyle !== "none" && parseFloat(outlineWidth) >= 2,
    inSight: (top >= 0 && bottom <= innerHeight) || height > innerHeight,
  };
});

// Goes on with the Tab key and returns what has the focus then.
async function tab(page, visited) {
  await page.keyboard.press("Tab");
  const now = await focused(page);
  if (now.kind === "body") return now; // past the end of the page
  assert.ok(now.outlined, `nobody sees that “${now.name || now.words}” has the focus`);
  assert.ok(now.inSight, `“${now.name || now.words}” has the focus out of sight`);
  const last = visited.at(-1);
  if (last) assert.ok(now.order > last.order, `the focus goes back from “${last.name}” to “${now.name}”`);
  visited.push(now);
  return now;
}

async function answerWithKeys(page, now) {
  switch (now.kind) {
    case "radio":
      await page.keyboard.press("Space");
      await page.keyboard.press("ArrowDown");
      break;
    case "checkbox":
      await page.keyboard.press("Space");
      break;
    default:
      await page.keyboard.type(typed[now.name]);
  }
}

// Answers what is asked on the way to a button, and presses it.
async function answerUpTo(page, button) {
  const visited = [];
  for (let now = await tab(page, visited); now.words !== text("fi", button); now = await tab(page, visited)) {
    assert.ok(visited.length < 60, `the focus does not come to “${text("fi", button)}”`);
    if (asks(now)) await answerWithKeys(page, now);
  }
  await page.keyboard.press("Enter");
}

const asks = (now) => now.name in typed || now.kind === "checkbox" && now.name !== "same/submitter" || now.kind === "radio";

for (const [how, options] of [["with the widget", {}], ["without JavaScript", { javaScriptEnabled: false }]]) {
  test(`${how}, the keyboard alone does the job`, async (t) => {
    const page = await service.open(t, "/call/fi", options);
    if (options.javaScriptEnabled !== false) await ready(page);
    const visited = [];
    const skip = await tab(page, visited);
    assert.equal(skip.words, text("fi", "page.skip"));
    await page.keyboard.press("Enter");
    await waitForFocus(page, "hyte-main");

    await answerUpTo(page, "check.continue");
    await waitForFocus(page, "hyte-check");
    await answerUpTo(page, "button.submit");
    const id = await receipt(page, "fi");
    assert.equal(await activeId(page), "hyte-receipt");
    const { counted } = await service.entry("call", "municipality:082");
    assert.equal(counted.id, id);
    const { sector, gender } = counted.nomination.representatives[0].person;
    assert.deepEqual([sector, gender], ["sports", "man"]);
  });
}

test("the Tab key passes every control once, and leaves the page at its end", async (t) => {
  const page = await service.open(t, "/call/fi");
  await ready(page);
  const visited = [];
  while ((await tab(page, visited)).kind !== "body") assert.ok(visited.length < 80, "there is no end");
  const controls = await page.locator("form").evaluate((form) =>
    [...new Set([...form.elements].filter((c) => c.type !== "hidden" && c.checkVisibility() && c.tabIndex >= 0 && c.matches("input, select, textarea")).map((c) => c.name))]);
  const names = visited.map((v) => v.name).filter((name) => controls.includes(name));
  assert.deepEqual([...new Set(names)], controls);
  assert.equal(visited.at(-1).words, text("fi", "privacy.notice"));
});

test("from the list of mistakes the keyboard leads to each of them", async (t) => {
  const page = await service.open(t, "/call/fi");
  await ready(page);
  await page.getByRole("button", { name: text("fi", "check.continue") }).focus();
  await page.keyboard.press("Enter");
  await waitForFocus(page, "hyte-summary");
  const visited = [];
  const first = await tab(page, visited);
  assert.equal(first.words, text("fi", "rule.required@nominator"));
  await tab(page, visited);
  await page.keyboard.press("Enter");
  await page.keyboard.type("Aino");
  assert.deepEqual((await focused(page)).name, "/representatives/0/person/givenName");
  await page.keyboard.press("Tab");
  await page.waitForFunction(() => document.querySelectorAll("#hyte-summary li").length === 6);
  assert.equal((await focused(page)).name, "/representatives/0/person/familyName");
});

test("the Enter key in a text sends the form, whatever button comes first", async (t) => {
  const page = await service.open(t, "/call/fi");
  await ready(page);
  await page.locator('[name="/submitter/email"]').focus();
  await page.keyboard.press("Enter");
  await waitForFocus(page, "hyte-summary");
  assert.equal(await page.locator('[name="/representatives/1/person/givenName"]').count(), 0);
});
