// What the widget does while a person works, under the service's own policy.

import assert from "node:assert/strict";
import { test } from "node:test";
import { event, fill, filled, ready, send, setUp, valuesOf } from "./lib/harness.mjs";

const { open, received } = setUp();

const activeId = (page) => page.evaluate(() => document.activeElement?.id);

async function openReady(t, options, path = "/form") {
  const page = await open(t, path, options);
  await ready(page);
  return page;
}

test("a field is checked when it is left, and the message moves no control", async (t) => {
  const page = await openReady(t);
  await page.locator("#name").evaluate((c) => (c.same = true));
  await page.locator("#name").focus();
  await page.keyboard.press("Tab");
  await page.locator("#name-problem").waitFor();
  assert.equal(await page.locator("#name-problem").textContent(), "Name is missing");
  assert.equal(await page.locator("#name").getAttribute("aria-invalid"), "true");
  assert.equal(await page.locator("#name").getAttribute("aria-describedby"), "name-problem");
  assert.equal(await page.locator("#name").evaluate((c) => c.same), true, "the control was made anew");
  assert.equal(await activeId(page), "mail");

  await page.locator("#name").pressSequentially("Ai");
  await page.locator("#name-problem").waitFor({ state: "detached" });
  assert.equal(await page.locator("#name").getAttribute("aria-invalid"), null);
  assert.equal(await page.locator("#name").evaluate((c) => c.same && c.value), "Ai");
});

test("moving between the radio buttons of a question does not leave it", async (t) => {
  const page = await openReady(t);
  await page.locator("[name=sector][value=health]").focus();
  await page.locator("[name=sector][value=sport]").focus();
  await page.waitForTimeout(200);
  assert.equal(await page.locator("#sector .problem").count(), 0);
  await page.locator("[name=topic][value=food]").focus();
  await page.locator("#sector .problem").waitFor();
});

test("a message that appears does not push a button from under the pointer", async (t) => {
  const page = await openReady(t);
  await fill(page);
  await page.locator("#name").fill("");
  await page.locator("#name").focus();
  const add = await page.getByRole("button", { name: "Add" }).boundingBox();
  await page.mouse.move(add.x + add.width / 2, add.y + add.height / 2);
  await page.mouse.down();
  await page.waitForTimeout(200);
  assert.equal(await page.locator("#name-problem").count(), 0);
  await page.mouse.up();
  await page.locator("#row-1").waitFor();
  await page.locator("#name-problem").waitFor();
});

test("a form with mistakes leads to their list, and the list to the fields", async (t) => {
  const page = await openReady(t);
  const history = await page.evaluate(() => window.history.length);
  await send(page);
  await page.locator("#summary a").first().waitFor();
  await page.waitForFunction(() => document.activeElement?.id === "summary");
  assert.deepEqual(await page.locator("#summary a").allTextContents(), ["Name is missing", "Municipality is missing", "Sector is missing"]);
  assert.equal(await page.title(), "Error: test");
  await page.locator("#summary a").nth(1).click();
  assert.equal(await activeId(page), "municipality");
  await page.locator("#summary a").nth(2).click();
  assert.equal(await activeId(page), "sector");
  assert.equal(new URL(page.url()).hash, "");
  assert.equal(await page.evaluate(() => window.history.length), history);
  assert.deepEqual((await received()).filter((r) => r.way === "post"), []);
});

test("a right form is sent once, as JSON, and its receipt shown and told", async (t) => {
  const page = await openReady(t);
  const count = (await received()).length;
  await fill(page);
  let goOn;
  const held = new Promise((resolve) => (goOn = resolve));
  await page.route("**/api", async (route) => {
    await held;
    await route.continue();
  });
  await send(page);
  await send(page); // the person is impatient
  goOn();
  const receipt = await event(page, "submitted");
  assert.equal(receipt.id, String(count + 1));
  await page.waitForFunction(() => document.activeElement?.id === "receipt");
  const all = await received();
  assert.equal(all.length, count + 1);
  assert.match(all.at(-1).key, /^[0-9a-f]{32}$/);
  assert.deepEqual(valuesOf(all.at(-1)), filled);
});

test("what a browser fills in without an event is sent as well", async (t) => {
  const page = await openReady(t);
  await fill(page);
  await page.locator("#mail").evaluate((c) => (c.value = "aino@example.fi"));
  await send(page);
  await event(page, "submitted");
  assert.deepEqual(valuesOf((await received()).at(-1)), { ...filled, mail: ["aino@example.fi"] });
});

test("the server's refusal decides", async (t) => {
  const page = await openReady(t, { tolerate: /422/ });
  await fill(page, "status 422");
  await send(page);
  await page.locator("#name-problem").waitFor();
  assert.equal(await page.locator("#name-problem").textContent(), "Name is refused");
  await page.waitForFunction(() => document.activeElement?.id === "summary");
  await page.locator("#name").fill("Aino Esimerkki");
  await send(page);
  await event(page, "submitted");
});

test("a document whose answer was lost keeps its key when it is sent again", async (t) => {
  const page = await openReady(t, { tolerate: /ERR_EMPTY_RESPONSE|ERR_CONNECTION/ });
  const sent = [];
  page.on("request", (r) => r.url().endsWith("/api") && sent.push(r.headers()["idempotency-key"]));
  await fill(page, "status 0");
  for (const attempt of [1, 2]) {
    await send(page);
    await page.waitForFunction(() => document.querySelector("#notice").textContent.startsWith("Not sent"));
    await page.waitForFunction(() => document.activeElement?.id === "notice");
    assert.equal(sent.length >= attempt, true);
    await page.locator("#notice").evaluate((n) => n.blur());
  }
  assert.equal(new Set(sent).size, 1);
  await page.locator("#name").fill("Aino Esimerkki");
  await send(page);
  await event(page, "submitted");
  assert.equal(new Set(sent).size, 2, "another document has another key");
});

test("rows come and go with their values, and the focus follows", async (t) => {
  const page = await openReady(t, {}, "/form?rows=2");
  const rows = () => page.locator("[name=row]").evaluateAll((list) => list.map((c) => c.value));
  await page.locator("#row-0").fill("first");
  await page.locator("#row-1").fill("second");
  await page.getByRole("button", { name: "Add" }).click();
  await page.waitForFunction(() => document.activeElement?.id === "row-2");
  await page.keyboard.type("third");
  assert.deepEqual(await rows(), ["first", "second", "third"]);
  await page.getByRole("button", { name: "Remove" }).nth(1).click();
  await page.locator("#row-2").waitFor({ state: "detached" });
  assert.deepEqual(await rows(), ["first", "third"]);
  await fill(page);
  await send(page);
  await event(page, "submitted");
  assert.deepEqual(valuesOf((await received()).at(-1)), { ...filled, row: ["first", "third"] });
});

test("the policy holds and the page keeps its window to itself", async (t) => {
  const page = await open(t, "/empty");
  const plain = await page.evaluate(() => Object.getOwnPropertyNames(window).sort());
  await page.goto("/form");
  await ready(page);
  await fill(page);
  await send(page);
  await event(page, "submitted");
  assert.deepEqual(await page.evaluate(() => Object.getOwnPropertyNames(window).sort()), plain);
  const left = await page.evaluate(async () => ({
    handlers: [window.onclick, window.onpopstate, window.onresize],
    storage: [localStorage.length, sessionStorage.length],
    cookies: document.cookie,
    workers: (await navigator.serviceWorker.getRegistrations()).length,
    databases: (await indexedDB.databases()).length,
  }));
  assert.deepEqual(left, { handlers: [null, null, null], storage: [0, 0], cookies: "", workers: 0, databases: 0 });
});
