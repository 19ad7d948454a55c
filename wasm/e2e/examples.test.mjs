// The host pages of examples/embed, each as its site serves it: the form comes
// up, works and tells the page, and the page is what it was.

import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync } from "node:fs";
import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { test } from "node:test";
import { pages, serve } from "../../examples/embed/serve.mjs";
import { event, openPage, ready } from "./lib/browser.mjs";
import { answer, control, fill, submit, submitButton, text } from "./lib/form.mjs";
import { partnershipDay, root, setUp } from "./lib/service.mjs";

const folder = join(root, "examples/embed");
assert.ok(existsSync(join(folder, "node_modules")), "Bootstrap and jQuery are missing: npm ci --prefix examples/embed");
const call = "kanta-hame-hyte-2021"; // as the pages name it
const site = await serve({ service: () => service.address, listen: "127.0.0.1:0" }); // first: the service must know it
const day = "kumppanuuspaiva-2027";
const service = setUp({ [call]: null }, async (service) => {
  await service.write(partnershipDay());
  return ["--embed-host", site.address, "--call", service.callFile(day)];
});
test.after(() => site.stop());

const open = (t, path, options) => openPage(t, service.browser, site.address, path, { viewport: { width: 1280, height: 800 }, ...options });

// Where the controls are: in the frame, or in the page itself.
const inside = (page, mode) => (mode === "frame" ? page.locator("iframe").contentFrame() : page.locator("hyte-form"));

// Sends an answer with a fault, mends it, and checks that it has arrived.
async function journey(page, form, nominator) {
  await fill(form, answer(nominator, { "/submitter/email": "vaino.nayte" }));
  await submit(form);
  await form.locator("#hyte-summary:focus").waitFor();
  assert.deepEqual(await form.locator("#hyte-summary li").allTextContents(), [text("fi", "rule.format.email:at_missing")]);
  await fill(form, { "/submitter/email": "vaino.nayte@example.fi" });
  await submit(form);
  const receipt = await event(page, "submitted");
  await form.locator("#hyte-receipt").waitFor();
  assert.equal((await service.entry(call, nominator)).counted.id, receipt.id);
  return receipt;
}

// The page is no wider than a telephone, and neither is the form.
async function fitsTelephone(page) {
  await page.setViewportSize({ width: 360, height: 740 });
  const wide = await page.evaluate(() => document.scrollingElement.scrollWidth);
  assert.ok(wide <= 360, `${wide} px wide`);
}

for (const [mode, nominator] of [["frame", "municipality:061"], ["inline", "municipality:082"]]) {
  test(`Bootstrap and jQuery, ${mode}: the form works, and the site says so`, async (t) => {
    const page = await open(t, `/bootstrap/${mode}.html`);
    await ready(page);
    const receipt = await journey(page, inside(page, mode), nominator);
    assert.equal(await page.locator("#kiitos").textContent(), `Vastaus on lähetetty. Kuittaus: ${receipt.id}`);
    assert.ok(await page.locator("#kiitos").isVisible());
    assert.equal(await page.locator("iframe").count(), mode === "frame" ? 1 : 0);
    await fitsTelephone(page);
  });

  test(`Bootstrap and jQuery, ${mode}: what is the site's works as before`, async (t) => {
    const page = await open(t, `/bootstrap/${mode}.html`);
    await ready(page);
    const menu = page.locator(".dropdown-menu");
    const name = control(inside(page, mode), "/submitter/givenName");
    await name.pressSequentially("v/vv"); // the site's hotkeys
    assert.equal(await name.inputValue(), "v/vv");
    assert.equal(await menu.isVisible(), false, "a hotkey is heard in the form");

    await page.locator("h1").first().click();
    await page.keyboard.press("v");
    await menu.waitFor();
    await page.locator("#hyvinvointi").click();
    await menu.waitFor({ state: "hidden" });
    await page.locator("#hyvinvointi").click();
    await menu.waitFor();
    await page.keyboard.press("Escape");
    await menu.waitFor({ state: "hidden" });
    await page.locator("h1").first().click();
    await page.keyboard.press("/");
    await page.keyboard.type("vesi");
    await page.keyboard.press("Enter");
    assert.equal(await page.locator("#hakutulos").textContent(), "Haulla ”vesi” ei löytynyt sivuja.");
    assert.equal(page.url(), `${site.address}/bootstrap/${mode}.html`);
    assert.deepEqual(await page.evaluate(() => [$ === jQuery, $.fn.jquery, bootstrap.Dropdown.VERSION]), [true, ...(await versions())]);
  });

  test(`Bootstrap and jQuery, ${mode}: the form looks like a part of the site, also when its styles come late`, async (t) => {
    const page = await open(t, "/bootstrap/site.css", { tolerate: /ERR_FAILED/ }); // a page to begin from
    await page.route("**/site.css", (route) => route.abort());
    await page.goto(`/bootstrap/${mode}.html`);
    const form = inside(page, mode);
    await form.locator("form[novalidate]").waitFor();
    const button = () => submitButton(form).evaluate(lookOf);
    assert.equal((await button()).color, "rgb(27, 79, 122)"); // the form's own
    await page.unroute("**/site.css");
    await page.evaluate(() => {
      const link = document.querySelector("link[href$='site.css']");
      link.after(link.cloneNode());
    });
    for (let tries = 0; (await button()).color !== "rgb(15, 76, 58)"; tries++) {
      assert.ok(tries < 100, `the form's color is ${(await button()).color}`);
      await page.waitForTimeout(50);
    }
    assert.equal((await button()).font, (await page.locator("body").evaluate(lookOf)).font);
    assert.equal((await button()).corner, (await page.locator("#haku button").evaluate(lookOf)).corner);
    const [title, own] = [await page.locator("main > h1").boundingBox(), await form.locator("h1").boundingBox()];
    assert.ok(Math.abs(title.x - own.x) <= 6, `the page's title is at ${title.x}, the form's at ${own.x}`);
  });
}

// Runs in the page.
function lookOf(element) {
  const { backgroundColor, fontFamily, borderTopLeftRadius } = getComputedStyle(element);
  return { color: backgroundColor, font: fontFamily, corner: borderTopLeftRadius };
}

const versions = () =>
  Promise.all(["jquery", "bootstrap"].map(async (name) => JSON.parse(await readFile(join(folder, "package.json"), "utf8")).dependencies[name]));

test("Bootstrap changes nothing in an inline form", async (t) => {
  const page = await open(t, "/bootstrap/inline.html");
  await ready(page);
  await submit(inside(page)); // messages are there, too
  await inside(page).locator("#hyte-summary:focus").waitFor();
  const [withStyles, without] = await page.evaluate(() => {
    const names = ["color", "background", "font", "padding", "margin-top", "margin-bottom", "border", "outline", "box-sizing", "box-shadow", "display", "letter-spacing", "list-style", "text-align", "text-decoration", "vertical-align", "white-space", "cursor", "appearance"];
    const look = () =>
      [...document.querySelector("hyte-form").shadowRoot.firstElementChild.querySelectorAll("*")].map((e) => {
        const style = getComputedStyle(e);
        return `${e.localName}.${e.className}: ${names.map((name) => style.getPropertyValue(name)).join(" | ")}`;
      });
    const before = look();
    for (const sheet of document.styleSheets) sheet.disabled = true;
    return [before, look()];
  });
  assert.ok(withStyles.length > 200, `${withStyles.length} elements`);
  assert.equal(await page.locator("h1").first().evaluate((e) => getComputedStyle(e).fontWeight), "700", "Bootstrap's styles are still there");
  assert.deepEqual(withStyles.filter((line, i) => line !== without[i]), []);
});

test("Bootstrap's two pages differ only in the element's mode", async () => {
  const [frame, inline] = await Promise.all(["frame", "inline"].map((name) => readFile(join(folder, `bootstrap/${name}.html`), "utf8")));
  assert.equal(inline, frame.replace("<hyte-form ", '<hyte-form mode="inline" '));
});

for (const [name, nominator, wanted] of [
  ["frame", "municipality:086", "script-src S; frame-src S"],
  ["inline", "municipality:103", "script-src S 'wasm-unsafe-eval'; connect-src S; form-action S; frame-src S"],
  ["nonce", "municipality:109", "script-src 'nonce-N' 'strict-dynamic' 'wasm-unsafe-eval'; connect-src S; form-action S; frame-src S"],
]) {
  test(`a strict policy, ${name}: the form works under it`, async (t) => {
    const page = await open(t, `/strict/${name}.html`);
    await ready(page);
    await journey(page, inside(page, name), nominator);
    assert.equal(await page.locator("iframe").count(), name === "frame" ? 1 : 0);
    await fitsTelephone(page);
  });

  test(`a strict policy, ${name}: it is the one that is promised`, async () => {
    const [first, second] = await Promise.all([1, 2].map(() => fetch(`${site.address}/strict/${name}.html`)));
    const policy = first.headers.get("Content-Security-Policy");
    const nonce = policy.match(/'nonce-([^']+)'/)?.[1];
    const said = new Set(policy.replaceAll(service.address, "S").replace(nonce, "N").split("; "));
    const common = ["default-src 'none'", "base-uri 'none'", "require-trusted-types-for 'script'", "trusted-types 'none'"];
    assert.deepEqual([...common, ...wanted.split("; ")].filter((directive) => !said.has(directive)), [], policy);
    assert.doesNotMatch(policy, /'unsafe-|\*/);
    if (!nonce) return;
    assert.ok((await first.text()).includes(`<script async nonce="${nonce}" src="${service.address}/embed.js">`));
    assert.ok(!second.headers.get("Content-Security-Policy").includes(nonce), "the nonce is always the same");
  });
}

for (const [name, nominator, accent] of [
  ["page", "municipality:165", "rgb(91, 42, 134)"],
  ["marked", "municipality:433", "rgb(27, 79, 122)"],
  ["link", "municipality:169", "rgb(27, 79, 122)"], // the form's own: the theme is lost with the attributes
]) {
  test(`an editor's ${name}: what is left of the element is the form`, async (t) => {
    const page = await open(t, `/editor/${name}.html`);
    await ready(page);
    const form = inside(page, "frame");
    assert.equal(await page.getByRole("link", { name: "Nimeä edustaja" }).count(), 0, "the link is shown beside the form");
    assert.equal(await submitButton(form).evaluate((e) => getComputedStyle(e).backgroundColor), accent);
    await journey(page, form, nominator);
    await fitsTelephone(page);
  });
}

for (const [name, mode, typed] of [
  ["question", "inline", { "/text": "Miten pieni yhdistys pääsee mukaan?" }],
  ["registration", "frame", { "/person/givenName": "Hilja", "/person/familyName": "Esimerkki", "/person/email": "hilja@example.fi", "/mode": "place", "/answers/tyopaja": "lapset" }],
]) {
  test(`an event, ${name}: the form works on an organization's page`, async (t) => {
    const page = await open(t, `/event/${name}.html`);
    await ready(page);
    const form = inside(page, mode);
    await fill(form, typed);
    await submit(form);
    const receipt = await event(page, "submitted");
    await form.locator("#hyte-receipt").waitFor();
    assert.ok((await service.download(`/admin/${day}/received.ndjson`)).includes(receipt.id));
    await fitsTelephone(page);
  });
}

test("without script an editor's page has the link", async (t) => {
  const page = await open(t, "/editor/page.html", { javaScriptEnabled: false });
  await page.getByRole("link", { name: "Nimeä edustaja" }).click();
  await page.waitForURL(`${service.address}/${call}/fi`);
});

test("the server is started as the README says, and knows every page", async (t) => {
  const found = (await Promise.all(["bootstrap", "strict", "editor", "event"].map(async (name) => (await readdir(join(folder, name))).map((file) => `/${name}/${file}`)))).flat();
  assert.deepEqual(found.filter((name) => name.endsWith(".html")).sort(), [...pages].sort());

  const program = (...args) => spawn(process.execPath, [join(folder, "serve.mjs"), ...args], { stdio: ["ignore", "pipe", "pipe"] });
  const server = program("--service", `${service.address}/`, "--listen", "127.0.0.1:0");
  t.after(() => server.kill());
  const lines = createInterface({ input: server.stdout })[Symbol.asyncIterator]();
  for (const path of pages) {
    const { value } = await lines.next();
    assert.ok(value.endsWith(path), value);
    const body = await (await fetch(value)).text();
    assert.ok(body.includes(`src="${service.address}/embed.js"`) && !body.includes("lomakkeet.example.fi"), value);
  }
  const [status] = await once(program(), "exit");
  assert.equal(status, 2, "without a service");
});
