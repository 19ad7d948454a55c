// A further language, of which the program's code knows nothing: catalogs in a
// made-up one, a third longer, are put beside the others when it is built.
// Whatever a page says comes from them, fits on a narrow screen, and what is
// there in another language only says so.

import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { promisify } from "node:util";
import { checkDocument, checkRules, checkWidths } from "./lib/accessibility.mjs";
import { launch } from "./lib/browser.mjs";
import { answer, fill, look, send, skipNativeCheck } from "./lib/form.mjs";
import { partnershipDay, root, Service } from "./lib/service.mjs";

const language = "art"; // as of internal/pseudo
const run = promisify(execFile);

const service = new Service();
let folder;

before(async () => {
  folder = await mkdtemp(join(tmpdir(), "hytekit-language-"));
  const { stdout } = await run("go", ["run", "./scripts/pseudolanguage", folder], { cwd: root });
  const program = join(folder, "hyte");
  await run("go", ["build", stdout.trim(), "-o", program, "./cmd/hyte"], { cwd: root });
  service.program = program;
  await service.begin({ request: speak, youth: asked("youth"), elderly: asked("elderly") }, events, launch);
}, { timeout: 600_000 });

after(async () => {
  await service.end();
  await rm(folder, { recursive: true, force: true });
});

// Writes an event that speaks the language, too.
async function events({ folder }) {
  const event = partnershipDay();
  speak(event);
  const file = join(folder, "event.json");
  await writeFile(file, JSON.stringify(event));
  return ["--call", file];
}

// Makes an inquiry speak the language: its own texts stand between the same
// brackets as the program's.
function speak(inquiry) {
  inquiry.languages = [language, "fi"];
  translate(inquiry);
}

function asked(id) {
  return (call) => {
    call.series = "councils";
    call.body.id = id;
    speak(call);
  };
}

// What names people and places is the same in all languages.
const named = ["givenName", "familyName", "name", "jobTitle", "address"];

function translate(value) {
  for (const [name, inner] of Object.entries(value ?? {})) {
    if (named.includes(name) && typeof inner === "string") value[name] = `⟦${inner}⟧`;
    if (typeof inner !== "object" || inner === null) continue;
    if (typeof inner.fi === "string") inner[language] = name === "url" ? inner.fi : `⟦${inner.fi}⟧`;
    else translate(inner);
  }
}

// What is shown as it was written: names, also of municipalities, addresses, what was typed.
const data = [/\S+(?:@|\(at\))\S+/g, /Aino|Esimerkki|Väinö|Näyte|Forssa|Hämeenlinna/g, /hyvinvointikoordinaattori|Kunnanhallitus/g];

// Runs in the page: every text and every name that is read out, with the
// language that is said of it.
function readTexts() {
  const found = [];
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  const spoken = (e) => e.closest("[lang]").lang;
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    const e = node.parentElement;
    if (e.matches("script, style, pre, code, textarea") || !node.data.trim()) continue;
    found.push({ text: node.data, lang: spoken(e), where: e.outerHTML.slice(0, 150) });
  }
  for (const e of document.querySelectorAll("[aria-label], [title], [alt], [placeholder], optgroup[label]")) {
    for (const name of ["aria-label", "title", "alt", "placeholder", "label"]) {
      if (e.getAttribute(name)) found.push({ text: e.getAttribute(name), lang: spoken(e), where: e.outerHTML.slice(0, 150) });
    }
  }
  found.push({ text: document.title, lang: document.documentElement.lang, where: "title" });
  return found;
}

// Takes out what stands between brackets, within others too.
function outside(text) {
  for (let before = ""; before !== text; ) [before, text] = [text, text.replace(/⟦[^⟦⟧]*⟧/g, "")];
  return data.reduce((rest, known) => rest.replace(known, ""), text);
}

// A third of each text is said once more at its end, so a name does not begin with all that is seen.
const notHere = ["label-content-name-mismatch"];

// A page in the language has no literal text, no key and no empty place, and
// has room for all.
async function checkLanguage(page, state, { runsScripts = true } = {}) {
  const texts = await page.evaluate(readTexts);
  const literal = texts.filter(({ text, lang }) => lang === language && /\p{L}{2,}/u.test(outside(text)));
  assert.deepEqual(literal.map(({ text, where }) => `${text} in ${where}`), [], `${state}: these texts are of no catalog`);
  assert.deepEqual(texts.filter(({ text }) => /\{\w+\}/.test(text)).map(({ text }) => text), [], `${state}: places that nothing fills`);
  assert.ok(texts.some(({ text }) => text.includes("⟦")), `${state}: nothing is in the language`);
  await checkDocument(page, state, language);
  await checkWidths(page, state);
  if (runsScripts) await checkRules(page, state, notHere); // axe is a script
  await page.setViewportSize({ width: 1280, height: 800 });
}

for (const javaScriptEnabled of [false, true]) {
  test(`the form of a request, its mistakes and its receipt, ${javaScriptEnabled ? "with" : "without"} JavaScript`, async (t) => {
    const page = await service.open(t, `/request/${language}`, { javaScriptEnabled, tolerate: /422/ });
    const check = (state) => checkLanguage(page, state, { runsScripts: javaScriptEnabled });
    await check("empty form");
    await skipNativeCheck(page);
    await look(page);
    await check("mistakes");
    await fill(page, answer(javaScriptEnabled ? "municipality:109" : "municipality:061"));
    await check("filled in");
    assert.equal(await look(page), "hyte-check");
    await check("last look");
    await send(page);
    await page.waitForURL(/\/receipt\//);
    await check("receipt");
  });
}

const pages = {
  "the form on which an organization names no one": `/request/${language}/refusal`,
  "the form on which an answer is withdrawn": `/request/${language}/withdrawal`,
  "one page for the requests of a letter": `/youth/${language}/series`,
  "the form of a registration": `/kumppanuuspaiva-2027/${language}`,
  "the form of a question": `/kumppanuuspaiva-2027/${language}/question`,
  "an inquiry that there is not": `/nothing/${language}`,
  "where organizers sign in": `/admin/login?lang=${language}`,
};
for (const [name, path] of Object.entries(pages)) {
  test(name, async (t) => {
    const page = await service.open(t, path, { tolerate: /404/ });
    await checkLanguage(page, name);
  });
}

test("the organizer's pages", async (t) => {
  const page = await service.open(t, `/admin/login?lang=${language}`);
  const [name, value] = (await service.logIn()).split("=");
  await page.context().addCookies([{ name, value, url: service.address }]);
  for (const path of ["/admin", "/admin/request", "/admin/kumppanuuspaiva-2027"]) {
    await page.goto(`${path}?lang=${language}`);
    await checkLanguage(page, path);
  }
});
