// What a person did before the widget came is still there when it has come.

import assert from "node:assert/strict";
import { test } from "node:test";
import { event, fill, filled, ready, send, setUp, valuesOf } from "./lib/harness.mjs";

const { open, received } = setUp();

const stateOf = (page, id) =>
  page.locator(id).evaluate((c) => ({
    value: c.value, start: c.selectionStart, end: c.selectionEnd, direction: c.selectionDirection, scroll: c.scrollTop, focused: document.activeElement === c,
  }));

test("the widget takes over every node of the page and makes none", async (t) => {
  const page = await open(t, "/form", { hold: true });
  const before = await page.locator("[data-hyte-wasm]").evaluate((m) => m.outerHTML);
  page.release();
  const { adopted, created } = await ready(page);
  assert.equal(created, 0);
  assert.ok(adopted > 60, `${adopted} nodes`);
  const after = await page.locator("[data-hyte-wasm]").evaluate((m) => m.outerHTML);
  const byScript = [' novalidate=""', ' style="overflow-anchor: none;"']; // the widget judges, and keeps what has the focus in place
  assert.equal(byScript.reduce((html, attribute) => html.replace(attribute, ""), after), before);
});

test("everything done while the widget is on its way is kept, and typing goes on across the arrival", async (t) => {
  const page = await open(t, "/form", { hold: true });
  await fill(page);
  await page.locator("#mail").fill("aino@example.fi");
  await page.locator("#why").focus();
  await page.keyboard.type("begin end");
  for (let i = 0; i < 4; i++) await page.keyboard.press("ArrowLeft");
  await page.evaluate(() => {
    const events = [];
    for (const type of ["focusin", "focusout", "change"]) document.addEventListener(type, (e) => events.push(`${type} ${e.target.name}`), true);
    document.querySelector("#why").events = events;
  });

  let typed = "";
  const letters = "kirjoitan koko ajan ";
  while (!(await page.evaluate(() => document.documentElement.hasAttribute("data-ready")))) {
    await page.keyboard.type(letters[typed.length % letters.length], { delay: 10 });
    typed += letters[typed.length % letters.length];
    if (typed.length === 30) page.release();
  }
  await page.keyboard.type("xyz");
  typed += "xyz";

  const why = `begin${typed} end`;
  const caret = "begin".length + typed.length;
  const { value, start, end, focused } = await stateOf(page, "#why");
  assert.deepEqual({ value, start, end, focused }, { value: why, start: caret, end: caret, focused: true });
  assert.deepEqual(await page.evaluate(() => document.querySelector("#why").events), [], "the text box lost the focus, or is another one");
  await page.waitForFunction((n) => document.querySelector("#count").textContent === String(n), why.length);

  await page.keyboard.press("Control+z");
  assert.ok((await page.locator("#why").inputValue()).length < why.length, "undo does nothing");
  await page.locator("#why").fill(why);
  await send(page);
  await event(page, "submitted");
  const last = (await received()).at(-1);
  assert.equal(last.way, "json");
  assert.deepEqual(valuesOf(last), { ...filled, mail: ["aino@example.fi"], why: [why] });
});

test("a selection, its direction and the scroll positions stay", async (t) => {
  const page = await open(t, "/form", { hold: true, viewport: { width: 500, height: 200 } });
  await page.locator("#why").fill("line\n".repeat(40));
  await page.evaluate(() => {
    const why = document.querySelector("#why");
    why.focus();
    why.setSelectionRange(3, 17, "backward");
    why.scrollTop = 45;
    window.scrollTo(0, 120);
  });
  page.release();
  await ready(page);
  assert.deepEqual(await stateOf(page, "#why"), { value: "line\n".repeat(40), start: 3, end: 17, direction: "backward", scroll: 45, focused: true });
  assert.equal(await page.evaluate(() => scrollY), 120);
});

test("a composition of an input method goes on", async (t) => {
  const page = await open(t, "/form", { hold: true });
  const session = await page.context().newCDPSession(page);
  await page.locator("#name").focus();
  await page.evaluate(() => {
    const events = [];
    for (const type of ["compositionstart", "compositionend", "blur"]) document.addEventListener(type, () => events.push(type), true);
    document.querySelector("#name").events = events;
  });
  await session.send("Input.imeSetComposition", { text: "にほ", selectionStart: 2, selectionEnd: 2 });
  page.release();
  await ready(page);
  assert.deepEqual(await page.evaluate(() => document.querySelector("#name").events), ["compositionstart"]);
  await session.send("Input.imeSetComposition", { text: "にほん", selectionStart: 3, selectionEnd: 3 });
  await session.send("Input.insertText", { text: "日本" });
  assert.equal(await page.locator("#name").inputValue(), "日本");
  assert.deepEqual(await page.evaluate(() => document.querySelector("#name").events), ["compositionstart", "compositionend"]);
});

test("half a date stays half typed, and the widget knows that it is there", async (t) => {
  const page = await open(t, "/form", { hold: true });
  await fill(page);
  await page.locator("#born").focus();
  await page.keyboard.type("12");
  page.release();
  await ready(page);
  const half = () => page.locator("#born").evaluate((c) => c.validity.badInput);
  assert.equal(await half(), true);
  await send(page);
  await page.locator("#born-problem").waitFor();
  assert.equal(await page.locator("#born-problem").textContent(), "Date is not complete");
  assert.equal(await half(), true);
});

test("what the browser found invalid stays so", async (t) => {
  const page = await open(t, "/form", { hold: true });
  await page.locator("#mail").focus();
  await page.keyboard.type("not an address");
  await page.keyboard.press("Tab");
  const invalid = () => page.locator("#mail").evaluate((c) => c.matches(":user-invalid"));
  assert.equal(await invalid(), true);
  page.release();
  await ready(page);
  assert.equal(await invalid(), true);
});

for (const tree of ["other", "root"]) {
  test(`where the page is not the widget's (${tree}), what was typed moves to what is made anew`, async (t) => {
    const page = await open(t, `/form?tree=${tree}`, { hold: true });
    await fill(page);
    await page.locator("#why").fill("line\n".repeat(40));
    await page.evaluate(() => {
      const why = document.querySelector("#why");
      why.before = true;
      why.focus();
      why.setSelectionRange(3, 17, "backward");
      why.scrollTop = 45;
    });
    page.release();
    const { created } = await ready(page);
    assert.ok(created > 0);
    assert.equal(await page.locator("#why").evaluate((c) => c.before), undefined);
    assert.equal(await page.locator("#why").count(), 1);
    assert.equal(await page.locator("section").count(), 0);
    assert.deepEqual(await stateOf(page, "#why"), { value: "line\n".repeat(40), start: 3, end: 17, direction: "backward", scroll: 45, focused: true });
    await send(page);
    await event(page, "submitted");
    assert.deepEqual(valuesOf((await received()).at(-1)), { ...filled, why: ["line\n".repeat(40)] });
  });
}

test("what an extension put into the form stays and harms nothing", async (t) => {
  const page = await open(t, "/form", { hold: true });
  await page.evaluate(() => {
    const name = document.querySelector("#name");
    name.after(Object.assign(document.createElement("pass-keeper"), { textContent: "key" }));
    name.parentElement.append(" ", document.createElement("iframe"));
    const label = document.querySelector("label[for=mail]"); // as a translator does it
    const font = Object.assign(document.createElement("font"), { textContent: "Sähköposti" });
    label.replaceChildren(font);
  });
  await page.locator("#name").fill("Aino");
  page.release();
  const { created } = await ready(page);
  assert.equal(created, 1, "the translated text alone is made anew");
  assert.equal(await page.locator("pass-keeper").textContent(), "key");
  assert.equal(await page.locator("label[for=mail]").textContent(), "Mail");
  assert.equal(await page.locator("#name").inputValue(), "Aino");
});

test("a page with the server's findings is taken over with them", async (t) => {
  const page = await open(t, "/form", { hold: true, tolerate: /422/ });
  await page.locator("form").evaluate((f) => (f.noValidate = true));
  await page.locator("#name").fill("Aino");
  await send(page);
  await page.locator("#municipality-problem").waitFor();
  assert.equal(await page.title(), "Error: test");
  page.release();
  const { created } = await ready(page);
  assert.equal(created, 0);
  assert.equal(await page.locator("#municipality-problem").textContent(), "Municipality is missing");
  assert.equal(await page.locator("#summary a").count(), 2);
  await fill(page);
  assert.equal(await page.locator("#municipality-problem").count(), 0);
  await send(page);
  await event(page, "submitted");
  assert.deepEqual(valuesOf((await received()).at(-1)), filled);
});

test("what the browser restores on the way back reaches the widget", async (t) => {
  const page = await open(t, "/form");
  await ready(page);
  await fill(page);
  await page.goto("/empty");
  await page.goBack();
  await ready(page);
  assert.equal(await page.locator("#name").inputValue(), "Aino Esimerkki");
  await send(page);
  await event(page, "submitted");
  assert.deepEqual(valuesOf((await received()).at(-1)), filled);
});
