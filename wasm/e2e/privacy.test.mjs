// What the pages keep, whom they ask, and what they allow.

import assert from "node:assert/strict";
import { test } from "node:test";
import { launchWhole, ready } from "./lib/browser.mjs";
import { answer, fill, receipt, submit } from "./lib/form.mjs";
import { openRoster } from "./lib/organizer.mjs";
import { setUp } from "./lib/service.mjs";

const service = setUp({ call: null }, [], undefined, launchWhole); // whatever a browser may keep

// What a page of the service has left in the browser.
const left = (page) => page.evaluate(async () => ({
  cookies: document.cookie,
  local: localStorage.length,
  session: sessionStorage.length,
  databases: (await indexedDB.databases()).length,
  caches: globalThis.caches ? (await caches.keys()).length : 0,
  workers: globalThis.navigator.serviceWorker ? (await navigator.serviceWorker.getRegistrations()).length : 0,
}));

test("a clerk's browser keeps nothing, and asks for nothing but the form", async (t) => {
  const page = await service.open(t, "/healthz");
  const asked = [];
  page.on("request", (r) => asked.push(`${r.method()} ${new URL(r.url()).pathname.replace(/-[0-9a-f]{12}\./, ".")}`));
  await page.goto("/call/fi");
  await ready(page);
  await fill(page, answer());
  await submit(page);
  await receipt(page, "fi");
  assert.deepEqual([...new Set(asked)].sort(), [
    "GET /assets/icon.svg", "GET /assets/page.js", "GET /assets/widget.wasm",
    "GET /call/fi", "GET /call/fi/form.json", "POST /api/v1/calls/call/nominations",
  ]);
  assert.deepEqual(await left(page), { cookies: "", local: 0, session: 0, databases: 0, caches: 0, workers: 0 });
  assert.deepEqual(await page.context().cookies(), []);
});

test("the organizer's cookie is for the organizer's pages only, and for no script", async (t) => {
  const page = await openRoster(t, service, "call", "fi");
  const [cookie, ...others] = await page.context().cookies();
  assert.deepEqual(others, []);
  assert.deepEqual([cookie.httpOnly, cookie.sameSite, cookie.path], [true, "Strict", "/admin"]);
  assert.equal(await page.evaluate(() => document.cookie), "");
  assert.equal(await page.locator("script").count(), 0);
  const sent = page.waitForRequest((r) => r.url().endsWith("/call/fi"));
  await page.goto("/call/fi");
  assert.equal((await (await sent).allHeaders()).cookie, undefined);
  assert.deepEqual({ ...(await left(page)), cookies: "" }, { cookies: "", local: 0, session: 0, databases: 0, caches: 0, workers: 0 });
});

test("what is injected into a page is not run", async (t) => {
  const page = await service.open(t, "/call/fi", { tolerate: /Content Security Policy/ });
  await ready(page);
  const ran = await page.evaluate(async () => {
    const script = document.createElement("script");
    script.textContent = "document.documentElement.dataset.inline = 'ran'";
    document.body.append(script);
    const image = document.createElement("img");
    image.setAttribute("onload", "document.documentElement.dataset.handler = 'ran'");
    image.src = document.querySelector("link[rel=icon]").href;
    document.body.append(image);
    await image.decode();
    await new Promise((resolve) => setTimeout(resolve, 200));
    return { ...document.documentElement.dataset };
  });
  assert.deepEqual([ran.inline, ran.handler], [undefined, undefined]);
});

test("what people write is shown as text, wherever it comes", async (t) => {
  const hostile = `<img src=x onerror="document.title='gone'">&amp;"'`;
  const page = await service.open(t, "/call/fi", { javaScriptEnabled: false, tolerate: /status of 422/ });
  await fill(page, answer("municipality:086", { "/representatives/0/person/givenName": hostile, "/submitter/email": "none" }));
  await submit(page);
  await page.locator("#hyte-summary a").waitFor();
  assert.equal(await page.locator('[name="/representatives/0/person/givenName"]').inputValue(), hostile);
  await fill(page, { "/submitter/email": "vaino@example.fi" });
  await submit(page);
  await receipt(page, "fi");
  const roster = await openRoster(t, service, "call", "fi");
  assert.ok((await roster.locator("#o-municipality-086").innerText()).includes(hostile));
  assert.equal(await roster.locator("main img").count(), 0);
});
