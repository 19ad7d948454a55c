// Nothing that was typed is lost: by another language, Back, a draft. What becomes of it without a
// connection is in service.test.mjs, and in a call that closes meanwhile in late.test.mjs.

import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { test } from "node:test";
import { launchWhole, ready } from "./lib/browser.mjs";
import { answer, control, fill, held, look, receipt, sendButton, submit, submitButton, text, waitForFocus } from "./lib/form.mjs";
import { setUp } from "./lib/service.mjs";

const service = setUp({ call: null }, [], undefined, launchWhole); // what people have, with all that it keeps
const ways = [["with the widget", {}], ["without JavaScript", { javaScriptEnabled: false }]];

async function openFilled(t, options, language = "fi") {
  const page = await service.open(t, `/call/${language}`, { tolerate: /status of 422/, ...options });
  if (options.javaScriptEnabled !== false) await ready(page);
  await fill(page, answer());
  return page;
}

const swedish = (page) => page.getByRole("button", { name: "På svenska" });
const isLive = (page, options) => options.javaScriptEnabled === false || ready(page);

for (const [how, options] of ways) {
  test(`${how}, what was typed goes along to another language, also from the last look`, async (t) => {
    const page = await openFilled(t, options);
    await fill(page, { "/submitter/email": "puolikas osoi" });
    const typed = await held(page);
    await swedish(page).click();
    await page.waitForURL(/\/sv$/);
    await isLive(page, options);
    assert.deepEqual(await held(page), typed);
    assert.equal(await submitButton(page).textContent(), text("sv", "check.continue"));
    await fill(page, { "/submitter/email": "vaino.nayte@example.fi" });
    await look(page);
    await control(page, "/consent").check();
    const looked = await held(page);
    await page.getByRole("button", { name: "Suomeksi" }).click();
    await page.waitForURL(/\/fi$/);
    await isLive(page, options);
    assert.ok(await sendButton(page).isVisible(), "the last look is gone");
    assert.deepEqual(await held(page), looked);
    await submit(page);
    await receipt(page, "fi");
  });

  test(`${how}, what was typed is there after Back`, async (t) => {
    // Playwright switches off what makes browsers go back to a page as it was.
    const browser = await launchWhole({ ignoreDefaultArgs: ["--disable-back-forward-cache"] });
    t.after(() => browser.close());
    const page = await openFilled(t, { ...options, browser });
    const typed = await held(page);
    await page.goto("/healthz");
    await page.goBack({ waitUntil: "commit" });
    await control(page, "/nominator").waitFor();
    await isLive(page, options);
    assert.deepEqual(await held(page), typed);
  });

  // Without what makes browsers go back to a page as it was, they load it anew and put back what was
  // typed. Of a page that is loaded anew by the person, Chromium puts back nothing.
  test(`${how}, what was typed is there after Back to a page that is loaded anew`, async (t) => {
    const page = await openFilled(t, { ...options, tolerate: /status of 422/ });
    const typed = await held(page);
    await page.waitForTimeout(2000); // Chromium notes what is typed once a second
    await page.goto("/healthz");
    await page.goBack();
    await control(page, "/nominator").waitFor({ state: "attached" });
    await isLive(page, options);
    assert.deepEqual(await held(page), typed);
    assert.equal(await look(page), "hyte-check");
  });

  test(`${how}, a draft is a file, and comes back into an empty form`, async (t) => {
    const page = await openFilled(t, options);
    const [file] = await Promise.all([page.waitForEvent("download"), page.getByRole("button", { name: text("fi", "draft.save") }).click()]);
    assert.equal(file.suggestedFilename(), "call-draft.json");
    const draft = await readFile(await file.path());
    assert.equal(JSON.parse(draft).consent ?? false, false);
    const typed = await held(page);

    const empty = await service.open(t, "/call/sv", { tolerate: /status of 422/, ...options });
    await isLive(empty, options);
    const open = async (name, buffer) => {
      await empty.locator("[name=opened]").setInputFiles({ name, mimeType: "application/json", buffer });
      await empty.getByRole("button", { name: text("sv", "draft.open.button") }).click();
    };
    await control(empty, "/submitter/givenName").fill("Väinö");
    await open("other.json", Buffer.from('{"call":"other"}'));
    await waitForFocus(empty, "hyte-notice");
    assert.equal((await empty.locator("#hyte-notice").textContent()).trim(), text("sv", "draft.other"));
    assert.equal(await control(empty, "/submitter/givenName").inputValue(), "Väinö");
    await isLive(empty, options);
    await open("call-draft.json", draft);
    await empty.getByText(text("sv", "draft.opened")).waitFor();
    await isLive(empty, options);
    assert.deepEqual(await held(empty), typed);
    assert.equal(await look(empty), "hyte-check");
    assert.equal(await control(empty, "/consent").isChecked(), false);
  });
}

test("nothing is stored in the browser", async (t) => {
  const page = await openFilled(t, {});
  await look(page);
  const stored = await page.evaluate(async () => [localStorage.length, sessionStorage.length, document.cookie, (await indexedDB.databases()).length, (await caches.keys()).length]);
  assert.deepEqual(stored, [0, 0, "", 0, 0]);
});
