// make bench-web: how a form page comes up in a browser, beside the floor.
// TESTED_HYTE names the program, STOCK_HYTE one whose widget holds go-app as it is.

import { spawn, execFile } from "node:child_process";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { promisify } from "node:util";
import { launch } from "../lib/browser.mjs";
import { Host, hostPage, scriptOf } from "../lib/host.mjs";
import { root } from "../lib/service.mjs";
import { conditions, visit } from "./measure.mjs";
import { serveFloor } from "./floor.mjs";

const RUNS = Number(process.env.RUNS ?? 7);
const run = promisify(execFile);

async function serve(program, folder, name, ...flags) {
  const call = join(folder, "call.json");
  await run("go", ["run", "./scripts/democall", "examples/kanta-hame-2021/call.json", call], { cwd: root });
  const service = spawn(program, ["serve", "--call", call, "--data", join(folder, name), "--listen", "127.0.0.1:0", "--log", "off", ...flags], { stdio: ["ignore", "pipe", "ignore"] });
  for await (const line of createInterface({ input: service.stdout })) {
    const address = line.match(/^form \(fi\) +(\S+)$/)?.[1];
    if (address) return { address, stop: () => service.kill() };
  }
  throw new Error(`${program} has not started`);
}

// The middle one of the values, the smallest and the greatest.
function spread(values) {
  const sorted = [...values].sort((a, b) => a - b);
  return { median: sorted[Math.floor(sorted.length / 2)], least: sorted[0], most: sorted.at(-1) };
}

async function main() {
  const folder = await mkdtemp(join(tmpdir(), "hytekit-bench-"));
  const browser = await launch();
  const host = new Host();
  const stops = [() => host.stop()];
  try {
    await host.start();
    const usual = await serve(process.env.TESTED_HYTE, folder, "usual", "--embed-host", host.address);
    const stock = await serve(process.env.STOCK_HYTE, folder, "stock");
    const page = await browser.newPage({ javaScriptEnabled: true });
    await page.goto(usual.address);
    const floor = await serveFloor(page);
    await page.close();
    stops.push(usual.stop, stock.stop, floor.stop);
    const { origin } = new URL(usual.address);
    const frame = host.put("/frame", hostPage(`${scriptOf({ address: origin })}<hyte-form src="${usual.address}"><a href="${usual.address}">Lomake</a></hyte-form>`));
    const forms = [
      { name: "plain HTML, the floor", address: floor.address, hasWidget: false },
      { name: "hytekit", address: usual.address, hasWidget: true },
      { name: "hytekit, go-app as it is", address: stock.address, hasWidget: true },
      { name: "hytekit, in a frame of a site", address: frame, hasWidget: true },
    ];
    // To the browser, localhost is another site than 127.0.0.1.
    const from = host.put("/from", hostPage("")).replace("127.0.0.1", "localhost");
    for (const [name, condition] of Object.entries(conditions)) print(name, await measure(browser, from, forms, condition), condition);
  } finally {
    await browser.close();
    for (const stop of stops) await stop();
    await rm(folder, { recursive: true, force: true });
  }
}

// Visits the forms in turn, so that a busy moment hits all of them. The first
// round only warms the browser up.
async function measure(browser, from, forms, condition) {
  const visits = forms.map(() => []);
  for (let i = 0; i <= RUNS; i++) {
    for (const [j, form] of forms.entries()) {
      const seen = await visit(browser, from, form, condition);
      if (i > 0) visits[j].push(seen);
    }
  }
  return forms.map(({ name }, j) => {
    const of = (key) => (visits[j][0][key] === null ? null : spread(visits[j].map((v) => v[key])));
    return { name, bytes: of("bytes"), paint: of("paint"), usable: of("usable"), live: of("live"), memory: of("memory") };
  });
}

function print(name, rows, { goal }) {
  const s = (ms) => (ms / 1000).toFixed(2);
  const seconds = (time) => (time ? `${s(time.median)} (${s(time.least)}–${s(time.most)})` : "–");
  const [floor, ours] = rows;
  const shareOf = ({ usable }) => (usable.median / floor.usable.median).toFixed(2);
  console.log(`\n${name}; medians of ${RUNS} visits from another site's page, without a cache (least–most)\n`);
  console.log("| | kB on the wire | first contentful paint, s | usable, s | of the floor | widget live, s | memory, MB |\n|---|---|---|---|---|---|---|");
  for (const row of rows) {
    const { name, bytes, paint, usable, live, memory } = row;
    console.log(`| ${name} | ${(bytes.median / 1000).toFixed(1)} | ${seconds(paint)} | ${seconds(usable)} | ${shareOf(row)} | ${seconds(live)} | ${(memory.median / 1e6).toFixed(0)} |`);
  }
  console.log(`\nThe goal, at most ${goal} of the floor, is ${shareOf(ours) <= goal ? "met" : "missed"}.`);
}

await main();
