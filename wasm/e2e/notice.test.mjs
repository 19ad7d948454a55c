// What an organization says in place of an answer: that it names no one, or that it
// takes its answer back. The way there, and back to the form.

import assert from "node:assert/strict";
import { test } from "node:test";
import { checkPage } from "./lib/accessibility.mjs";
import { event, openPage, ready } from "./lib/browser.mjs";
import { answer, fill, languages, noticeText, receipt, receiptId, submit, text, waitForFocus } from "./lib/form.mjs";
import { hostPage, policy, scriptOf, setUpHost } from "./lib/host.mjs";
import { setUp } from "./lib/service.mjs";

const host = setUpHost();
const plain = { javaScriptEnabled: false };
const calls = {
  call: null,
  framed: null,
  inline: null,
  anyone: (call) => call.seats.push({ id: "anyone", nominators: { kind: "open" }, representatives: { max: 1 } }),
};
const service = setUp(calls, async () => {
  await host.start();
  return ["--embed-host", host.address];
});

const refusal = (nominator, more = {}) => ({
  "/nominator": nominator,
  "/reason": "Ei ketään, jonka voisi nimetä.",
  "/submitter/givenName": "Väinö",
  "/submitter/familyName": "Näyte",
  "/submitter/email": "vaino.nayte@example.fi",
  ...more,
});

// Goes with the Tab key to a link, and follows it.
async function follow(page, name) {
  for (let i = 0; i < 80; i++) {
    await page.keyboard.press("Tab");
    if ((await page.evaluate(() => document.activeElement.textContent)) === name) break;
  }
  assert.equal(await page.evaluate(() => document.activeElement.textContent), name, "no such link can be reached with the keyboard");
  await page.keyboard.press("Enter");
}

async function noticeReceipt(page, notices) {
  await page.getByRole("heading", { level: 1, name: noticeText(notices, "fi", "receipt.title") }).waitFor();
  return receiptId(page);
}

for (const [i, [how, options]] of [["with the widget", {}], ["without JavaScript", plain]].entries()) {
  const nominator = ["municipality:109", "municipality:061"][i];
  const live = (page) => (options === plain ? page.locator("form").waitFor() : ready(page));
  const pathOf = (page) => new URL(page.url()).pathname + new URL(page.url()).search;

  test(`${how}, an organization says that it names no one, answers after all and takes that back`, async (t) => {
    const page = await service.open(t, "/call/fi", options);
    await live(page);
    await follow(page, text("fi", "link.refusal"));
    await page.waitForURL("**/call/fi/refusal");
    await live(page);
    await page.getByRole("heading", { level: 2, name: noticeText("refusals", "fi", "notice.title") }).waitFor();
    await fill(page, refusal(nominator));
    await submit(page);
    await noticeReceipt(page, "refusals");
    assert.ok((await page.locator("#hyte").innerText()).includes(noticeText("refusals", "fi", "notice.done", { nominator: i ? "Forssa" : "Hämeenlinna" })));
    assert.equal((await service.entry("call", nominator)).status, "declined");

    await page.getByRole("link", { name: noticeText("refusals", "fi", "link.answer") }).click();
    await page.waitForURL("**/call/fi");
    await live(page);
    await fill(page, answer(nominator));
    await submit(page);
    await receipt(page, "fi");
    assert.equal((await service.entry("call", nominator)).status, "received");

    await follow(page, text("fi", "link.withdrawal"));
    await page.waitForURL("**/call/fi/withdrawal");
    assert.equal(pathOf(page), "/call/fi/withdrawal", "the address tells of the person or the answer");
    assert.equal(await page.locator('[name="/submitter/email"]').inputValue(), "");
    await follow(page, noticeText("withdrawals", "fi", "link.back"));
    await page.waitForURL("**/call/fi");
    await page.goto("/call/fi/withdrawal");
    await live(page);
    await fill(page, refusal(nominator, { "/reason": "Henkilö vaihtuu." }));
    await submit(page);
    await noticeReceipt(page, "withdrawals");
    const { status, trail } = await service.entry("call", nominator);
    assert.deepEqual([status, trail.map((step) => step.kind)], ["withdrawn", ["refusal", "withdrawal"]]);
    await page.getByRole("link", { name: noticeText("withdrawals", "fi", "receipt.again") }).click();
    await page.waitForURL("**/call/fi/withdrawal");
  });
}

for (const [how, options] of [["with the widget", {}], ["without JavaScript", plain]]) {
  test(`${how}, a guest of an open call takes its answer back`, async (t) => {
    const name = options === plain ? "Malliyhdistys ry" : "Esimerkkikerho ry";
    const page = await service.open(t, "/anyone/fi", options);
    const send = async (path, values) => {
      await page.goto(path);
      if (options !== plain) await ready(page);
      await fill(page, { "/nominator": "open:other" });
      await fill(page, { ...values, "/nominatorName": name });
      await submit(page);
    };
    const { "/nominator": _, ...rest } = answer();
    await send("/anyone/fi", rest);
    await receipt(page, "fi");
    const guest = async () => (await service.roster("anyone")).nominators.find((e) => e.name.fi === name);
    assert.equal((await guest()).status, "received");
    const { "/nominator": __, ...notice } = refusal("");
    await send("/anyone/fi/withdrawal", notice);
    await noticeReceipt(page, "withdrawals");
    assert.equal((await guest()).status, "withdrawn");
    await page.goto("/anyone/fi/refusal");
    assert.equal(await page.locator('[value="open:other"]').count(), 0, "nobody asked them");
  });
}

// What the strictest site must allow.
const strict = {
  frame: () => policy({ "default-src": "'none'", "script-src": service.address, "frame-src": service.address, "base-uri": "'none'", "form-action": "'none'" }),
  inline: () => policy({ "default-src": "'none'", "script-src": `${service.address} 'wasm-unsafe-eval'`, "connect-src": service.address, "form-action": service.address, "base-uri": "'none'" }),
};

function openHost(t, mode, call) {
  const element = `<hyte-form src="${service.address}/${call}/fi" mode="${mode}"><a href="/muu">Lomake</a></hyte-form>`;
  return openPage(t, service.browser, host.address, host.put(`/${call}`, hostPage(scriptOf(service) + element), strict[mode]()));
}

test("in a frame, the notice and its receipt are shown in the frame", async (t) => {
  const page = await openHost(t, "frame", "framed");
  await ready(page);
  const frame = page.locator("hyte-form iframe").contentFrame();
  await frame.getByRole("link", { name: text("fi", "link.refusal") }).click();
  await frame.getByRole("heading", { level: 2, name: noticeText("refusals", "fi", "notice.title") }).waitFor();
  await frame.locator("form[novalidate]").waitFor(); // the widget has it
  await fill(frame, refusal("municipality:109"));
  await submit(frame);
  await frame.getByRole("heading", { level: 1, name: noticeText("refusals", "fi", "receipt.title") }).waitFor();
  assert.equal((await event(page, "submitted")).nominator, "municipality:109");
  assert.equal((await service.entry("framed", "municipality:109")).status, "declined");
  const [inner, outer] = [await frame.locator("#hyte").evaluate((e) => e.getBoundingClientRect().bottom), await page.locator("hyte-form").evaluate((e) => e.getBoundingClientRect().height)];
  assert.ok(inner <= outer + 1, `the receipt ends at ${inner} in a frame of ${outer} px`);
  await frame.getByRole("link", { name: noticeText("refusals", "fi", "link.answer") }).click();
  await frame.locator('[name="/representatives/0/person/givenName"]').waitFor();
  assert.equal(page.url(), `${host.address}/framed`);
});

test("inline, the link leads to the page of the service", async (t) => {
  const page = await openHost(t, "inline", "inline");
  const link = page.locator("hyte-form").getByRole("link", { name: text("fi", "link.refusal") });
  await link.waitFor();
  assert.equal(await link.getAttribute("href"), `${service.address}/inline/fi/refusal`);
  await ready(page);
  assert.equal(await link.getAttribute("href"), `${service.address}/inline/fi/refusal`);
  await link.click();
  await page.waitForURL(`${service.address}/inline/fi/refusal`);
  await ready(page);
});

for (const language of languages) {
  test(`the forms of notices and their receipts, in ${language}`, async (t) => {
    const page = await service.open(t, `/call/${language}/refusal`);
    for (const notices of ["refusals", "withdrawals"]) {
      await page.goto(`/call/${language}/${notices.slice(0, -1)}`);
      await ready(page);
      await checkPage(page, notices, language);
      await submit(page);
      await waitForFocus(page, "hyte-summary");
      await checkPage(page, `${notices} with mistakes`, language);
      await fill(page, refusal("municipality:103"));
      await submit(page);
      await page.getByRole("heading", { level: 1, name: noticeText(notices, language, "receipt.title") }).waitFor();
      await checkPage(page, `receipt of ${notices}`, language);
    }
  });
}
