// The main job: a clerk answers a call and gets a receipt, and the organizer
// sees who has answered and who is missing. In each language, with the widget
// and without JavaScript.

import assert from "node:assert/strict";
import { test } from "node:test";
import { ready } from "./lib/browser.mjs";
import { activeId, answer, checkErrors, fill, held, languages, receipt, skipNativeCheck, submit, submitButton, text } from "./lib/form.mjs";
import { download, openRoster, rosterLine, statuses } from "./lib/organizer.mjs";
import { hyte, setUp } from "./lib/service.mjs";

const ways = [
  { way: "widget", how: "with the widget", options: {} },
  { way: "plain", how: "without JavaScript", options: { javaScriptEnabled: false } },
];

const service = setUp(Object.fromEntries(languages.flatMap((language) => ways.map(({ way }) => [`job-${language}-${way}`, null]))));

const decision = { fi: "Kunnanhallitus, 11.1.2021", sv: "Kunnanhallitus, den 11\u00a0januari 2021", en: "Kunnanhallitus, 11\u00a0January 2021" };
const organization = { fi: "Hämeenlinna", sv: "Tavastehus", en: "Hämeenlinna" };

for (const language of languages) {
  for (const { way, how, options } of ways) {
    const id = `job-${language}-${way}`;
    test(`in ${language}, ${how}, a clerk answers and the organizer sees it`, async (t) => {
      const sent = await answers(t, id, language, way, options);
      const page = await openRoster(t, service, id, language, options);
      await sees(page, language, sent.reference);
      await takesHome(page, id, language, sent.id);
      await page.getByRole("button", { name: text(language, "logout.submit") }).click();
      await page.getByLabel(text(language, "login.token"), { exact: true }).waitFor();
      await page.goto(`/admin/${id}?lang=${language}`);
      assert.match(page.url(), /\/admin\/login\?/);
    });
  }
}

// A clerk sends an empty form, mends it and gets a receipt, whose id is
// returned.
async function answers(t, id, language, way, options) {
  const page = await service.open(t, `/${id}/${language}`, { ...options, tolerate: way === "plain" ? /status of 422/ : undefined });
  assert.equal(await page.locator("html").getAttribute("lang"), language);
  assert.equal(await page.locator("[aria-invalid=true], .hyte-wrong").count(), 0, "an empty form is not wrong");
  if (way === "widget") await ready(page);
  else await isStoppedByBrowser(page);
  await submit(page);
  const problems = await checkErrors(page, language);
  assert.deepEqual(problems, [
    "rule.required@nominator", "rule.required@person.givenName", "rule.required@person.familyName", "rule.contact.missing@person",
    "rule.required@submitter.givenName", "rule.required@submitter.familyName", "rule.required@submitter.email",
  ].map((key) => text(language, key)));

  await fill(page, answer("municipality:109", { "/submitter/email": "vaino.nayte" }));
  await submit(page);
  const left = await checkErrors(page, language);
  assert.deepEqual(left, [text(language, "rule.format.email:at_missing")]);
  await fill(page, { "/submitter/email": "vaino.nayte@example.fi" });
  await submit(page);
  const sent = { id: await receipt(page, language), reference: await page.locator(".hyte-facts code").textContent() };
  assert.equal(await activeId(page), "hyte-receipt");
  const words = await page.locator("main").innerText();
  assert.ok(words.includes(organization[language]), words);
  const later = await (await page.request.get(new URL(page.url()).pathname)).text();
  for (const personal of ["Aino", "Väinö", "vaino.nayte"]) {
    assert.ok(words.includes(personal), `the receipt does not show its sender ${personal}`);
    assert.ok(!later.includes(personal), `the receipt shows ${personal} to others`);
  }
  await page.getByRole("link", { name: text(language, "receipt.again") }).click();
  await submitButton(page).waitFor();
  assert.deepEqual(await held(page), { "/representatives/0/person/contactVisibility": "organizer" });
  return sent;
}

// A browser without the widget stops a form that lacks what is required, by
// itself. The service is asked by one that does not.
async function isStoppedByBrowser(page) {
  const url = page.url();
  await submit(page);
  assert.equal(await page.evaluate(() => document.activeElement.name), "/nominator");
  assert.equal(page.url(), url);
  assert.equal(await page.locator("#hyte-summary").isVisible(), false);
  await skipNativeCheck(page);
}

// The organizer sees the answer, and who is missing.
async function sees(page, language, reference) {
  const line = await rosterLine(page, "municipality:109");
  assert.equal(line.status, text(language, "status.received"));
  for (const part of [organization[language], "Aino Esimerkki", "hyvinvointikoordinaattori", "aino.esimerkki@example.fi", "+358\u00a040\u00a0123\u00a04567"]) {
    assert.ok(line.text.includes(part), `“${part}” is not in: ${line.text}`);
  }
  await page.locator("#o-municipality-109 summary").click();
  const more = await rosterLine(page, "municipality:109");
  for (const part of [reference, decision[language], "Väinö Näyte"]) assert.ok(more.text.includes(part), `“${part}” is not in: ${more.text}`);
  assert.deepEqual(await statuses(page), { [text(language, "status.received")]: 1, [text(language, "status.missing")]: 14 });
  const numbers = await page.locator(".org-numbers dt").evaluateAll((terms) => terms.map((term) => [term.textContent, Number(term.nextElementSibling.textContent)]));
  const expected = { asked: 15, answered: 1, missing: 14, representatives: 1 };
  assert.deepEqual(numbers, Object.entries(expected).map(([key, n]) => [text(language, `summary.${key}`), n]));
}

// What the organizer downloads says the same, and the program makes the same
// of it.
async function takesHome(page, id, language, sent) {
  const data = await download(page, text(language, "roster.download.json"));
  const table = await download(page, text(language, "roster.download.csv"));
  const workbook = await download(page, text(language, "roster.download.xlsx"));
  const received = await download(page, text(language, "received.download"));
  const files = [data, table, workbook, received].map(({ name }) => name);
  assert.deepEqual(files, [`${id}.json`, `${id}.csv`, `${id}.xlsx`, `${id}-received.ndjson`]);
  assert.ok(workbook.content.startsWith("PK"), "a workbook is a ZIP archive");

  const { nominators, summary } = JSON.parse(data.content);
  const { counted } = nominators.find((e) => e.nominator === "municipality:109");
  assert.equal(counted.id, sent);
  assert.equal(counted.nomination.language, language);
  assert.equal(counted.nomination.representatives[0].person.telephone, "+358401234567");
  assert.equal(nominators.filter((e) => e.status === "missing").length, 14);

  const call = service.callFile(id);
  const roster = await hyte(["roster", "--call", call, "--format", "json", "-"], received.content);
  assert.deepEqual([roster.status, roster.stderr], [0, ""]);
  assert.deepEqual(pick(JSON.parse(roster.stdout)), { nominators, summary });
  const csv = await hyte(["roster", "--call", call, "--format", "csv", "--lang", language, "-"], received.content);
  assert.equal(csv.stdout, table.content);
  assert.match(csv.stdout, /^\uFEFF[^;"]+;/, "Excel in Finland opens it as a table only so");
  assert.equal(csv.stdout.split("\r\n").length, 15 + 2);
}

const pick = ({ nominators, summary }) => ({ nominators, summary });
