// One page for the calls of a letter that asks for people to several bodies.

import assert from "node:assert/strict";
import { test } from "node:test";
import { checkPage } from "./lib/accessibility.mjs";
import { control, fill, held, languages, submit, text, waitForFocus } from "./lib/form.mjs";
import { setUp } from "./lib/service.mjs";
import { councils, series } from "./lib/stages.mjs";

const service = setUp(series);

const of = (id, name) => `/inquiries/${id}${name}`;
const person = (id, givenName, familyName) => ({
  [of(id, "/representatives/0/person/givenName")]: givenName,
  [of(id, "/representatives/0/person/familyName")]: familyName,
  [of(id, "/representatives/0/person/jobTitle")]: "hyvinvointikoordinaattori",
  [of(id, "/representatives/0/person/sector")]: "culture-and-library",
  [of(id, "/representatives/0/person/gender")]: "woman",
  [of(id, "/representatives/0/person/email")]: "aino.esimerkki@example.fi",
});
const shared = (nominator) => ({
  "/nominator": nominator,
  "/submitter/givenName": "Onni", "/submitter/familyName": "Mallikas", "/submitter/email": "kirjaamo@example.fi",
  "/consent": true,
});

for (const [i, language] of languages.slice(0, 2).entries()) {
  for (const javaScriptEnabled of [true, false]) {
    test(`two councils of three on one page, in ${language}, ${javaScriptEnabled ? "with" : "without"} JavaScript`, async (t) => {
      const nominator = [["municipality:109", "municipality:061"], ["municipality:165", "municipality:169"]][i][Number(javaScriptEnabled)];
      const page = await service.open(t, `/youth/${language}`, { javaScriptEnabled, tolerate: /422/ });
      await page.getByRole("link", { name: text(language, "series.link", { count: 3 }) }).click();
      await page.getByRole("heading", { level: 1, name: text(language, "series.title", { count: 3 }) }).waitFor();
      if (javaScriptEnabled) await checkPage(page, "empty page", language);
      await fill(page, { ...shared(nominator), ...person("elderly", "Aino", "Esimerkki"), ...person("youth", "Aino", ""), "/submitter/email": "onni" });
      await page.locator("form").evaluate((form) => void (form.noValidate = true));
      await submit(page);

      await waitForFocus(page, "hyte-summary");
      assert.ok((await page.title()).startsWith(text(language, "title.error", { title: "" })));
      const links = page.locator("#hyte-summary a");
      assert.equal(await links.count(), 2);
      assert.equal(await page.locator("#hyte-summary li", { hasText: councils.youth[i] }).locator("a").count(), 1, "it is not said of which council");
      if (javaScriptEnabled) await checkPage(page, "page with mistakes", language);
      await links.last().click();
      await waitForFocus(page, "hyte-field-inquiries-youth-representatives-0-person-familyName");
      await page.keyboard.type("Esimerkki");
      await control(page, "/submitter/email").fill("kirjaamo@example.fi");
      await submit(page);

      await page.getByRole("heading", { level: 1, name: text(language, "series.receipt.title") }).waitFor();
      assert.equal(await page.locator(".hyte-facts code").count(), 2);
      assert.ok(await page.getByText(text(language, "series.missing")).isVisible());
      if (javaScriptEnabled) await checkPage(page, "receipts", language);
      for (const [id, status] of Object.entries({ elderly: "received", youth: "received", disability: "missing" })) {
        assert.equal((await service.entry(id, nominator)).status, status, id);
      }
    });
  }
}

test("nothing filled in but who answers", async (t) => {
  const page = await service.open(t, "/elderly/fi/series", { tolerate: /422/ });
  await fill(page, shared("municipality:433"));
  await submit(page);
  await waitForFocus(page, "hyte-summary");
  assert.equal(await page.locator("#hyte-summary li").textContent(), text("fi", "series.empty"));
  assert.equal((await service.entry("elderly", "municipality:433")).status, "missing");
});

for (const javaScriptEnabled of [true, false]) {
  test(`the page is saved as a file and comes back into an empty one, ${javaScriptEnabled ? "with" : "without"} JavaScript`, async (t) => {
    const options = { javaScriptEnabled, tolerate: /422/ };
    const page = await service.open(t, "/youth/fi/series", options);
    await fill(page, { ...shared("municipality:109"), ...person("elderly", "Aino", "Esimerkki"), ...person("youth", "Aino", "Esimerkki") });
    const typed = await held(page);
    const [file] = await Promise.all([page.waitForEvent("download"), page.getByRole("button", { name: text("fi", "draft.save") }).click()]);
    assert.match(file.suggestedFilename(), /-series-draft\.json$/);
    const empty = await service.open(t, "/elderly/sv/series", options);
    await empty.locator("[name=opened]").setInputFiles(await file.path());
    await empty.getByRole("button", { name: text("sv", "draft.open.button") }).click();
    await waitForFocus(empty, "hyte-notice");
    assert.equal((await empty.locator("#hyte-notice").textContent()).trim(), text("sv", "draft.opened"));
    assert.deepEqual(await held(empty), typed);
  });
}
