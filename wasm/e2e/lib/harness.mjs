// Starts what the widget's tests need: the test form's widget, its server and
// a browser. CHROMIUM names the browser, WIDGET_FLAGS holds further flags
// of wasm/build, such as -trim.

import assert from "node:assert/strict";
import { execFile, spawn } from "node:child_process";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { after, before } from "node:test";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { event, launch, openPage, ready } from "./browser.mjs";

const root = fileURLToPath(new URL("../../..", import.meta.url));
const run = promisify(execFile);
const go = (...args) => run("go", args, { cwd: root });

// Sets up the tests of a file and returns {open, received, url}.
export function setUp() {
  const world = {};
  before(async () => {
    world.folder = await mkdtemp(join(tmpdir(), "hytekit-e2e-"));
    await buildWidget(join(world.folder, "assets"));
    await startServer(world);
    world.browser = await launch();
  }, { timeout: 300_000 });
  after(async () => {
    await world.browser?.close();
    world.server?.kill();
    await rm(world.folder, { recursive: true, force: true });
  });
  return {
    url: (path) => world.address + path,
    open: (t, path, options) => openPage(t, world.browser, world.address, path, options),
    // What the server received, in its order.
    received: async () => (await fetch(world.address + "/received")).json(),
  };
}

async function buildWidget(folder) {
  const flags = (process.env.WIDGET_FLAGS ?? "").split(" ").filter(Boolean);
  await go("run", "./wasm/build", "-quick", "-main", "./wasm/internal/testform/main", "-out", folder, ...flags);
}

async function startServer(world) {
  const program = join(world.folder, "testserver");
  await go("build", "-o", program, "./wasm/internal/testserver");
  world.server = spawn(program, ["-assets", join(world.folder, "assets")], { stdio: ["pipe", "pipe", "inherit"] });
  const lines = createInterface({ input: world.server.stdout });
  world.address = (await lines[Symbol.asyncIterator]().next()).value;
  assert.match(world.address, /^http:\/\/127\.0\.0\.1:\d+$/);
}

export { event, ready };

// Fills in what is required, and more.
export async function fill(page, name = "Aino Esimerkki") {
  await page.locator("#name").fill(name);
  await page.locator("#municipality").selectOption("Hausjärvi");
  await page.locator("[name=sector][value=culture]").check();
  await page.locator("[name=topic][value=sleep]").check();
  await page.locator("[name=topic][value=friends]").check();
}

export const filled = { name: ["Aino Esimerkki"], municipality: ["Hausjärvi"], sector: ["culture"], topic: ["sleep", "friends"] };

export const send = (page) => page.getByRole("button", { name: "Send" }).click();

// The values of one answer that the server received, those that are not empty.
export const valuesOf = ({ values }) =>
  Object.fromEntries(Object.entries(values).filter(([name, list]) => name !== "rows" && list.some((v) => v !== "")));
