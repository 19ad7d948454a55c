// A request that asks questions and for nobody, that of examples/follow-up: answered in
// every language, with the widget and without JavaScript, and shown to the organizer.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { checkPage } from "./lib/accessibility.mjs";
import { ready } from "./lib/browser.mjs";
import { checkErrors, control, fill, languages, receipt, replyText, skipNativeCheck, submit, text, waitForFocus } from "./lib/form.mjs";
import { openRoster, rosterLine } from "./lib/organizer.mjs";
import { root, setUp } from "./lib/service.mjs";
import { followUp } from "./lib/stages.mjs";

const example = JSON.parse(readFileSync(join(root, "examples/follow-up/call.json"), "utf8"));

const ways = [["with the widget", {}, "municipality:398"], ["without JavaScript", { javaScriptEnabled: false }, "municipality:081"]];
const service = setUp(Object.fromEntries(languages.map((language) => [`follow-up-${language}`, followUp])));

const answers = { "item-2": "begun", "item-3-1": "done", "what-was-done": "Toteutunut.\nJatkuu.", responsible: "Sivistyslautakunta", council: "18.11.2026", support: "yes" };
const submitter = { givenName: "Aino", familyName: "Esimerkki", email: "aino.esimerkki@example.fi" };
const label = (id, language) => example.questions.find((q) => q.id === id).label[language];
const option = (id, value, language) => example.questions.find((q) => q.id === id).options.find((o) => o.id === value).label[language];

const typed = (nominator, more) =>
  Object.fromEntries([["/nominator", nominator], ...Object.entries(more).map(([id, value]) => [`/answers/${id}`, value]), ...Object.entries(submitter).map(([name, value]) => [`/submitter/${name}`, value])]);

for (const language of languages) {
  for (const [how, options, nominator] of ways) {
    test(`${how}, an organization replies in ${language}`, async (t) => {
      const id = `follow-up-${language}`;
      const isPlain = options.javaScriptEnabled === false;
      const page = await service.open(t, `/${id}/${language}`, { ...options, tolerate: isPlain ? /status of 422/ : undefined });
      if (!isPlain) await ready(page);
      assert.equal(await control(page, "/consent").count(), 0, "a reply asks for consent");
      assert.equal(await page.getByRole("link", { name: replyText(language, "link.refusal") }).count(), 1);

      const { responsible, ...some } = answers;
      await fill(page, typed(nominator, some));
      await skipNativeCheck(page);
      await submit(page);
      assert.deepEqual(await checkErrors(page, language), [text(language, "rule.answer.missing@*", { label: label("responsible", language) })]);

      await fill(page, { "/answers/responsible": responsible });
      await submit(page);
      const given = await receipt(page, language);
      const { counted } = await service.entry(id, nominator);
      assert.equal(counted.id, given);
      assert.deepEqual(counted.reply.answers, { ...answers, council: "2026-11-18" });
      assert.equal(counted.reply.language, language);
    });
  }

  test(`the organizer reads the replies in ${language}`, async (t) => {
    const id = `follow-up-${language}`;
    const page = await openRoster(t, service, id, language);
    const line = await rosterLine(page, "municipality:398");
    for (const shown of [label("item-2", language), option("item-2", "begun", language), text(language, "option.answers.yes"), "Sivistyslautakunta"]) {
      assert.ok(line.text.includes(shown), `${shown} is not in ${line.text}`);
    }
    const table = await service.download(`/admin/${id}/roster.csv?lang=${language}`);
    const [head] = table.split("\r\n");
    for (const q of example.questions) assert.ok(head.includes(q.label[language]), `${q.id} has no column in ${head}`);
    assert.equal((await rosterLine(page, "municipality:098")).status, text(language, "status.missing"));
  });
}

test("what the request does not ask for is not found", async () => {
  assert.equal((await service.post("follow-up-fi", {})).status, 404);
});

test("the form of a reply is accessible, also while something is wrong", async (t) => {
  const page = await service.open(t, "/follow-up-fi/fi");
  await ready(page);
  await checkPage(page, "the empty form", "fi");
  await submit(page);
  await waitForFocus(page, "hyte-summary");
  await checkPage(page, "mistakes", "fi");
});
