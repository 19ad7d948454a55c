// A clerk finds their own municipality among all 308: by keys, by pointer, by any of its
// names, by the name of a former one, in a frame, in a site's page, and without JavaScript.

import assert from "node:assert/strict";
import { test } from "node:test";
import { checkRules, checkWidths } from "./lib/accessibility.mjs";
import { launchFirefox, openPage, ready } from "./lib/browser.mjs";
import { answer, control, fill, languages, receipt, submit, text, waitForFocus } from "./lib/form.mjs";
import { hostPage, policy, scriptOf, setUpHost } from "./lib/host.mjs";
import { setUp } from "./lib/service.mjs";
import { country } from "./lib/stages.mjs";

const host = setUpHost();
const onHost = async () => {
  await host.start();
  return ["--embed-host", host.address];
};

const service = setUp({ keys: country, pointer: country, pertunmaa: country, plain: country, early: country, frame: country, inline: country }, onHost);

const name = "/nominator";
const search = (page) => page.locator("[data-hyte-search]");
const options = (page) => page.getByRole("listbox").getByRole("option");
const chosen = (page) => control(page, name).evaluate((list) => list.value);
const active = (page) => search(page).evaluate((box) => box.getRootNode().getElementById(box.getAttribute("aria-activedescendant"))?.textContent ?? "");
const announced = (page) => page.locator(".hyte-unseen[role=status]").textContent();

// Everything but the organization.
const rest = () => {
  const { [name]: _, ...others } = answer();
  return others;
};

// Asks again until the widget has done what it was told.
async function eventually(actual, expected) {
  let got;
  for (let i = 0; i < 100; i++) {
    got = await actual();
    if (got === expected) return;
    await new Promise((resolve) => setTimeout(resolve, 30));
  }
  assert.equal(got, expected);
}

async function journey(t, browser) {
  const page = await openPage(t, browser, service.address, "/keys/fi");
  await ready(page);
  const sent = [];
  page.on("request", (r) => r.method() === "POST" && sent.push(r.url()));
  const box = search(page);
  await page.locator(`label[for="hyte-field-nominator"]`).click();
  await waitForFocus(page, "hyte-field-nominator");
  assert.equal(await control(page, name).isVisible(), false, "the list stands beside its search");

  await page.keyboard.type("aanek");
  await eventually(() => options(page).allTextContents().then(String), "Äänekoski");
  await eventually(() => announced(page), text("fi", "search.count", { count: 1 }));
  await page.keyboard.press("Escape");
  await eventually(() => box.getAttribute("aria-expanded"), "false");
  assert.equal(await box.inputValue(), "aanek");
  await page.keyboard.press("Enter"); // of a closed list does nothing
  await page.keyboard.press("ArrowDown");
  await eventually(() => active(page), "Äänekoski");
  await page.keyboard.press("Home");
  await eventually(() => active(page), "");
  assert.equal(await box.evaluate((b) => b.selectionStart), 0, "Home does not move the caret");
  await page.keyboard.press("ArrowUp");
  await page.keyboard.press("Enter");
  await eventually(() => chosen(page), "municipality:992");
  await eventually(() => box.inputValue(), "Äänekoski");
  assert.equal(await box.getAttribute("aria-expanded"), "false");

  await box.selectText();
  await page.keyboard.type("tamm");
  await eventually(() => chosen(page), "");
  await page.keyboard.press("Tab");
  const problem = page.locator("#hyte-field-nominator-error");
  await eventually(() => problem.textContent(), text("fi", "rule.search.unchosen"));
  assert.equal(await box.getAttribute("aria-invalid"), "true");
  assert.equal(await box.inputValue(), "tamm", "what was typed is gone");
  assert.deepEqual(sent, [], "Enter has sent the form");

  await submit(page);
  await waitForFocus(page, "hyte-summary");
  await page.locator("#hyte-summary a").first().click();
  await waitForFocus(page, "hyte-field-nominator");
  await page.keyboard.press("ArrowDown");
  await eventually(() => active(page), "Tammela");
  await page.keyboard.press("Enter");
  await eventually(() => problem.textContent(), "");
  await fill(page, rest());
  await submit(page);
  await receipt(page, "fi");
  const [received] = (await service.download("/admin/keys/received.ndjson")).split("\n").filter(Boolean).map((line) => JSON.parse(line));
  assert.match(JSON.stringify(received), /"municipality:834"/);
}

test("the keyboard alone finds and chooses, in Chromium", (t) => journey(t, service.browser));

test("a pointer opens the list, and what it presses is chosen", async (t) => {
  const page = await service.open(t, "/pointer/en", { hasTouch: true });
  await ready(page);
  await search(page).tap();
  await eventually(() => options(page).count(), 308);
  for (const option of (await options(page).all()).slice(0, 3)) {
    const { height } = await option.boundingBox();
    assert.ok(height >= 44, `an option is ${height} px high`);
  }
  await page.keyboard.type("Anár");
  await options(page).filter({ hasText: "Inari (Anár)" }).tap();
  await eventually(() => chosen(page), "municipality:148");
  await eventually(() => search(page).inputValue(), "Inari");
  await waitForFocus(page, "hyte-field-nominator");
  await page.keyboard.press("ArrowDown");
  await eventually(() => active(page), "Inari");
  assert.ok(await options(page).filter({ hasText: /^Inari$/ }).evaluate((option) => {
    const [inner, outer] = [option, option.parentElement].map((e) => e.getBoundingClientRect());
    return inner.top >= outer.top - 1 && inner.bottom <= outer.bottom + 1;
  }), "the active option is out of sight");
});

test("somebody of former Pertunmaa learns, in Swedish, for whom to answer", async (t) => {
  const page = await service.open(t, "/pertunmaa/sv");
  await ready(page);
  await search(page).pressSequentially("pertunmaa");
  const told = text("sv", "search.former", { former: "Pertunmaa", successor: "Mäntyharju" });
  await page.locator(".hyte-found").getByText(told).waitFor();
  await eventually(() => announced(page), `${told} ${text("sv", "search.count", { count: 1 })}`);
  await page.keyboard.press("Tab");
  await eventually(() => page.locator("#hyte-field-nominator-error").textContent(), told);
  await search(page).focus();
  await page.keyboard.press("ArrowDown");
  await eventually(() => active(page), text("sv", "search.option.former", { former: "Pertunmaa", successor: "Mäntyharju" }));
  await page.keyboard.press("Enter");
  await eventually(() => chosen(page), "municipality:507");
});

for (const language of languages) {
  test(`the open list breaks no rule, and nothing is cut off at 320 px, in ${language}`, async (t) => {
    const page = await service.open(t, `/pointer/${language}`);
    await ready(page);
    assert.equal(await page.getByRole("combobox", { name: text(language, "label.nominator") }).and(search(page)).count(), 1, "the search has no name");
    await search(page).fill("er");
    await options(page).first().waitFor();
    await page.keyboard.press("ArrowDown");
    await eventually(async () => (await active(page)) !== "", true);
    await checkRules(page, "open list");
    await checkWidths(page, "open list");
    await search(page).fill("xyz");
    await page.locator(".hyte-found").getByText(text(language, "search.none")).waitFor();
    await checkRules(page, "nothing found");
  });
}

test("the active option is marked where colors are forced", async (t) => {
  const page = await service.open(t, "/pointer/fi", { forcedColors: "active" });
  await ready(page);
  await search(page).fill("er");
  await page.keyboard.press("ArrowDown");
  await page.locator("[aria-selected=true]").waitFor();
  const { outlineStyle, outlineWidth } = await page.locator("[aria-selected=true]").evaluate((e) => ({ ...getComputedStyle(e) }));
  assert.equal(outlineStyle, "solid");
  assert.ok(parseFloat(outlineWidth) >= 2);
});

test("whoever is in the list when the widget comes finishes there", async (t) => {
  const page = await service.open(t, "/early/fi", { hold: true });
  const list = control(page, name);
  await list.focus();
  await list.selectOption("municipality:109");
  page.release();
  await ready(page);
  assert.ok(await list.isVisible(), "the list went away under the hands of the person");
  assert.equal(await chosen(page), "municipality:109");
  await page.keyboard.press("Tab");
  await eventually(() => list.isVisible(), false);
  await eventually(() => search(page).inputValue(), "Hämeenlinna");
});

test("without JavaScript there is the list, by region, with both names of bilingual municipalities", async (t) => {
  const page = await service.open(t, "/plain/sv", { javaScriptEnabled: false });
  assert.equal(await page.locator(".hyte-search").isVisible(), false);
  const groups = page.locator(`select[name="${name}"] optgroup`);
  assert.equal(await groups.count(), 19);
  assert.equal(await groups.first().getAttribute("label"), "Nyland");
  assert.equal(await groups.first().locator('option[value="municipality:049"]').textContent(), "Esbo – Espoo");
  await checkWidths(page, "plain list");
  await fill(page, answer("municipality:834"));
  await submit(page);
  await receipt(page, "sv");
});

const ways = {
  frame: [{ "script-src": () => service.address, "frame-src": () => service.address, "form-action": () => "'none'" }, "", (page) => page.locator("hyte-form iframe").contentFrame()],
  inline: [{ "script-src": () => `${service.address} 'wasm-unsafe-eval'`, "connect-src": () => service.address, "form-action": () => service.address }, 'mode="inline"', (page) => page.locator("hyte-form")],
};

for (const [call, [allowed, attributes, inside]] of Object.entries(ways)) {
  test(`${call}: the search works on another site, and its Escape stays with it`, async (t) => {
    const form = `${service.address}/${call}/fi`;
    const headers = policy({ "default-src": "'none'", "base-uri": "'none'", "require-trusted-types-for": "'script'", "img-src": "'self'", ...Object.fromEntries(Object.entries(allowed).map(([key, value]) => [key, value()])) });
    host.put(`/${call}`, hostPage(`${scriptOf(service)}<hyte-form src="${form}" ${attributes}><a href="${form}">Ehdotuslomake</a></hyte-form>`), headers);
    const page = await openPage(t, service.browser, host.address, `/${call}`);
    await ready(page);
    await page.evaluate(() => document.addEventListener("keydown", ({ key }) => (document.documentElement.dataset.keys = (document.documentElement.dataset.keys ?? "") + key)));
    const around = inside(page);
    await search(around).click();
    await page.keyboard.type("åbo");
    await eventually(() => options(around).allTextContents().then(String), "Turku – Åbo,Oulu (Uleåborg)");
    const [box, list] = await Promise.all([search(around).boundingBox(), around.getByRole("listbox").boundingBox()]);
    assert.ok(list.y >= box.y + box.height - 1 && Math.abs(list.x - box.x) < 4, "the list is not at its search");
    await page.keyboard.press("Escape");
    await eventually(() => search(around).getAttribute("aria-expanded"), "false");
    assert.equal(await page.evaluate(() => document.documentElement.dataset.keys ?? ""), "", "the page around hears what is the list's");
    await page.keyboard.press("ArrowDown");
    await eventually(() => active(around), "Turku – Åbo");
    await page.keyboard.press("Enter");
    await eventually(() => chosen(around), "municipality:853");
  });
}

test("the keyboard alone finds and chooses, in Firefox", async (t) => {
  const firefox = await launchFirefox();
  t.after(() => firefox.close());
  await journey(t, firefox);
});
