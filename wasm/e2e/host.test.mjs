// What a site may expect of a form on its pages: nothing of its own is touched,
// nobody else's messages count, and only sites that the service knows show it.

import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { test } from "node:test";
import { event, openPage, ready } from "./lib/browser.mjs";
import { answer, fill, held, receiptId, submit } from "./lib/form.mjs";
import { hostPage, scriptOf, setUpHost, whatIsTheHosts } from "./lib/host.mjs";
import { setUp } from "./lib/service.mjs";

const host = setUpHost();
const stranger = setUpHost();
const service = setUp({ hosted: null }, async () => {
  await host.start();
  return ["--embed-host", host.address];
});

const form = () => `${service.address}/hosted/fi`;
const element = (attributes = "") => `<hyte-form src="${form()}" ${attributes}><a href="${form()}">Ehdotuslomake</a></hyte-form>`;

function open(t, html, { at = host, headers, head, ...options } = {}) {
  const address = at.put(`/${t.name.replaceAll(/\W+/g, "-")}`, hostPage(html, { head }), headers);
  return openPage(t, service.browser, at.address, address, options);
}

const frameOf = (page) => page.locator("hyte-form iframe").contentFrame();
const inlineOf = (page) => page.locator("hyte-form");

for (const mode of ["frame", "inline"]) {
  test(`${mode}: the page's globals, handlers, storage, history, scroll and focus are as before`, async (t) => {
    const page = await open(t, `<p style="height: 3000px">Ylätunniste</p><div id="place"></div><button id="own">Oma</button>`);
    await page.locator("#q").focus();
    await page.evaluate(() => {
      location.hash = "own";
      scrollTo(0, 200);
      document.querySelector("#q").focus({ preventScroll: true });
    });
    const before = await page.evaluate(whatIsTheHosts);
    await page.evaluate(
      ([src, mode, from]) => {
        const form = document.createElement("hyte-form");
        form.setAttribute("src", src);
        form.setAttribute("mode", mode);
        const script = Object.assign(document.createElement("script"), { src: from });
        document.querySelector("#place").append(form, script);
      },
      [form(), mode, `${service.address}/embed.js`],
    );
    await ready(page);
    await page.evaluate(() => document.querySelector("#place script").remove());
    assert.deepEqual(await page.evaluate(whatIsTheHosts), before);

    const inside = mode === "frame" ? frameOf(page) : inlineOf(page);
    await fill(inside, answer("municipality:433"));
    await submit(inside);
    await event(page, "submitted");
    const { focus: _focus, scroll: _scroll, ...after } = await page.evaluate(whatIsTheHosts);
    const { focus: _before, scroll: _was, ...same } = before;
    assert.deepEqual(after, same, "after a submit");
    await page.evaluate(() => history.back());
    await page.waitForFunction(() => location.hash === "");
    await page.goForward();
    await page.waitForFunction(() => location.hash === "#own");
  });

  test(`${mode}: with the widget 3 s late, what was done before it comes is kept and sent`, async (t) => {
    const page = await open(t, `${element(`mode="${mode}"`)}${scriptOf(service)}`, { hold: true });
    const inside = mode === "frame" ? frameOf(page) : inlineOf(page);
    await fill(inside, answer("municipality:103"));
    const early = await held(inside);
    await inside.locator('[name="/submitter/email"]').focus();
    await page.waitForTimeout(3000);
    page.release();
    await ready(page);
    assert.deepEqual(await held(inside), early);
    await inside.locator('[name="/submitter/email"]:focus').waitFor();
    await submit(inside);
    assert.equal((await event(page, "submitted")).nominator, "municipality:103");
  });

  test(`${mode}: hotkeys and forms of the page are unharmed`, async (t) => {
    const page = await open(t, `${element(`mode="${mode}"`)}${scriptOf(service)}`);
    await page.evaluate(() => {
      document.addEventListener("keydown", (event) => {
        if (event.key === "s" && event.target.localName !== "input") {
          event.preventDefault();
          document.title += "+s";
        }
      });
      document.querySelector("#search").addEventListener("submit", (event) => {
        event.preventDefault();
        document.title += "+sent";
      });
    });
    await ready(page);
    const inside = mode === "frame" ? frameOf(page) : inlineOf(page);
    await inside.locator('[name="/submitter/givenName"]').pressSequentially("sisu ss");
    assert.equal(await inside.locator('[name="/submitter/givenName"]').inputValue(), "sisu ss");
    assert.equal(await page.title(), "Kunta");
    await page.locator("h1").first().click();
    await page.keyboard.press("s");
    await page.locator("#q").fill("haku");
    await page.locator("#q").press("Enter");
    assert.equal(await page.title(), "Kunta+s+sent");
  });

  test(`${mode}: removed, moved and added again, no program and no listener stays`, async (t) => {
    const page = await open(t, `<div id="a">${element(`mode="${mode}"`)}</div><div id="b"></div>${scriptOf(service)}`);
    const devtools = await page.context().newCDPSession(page);
    await ready(page);
    const cycle = () =>
      page.evaluate(async () => {
        const [place, form] = [document.querySelector("#b"), document.querySelector("hyte-form")];
        form.remove();
        await new Promise((resolve) => setTimeout(resolve));
        const live = new Promise((resolve) => form.addEventListener("hyte:ready", resolve, { once: true }));
        place.append(form);
        await live;
      });
    const count = async () => {
      await devtools.send("HeapProfiler.collectGarbage");
      const { jsEventListeners, nodes } = await devtools.send("Memory.getDOMCounters");
      return { jsEventListeners, nodes, programs: await objectsOf(devtools, "WebAssembly.Memory") };
    };
    await cycle();
    const before = await count();
    for (let i = 0; i < 5; i++) await cycle();
    const after = await count();
    assert.ok(after.programs <= before.programs, `${after.programs} programs, ${before.programs} before`);
    assert.ok(after.jsEventListeners <= before.jsEventListeners + 5, `${after.jsEventListeners} listeners, ${before.jsEventListeners} before`);
    assert.ok(after.nodes <= before.nodes + 400, `${after.nodes} nodes, ${before.nodes} before`);
    await page.evaluate(() => document.querySelector("hyte-form").remove());
    await page.waitForTimeout(50);
    assert.equal(await objectsOf(devtools, "WebAssembly.Memory"), 0);
  });
}

async function objectsOf(devtools, type) {
  await devtools.send("HeapProfiler.collectGarbage");
  const { result } = await devtools.send("Runtime.evaluate", { expression: `${type}.prototype` });
  const { objects } = await devtools.send("Runtime.queryObjects", { prototypeObjectId: result.objectId });
  const { result: length } = await devtools.send("Runtime.callFunctionOn", { objectId: objects.objectId, functionDeclaration: "function () { return this.length }" });
  await devtools.send("Runtime.releaseObject", { objectId: objects.objectId });
  return length.value;
}

test("an inline form that is moved keeps what was typed", async (t) => {
  const page = await open(t, `<div id="a">${element('mode="inline"')}</div><div id="b"></div>${scriptOf(service)}`);
  await ready(page);
  await fill(inlineOf(page), { "/submitter/givenName": "Väinö" });
  await page.evaluate(() => document.querySelector("#b").append(document.querySelector("hyte-form")));
  await page.waitForTimeout(50);
  assert.equal(await inlineOf(page).locator('[name="/submitter/givenName"]').inputValue(), "Väinö");
  await submit(inlineOf(page));
  await inlineOf(page).locator("#hyte-summary li").first().waitFor();
});

test("several forms on a page do not meet", async (t) => {
  const page = await open(t, `${element('mode="inline"')}${element('mode="inline" lang="sv"')}${element()}${scriptOf(service)}`);
  const nth = (i) => page.locator("hyte-form").nth(i);
  await nth(2).locator("iframe").contentFrame().locator("form[novalidate]").waitFor();
  for (const i of [0, 1]) await nth(i).locator("form[novalidate]").waitFor();
  await fill(nth(0), { "/submitter/givenName": "Ensimmäinen" });
  await fill(nth(1), { "/submitter/givenName": "Toinen" });
  await submit(nth(1));
  await nth(1).locator("#hyte-summary li a").first().click();
  assert.equal(await nth(1).evaluate((form) => form.shadowRoot.activeElement.name), "/nominator");
  assert.equal(await nth(0).locator("#hyte-summary li").count(), 0);
  assert.equal(await nth(0).locator('[name="/submitter/givenName"]').inputValue(), "Ensimmäinen");
});

test("messages of others do not count", async (t) => {
  const intruder = stranger.put("/intruder", `<!doctype html><title>x</title><script>
    const say = (window, message) => window.postMessage({ hyte: 1, ...message }, "*");
    addEventListener("message", ({ data }) => { if (data === "go") {
      for (const target of [parent, parent.frames[0]]) for (const message of [
        { type: "submitted", receipt: { id: "x" } }, { type: "height", height: 5 }, { type: "error", message: "x" },
        { type: "hello", theme: { accent: "rgb(6, 6, 6)" } }, { type: "theme", theme: { accent: "rgb(6, 6, 6)" } },
      ]) say(target, message);
      parent.postMessage("done", "*");
    } });</script>`);
  const page = await open(t, `${element()}<iframe src="${intruder}" id="intruder"></iframe>${scriptOf(service)}`);
  await ready(page);
  const height = () => page.locator("hyte-form iframe").evaluate((frame) => frame.style.height);
  const before = await height();
  await page.evaluate(async () => {
    const done = new Promise((resolve) => addEventListener("message", ({ data }) => data === "done" && resolve()));
    document.querySelector("#intruder").contentWindow.postMessage("go", "*");
    await done;
    // The page itself is not the form's window either.
    postMessage({ hyte: 1, type: "submitted", receipt: { id: "y" } }, "*");
    await new Promise((resolve) => setTimeout(resolve, 100));
  });
  assert.equal(await height(), before);
  const told = await page.evaluate(() => ["submitted", "error"].filter((type) => document.documentElement.hasAttribute(`data-${type}`)));
  assert.deepEqual(told, []);
  assert.equal(await frameOf(page).locator("html").evaluate((html) => html.style.getPropertyValue("--hyte-accent")), "");
});

test("nor do messages from the right window when another site's page is in it", async (t) => {
  const intruder = stranger.put("/inside", `<!doctype html><title>x</title><script>
    for (const message of [{ type: "here" }, { type: "submitted", receipt: { id: "x" } }, { type: "height", height: 5 }, { type: "ready" }]) parent.postMessage({ hyte: 1, ...message }, "*");
    parent.postMessage("done", "*");</script>`);
  const page = await open(t, `${element()}${scriptOf(service)}`);
  await ready(page);
  await page.evaluate(async (src) => {
    document.documentElement.removeAttribute("data-ready");
    const done = new Promise((resolve) => addEventListener("message", ({ data }) => data === "done" && resolve()));
    document.querySelector("hyte-form").shadowRoot.querySelector("iframe").src = src;
    await done;
  }, intruder);
  assert.notEqual(await page.locator("hyte-form iframe").evaluate((frame) => frame.style.height), "5px");
  assert.deepEqual(await page.evaluate(() => ["submitted", "ready"].filter((type) => document.documentElement.hasAttribute(`data-${type}`))), []);
});

test("a page that is not a host learns nothing from the frame and changes nothing in it", async (t) => {
  const page = await open(t, "", { at: stranger, tolerate: /autofocus/ });
  await page.route(form(), async (route) => { // as if the browser did not know frame-ancestors
    const response = await route.fetch();
    await route.fulfill({ response, headers: { ...response.headers(), "content-security-policy": "", "cross-origin-resource-policy": "cross-origin" } });
  });
  await page.evaluate((src) => {
    const heard = [];
    addEventListener("message", ({ data, source }) => {
      heard.push(JSON.stringify(data));
      for (const type of ["hello", "theme"]) source.postMessage({ hyte: 1, type, theme: { accent: "rgb(6, 6, 6)" } }, "*");
    });
    const frame = Object.assign(document.createElement("iframe"), { src, id: "taken", width: 800, height: 900 });
    frame.heard = heard;
    document.body.append(frame);
  }, form());
  const frame = page.locator("#taken").contentFrame();
  await frame.locator("form[novalidate]").waitFor();
  await fill(frame, answer("municipality:061"));
  await submit(frame);
  await frame.locator("#hyte-receipt").waitFor();
  await page.waitForTimeout(100);
  assert.deepEqual(await page.locator("#taken").evaluate((taken) => taken.heard), ['{"hyte":1,"type":"here"}']);
  assert.equal(await frame.locator("html").evaluate((html) => html.style.getPropertyValue("--hyte-accent")), "");
});

// Puts an element on a page of a stranger, and lets the time pass that a frame
// has to answer. The link is there before and after. Returns what the page was
// told before and after.
async function waitInVain(t, attributes, tolerate) {
  const page = await open(t, scriptOf(service), { at: stranger, tolerate });
  await page.clock.install();
  await page.evaluate((html) => (document.querySelector("#after").innerHTML = html), element(attributes));
  await page.locator("hyte-form iframe").waitFor({ state: "attached" });
  const told = () => page.locator("html").getAttribute("data-error");
  const link = page.getByRole("link", { name: "Ehdotuslomake" });
  assert.ok(await link.isVisible());
  const first = await told();
  let last = first;
  for (let tries = 0; last === first; tries++) {
    assert.ok(tries < 100, "the silence of the frame is not told");
    await page.clock.fastForward(9_000);
    last = await told();
  }
  assert.ok(await link.isVisible());
  return [first, last];
}

test("a site that the service does not know gets no form, and its visitors the link", async (t) => {
  const [first, last] = await waitInVain(t, "", /frame-ancestors/);
  assert.equal(first, null);
  assert.match(last, /does the service allow this page/);
});

test("inline on a site that the service does not know: the link", async (t) => {
  const [first, last] = await waitInVain(t, 'mode="inline"', /frame-ancestors|CORS policy|ERR_FAILED/);
  assert.match(first, /could not be fetched/);
  assert.match(last, /does the service allow this page/);
});

test("in a sandbox without storage and origin the plain form works", async (t) => {
  const page = await open(t, `<iframe sandbox="allow-scripts allow-forms" src="${form()}" id="sandbox" width="800" height="900"></iframe>`, { tolerate: /autofocus|preload/ });
  const frame = page.locator("#sandbox").contentFrame();
  await fill(frame, answer("municipality:834"));
  await submit(frame);
  await frame.locator("#hyte-receipt").waitFor();
  const id = await receiptId(page.frames()[1]);
  assert.equal((await service.entry("hosted", "municipality:834")).counted.id, id);
});

test("in a frame that may keep nothing the form works with its widget", async (t) => {
  const page = await open(t, `${element()}${scriptOf(service)}`);
  await page.context().addInitScript(() => {
    const refuse = { get: () => { throw new DOMException("denied", "SecurityError"); } };
    for (const name of ["localStorage", "sessionStorage", "indexedDB", "caches", "cookieStore"]) Object.defineProperty(window, name, refuse);
    Object.defineProperty(Document.prototype, "cookie", refuse);
  });
  await page.reload();
  await ready(page);
  await fill(frameOf(page), answer("municipality:981"));
  await submit(frameOf(page));
  assert.equal((await event(page, "submitted")).nominator, "municipality:981");
});

test("the policy of the service is the one that is promised, and lets in the page's styles by what they are", async () => {
  const answer = await service.fetch("/hosted/fi");
  const page = await answer.text();
  const styles = [...page.matchAll(/<style>(.*?)<\/style>/gs)].map(([, text]) => createHash("sha256").update(text).digest("base64"));
  assert.equal(styles.length, 1);
  assert.equal(
    answer.headers.get("Content-Security-Policy"),
    `default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self' 'sha256-${styles[0]}'; connect-src 'self'; img-src 'self'; form-action 'self'; base-uri 'none'; ` +
      `frame-ancestors 'self' ${host.address}`,
  );
  assert.equal(answer.headers.get("Set-Cookie"), null);
  assert.doesNotMatch(page, /<script(?![^>]* src=)|\son\w+=|\sstyle=/);
});
