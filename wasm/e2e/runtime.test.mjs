// The runtime by itself, in an element of another page and in shadow roots:
// what an embedded form will stand on.

import assert from "node:assert/strict";
import { test } from "node:test";
import { setUp, valuesOf } from "./lib/harness.mjs";

const { open, received } = setUp();

// Opens the other page and gives it, as main.add, a function that puts a form
// into a shadow root and starts its widget; what it returns is at main.forms.
async function openHost(t, options) {
  const page = await open(t, "/empty", options);
  await page.evaluate(() => {
    const main = document.querySelector("main");
    main.forms = [];
    main.add = async (signal) => {
      const { start } = await import("/assets/runtime.js");
      const server = new DOMParser().parseFromString(await (await fetch("/form")).text(), "text/html");
      const source = server.querySelector("[data-hyte-wasm]");
      const element = document.createElement("div");
      const root = element.attachShadow({ mode: "open" });
      const mount = document.createElement("div");
      mount.append(document.importNode(source.firstElementChild, true));
      root.append(mount);
      main.append(element);
      const form = { element, root, mount, receipts: [], crashes: [] };
      main.forms.push(form);
      form.instance = await start({
        mount, signal, wasm: source.dataset.hyteWasm, config: "/config", endpoint: "/api", state: "", language: "en",
        submitted: (receipt) => form.receipts.push(receipt), crashed: (error) => form.crashes.push(error.message),
      });
      return form.instance.created;
    };
  });
  return page;
}

const add = (page) => page.evaluate(() => document.querySelector("main").add());

test("two forms on one page share the program and nothing else", async (t) => {
  const page = await openHost(t);
  const programs = [];
  page.on("request", (r) => r.url().endsWith(".wasm") && programs.push(r.url()));
  assert.deepEqual(await Promise.all([add(page), add(page)]), [0, 0]);
  assert.equal(programs.length, 1);

  const [one, two] = [page.locator("main > div").nth(0), page.locator("main > div").nth(1)];
  for (const [form, name] of [[one, "Yksi"], [two, "Kaksi"]]) {
    await form.locator("#name").fill(name);
    await form.locator("#municipality").selectOption("Forssa");
    await form.locator("[name=sector][value=sport]").check();
  }
  await two.getByRole("button", { name: "Send" }).click();
  await two.locator("#receipt").waitFor();
  assert.equal(await one.locator("#name").inputValue(), "Yksi");
  assert.deepEqual(await page.evaluate(() => document.querySelector("main").forms.map((f) => f.receipts.length)), [0, 1]);
  assert.deepEqual(valuesOf((await received()).at(-1)), { name: ["Kaksi"], municipality: ["Forssa"], sector: ["sport"] });
});

test("in a shadow root the focus and the links stay inside", async (t) => {
  const page = await openHost(t);
  // The page has the same ids, before and after ours.
  await page.evaluate(() => {
    for (const place of ["prepend", "append"]) {
      for (const id of ["name", "summary"]) document.body[place](Object.assign(document.createElement("input"), { id }));
    }
    document.title = "The host";
  });
  await add(page);
  const active = () => page.evaluate(() => [document.activeElement.localName, document.querySelector("main").forms[0].root.activeElement?.id]);
  await page.locator("main > div").getByRole("button", { name: "Send" }).click();
  await page.waitForFunction(() => document.querySelector("main").forms[0].root.activeElement?.id === "summary");
  assert.deepEqual(await active(), ["div", "summary"]);
  await page.locator("main > div").getByRole("link", { name: "Name is missing" }).click();
  assert.deepEqual(await active(), ["div", "name"]);
  assert.equal(await page.title(), "The host");
  assert.equal(new URL(page.url()).hash, "");
});

test("a form that is taken away leaves nothing running and nothing in memory", async (t) => {
  const page = await openHost(t);
  await page.evaluate(() => {
    const main = document.querySelector("main");
    // The host's own timers, counted; the test alone touches the window.
    main.timers = new Set();
    const { setTimeout: set, clearTimeout: clear } = window;
    window.setTimeout = (f, ms, ...rest) => {
      const id = set(() => (main.timers.delete(id), f(...rest)), ms);
      main.timers.add(id);
      return id;
    };
    window.clearTimeout = (id) => (main.timers.delete(id), clear(id));
    main.memories = [];
    main.kept = [];
    const { instantiate } = WebAssembly;
    WebAssembly.instantiate = async (...args) => {
      const instance = await instantiate.apply(WebAssembly, args);
      main.memories.push(new WeakRef(instance.exports.mem));
      return instance;
    };
  });
  const cycles = 20;
  for (let i = 0; i < cycles; i++) {
    await add(page);
    await page.locator("main > div #name").fill("typed");
    await page.evaluate(() => {
      const main = document.querySelector("main");
      const { element, root, instance } = main.forms.pop();
      instance.stop();
      main.kept.push(instance); // as a careless host does
      const name = root.querySelector("#name");
      name.dispatchEvent(new Event("input", { bubbles: true })); // too late
      element.remove();
    });
  }
  await page.waitForFunction(() => document.querySelector("main").timers.size === 0);
  const session = await page.context().newCDPSession(page);
  await page.waitForTimeout(100);
  for (let i = 0; i < 3; i++) await session.send("HeapProfiler.collectGarbage");
  const alive = await page.evaluate(() => document.querySelector("main").memories.filter((m) => m.deref()).length);
  assert.equal(await page.evaluate(() => document.querySelector("main").memories.length), cycles);
  assert.ok(alive <= 1, `${alive} of ${cycles} programs are still in memory`);
});

test("a stopped widget hands over the plain form with its contents", async (t) => {
  const page = await openHost(t);
  await add(page);
  const form = page.locator("main > div");
  await form.locator("#name").fill("Aino Esimerkki");
  assert.equal(await form.locator("form").evaluate((f) => f.noValidate), true);
  await page.evaluate(() => {
    const { instance } = document.querySelector("main").forms[0];
    instance.stop();
    instance.stop(); // twice is once
  });
  assert.equal(await form.locator("form").evaluate((f) => f.noValidate), false);
  await form.locator("#municipality").selectOption("Forssa");
  await form.locator("[name=sector][value=sport]").check();
  await form.getByRole("button", { name: "Send" }).click();
  await page.locator("#receipt").waitFor();
  assert.deepEqual(valuesOf((await received()).at(-1)), { name: ["Aino Esimerkki"], municipality: ["Forssa"], sector: ["sport"] });
});

test("a start can be given up while the program loads", async (t) => {
  const page = await openHost(t, { hold: true });
  const outcome = page.evaluate(async () => {
    const main = document.querySelector("main");
    const giving = new AbortController();
    const started = main.add(giving.signal).then(() => "started", (error) => error.name);
    while (!main.forms[0]) await new Promise((resolve) => setTimeout(resolve, 10));
    giving.abort();
    return started;
  });
  await page.locator("main > div #name").fill("typed");
  page.release();
  assert.equal(await outcome, "AbortError");
  assert.equal(await page.locator("main > div #name").inputValue(), "typed");
  assert.equal(await page.locator("main > div form").evaluate((f) => f.noValidate), false);
});

test("a program that could not be fetched is tried again by the next form", async (t) => {
  const page = await openHost(t, { tolerate: /ERR_FAILED/ });
  await page.route("**/widget*.wasm", (route) => route.abort(), { times: 1 });
  assert.match(await add(page).catch((error) => error.message), /fetch/);
  assert.equal(await add(page), 0);
});

test("the host's window, its handlers and its storage stay as they were", async (t) => {
  const page = await openHost(t);
  await page.evaluate(() => {
    localStorage.setItem("host", JSON.stringify({ ExpiresAt: "2020-01-01T00:00:00Z", Value: "mine" }));
    window.onclick = () => document.body.setAttribute("data-clicked", "");
  });
  const before = await page.evaluate(() => Object.getOwnPropertyNames(window).sort());
  await add(page);
  await page.locator("main > div #name").fill("x");
  await page.locator("main").click();
  assert.deepEqual(await page.evaluate(() => Object.getOwnPropertyNames(window).sort()), before);
  assert.equal(await page.evaluate(() => localStorage.length && localStorage.getItem("host")), '{"ExpiresAt":"2020-01-01T00:00:00Z","Value":"mine"}');
  assert.equal(await page.evaluate(() => document.body.hasAttribute("data-clicked")), true);
  assert.equal(await page.locator("meta[property], link").count(), 0);
});
