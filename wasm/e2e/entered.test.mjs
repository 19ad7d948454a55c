// What came by email or on paper, which the organizer enters: the whole answer, with
// when and how it came. The organizer's pages have no script.

import assert from "node:assert/strict";
import { test } from "node:test";
import { checkPage } from "./lib/accessibility.mjs";
import { answer, fill, languages, nomination, submit, text } from "./lib/form.mjs";
import { openRoster, rosterLine } from "./lib/organizer.mjs";
import { dayFromNow, setUp } from "./lib/service.mjs";

const past = { issued: dayFromNow(-20), deadline: { date: dayFromNow(-2), kind: "authority" } };
const service = setUp({ call: null, late: (call) => Object.assign(call, past) });

const arrived = (days, clock = "09:30") => `${dayFromNow(days)}T${clock}`;
const onPaper = (nominator, days = -1) => ({ via: "paper", arrivedAt: arrived(days), enteredBy: "Helmi Mallikas", ...answer(nominator, { "/decision/date": "" }) });
const link = (page, organization) => page.getByRole("link", { name: text("fi", "answer.label", { organization }) });

// Goes on with the Tab key to a control, and types.
async function type(page, name, value) {
  for (let i = 0; i < 60 && (await page.evaluate(() => document.activeElement.name)) !== name; i++) await page.keyboard.press("Tab");
  assert.equal(await page.evaluate(() => document.activeElement.name), name, `${name} cannot be reached with the keyboard`);
  if (value === true) await page.keyboard.press("Space");
  else await page.keyboard.type(value);
}

test("without JavaScript and with the keyboard alone, a paper answer is entered", async (t) => {
  const page = await openRoster(t, service, "call", "fi", { javaScriptEnabled: false });
  await link(page, "Hattula").press("Enter");
  await page.waitForURL("**/answer/municipality:082?lang=fi");
  assert.equal(await page.locator('[name="/nominator"]').inputValue(), "municipality:082");
  await page.locator('[name="via"]').first().focus();
  await page.keyboard.press("ArrowDown");
  await fill(page, { arrivedAt: arrived(-1) }); // how it is typed, the browser's language decides
  for (const [name, value] of Object.entries({
    enteredBy: "Helmi Mallikas",
    "/representatives/0/person/givenName": "Aino",
    "/representatives/0/person/familyName": "Esimerkki",
    "/representatives/0/person/email": "aino@example.fi",
    "/submitter/givenName": "Onni",
    "/submitter/familyName": "Mallikas",
    "/submitter/email": "kirjaamo@example.fi",
    "/consent": true,
  })) {
    await type(page, name, value);
  }
  await page.keyboard.press("Tab");
  await page.keyboard.press("Enter");
  await page.waitForURL("**/admin/call?lang=fi#o-municipality-082");
  await page.locator("#o-municipality-082 summary").first().click();
  const line = await rosterLine(page, "municipality:082");
  for (const want of ["Aino Esimerkki", text("fi", "via.paper"), "Helmi Mallikas", "klo\u00a09.30"]) assert.ok(line.text.includes(want), `no ${want} in ${line.text}`);
  const { status, counted } = await service.entry("call", "municipality:082");
  assert.deepEqual([status, counted.via, counted.enteredBy], ["received", "paper", "Helmi Mallikas"]);
  assert.ok(counted.receivedAt.startsWith(arrived(-1)), counted.receivedAt);
});

test("what must be mended is told before anything is kept, and another representative finds room", async (t) => {
  const page = await openRoster(t, service, "call", "fi", { tolerate: /status of 422/ });
  await page.goto("/admin/call/answer/hospital-district:khshp?lang=fi");
  const values = { ...onPaper("hospital-district:khshp"), enteredBy: " ", "/consent": false };
  await fill(page, values);
  await page.locator("form.hyte-form").evaluate((form) => void (form.noValidate = true));
  await submit(page);
  await page.locator("#hyte-summary:focus").waitFor();
  assert.deepEqual(await page.locator("#hyte-summary a").allTextContents(), [text("fi", "decide.enteredBy.wrong"), text("fi", "rule.consent.missing")]);
  await page.locator("#hyte-summary a").first().click();
  assert.equal(await page.evaluate(() => document.activeElement.name), "enteredBy");
  await fill(page, { enteredBy: "Helmi Mallikas" });
  await page.getByRole("button", { name: text("fi", "button.add.representatives") }).click();
  const second = '[name="/representatives/1/person/givenName"]';
  await page.locator(`${second}:focus`).waitFor();
  await fill(page, {
    "/representatives/1/person/givenName": "Eino",
    "/representatives/1/person/familyName": "Kuvitelma",
    "/representatives/1/person/email": "eino@example.fi",
    "/consent": true,
  });
  await submit(page);
  await page.waitForURL("**/admin/call?lang=fi#*");
  const { counted } = await service.entry("call", "hospital-district:khshp");
  assert.deepEqual(counted.nomination.representatives.map((r) => r.person.givenName), ["Aino", "Eino"]);
});

test("an answer counts from when it came: in time though entered late, and in place of another's", async (t) => {
  await service.post("late", nomination("late", "municipality:109"));
  const page = await openRoster(t, service, "late", "fi");
  for (const [nominator, days, status] of [["municipality:061", -3, "received"], ["municipality:082", -1, "late"], ["municipality:109", -3, "received"]]) {
    await page.goto(`/admin/late/answer/${nominator}?lang=fi`);
    await fill(page, onPaper(nominator, days));
    await submit(page);
    await page.waitForURL("**/admin/late?lang=fi#*");
    assert.equal((await service.entry("late", nominator)).status, status, nominator);
  }
});

for (const language of languages) {
  test(`the page and what it says of mistakes, in ${language}`, async (t) => {
    const page = await openRoster(t, service, "call", language, { tolerate: /status of 422/ });
    await page.goto(`/admin/call/answer/municipality:103?lang=${language}`);
    await checkPage(page, "empty", language);
    await page.locator("form.hyte-form").evaluate((form) => void (form.noValidate = true));
    await submit(page);
    await page.locator("#hyte-summary:focus").waitFor();
    await checkPage(page, "with mistakes", language);
    await page.goto(`/admin/call/enter/municipality:103?lang=${language}`);
    await checkPage(page, "a notice", language);
  });
}
