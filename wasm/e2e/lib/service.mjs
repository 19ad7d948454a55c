// Starts the real program with calls made from the example's, as `make run`
// does, and plays those who use it without a browser. TESTED_HYTE names the
// program.

import assert from "node:assert/strict";
import { execFile, spawn } from "node:child_process";
import { readFileSync } from "node:fs";
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { after, before } from "node:test";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { launch, openPage } from "./browser.mjs";

export const root = fileURLToPath(new URL("../../..", import.meta.url));
const program = process.env.TESTED_HYTE ?? join(root, "bin/hyte");
const run = promisify(execFile);

// The day of an instant in Europe/Helsinki: "2021-01-15".
export const dayOf = (instant) => new Intl.DateTimeFormat("sv", { timeZone: "Europe/Helsinki", dateStyle: "short" }).format(instant);

// The same, so many days from now.
export const dayFromNow = (days) => dayOf(Date.now() + days * 86_400_000);

// The event of the examples, a month from now.
export function partnershipDay() {
  const event = JSON.parse(readFileSync(join(root, "examples/partnership-day/event.json"), "utf8"));
  event.when.date = dayFromNow(30);
  event.registration.until.date = dayFromNow(20);
  event.questions.until.date = dayFromNow(25);
  return event;
}

// Sets up the tests of a file: a browser, and a service of the calls. Each is
// the example's with its deadline in 30 days, under its name as id, after what
// its function does to it. flags, which may be a function, are further ones of
// the program. Returns the service; started is called once it runs. browser
// starts another browser than Chromium.
export function setUp(calls, flags = [], started = async () => {}, browser = launch) {
  const service = new Service();
  before(async () => {
    await service.begin(calls, flags, browser);
    await started();
  }, { timeout: 300_000 });
  after(() => service.end());
  return service;
}

export class Service {
  #process = null;
  #ended = null;
  #stderr = "";
  #cookie = "";
  folder = "";
  program = program;
  flags = [];
  address = "";
  token = "";

  // What setUp does before the tests, and after them.
  async begin(calls, flags, browser) {
    await this.prepare(calls);
    this.flags = typeof flags === "function" ? await flags(this) : flags;
    await this.start();
    this.browser = await browser();
  }

  async end() {
    await this.browser?.close();
    await this.stop();
    await rm(this.folder, { recursive: true, force: true });
  }

  async prepare(calls) {
    this.folder = await mkdtemp(join(tmpdir(), "hytekit-e2e-"));
    this.calls = Object.keys(calls);
    const demonstration = join(this.folder, "demonstration.json");
    await run("go", ["run", "./scripts/democall", "examples/kanta-hame-2021/call.json", demonstration], { cwd: root });
    for (const [id, change] of Object.entries(calls)) {
      const call = { ...JSON.parse(await readFile(demonstration, "utf8")), id };
      change?.(call);
      await this.write(call);
    }
  }

  get data() {
    return join(this.folder, "data");
  }

  get pid() {
    return this.#process.pid;
  }

  callFile = (id) => join(this.folder, `${id}.json`);
  call = async (id) => JSON.parse(await readFile(this.callFile(id), "utf8"));
  write = (call) => writeFile(this.callFile(call.id), JSON.stringify(call));

  // Starts the program: the first time on a free port, later on the same one.
  async start() {
    const listen = this.address ? new URL(this.address).host : "127.0.0.1:0";
    const calls = this.calls.flatMap((id) => ["--call", this.callFile(id)]);
    const started = spawn(this.program, ["serve", ...calls, "--data", this.data, "--listen", listen, "--log", "off", ...this.flags], { stdio: ["ignore", "pipe", "pipe"] });
    this.#process = started;
    this.#stderr = "";
    this.#ended = new Promise((resolve) => started.once("exit", (status, signal) => resolve(signal ?? status)));
    started.stderr.setEncoding("utf8").on("data", (text) => (this.#stderr += text));
    await this.#listen(started.stdout);
  }

  // Reads where the service is, and its token, which it tells only once.
  async #listen(stdout) {
    const last = this.token ? "organizer" : "token";
    for await (const line of createInterface({ input: stdout })) {
      const [, name, value] = line.match(/^(\S+(?: \(\w+\))?) +(\S+)$/) ?? assert.fail(`the service prints: ${line}`);
      if (name === "organizer") this.address = value.replace(/\/admin$/, "");
      if (name === "token") this.token = value;
      if (name === last) return;
    }
    assert.fail(`the service has not started: ${this.#stderr}`);
  }

  // Ends the program, and returns its exit status or the signal.
  async stop(signal = "SIGTERM") {
    this.#process?.kill(signal);
    const ended = await this.#ended;
    this.#process = null;
    return ended;
  }

  // Opens a page of the service; see openPage. The browser may be another one.
  open = (t, path, { browser = this.browser, ...options } = {}) => openPage(t, browser, this.address, path, { alone: true, ...options });

  fetch = (path, options) => fetch(this.address + path, { redirect: "manual", ...options });

  post = (id, document, headers = {}) =>
    this.fetch(`/api/v1/calls/${id}/nominations`, {
      method: "POST",
      body: typeof document === "string" ? document : JSON.stringify(document),
      headers: { "Content-Type": "application/json", ...headers },
    });

  // Returns the organizer's cookie, as name and value.
  async logIn() {
    if (!this.#cookie) {
      const answer = await this.fetch("/admin/login", { method: "POST", body: new URLSearchParams({ token: this.token }) });
      assert.equal(answer.status, 303);
      this.#cookie = answer.headers.get("Set-Cookie").split(";")[0];
    }
    return this.#cookie;
  }

  // Returns the text of what the organizer may download.
  async download(path) {
    const answer = await this.fetch(path, { headers: { Cookie: await this.logIn() } });
    assert.equal(answer.status, 200, path);
    return answer.text();
  }

  roster = async (id) => JSON.parse(await this.download(`/admin/${id}/roster.json`));

  // What the roster of a call says of an organization.
  entry = async (id, nominator) => (await this.roster(id)).nominators.find((e) => e.nominator === nominator);
}

// Runs the program with an input. Never rejects.
export function hyte(args, input = "") {
  return new Promise((resolve) => {
    const child = execFile(program, args, { maxBuffer: 1 << 26 }, (error, stdout, stderr) => resolve({ status: error?.code ?? 0, stdout, stderr }));
    child.stdin.on("error", () => {}).end(input);
  });
}
