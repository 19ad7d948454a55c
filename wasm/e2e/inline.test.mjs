// <hyte-form mode="inline">: the form in the page itself, in a shadow root, and
// what becomes of it where the page's policy forbids a part of it.

import assert from "node:assert/strict";
import { test } from "node:test";
import { event, openPage, ready } from "./lib/browser.mjs";
import { answer, control, fill, held, receiptId, submit, submitButton, text } from "./lib/form.mjs";
import { hostPage, policy, scriptOf, setUpHost } from "./lib/host.mjs";
import { setUp } from "./lib/service.mjs";

const host = setUpHost();
const service = setUp({ inline: null }, async () => {
  await host.start();
  return ["--embed-host", host.address];
});

const form = (language = "/fi") => `${service.address}/inline${language}`;
const element = (attributes = `src="${form()}"`) => `<hyte-form ${attributes} mode="inline"><a href="${form()}">Ehdotuslomake</a></hyte-form>`;

function open(t, html, { headers, head, script = scriptOf(service), lang, ...options } = {}) {
  const address = host.put(`/${t.name.replaceAll(/\W+/g, "-")}`, hostPage(script + html, { head, lang }), headers);
  return openPage(t, service.browser, host.address, address, options);
}

const inside = (page) => page.locator("hyte-form");
const frameOf = (page) => page.locator("hyte-form iframe").contentFrame();

// What the strictest site must allow for the form in its page.
const directives = (more = {}) => {
  const s = service.address;
  return { "default-src": "'none'", "script-src": `${s} 'wasm-unsafe-eval'`, "connect-src": s, "form-action": s, "frame-src": s, "base-uri": "'none'", ...more };
};

// Sends an answer and checks that it has arrived.
async function journey(page, where, nominator) {
  await fill(where, answer(nominator, { "/submitter/email": "vaino.nayte" }));
  await submit(where);
  await where.locator("#hyte-summary li").first().waitFor();
  assert.deepEqual(await where.locator("#hyte-summary li").allTextContents(), [text("fi", "rule.format.email:at_missing")]);
  await where.locator("#hyte-summary a").first().click();
  await fill(where, { "/submitter/email": "vaino.nayte@example.fi" });
  await submit(where);
  const receipt = await event(page, "submitted");
  assert.equal((await service.entry("inline", nominator)).counted.id, receipt.id);
  await where.locator("#hyte-receipt").waitFor();
}

// Sends the form of which no script has taken hold, on the pages of the service.
async function submitPlainly(page) {
  await submitButton(inside(page)).click();
  await page.waitForURL(form());
  await submit(page);
}

test("the form works in the page, under the strictest policy", async (t) => {
  const page = await open(t, element(), { headers: policy(directives()) });
  await ready(page);
  await journey(page, inside(page), "municipality:109");
  assert.equal(await page.locator("iframe").count(), 0);
  assert.equal(page.url(), `${host.address}/the-form-works-in-the-page-under-the-strictest-policy`);
});

test("and where the page demands trusted types", async (t) => {
  const page = await open(t, element(), { headers: policy(directives({ "require-trusted-types-for": "'script'", "trusted-types": "'none'" })) });
  await ready(page);
  await journey(page, inside(page), "municipality:165");
});

test("and where scripts are trusted by nonce and what they load by strict-dynamic", async (t) => {
  const headers = policy(directives({ "script-src": "'nonce-abc' 'strict-dynamic' 'wasm-unsafe-eval'" }));
  const page = await open(t, element(), { headers, script: scriptOf(service, 'nonce="abc"') });
  await ready(page);
  await journey(page, inside(page), "municipality:169");
  assert.equal(await page.locator("iframe").count(), 0);
});

for (const [name, more, tolerate] of [
  ["WebAssembly", { "script-src": "%s" }, /WebAssembly|wasm-eval|unsafe-eval/],
  ["requests to the service", { "connect-src": "'none'" }, /connect-src|Connecting to|ERR_|Refused/],
  ["further scripts", { "script-src": "%s/embed.js 'wasm-unsafe-eval'" }, /script-src|Loading the script|dynamically imported/],
]) {
  test(`where the page's policy forbids ${name}, the frame comes and works`, async (t) => {
    const resolved = Object.fromEntries(Object.entries(more).map(([key, value]) => [key, value.replace("%s", service.address)]));
    const page = await open(t, element(), { headers: policy(directives(resolved)), tolerate });
    await page.locator("iframe").waitFor();
    assert.ok((await event(page, "error")).message);
    await ready(page);
    await frameOf(page).locator("form[novalidate]").waitFor();
    assert.equal(await inside(page).locator("form").count(), 0);
    assert.equal(await frameOf(page).locator("form").count(), 1);
  });
}

for (const [what, blocked] of [
  ["fragment", "**/fragment"], ["style", "**/assets/form-*.css"], ["runtime", "**/runtime-*.js"], ["description", "**/form.json"], ["program", "**/widget-*.wasm"],
]) {
  test(`where the form's ${what} does not come, the frame does`, async (t) => {
    const page = await open(t, "", { tolerate: /ERR_FAILED|fetch|dynamically imported/ });
    await page.route(blocked, (route) => route.abort());
    await page.evaluate((html) => (document.querySelector("#after").innerHTML = html), element());
    await frameOf(page).locator("form").waitFor();
    assert.ok((await event(page, "error")).message);
    assert.equal(await inside(page).locator("form").count(), 0);
  });
}

test("a form that somebody has begun is not taken away when the widget fails", async (t) => {
  const page = await open(t, "", { tolerate: /404/ });
  let fail;
  await page.route("**/widget*.wasm", async (route) => {
    await new Promise((resolve) => (fail = resolve));
    await route.fulfill({ status: 404 });
  });
  await page.evaluate((html) => (document.querySelector("#after").innerHTML = html), element());
  await fill(inside(page), answer("municipality:433"));
  const typed = await held(inside(page));
  fail();
  assert.match((await event(page, "error")).message, /status 404/);
  assert.equal(await page.locator("iframe").count(), 0);
  assert.deepEqual(await held(inside(page)), typed);
  await submitPlainly(page);
  await page.waitForURL(`${form()}/receipt/*`);
  assert.equal((await service.entry("inline", "municipality:433")).counted.id, await receiptId(page));
});

test("a plain submit before the widget arrives leads to the service's receipt", async (t) => {
  const page = await open(t, element(), { hold: true });
  await fill(inside(page), answer("municipality:834"));
  await submitPlainly(page);
  await page.waitForURL(`${form()}/receipt/*`);
  assert.equal((await service.entry("inline", "municipality:834")).counted.id, await receiptId(page));
});

test("what is typed early, the caret and the focus stay, also in a shadow root", async (t) => {
  const page = await open(t, element(), { hold: true });
  const name = inside(page).locator('[name="/representatives/0/person/givenName"]');
  await fill(inside(page), answer("municipality:981"));
  await name.fill("Aino Maria");
  await name.evaluate((c) => c.setSelectionRange(2, 6, "backward"));
  page.release();
  await ready(page);
  const state = await name.evaluate((c) => [c.value, c.selectionStart, c.selectionEnd, c.selectionDirection, c.getRootNode().activeElement === c]);
  assert.deepEqual(state, ["Aino Maria", 2, 6, "backward", true]);
  const typed = await held(inside(page));
  assert.equal(typed["/nominator"], "municipality:981");
  assert.equal(typed["/representatives/0/person/gender"], "woman");
  assert.equal(typed["/submitter/email"], "vaino.nayte@example.fi");
  await page.keyboard.type("Ida");
  assert.equal(await name.inputValue(), "AiIdaaria");
});

test("an input method's composition goes on across the arrival", async (t) => {
  const page = await open(t, element(), { hold: true });
  const name = inside(page).locator('[name="/submitter/givenName"]');
  await name.focus();
  const session = await page.context().newCDPSession(page);
  await session.send("Input.imeSetComposition", { text: "にほ", selectionStart: 2, selectionEnd: 2 });
  page.release();
  await ready(page);
  await session.send("Input.imeSetComposition", { text: "にほん", selectionStart: 3, selectionEnd: 3 });
  await session.send("Input.insertText", { text: "日本" });
  assert.equal(await name.inputValue(), "日本");
});

test("the page's styles do not reach the form", async (t) => {
  const plain = await service.open(t, "/inline/fi");
  await ready(plain);
  const wanted = await lookOf(plain.locator(".hyte"));
  const hostile = `<style>html { font-size: 62.5%; line-height: 3; letter-spacing: 4px; text-transform: uppercase }
    * { color: red !important; font: 8px monospace !important; text-align: right; box-sizing: content-box; direction: rtl; pointer-events: none; cursor: wait }
    .hyte, h1, input { background: blue !important } * { writing-mode: vertical-rl; user-select: none; white-space: pre; text-indent: 50px; list-style: none; text-shadow: 1px 1px }
    hyte-form { --hyte-accent: rgb(1, 2, 3); all: unset; display: grid !important; word-spacing: 9px; color: red; unicode-bidi: bidi-override }</style>`;
  const page = await open(t, element(), { head: hostile });
  await ready(page);
  const got = await lookOf(inside(page).locator(".hyte"));
  assert.deepEqual(got, { ...wanted, accent: "rgb(1, 2, 3)" });
});

const lookOf = (form) =>
  form.evaluate((e) => {
    const look = (c, names) => names.map((name) => getComputedStyle(c)[name]);
    return {
      root: look(e, ["color", "backgroundColor", "fontSize", "fontFamily", "lineHeight", "letterSpacing", "textTransform", "wordSpacing", "textAlign", "direction",
        "pointerEvents", "cursor", "writingMode", "userSelect", "whiteSpace", "textIndent", "listStyleType", "textShadow", "visibility"]),
      title: look(e.querySelector("h1"), ["fontSize", "fontWeight", "color"]),
      input: look(e.querySelector("input[type=text]"), ["fontSize", "paddingLeft", "backgroundColor", "borderTopColor", "boxSizing"]),
      accent: getComputedStyle(e).getPropertyValue("--h-accent"),
    };
  });

test("the page alone decides whether the form is seen", async (t) => {
  const page = await open(t, `<div id="panel" style="visibility: hidden">${element()}</div>`);
  await ready(page);
  const form = inside(page).locator("form");
  assert.equal(await form.isVisible(), false, "the form is seen in a panel that is closed");
  await page.locator("#panel").evaluate((panel) => (panel.style.visibility = ""));
  assert.equal(await form.isVisible(), true);
  await inside(page).evaluate((e) => (e.hidden = true));
  assert.equal(await form.isVisible(), false);
});

test("the language comes from the page around, and the link inside names the form", async (t) => {
  const page = await open(t, `<hyte-form mode="inline"><a href="${form("")}">Blankett</a></hyte-form>`, { lang: "sv-FI" });
  await ready(page);
  assert.equal(await inside(page).locator(".hyte").getAttribute("lang"), "sv");
  const mount = await inside(page).locator("[data-hyte-config]").getAttribute("data-hyte-config");
  assert.match(mount, /\/inline\/sv\/form\.json$/);
});

test("another language is shown in place, with all that was typed, and drafts are saved and opened there", async (t) => {
  const page = await open(t, element());
  await ready(page);
  const address = page.url();
  const where = inside(page);
  const press = (language, key) => where.getByRole("button", { name: text(language, key) }).click();
  await fill(where, answer("municipality:694"));
  const typed = await held(where);
  const current = where.locator(".hyte-header [aria-current]");
  for (const [name, language] of [["På svenska", "sv"], ["Suomeksi", "fi"], ["På svenska", "sv"]]) {
    await where.getByRole("button", { name }).click();
    await where.locator(`.hyte[lang=${language}]`).waitFor();
    await page.waitForFunction((name) => document.querySelector("hyte-form").shadowRoot.activeElement?.textContent === name, name);
    assert.equal(await current.textContent(), name);
    assert.deepEqual(await held(where), typed);
    assert.equal(await submitButton(where).textContent(), text(language, "check.continue"));
  }
  const [file] = await Promise.all([page.waitForEvent("download"), press("sv", "draft.save")]);
  await where.getByText(text("sv", "draft.saved", { file: file.suggestedFilename() })).waitFor({ state: "attached" });
  await fill(where, { "/submitter/givenName": "Toinen" });
  await where.locator("[name=opened]").setInputFiles(await file.path());
  await press("sv", "draft.open.button");
  await where.getByText(text("sv", "draft.opened")).waitFor();
  assert.deepEqual(await held(where), typed);
  await submit(where);
  const receipt = await event(page, "submitted");
  assert.equal((await service.entry("inline", "municipality:694")).counted.id, receipt.id);
  assert.equal(page.url(), address, "it leads away from the page");
});

test("a language that is asked for while the answer is awaited comes with the receipt", async (t) => {
  const page = await open(t, element());
  await ready(page);
  const where = inside(page);
  await fill(where, answer("municipality:109"));
  let sent = 0;
  const released = new Promise((resolve) => (page.answerIt = resolve));
  await page.route("**/nominations", async (route) => {
    sent++;
    await released;
    return route.continue();
  });
  await submit(where);
  await where.getByText(text("fi", "send.wait")).waitFor({ state: "attached" });
  const fetched = page.waitForResponse((response) => response.url().endsWith("/sv/form.json"));
  await where.getByRole("button", { name: "På svenska" }).click();
  await fetched;
  page.answerIt();
  await where.getByRole("heading", { name: text("sv", "receipt.title") }).waitFor();
  assert.equal(await where.locator(".hyte-header [aria-current]").textContent(), "På svenska");
  assert.equal(sent, 1);
  await event(page, "submitted");
});

test("before there is a widget, another language is the service's page, with all that was typed", async (t) => {
  const page = await open(t, element(), { hold: true });
  await control(inside(page), "/submitter/givenName").fill("Väinö");
  await inside(page).getByRole("button", { name: "På svenska" }).click();
  await page.waitForURL(form("/sv"));
  assert.equal(await control(page, "/submitter/givenName").inputValue(), "Väinö");
});

for (const how of ["insertBefore", "moveBefore"]) {
  test(`what was typed stays when the element is moved by ${how}`, async (t) => {
    const page = await open(t, `<main>${element()}</main><section><p id="end">Loppu</p></section>`);
    await ready(page);
    const nominator = { insertBefore: "municipality:082", moveBefore: "municipality:086" }[how];
    await fill(inside(page), answer(nominator));
    const typed = await held(inside(page));
    const email = control(inside(page), "/submitter/email");
    await email.focus();
    await inside(page).evaluate((e, how) => document.querySelector("section")[how](e, document.querySelector("#end")), how);
    await page.waitForTimeout(500); // for what a removal would end
    assert.equal(await page.locator("section hyte-form").count(), 1);
    assert.deepEqual(await held(inside(page)), typed);
    if (how === "moveBefore") assert.ok(await email.evaluate((e) => e.matches(":focus")), "the focus is lost");
    assert.equal(await page.locator("iframe").count(), 0);
    await submit(inside(page));
    const receipt = await event(page, "submitted");
    assert.equal((await service.entry("inline", nominator)).counted.id, receipt.id);
  });
}

test("attributes change the mode, the form and the theme", async (t) => {
  const page = await open(t, element());
  await ready(page);
  const change = (name, value) => inside(page).evaluate((e, [name, value]) => e.setAttribute(name, value), [name, value]);
  await fill(inside(page), { "/submitter/givenName": "Väinö" });
  await change("accent", "rgb(4, 5, 6)");
  assert.equal(await inside(page).locator(".hyte").evaluate((e) => getComputedStyle(e).getPropertyValue("--h-accent")), "rgb(4, 5, 6)");
  assert.equal(await inside(page).locator('[name="/submitter/givenName"]').inputValue(), "Väinö");
  await change("lang", "en");
  await inside(page).locator(".hyte[lang=en]").waitFor();
  await change("mode", "frame");
  await frameOf(page).locator("html[lang=en]").waitFor();
  assert.equal(await inside(page).locator("form").count(), 0);
  await change("mode", "inline");
  await inside(page).locator(".hyte[lang=en] form[novalidate]").waitFor();
  assert.equal(await page.locator("iframe").count(), 0);
});

test("a widget that dies later leaves the plain form, which the browser sends", async (t) => {
  const page = await open(t, element(), { tolerate: /./ });
  await ready(page);
  await fill(inside(page), answer("municipality:061", { "/submitter/email": "vaino.nayte" }));
  await inside(page).evaluate((e) => {
    e.shadowRoot.querySelector("[data-hyte-wasm]").querySelector = () => {
      throw new Error("broken"); // where the program leads the focus to the list of errors
    };
  });
  const died = page.evaluate(() => new Promise((resolve) => document.addEventListener("hyte:error", ({ detail }) => resolve(detail.message))));
  await submitButton(inside(page)).click();
  assert.match(await died, /status 2/);
  await page.waitForURL(form()); // the browser sends what the person was sending
  assert.equal((await held(page))["/submitter/email"], "vaino.nayte");
  assert.equal((await held(page))["/representatives/0/person/familyName"], "Esimerkki");
  assert.deepEqual(await page.locator("#hyte-summary li").allTextContents(), [text("fi", "rule.format.email:at_missing")]);
});
