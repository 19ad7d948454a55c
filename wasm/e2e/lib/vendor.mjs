// Scripts of others, for sites that are made with them.

import { execFile } from "node:child_process";
import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { root } from "./service.mjs";

const here = fileURLToPath(new URL("..", import.meta.url));
const run = promisify(execFile);

// The folder of the npm packages.
export const npm = join(here, "node_modules");

export const javascript = { "Content-Type": "text/javascript; charset=utf-8" };

// Puts a file of an npm package on a site and returns a tag for it.
export async function tagOf(host, file) {
  const path = `/vendor/${file}`;
  host.put(path, await readFile(join(npm, file), "utf8"), javascript);
  return `<script src="${path}"></script>`;
}

// Bundles a script with the npm packages and files that it imports, as sites
// do, and returns it. format is esbuild's.
export async function bundled(script, format = "iife") {
  const folder = await mkdtemp(join(tmpdir(), "hytekit-vendor-"));
  try {
    const esbuild = join(folder, "esbuild");
    await run("go", ["build", "-o", esbuild, "github.com/evanw/esbuild/cmd/esbuild"], { cwd: root });
    const options = ["--bundle", "--minify", `--format=${format}`, "--define:process.env.NODE_ENV=\"production\"", "--log-level=warning"];
    const made = run(esbuild, options, { cwd: here, maxBuffer: 1 << 26 });
    made.child.stdin.end(script);
    return (await made).stdout;
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
