// Makes a release of what stands in the work tree, and gives it to the go
// command as a module proxy would: in a folder of this machine. The compiled
// widget is that of `make program`, in wasm/assets.

import { execFile } from "node:child_process";
import { randomBytes } from "node:crypto";
import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { devNull, tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { promisify } from "node:util";
import { root } from "./service.mjs";

const run = promisify(execFile);
const module = "github.com/hytekit/hytekit";

// A person's git may sign, or ask.
const identity = {
  GIT_CONFIG_GLOBAL: devNull, GIT_CONFIG_SYSTEM: devNull,
  GIT_AUTHOR_NAME: "Aino Esimerkki", GIT_AUTHOR_EMAIL: "aino.esimerkki@example.fi",
  GIT_COMMITTER_NAME: "Aino Esimerkki", GIT_COMMITTER_EMAIL: "aino.esimerkki@example.fi",
};

export class Release {
  // No version that anybody publishes: for a moment it stands in the cache of
  // modules of this machine.
  version = `v0.1.0-test.x${randomBytes(6).toString("hex")}`;
  folder = "";
  #modules = "";
  #goEnvironment = {};

  // Commits the work tree to a repository of its own.
  async commit() {
    this.folder = await mkdtemp(join(tmpdir(), "hytekit-release-"));
    await this.git("init", "--quiet", "--initial-branch=main");
    await this.git("add", "--all");
    await this.git("commit", "--quiet", "--message=All that is here");
  }

  get #gitEnvironment() {
    return { ...process.env, ...identity, GIT_DIR: join(this.folder, "hytekit.git"), GIT_WORK_TREE: root };
  }

  // Runs git and returns what it prints.
  async git(...args) {
    const { stdout } = await run("git", args, { cwd: root, env: this.#gitEnvironment, maxBuffer: 1 << 26 });
    return stdout.trim();
  }

  // Runs a script of the project in the repository. Never rejects.
  script(...args) {
    return new Promise((resolve) => {
      execFile("bash", args, { cwd: root, env: this.#gitEnvironment }, (error, stdout, stderr) => resolve({ status: error?.code ?? 0, stdout, stderr }));
    });
  }

  // Makes the tag and its module archive, and what the go command needs to find
  // that and everything else.
  async publish() {
    await this.git("rev-parse", "--quiet", "--verify", `refs/tags/${this.version}`);
    const [modules, proxy] = (await run("go", ["env", "GOMODCACHE", "GOPROXY"], { cwd: root })).stdout.trim().split("\n");
    this.#modules = modules;
    const downloads = (cache) => String(pathToFileURL(join(cache, "cache", "download")));
    const made = join(this.folder, "made");
    const common = { ...process.env, GOWORK: "off", GOFLAGS: "-modcacherw", GOTOOLCHAIN: "local" };
    // As a proxy makes it: from the repository at its address, which is here.
    await this.go(["mod", "download", `${module}@${this.version}`], await this.empty("nowhere"), {
      ...common, GOMODCACHE: made, GOPROXY: "direct", GOSUMDB: "off",
      GIT_CONFIG_COUNT: "1", GIT_CONFIG_KEY_0: `url.${join(this.folder, "hytekit.git")}.insteadOf`, GIT_CONFIG_VALUE_0: `https://${module}`,
    });
    // The modules of others are in this machine's cache, where go.sum has vouched
    // for them: no database is asked, and what was compiled is not compiled again.
    this.#goEnvironment = {
      ...common, GOPATH: await this.empty("gopath"), GOBIN: "", GOMODCACHE: modules, GOSUMDB: "off",
      GOPROXY: [downloads(made), downloads(modules), proxy].join(","),
    };
  }

  // Runs the go command for somebody else, whose GOPATH is empty.
  async go(args, folder, environment = this.#goEnvironment) {
    return (await run("go", args, { cwd: folder, env: environment, maxBuffer: 1 << 26 })).stdout;
  }

  async empty(name) {
    await mkdir(join(this.folder, name), { recursive: true });
    return join(this.folder, name);
  }

  // Installs the program as its README says, and returns its path.
  async install() {
    await this.go(["install", `${module}/cmd/hyte@${this.version}`], await this.empty("nowhere"));
    return join(this.folder, "gopath", "bin", process.platform === "win32" ? "hyte.exe" : "hyte");
  }

  // Builds the program of somebody else out of the example of a package, after
  // what a function does to its text, and returns its path.
  async build(name, example, change) {
    const folder = await this.empty(name);
    const text = await readFile(join(root, example), "utf8");
    const main = text.replace(/^package \w+$/m, "package main").replace(/^func Example\w*\(\)/m, "func main()");
    await writeFile(join(folder, "main.go"), change(main));
    await this.go(["mod", "init", `www.example.fi/${name}`], folder);
    await this.go(["get", `${module}@${this.version}`], folder);
    await this.go(["get", "."], folder);
    await this.go(["build", "-o", "program", "."], folder);
    return join(folder, "program");
  }

  // Removes everything, also from the cache of modules.
  async remove() {
    if (this.#modules) {
      const versions = join(this.#modules, "cache", "download", ...module.split("/"), "@v");
      const ours = (await readdir(versions)).filter((name) => name.startsWith(`${this.version}.`));
      await Promise.all(ours.map((name) => rm(join(versions, name))));
      const others = (await readFile(join(versions, "list"), "utf8")).split("\n").filter((line) => line && line !== this.version);
      await writeFile(join(versions, "list"), others.map((line) => `${line}\n`).join(""));
      await rm(join(this.#modules, `${module}@${this.version}`), { recursive: true, force: true });
    }
    await rm(this.folder, { recursive: true, force: true });
  }
}
