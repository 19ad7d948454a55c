// The receipt: what was sent is shown to whoever sent it, at the address of the receipt,
// and to nobody later. Without a script: forms/intake/proof_test.go.

import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { test } from "node:test";
import { checkPage } from "./lib/accessibility.mjs";
import { ready } from "./lib/browser.mjs";
import { answer, fill, submit, text } from "./lib/form.mjs";
import { setUp } from "./lib/service.mjs";

const service = setUp({ call: null });
const shows = async (page) => (await page.locator("#hyte").innerText()).includes("aino.esimerkki@example.fi");

async function send(page, nominator) {
  await fill(page, answer(nominator));
  await submit(page);
  await page.locator("#hyte-receipt").waitFor();
}

async function saved(page, name) {
  const [file] = await Promise.all([page.waitForEvent("download"), page.getByText(text("fi", name)).click()]);
  return { name: file.suggestedFilename(), content: await readFile(await file.path(), "utf8") };
}

test("with the widget, the receipt shows what was sent at its own address, also after a reload, and not later", async (t) => {
  const page = await service.open(t, "/call/fi");
  await ready(page);
  await send(page, "municipality:109");
  await page.waitForURL(/\/call\/fi\/receipt\/[a-z2-7]{26}\?shown=[a-z2-7]+$/);
  assert.ok(await shows(page), "what was sent is not shown");
  assert.ok(!page.url().includes("aino"));
  const reference = await page.locator(".hyte-facts code").first().textContent();
  assert.match(reference, /^[A-Z]+-[0-9A-Z]{4}-[0-9A-Z]{4}$/);
  await checkPage(page, "receipt", "fi");

  const html = await saved(page, "receipt.file.page");
  assert.match(html.name, new RegExp(`${reference}\\.html$`));
  assert.ok(html.content.includes(reference) && html.content.includes("Aino") && !html.content.includes("<script"), "the page lacks something");
  const json = await saved(page, "receipt.file.document");
  assert.equal(JSON.parse(json.content).representatives[0].person.givenName, "Aino");

  await page.reload();
  await page.locator("#hyte-receipt").waitFor();
  assert.ok(await shows(page), "a reload hides what was sent");
  assert.equal(await page.locator(".hyte-facts code").first().textContent(), reference);

  await page.goto(page.url().replace(/\?.*/, ""));
  assert.ok(!(await shows(page)), "the address shows what was sent later");
  assert.ok((await page.locator("#hyte").innerText()).includes(text("fi", "receipt.hidden")));
  await checkPage(page, "receipt seen later", "fi");
});
