// A clerk who is faster than the widget, and one to whom it never comes.

import assert from "node:assert/strict";
import { test } from "node:test";
import { event, ready } from "./lib/browser.mjs";
import { answer, checkErrors, control, fill, held, languages, receipt, skipNativeCheck, submit, text, waitForFocus } from "./lib/form.mjs";
import { setUp } from "./lib/service.mjs";

const service = setUp({ call: null });

// Notes the requests that send an answer, as "json" or "form".
function noteSending(page) {
  const ways = [];
  page.on("request", (r) => r.method() === "POST" && ways.push(r.url().includes("/api/") ? "json" : "form"));
  return ways;
}

for (const [i, language] of languages.entries()) {
  const nominator = ["municipality:061", "municipality:082", "municipality:103"][i];

  test(`in ${language}, the widget takes over what was typed before it came`, async (t) => {
    const page = await service.open(t, `/call/${language}`, { hold: true });
    const ways = noteSending(page);
    await fill(page, answer(nominator));
    const before = await held(page);
    const unit = control(page, "/representatives/0/person/unit");
    await unit.focus();
    await page.keyboard.type("hyvinvointi");
    await unit.evaluate((c) => {
      c.same = true;
      c.setSelectionRange(3, 3);
    });
    page.release();
    const { created } = await ready(page);
    assert.equal(created, 0, "nodes were made anew");
    await page.keyboard.type("XY");
    assert.deepEqual(await unit.evaluate((c) => [c.same, c.value]), [true, "hyvXYinvointi"]);
    assert.deepEqual(await held(page), { ...before, "/representatives/0/person/unit": "hyvXYinvointi" });
    await submit(page);
    const id = await receipt(page, language);
    const { counted } = await service.entry("call", nominator);
    assert.equal(counted.id, id);
    assert.equal(counted.nomination.representatives[0].person.unit, "hyvXYinvointi");
    assert.deepEqual(ways, ["json"]);
  });

  test(`in ${language}, the widget comes to a page that the service has refused`, async (t) => {
    const page = await service.open(t, `/call/${language}`, { hold: true, tolerate: /status of 422/ });
    await fill(page, answer(nominator, { "/submitter/email": "vaino", "/representatives/0/person/telephone": "abc" }));
    await skipNativeCheck(page);
    await submit(page);
    await waitForFocus(page, "hyte-summary");
    const inRefused = await held(page);
    page.release();
    assert.equal((await ready(page)).created, 0);
    assert.deepEqual(await held(page), inRefused);
    const told = await checkErrors(page, language);
    assert.deepEqual(told, [text(language, "rule.format.telephone:text"), text(language, "rule.format.email:at_missing")]);
    await fill(page, { "/representatives/0/person/telephone": "040 1234567" });
    await page.locator("#hyte-summary li").nth(1).waitFor({ state: "detached" });
    await fill(page, { "/submitter/email": answer()["/submitter/email"] }); // another one's answer would not count
    await page.locator("#hyte-summary").waitFor({ state: "hidden" });
    await submit(page);
    const id = await receipt(page, language);
    assert.equal((await service.entry("call", nominator)).counted.id, id);
  });
}

const failures = [
  { what: "is not found", replace: { status: 404 }, error: /status 404/ },
  { what: "is blocked", blocked: "**/widget*.wasm", error: /fetch/ },
  { what: "has no description of the form", blocked: "**/form.json", error: /fetch/ },
  { what: "is blocked with its script", blocked: "**/page*.js" },
];

for (const [i, { what, blocked, error, ...options }] of failures.entries()) {
  const language = languages[i % languages.length];
  const nominator = ["municipality:165", "municipality:169", "municipality:433", "municipality:694"][i];

  test(`when the widget ${what}, the plain form does the job`, async (t) => {
    const page = await service.open(t, "/healthz", { ...options, tolerate: /404|422|ERR_FAILED|fetch|preloaded using link preload/ });
    const ways = noteSending(page);
    if (blocked) await page.route(blocked, (route) => route.abort());
    await page.goto(`/call/${language}`);
    await fill(page, answer(nominator, { "/submitter/email": "vaino" }));
    if (error) assert.match((await event(page, "error")).message, error);
    await submit(page);
    assert.deepEqual(await checkErrors(page, language), [text(language, "rule.format.email:at_missing")]);
    await fill(page, { "/submitter/email": "vaino@example.fi" });
    await submit(page);
    const id = await receipt(page, language);
    assert.equal((await service.entry("call", nominator)).counted.id, id);
    assert.deepEqual(ways, ["form", "form", "form"]); // to the last look twice, and on
  });
}
