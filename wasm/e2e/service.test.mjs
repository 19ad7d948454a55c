// What happens to a clerk's answer when people, browsers, networks, disks and
// the service do what they should not: nothing is lost, nothing counts twice.

import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { rename } from "node:fs/promises";
import { beforeEach, test } from "node:test";
import { promisify } from "node:util";
import { launchWhole, ready } from "./lib/browser.mjs";
import { answer, checkErrors, control, edit, fill, held, look, nomination, receipt, send, sendButton, submit, submitButton, text, waitForFocus } from "./lib/form.mjs";
import { openRoster, rosterLine } from "./lib/organizer.mjs";
import { setUp } from "./lib/service.mjs";

const run = promisify(execFile);
const plain = { javaScriptEnabled: false };

// Each test has a call of its own, named by its number.
const numbered = Object.fromEntries(Array.from({ length: 20 }, (_, i) => [`call-${i + 1}`, null]));
const service = setUp(numbered);
let id = "";
let count = 0;
beforeEach(() => (id = `call-${++count}`));

const received = async () => (await service.download(`/admin/${id}/received.ndjson`)).split("\n").filter(Boolean).map((line) => JSON.parse(line));
const entry = (nominator = "municipality:109") => service.entry(id, nominator);

async function openFilled(t, options, values = answer()) {
  const page = await service.open(t, `/${id}/fi`, options);
  if (options?.javaScriptEnabled !== false) await ready(page);
  await fill(page, values);
  return page;
}

// What a form holds at the last look, once it was confirmed there.
const confirmed = (values) => ({ ...values, "/consent": "true" });

const notice = (page) => page.locator("#hyte-notice");

test("who goes back from the receipt finds the form as it was, and sends it once or anew", async (t) => {
  // Playwright switches off what makes browsers go back to a page as it was.
  const browser = await launchWhole({ ignoreDefaultArgs: ["--disable-back-forward-cache"] });
  t.after(() => browser.close());
  const page = await openFilled(t, { ...plain, browser });
  const goBack = async () => {
    await page.goBack({ waitUntil: "commit" });
    await sendButton(page).waitFor();
  };
  const before = await held(page);
  await submit(page);
  const first = await receipt(page, "fi");
  await goBack();
  assert.deepEqual(await held(page), confirmed(before));
  await submit(page);
  assert.equal(await receipt(page, "fi"), first, "the same answer has two receipts");
  assert.equal((await received()).length, 1);
  await goBack();
  await edit(page);
  await fill(page, { "/representatives/0/person/familyName": "Näyte" });
  await submit(page);
  const second = await receipt(page, "fi");
  const { status, counted, others } = await entry();
  assert.deepEqual([status, counted.id, others.map((o) => o.id)], ["replaced", second, [first]]);
  await page.reload();
  assert.equal(await receipt(page, "fi"), second);
  assert.equal((await received()).length, 2);
});

test("who leaves the widget's receipt and comes back sends nothing again", async (t) => {
  const page = await service.open(t, "/");
  await page.goto(`/${id}/fi`);
  await ready(page);
  await fill(page, answer());
  await submit(page);
  const given = await receipt(page, "fi");
  await page.goBack();
  assert.equal(new URL(page.url()).pathname, "/");
  await page.goForward();
  await page.locator("#hyte").waitFor();
  await page.reload();
  assert.equal(await receipt(page, "fi"), given);
  assert.equal((await received()).length, 1);
});

test("a refused page that is loaded again is refused again, with all that was typed", async (t) => {
  const page = await openFilled(t, { ...plain, tolerate: /status of 422/ }, answer("municipality:109", { "/decision/date": "pian" }));
  const before = await held(page);
  await submit(page);
  await waitForFocus(page, "hyte-summary");
  assert.deepEqual(await held(page), before);
  await page.reload();
  assert.deepEqual(await checkErrors(page, "fi"), [text("fi", "form.format.date@decision.date")]);
  assert.deepEqual(await held(page), before);
  assert.deepEqual(await received(), []);
});

for (const [how, options] of [["with the widget", {}], ["without JavaScript", plain]]) {
  test(`${how}, a double click sends one answer`, async (t) => {
    const page = await openFilled(t, options);
    await submitButton(page).dblclick();
    await waitForFocus(page, "hyte-check");
    assert.deepEqual(await received(), []);
    await control(page, "/consent").check();
    await sendButton(page).dblclick();
    const given = await receipt(page, "fi");
    assert.deepEqual((await received()).map((r) => r.id), [given]);
    assert.equal((await entry()).status, "received");
  });
}

test("of two browsers that answer for one municipality, the later one counts", async (t) => {
  const [one, two] = await Promise.all([
    openFilled(t, {}, answer("municipality:109", { "/representatives/0/person/givenName": "Ensi" })),
    openFilled(t, plain, answer("municipality:109", { "/representatives/0/person/givenName": "Toini" })),
  ]);
  await submit(two);
  const first = await receipt(two, "fi");
  await submit(one);
  const second = await receipt(one, "fi");
  const { status, counted, others } = await entry();
  assert.deepEqual([status, counted.id, others.map((o) => [o.id, o.state])], ["replaced", second, [[first, "replaced"]]]);
  const roster = await openRoster(t, service, id, "fi");
  const line = await rosterLine(roster, "municipality:109");
  assert.equal(line.status, text("fi", "status.replaced"));
  assert.ok(line.text.includes("Ensi Esimerkki") && !line.text.includes("Toini"), line.text);
  await roster.locator("#o-municipality-109").getByText(text("fi", "roster.history", { count: 1 })).click();
  await roster.locator("ol > li").getByText("Toini Esimerkki").waitFor();
});

test("what the widget cannot send stays, and is sent once the service is back", async (t) => {
  const page = await openFilled(t, { tolerate: /ERR_CONNECTION_REFUSED/ });
  const before = confirmed(await held(page));
  await service.stop();
  await submit(page);
  await waitForFocus(page, "hyte-notice");
  assert.equal((await notice(page).textContent()).trim(), text("fi", "notice.offline"));
  assert.deepEqual(await held(page), before);
  await service.start();
  await submit(page);
  const given = await receipt(page, "fi");
  assert.deepEqual((await received()).map((r) => r.id), [given]);
});

test("an answer that was kept while its receipt got lost is kept once", async (t) => {
  const page = await openFilled(t, { tolerate: /ERR_FAILED/ });
  await page.route("**/nominations", async (route) => {
    await route.fetch();
    await route.abort();
  }, { times: 1 });
  await submit(page);
  await waitForFocus(page, "hyte-notice");
  assert.equal((await received()).length, 1);
  await submit(page);
  const given = await receipt(page, "fi");
  assert.deepEqual((await received()).map((r) => r.id), [given]);
});

test("what a browser could not send is sent when its page is loaded again", async (t) => {
  const page = await openFilled(t, { ...plain, tolerate: /ERR_CONNECTION_REFUSED/ });
  await look(page);
  await service.stop();
  await send(page);
  await page.waitForURL(/^chrome-error:/);
  await service.start();
  await page.reload();
  const given = await receipt(page, "fi");
  assert.deepEqual((await received()).map((r) => r.id), [given]);
});

test("an answer whose receipt was shown survives the death of the service", async (t) => {
  const page = await openFilled(t);
  await submit(page);
  const given = await receipt(page, "fi");
  assert.equal(await service.stop("SIGKILL"), "SIGKILL");
  await service.start();
  assert.equal((await entry()).counted.id, given);
  const again = await page.request.get(`/${id}/fi/receipt/${given}`);
  assert.equal(again.status(), 200);
});

test("every answer that was acknowledged before the service died is there afterwards", async () => {
  const codes = ["061", "082", "086", "103", "109", "165", "169", "433", "694", "834", "981"];
  const acknowledged = [];
  const sent = codes.map(async (code) => {
    const response = await service.post(id, nomination(id, `municipality:${code}`)).catch(() => null);
    if (response?.status !== 201) return;
    acknowledged.push((await response.json()).id);
    if (acknowledged.length === 4) await service.stop("SIGKILL");
  });
  await Promise.allSettled(sent);
  await service.start();
  const kept = new Set((await received()).map((r) => r.id));
  assert.ok(acknowledged.length >= 4);
  assert.deepEqual(acknowledged.filter((one) => !kept.has(one)), []);
});

// Takes the data away from the running service, and returns how it comes back.
async function loseFolder() {
  await rename(service.data, `${service.data}-away`);
  return () => rename(`${service.data}-away`, service.data);
}

// No file of the service grows any more, as on a full disk.
async function fillDisk() {
  const limit = (size) => run("prlimit", ["--pid", String(service.pid), `--fsize=${size}`]);
  await limit("1:unlimited");
  return () => limit("unlimited");
}

const losses = [{ what: "whose folder is gone", lose: loseFolder }];
if (process.platform === "linux") losses.push({ what: "whose disk is full", lose: fillDisk });

for (const { what, lose } of losses) {
  test(`a service ${what} says that it could not keep the answer, and the page keeps it`, async (t) => {
    const tolerate = /status of 503/;
    const widget = await openFilled(t, { tolerate });
    const page = await openFilled(t, { ...plain, tolerate }, answer("municipality:061"));
    const before = [confirmed(await held(widget)), confirmed(await held(page))];
    await look(page);
    const back = await lose();
    await submit(widget);
    await submit(page);
    for (const one of [widget, page]) {
      await waitForFocus(one, "hyte-notice");
      assert.equal((await notice(one).textContent()).trim(), text("fi", "notice.unavailable"));
    }
    assert.deepEqual([await held(widget), await held(page)], before);
    assert.equal((await service.fetch("/healthz")).status, 503);
    await back();
    await submit(widget);
    await submit(page);
    const given = [await receipt(widget, "fi"), await receipt(page, "fi")];
    assert.deepEqual((await received()).map((r) => r.id).sort(), given.sort());
  });
}
