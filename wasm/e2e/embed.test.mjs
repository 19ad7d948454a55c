// <hyte-form> on a page of another site, in a frame: the page of the service,
// what it tells and what it is told.

import assert from "node:assert/strict";
import { test } from "node:test";
import { event, openPage, ready } from "./lib/browser.mjs";
import { answer, fill, submit, text } from "./lib/form.mjs";
import { hostPage, policy, scriptOf, setUpHost } from "./lib/host.mjs";
import { setUp } from "./lib/service.mjs";

const host = setUpHost();
const service = setUp({ framed: null, other: null }, async () => {
  await host.start();
  return ["--embed-host", host.address];
});

const formOf = (call, language = "/fi") => `${service.address}/${call}${language}`;
const element = (attributes, content = '<a href="/muu">Ehdotuslomake</a>') => `<hyte-form ${attributes}>${content}</hyte-form>`;

// Opens a page of the site with the element on it.
function open(t, html, { headers, page, script = scriptOf(service), ...options } = {}) {
  const address = host.put(`/${t.name.replaceAll(/\W+/g, "-")}`, hostPage(script + html, page), headers);
  return openPage(t, service.browser, host.address, address, options);
}

const frameOf = (page, nth = 0) => page.locator("hyte-form").nth(nth).locator("iframe").contentFrame();

// What the strictest site must allow for a frame.
const forFrame = () => policy({ "default-src": "'none'", "script-src": service.address, "frame-src": service.address, "base-uri": "'none'", "form-action": "'none'", "require-trusted-types-for": "'script'" });

test("the form is there under the strictest policy, works, and tells the page", async (t) => {
  const page = await open(t, element(`src="${formOf("framed")}"`), { headers: forFrame() });
  await ready(page);
  assert.equal(await page.getByRole("link", { name: "Ehdotuslomake" }).count(), 0, "the link is shown beside the form");
  const frame = frameOf(page);
  await frame.getByRole("heading", { level: 1 }).waitFor();
  await fill(frame, answer());
  await submit(frame);
  const receipt = await event(page, "submitted");
  assert.equal(receipt.nominator, "municipality:109");
  assert.equal(receipt.status, "received");
  assert.equal((await service.entry("framed", "municipality:109")).counted.id, receipt.id);
  assert.equal(await frame.locator(".hyte-facts code").textContent(), receipt.reference);
});

test("where scripts are trusted by nonce and what they load by strict-dynamic, the frame needs nothing else", async (t) => {
  const headers = policy({ "default-src": "'none'", "script-src": "'nonce-abc' 'strict-dynamic'", "frame-src": service.address, "base-uri": "'none'" });
  const page = await open(t, `${scriptOf(service, 'nonce="abc"')}${element(`src="${formOf("framed")}"`)}`, { headers, script: "" });
  await ready(page);
  await frameOf(page).locator("form[novalidate]").waitFor();
});

test("a mail program is called, and the form stays, whatever the page allows in frames", async (t) => {
  const page = await open(t, element(`src="${formOf("framed")}"`), { headers: forFrame(), tolerate: /external handler/ });
  await ready(page);
  await fill(frameOf(page), { "/submitter/givenName": "Väinö" });
  const called = page.waitForEvent("requestfailed", (request) => request.url().startsWith("mailto:"));
  await frameOf(page).locator("details:has(a[href^='mailto:']) > summary").first().click();
  await frameOf(page).locator("a[href^='mailto:']").first().click();
  await called;
  assert.equal(await frameOf(page).locator('[name="/submitter/givenName"]').inputValue(), "Väinö");
});

test("a frame that answers is not reported as silent; one that is late takes the place of the link", async (t) => {
  const page = await open(t, "", { tolerate: /ERR_|frame-ancestors/ });
  await page.clock.install();
  const put = (html) => page.evaluate((html) => (document.querySelector("#after").innerHTML = html), html);
  await put(element(`src="${formOf("framed")}"`));
  await ready(page);
  await page.clock.fastForward(20_000);
  assert.equal(await page.locator("html").getAttribute("data-error"), null);

  let answers;
  await page.route("**/frame-*.js", (route) => (answers ? route.continue() : route.abort()));
  await put(element(`src="${formOf("other")}"`));
  await frameOf(page).locator("form").waitFor({ state: "attached" });
  await page.waitForTimeout(200);
  await page.clock.fastForward(20_000);
  assert.match((await event(page, "error")).message, /does not answer/);
  const link = page.getByRole("link", { name: "Ehdotuslomake" });
  await link.waitFor();
  answers = true;
  await page.frames()[1].evaluate(() => location.reload());
  await link.waitFor({ state: "hidden" });
});

test("the page's styles do not reach the frame", async (t) => {
  const style = `<style>* { all: unset !important } html { direction: rtl; font: 60px fantasy; letter-spacing: 9px; writing-mode: vertical-rl }
    body, hyte-form { display: block; pointer-events: none; cursor: wait; text-transform: uppercase } iframe { display: none !important; height: 3px !important }</style>`;
  const page = await open(t, style + element(`src="${formOf("framed")}"`));
  await ready(page);
  await isAsHighAsItsContent(page);
  const box = frameOf(page).locator('[type="radio"]').first();
  await box.click();
  assert.equal(await box.isChecked(), true);
});

test("the frame is as high as its content, and never scrolls", async (t) => {
  const page = await open(t, element(`src="${formOf("framed")}"`));
  await ready(page);
  await isAsHighAsItsContent(page);
  const before = await heightOf(page);
  await submit(frameOf(page)); // many messages appear
  await frameOf(page).locator("#hyte-summary li").first().waitFor();
  await isAsHighAsItsContent(page);
  assert.ok((await heightOf(page)) > before + 100, "the messages have no room");
  await fill(frameOf(page), answer("municipality:061"));
  await submit(frameOf(page));
  await frameOf(page).locator("#hyte-receipt").waitFor();
  await isAsHighAsItsContent(page);
  assert.ok((await heightOf(page)) < before, "the receipt leaves a gap below");
});

const heightOf = (page) => page.locator("hyte-form iframe").evaluate((frame) => frame.getBoundingClientRect().height);

async function isAsHighAsItsContent(page) {
  await assert.doesNotReject(async () => {
    for (let tries = 0; ; tries++) {
      const content = await frameOf(page).locator("html").evaluate((html) => html.getBoundingClientRect().height);
      const height = await heightOf(page);
      if (height === Math.ceil(content)) return;
      if (tries > 50) throw new Error(`the frame is ${height} high, its content ${content}`);
      await page.waitForTimeout(20);
    }
  });
}

test("a plain submit tells the page as well, once", async (t) => {
  const page = await open(t, element(`src="${formOf("framed")}"`) , { replace: { status: 404 }, tolerate: /404|could not be fetched|autofocus/ });
  const frame = frameOf(page);
  await fill(frame, answer("municipality:165"));
  await page.evaluate(() => document.addEventListener("hyte:submitted", () => (document.title += "!")));
  await submit(frame);
  const receipt = await event(page, "submitted");
  assert.equal(receipt.nominator, "municipality:165");
  assert.match(page.frames()[1].url(), new RegExp(`/receipt/${receipt.id}\\?shown=`));
  // That the page before is loaded says nothing of the next one.
  await Promise.all([page.frames()[1].waitForNavigation(), page.frames()[1].evaluate(() => location.reload())]);
  await isAsHighAsItsContent(page);
  assert.equal(await page.title(), "Kunta!", "the reload of a receipt is no second one");
});

test("what must be mended and the receipt get the focus and come into sight, also without the widget", async (t) => {
  const page = await open(t, `<p style="height: 3000px">Ylätunniste</p>${element(`src="${formOf("framed")}"`)}`, { replace: { status: 404 }, tolerate: /404|422|could not be fetched|autofocus/ });
  const frame = frameOf(page);
  await fill(frame, answer("municipality:169", { "/submitter/email": "vaino.nayte" }));
  await submit(frame);
  await isInSight(page, "#hyte-summary");
  const steps = await page.evaluate(() => history.length);
  await frame.locator("#hyte-summary a").click();
  await isInSight(page, '[name="/submitter/email"]');
  assert.equal(await page.evaluate(() => history.length), steps, "a link inside the form is a step of the back button");
  await fill(frame, { "/submitter/email": "vaino.nayte@example.fi" });
  await submit(frame);
  await isInSight(page, "#hyte-receipt");
});

test("what must be mended comes into sight", async (t) => {
  const page = await open(t, `<p style="height: 3000px">Ylätunniste</p>${element(`src="${formOf("framed")}"`)}`);
  await ready(page);
  await submit(frameOf(page));
  await isInSight(page, "#hyte-summary");
});

// Waits until an element in the frame has the focus and can be seen.
async function isInSight(page, selector) {
  const target = frameOf(page).locator(`${selector}:focus`);
  await target.waitFor();
  for (let tries = 0; ; tries++) {
    const { y, height } = await target.boundingBox(); // in the page around
    if (y >= 0 && y + Math.min(height, 300) <= 600) return;
    assert.ok(tries < 100, `${selector} is at ${y}`);
    await page.waitForTimeout(20);
  }
}

test("the frame is as wide as there is room, whatever box it is in", async (t) => {
  const boxes = ["display: flex", "display: flex; flex-direction: column; align-items: center", "float: left", "display: grid; justify-items: center"];
  const page = await open(t, boxes.map((style) => `<div style="${style}; clear: both">${element(`src="${formOf("framed")}"`)}</div>`).join(""));
  await page.locator("iframe").nth(boxes.length - 1).waitFor();
  for (const width of [900, 320]) {
    await page.setViewportSize({ width, height: 600 });
    const room = width - 16; // the body has margins
    assert.deepEqual(await page.locator("iframe").evaluateAll((frames) => frames.map((f) => f.getBoundingClientRect().width)), boxes.map(() => room));
    assert.equal(await page.evaluate(() => document.documentElement.scrollWidth), width);
  }
});

test("the frame has the name of the form", async (t) => {
  const page = await open(t, element(`src="${formOf("framed")}"`));
  await ready(page);
  assert.equal(await page.locator("iframe").getAttribute("title"), await page.frames()[1].title());
});

test("the language comes from the attribute, the address, the page around, and the call", async (t) => {
  const page = await open(t, [
    element(`src="${formOf("framed", "/fi")}" lang="sv-FI"`),
    element(`src="${formOf("framed", "/fi")}"`),
    `<div lang="en">${element(`src="${formOf("framed", "")}"`)}</div>`,
    `<div lang="de">${element(`src="${formOf("framed", "")}"`)}</div>`,
  ].join(""), { page: { lang: "sv" }, locale: "fi-FI" });
  for (const [i, language] of ["sv", "fi", "en", "fi"].entries()) {
    await frameOf(page, i).locator(`html[lang=${language}]`).waitFor();
    assert.equal(await frameOf(page, i).locator("h1").count(), 1);
  }
});

test("attributes may change", async (t) => {
  const page = await open(t, element(`src="${formOf("framed")}"`));
  await ready(page);
  const change = (name, value) => page.locator("hyte-form").evaluate((form, [name, value]) => form.setAttribute(name, value), [name, value]);
  await fill(frameOf(page), { "/submitter/givenName": "Väinö" });
  await change("accent", "rgb(1, 2, 3)");
  await frameOf(page).locator("html[style*='--hyte-accent: rgb(1, 2, 3)']").waitFor();
  assert.equal(await frameOf(page).locator('[name="/submitter/givenName"]').inputValue(), "Väinö", "a theme costs what was typed");
  await change("lang", "sv");
  await frameOf(page).locator("html[lang=sv]").waitFor();
  await frameOf(page).locator("html[style*='--hyte-accent: rgb(1, 2, 3)']").waitFor();
  // What a page still fetches when it is left fails, and the page says so.
  await frameOf(page).locator("form[novalidate][action='/framed/sv']").waitFor();
  await change("src", formOf("other"));
  await frameOf(page).locator("form[action='/other/sv']").waitFor();
  assert.equal(await page.locator("iframe").count(), 1);
});

test("the theme is what the list allows, and nothing else", async (t) => {
  const style = `<style>hyte-form { --hyte-tint: rgb(9, 9, 9); --hyte-other: red; font: 40px monospace; color: red } html { color-scheme: light dark }</style>`;
  const page = await open(t, style + element(`src="${formOf("framed")}" accent="#123456" font="Georgia, serif" text="url(//evil.example)" surface="red;position:fixed" scheme="dark"`));
  await ready(page);
  const html = frameOf(page).locator("html");
  await frameOf(page).locator("html[style*=accent]").waitFor();
  const set = await html.evaluate((e) => Object.fromEntries([...e.style].map((name) => [name, e.style.getPropertyValue(name)])));
  assert.deepEqual(set, { "--hyte-accent": "#123456", "--hyte-tint": "rgb(9, 9, 9)", "--hyte-font": "Georgia, serif" });
  const look = await frameOf(page).locator(".hyte").evaluate((e) => ({ background: getComputedStyle(e).backgroundColor, font: getComputedStyle(e).fontFamily, size: getComputedStyle(e).fontSize }));
  assert.deepEqual(look, { background: "rgb(18, 23, 30)", font: "Georgia, serif", size: "17px" });
});

test("a page that cannot be dark gets no dark form", async (t) => {
  const page = await open(t, element(`src="${formOf("framed")}"`), { colorScheme: "dark" });
  await ready(page);
  const background = () => frameOf(page).locator(".hyte").evaluate((e) => getComputedStyle(e).backgroundColor);
  assert.equal(await background(), "rgb(255, 255, 255)");
  await page.locator("hyte-form").evaluate((form) => form.setAttribute("scheme", "auto"));
  await page.waitForTimeout(100);
  assert.equal(await background(), "rgb(18, 23, 30)");
});

test("an editor's div, and a link alone, become the form", async (t) => {
  const page = await open(t, `<div class="hyte-form" id="a" data-src="${formOf("framed")}" data-lang="en" data-accent="#102030"><a href="/x">Form</a></div>
    <div class="hyte-form" id="b"><p><a href="${formOf("other")}">Lomake</a></p></div><hyte-form id="c"><a href="${formOf("other", "/sv")}">Blankett</a></hyte-form>`);
  const frameIn = (id) => page.locator(`#${id} iframe`).contentFrame();
  await frameIn("a").locator("html[lang=en][style*='#102030']").waitFor();
  await frameIn("b").locator("form[action='/other/fi']").waitFor();
  await frameIn("c").locator("form[action='/other/sv']").waitFor();
});

test("without script the link is there", async (t) => {
  const page = await open(t, element(`src="${formOf("framed")}"`), { javaScriptEnabled: false });
  await page.getByRole("link", { name: "Ehdotuslomake" }).waitFor();
});

test("a form of another origin than the script's is not shown", async (t) => {
  const page = await open(t, element(`src="${host.address}/elsewhere/fi"`));
  assert.match((await event(page, "error")).message, /must come from/);
  await page.getByRole("link", { name: "Ehdotuslomake" }).waitFor();
  assert.equal(await page.locator("iframe").count(), 0);
});

test("links to other sites leave the frame alone", async (t) => {
  const page = await open(t, element(`src="${formOf("framed")}"`));
  await ready(page);
  const link = frameOf(page).locator("footer a[href^='https:']").first();
  await Promise.all([page.context().waitForEvent("page"), link.click()]);
  assert.equal(await link.getAttribute("rel"), "noopener");
  assert.equal(page.frames()[1].url(), formOf("framed"));
});
