// The last look before an answer is sent: what is shown there, the ways back, and what it asks.

import assert from "node:assert/strict";
import { test } from "node:test";
import { ready } from "./lib/browser.mjs";
import { activeId, answer, control, edit, fill, look, receipt, send, sendButton, text, waitForFocus } from "./lib/form.mjs";
import { setUp } from "./lib/service.mjs";

const service = setUp({ widget: null, plain: null });
const ways = [["widget", "with the widget", {}], ["plain", "without JavaScript", { javaScriptEnabled: false }]];

async function openFilled(t, call, options, more) {
  const page = await service.open(t, `/${call}/fi`, { tolerate: /status of 422/, ...options });
  if (options.javaScriptEnabled !== false) await ready(page);
  await fill(page, answer("municipality:109", more));
  return page;
}

const shown = (page) => page.locator(".hyte-check").innerText();
const received = async (call) => (await service.download(`/admin/${call}/received.ndjson`)).split("\n").filter(Boolean).map((line) => JSON.parse(line));

for (const [call, how, options] of ways) {
  test(`${how}, the Enter key leads to the answer as it is kept, and a way back to each control`, async (t) => {
    const page = await openFilled(t, call, options);
    await control(page, "/submitter/email").press("Enter");
    await waitForFocus(page, "hyte-check");
    assert.ok((await page.title()).startsWith(text("fi", "check.title")), await page.title());
    const answered = await shown(page);
    for (const kept of ["Hämeenlinna", "aino.esimerkki@example.fi", text("fi", "check.normalized", { value: "+358401234567" })]) assert.ok(answered.includes(kept), `no “${kept}” in ${answered}`);
    assert.equal(await control(page, "/submitter/email").isVisible(), false);
    await page.locator('[name=edit][value="/representatives/0/person/telephone"]').click();
    await control(page, "/representatives/0/person/telephone").waitFor();
    await waitForFocus(page, "hyte-field-representatives-0-person-telephone");
    assert.deepEqual(await received(call), []);
  });

  test(`${how}, the Enter key at the last look sends nothing, and without consent nothing is sent`, async (t) => {
    const page = await openFilled(t, call, options);
    await look(page);
    await control(page, "/consent").press("Enter");
    await waitForFocus(page, "hyte-check");
    await sendButton(page).click();
    await waitForFocus(page, "hyte-summary");
    assert.deepEqual(await page.locator("#hyte-summary a").allTextContents(), [text("fi", "rule.consent.missing")]);
    await page.locator("#hyte-summary a").click();
    assert.equal(await activeId(page), "hyte-field-consent");
    assert.deepEqual(await received(call), []);
  });

  test(`${how}, a warning may be meant, and a consent ends with a change of persons`, async (t) => {
    const page = await openFilled(t, call, options, { "/decision/date": "1.1.2020" });
    await look(page);
    assert.ok((await shown(page)).includes(text("fi", "check.warnings")));
    assert.equal(await sendButton(page).textContent(), text("fi", "check.sendAnyway"));
    await control(page, "/consent").check();
    await edit(page);
    await fill(page, { "/representatives/0/person/givenName": "Toini" });
    await look(page);
    assert.equal(await control(page, "/consent").isChecked(), false, "the consent outlives the person");
    assert.ok((await shown(page)).includes(text("fi", "check.retaken")));
    await send(page);
    const id = await receipt(page, "fi");
    assert.deepEqual((await received(call)).map((r) => r.id), [id]);
  });
}
