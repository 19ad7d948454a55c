// Calls that ask for more than one name: several representatives, deputies,
// candidates for a place, both women and men. With the widget and without JavaScript.

import assert from "node:assert/strict";
import { test } from "node:test";
import { ready } from "./lib/browser.mjs";
import { activeId, answer, checkErrors, control, fill, held, receipt, submit, text, waitForFocus } from "./lib/form.mjs";
import { openRoster, rosterLine } from "./lib/organizer.mjs";
import { setUp } from "./lib/service.mjs";

const ways = [
  ["widget", "with the widget", {}],
  ["plain", "without JavaScript", { javaScriptEnabled: false }],
];

const changes = {
  several: null,
  optional: (call) => (call.deputies = "optional"),
  some(call) {
    call.deputies = "optional";
    for (const seat of call.seats) if (seat.nominators.kind === "municipality") seat.deputies = "none";
  },
  candidates(call) {
    call.deputies = "required";
    call.genderBalance = { mode: "required" };
    for (const seat of call.seats) seat.representatives = { min: 2, max: 3, places: 1 };
  },
};

const service = setUp(Object.fromEntries(ways.flatMap(([way]) => Object.entries(changes).map(([name, change]) => [`${name}-${way}`, change]))));

async function open(t, id, way, options) {
  const page = await service.open(t, `/${id}/en`, { ...options, tolerate: way === "plain" ? /status of 422/ : undefined });
  if (way === "widget") await ready(page);
  return page;
}

// A person's part of an answer, at a place of the document.
const person = (place, givenName, more = {}) =>
  Object.fromEntries(Object.entries({ givenName, familyName: "Esimerkki", email: `${givenName.toLowerCase()}@example.fi`, ...more }).map(([name, value]) => [`${place}/${name}`, value]));

const representative = (i, givenName, more) => person(`/representatives/${i}/person`, givenName, more);
const deputy = (i, givenName, more) => person(`/representatives/${i}/deputy`, givenName, more);

const hospital = "hospital-district:khshp";
const names = (nomination) => nomination.representatives.map((r) => r.person.givenName);
const press = (page, key, params) => page.getByRole("button", { name: text("en", key, params), exact: true }).click();
const add = (page) => press(page, "button.add.representatives");
const remove = (page, number) => press(page, "button.remove.representatives", { number });
const idOf = (page, name) => control(page, name).first().getAttribute("id");

for (const [way, how, options] of ways) {
  test(`${how}, representatives are added and removed, and the others stay`, async (t) => {
    const id = `several-${way}`;
    const page = await open(t, id, way, options);
    await fill(page, { ...answer(hospital), ...representative(0, "Aino") });
    for (const [i, name] of [[1, "Bertta"], [2, "Cecilia"]]) {
      const before = await held(page);
      await add(page);
      const first = control(page, `/representatives/${i}/person/givenName`);
      await first.waitFor();
      await waitForFocus(page, await first.getAttribute("id"));
      const { [`/representatives/${i}/person/contactVisibility`]: fresh, ...rest } = await held(page);
      assert.deepEqual(rest, before);
      assert.equal(fresh, "organizer");
      await fill(page, representative(i, name, { gender: "woman" }));
    }
    await remove(page, 2);
    await control(page, "/representatives/2/person/givenName").waitFor({ state: "detached" });
    await waitForFocus(page, await idOf(page, "/representatives/1/person/givenName"));
    assert.equal(await control(page, "/representatives/1/person/givenName").inputValue(), "Cecilia");
    assert.equal(await control(page, "/representatives/1/person/email").inputValue(), "cecilia@example.fi");
    await submit(page);
    const given = await receipt(page, "en");
    const { counted } = await service.entry(id, hospital);
    assert.deepEqual([counted.id, names(counted.nomination)], [given, ["Aino", "Cecilia"]]);
    const line = await rosterLine(await openRoster(t, service, id, "en"), hospital);
    assert.ok(line.text.includes("Aino Esimerkki") && line.text.includes("Cecilia Esimerkki"), line.text);
  });

  test(`${how}, one too many is told at the button that removes it`, async (t) => {
    const id = `several-${way}`;
    const page = await open(t, id, way, options);
    await fill(page, answer(hospital));
    await add(page);
    await control(page, "/representatives/1/person/givenName").waitFor();
    await fill(page, { ...representative(1, "Bertta"), "/nominator": "municipality:061" });
    await submit(page);
    await waitForFocus(page, "hyte-summary");
    const link = page.locator("#hyte-summary a");
    assert.deepEqual(await link.allTextContents(), [text("en", "rule.quota.max=1")]);
    await link.click();
    const target = await page.evaluate(() => {
      const button = document.activeElement;
      return [button.textContent, document.getElementById(button.getAttribute("aria-describedby")).textContent];
    });
    assert.deepEqual(target, [text("en", "button.remove.representatives", { number: 2 }), text("en", "rule.quota.max=1")]);
    await page.keyboard.press("Enter");
    await control(page, "/representatives/1/person/givenName").waitFor({ state: "detached" });
    await submit(page);
    const given = await receipt(page, "en");
    assert.equal((await service.entry(id, "municipality:061")).counted.id, given);
  });

  test(`${how}, a deputy is left out where the call allows it, or named whole`, async (t) => {
    const id = `optional-${way}`;
    const page = await open(t, id, way, options);
    await fill(page, { ...answer(), "/representatives/0/deputy/givenName": "Bertta" });
    await submit(page);
    assert.deepEqual(await checkErrors(page, "en"), [
      text("en", "rule.required@deputy.familyName"), text("en", "rule.contact.missing@deputy"),
    ]);
    await fill(page, { "/representatives/0/deputy/givenName": "" });
    await submit(page);
    await receipt(page, "en");
    const { counted } = await service.entry(id, "municipality:109");
    assert.equal(counted.nomination.representatives[0].deputy, undefined);
  });

  test(`${how}, who is not asked for a deputy sends none`, async (t) => {
    const id = `some-${way}`;
    const page = await open(t, id, way, options);
    const asked = control(page, "/representatives/0/deputy/givenName");
    await fill(page, { ...answer(hospital), ...deputy(0, "Bertta") });
    const { "/nominator": first, ...typed } = await held(page);
    assert.equal(first, hospital);
    await fill(page, { "/nominator": "municipality:109" });
    if (way === "widget") {
      await asked.waitFor({ state: "detached" });
      await fill(page, { "/nominator": hospital });
      await asked.waitFor();
      await page.waitForFunction(() => document.querySelector("[name='/representatives/0/deputy/givenName']").value === "Bertta");
      const { "/nominator": chosen, ...kept } = await held(page);
      assert.deepEqual([chosen, kept], [hospital, typed]);
      await fill(page, { "/nominator": "municipality:109" });
      await asked.waitFor({ state: "detached" });
    } else {
      await submit(page);
      await page.getByText(text("en", "notice.dropped")).waitFor();
      assert.equal(await asked.count(), 0);
    }
    await submit(page);
    await receipt(page, "en");
    const { counted } = await service.entry(id, "municipality:109");
    assert.deepEqual(Object.keys(counted.nomination.representatives[0]), ["person"]);
    assert.equal(counted.nomination.decision.body, "Kunnanhallitus");
  });

  test(`${how}, a call asks for candidates, both women and men, and for deputies`, async (t) => {
    const id = `candidates-${way}`;
    const page = await open(t, id, way, options);
    await page.getByRole("heading", { name: text("en", "part.candidates.title"), exact: true }).waitFor();
    await fill(page, {
      ...answer(), ...deputy(0, "Aino", { gender: "woman", email: "aino.esimerkki@example.fi" }),
      ...representative(1, "Cecilia", { gender: "woman" }), ...deputy(1, "David", { gender: "man" }),
    });
    await submit(page);
    const samePerson = text("en", "numbered.representatives!candidates", { number: 1, message: text("en", "rule.deputy.same_person!candidates") });
    assert.deepEqual(await checkErrors(page, "en"), [samePerson, text("en", "rule.candidate.pair_missing")]);
    await fill(page, deputy(0, "Bertta"));
    await submit(page);
    assert.deepEqual(await checkErrors(page, "en"), [text("en", "rule.candidate.pair_missing")]);
    assert.equal(await activeId(page), await idOf(page, "/genderBalanceReason"));
    await fill(page, { "/genderBalanceReason": "Tehtävää hoitaa kunnassa kaksi naista." });
    await submit(page);
    const given = await receipt(page, "en");
    const { counted } = await service.entry(id, "municipality:109");
    assert.deepEqual([counted.id, names(counted.nomination)], [given, ["Aino", "Cecilia"]]);
    assert.deepEqual(counted.nomination.representatives.map((r) => r.deputy.givenName), ["Bertta", "David"]);
    const line = await rosterLine(await openRoster(t, service, id, "en"), "municipality:109");
    assert.ok(line.text.includes(`${text("en", "roster.deputy")} Bertta Esimerkki`), line.text);
  });
}
