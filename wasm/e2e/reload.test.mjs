// What was typed is there after the page is loaded anew, and gone from the browser once it is sent.
// The browser keeps it in the entry of the page in the session history: see loader/kept.js.

import assert from "node:assert/strict";
import { test } from "node:test";
import { event, launch, launchFirefox, launchWhole, openPage, ready } from "./lib/browser.mjs";
import { answer, control, fill, held, look, receipt, send, sendButton, text, waitForFocus } from "./lib/form.mjs";
import { hostPage, scriptOf, setUpHost } from "./lib/host.mjs";
import { setUp } from "./lib/service.mjs";
import { series } from "./lib/stages.mjs";
import { Tabs } from "./lib/tabs.mjs";

const host = setUpHost();
const onHost = async () => {
  await host.start();
  return ["--embed-host", host.address];
};
const several = (call) => {
  for (const seat of call.seats) seat.representatives = { min: 1, max: 3 };
};
const service = setUp({ call: several, ...series }, onHost);

// Longer than a form waits before it puts into the entry what was typed.
const noted = (page) => page.waitForTimeout(900);
const entry = (page) => page.evaluate(() => JSON.stringify(history.state));
const add = (page) => page.getByRole("button", { name: text("fi", "button.add.representatives"), exact: true }).click();
const second = { "/representatives/1/person/givenName": "Bertta", "/representatives/1/person/familyName": "Malli", "/representatives/1/person/email": "puolikas osoi" };

async function openFilled(t, path = "/call/fi", options = {}) {
  const page = await service.open(t, path, options);
  await ready(page);
  await fill(page, answer());
  await add(page);
  await fill(page, second);
  await noted(page);
  return page;
}


// What a form holds that nobody has touched.
const untouched = { "/representatives/0/person/contactVisibility": "organizer" };

for (const [name, start] of [["Chromium", launch], ["Firefox", launchFirefox]]) {
  test(`in ${name}, what was typed is there after a reload, also in a row that was added`, async (t) => {
    const browser = await start();
    t.after(() => browser.close());
    const page = await openFilled(t, "/call/fi", { browser });
    const typed = await held(page);
    await page.reload();
    await ready(page);
    assert.deepEqual(await held(page), typed);
    assert.equal(await control(page, "/decision/body").isVisible(), true, "what was typed is out of sight");
    assert.equal(await page.evaluate(() => document.activeElement.localName), "body");
    assert.equal(await page.locator("#hyte-notice").isVisible(), false);
  });

  test(`in ${name}, a consent does not come back for others, and once it is sent nothing is kept`, async (t) => {
    const browser = await start();
    t.after(() => browser.close());
    const page = await openFilled(t, "/call/fi", { browser });
    await fill(page, { "/representatives/1/person/email": "bertta@example.fi" });
    assert.equal(await look(page), "hyte-check");
    await control(page, "/consent").check();
    await noted(page);
    assert.doesNotMatch(await entry(page), /consent|confirmed/);
    await page.reload();
    await ready(page);
    await fill(page, { "/representatives/0/person/familyName": "Toinen" });
    assert.equal(await look(page), "hyte-check");
    assert.equal(await control(page, "/consent").isChecked(), false, "the consent was about others");
    await send(page);
    const id = await receipt(page, "fi");
    assert.equal(await entry(page), "null");
    await noted(page);
    await page.reload();
    await page.locator("#hyte-receipt").waitFor();
    assert.match(page.url(), new RegExp(`/receipt/${id}`));
    assert.equal(await entry(page), "null");
    await page.goto("/call/fi");
    await ready(page);
    assert.deepEqual(await held(page), untouched);
  });

  test(`in ${name}, what was typed is there before the widget, and what a row holds once that has come`, async (t) => {
    const browser = await start();
    t.after(() => browser.close());
    const page = await openFilled(t, "/call/fi", { browser });
    const typed = await held(page);
    const held0 = new Promise((resolve) => (page.release = resolve));
    await page.route("**/widget*.wasm", async (route) => {
      await held0;
      return route.continue();
    });
    await page.evaluate(() => document.documentElement.removeAttribute("data-ready"));
    await page.reload();
    await page.waitForFunction(() => document.querySelector('[name="/submitter/email"]').value);
    assert.equal(await control(page, "/representatives/1/person/givenName").count(), 0, "the widget is there already");
    const early = { "/submitter/email": "vaino@example.fi" };
    await fill(page, early);
    await noted(page);
    await page.reload();
    await page.waitForFunction(() => document.querySelector('[name="/submitter/email"]').value === "vaino@example.fi");
    page.release();
    await ready(page);
    assert.deepEqual(await held(page), { ...typed, ...early });
  });
}

test("who asks for the form anew begins anew", async (t) => {
  const page = await openFilled(t);
  await page.goto("/call/fi"); // Chromium leaves the entry its state
  await ready(page);
  assert.deepEqual(await held(page), untouched);
  assert.equal(await entry(page), "null");
});

test("another language in place of this one, and what was typed is there after a reload", async (t) => {
  const page = await openFilled(t);
  const typed = await held(page);
  await page.getByRole("button", { name: "På svenska" }).click();
  await page.waitForURL(/\/sv$/);
  await ready(page);
  await fill(page, { "/submitter/jobTitle": "sekreterare" });
  await noted(page);
  await page.reload();
  await ready(page);
  assert.deepEqual(await held(page), { ...typed, "/submitter/jobTitle": "sekreterare" });
});

test("without the widget, what was typed is there after a reload, and after Back from the last look", async (t) => {
  const page = await service.open(t, "/call/fi", { replace: { status: 503 }, tolerate: /503|status/ });
  await fill(page, answer());
  await noted(page);
  const typed = await held(page);
  await page.reload();
  await page.waitForFunction(() => document.querySelector('[name="/submitter/email"]').value);
  assert.deepEqual(await held(page), typed);
  assert.equal(await look(page), "hyte-check");
  await page.goBack();
  assert.deepEqual(await held(page), typed);
});

test("on the page for several requests, what was typed is there after a reload, and no more once it is sent", async (t) => {
  const page = await service.open(t, "/youth/fi/series");
  const of = (name) => `/inquiries/youth/representatives/0/person/${name}`;
  await fill(page, { "/nominator": "municipality:109", [of("givenName")]: "Aino", [of("familyName")]: "Esimerkki", [of("email")]: "aino@example.fi", "/submitter/givenName": "Onni", "/submitter/familyName": "Mallikas", "/submitter/email": "onni@example.fi" });
  await noted(page);
  const typed = await held(page);
  await page.reload();
  await page.waitForFunction(() => document.querySelector('[name="/submitter/email"]').value);
  assert.deepEqual(await held(page), typed);
  assert.equal(await look(page), "hyte-check");
  await send(page);
  await page.getByRole("heading", { level: 1, name: text("fi", "series.receipt.title") }).waitFor();
  assert.equal(await entry(page), "null");
});

test("in a frame, what was typed is there after the frame loads anew, and nothing is at the page around", async (t) => {
  const form = `${service.address}/call/fi`;
  host.put("/", hostPage(`${scriptOf(service)}<hyte-form src="${form}"><a href="${form}">Lomake</a></hyte-form>`));
  const outer = await openPage(t, service.browser, host.address, "/");
  await ready(outer);
  const page = outer.frames().find((frame) => frame.url().startsWith(form));
  await fill(page, answer());
  await noted(outer);
  const typed = await held(page);
  await outer.evaluate(() => document.documentElement.removeAttribute("data-ready"));
  await page.evaluate(() => location.reload());
  await ready(outer);
  assert.deepEqual(await held(page), typed);
  assert.equal(await entry(outer), "null");
  assert.equal(await look(page), "hyte-check");
  await send(page);
  await page.waitForURL(/\/receipt\//);
  assert.equal(await entry(page), "null");
});

for (const mode of ["frame", "inline"]) {
  test(`${mode === "frame" ? "in a frame" : "inline"}, the browser asks before the page around goes with what was typed, and not once it was sent`, async (t) => {
    const form = `${service.address}/call/fi`;
    host.put(`/${mode}`, hostPage(`${scriptOf(service)}<hyte-form mode="${mode}" src="${form}"><a href="${form}">Lomake</a></hyte-form>`));
    const outer = await openPage(t, service.browser, host.address, `/${mode}`);
    const asked = [];
    outer.on("dialog", (dialog) => {
      asked.push(dialog.type());
      return dialog.dismiss();
    });
    await ready(outer);
    const page = mode === "frame" ? outer.frames().find((frame) => frame.url().startsWith(form)) : outer.locator("hyte-form");
    await fill(page, answer());
    await outer.evaluate(() => location.reload());
    await outer.waitForTimeout(500);
    assert.deepEqual(asked, ["beforeunload"]);
    assert.equal(await control(page, "/submitter/givenName").inputValue(), "Väinö");
    assert.equal(await look(page), "hyte-check");
    await send(page);
    await event(outer, "submitted");
    await outer.reload();
    await ready(outer);
    assert.deepEqual(asked, ["beforeunload"]);
  });
}

test("in a tab that the browser has discarded, what was typed is there when somebody turns to it", async (t) => {
  const browser = await launchWhole(); // with the page on which tabs are discarded
  t.after(() => browser.close());
  const tabs = await Tabs.of(browser);
  const address = `${service.address}/call/fi`;
  const tab = await tabs.open(address);
  await tabs.until(tab, `document.querySelector("form[novalidate]") !== null`);
  await tabs.run(tab, `{
    const c = document.querySelector('[name="/submitter/givenName"]');
    c.value = "Väinö";
    c.dispatchEvent(new Event("input", { bubbles: true }));
  }`);
  await tabs.until(tab, `JSON.stringify(history.state)?.includes("Väinö")`);
  const again = await tabs.discard(address);
  await tabs.until(again, `document.wasDiscarded && document.querySelector("form[novalidate]") !== null`);
  assert.equal(await tabs.run(again, `document.querySelector('[name="/submitter/givenName"]').value`), "Väinö");
});
