// What Orca says, the screen reader of Linux desktops, of a real Firefox on a screen that nobody sees. It
// has no voice here: what it would say stands in the log that it writes for those who mend it.

import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import { firefox } from "playwright-core";

const script = fileURLToPath(new URL("readalong.py", import.meta.url));
const quiet = 2000; // milliseconds without anything in its log after which Orca is taken to have said all

export class Orca {
  #folder = "";
  #env = process.env;
  #ends = [];
  #read = 0;

  // Starts a screen, the accessibility bus, a window manager and Orca. It must run within dbus-run-session.
  async start() {
    if (!process.env.DBUS_SESSION_BUS_ADDRESS) throw new Error("there is no session bus: run this with dbus-run-session");
    this.#folder = await mkdtemp(join(tmpdir(), "hytekit-orca-"));
    const screen = this.#run("Xvfb", ["-displayfd", "1", "-screen", "0", "1280x1000x24"], "pipe");
    const [display] = await once(screen.stdout, "data");
    this.#env = { ...process.env, DISPLAY: `:${String(display).trim()}`, HOME: this.#folder, XDG_RUNTIME_DIR: this.#folder, LANG: "C.UTF-8", GNOME_ACCESSIBILITY: "1" };
    this.#run("/usr/libexec/at-spi-bus-launcher", ["--launch-immediately"]);
    await once(this.#run("gsettings", ["set", "org.gnome.desktop.interface", "toolkit-accessibility", "true"]), "exit");
    this.#run("openbox", []);
    this.#run("/usr/bin/python3", [script, "--replace", `--debug-file=${this.#log}`]);
    await this.heard();
  }

  // Starts the browser that Orca reads.
  launch = () => firefox.launch({ channel: "moz-firefox", executablePath: process.env.FIREFOX || "/usr/bin/firefox-esr", headless: false, env: this.#env, timeout: 90_000 });

  get #log() {
    return join(this.#folder, "orca.log");
  }

  #run(program, args, stdout = "ignore") {
    const started = spawn(program, args, { env: this.#env, stdio: ["ignore", stdout, "ignore"] });
    started.on("error", (error) => console.error(`${program}: ${error.message}`));
    this.#ends.unshift(() => started.kill());
    return started;
  }

  // What Orca has said since it was asked last, once it says no more.
  async heard() {
    const said = await this.#quiet();
    const news = said.slice(this.#read);
    this.#read = said.length;
    return news;
  }

  // All that it has said. While it has something to do, its log grows, also where it says nothing of it.
  async #quiet() {
    for (let [text, since] = ["", Date.now()]; ; await sleep(200)) {
      const now = await readFile(this.#log, "utf8").catch(() => "");
      if (now.length !== text.length) [text, since] = [now, Date.now()];
      if (text && Date.now() - since > quiet) return [...text.matchAll(/SPEECH OUTPUT: '(.*?)'(?:\{|$)/gms)].map(([, words]) => words.trim()).filter(Boolean);
      if (!text && Date.now() - since > 60_000) throw new Error("Orca does not start");
    }
  }

  async stop() {
    for (const end of this.#ends) end();
    await sleep(500);
    await rm(this.#folder, { recursive: true, force: true, maxRetries: 5 });
  }
}
