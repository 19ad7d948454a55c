// What rich-text editors keep of a form: a div, or no more than a link whose
// address is marked.

import assert from "node:assert/strict";
import { test } from "node:test";
import { event, openPage } from "./lib/browser.mjs";
import { control } from "./lib/form.mjs";
import { hostPage, scriptOf, setUpHost } from "./lib/host.mjs";
import { setUp } from "./lib/service.mjs";

const host = setUpHost();
const service = setUp({ edited: null, other: null }, async () => {
  await host.start();
  return ["--embed-host", host.address];
});

const form = (call = "edited") => `${service.address}/${call}/fi`;
const link = (text = "Nimeä edustaja", address = `${form()}#hyte-form`) => `<a href="${address}">${text}</a>`;

function open(t, html, options) {
  const address = host.put(`/${t.name.replaceAll(/\W+/g, "-")}`, hostPage(html, { head: scriptOf(service) }));
  return openPage(t, service.browser, host.address, address, options);
}

const isForm = (page, where = page, call = "edited") => where.locator("iframe").contentFrame().locator(`form[novalidate][action="/${call}/fi"]`).waitFor();
const isShown = (page, text = "Nimeä edustaja") => page.getByRole("link", { name: text }).isVisible();

for (const [what, around] of [
  ["a paragraph", (link) => `<p>${link}</p>`],
  ["a paragraph, in bold and between blanks", (link) => `<p>&nbsp;<strong><em>${link}</em></strong> </p>`],
  ["a div", (link) => `<div>${link}</div>`],
  ["a list", (link) => `<ul><li>${link}</li><li>Muuta</li></ul>`],
  ["a table", (link) => `<table><tr><td>${link}</td><td>Muuta</td></tr></table>`],
  ["a line of text", (link) => `<p>Vastaa tällä: ${link}.</p>`],
]) {
  test(`a marked link in ${what} becomes the form`, async (t) => {
    const page = await open(t, around(link()));
    await isForm(page);
    assert.equal(await isShown(page), false, "the link is shown beside the form");
    assert.equal(new URL(await page.locator("iframe").getAttribute("src")).hash, "");
    assert.equal(await page.locator("iframe").count(), 1);
  });
}

test("the element around a marked link is as its author wrote it", async (t) => {
  const page = await open(t, `<div id="place"><p class="lead">${link()}</p></div>`);
  await isForm(page);
  assert.equal(await page.locator("#place").innerHTML(), `<p class="lead">${link()}</p>`);
});

test("two marked links are two forms, and other links stay links", async (t) => {
  const page = await open(t, `<p>${link()}</p><p>${link("Toinen", `${form("other")}#hyte-form`)}</p><p>${link("Muu", form())}</p>
    <p>${link("Vieras", "https://muualla.example.fi/x/fi#hyte-form")}</p><p>${link("Rikki", "http://[#hyte-form")}</p>
    <svg><a href="#hyte-form"><text>Kuva</text></a></svg><p id="last">${link("Viimeinen")}</p>`);
  await isForm(page, page.locator("p").first());
  await isForm(page, page.locator("p").nth(1), "other");
  await isForm(page, page.locator("#last"));
  for (const text of ["Muu", "Vieras", "Rikki"]) assert.ok(await isShown(page, text), text);
  assert.equal(await page.locator("iframe").count(), 3);
  assert.equal(await page.locator("html").getAttribute("data-error"), null);
});

test("a link and a div may be marked later, and no longer", async (t) => {
  const page = await open(t, `<p id="line">${link("Nimeä edustaja", form())}</p><div id="box"><a href="${form("other")}">Toinen</a></div>`);
  await page.waitForFunction(() => customElements.get("hyte-form"));
  await page.evaluate(() => {
    document.querySelector("#line a").hash = "#hyte-form";
    document.querySelector("#box").className = "wide hyte-form";
  });
  await isForm(page, page.locator("#line"));
  await isForm(page, page.locator("#box"), "other");
  await page.evaluate(() => {
    document.querySelector("#line a").hash = "";
    document.querySelector("#box").className = "wide";
  });
  await page.locator("iframe").first().waitFor({ state: "detached" });
  assert.ok(await isShown(page));
  assert.ok(await isShown(page, "Toinen"));
});

test("settings of a div may change, and what is typed stays where they do not", async (t) => {
  const page = await open(t, `<div class="hyte-form" data-src="${form()}"></div>`);
  await isForm(page);
  const name = control(page.locator("iframe").contentFrame(), "/submitter/givenName");
  await name.fill("Väinö");
  const change = (key, value) => page.locator(".hyte-form").evaluate((box, [key, value]) => (box.dataset[key] = value), [key, value]);
  await change("accent", "rgb(1, 2, 3)");
  await page.locator("iframe").contentFrame().locator("html[style*='--hyte-accent: rgb(1, 2, 3)']").waitFor();
  assert.equal(await name.inputValue(), "Väinö");
  await change("src", form("other"));
  await isForm(page, page, "other");
  await change("mode", "inline");
  await page.locator(".hyte-form form[novalidate]").waitFor();
  assert.equal(await page.locator("iframe").count(), 0);
});

test("a div that is moved keeps an inline form, and one that is gone takes it along", async (t) => {
  const page = await open(t, `<div class="hyte-form" data-src="${form()}" data-mode="inline"></div><section></section>`);
  const name = control(page.locator(".hyte-form"), "/submitter/givenName");
  await page.locator(".hyte-form form[novalidate]").waitFor();
  await name.fill("Väinö");
  await page.evaluate(() => document.querySelector("section").append(document.querySelector(".hyte-form")));
  await page.waitForTimeout(50);
  assert.equal(await name.inputValue(), "Väinö");
  const held = await page.evaluate(async () => {
    const box = document.querySelector(".hyte-form");
    box.remove();
    await new Promise((resolve) => setTimeout(resolve, 50));
    return box.shadowRoot.querySelectorAll("form").length;
  });
  assert.equal(held, 0, "a form runs in what is no longer in the page");
});

test("what is being edited stays what it is", async (t) => {
  const page = await open(t, `<div contenteditable="true"><p>${link()}</p><div class="hyte-form">${link("Toinen")}</div></div><p>${link("Kolmas")}</p>`);
  await isForm(page);
  assert.ok(await isShown(page));
  assert.ok(await isShown(page, "Toinen"));
  assert.equal(await page.locator("iframe").count(), 1);
});

test("a div that has a shadow root of its own is left alone, and the page is told", async (t) => {
  const page = await open(t, `<div class="hyte-form" id="own">${link()}</div><script>document.querySelector("#own").attachShadow({ mode: "open" }).append("Oma");</script>`);
  assert.ok((await event(page, "error")).message);
  assert.equal(await page.locator("#own").evaluate((box) => box.shadowRoot.textContent), "Oma");
});
