// A form on sites that nobody here wrote: nothing of the site changes, and the
// form looks and works as on a page without any style.

import assert from "node:assert/strict";
import { test } from "node:test";
import { openPage, ready } from "./lib/browser.mjs";
import { control, fill, text } from "./lib/form.mjs";
import { hostPage, policy, setUpHost, whatIsTheHosts } from "./lib/host.mjs";
import { sites } from "./lib/hosts.mjs";
import { differences, looksOf } from "./lib/looks.mjs";
import { setUp } from "./lib/service.mjs";
import { npm } from "./lib/vendor.mjs";

const host = setUpHost();
const service = setUp({ hosted: null }, async () => {
  await host.start();
  host.share("/npm/", npm);
  return ["--embed-host", host.address];
});

const form = () => `${service.address}/hosted/fi`;
const element = (mode) => `<hyte-form src="${form()}" mode="${mode}"><a href="${form()}">Ehdotuslomake</a></hyte-form>`;
const insideOf = (page, mode) => (mode === "frame" ? page.locator("hyte-form iframe").contentFrame() : page.locator("hyte-form"));

for (const mode of ["frame", "inline"]) {
  test(mode, async (t) => {
    const bare = await open(t, `/${mode}`, hostPage(`<div>${element(mode)}</div>`));
    await show(bare);
    await err(insideOf(bare, mode));

    for (const [name, pageWith] of Object.entries(sites)) {
      await t.test(name, async (t) => {
        const page = await open(t, `/${mode}/${name.replaceAll(/\W+/g, "-")}`, await pageWith(element(mode), host));
        const before = await siteOf(page);
        await show(page);
        const after = await siteOf(page);
        assert.deepEqual(differences(before.looks, after.looks, follows(after.form)), [], "the site looks different");
        assert.deepEqual(after.own, before.own, "the site is different");
        assert.deepEqual(after.listeners, [...before.listeners, ...LISTENERS[mode]].sort(), "others listen");

        await err(insideOf(page, mode));
        await isAsWideOn(page, bare);
        assert.deepEqual(differences(await looksOfForm(bare, mode), await looksOfForm(page, mode), floats), [], "the form looks different");

        await page.setViewportSize({ width: 360, height: 640 });
        for (const html of [page.locator("html"), ...(mode === "frame" ? [insideOf(page, mode).locator("html")] : [])]) {
          const [needed, there] = await html.evaluate((e) => [e.scrollWidth, e.clientWidth]);
          assert.ok(needed <= there, `on a telephone the page is ${needed} wide, the window ${there}`);
        }
      });
    }
  });
}

async function open(t, path, html) {
  const page = await openPage(t, service.browser, host.address, host.put(path, html, headers()));
  await page.waitForFunction(() => document.fonts.status === "loaded" && document.getAnimations().length === 0); // by now Playwright listens, too
  return page;
}

// What a careful site allows: no style and no script in the page itself.
function headers() {
  const s = service.address;
  return policy({
    "default-src": "'self'", "script-src": `'self' ${s} 'wasm-unsafe-eval'`, "style-src": "'self'", "img-src": "'self' data:",
    "connect-src": s, "frame-src": s, "form-action": `'self' ${s}`, "base-uri": "'none'",
  });
}

// Adds the script to a page and leaves no trace of that.
async function show(page) {
  await page.evaluate((src) => document.body.append(Object.assign(document.createElement("script"), { src })), `${service.address}/embed.js`);
  await ready(page);
  await page.evaluate(() => {
    document.body.lastElementChild.remove();
    document.documentElement.removeAttribute("data-ready"); // where openPage notes the event
  });
}

// Leaves a wrong value, which is said at its place.
async function err(inside) {
  await fill(inside, { "/submitter/givenName": "Väinö", "/submitter/email": "vaino.nayte" });
  const email = control(inside, "/submitter/email");
  await email.blur();
  const said = inside.locator(".hyte-problem", { hasText: text("fi", "rule.format.email:at_missing") });
  await said.waitFor();
  assert.ok((await email.getAttribute("aria-describedby")).split(" ").includes(await said.getAttribute("id")));
  assert.equal(await email.getAttribute("aria-invalid"), "true");
  assert.equal(await control(inside, "/submitter/givenName").inputValue(), "Väinö");
}

// What is the site's: how it looks, its document, its globals and who listens.
// form is the path of the form's element.
async function siteOf(page) {
  const [nodes] = await looksOf(page);
  return {
    looks: nodes.filter(({ path }) => !/ hyte-form\b/.test(path)),
    form: nodes.find(({ path }) => / hyte-form\S*$/.test(path)).path,
    own: { ...(await page.evaluate(whatIsTheHosts)), html: await page.evaluate(htmlAround) },
    listeners: await listenersOf(page),
  };
}

// Runs in the page. Its document without the form.
function htmlAround() {
  const page = document.documentElement.cloneNode(true);
  page.querySelector("hyte-form").remove();
  return page.outerHTML;
}

// Who listens in a page for what.
async function listenersOf(page) {
  const devtools = await page.context().newCDPSession(page);
  const found = [];
  for (const [name, depth] of [["window", 1], ["document", -1]]) {
    const { result } = await devtools.send("Runtime.evaluate", { expression: name });
    const { listeners } = await devtools.send("DOMDebugger.getEventListeners", { objectId: result.objectId, depth });
    found.push(...listeners.map(({ type, useCapture, backendNodeId }) => `${[name, backendNodeId].filter(Boolean).join(" ")}: ${type}${useCapture ? " (capture)" : ""}`));
  }
  await devtools.detach();
  return found.sort();
}

// A frame tells its height by messages, and needs to know of a printer.
const LISTENERS = { frame: ["window: afterprint", "window: beforeprint", "window: message"], inline: [] };

// What is computed of where a box floats on the page.
const floats = ({ styles }) => (styles.get("position") === "absolute" ? ["top", "right", "bottom", "left", "inset-block-start", "inset-block-end", "inset-inline-start", "inset-inline-end"] : []);

// The form is higher than the link that was there. What of a site may change
// with that: the height of what holds the form and what is computed of it, and
// where what is below floats. For a margin that is auto Chromium says 0 after a
// layout that began inside.
const follows = (form) => (node) => [...(form.startsWith(`${node.path} `) ? HEIGHT : []), ...floats(node).filter((name) => !/left|right|inline/.test(name))];

const HEIGHT = ["height", "block-size", "grid-template-rows", "perspective-origin", "transform-origin", "margin-left", "margin-right", "margin-inline-start", "margin-inline-end"];

// Gives the form on one page the width that it has on another.
async function isAsWideOn(page, bare) {
  const width = await page.locator("hyte-form").evaluate((e) => e.getBoundingClientRect().width);
  await bare.locator("div").first().evaluate((div, width) => (div.style.width = `${width}px`), width);
}

// How the form looks, all of its elements. What is folded has no looks, or old
// ones, and is unfolded.
async function looksOfForm(page, mode) {
  await insideOf(page, mode).locator("details").evaluateAll((all) => all.forEach((details) => (details.open = true)));
  const around = / (?=div\.hyte\[)/;
  const nodes = (await looksOf(page))[mode === "frame" ? 1 : 0].filter(({ path }) => around.test(path));
  for (const kind of ["h1", "label", "input", "select", "button", "p.hyte-problem"]) assert.ok(nodes.some(({ path }) => path.split(" ").at(-1).startsWith(kind)), `${kind} is missing`);
  return nodes.map((node) => ({ ...node, path: node.path.split(around)[1] }));
}
