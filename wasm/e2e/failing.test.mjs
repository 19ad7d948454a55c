// Whatever becomes of the widget, the plain form works and holds what was
// typed.

import assert from "node:assert/strict";
import { test } from "node:test";
import { event, fill, filled, ready, send, setUp, valuesOf } from "./lib/harness.mjs";

const { open, received } = setUp();

// Sends the plain form and returns what arrived.
async function sendNatively(page) {
  await send(page);
  await page.locator("#receipt").waitFor();
  const last = (await received()).at(-1);
  assert.equal(last.way, "post");
  return valuesOf(last);
}

const starts = [
  { name: "no JavaScript at all", javaScriptEnabled: false },
  { name: "the policy forbids scripts", path: "/form?csp=noscript", tolerate: /Content Security Policy/ },
  { name: "the policy forbids WebAssembly", path: "/form?csp=nowasm", error: /WebAssembly/, tolerate: /Content Security Policy/ },
  { name: "the widget is not found", replace: { status: 404 }, error: /status 404/, tolerate: /404/ },
  { name: "the widget is not WebAssembly", replace: { contentType: "application/wasm", body: "no" }, error: /WebAssembly/, tolerate: /WebAssembly/ },
  { name: "the network ends", offline: "**/widget*.wasm", error: /fetch/, tolerate: /fetch|ERR_FAILED/ },
  { name: "the form's description is not there", offline: "**/config", error: /fetch/, tolerate: /fetch|ERR_FAILED/ },
  { name: "the form's description is of another kind", config: "[]", error: /status|unmarshal/i, tolerate: /unmarshal/ },
  { name: "the browser has no WebAssembly", script: () => delete globalThis.WebAssembly, error: /WebAssembly/, tolerate: /WebAssembly/ },
];

for (const { name, path = "/form", error, offline, config, script, ...options } of starts) {
  test(`when ${name}, the plain form works`, async (t) => {
    const page = await open(t, "/empty", options);
    if (offline) await page.route(offline, (route) => route.abort());
    if (config) await page.route("**/config", (route) => route.fulfill({ contentType: "application/json", body: config }));
    if (script) await page.addInitScript(script);
    await page.goto(path);
    await page.locator("#why").fill("typed early");
    if (error) assert.match((await event(page, "error")).message, error);
    else await page.waitForTimeout(500);
    assert.equal(await page.locator("form").evaluate((f) => f.noValidate).catch(() => false), false);
    await fill(page);
    assert.deepEqual(await sendNatively(page), { ...filled, why: ["typed early"] });
  });
}

const crash = { tolerate: /./ };

test("when the widget dies while a person types, nothing is lost and the browser sends the form", async (t) => {
  const page = await open(t, "/form", crash);
  await ready(page);
  await fill(page);
  await page.locator("#why").fill("before");
  await page.locator("#name").fill("PANIC");
  assert.match((await event(page, "error")).message, /status 2/);
  assert.equal(await page.locator("form").evaluate((f) => f.noValidate), false);
  await page.locator("#name").fill("Aino Esimerkki");
  assert.deepEqual(await sendNatively(page), { ...filled, why: ["before"] });
});

test("when the widget dies on a button, the browser sends what was asked for", async (t) => {
  const page = await open(t, "/form", crash);
  await ready(page);
  await fill(page);
  await page.getByRole("button", { name: "Panic" }).click();
  await page.locator("#receipt").waitFor();
  const last = (await received()).at(-1);
  assert.equal(last.way, "post");
  assert.deepEqual(valuesOf(last), { ...filled, panic: ["now"] });
});

test("when the widget dies on the server's answer, the server's own page answers", async (t) => {
  const page = await open(t, "/form", crash);
  await ready(page);
  await fill(page, "status 599");
  await send(page);
  await page.locator("#receipt").waitFor();
  const last = (await received()).at(-1);
  assert.equal(last.way, "post");
  assert.deepEqual(valuesOf(last), { ...filled, name: ["status 599"] });
});

test("when the widget dies with an answer on its way, the browser sends the form", async (t) => {
  const page = await open(t, "/form", crash);
  await ready(page);
  await fill(page);
  let answer;
  await page.route("**/api", (route) => (answer = route));
  await send(page);
  await page.waitForFunction(() => document.querySelector("#notice").textContent === "Sending…");
  await page.locator("#name").fill("PANIC");
  await page.locator("#receipt").waitFor();
  assert.deepEqual(valuesOf((await received()).at(-1)), { ...filled, name: ["PANIC"] });
  await answer.abort().catch(() => {});
});

test("a dead widget hears nothing any more", async (t) => {
  const page = await open(t, "/form", crash);
  await ready(page);
  await page.locator("#name").fill("PANIC");
  await event(page, "error");
  const messages = [];
  page.on("console", (m) => messages.push(m.text()));
  page.on("pageerror", (e) => messages.push(e.message));
  await page.locator("#name").fill("PANIC");
  await page.locator("#mail").focus();
  await page.locator("#why").fill("x");
  await page.waitForTimeout(300);
  assert.deepEqual(messages, []);
});
