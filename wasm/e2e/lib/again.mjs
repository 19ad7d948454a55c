// Runs tests that failed once more, one after the other with the machine to themselves, and fails unless
// each passes now:
//   node lib/again.mjs FILE
// FILE has what lib/failed.mjs wrote. A browser on a busy machine drops a click or comes late now and then;
// a fault of ours is there the second time, too. What passed only then is named at the end: it is a test to
// mend. With more than a few failures the machine is not the reason, and nothing is run again.

import { spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";

const most = 4;
const failed = readFileSync(process.argv[2], "utf8").split("\n").filter(Boolean).map((line) => JSON.parse(line));
const lines = (tests) => tests.map(({ file, name }) => `  ${file}: ${name ?? "the whole file"}`).join("\n");

if (failed.length === 0 || failed.length > most) {
  console.error(`${failed.length} browser tests failed; they are not run again\n${lines(failed)}`);
  process.exit(1);
}

const exactly = (name) => `^${name.replace(/[.*+?^${}()|[\]\\]/g, "\\$&")}$`;

for (const { file, name } of failed) {
  console.log(`\n==> once more, alone: ${name ?? file}`);
  const { status, stdout } = spawnSync(process.execPath, ["--test", "--test-reporter=spec", ...(name ? ["--test-name-pattern", exactly(name)] : []), file], { stdio: ["ignore", "pipe", "inherit"], encoding: "utf8" });
  console.log(stdout);
  if (status !== 0 || !/^ℹ pass [1-9]/m.test(stdout)) { // a name that no test has anymore passes, too
    console.error(`failed twice: ${file}: ${name ?? "the whole file"}`);
    process.exit(1);
  }
}
console.log(`\n==> unsteady: failed beside other tests, passed alone\n${lines(failed)}`);
