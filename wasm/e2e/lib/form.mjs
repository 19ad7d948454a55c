// Plays a clerk who fills in the form of a call, by the texts of the page and
// the names of its controls.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { root } from "./service.mjs";

export const languages = ["fi", "sv", "en"];

// The folders of the texts, a later one over those before it.
const rooms = ["forms", "forms/kinds", "forms/nomination", "forms/export", "forms/intake", "forms/intake/board/roster"];
const read = (folder, language) => JSON.parse(readFileSync(join(root, folder, "texts", `${language}.json`), "utf8"));
const catalogs = Object.fromEntries(
  languages.map((language) => [language, Object.assign({}, ...rooms.map((room) => read(room, language)))]),
);

// The text of a key in a language, with its parameters filled in.
export const text = (language, key, params = {}) => filledIn(catalogs[language][key], language, key, params);

// The same of the form of a notice: of "refusals" or "withdrawals".
export function noticeText(notices, language, key, params = {}) {
  return filledIn({ ...catalogs[language], ...own("notices", language), ...own(notices, language) }[key], language, key, params);
}

// The same of the form of a reply.
export const replyText = (language, key, params = {}) => filledIn({ ...catalogs[language], ...own("replies", language) }[key], language, key, params);

// What a kind of answer calls otherwise than a nomination.
const own = (folder, language) => JSON.parse(readFileSync(join(root, "forms/nomination/texts", folder, `${language}.json`), "utf8"));

function filledIn(found, language, key, params) {
  if (found === undefined) assert.fail(`${language} has no text ${key}`);
  return found.replaceAll(/\{(\w+)\}/g, (_, name) => params[name] ?? assert.fail(`${key} needs ${name}`));
}

// What a municipality answers, by the names of the controls.
export const answer = (nominator = "municipality:109", more = {}) => ({
  "/nominator": nominator,
  "/representatives/0/person/givenName": "Aino",
  "/representatives/0/person/familyName": "Esimerkki",
  "/representatives/0/person/jobTitle": "hyvinvointikoordinaattori",
  "/representatives/0/person/sector": "health-and-social-services",
  "/representatives/0/person/gender": "woman",
  "/representatives/0/person/email": "aino.esimerkki(at)example.fi",
  "/representatives/0/person/telephone": "040 123 4567",
  "/decision/body": "Kunnanhallitus",
  "/decision/date": "11.1.2021",
  "/submitter/givenName": "Väinö",
  "/submitter/familyName": "Näyte",
  "/submitter/email": "vaino.nayte@example.fi",
  "/consent": true,
  ...more,
});

// The same as a document of a program.
export const nomination = (call, nominator = "municipality:109", more = {}) => ({
  call,
  nominator,
  representatives: [{ person: { givenName: "Aino", familyName: "Esimerkki", email: "aino.esimerkki@example.fi" } }],
  submitter: { givenName: "Väinö", familyName: "Näyte", email: "vaino.nayte@example.fi" },
  consent: true,
  ...more,
});

export const control = (page, name) => page.locator(`[name="${name}"]`);

// Opens the disclosure in which a control waits, as a clerk does.
async function disclose(named) {
  const closed = named.first().locator("xpath=ancestor::details[not(@open)]");
  for (const details of await closed.all()) await details.locator("> summary").click();
}

export async function fill(page, values) {
  for (const [name, value] of Object.entries(values)) {
    const named = control(page, name);
    if (await named.first().evaluate(isAskedLater)) continue; // submit does that
    await disclose(named);
    switch (await named.first().evaluate((c) => c.type)) {
      case "select-one":
        await named.selectOption(value);
        break;
      case "radio":
        await page.locator(`[name="${name}"][value="${value}"]`).check();
        break;
      case "checkbox":
        await check(named, value);
        break;
      default:
        await named.fill(value);
    }
  }
}

// What the controls hold now, those that are not empty.
export const held = (page) =>
  page.locator("form").evaluate((form) => Object.fromEntries([...new FormData(form)].filter(([name, value]) => name.startsWith("/") && value !== "")));

// The button that ends the filling in, and the one that sends what was looked at.
export const submitButton = (page) => page.locator(".hyte-actions button[type=submit]:not([name=send], [name=edit])");
export const sendButton = (page) => page.locator(".hyte-actions button[name=send]");

// Goes to the last look. Returns the id of the element to which the person is led, or ""
// where the browser itself refuses to go on.
export async function look(page) {
  const form = page.locator("form.hyte-form").first();
  const isRefused = await form.evaluate((f) => !f.noValidate && !f.checkValidity());
  await submitButton(page).click();
  return isRefused ? "" : ledTo(page);
}

// Sends what is looked at, and confirms before what is asked there.
export async function send(page, confirms = true) {
  for (const box of confirms ? await page.locator(".hyte-check [type=checkbox]").all() : []) await check(box, true);
  await sendButton(page).click();
}

// Goes back from the last look to the form.
export async function edit(page) {
  await page.locator(".hyte-actions button[name=edit]").click();
  await submitButton(page).waitFor();
}

// The whole way: to the last look, and where nothing is to be mended first, on.
export async function submit(page, confirms = true) {
  if (await sendButton(page).isVisible()) return send(page, confirms);
  if (!(await submitButton(page).getAttribute("name"))) return submitButton(page).click(); // of the organizer's pages
  if ((await look(page)) === "hyte-check") await send(page, confirms);
}

// Chromium now and then drops a click in a frame to which the page had to be scrolled.
const check = (box, value) => box.setChecked(value).catch(() => box.setChecked(value));

const places = ["hyte-check", "hyte-summary", "hyte-notice", "hyte-receipt", "hyte-handover"];

// Waits for the element to which the page leads after a button, and returns its id.
async function ledTo(page) {
  for (const until = Date.now() + 20_000; Date.now() < until; await new Promise((resolve) => setTimeout(resolve, 20))) {
    const id = await page.locator(".hyte").first().evaluate((root) => root.getRootNode().activeElement?.id, null, { timeout: 5000 }).catch(() => "");
    if (places.includes(id)) return id;
  }
  return assert.fail("the page leads nowhere");
}

// Makes the browser send the form without its own check, as an old one does.
export const skipNativeCheck = (page) => page.locator("form").evaluate((form) => void (form.noValidate = true));

export const activeId = (page) => page.evaluate(() => document.activeElement?.id);

export const waitForFocus = (page, id) => page.waitForFunction((wanted) => document.activeElement?.id === wanted, id);

// How a reference is written: the initials of the inquiry and eight symbols.
const REFERENCE = /^[0-9A-Z]{1,3}(-[0-9A-Z]{4}){2}$/;

// Waits for the receipt and returns its id.
export async function receipt(page, language) {
  const title = text(language, "receipt.title");
  await page.getByRole("heading", { level: 1, name: title }).waitFor();
  assert.ok((await page.title()).startsWith(title), await page.title());
  return receiptId(page);
}

// The id of the receipt that is shown, which is in the address of a page of the service's;
// people read its reference.
export async function receiptId(page) {
  assert.match(await page.locator(".hyte-facts code").textContent(), REFERENCE);
  await page.waitForFunction(() => location.pathname.includes("/receipt/"));
  return new URL(page.url()).pathname.split("/receipt/")[1];
}

// Checks how a page tells what must be mended: the title says it first, the
// focus is on the list, the list says what stands at the places, in the order
// of the page, and leads to controls that are marked and described. Returns the
// texts of the list.
export async function checkErrors(page, language) {
  await waitForFocus(page, "hyte-summary");
  const prefix = text(language, "title.error", { title: "" });
  assert.ok((await page.title()).startsWith(prefix), await page.title());
  assert.equal(await page.locator("#hyte-summary h2").textContent(), await summaryTitle(page, language));
  const told = await page.locator("#hyte-summary a").allTextContents();
  const inline = await page.locator(".hyte-problem:not(.hyte-advice)").allTextContents();
  assert.deepEqual(told, inline.filter(Boolean), "the list and the places say different things");
  for (const [i, said] of told.entries()) {
    const link = page.locator("#hyte-summary a").nth(i);
    await link.click();
    await waitForFocus(page, (await link.getAttribute("href")).slice(1));
    const target = await page.evaluate(describeFocused, said);
    assert.ok(target.isControl, `“${said}” leads to what is no control`);
    assert.equal(target.invalid, "true", `“${said}” leads to a control that is not marked`);
    assert.ok(target.reason, `“${said}” leads to a control that does not say it`);
    // Without script the browser scrolls a moment after it moves the focus.
    await page.waitForFunction(isInSight, target.reason, { timeout: 2000 }).catch(() => assert.fail(`“${said}” leads out of sight of itself`));
  }
  return told;
}

// What the summary of errors says of the button with which to go on.
async function summaryTitle(page, language) {
  const button = (await sendButton(page).isVisible()) ? sendButton(page) : submitButton(page);
  return text(language, "summary.title", { check: await button.textContent() });
}

// Run in the page.

// Whether a control is asked at the last look.
const isAskedLater = (c) => Boolean(c.closest(".hyte-check[hidden]"));

function describeFocused(said) {
  const c = document.activeElement;
  const ids = (c.getAttribute("aria-describedby") ?? "").split(" ").filter(Boolean);
  return {
    isControl: c.matches("input, select, textarea"),
    invalid: c.getAttribute("aria-invalid"),
    reason: ids.find((id) => document.getElementById(id).textContent === said),
  };
}

function isInSight(id) {
  return [document.activeElement, document.getElementById(id)].every((element) => {
    const { top, bottom } = element.getBoundingClientRect();
    return top >= 0 && bottom <= innerHeight;
  });
}
