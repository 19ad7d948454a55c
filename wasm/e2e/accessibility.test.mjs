// The organizer's pages, and what no list of states shows, for people who see, hear, read and point in
// different ways. The states of the form and of what belongs to it: states.test.mjs.

import assert from "node:assert/strict";
import { test } from "node:test";
import { checkPage, checkRules, checkWidths } from "./lib/accessibility.mjs";
import { ready } from "./lib/browser.mjs";
import { control, languages, nomination, submit, submitButton, text, waitForFocus } from "./lib/form.mjs";
import { openRoster } from "./lib/organizer.mjs";
import { dayFromNow, setUp } from "./lib/service.mjs";

const calls = {
  call: null,
  deputies: (call) => Object.assign(call, { deputies: "required", genderBalance: { mode: "required" } }),
  late: (call) => Object.assign(call, { issued: dayFromNow(-20), deadline: { date: dayFromNow(-1), kind: "authority" } }),
  finnish(call) {
    for (const text of [call.title, call.organizer.name, call.body.name, call.privacyNotice.retention]) delete text.sv;
    call.seats[1].name = { fi: "Alueen kuntayhtymät" };
    delete call.seats[1].nominators.organizations[0].name.sv;
  },
};

const service = setUp(calls, [], answerAll);

// Rosters on which there is something to see.
async function answerAll() {
  const person = (givenName, gender, sector, more) => ({
    person: { givenName, familyName: "Esimerkki", email: `${givenName.toLowerCase()}@example.fi`, jobTitle: "hyvinvointikoordinaattori", gender, sector, ...more },
  });
  const answers = [
    ["call", "municipality:109", [person("Aino", "woman", "health-and-social-services")]],
    ["call", "municipality:109", [person("Bertta", "woman", "sports", { telephone: "+358401234567" })]],
    ["call", "municipality:061", [person("Cecilia", "woman", "education", { contactVisibility: "secret" })]],
    ["call", "hospital-district:khshp", [person("Daavid", "man", "safety"), person("Aino", "woman", "youth")]],
    ["late", "municipality:109", [person("Eetu", "man", "culture-and-library")]],
    ["late", "municipality:082", [person("Fanni", "woman", "administration")]],
  ];
  const decision = { body: "Kunnanhallitus", date: dayFromNow(-1), section: "12", caseNumber: "56/00.04.01/2021" };
  for (const [call, nominator, representatives] of answers) {
    const sent = await service.post(call, nomination(call, nominator, { representatives, decision }));
    assert.equal(sent.status, 201);
  }
}

for (const language of languages) {
  test(`the organizer's pages, in ${language}`, async (t) => {
    const organizer = await service.open(t, `/admin/login?lang=${language}`, { tolerate: /status of 403/ });
    await checkPage(organizer, "login", language);
    await organizer.getByLabel(text(language, "login.token"), { exact: true }).fill("wrong");
    await organizer.keyboard.press("Enter");
    await organizer.locator("#token-error").waitFor();
    await checkPage(organizer, "login refused", language);
    const roster = await openRoster(t, service, "call", language);
    for (const summary of await roster.locator("summary").all()) await summary.click();
    await checkPage(roster, "roster", language);
    await roster.goto(`/admin?lang=${language}`);
    await checkPage(roster, "overview", language);
    await roster.goto(`/admin/late?lang=${language}`);
    await checkPage(roster, "late roster", language);
    await roster.getByRole("link", { name: text(language, "roster.accept") }).first().click();
    await roster.waitForURL("**/accept/*");
    await checkPage(roster, "accept", language);
  });
}

test("in the dark, contrasts are kept", async (t) => {
  const page = await service.open(t, "/call/fi", { colorScheme: "dark" });
  await ready(page);
  await submit(page);
  await waitForFocus(page, "hyte-summary");
  await checkRules(page, "dark form with mistakes");
  const roster = await openRoster(t, service, "late", "fi", { colorScheme: "dark" });
  await checkRules(roster, "dark roster");
  const background = await roster.locator("body > *").first().evaluate((e) => getComputedStyle(e).backgroundColor);
  assert.notEqual(background, "rgb(255, 255, 255)");
});

test("with system colors, focus and mistakes can be seen", async (t) => {
  const page = await service.open(t, "/call/fi", { forcedColors: "active", reducedMotion: "reduce" });
  await ready(page);
  await submit(page);
  await waitForFocus(page, "hyte-summary");
  assert.equal(await page.locator("#hyte-summary h2").evaluate((title) => getComputedStyle(title).marginTop), "0px", "there is a gap above the list of mistakes");
  const styles = (locator) => locator.evaluate((e) => {
    const { outlineStyle, outlineWidth, borderTopWidth, borderTopStyle } = getComputedStyle(e);
    return { outline: `${outlineStyle} ${outlineWidth}`, border: `${borderTopStyle} ${borderTopWidth}` };
  });
  assert.match((await styles(page.locator("#hyte-summary"))).outline, /^solid [2-9]/);
  const wrong = control(page, "/submitter/email");
  const right = control(page, "/submitter/telephone");
  assert.notDeepEqual((await styles(wrong)).border, (await styles(right)).border);
  await right.focus();
  assert.match((await styles(right)).outline, /^solid [2-9]/);
  assert.match((await styles(submitButton(page))).border, /^solid [1-9]/);
});

test("nothing moves by itself", async (t) => {
  const page = await service.open(t, "/call/fi");
  await ready(page);
  await submit(page);
  await waitForFocus(page, "hyte-summary");
  const moving = await page.evaluate(() => [
    document.getAnimations().length,
    [...document.querySelectorAll("*")].filter((e) => parseFloat(getComputedStyle(e).transitionDuration) > 0 || getComputedStyle(e).scrollBehavior === "smooth").length,
  ]);
  assert.deepEqual(moving, [0, 0]);
});

test("texts can be spaced out as readers need it", async (t) => {
  const page = await service.open(t, "/call/fi", { bypassCSP: true });
  await ready(page);
  await submit(page);
  await page.addStyleTag({ content: "* { line-height: 1.5 !important; letter-spacing: .12em !important; word-spacing: .16em !important } p { margin-bottom: 2em !important }" });
  await checkWidths(page, "spaced out");
});

test("texts that a call has in another language only are marked as such", async (t) => {
  const page = await service.open(t, "/finnish/sv");
  await ready(page);
  const spoken = (words, within = "*") => page.evaluate(([words, within]) => {
    const element = [...document.querySelectorAll(within)].findLast((e) => (e.label || e.textContent).trim() === words);
    return element?.closest("[lang]").lang ?? `no ${within} says “${words}”`;
  }, [words, within]);
  const call = await service.call("finnish");
  assert.equal(await spoken(call.title.fi, "h1 *"), "fi");
  assert.equal(await spoken(call.organizer.name.fi, "header *"), "fi");
  assert.equal(await spoken(call.body.name.fi, "dd *"), "fi");
  assert.equal(await spoken(call.privacyNotice.retention.fi, "dd *"), "fi");
  assert.equal(await spoken("Alueen kuntayhtymät", "optgroup"), "fi");
  assert.equal(await spoken(call.seats[1].nominators.organizations[0].name.fi, "option"), "fi");
  assert.equal(await spoken("Tavastehus", "option"), "sv");
  assert.equal(await spoken("In English", "nav button"), "en");
});

test("browsers know whose data the controls ask for", async (t) => {
  const page = await service.open(t, "/deputies/fi");
  const tokens = await page.locator("form").evaluate((form) => Object.fromEntries([...form.elements].filter((c) => c.autocomplete && c.autocomplete !== "on").map((c) => [c.name, c.autocomplete])));
  assert.deepEqual(tokens, {
    "/submitter/givenName": "given-name", "/submitter/familyName": "family-name", "/submitter/jobTitle": "organization-title",
    "/submitter/email": "email", "/submitter/telephone": "tel",
  });
});
