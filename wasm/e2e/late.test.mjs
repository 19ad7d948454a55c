// The deadline: answers that come after it, and a form that it closes.

import assert from "node:assert/strict";
import { test } from "node:test";
import { ready } from "./lib/browser.mjs";
import { answer, control, fill, held, nomination, receipt, submit, submitButton, text, waitForFocus } from "./lib/form.mjs";
import { download, openRoster, rosterLine } from "./lib/organizer.mjs";
import { dayFromNow, hyte, setUp } from "./lib/service.mjs";

const over = (lateNominations) => (call) => {
  Object.assign(call, { issued: dayFromNow(-20), deadline: { date: dayFromNow(-1), kind: "authority" }, lateNominations });
};

const service = setUp({
  "late-widget": over("record"),
  "late-plain": over("record"),
  refusing: over("refuse"),
  "early": (call) => Object.assign(call, { issued: dayFromNow(2), deadline: { date: dayFromNow(30), kind: "authority" } }),
  "closing-widget": (call) => (call.lateNominations = "refuse"),
  "closing-plain": (call) => (call.lateNominations = "refuse"),
  "changing-widget": (call) => Object.assign(call, { lateNominations: "refuse", body: { ...call.body, term: {} } }),
  "changing-plain": (call) => Object.assign(call, { lateNominations: "refuse", body: { ...call.body, term: {} } }),
});

const ways = [
  ["widget", "with the widget", {}],
  ["plain", "without JavaScript", { javaScriptEnabled: false }],
];

// What a sentence about a moment says before and after it.
const around = (key) => text("sv", key, { time: "…", organizer: "Tavastlands förbund" }).split("…");

// The organizer accepts the late answer of municipality:109.
async function acceptLate(roster, id) {
  await roster.locator("#o-municipality-109").getByRole("link", { name: text("sv", "roster.accept") }).click();
  await roster.getByRole("heading", { level: 1, name: text("sv", "accept.title") }).waitFor();
  await roster.getByLabel(text("sv", "decide.by")).fill("Helmi Mallikas");
  await roster.getByLabel(text("sv", "decide.reason")).fill("Ärendet har utretts.");
  await roster.getByRole("button", { name: text("sv", "accept.submit"), exact: true }).click();
  await roster.waitForURL(`**/admin/${id}?lang=sv#o-municipality-109`);
}

for (const [way, how, options] of ways) {
  test(`${how}, an answer comes late, and counts once the organizer has accepted it`, async (t) => {
    const id = `late-${way}`;
    const page = await service.open(t, `/${id}/sv`, options);
    if (way === "widget") await ready(page);
    const [before, after] = around("rule.deadline.passed~warning");
    const told = await page.locator(".hyte-deadline").textContent();
    assert.ok(told.startsWith(before) && told.endsWith(after), told);
    await fill(page, answer());
    await submit(page);
    const given = await receipt(page, "sv");
    assert.equal((await page.locator(".hyte-notice").textContent()).trim(), text("sv", "receipt.late", { organizer: "Tavastlands förbund" }));

    const roster = await openRoster(t, service, id, "sv", options);
    const line = await rosterLine(roster, "municipality:109");
    assert.equal(line.status, text("sv", "status.late"));
    assert.equal((await service.roster(id)).summary.representatives, 0);
    await acceptLate(roster, id);
    assert.equal((await rosterLine(roster, "municipality:109")).status, text("sv", "status.received"));
    const { nominators, summary } = await service.roster(id);
    assert.deepEqual([summary.received, summary.late, summary.representatives], [1, 0, 1]);
    const { counted, trail } = nominators.find((e) => e.nominator === "municipality:109");
    assert.equal(counted.id, given);
    assert.deepEqual(trail.map(({ by, reason }) => [by, reason]), [["Helmi Mallikas", "Ärendet har utretts."]]);

    const received = await download(roster, text("sv", "received.download"));
    const made = await hyte(["roster", "--call", service.callFile(id), "--format", "json", "-"], received.content);
    assert.deepEqual([made.status, made.stderr], [0, ""]);
    assert.deepEqual(JSON.parse(made.stdout).nominators, nominators);
  });

  test(`${how}, a form that closes while it is filled in says so and keeps what was typed`, async (t) => {
    const id = `closing-${way}`;
    const page = await service.open(t, `/${id}/sv`, { ...options, tolerate: /status of 403/ });
    if (way === "widget") await ready(page);
    await fill(page, answer());
    const before = await held(page);
    const call = await service.call(id);
    over("refuse")(call);
    await service.write(call);
    await service.stop();
    await service.start();
    await submit(page);
    await waitForFocus(page, "hyte-notice");
    assert.equal((await page.locator("#hyte-notice").textContent()).trim(), text("sv", "notice.closed"));
    const [told, after] = around("rule.deadline.passed");
    const why = await page.locator(".hyte-deadline").textContent();
    assert.ok(why.startsWith(told) && why.endsWith(after), why);
    assert.equal(await submitButton(page).count(), 0, "there is a button to send again");
    // Without script the last look is refused, before anything can be confirmed there.
    assert.deepEqual(await held(page), way === "widget" ? { ...before, "/consent": "true" } : before);
    assert.equal((await service.entry(id, "municipality:109")).status, "missing");
  });
}

for (const [way, how, options] of ways) {
  test(`${how}, a representative changes in mid-term, after the deadline`, async (t) => {
    const id = `changing-${way}`;
    assert.equal((await service.post(id, nomination(id))).status, 201);
    const page = await service.open(t, `/${id}/sv`, { ...options, tolerate: /status of 422/ });
    if (way === "widget") await ready(page);
    assert.equal(await control(page, "/change/from").isVisible(), false, "before the deadline there is nothing to change");
    const call = await service.call(id);
    over("refuse")(call);
    await service.write(call);
    await service.stop();
    await service.start();
    await acceptLate(await openRoster(t, service, id, "sv", options), id); // only the deadline has moved
    await page.reload();
    if (way === "widget") await ready(page);
    const told = await page.locator(".hyte-deadline").textContent();
    assert.ok(told.endsWith(text("sv", "answer.later")), told);
    await fill(page, { ...answer(), "/representatives/0/person/givenName": "Eino", "/change/reason": "moved" });
    await submit(page);
    await waitForFocus(page, "hyte-summary");
    assert.deepEqual(await page.locator("#hyte-summary li").allTextContents(), [text("sv", "rule.required@change.from")]);
    await control(page, "/change/from").fill("1.4.2035");
    await submit(page);
    await receipt(page, "sv");
    const [replaced] = text("sv", "receipt.replaced", { time: "…" }).split("…");
    const notice = await page.locator(".hyte-notice").textContent();
    assert.ok(notice.includes(replaced) && !notice.includes(text("sv", "receipt.late", { organizer: "Tavastlands förbund" })), notice);
    const { status, standing } = await service.entry(id, "municipality:109");
    assert.equal(status, "replaced");
    assert.deepEqual(standing.map(({ person, from, until, reason }) => [person.givenName, from, until, reason]), [["Aino", undefined, "2035-04-01", "moved"], ["Eino", "2035-04-01", undefined, undefined]]);
  });
}

test("a closed call shows why, and no form", async (t) => {
  for (const [id, key] of [["refusing", "rule.deadline.passed"], ["early", "rule.call.not_open"]]) {
    const page = await service.open(t, `/${id}/sv`);
    await ready(page);
    const [told] = text("sv", key, { time: "…", date: "…" }).split("…");
    assert.ok((await page.locator(".hyte-deadline").innerText()).includes(told), id);
    assert.equal(await submitButton(page).count(), 0);
    assert.equal(await page.locator("form").count(), 0);
    const refused = await service.post(id, nomination(id));
    assert.equal(refused.status, 403);
    const { violations } = await refused.json();
    assert.deepEqual(violations.map((v) => [v.rule, v.location]), [[key.replace("rule.", ""), ""]]);
  }
});
