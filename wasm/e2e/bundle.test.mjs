// hyte bundle: the form without any server of ours, in a folder of a site.

import assert from "node:assert/strict";
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { checkDocument, checkRules } from "./lib/accessibility.mjs";
import { launch, openPage, ready } from "./lib/browser.mjs";
import { serveFolder } from "./lib/folder.mjs";
import { answer, edit, fill, held, noticeText, submit, submitButton, text, waitForFocus } from "./lib/form.mjs";
import { hostPage, policy, setUpHost } from "./lib/host.mjs";
import { letter } from "./lib/letter.mjs";
import { dayFromNow, hyte, root } from "./lib/service.mjs";

const host = setUpHost();
const world = {};
const below = "/asiointi/hyte/";

before(async () => {
  await host.start();
  world.folder = await mkdtemp(join(tmpdir(), "hytekit-bundle-"));
  world.call = join(world.folder, "call.json");
  const example = JSON.parse(await readFile(join(root, "examples/kanta-hame-2021/call.json"), "utf8"));
  const call = { ...example, issued: dayFromNow(-10), deadline: { ...example.deadline, date: dayFromNow(30) } };
  delete call.membershipDate;
  await writeFile(world.call, JSON.stringify(call));
  const own = (name) => join(root, "examples/deploy/brand", name);
  const dress = ["--brand", own("brand.json"), "--accessibility", own("accessibility.json")];
  const made = await hyte(["bundle", "--call", world.call, "--out", join(world.folder, "site"), "--embed-host", host.address, ...dress]);
  assert.equal(made.status, 0, made.stderr);
  const readme = await readFile(join(world.folder, "site/README.md"), "utf8");
  const wanted = readme.match(/^```\n(Content-Security-Policy: .*?)^```$/ms)[1].trim().split("\n").map((line) => line.split(/: (.*)/).slice(0, 2));
  world.site = await serveFolder(join(world.folder, "site"), below, () => ({ ...Object.fromEntries(wanted), "Access-Control-Allow-Origin": host.address }));
  world.browser = await launch();
}, { timeout: 120_000 });
after(async () => {
  await world.browser?.close();
  await world.site?.stop();
  await rm(world.folder, { recursive: true, force: true });
});

const open = (t, path, options) => openPage(t, world.browser, world.site.address, below + path, { alone: true, ...options });

for (const language of ["fi", "sv", "en"]) {
  test(`in ${language} the answer is checked and handed over as mail, file and paper`, async (t) => {
    const page = await open(t, `${language}.html`);
    await ready(page);
    await page.context().setOffline(true); // nothing more is needed
    await submit(page);
    await waitForFocus(page, "hyte-summary");
    assert.equal(await page.locator("#hyte-summary h2").textContent(), text(language, "summary.title", { check: text(language, "check.continue") }));
    await fill(page, answer("municipality:109", { "/submitter/email": "vaino.nayte" }));
    await submit(page);
    await waitForFocus(page, "hyte-summary");
    assert.deepEqual(await page.locator("#hyte-summary li").allTextContents(), [text(language, "rule.format.email:at_missing")]);
    await fill(page, { "/submitter/email": "vaino.nayte@example.fi" });
    await submit(page);
    await waitForFocus(page, "hyte-handover");
    assert.ok((await page.title()).startsWith(text(language, "handover.title")));

    const mail = letter(await page.getByRole("link", { name: text(language, "handover.mail") }).getAttribute("href"));
    assert.equal(mail.to, "kirjaamo@example.fi");
    assert.equal(mail.cc, "hyte@example.fi");
    assert.match(mail.subject, language === "sv" ? /: Tavastehus$/ : /: Hämeenlinna$/);
    assert.ok(mail.body.includes(": Aino\r\n") && mail.body.includes("kanta-hame-hyte-2021-109.json"), mail.body);

    const [file] = await Promise.all([page.waitForEvent("download"), page.getByRole("button", { name: text(language, "handover.save") }).click()]);
    assert.equal(file.suggestedFilename(), "kanta-hame-hyte-2021-109.json");
    const nomination = await readFile(await file.path(), "utf8");
    const checked = await hyte(["validate", "--call", world.call, "-"], nomination);
    assert.equal(checked.status, 0, checked.stdout + checked.stderr);
    assert.equal(JSON.parse(nomination).representatives[0].person.givenName, "Aino");

    const [kept] = await Promise.all([page.waitForEvent("download"), page.getByRole("button", { name: text(language, "handover.keep") }).click()]);
    assert.equal(kept.suggestedFilename(), "kanta-hame-hyte-2021-109.html");
    const copy = await readFile(await kept.path(), "utf8");
    assert.ok(copy.includes(`lang="${language}"`) && copy.includes("Esimerkki") && copy.includes("kirjaamo@example.fi"), copy);
    assert.doesNotMatch(copy, /<button|<input|<select|<script|VCALENDAR/);
    const [dates] = await Promise.all([page.waitForEvent("download"), page.getByRole("button", { name: text(language, "receipt.file.calendar") }).click()]);
    assert.equal(dates.suggestedFilename(), "kanta-hame-hyte-2021.ics");
    const calendar = await readFile(await dates.path(), "utf8");
    assert.match(calendar, /^BEGIN:VCALENDAR\r\n/);
    assert.match(calendar, new RegExp(`DTSTART;VALUE=DATE:${dayFromNow(30).replaceAll("-", "")}\r\n`));

    await page.evaluate(() => (window.print = () => (document.title = "printed")));
    await page.getByRole("button", { name: text(language, "handover.print") }).click();
    assert.equal(await page.title(), "printed");

    await edit(page);
    assert.equal(await page.evaluate(() => document.activeElement.name), "/nominator");
    assert.equal((await held(page))["/representatives/0/person/familyName"], "Esimerkki");
    assert.equal((await held(page))["/consent"], "true");
  });
}

// What browsers keep of a page beside what was typed, which is in the entry of the page in the session history.
const stored = (page) => page.evaluate(async () => [localStorage.length, sessionStorage.length, document.cookie, (await indexedDB.databases()).length, (await caches.keys()).length, Object.keys(history.state ?? {}).join(), name]);
const language = (page, name) => page.locator(".hyte-header").getByRole("link", { name });

for (const [where, frame] of [["alone", false], ["in a frame", true]]) {
  test(`what was typed stays when the language is changed, ${where}`, async (t) => {
    const outer = await open(t, frame ? "samples/frame.html" : "fi.html");
    await ready(outer);
    const page = frame ? outer.frames().find((f) => f.url().endsWith("/fi.html")) : outer;
    await fill(page, answer("municipality:109", { "/submitter/email": "puolikas osoi" }));
    const typed = await held(page);
    const steps = await outer.evaluate(() => history.length);
    await language(page, "På svenska").click();
    await page.locator("html[lang=sv]").waitFor();
    assert.deepEqual(await held(page), typed);
    assert.equal(await submitButton(page).textContent(), text("sv", "check.continue"));
    assert.equal(page.url(), `${world.site.address}${below}sv.html`, "the address is another one, or tells what was typed");
    assert.equal(await page.locator("[aria-current=true]:focus").textContent(), "På svenska");
    assert.equal(await page.locator("[role=status]").first().textContent(), text("sv", "language.changed"));
    assert.ok(await language(page, "Suomeksi").isVisible());
    assert.equal(await page.locator("[name=\"/nominator\"] option:checked").textContent(), "Tavastehus");
    assert.match(await page.title(), /Egentliga Tavastland/);
    if (frame) assert.equal(await outer.locator("iframe").getAttribute("title"), await page.title());

    await fill(page, { "/submitter/email": "vaino.nayte@example.fi" });
    await submit(page);
    await waitForFocus(page, "hyte-handover");
    await language(page, "In English").click();
    await page.locator("html[lang=en]").waitFor();
    assert.ok((await page.title()).startsWith(text("en", "handover.title")));
    const [file] = await Promise.all([outer.waitForEvent("download"), page.getByRole("button", { name: text("en", "handover.save") }).click()]);
    assert.equal(JSON.parse(await readFile(await file.path(), "utf8")).language, "en");
    await edit(page);
    assert.deepEqual(await held(page), { ...typed, "/submitter/email": "vaino.nayte@example.fi", "/consent": "true" });
    assert.equal(await outer.evaluate(() => history.length), steps);
    assert.deepEqual(await stored(page), [0, 0, "", 0, 0, "hyteTyped", ""]);
    if (frame) return;
    await page.reload();
    await ready(page);
    assert.equal(await page.locator("html").getAttribute("lang"), "en");
    assert.deepEqual(await held(page), { ...typed, "/submitter/email": "vaino.nayte@example.fi" }, "what was typed is gone with a reload, or the consent is not");
  });
}

test("the brand is on every page but within another's, the statement has pages that lead back, and nothing is wrong with them", async (t) => {
  const page = await open(t, "fi.html");
  await ready(page);
  const isBranded = async (at) => {
    const logo = at.locator(".hyte-brand img:visible");
    await logo.scrollIntoViewIfNeeded();
    await at.waitForFunction(() => [...document.querySelectorAll(".hyte-brand img")].some((img) => img.naturalWidth > 0));
  };
  await isBranded(page);
  await language(page, "På svenska").click();
  await page.locator("html[lang=sv]").waitFor();
  await isBranded(page);
  await page.locator(".hyte-footer").getByRole("link", { name: text("sv", "page.accessibility") }).click();
  await page.waitForURL(/\/sv\.accessibility\.html$/);
  await isBranded(page);
  await checkDocument(page, "the statement", "sv");
  await checkRules(page, "the statement");
  await language(page, "In English").click();
  await page.waitForURL(/\/en\.accessibility\.html$/);
  await page.locator("main").getByRole("link").first().click();
  await page.waitForURL(/\/en\.html$/);

  const outer = await open(t, "samples/inline.html");
  await ready(outer);
  assert.equal(await outer.locator("hyte-form .hyte-brand").count(), 0);
});

test("a language that does not come leaves the form as it is, and comes at the next try", async (t) => {
  const page = await open(t, "fi.html", { tolerate: /ERR_INTERNET_DISCONNECTED/ });
  await ready(page);
  await fill(page, answer());
  const typed = await held(page);
  await page.context().setOffline(true);
  await language(page, "På svenska").click();
  await waitForFocus(page, "hyte-notice");
  assert.equal((await page.locator("#hyte-notice").textContent()).trim(), text("fi", "notice.language"));
  assert.deepEqual([page.url(), await page.locator("html").getAttribute("lang")], [`${world.site.address}${below}fi.html`, "fi"]);
  await page.context().setOffline(false);
  await language(page, "På svenska").click();
  await page.locator("html[lang=sv]").waitFor();
  assert.ok(await page.locator("#hyte-notice").isHidden());
  assert.deepEqual(await held(page), typed);
});

test("a draft is a file that comes back into an empty form of any language, without a connection", async (t) => {
  const page = await open(t, "fi.html");
  await ready(page);
  await page.context().setOffline(true);
  await fill(page, answer("municipality:109", { "/submitter/email": "puolikas osoi" }));
  const typed = await held(page);
  const [file] = await Promise.all([page.waitForEvent("download"), page.getByRole("button", { name: text("fi", "draft.save") }).click()]);
  assert.equal(file.suggestedFilename(), "kanta-hame-hyte-2021-draft.json");
  assert.equal(await page.locator("[role=status]").first().textContent(), text("fi", "draft.saved", { file: "kanta-hame-hyte-2021-draft.json" }));
  const draft = await readFile(await file.path());

  const empty = await open(t, "sv.html");
  await ready(empty);
  await empty.context().setOffline(true);
  const openDraft = async (name, buffer) => {
    if (buffer) await empty.locator("[name=opened]").setInputFiles({ name, mimeType: "application/json", buffer });
    await empty.getByRole("button", { name: text("sv", "draft.open.button") }).click();
    await waitForFocus(empty, "hyte-notice");
    return (await empty.locator("#hyte-notice").textContent()).trim();
  };
  await fill(empty, { "/submitter/givenName": "Onni" });
  assert.equal(await openDraft(), text("sv", "draft.other"));
  await empty.evaluate(() => document.activeElement.blur());
  assert.equal(await openDraft("other.json", Buffer.from('{"call":"other"}')), text("sv", "draft.other"));
  assert.equal((await held(empty))["/submitter/givenName"], "Onni");
  await empty.evaluate(() => document.activeElement.blur());
  assert.equal(await openDraft("call-draft.json", draft), text("sv", "draft.opened"));
  assert.deepEqual(await held(empty), typed);
  await empty.waitForFunction((email) => JSON.stringify(history.state)?.includes(email), typed["/submitter/email"]);
  assert.deepEqual(await stored(empty), [0, 0, "", 0, 0, "hyteTyped", ""]);
});

test("a refusal has a bundle of its own, and its file says that it is one", async (t) => {
  const made = await hyte(["bundle", "--call", world.call, "--kind", "refusals", "--out", join(world.folder, "site/refusals")]);
  assert.equal(made.status, 0, made.stderr);
  const page = await open(t, "refusals/sv.html");
  await ready(page);
  await page.context().setOffline(true);
  await fill(page, { "/nominator": "municipality:109", "/submitter/givenName": "Väinö", "/submitter/familyName": "Näyte", "/submitter/email": "vaino.nayte@example.fi" });
  await submit(page);
  await waitForFocus(page, "hyte-handover");
  const words = (key, params) => noticeText("refusals", "sv", key, params);
  assert.ok((await page.title()).startsWith(words("handover.title")));
  const mail = letter(await page.getByRole("link", { name: words("handover.mail") }).getAttribute("href"));
  assert.match(mail.subject, /: Tavastehus utser ingen representant$/);
  const [file] = await Promise.all([page.waitForEvent("download"), page.getByRole("button", { name: words("handover.save") }).click()]);
  assert.equal(file.suggestedFilename(), "kanta-hame-hyte-2021-109-refusal.json");
  const refusal = await readFile(await file.path(), "utf8");
  assert.match(JSON.parse(refusal).$schema, /\/refusal\.schema\.json$/);
  const checked = await hyte(["validate", "--call", world.call, "-"], refusal);
  assert.equal(checked.status, 0, checked.stdout + checked.stderr);
});

test("paper has the answer, and not the buttons", async (t) => {
  const page = await open(t, "fi.html");
  await ready(page);
  await fill(page, answer());
  await submit(page);
  await waitForFocus(page, "hyte-handover");
  await page.emulateMedia({ media: "print" });
  assert.equal(await page.locator("button:visible, a.hyte-button:visible").count(), 0);
  await page.locator(".hyte-check dd").getByText("Esimerkki").first().waitFor();
});

test("without script nothing is sent or shown in the address, and the page says what to do", async (t) => {
  const page = await open(t, "", { javaScriptEnabled: false });
  await fill(page, answer());
  await submitButton(page).click();
  await page.waitForTimeout(200);
  assert.ok(await page.locator(".hyte-draft").isHidden(), "buttons that do nothing are shown");
  assert.equal(page.url(), world.site.address + below);
  assert.equal((await held(page))["/submitter/givenName"], "Väinö");
  await page.getByText("kirjaamo@example.fi").first().waitFor();
});

test("an answer too long for a mail program goes as a file", async (t) => {
  const page = await open(t, "fi.html");
  await ready(page);
  await fill(page, answer("municipality:109", { "/representatives/0/person/jobTitle": "ä".repeat(90), "/decision/body": "ö".repeat(90), "/submitter/familyName": "å".repeat(90) }));
  await submit(page);
  await waitForFocus(page, "hyte-handover");
  const address = await page.getByRole("link", { name: text("fi", "handover.mail") }).getAttribute("href");
  assert.ok(address.length < 2000, `${address.length} characters`);
  assert.equal(letter(address).body, text("fi", "handover.short", { file: "kanta-hame-hyte-2021-109.json" }));
});

for (const sample of ["frame", "inline", "editor"]) {
  test(`the sample page ${sample}.html works`, async (t) => {
    const page = await open(t, `samples/${sample}.html`);
    await ready(page);
    const inside = sample === "inline" ? page.locator("hyte-form") : page.locator("iframe").contentFrame();
    await fill(inside, answer());
    await submit(inside);
    await inside.locator("#hyte-handover:focus").waitFor();
    const [file] = await Promise.all([page.waitForEvent("download"), inside.getByRole("button", { name: text("fi", "handover.save") }).click()]);
    assert.equal(JSON.parse(await readFile(await file.path(), "utf8")).nominator, "municipality:109");
  });
}

test("a page of another site shows it under its own strict policy, in a frame and inline", async (t) => {
  const site = world.site.address + below;
  const from = world.site.address;
  const headers = policy({ "default-src": "'none'", "script-src": `${from} 'wasm-unsafe-eval'`, "connect-src": from, "frame-src": from, "form-action": "'none'", "base-uri": "'none'" });
  const address = host.put("/bundle", hostPage(`<script async src="${site}embed.js"></script><hyte-form src="${site}sv.html"></hyte-form><hyte-form src="${site}fi.html" lang="en" mode="inline"></hyte-form>`), headers);
  const page = await openPage(t, world.browser, host.address, address);
  await page.locator("hyte-form iframe").contentFrame().locator("html[lang=sv] form[novalidate]").waitFor();
  const inline = page.locator("hyte-form").nth(1);
  await inline.locator(".hyte[lang=en] form[novalidate]").waitFor();
  assert.equal(await page.locator("html").getAttribute("data-error"), null);
  await fill(inline, answer());
  await inline.locator('.hyte-inline [hreflang="sv"]').click();
  await inline.locator(".hyte[lang=sv] form").waitFor();
  await inline.locator('.hyte-inline [hreflang="en"]').click();
  await inline.locator(".hyte[lang=en] form").waitFor();
  await submit(inline);
  await inline.locator("#hyte-handover:focus").waitFor();
  const [file] = await Promise.all([page.waitForEvent("download"), inline.getByRole("button", { name: text("en", "handover.save") }).click()]);
  assert.equal(JSON.parse(await readFile(await file.path(), "utf8")).nominator, "municipality:109");
  assert.equal(page.url(), address, "the answer is in the address");
});

for (const mode of ["frame", "inline"]) {
  for (const [how, tag] of [["as a module", (src) => `<script type="module" src="${src}"></script>`], ["by import()", (src) => `<script>import("${src}")</script>`]]) {
    test(`the script's module is run ${how}, and the form is on a page that embeds only what agrees to it, ${mode}`, async (t) => {
      const site = world.site.address + below;
      const page = hostPage(`${tag(`${site}embed-module.js`)}<div class="hyte-form" data-src="${site}fi.html" data-mode="${mode}"></div>`);
      const address = host.put(`/module-${mode}`, page, { "Cross-Origin-Embedder-Policy": "require-corp" });
      const box = (await openPage(t, world.browser, host.address, address)).locator(".hyte-form");
      await (mode === "frame" ? box.locator("iframe").contentFrame() : box).locator("form[novalidate]").waitFor();
    });
  }
}

test("a page whose call is over says so by the reader's clock", async (t) => {
  const page = await open(t, "fi.html");
  await page.clock.install({ time: Date.now() + 60 * 86_400_000 });
  await page.reload();
  await ready(page);
  assert.match(await page.locator(".hyte-deadline").textContent(), /päättyi/);
});
