// Runs nginx with a site for a test, as anybody could: without rights, on a
// free port of this machine, with all its files in one folder. It is the one
// that scripts/nginx.sh finds.

import assert from "node:assert/strict";
import { execFile, execFileSync, spawn } from "node:child_process";
import { existsSync } from "node:fs";
import { chown, readdir, writeFile } from "node:fs/promises";
import { createServer } from "node:net";
import { dirname, join, resolve } from "node:path";
import { promisify } from "node:util";
import { root } from "./service.mjs";

const run = promisify(execFile);
const NOBODY = 65534;

// Where nginx is, and its module for brotli, or "" if it has none.
export function findNginx() {
  const program = execFileSync("sh", ["scripts/nginx.sh"], { cwd: root, encoding: "utf8" }).trim();
  const module = resolve(dirname(program), "../lib/nginx/modules/ngx_http_brotli_static_module.so");
  return { program, module: existsSync(module) ? module : "" };
}

export async function freePort() {
  const server = createServer().listen(0, "127.0.0.1");
  await new Promise((resolve) => server.once("listening", resolve));
  const { port } = server.address();
  await new Promise((resolve) => server.close(resolve));
  return port;
}

// Starts nginx in the folder, with {name: text} of the files of its
// configuration, nginx.conf first of all. Resolves to {warnings, stop}, where
// stop() resolves to what nginx has complained of.
export async function startNginx({ program }, folder, configuration, address) {
  for (const [name, text] of Object.entries(configuration)) await writeFile(join(folder, name), text);
  const user = process.getuid() === 0 ? { uid: NOBODY, gid: NOBODY } : {};
  if (user.uid) for (const name of [".", ...(await readdir(folder, { recursive: true }))]) await chown(join(folder, name), NOBODY, NOBODY);
  const options = ["-e", "stderr", "-p", folder, "-c", join(folder, "nginx.conf")];
  const { stderr: warnings } = await run(program, ["-q", "-t", ...options], user);

  const server = spawn(program, options, { ...user, stdio: ["ignore", "ignore", "pipe"] });
  const ended = new Promise((resolve) => server.once("exit", resolve));
  let complaints = "";
  server.stderr.setEncoding("utf8").on("data", (text) => (complaints += text));
  for (let tries = 0; !(await fetch(address).catch(() => null)); tries++) {
    assert.ok(tries < 100 && server.exitCode === null, `nginx has not started: ${complaints}`);
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  return { warnings, stop: async () => (server.kill("SIGTERM"), await ended, complaints) };
}
