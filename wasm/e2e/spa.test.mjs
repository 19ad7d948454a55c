// A form on pages that scripts navigate, morph, swap and hydrate: it comes when
// its div does, and stays as long as the div does.

import assert from "node:assert/strict";
import { before, test } from "node:test";
import { createElement as e } from "react";
import { renderToString } from "react-dom/server";
import { openPage } from "./lib/browser.mjs";
import { control } from "./lib/form.mjs";
import { hostPage, scriptOf, setUpHost } from "./lib/host.mjs";
import { setUp } from "./lib/service.mjs";
import { bundled, javascript, tagOf } from "./lib/vendor.mjs";

const host = setUpHost();
const service = setUp({ spa: null }, async () => {
  await host.start();
  return ["--embed-host", host.address];
});

const form = (language = "fi") => `${service.address}/spa/${language}`;
const box = (mode, language) => `<div class="hyte-form" data-src="${form(language)}" data-mode="${mode}"><a href="${form(language)}">Ehdotuslomake</a></div>`;
const inside = (page, mode) => (mode === "frame" ? page.locator(".hyte-form iframe").contentFrame() : page.locator(".hyte-form"));
const name = "/submitter/givenName";

const open = (t, path, options) => openPage(t, service.browser, host.address, path, options);

// Waits for the form with its widget. The link is gone then.
async function isThere(page, mode, language = "fi") {
  await inside(page, mode).locator(`form[novalidate][action*="/spa/${language}"]`).waitFor();
  assert.equal(await page.getByRole("link", { name: "Ehdotuslomake" }).isVisible(), false, "the link is shown beside the form");
  assert.equal(await page.locator("iframe").count(), mode === "frame" ? 1 : 0);
}

const type = (page, mode) => control(inside(page, mode), name).fill("Väinö");
const isKept = async (page, mode) => assert.equal(await control(inside(page, mode), name).inputValue(), "Väinö");

// The page must be the one that was opened: a load would find any div.
const stay = (page) => page.evaluate(() => void (document.documentElement.dataset.stays = ""));
const stayed = async (page) => assert.equal(await page.locator("html[data-stays]").count(), 1, "the page was loaded anew");

for (const mode of ["frame", "inline"]) {
  for (const [framework, file, start, around] of [
    ["Turbo", "@hotwired/turbo/dist/turbo.es2017-umd.js", "", (html) => html],
    ["Swup", "swup/dist/Swup.umd.js", `<script>new Swup({ animationSelector: false })</script>`, (html) => `<main id="swup">${html}</main>`],
  ]) {
    test(`${framework}, ${mode}: the form comes with the page that is gone to, also again`, async (t) => {
      const head = scriptOf(service) + (await tagOf(host, file));
      const address = `/${framework}-${mode}`;
      const page = (content) => hostPage(around(content) + start, { head });
      host.put(address, page(`<a href="${address}-form">Lomakkeelle</a>`));
      host.put(`${address}-form`, page(`${box(mode)}<a href="${address}">Takaisin</a>`));
      const tab = await open(t, address, { tolerate: /preload/ });
      await stay(tab);
      await tab.getByRole("link", { name: "Lomakkeelle" }).click();
      await isThere(tab, mode);
      await tab.getByRole("link", { name: "Takaisin" }).click();
      await tab.locator(".hyte-form").first().waitFor({ state: "detached" });
      await tab.goBack();
      await isThere(tab, mode);
      await stayed(tab);
    });
  }

  test(`htmx, ${mode}: the form comes with what is swapped in, and goes with it`, async (t) => {
    const get = (path, how) => `<button hx-get="${path}" hx-target="#place" hx-swap="${how}">${path} ${how}</button>`;
    const buttons = get(`/part-${mode}`, "innerHTML") + get(`/part-${mode}`, "outerMorph") + get("/empty", "innerHTML");
    host.put(`/part-${mode}`, `<div id="place">${box(mode)}</div>`);
    host.put("/empty", "<p>Ei lomaketta</p>");
    host.put(`/htmx-${mode}`, hostPage(`${buttons}<div id="place"></div>`, { head: scriptOf(service) + (await tagOf(host, "htmx.org/dist/htmx.js")) }));
    const page = await open(t, `/htmx-${mode}`, { tolerate: /preload/ });
    await page.getByRole("button", { name: "innerHTML" }).first().click();
    await isThere(page, mode);
    await page.getByRole("button", { name: "/empty" }).click();
    await page.getByText("Ei lomaketta").waitFor();
    assert.equal(await page.locator("iframe").count(), 0);
    await page.getByRole("button", { name: "outerMorph" }).click();
    await isThere(page, mode);
  });

  test(`idiomorph, ${mode}: the form comes with a morph, keeps what is typed through another, and follows its div`, async (t) => {
    host.put(`/morph-${mode}`, hostPage(`<main><p>Ensin ei mitään</p></main>`, { head: scriptOf(service) + (await tagOf(host, "idiomorph/dist/idiomorph.js")) }));
    const page = await open(t, `/morph-${mode}`, { tolerate: /preload/ });
    const morph = (html) => page.evaluate((html) => void Idiomorph.morph(document.querySelector("main"), `<main>${html}</main>`, { morphStyle: "outerHTML" }), html);
    await morph(`<p>Nyt lomake</p>${box(mode)}`);
    await isThere(page, mode);
    await type(page, mode);
    await morph(`<p>Lomake yhä</p>${box(mode)}<p>ja muuta</p>`);
    await page.getByText("ja muuta").waitFor();
    await page.waitForTimeout(100);
    await isKept(page, mode);
    await morph(`<p>Toinen kieli</p>${box(mode, "sv")}<p>ja muuta</p>`);
    await isThere(page, mode, "sv");
    await morph(`<p>Tekstiä</p><div class="note">Huomautus</div><p>ja muuta</p>`);
    await page.getByText("Huomautus").waitFor();
    await page.locator("iframe, .hyte").waitFor({ state: "detached" });
    assert.ok(await page.getByText("Huomautus").isVisible(), "the div that was the form's does not show what it holds now");
  });

  for (const order of ["before", "after"]) {
    test(`React, ${mode}: a page that is hydrated ${order === "before" ? "after" : "before"} the form is there hydrates, and keeps it`, async (t) => {
      const path = `/react-${mode}-${order}`;
      const view = e(app, { form: form(), mode, element: e });
      host.put(path, hostPage(`<div id="root">${renderToString(view)}</div><script src="/react.js"></script>`, { head: order === "before" ? scriptOf(service, "") : "" }));
      const page = await open(t, path, { tolerate: /preload/ });
      if (order === "before") await isThere(page, mode);
      await page.evaluate(([form, mode]) => dispatchEvent(new CustomEvent("hydrate", { detail: { form, mode } })), [form(), mode]);
      await page.getByText("hydrated").waitFor();
      if (order === "after") await page.evaluate((src) => document.head.append(Object.assign(document.createElement("script"), { src })), `${service.address}/embed.js`);
      await isThere(page, mode);
      await type(page, mode);
      await page.getByRole("button", { name: "Laske" }).click();
      await page.getByText("1 kertaa").waitFor();
      await isKept(page, mode);
      await page.getByRole("button", { name: "Pois" }).click();
      await page.locator("iframe, .hyte").waitFor({ state: "detached" });
      await page.getByRole("button", { name: "Pois" }).click();
      await isThere(page, mode);
    });
  }
}

before(async () => {
  await host.start();
  host.put("/react.js", await bundled(`
    import { createElement, useEffect, useState } from "react";
    import { hydrateRoot } from "react-dom/client";
    const app = ${app};
    addEventListener("hydrate", ({ detail }) => hydrateRoot(document.querySelector("#root"), createElement(app, { ...detail, element: createElement, useEffect, useState })));
  `), javascript);
});

// A component, on the server and in the browser.
function app({ form, mode, element: e, useState = (value) => [value], useEffect = () => {} }) {
  const [count, setCount] = useState(0);
  const [gone, setGone] = useState(false);
  const [state, setState] = useState("plain");
  useEffect(() => setState("hydrated"), []);
  return e("section", null,
    e("p", null, state, ", ", count, " kertaa"),
    e("button", { onClick: () => setCount(count + 1) }, "Laske"),
    e("button", { onClick: () => setGone(!gone) }, "Pois"),
    gone ? null : e("div", { className: "hyte-form", "data-src": form, "data-mode": mode }, e("a", { href: form }, "Ehdotuslomake")));
}
