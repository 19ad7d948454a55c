// Nothing jumps: what has the focus stays where it is on the screen while the form changes around it,
// and nothing moves that nobody has touched.

import assert from "node:assert/strict";
import { test } from "node:test";
import { ready } from "./lib/browser.mjs";
import { control, fill, submit, text, waitForFocus } from "./lib/form.mjs";
import { setUp } from "./lib/service.mjs";
import { country } from "./lib/stages.mjs";

const service = setUp({ call: null, country, deputies: (call) => (call.deputies = "required") });

// Runs in the page before its scripts: notes what moves by itself, and in each frame where the element
// with the focus is.
function watch() {
  const seen = { shift: 0, jumps: [] };
  Object.defineProperty(globalThis, "seen", { value: seen });
  new PerformanceObserver((list) => {
    for (const { value, hadRecentInput } of list.getEntries()) if (!hadRecentInput) seen.shift += value;
  }).observe({ type: "layout-shift", buffered: true });
  let last = {};
  const look = () => {
    const element = document.activeElement;
    const isPlace = element && element !== document.body && element !== document.documentElement;
    const now = isPlace ? { element, top: element.getBoundingClientRect().top } : {};
    if (isPlace && last.element === element && Math.abs(last.top - now.top) > 2) {
      seen.jumps.push(`${element.id || element.textContent.slice(0, 30)} from ${Math.round(last.top)} to ${Math.round(now.top)}`);
    }
    last = now;
    requestAnimationFrame(look);
  };
  document.addEventListener("DOMContentLoaded", () => requestAnimationFrame(look));
}

async function open(t, path, viewport) {
  const page = await service.open(t, "/healthz", { viewport });
  await page.addInitScript(watch);
  await page.goto(path);
  await ready(page);
  return page;
}

// Lets a few frames pass, and returns what has jumped since it was asked last.
async function jumps(page) {
  return page.evaluate(async () => {
    for (let i = 0; i < 4; i++) await new Promise(requestAnimationFrame);
    return globalThis.seen.jumps.splice(0);
  });
}

const add = (page) => page.getByRole("button", { name: text("fi", "button.add.representatives"), exact: true });
const remove = (page, number) => page.getByRole("button", { name: text("fi", "button.remove.representatives", { number }), exact: true });

for (const viewport of [{ width: 1280, height: 800 }, { width: 360, height: 640 }]) {
  test(`nothing jumps at ${viewport.width} px`, async (t) => {
    const page = await open(t, "/deputies/fi", viewport);
    await page.waitForTimeout(700); // what comes with the widget and its fonts
    assert.ok((await page.evaluate(() => globalThis.seen.shift)) < 0.01, "the page moves while it comes up");

    const list = control(page, "/nominator");
    await list.focus();
    for (const nominator of ["municipality:109", "hospital-district:khshp", "municipality:834"]) {
      await list.selectOption(nominator);
      assert.deepEqual(await jumps(page), [], `${nominator} is chosen`);
    }

    await list.selectOption("hospital-district:khshp");
    await jumps(page);
    await add(page).focus();
    await jumps(page);
    await add(page).press("Enter");
    await control(page, "/representatives/1/person/givenName").waitFor();
    await waitForFocus(page, await control(page, "/representatives/1/person/givenName").getAttribute("id"));
    assert.deepEqual(await jumps(page), [], "a person is added");

    await page.keyboard.type("Bertta");
    await remove(page, 2).focus();
    await jumps(page);
    await remove(page, 2).press("Enter");
    await control(page, "/representatives/1/person/givenName").waitFor({ state: "detached" });
    assert.deepEqual(await jumps(page), [], "a person is removed");
  });

  test(`nothing jumps while mistakes are mended at ${viewport.width} px`, async (t) => {
    const page = await open(t, "/call/fi", viewport);
    await submit(page);
    await waitForFocus(page, "hyte-summary");
    await jumps(page); // the list of mistakes comes into sight
    await page.locator("#hyte-summary a").nth(1).press("Enter");
    await waitForFocus(page, await control(page, "/representatives/0/person/givenName").getAttribute("id"));
    await jumps(page);
    const items = page.locator("#hyte-summary li");
    const before = await items.count();
    await page.keyboard.type("Aino");
    await page.keyboard.press("Tab");
    await items.nth(before - 1).waitFor({ state: "detached" });
    assert.deepEqual(await jumps(page), [], "a mistake is mended, and the focus is on the next control");
    await page.keyboard.type("Esimerkki");
    assert.deepEqual(await jumps(page), [], "the next is typed");
  });
}

test("the search opens over what comes next, and moves nothing", async (t) => {
  const page = await open(t, "/country/fi", { width: 360, height: 640 });
  const first = control(page, "/representatives/0/person/givenName");
  const place = () => first.evaluate((e) => e.getBoundingClientRect().top + scrollY);
  await page.locator("[data-hyte-search]").focus();
  const before = await place();
  await page.keyboard.type("tam");
  await page.getByRole("listbox").getByRole("option").first().waitFor();
  assert.equal(await place(), before, "the list pushes the form down");
  assert.deepEqual(await jumps(page), []);
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("Enter");
  await page.waitForFunction(() => document.querySelector("[name='/nominator']").value !== "");
  assert.deepEqual(await jumps(page), [], "an organization is chosen");
});
