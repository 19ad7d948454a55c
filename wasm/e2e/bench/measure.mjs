// Measures one visit of a form page, with nothing in the cache.

import { readFile } from "node:fs/promises";
import { setTimeout as sleep } from "node:timers/promises";

// The conditions: Slow 4G as Lighthouse has it, and none.
export const conditions = {
  "Slow 4G, CPU 4×": { network: { offline: false, latency: 150, downloadThroughput: 200_000, uploadThroughput: 93_750 }, cpu: 4 },
  "unthrottled": { cpu: 1 },
};

// Returns {bytes, paint, usable, live, memory}: of the whole visit in bytes on
// the wire, milliseconds, and bytes of the page's process. live is null where
// there is no widget. Usable is the time at which a text box has its size and
// place with nothing over it, provided that it takes typing and that the text is
// still there 1.5 s later.
export async function visit(browser, address, { network, cpu }, hasWidget) {
  const context = await browser.newContext({ viewport: { width: 412, height: 823 } });
  try {
    const page = await context.newPage();
    const devtools = await context.newCDPSession(page);
    let bytes = 0;
    devtools.on("Network.loadingFinished", ({ encodedDataLength }) => (bytes += encodedDataLength));
    await devtools.send("Network.enable");
    await devtools.send("Network.setCacheDisabled", { cacheDisabled: true });
    if (network) await devtools.send("Network.emulateNetworkConditions", network);
    await devtools.send("Emulation.setCPUThrottlingRate", { rate: cpu });
    await page.addInitScript(watch);
    await page.goto(address, { waitUntil: "commit" });
    const usable = await marked(page, "usable");
    await type(page);
    const live = hasWidget ? await marked(page, "live") : null;
    const paint = await page.evaluate(() => performance.getEntriesByName("first-contentful-paint")[0]?.startTime);
    await sleep(300);
    return { bytes, paint, usable, live, memory: await memoryOf(browser, page, devtools) };
  } finally {
    await context.close();
  }
}

// Runs in the page before its scripts.
function watch() {
  const mark = (name) => performance.mark(name);
  document.addEventListener("hyte:ready", () => mark("live"), { once: true });
  const look = () => {
    const box = document.querySelector("input[type=text]");
    if (box) {
      box.scrollIntoView({ block: "center" });
      const { left, top, width, height } = box.getBoundingClientRect();
      if (width > 0 && height > 0 && document.elementFromPoint(left + width / 2, top + height / 2) === box) return mark("usable");
    }
    requestAnimationFrame(look);
  };
  requestAnimationFrame(look);
}

async function marked(page, name) {
  const handle = await page.waitForFunction((mark) => performance.getEntriesByName(mark)[0]?.startTime, name, { polling: 50, timeout: 60_000 });
  return handle.jsonValue();
}

async function type(page) {
  const box = page.locator("input[type=text]").first();
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
    return page.evaluate(() => performance.memory.usedJSHeapSize);
  }
}
