// What a page around does with a form: it reserves its room, has it far below,
// under a header or in a closed tab, moves it, and changes while it is there.

import assert from "node:assert/strict";
import { test } from "node:test";
import { event, openPage, ready } from "./lib/browser.mjs";
import { answer, fill, submit, submitButton } from "./lib/form.mjs";
import { hostPage, scriptOf, setUpHost } from "./lib/host.mjs";
import { setUp } from "./lib/service.mjs";

const host = setUpHost();
// Another site than the service, not only another origin: browsers give its
// frames a process of their own.
const site = () => host.address.replace("127.0.0.1", "localhost");
const service = setUp({ around: null }, async () => {
  await host.start();
  return ["--embed-host", site()];
});

const form = (language = "/fi") => `${service.address}/around${language}`;
const element = (attributes = "", language = "/fi") => `<hyte-form src="${form(language)}" ${attributes}><a href="${form(language)}">Ehdotuslomake</a></hyte-form>`;

function open(t, html, { head = "", lang, ...options } = {}) {
  const path = `/${t.name.replaceAll(/\W+/g, "-")}`;
  host.put(path, hostPage(html, { head: scriptOf(service) + head, lang }));
  return openPage(t, service.browser, site(), path, options);
}

const frameOf = (page) => page.locator("hyte-form iframe").contentFrame();
const insideOf = (page, mode) => (mode === "frame" ? frameOf(page) : page.locator("hyte-form"));
const given = (where) => where.locator('[name="/submitter/givenName"]');
const heightOf = (page) => page.locator("hyte-form iframe").evaluate((frame) => frame.getBoundingClientRect().height);

// Waits until f(page) tells what is wanted.
async function until(page, f, what) {
  for (let tries = 0; !(await f()); tries++) {
    assert.ok(tries < 100, what);
    await page.waitForTimeout(30);
  }
}

test("a form far below the window has its height before anybody comes near", async (t) => {
  const page = await open(t, `<p style="height: 6000px">Yllä</p>${element()}`);
  await ready(page);
  await until(page, async () => (await heightOf(page)) > 2000, "the frame does not know its height");
  const height = await heightOf(page);
  assert.equal(await page.evaluate(() => scrollY), 0);
  await page.evaluate(() => document.querySelector("hyte-form").scrollIntoView());
  await frameOf(page).locator("h1").waitFor();
  await page.waitForTimeout(300);
  assert.ok(Math.abs((await heightOf(page)) - height) <= 1, `${height} px far away, ${await heightOf(page)} when seen`);
});

// Notes how much of what is seen was pushed around (web.dev/articles/cls).
const noteShifts = () =>
  new PerformanceObserver((list) => {
    const html = document.documentElement;
    for (const { value, hadRecentInput } of list.getEntries()) if (!hadRecentInput) html.dataset.shift = Number(html.dataset.shift ?? 0) + value;
  }).observe({ type: "layout-shift", buffered: true });

for (const mode of ["frame", "inline"]) {
  test(`${mode}: where the page reserves the form's room nothing moves, and nothing stays of it under a receipt`, async (t) => {
    const shifts = {};
    for (const [reserved, head] of [[true, "<style>hyte-form { display: block; min-height: 5500px }</style>"], [false, ""]]) {
      const page = await open(t, "<p>Alla olevat palvelut</p>", { head });
      await page.addInitScript(noteShifts);
      host.put(new URL(page.url()).pathname, hostPage(`${element(`mode="${mode}"`)}<p style="height: 500px; background: #ddd">Muut palvelut</p>`, { head: scriptOf(service) + head }));
      await page.reload();
      await ready(page);
      await page.waitForTimeout(500);
      shifts[reserved] = Number((await page.locator("html").getAttribute("data-shift")) ?? 0);
      if (!reserved) continue;
      assert.ok((await page.locator("hyte-form").boundingBox()).height >= 5500);
      const inside = insideOf(page, mode);
      await fill(inside, answer(mode === "frame" ? "municipality:109" : "municipality:061"));
      await submit(inside);
      await event(page, "submitted");
      await inside.locator("#hyte-receipt").waitFor();
      await until(page, async () => (await page.locator("hyte-form").boundingBox()).height < 3000, "there is a gap under the receipt");
    }
    t.diagnostic(`layout shift ${shifts.true.toFixed(3)}, without the reserve ${shifts.false.toFixed(3)}`);
    assert.ok(shifts.true < 0.1, `the form moves what is seen by ${shifts.true}`);
    assert.ok(shifts.false > shifts.true, "the page without a reserve does not move: nothing is measured");
  });
}

const header = `<div id="header" style="position: sticky; top: 0; z-index: 5; height: 120px; background: #123; color: #fff"><p>Ylätunniste</p></div>`;
for (const [what, style] of [
  ["that the page's scroll-padding knows", "html { scroll-behavior: smooth; scroll-padding-top: 130px }"],
  ["that the form's scroll-margin knows", "html { scroll-behavior: smooth } hyte-form { scroll-margin-top: 130px }"],
  ["that no style tells of", "html { scroll-behavior: smooth }"],
  ["in a page that jumps", ""],
  ["in a part that scrolls", "html, body { margin: 0; height: 100%; overflow: hidden } #part { height: 600px; overflow: auto; scroll-behavior: smooth }"],
]) {
  test(`the list of errors is never under a header ${what}`, async (t) => {
    const page = await open(t, `<div id="part">${header}<p style="height: 900px">Yllä</p>${element()}<p style="height: 900px">Alla</p></div>`, { head: `<style>${style}</style>` });
    await ready(page);
    const summary = frameOf(page).locator("#hyte-summary:focus");
    for (const round of ["first", "second"]) {
      // Chromium 156 now and then drops a click in a frame to which the page had to be scrolled.
      for (let tries = 0; tries < 3; tries++) {
        await submitButton(frameOf(page)).click();
        if (await summary.waitFor({ timeout: 3000 }).then(() => true, () => false)) break;
      }
      await summary.waitFor();
      let last = null;
      await until(page, async () => {
        const { y } = await summary.boundingBox();
        const rests = y === last;
        last = y;
        await page.waitForTimeout(250);
        return rests;
      }, "the page does not come to rest");
      const { y, height } = await summary.boundingBox();
      const { bottom } = await page.locator("#header").evaluate((e) => e.getBoundingClientRect());
      assert.ok(y >= bottom - 1 && y + Math.min(height, 300) <= 601, `the ${round} time the list is at ${y}, ${height} px high, the header reaches down to ${bottom}`);
    }
    await frameOf(page).locator("#hyte-summary a").first().click();
    await page.waitForTimeout(1200);
    const target = await frameOf(page).locator(":focus").boundingBox();
    const { bottom } = await page.locator("#header").evaluate((e) => e.getBoundingClientRect());
    assert.ok(target.y >= bottom - 1 && target.y + target.height <= 601, `the field is at ${target.y}`);
  });
}

for (const mode of ["frame", "inline"]) {
  for (const [what, hidden, show] of [
    ["a closed tab", (form) => `<div id="tab" hidden>${form}</div>`, () => (document.querySelector("#tab").hidden = false)],
    ["closed <details>", (form) => `<details><summary>Lomake</summary>${form}</details>`, () => (document.querySelector("details").open = true)],
    ["a closed dialog", (form) => `<dialog>${form}</dialog>`, () => document.querySelector("dialog").showModal()],
  ]) {
    test(`${mode}: a form in ${what} loads nothing until it is shown`, async (t) => {
      const page = await open(t, hidden(element(`mode="${mode}"`)));
      const asked = [];
      page.on("request", (request) => asked.push(new URL(request.url()).pathname));
      await page.reload({ waitUntil: "load" });
      await page.evaluate(() => customElements.whenDefined("hyte-form"));
      await page.waitForTimeout(400);
      assert.deepEqual(asked.filter((path) => path !== "/embed.js" && path !== "/favicon.ico").slice(1), []);
      await page.evaluate(show);
      await ready(page);
      assert.ok(asked.some((path) => /widget-\w+\.wasm$/.test(path)));
      await given(insideOf(page, mode)).fill("Väinö");
    });
  }

  test(`${mode}: an element of no size is no hidden one`, async (t) => {
    const page = await open(t, `<div style="display: flex"><hyte-form src="${form()}" mode="${mode}"></hyte-form></div>`);
    await ready(page);
  });

  test(`${mode}: the page's theme is followed, whatever changes it, and costs nothing that was typed`, async (t) => {
    const style = `html { color-scheme: light } html.dark { color-scheme: dark; --hyte-accent: rgb(1, 2, 3) } .blue hyte-form { --hyte-accent: rgb(4, 5, 6) }
      @media (prefers-color-scheme: dark) { hyte-form { --hyte-accent: rgb(7, 8, 9) } }`;
    const page = await open(t, `<div id="far"><div>${element(`mode="${mode}"`)}</div></div>`, { head: `<style>${style}</style>` });
    await ready(page);
    await given(insideOf(page, mode)).fill("Väinö");
    const look = () => insideOf(page, mode).locator(".hyte").evaluate((e) => [getComputedStyle(e).getPropertyValue("--h-accent"), getComputedStyle(e).backgroundColor].join(" on "));
    const [light, dark] = ["rgb(255, 255, 255)", "rgb(18, 23, 30)"];
    const isSoon = (wanted) => until(page, async () => (await look()) === wanted, `the theme is not ${wanted}`);
    await isSoon(`#1b4f7a on ${light}`);
    await page.evaluate(() => (document.documentElement.className = "dark"));
    await isSoon(`rgb(1, 2, 3) on ${dark}`);
    await page.evaluate(() => (document.querySelector("#far").className = "blue"));
    await isSoon(`rgb(4, 5, 6) on ${dark}`);
    await page.evaluate(() => document.querySelectorAll("[class]").forEach((e) => (e.className = "")));
    await isSoon(`#1b4f7a on ${light}`);
    await page.emulateMedia({ colorScheme: "dark" });
    await isSoon(`rgb(7, 8, 9) on ${light}`);
    assert.equal(await given(insideOf(page, mode)).inputValue(), "Väinö");
  });

  test(`${mode}: the page's language is followed until somebody has begun to answer`, async (t) => {
    const page = await open(t, element(`mode="${mode}"`, ""));
    await ready(page);
    const inside = insideOf(page, mode);
    const speak = (lang) => page.evaluate((lang) => (document.documentElement.lang = lang), lang);
    const speaks = (lang) => inside.locator(`.hyte[lang=${lang}] form[novalidate]`).waitFor();
    await speaks("fi");
    await speak("sv-FI");
    await speaks("sv");
    await given(inside).fill("Väinö");
    await speak("en");
    await page.locator("hyte-form").evaluate((form) => form.setAttribute("accent", "#123456"));
    await page.waitForTimeout(500);
    await speaks("sv");
    assert.equal(await given(inside).inputValue(), "Väinö");
    await page.locator("hyte-form").evaluate((form) => form.setAttribute("lang", "en")); // who says this means the form
    await speaks("en");
  });
}

test("a frame that moveBefore moves keeps what was typed; one that is moved otherwise begins anew, and works", async (t) => {
  const page = await open(t, `${element()}<div id="b"></div><div id="c"></div>`);
  await ready(page);
  await given(frameOf(page)).fill("Väinö");
  await page.evaluate(() => document.querySelector("#b").moveBefore(document.querySelector("hyte-form"), null));
  await page.waitForTimeout(300);
  assert.equal(await given(frameOf(page)).inputValue(), "Väinö");
  await page.evaluate(() => {
    document.documentElement.removeAttribute("data-ready");
    document.querySelector("#c").append(document.querySelector("hyte-form"));
  });
  await ready(page);
  assert.equal(await given(frameOf(page)).inputValue(), "");
});

test("inline: Escape reaches the page, whose dialogs it closes, and letters do not", async (t) => {
  const page = await open(t, `<div id="dialog">${element('mode="inline"')}</div>`);
  await ready(page);
  await page.evaluate(() => {
    for (const type of ["keydown", "keyup"]) document.addEventListener(type, ({ key }) => (document.title += ` ${type} ${key}`));
  });
  await given(page.locator("hyte-form")).focus();
  await page.keyboard.type("sv");
  await page.keyboard.press("Escape");
  assert.equal(await page.title(), "Kunta keydown Escape keyup Escape");
  const session = await page.context().newCDPSession(page);
  await session.send("Input.imeSetComposition", { text: "にほ", selectionStart: 2, selectionEnd: 2 });
  await given(page.locator("hyte-form")).evaluate((c) => c.dispatchEvent(new KeyboardEvent("keydown", { key: "Escape", isComposing: true, bubbles: true, composed: true })));
  assert.equal(await page.title(), "Kunta keydown Escape keyup Escape", "Escape that ends a composition closes the page's dialog");
});

for (const [what, style] of [["the whole sheet", "body { margin: 0 }"], ["what a column leaves of it", "body { margin: 0 } hyte-form { width: 520px }"]]) {
  test(`a printed page shows the form to its end, on ${what}`, async (t) => {
    const page = await open(t, element(), { head: `<style>${style}</style>`, viewport: { width: 1280, height: 600 } });
    await ready(page);
    await page.waitForTimeout(1500);
    const before = await heightOf(page);
    const printed = page.evaluate(() => new Promise((resolve) => addEventListener("afterprint", resolve, { once: true })));
    const atPrint = page.evaluate(() => new Promise((resolve) => addEventListener("beforeprint", () => resolve(document.querySelector("hyte-form").shadowRoot.querySelector("iframe").offsetHeight), { once: true })));
    await page.pdf({ format: "A4" });
    await printed;
    // The frame tells its height when it has been laid out for the screen again.
    for (let tries = 0; (await heightOf(page)) !== before && tries < 100; tries++) await page.waitForTimeout(20);
    assert.equal(await heightOf(page), before);
    await page.setViewportSize({ width: 700, height: 600 }); // a sheet between its margins
    await page.emulateMedia({ media: "print" });
    await page.waitForTimeout(300);
    const needed = await frameOf(page).locator("html").evaluate((html) => html.getBoundingClientRect().height);
    t.diagnostic(`${before} px on the screen, ${await atPrint} px printed, of which ${needed} are needed`);
    assert.ok((await atPrint) >= needed, "the end is cut off");
    assert.ok((await atPrint) < needed + 500, "half a sheet is blank");
  });
}

test("inline: a printed form is whole", async (t) => {
  const page = await open(t, `${element('mode="inline"')}<p id="end">Loppu</p>`);
  await ready(page);
  await page.emulateMedia({ media: "print" });
  const { form, end, clipped } = await page.evaluate(() => {
    const { shadowRoot } = document.querySelector("hyte-form");
    const last = [...shadowRoot.querySelectorAll(".hyte *")].reduce((bottom, e) => Math.max(bottom, e.getBoundingClientRect().bottom), 0);
    return { form: last, end: document.querySelector("#end").getBoundingClientRect().top, clipped: getComputedStyle(shadowRoot.firstElementChild).overflow };
  });
  assert.ok(form > 2000 && form <= end, `the form ends at ${form}, the page goes on at ${end}`);
  assert.equal(clipped, "visible");
});
