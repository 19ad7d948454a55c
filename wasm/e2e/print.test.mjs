// A brand on the service's pages as a browser shows them, and all of them on paper: no buttons,
// black on white whatever the scheme, as many words as on the screen.

import assert from "node:assert/strict";
import { join } from "node:path";
import { test } from "node:test";
import { answer, fill, look, nomination, receipt, send, skipNativeCheck, submitButton, text } from "./lib/form.mjs";
import { openRoster } from "./lib/organizer.mjs";
import { root, setUp } from "./lib/service.mjs";

const brand = join(root, "examples/deploy/brand");
const service = setUp({ call: null }, ["--brand", join(brand, "brand.json"), "--accessibility", join(brand, "accessibility.json")], async () => {
  const sent = await service.post("call", nomination("call", "municipality:061"));
  assert.equal(sent.status, 201);
});

// Without a script a page is as it is sent, and stays so.
const scriptless = { javaScriptEnabled: false };

// What must not be on paper, and every color that is. A color is told with the text that has it.
const onPaper = (page) =>
  page.evaluate(() => {
    const shown = (element) => element.checkVisibility({ visibilityProperty: true }) && element.getBoundingClientRect().width > 1;
    const luminance = (color) => {
      const [r, g, b, a = 1] = color.match(/[\d.]+/g).map(Number);
      return a === 0 ? 1 : (0.2126 * r + 0.7152 * g + 0.0722 * b) / 255;
    };
    const all = [...document.querySelectorAll("body *")].filter(shown);
    const named = (elements) => elements.map((element) => `${element.tagName} ${element.className.baseVal ?? element.className}: ${element.textContent.trim().slice(0, 40)}`);
    const says = (element) => [...element.childNodes].some((node) => node.nodeType === Node.TEXT_NODE && node.data.trim());
    return {
      pressed: named(all.filter((element) => element.matches("button, .hyte-button, .hyte-skip, nav"))),
      pale: named(all.filter((element) => says(element) && luminance(getComputedStyle(element).color) > 0.25)),
      dark: named(all.filter((element) => luminance(getComputedStyle(element).backgroundColor) < 0.95)),
    };
  });

async function checkPaper(page, what) {
  for (const colorScheme of ["light", "dark"]) {
    await page.emulateMedia({ media: "print", colorScheme });
    assert.deepEqual(await onPaper(page), { pressed: [], pale: [], dark: [] }, `${what}, ${colorScheme}`);
  }
  const pdf = (await page.pdf({ format: "A4" })).toString("latin1");
  assert.ok(pdf.match(/\/Type\s*\/Page\b/g).length >= 1, `${what}: a PDF without a page`);
  await page.emulateMedia({ media: "screen", colorScheme: "light" });
}

test("every page can be printed", async (t) => {
  const page = await service.open(t, "/call/fi", scriptless);
  await checkPaper(page, "the form");
  await fill(page, answer());
  assert.equal(await look(page), "hyte-check");
  await checkPaper(page, "the last look");
  await send(page);
  await receipt(page, "fi");
  await checkPaper(page, "the receipt");
  await page.goto("/accessibility?lang=fi");
  const outside = page.locator("main a[href^=http]").first();
  assert.equal(await outside.evaluate((link) => getComputedStyle(link, "::after").content), "none", "on a screen a link shows no address");
  await page.emulateMedia({ media: "print" });
  assert.match(await outside.evaluate((link) => getComputedStyle(link, "::after").content), /\(.*https:\/\/www\.example\.fi\//);
  await checkPaper(page, "the accessibility statement");
  await checkPaper(await openRoster(t, service, "call", "fi"), "the roster");
});

test("a heading stays with what it is above", async (t) => {
  const page = await service.open(t, "/call/fi", scriptless);
  await page.emulateMedia({ media: "print" });
  const apart = await page.locator("h1, h2, h3, legend, label").evaluateAll((all) => all.filter((e) => getComputedStyle(e).breakAfter !== "avoid").map((e) => e.textContent));
  assert.deepEqual(apart, []);
});

test("the brand is seen: name, logo for the scheme, colors, and its policy lets it in", async (t) => {
  const page = await service.open(t, "/call/sv", scriptless);
  for (const [colorScheme, logo, accent] of [["light", ".hyte-logo-light", "rgb(0, 89, 79)"], ["dark", ".hyte-logo-dark", "rgb(127, 214, 198)"]]) {
    await page.emulateMedia({ colorScheme });
    await page.waitForFunction((name) => document.querySelector(name).complete && document.querySelector(name).naturalWidth > 0, logo);
    assert.deepEqual(await page.locator(".hyte-logo:visible").evaluateAll((all) => all.map((e) => e.className)), [`hyte-logo ${logo.slice(1)}`]);
    assert.equal(await page.locator(".hyte-footer a").first().evaluate((link) => getComputedStyle(link).color), accent);
  }
  await page.emulateMedia({ colorScheme: "light" });
  assert.equal(await page.locator(".hyte-brand").innerText(), "Exempellands förbund");
  await page.getByRole("link", { name: text("sv", "page.accessibility") }).click();
  await page.getByRole("heading", { level: 1, name: "Tillgänglighetsutlåtande" }).waitFor();
});

test("errors and advice have a sign of their own, in forced colors too", async (t) => {
  const page = await service.open(t, "/call/fi", { ...scriptless, forcedColors: "active", tolerate: /status of 422/ });
  await fill(page, { ...answer(), "/submitter/email": "aino" });
  await skipNativeCheck(page);
  await submitButton(page).click();
  const problem = page.locator(".hyte-problem:not(:empty, .hyte-advice)").first();
  await problem.waitFor();
  const sign = await problem.evaluate((p) => { const s = getComputedStyle(p, "::before"); return [s.content, s.borderTopStyle, s.display]; });
  assert.match(sign[0], /^"!"/);
  assert.deepEqual(sign.slice(1), ["solid", "block"]);
  assert.ok(await page.locator("#hyte-summary h2 svg").isVisible());
});
