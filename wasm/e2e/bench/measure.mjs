// Measures one visit of a form page, with nothing in the cache, by somebody who comes from a page of
// another site: for that the browser changes the process, as it does for nearly everybody who comes.

import { readFile } from "node:fs/promises";
import { setTimeout as sleep } from "node:timers/promises";

// The conditions: Slow 4G as Lighthouse has it, and none; and how many times as long as on the floor it may
// take until the form is usable.
export const conditions = {
  "Slow 4G, CPU 4×": { network: { offline: false, latency: 150, downloadThroughput: 200_000, uploadThroughput: 93_750 }, cpu: 4, goal: 1.1 },
  "unthrottled": { cpu: 1, goal: 1.3 },
};

const FIELD = "input[type=text]";

// Returns {bytes, paint, usable, live, memory}: of the whole visit in bytes on
// the wire, milliseconds, and bytes of the page's process. live is null where
// there is no widget. Usable is the time at which a text box has its size and
// place with nothing over it, provided that it takes typing and that the text is
// still there 1.5 s later. from is the page from which a link leads to address.
//
// Until the page has come up, nothing is asked of it: on a slow processor a
// question would cost as much as what it is to measure. The page tells.
export async function visit(browser, from, { address, hasWidget }, { network, cpu }) {
  const context = await browser.newContext({ viewport: { width: 412, height: 823 } });
  try {
    const page = await context.newPage();
    await page.goto(from);
    const devtools = await context.newCDPSession(page);
    let bytes = 0;
    devtools.on("Network.loadingFinished", ({ encodedDataLength }) => (bytes += encodedDataLength));
    await devtools.send("Network.enable");
    await devtools.send("Network.setCacheDisabled", { cacheDisabled: true });
    if (network) await devtools.send("Network.emulateNetworkConditions", network);
    await devtools.send("Emulation.setCPUThrottlingRate", { rate: cpu });
    await devtools.send("Page.enable");
    const told = await listen(devtools);
    await devtools.send("Page.addScriptToEvaluateOnNewDocument", { source: `(${watch})(${JSON.stringify(FIELD)})` });
    await sleep(300); // the browser's own work for the new page is over
    bytes = 0;
    await devtools.send("Runtime.evaluate", { expression: `location.href = ${JSON.stringify(address)}` });
    const usable = await told("usable");
    await type(page);
    const live = hasWidget ? await told("live") : null;
    const [start, paint] = await evaluate(devtools, `[performance.timeOrigin, performance.getEntriesByName("first-contentful-paint")[0]?.startTime]`);
    await sleep(300);
    return { bytes, paint, usable: usable - start, live: live && live - start, memory: await memoryOf(browser, page, devtools) };
  } finally {
    await context.close();
  }
}

// Lets the page tell times; the returned function waits for one.
async function listen(devtools) {
  await devtools.send("Runtime.enable");
  await devtools.send("Runtime.addBinding", { name: "tell" });
  const [times, waiting] = [new Map(), new Map()];
  devtools.on("Runtime.bindingCalled", ({ payload }) => {
    const [what, time] = JSON.parse(payload);
    times.set(what, time);
    waiting.get(what)?.(time);
  });
  return (what) => {
    if (times.has(what)) return times.get(what);
    const late = sleep(60_000, undefined, { ref: false }).then(() => Promise.reject(new Error(`the page has not become ${what} in a minute`)));
    return Promise.race([late, new Promise((resolve) => waiting.set(what, resolve))]);
  };
}

// Runs in the page, and in each of its frames, before their scripts. A frame has a clock of its own, so
// it tells times of the day.
function watch(field) {
  const tell = (what) => globalThis.tell(JSON.stringify([what, performance.timeOrigin + performance.now()]));
  document.addEventListener("hyte:ready", () => tell("live"), { once: true });
  const look = () => {
    const box = document.querySelector(field);
    if (box) {
      box.scrollIntoView({ block: "center" });
      const { left, top, width, height } = box.getBoundingClientRect();
      if (width > 0 && height > 0 && document.elementFromPoint(left + width / 2, top + height / 2) === box) return tell("usable");
    }
    requestAnimationFrame(look);
  };
  requestAnimationFrame(look);
}

async function evaluate(devtools, expression) {
  const { result, exceptionDetails } = await devtools.send("Runtime.evaluate", { expression, returnByValue: true });
  if (exceptionDetails) throw new Error(exceptionDetails.exception?.description ?? exceptionDetails.text);
  return result.value;
}

async function type(page) {
  const box = page.frames().at(-1).locator(FIELD).first();
  await box.focus();
  await page.keyboard.type("Aino");
  await sleep(1500);
  if ((await box.inputValue()) !== "Aino") throw new Error("what was typed is gone");
}

// What the browser's processes for pages hold (Linux), a spare one among them,
// or else the page's JavaScript heap.
async function memoryOf(browser, page, devtools) {
  await devtools.send("HeapProfiler.collectGarbage");
  try {
    const { processInfo } = await (await browser.newBrowserCDPSession()).send("SystemInfo.getProcessInfo");
    const renderers = processInfo.filter((p) => p.type === "renderer").map((p) => readFile(`/proc/${p.id}/smaps_rollup`, "utf8"));
    const sizes = (await Promise.all(renderers)).map((text) => Number(text.match(/^Pss:\s+(\d+) kB/m)[1]) * 1024);
    return sizes.reduce((sum, size) => sum + size, 0);
  } catch {
    return evaluate(devtools, "performance.memory.usedJSHeapSize");
  }
}
