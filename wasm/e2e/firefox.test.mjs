// The key journey in Firefox: a clerk types before the widget is there, sends
// what is wrong, mends it and gets a receipt. On the service's own page, in a
// frame, in the page of a site with a strict policy, and without JavaScript.

import assert from "node:assert/strict";
import { test } from "node:test";
import { event, launchFirefox, openPage, ready } from "./lib/browser.mjs";
import { answer, control, fill, receipt, sendButton, skipNativeCheck, submit, submitButton, text } from "./lib/form.mjs";
import { hostPage, policy, scriptOf, setUpHost } from "./lib/host.mjs";
import { setUp } from "./lib/service.mjs";

const host = setUpHost();
const onHost = async () => {
  await host.start();
  return ["--embed-host", host.address];
};
const longWord = "yhdenvertaisuustyöryhmään";
const longTitle = (call) => (call.title.fi = `Pyyntö nimetä edustaja seudulliseen ${longWord}`);
const service = setUp({ page: null, frame: null, inline: null, plain: null, title: longTitle }, onHost, undefined, launchFirefox);

// Puts a page with the form of a call on the site, as an editor pastes it, and
// returns its path. The policy forbids what is not in allowed; img-src is for
// the site's icon, which Firefox asks for.
function site(call, allowed, attributes = "") {
  const form = `${service.address}/${call}/fi`;
  const headers = policy({ "default-src": "'none'", "base-uri": "'none'", "require-trusted-types-for": "'script'", "img-src": "'self'", ...allowed });
  host.put(`/${call}`, hostPage(`${scriptOf(service)}<hyte-form src="${form}" ${attributes}><a href="${form}">Ehdotuslomake</a></hyte-form>`), headers);
  return `/${call}`;
}

const forFrame = () => ({ "script-src": service.address, "frame-src": service.address, "form-action": "'none'" });
const forInline = () => ({ "script-src": `${service.address} 'wasm-unsafe-eval'`, "connect-src": service.address, "form-action": service.address });

const ways = [
  { call: "page", how: "on the service's page", open: (t, options) => service.open(t, "/page/fi", options), inside: (page) => page },
  { call: "frame", how: "in a frame", open: (t, options) => onSite(t, site("frame", forFrame()), options), inside: (page) => page.locator("hyte-form iframe").contentFrame() },
  { call: "inline", how: "in a site's page", open: (t, options) => onSite(t, site("inline", forInline(), 'mode="inline"'), options), inside: (page) => page.locator("hyte-form") },
];

const onSite = (t, path, options) => openPage(t, service.browser, host.address, path, options);

const nominator = "municipality:109";
const [givenName, familyName] = ["/representatives/0/person/givenName", "/representatives/0/person/familyName"];
const email = "/submitter/email";
const wrong = answer(nominator, { [givenName]: "", [familyName]: "", [email]: "vaino.nayte" });
const needed = ["/nominator", "/representatives/0/person/email", "/submitter/givenName", "/submitter/familyName", email];
const told = ["rule.required@person.givenName", "rule.required@person.familyName", "rule.format.email:at_missing"].map((key) => text("fi", key));

for (const { call, how, open, inside } of ways) {
  test(`${how}, what is typed early stays, what is wrong is told, and what is mended is received once`, async (t) => {
    const page = await open(t, { hold: true });
    const posted = [];
    page.on("request", (r) => r.method() === "POST" && posted.push(new URL(r.url()).pathname));
    const form = inside(page);
    await typesAcrossTheArrival(page, form);
    await isTold(form);
    assert.deepEqual([posted, await received(call)], [[], []], "what is wrong was sent");
    await mends(page, form);
    await submit(form);
    await isReceived(page, form, call);
    assert.deepEqual(posted, [`/api/v1/calls/${call}/nominations`]);
  });
}

// The documents that the service has received for a call.
const received = async (call) => (await service.download(`/admin/${call}/received.ndjson`)).split("\n").filter(Boolean).map((line) => JSON.parse(line));

const hasFocus = (form, selector) => form.locator(`${selector}:focus`).waitFor();

async function typesAcrossTheArrival(page, form) {
  await fill(form, wrong);
  const unit = control(form, "/representatives/0/person/unit");
  await unit.click();
  await page.keyboard.type("hyvinvointi");
  for (let i = 0; i < 3; i++) await page.keyboard.press("ArrowLeft");
  const early = await unit.elementHandle();
  assert.equal(await form.locator("form[novalidate]").count(), 0, "the widget is there already");
  page.release();
  await ready(page);
  assert.equal(await form.locator("form[novalidate]").count(), 1);
  const state = await unit.evaluate((c, early) => [c === early, c.value, c.selectionStart, c.selectionEnd, c.getRootNode().activeElement === c], early);
  assert.deepEqual(state, [true, "hyvinvointi", 8, 8, true]);
  await page.keyboard.type("XY");
  assert.equal(await unit.inputValue(), "hyvinvoiXYnti");
}

// The widget stops what is wrong.
async function isTold(form) {
  await submit(form);
  await hasFocus(form, "#hyte-summary");
  assert.deepEqual(await form.locator("#hyte-summary a").allTextContents(), told);
  assert.deepEqual(await form.locator("[aria-invalid=true]").evaluateAll((controls) => controls.map((c) => c.name)), [givenName, familyName, email]);
}

async function mends(page, form) {
  await form.locator("#hyte-summary a").first().click();
  await hasFocus(form, `[name="${givenName}"]`);
  await page.keyboard.type("Aino");
  await page.keyboard.press("Tab");
  await hasFocus(form, `[name="${familyName}"]`);
  await page.keyboard.type("Esimerkki");
  await fill(form, { [email]: "vaino.nayte@example.fi" });
  await form.locator("#hyte-summary").waitFor({ state: "hidden" });
  assert.equal(await form.locator("[aria-invalid=true]").count(), 0);
}

// The page around is told, the clerk has the receipt, the service one document.
async function isReceived(page, form, call) {
  const { id, reference } = await event(page, "submitted");
  await hasFocus(form, "#hyte-receipt");
  assert.equal(await form.locator(".hyte-facts code").textContent(), reference);
  const documents = await received(call);
  assert.deepEqual(documents.map((document) => document.id), [id]);
  const { counted } = await service.entry(call, nominator);
  assert.equal(counted.id, id);
  const { person } = counted.nomination.representatives[0];
  assert.deepEqual([person.givenName, person.familyName, person.unit], ["Aino", "Esimerkki", "hyvinvoiXYnti"]);
}

test("without JavaScript the link leads to the form, which does the same", async (t) => {
  const browser = await launchFirefox({ "javascript.enabled": false });
  t.after(() => browser.close());
  const page = await openPage(t, browser, host.address, site("plain", forFrame()), { tolerate: /status of 422/ });
  await page.getByRole("link", { name: "Ehdotuslomake" }).press("Enter");
  await submitButton(page).waitFor();
  await enter(page, Object.fromEntries(needed.map((name) => [name, wrong[name]])));
  await submitButton(page).press("Enter");
  await hasFocus(page, `[name="${givenName}"]`); // which the browser says is missing
  await skipNativeCheck(page);
  await submitButton(page).press("Enter");
  await hasFocus(page, "#hyte-summary");
  assert.deepEqual(await page.locator("#hyte-summary a").allTextContents(), told);
  assert.deepEqual(await received("plain"), []);
  await enter(page, { [givenName]: "Aino", [familyName]: "Esimerkki", [email]: "@example.fi" });
  await submitButton(page).press("Enter");
  await hasFocus(page, "#hyte-check");
  await enter(page, { "/consent": true });
  await sendButton(page).press("Enter");
  const id = await receipt(page, "fi");
  assert.deepEqual((await received("plain")).map((document) => document.id), [id]);
});

// Without JavaScript Playwright has no timers in the page and cannot fill in:
// the keys do it, at the end of what is there.
async function enter(page, values) {
  for (const [name, value] of Object.entries(values)) {
    const named = control(page, name);
    switch (await named.evaluate((c) => c.type)) {
      case "checkbox":
        await named.press("Space");
        break;
      case "select-one":
        await named.press("ArrowDown");
        break;
      default:
        await named.press("End");
        await page.keyboard.type(value);
    }
  }
}

// Firefox hyphenates Finnish by itself.
test("a word of a heading is divided only where no line has room for it", async (t) => {
  for (const [path, width, divided] of [["/page/fi", 1280, []], ["/title/fi", 360, [longWord]]]) {
    const page = await service.open(t, path, { viewport: { width, height: 800 } });
    assert.deepEqual(await page.locator("h1, h2, h3, legend").evaluateAll(dividedWords), divided, `${path}, ${width} px wide`);
  }
});

// Runs in the page.
function dividedWords(headings) {
  const words = headings.flatMap((h) => [...h.childNodes]).flatMap((node) => [...node.textContent.matchAll(/[^\s-]+/g)].map(({ 0: word, index }) => ({ node, word, index })));
  const lines = ({ node, word, index }) => {
    const range = document.createRange();
    range.setStart(node, index);
    range.setEnd(node, index + word.length);
    return range.getClientRects().length;
  };
  return words.filter((w) => w.node.nodeType === Node.TEXT_NODE && lines(w) > 1).map(({ word }) => word);
}
