// Who registers for an event, and who asks something before it: in three languages, with
// the widget and without JavaScript.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { checkPage } from "./lib/accessibility.mjs";
import { ready } from "./lib/browser.mjs";
import { checkErrors, fill, languages, receiptId, skipNativeCheck, submit } from "./lib/form.mjs";
import { partnershipDay, root, setUp } from "./lib/service.mjs";

const link = "https://example.fi/kumppanuuspaiva";
const id = "kumppanuuspaiva-2027";

const service = setUp({ call: null }, async (service) => {
  await service.write(partnershipDay());
  return ["--call", service.callFile(id)];
});

// The texts of a form, by language: its own over those that the forms of events share.
const folders = (form) => ["forms", "forms/event", `forms/${form}`];
const texts = Object.fromEntries(
  ["registration", "question"].map((form) => [
    form,
    Object.fromEntries(languages.map((l) => [l, Object.assign({}, ...folders(form).map((f) => JSON.parse(readFileSync(join(root, f, "texts", `${l}.json`), "utf8"))))])),
  ]),
);

const person = { "/person/givenName": "Hilja", "/person/familyName": "Esimerkki", "/person/email": "hilja@example.fi", "/mode": "remote", "/answers/tyopaja": "lapset" };
const question = { "/theme": "jarjestot", "/text": "Miten pieni yhdistys pääsee mukaan?", "/author/name": "Hilja Esimerkki" };

const received = async () =>
  (await service.download(`/admin/${id}/received.ndjson`)).split("\n").filter(Boolean).map((line) => JSON.parse(line));

// The id of the receipt with that heading.
const title = async (page, name) => {
  await page.getByRole("heading", { level: 1, name, exact: true }).waitFor();
  return receiptId(page);
};

for (const language of languages) {
  for (const [how, options] of [["with the widget", {}], ["without JavaScript", { javaScriptEnabled: false }]]) {
    const live = (page) => (options.javaScriptEnabled === false ? page.locator("form").waitFor() : ready(page));

    test(`${how}, somebody registers and asks in ${language}`, async (t) => {
      // Without a script, what is refused is a page with the status 422, which browsers tell.
      const isPlain = options.javaScriptEnabled === false;
      const page = await service.open(t, `/${id}/${language}`, { ...options, tolerate: isPlain ? /status of 422/ : undefined });
      await live(page);
      const registration = texts.registration[language];
      assert.ok(!(await page.content()).includes(link), "anyone sees the link");
      if (!isPlain) await checkPage(page, "the registration", language); // which is done by a script

      await fill(page, { "/person/givenName": "Hilja", "/person/email": "hilja", "/mode": "place", "/answers/tyopaja": "lapset" });
      await skipNativeCheck(page);
      await submit(page);
      const told = await checkErrors(page, language);
      assert.ok(told.includes(registration["rule.required@person.familyName"]), told.join("\n"));
      await fill(page, person);
      await submit(page);
      const registered = await title(page, registration["receipt.title"]);
      assert.equal(await page.getByRole("link", { name: link }).getAttribute("href"), link);

      await page.getByRole("link", { name: registration["link.question"] }).click();
      await page.waitForURL(`**/${id}/${language}/question`);
      await live(page);
      const asking = texts.question[language];
      await page.getByText(asking["question.moderation"]).first().waitFor();
      await fill(page, { "/theme": "kunnat" });
      await skipNativeCheck(page);
      await submit(page);
      assert.deepEqual(await checkErrors(page, language), [asking["rule.required@text"]]);
      await fill(page, question);
      await submit(page);
      const asked = await title(page, asking["receipt.title"]);
      await page.getByText(asking["question.moderation"]).waitFor();
      assert.ok(!(await page.content()).includes(link), "who asks gets the link of those who have registered");

      await page.goto(new URL(`/${id}/${language}/public`, page.url()).href);
      await page.locator(`main a[href="/${id}/${language}"]`).waitFor();
      assert.ok(!(await page.content()).includes(question["/text"]), "a question is shown before the organizer has published it");
      if (!isPlain) await checkPage(page, "the programme", language);

      const all = await received();
      const found = (wanted) => all.find((r) => r.id === wanted);
      assert.deepEqual(found(registered).registration, {
        event: id,
        person: { givenName: "Hilja", familyName: "Esimerkki", email: "hilja@example.fi" },
        mode: "remote",
        answers: { tyopaja: "lapset" },
        language,
      });
      assert.deepEqual(found(asked).question, { event: id, theme: "jarjestot", text: "Miten pieni yhdistys pääsee mukaan?", author: { name: "Hilja Esimerkki" }, language });
    });
  }
}
