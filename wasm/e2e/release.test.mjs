// A release of the module is the whole product: whoever installs the program or
// imports the packages gets the widget, without building anything of it.

import assert from "node:assert/strict";
import { execFile, spawn } from "node:child_process";
import { copyFile, readFile } from "node:fs/promises";
import { createServer } from "node:net";
import { dirname, join } from "node:path";
import { after, test } from "node:test";
import { promisify } from "node:util";
import { openPage, ready } from "./lib/browser.mjs";
import { serveFolder } from "./lib/folder.mjs";
import { control, text } from "./lib/form.mjs";
import { hostPage, scriptOf, setUpHost } from "./lib/host.mjs";
import { Release } from "./lib/release.mjs";
import { root, setUp } from "./lib/service.mjs";

const run = promisify(execFile);
const release = new Release();
const seen = {}; // of the repository, before and after there was a release

const host = setUpHost();
const service = setUp({ released: null }, async (service) => {
  await release.commit();
  seen.before = await state();
  const made = await release.script("scripts/release-commit.sh", release.version, "wasm/assets");
  assert.equal(made.status, 0, made.stderr);
  seen.after = await state();
  await release.publish();
  service.program = await release.install();
  await host.start();
  return ["--embed-host", host.address];
});
after(() => release.remove());

// What a person has who makes a release: the branch, the index, the work tree.
const state = async () => [await release.git("rev-parse", "HEAD"), await release.git("ls-files", "--stage"), await release.git("status", "--porcelain")];

// Types an address that is none, and leaves the field.
async function checkWidget(page) {
  await control(page, "/submitter/email").fill("vaino.nayte");
  await control(page, "/submitter/email").press("Tab");
  await page.locator(".hyte-problem", { hasText: text("fi", "rule.format.email:at_missing") }).waitFor();
}

test("the program that go install makes says the version of the release", async () => {
  assert.equal((await run(service.program, ["version"])).stdout, `hyte ${release.version}\n`);
});

test("its page has a widget that checks a field when it is left", async (t) => {
  const page = await service.open(t, "/released/fi");
  await ready(page);
  await checkWidget(page);
});

for (const mode of ["frame", "inline"]) {
  test(`its script shows the form on a page of another site, ${mode}`, async (t) => {
    const address = host.put(`/${mode}`, hostPage(`${scriptOf(service)}<hyte-form src="${service.address}/released/fi" mode="${mode}"></hyte-form>`));
    const page = await openPage(t, service.browser, host.address, address);
    await ready(page);
    await checkWidget(mode === "frame" ? page.locator("hyte-form iframe").contentFrame() : page.locator("hyte-form"));
  });
}

test("its bundle works without it", async (t) => {
  const folder = join(release.folder, "site");
  await run(service.program, ["bundle", "--call", service.callFile("released"), "--out", folder]);
  const site = await serveFolder(folder, "/hyte/");
  t.after(site.stop);
  const page = await openPage(t, service.browser, site.address, "/hyte/fi.html", { alone: true });
  await ready(page);
  await checkWidget(page);
});

test("the program of an importer, package wasm's example, has the same", async (t) => {
  const port = await freePort();
  const program = await release.build("importer", "wasm/example_test.go", (main) => {
    assert.ok(main.includes('"127.0.0.1:8080"'), "the example listens elsewhere");
    return main.replace("127.0.0.1:8080", `127.0.0.1:${port}`);
  });
  await copyFile(service.callFile("released"), join(dirname(program), "call.json"));
  const started = spawn(program, [], { cwd: dirname(program), stdio: "inherit" });
  const ended = new Promise((resolve) => started.once("exit", resolve));
  t.after(async () => {
    started.kill();
    await ended;
  });
  const address = `http://127.0.0.1:${port}`;
  await answers(`${address}/embed.js`, ended);
  const page = await openPage(t, service.browser, address, "/released/fi", { alone: true });
  await ready(page);
  await checkWidget(page);
});

// Waits until a program that was started answers at an address.
async function answers(address, ended) {
  let hasEnded = false;
  ended.then(() => (hasEnded = true));
  for (;;) {
    assert.ok(!hasEnded, "the program has ended");
    const answer = await fetch(address).catch(() => null);
    if (answer) return assert.equal(answer.status, 200, address);
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

function freePort() {
  return new Promise((resolve) => {
    const server = createServer().listen(0, "127.0.0.1", () => {
      const { port } = server.address();
      server.close(() => resolve(port));
    });
  });
}

test("the release is one commit beside the branch, and adds nothing but the widget and its licenses", async () => {
  assert.deepEqual(seen.after, seen.before, "the branch, the index or the work tree are others");
  assert.equal(await release.git("rev-parse", `${release.version}^{commit}~`), await release.git("rev-parse", "HEAD"));
  assert.equal(await release.git("cat-file", "-t", release.version), "tag");
  const added = (await release.git("diff", "--name-status", "HEAD", release.version)).split("\n");
  const { values, names } = await manifest();
  const wanted = ["manifest.json", ...names.flatMap((name) => [name, `${name}.br`, `${name}.gz`])].map((name) => `A\twasm/assets/${name}`);
  assert.deepEqual(added.toSorted(), ["A\tTHIRD-PARTY-LICENSES.txt", ...wanted].toSorted());
  const size = await release.git("cat-file", "-s", `${release.version}:wasm/assets/${values["widget.wasm"].name}`);
  assert.equal(Number(size), values["widget.wasm"].size);
  const licenses = await release.git("show", `${release.version}:THIRD-PARTY-LICENSES.txt`);
  assert.match(licenses, /^==== github\.com\/maxence-charriere\/go-app\/v10 [^]*MIT License/m);
});

async function manifest() {
  const values = JSON.parse(await readFile(join(root, "wasm/assets/manifest.json"), "utf8"));
  return { values, names: Object.values(values).map(({ name }) => name) };
}

test("the same commit makes the same release again", async () => {
  const commit = await release.git("rev-parse", `${release.version}^{commit}`);
  const tag = await release.git("rev-parse", release.version);
  await release.git("tag", "-d", release.version);
  assert.equal((await release.script("scripts/release-commit.sh", release.version, "wasm/assets")).status, 0);
  assert.equal(await release.git("rev-parse", `${release.version}^{commit}`), commit);
  assert.equal(await release.git("rev-parse", release.version), tag);
});

test("what is no version, or a release already, is refused before anything is built", async () => {
  const refused = async (version, why) => {
    const { status, stderr } = await release.script("scripts/release.sh", version);
    assert.match(stderr, why, `"${version}"`);
    assert.notEqual(status, 0, `"${version}"`);
  };
  await refused("", /make release VERSION=v0\.1\.0/);
  for (const version of ["0.1.0", "v0.1", "v0.01.0", "v0.1.0+linux", "v0.1.0-01", "v0.1.0-", "latest", "v0.1.0 "]) await refused(version, /is no version that Go takes: write it as v0\.1\.0/);
  await refused("v2.0.0", /its module path would end in \/v2/);
  await refused(release.version, /the tag \S+ exists/);
  const { length } = (await release.git("tag", "--list")).split("\n");
  assert.equal(length, 1, "a refused release has a tag");
  // The work tree is everybody's: only the index and the branch are the test's.
  await release.git("rm", "--cached", "--quiet", "LICENSE");
  await refused("v0.1.0-test.1", /commit these changes, or put them aside:\nD {2}LICENSE/);
  await release.git("reset", "--quiet");
  await release.git("update-ref", "HEAD", `${release.version}^{commit}`);
  await release.git("reset", "--quiet");
  await release.git("update-index", "--skip-worktree", "THIRD-PARTY-LICENSES.txt");
  await refused("v0.1.0-test.1", /HEAD is a release: go to the commit before it/);
});
