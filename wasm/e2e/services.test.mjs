// The forms of several services on one page, and the script in each way that
// sites run scripts: which forms it shows then, and which it must not.

import assert from "node:assert/strict";
import { test } from "node:test";
import { event, openPage } from "./lib/browser.mjs";
import { hostPage, scriptOf, setUpHost } from "./lib/host.mjs";
import { freePort } from "./lib/nginx.mjs";
import { setUp } from "./lib/service.mjs";
import { bundled, javascript, tagOf } from "./lib/vendor.mjs";

const host = setUpHost();
const stranger = setUpHost();

// One has not been told its address, the other has.
const one = setUp({ one: null }, async () => {
  await host.start();
  return ["--embed-host", host.address];
});
const two = setUp({ two: null }, async () => {
  await host.start();
  const listen = `127.0.0.1:${await freePort()}`;
  return ["--embed-host", host.address, "--listen", listen, "--base-url", `http://${listen}`];
}, undefined, async () => null);

const addressOf = (service) => `${service.address}/${service.calls[0]}/fi`;
const element = (service, mode) => `<hyte-form src="${addressOf(service)}" mode="${mode}"><a href="${addressOf(service)}">Lomake</a></hyte-form>`;
const box = (service, mode) => `<div class="hyte-form" data-src="${addressOf(service)}" data-mode="${mode}"><a href="${addressOf(service)}">Lomake</a></div>`;

let pages = 0;
function open(t, html, { head = "", headers, ...options } = {}) {
  return openPage(t, one.browser, host.address, host.put(`/page-${++pages}`, hostPage(html, { head }), headers), options);
}

async function isThere(page, service, mode) {
  const place = page.locator(`[src^="${service.address}/"]:is(hyte-form), [data-src^="${service.address}/"]`);
  const form = mode === "frame" ? place.locator("iframe").contentFrame() : place;
  await form.locator(`form[novalidate][action$="/${service.calls[0]}/fi"]`).waitFor();
}

for (const mode of ["frame", "inline"]) {
  for (const [order, services] of [["one first", () => [one, two]], ["the other first", () => [two, one]]]) {
    test(`the forms of two services are on one page, ${mode}, ${order}`, async (t) => {
      const [first, second] = services();
      const page = await open(t, scriptOf(first, "") + scriptOf(second, "async") + element(one, mode) + box(two, mode));
      await isThere(page, one, mode);
      await isThere(page, two, mode);
      assert.equal(await page.locator("html").getAttribute("data-error"), null);
    });
  }

  test(`the form of another service comes later in a session, ${mode}`, async (t) => {
    const turbo = await tagOf(host, "@hotwired/turbo/dist/turbo.es2017-umd.js");
    host.put(`/later-${mode}`, hostPage(element(two, mode), { head: turbo + scriptOf(two, "") }));
    const page = await open(t, `${element(one, mode)}<a href="/later-${mode}">Toiselle</a>`, { head: turbo + scriptOf(one, "") });
    await isThere(page, one, mode);
    await page.evaluate(() => void (document.documentElement.dataset.stays = ""));
    await page.getByRole("link", { name: "Toiselle" }).click();
    await isThere(page, two, mode);
    assert.equal(await page.locator("html[data-stays]").count(), 1, "the page was loaded anew");
  });

  test(`each service's form is shown by its own script, ${mode}`, async (t) => {
    const page = await open(t, scriptOf(one, "") + scriptOf(two, ""), { tolerate: /frame-ancestors/ }); // a script is no page to show, and may be refused before it is gone
    const shown = await page.evaluate(() => {
      const { serve } = customElements.get("hyte-form");
      const shown = [];
      const present = (place) => (shown.push(place.address().href), { update() {}, stop() {} });
      serve(["https://kolmas.example.fi"], present);
      serve([document.querySelector("script").src].map((src) => new URL(src).origin), present); // which has vouched already
      const html = (src) => `<hyte-form src="${src}"></hyte-form>`;
      document.querySelector("#after").innerHTML = html("https://kolmas.example.fi/x/fi") + html(document.querySelector("script").src);
      return new Promise((resolve) => setTimeout(() => (document.querySelector("#after").textContent = "", resolve(shown)), 50));
    });
    assert.deepEqual(shown, ["https://kolmas.example.fi/x/fi"]);
  });

  const textOf = async (service) => (await service.fetch("/embed.js")).text();
  for (const [how, tag] of [
    ["as a module", (service) => `<script type="module" src="${service.address}/embed.js"></script>`],
    ["by import()", (service) => `<script>import("${service.address}/embed.js")</script>`],
    ["in a script of the site's", async (service) => {
      host.put("/site.js", await bundled(`${await textOf(service)}\ndocument.title += "+";`), javascript);
      return `<script src="/site.js"></script>`;
    }],
    ["in a module of the site's", async (service) => {
      host.put("/site.mjs", await bundled(`${await textOf(service)}\nexport default document.title;`, "esm"), javascript);
      return `<script type="module" src="/site.mjs"></script>`;
    }],
    ["in the page", async (service) => `<script>${await textOf(service)}</script>`],
  ]) {
    for (const [which, service] of [["that knows its address", two], ["that does not", one]]) {
      test(`the script of a service ${which} runs ${how}, ${mode}`, async (t) => {
        const page = await open(t, (await tag(service)) + box(service, mode));
        await isThere(page, service, mode);
      });
    }
  }
}

test("markup makes no origin trusted, and no script another's", async (t) => {
  stranger.put("/x/fi", "<!doctype html><p>Vieras</p>");
  stranger.put("/x/fi/fragment", "<div data-hyte-style='/x.css'></div>");
  const address = `${stranger.address}/x/fi`;
  const page = await open(t, `<img name="currentScript" alt="" src="${stranger.address}/embed.js">
    <div class="hyte-form" data-src="${address}" data-mode="inline"><a href="${address}">Vieras</a></div><p><a href="${address}#hyte-form">Vieras</a></p>
    <hyte-form src="${addressOf(two)}"><a href="${addressOf(two)}">Toinen</a></hyte-form>
    <script type="module" src="${one.address}/embed.js"></script>`, { tolerate: /404|ORB|Cross-Origin/ });
  const asked = [];
  page.on("request", (request) => asked.push(request.url()));
  const { message } = await event(page, "error");
  assert.match(message, new RegExp(`must come from ${one.address},`));
  await page.waitForTimeout(200);
  assert.equal(await page.getByRole("link", { name: "Vieras" }).count(), 2);
  assert.ok(await page.getByRole("link", { name: "Toinen" }).isVisible());
  assert.equal(await page.locator("iframe").count(), 0);
  assert.deepEqual(asked.filter((url) => url.startsWith(address)), []);
});

test("where the script is a part of a script from elsewhere, forms from there are none of its own", async (t) => {
  const text = await (await two.fetch("/embed.js")).text();
  const elsewhere = `${stranger.address}/x/fi`;
  stranger.put("/site.js", await bundled(text), javascript);
  const page = await open(t, `<script src="${stranger.address}/site.js"></script>${box(two, "frame")}<hyte-form src="${elsewhere}"><a href="${elsewhere}">Vieras</a></hyte-form>`);
  await isThere(page, two, "frame");
  assert.match((await event(page, "error")).message, new RegExp(`must come from ${two.address},`));
  assert.ok(await page.getByRole("link", { name: "Vieras" }).isVisible());
});

test("a script that cannot know its service says so, and the link stays", async (t) => {
  const text = (await (await one.fetch("/embed.js", { headers: { "X-Forwarded-Proto": "https" } })).text());
  const page = await open(t, `<script>${text}</script>${element(one)}`);
  assert.match((await event(page, "error")).message, /does not know its service/);
  assert.ok(await page.getByRole("link", { name: "Lomake" }).isVisible());
});

test("where another script has taken the element's name, the page is told why there is no form", async (t) => {
  const page = await open(t, `<script>customElements.define("hyte-form", class extends HTMLElement {})</script>${element(one)}`, { tolerate: /is defined by a script/ });
  const [said] = await Promise.all([page.waitForEvent("console"), page.evaluate((src) => document.head.append(Object.assign(document.createElement("script"), { src })), `${one.address}/embed.js`)]);
  assert.match(said.text(), /is defined by a script that shows no forms of http/);
  assert.ok(await page.getByRole("link", { name: "Lomake" }).isVisible());
});
