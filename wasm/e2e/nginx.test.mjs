// examples/embed/nginx: a bundle in a folder of a site, behind Debian's nginx,
// with the lines that the bundle's own README gives.

import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { cp, mkdtemp, readFile, readdir, rm } from "node:fs/promises";
import { get } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { buffer } from "node:stream/consumers";
import { after, before, test } from "node:test";
import { promisify } from "node:util";
import { brotliDecompressSync, gunzipSync } from "node:zlib";
import { checkPage } from "./lib/accessibility.mjs";
import { launch, openPage, ready } from "./lib/browser.mjs";
import { answer, fill, submit, text } from "./lib/form.mjs";
import { letter } from "./lib/letter.mjs";
import { findNginx, freePort, startNginx } from "./lib/nginx.mjs";
import { hyte, root } from "./lib/service.mjs";

const example = join(root, "examples/embed/nginx");
const nginx = findNginx();
const world = {};

before(async () => {
  world.folder = await mkdtemp(join(tmpdir(), "hytekit-nginx-"));
  world.call = join(world.folder, "call.json");
  await promisify(execFile)("go", ["run", "./scripts/democall", "examples/kanta-hame-2021/call.json", world.call], { cwd: root });
  await cp(join(example, "site"), join(world.folder, "site"), { recursive: true });
  world.bundle = join(world.folder, "site/hyte");
  const made = await hyte(["bundle", "--call", world.call, "--out", world.bundle]);
  assert.equal(made.status, 0, made.stderr);
  const port = await freePort();
  world.address = `http://127.0.0.1:${port}`;
  world.server = await startNginx(nginx, world.folder, await configuration(port), world.address);
  world.browser = await launch();
}, { timeout: 120_000 });
after(async () => {
  await world.browser?.close();
  const complaints = await world.server?.stop();
  await rm(world.folder, { recursive: true, force: true });
  assert.doesNotMatch(complaints, /\[(warn|error|crit|alert|emerg)\](?!.*nothing)/);
});

// The example's files, with this machine's port and module. An nginx without
// the module is told nothing of brotli.
async function configuration(port) {
  const [conf, locations] = await Promise.all(["nginx.conf", "hyte.conf"].map((name) => readFile(join(example, name), "utf8")));
  const here = conf.replace("127.0.0.1:8091", `127.0.0.1:${port}`);
  const brotli = nginx.module ? here.replace(/^load_module .*$/m, `load_module ${nginx.module};`) : here.replace(/^.*(load_module|brotli_static).*$/gm, "");
  return { "nginx.conf": brotli, "hyte.conf": locations };
}

const readme = () => readFile(join(world.bundle, "README.md"), "utf8");

// Asks as a browser does, and does not unpack.
const ask = (path, headers = {}) =>
  new Promise((resolve, reject) => {
    get(world.address + path, { headers }, (response) => {
      buffer(response).then((body) => resolve({ status: response.statusCode, headers: response.headers, body }), reject);
    }).on("error", reject);
  });

const assetOf = async (suffix) => `/hyte/assets/${(await readdir(join(world.bundle, "assets"))).find((name) => name.endsWith(suffix))}`;

test("the site has the lines that the bundle's README gives, and nginx takes them without a warning", async () => {
  const [, given] = (await readme()).match(/^```nginx\n(.*?)^```$/ms);
  assert.equal((await readFile(join(example, "hyte.conf"), "utf8")).replace(/^#.*\n/, ""), given);
  assert.equal(world.server.warnings, "");
});

test("the pages have the policy that the README says, and are asked for again", async () => {
  const promised = (await readme()).match(/^```\n(Content-Security-Policy: .*?)^```$/ms)[1];
  for (const path of ["/hyte/", "/hyte/fi.html", "/hyte/sv.fragment.html"]) {
    const { status, headers } = await ask(path);
    assert.equal(status, 200, path);
    for (const line of promised.trim().split("\n")) {
      const [name, value] = line.split(/: (.*)/);
      assert.equal(headers[name.toLowerCase()], value, path);
    }
    assert.equal(headers["cache-control"], "no-cache");
    assert.equal(headers["content-type"], "text/html; charset=utf-8");
    assert.equal((await ask(path, { "If-None-Match": headers.etag })).status, 304);
  }
});

test("files whose names change are kept for a year, missing ones are not", async () => {
  for (const [suffix, type] of [[".wasm", "application/wasm"], [".css", "text/css"], [".js", "text/javascript"]]) {
    const { headers } = await ask(await assetOf(suffix));
    assert.equal(headers["cache-control"], "public, max-age=31536000, immutable");
    assert.equal(headers["content-type"], type);
    assert.equal(headers["access-control-allow-origin"], "*");
  }
  const { status, headers } = await ask("/hyte/assets/nothing.js");
  assert.equal(status, 404);
  assert.equal(headers["cache-control"], undefined);
});

test("the script for other pages is asked for again, and can be checked by them", async () => {
  const { headers } = await ask("/hyte/embed.js");
  assert.equal(headers["cache-control"], "no-cache");
  assert.equal(headers["content-type"], "text/javascript");
  assert.equal(headers["access-control-allow-origin"], "*");
  assert.equal(headers["cross-origin-resource-policy"], "cross-origin");
});

for (const [coding, unpack, skip] of [
  ["br", brotliDecompressSync, nginx.module ? false : "this nginx has no module for brotli"],
  ["gzip", gunzipSync, false],
  ["identity", (data) => data, false],
]) {
  test(`files are sent as ${coding}, as they were packed`, { skip }, async () => {
    for (const path of ["/hyte/fi.html", "/hyte/fi.json", "/hyte/embed.js", await assetOf(".wasm"), await assetOf(".css")]) {
      const { headers, body } = await ask(path, { "Accept-Encoding": coding });
      assert.equal(headers["content-encoding"] ?? "identity", coding, path);
      assert.equal(headers.vary, "Accept-Encoding", path);
      assert.ok(unpack(body).equals(await readFile(join(world.folder, "site", path))), path);
    }
  });
}

for (const [name, inside] of [
  ["index", (page) => page.locator("hyte-form iframe").contentFrame()],
  ["inline", (page) => page.locator("hyte-form")],
]) {
  test(`the site's ${name}.html shows the form, which checks the answer and hands it over`, async (t) => {
    const page = await openPage(t, world.browser, world.address, `/${name}.html`, { alone: true });
    await ready(page);
    assert.equal(await page.locator("iframe").count(), name === "index" ? 1 : 0);
    const form = inside(page);
    await fill(form, answer("municipality:109", { "/submitter/email": "vaino.nayte" }));
    await submit(form);
    await form.locator("#hyte-summary:focus").waitFor();
    assert.deepEqual(await form.locator("#hyte-summary li").allTextContents(), [text("fi", "rule.format.email:at_missing")]);
    await fill(form, { "/submitter/email": "vaino.nayte@example.fi" });
    await submit(form);
    await form.locator("#hyte-handover:focus").waitFor();

    const mail = letter(await form.getByRole("link", { name: text("fi", "handover.mail") }).getAttribute("href"));
    assert.equal(mail.to, "kirjaamo@example.fi");
    assert.match(mail.subject, /: Hämeenlinna$/);
    const [file] = await Promise.all([page.waitForEvent("download"), form.getByRole("button", { name: text("fi", "handover.save") }).click()]);
    assert.equal(file.suggestedFilename(), "kanta-hame-hyte-2021-109.json");
    const checked = await hyte(["validate", "--call", world.call, "-"], await readFile(await file.path(), "utf8"));
    assert.equal(checked.status, 0, checked.stdout + checked.stderr);
    assert.equal(page.url(), `${world.address}/${name}.html`);

    await page.setViewportSize({ width: 360, height: 740 });
    const wide = await page.evaluate(() => document.scrollingElement.scrollWidth);
    assert.ok(wide <= 360, `${wide} px wide`);
  });
}

test("the answer to hand over can be read and used by everybody", async (t) => {
  const page = await openPage(t, world.browser, world.address, "/hyte/fi.html", { alone: true });
  await ready(page);
  await fill(page, answer());
  await submit(page);
  await page.locator("#hyte-handover:focus").waitFor();
  await checkPage(page, "the answer to hand over", "fi");
});
