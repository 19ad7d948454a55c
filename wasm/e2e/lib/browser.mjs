// The browsers of the tests, and pages that must not report problems.

import assert from "node:assert/strict";
import { chromium, firefox } from "playwright-core";

const whole = () => process.env.CHROMIUM || "/usr/bin/chromium";

// Starts the whole Chromium that people have, with the icon and all that it keeps. options are Playwright's.
export const launchWhole = (options) => launch({ executablePath: whole(), ...options });

// Starts Chromium without what is around its pages, which opens one in half the time.
export function launch(options) {
  return chromium.launch({
    executablePath: process.env.CHROMIUM_SHELL || whole(),
    ...options,
    args: [
      "--headless", "--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update", "--disable-sync", "--no-first-run",
      // A page of a test lives for seconds: to compile the widget a second time, for speed, takes a third of all processor time.
      "--js-flags=--liftoff-only",
    ],
  });
}

// A distribution's own Firefox, by WebDriver BiDi. Playwright 1.65 asks of it
// what the ESR 153 does not know, emulation.setMediaFeaturesOverride.
// preferences are those of about:config.
export function launchFirefox(preferences = {}) {
  return firefox.launch({ channel: "moz-firefox", executablePath: process.env.FIREFOX || "/usr/bin/firefox-esr", firefoxUserPrefs: preferences, timeout: 90_000 });
}

// Opens a page of its own at a path of the service at address. options:
// Playwright's for a context, and
//   hold      the widget's program waits until page.release() is called
//   delay     … or that many milliseconds
//   replace   … or is answered with this, in Playwright's terms
//   alone     the page may ask no other host for anything
//   tolerate  a pattern of problems that the test expects
// The test fails if the page reports an error or a violated policy.
export async function openPage(t, browser, address, path, { hold, delay, replace, alone, tolerate, ...options } = {}) {
  const context = await browser.newContext({ baseURL: address, viewport: { width: 900, height: 600 }, ...options });
  const page = await context.newPage();
  const problems = [];
  page.on("pageerror", (error) => problems.push(`error: ${error.message}`));
  page.on("console", (m) => ["error", "warning"].includes(m.type()) && problems.push(`${m.type()}: ${m.text()}`));
  if (alone) page.on("request", (r) => isForeign(r.url(), address) && problems.push(`request to another host: ${r.url()}`));
  const held = new Promise((resolve) => (page.release = resolve));
  if (hold || delay || replace) {
    await page.route("**/widget*.wasm", async (route) => {
      if (replace) return route.fulfill(replace);
      await (hold ? held : new Promise((resolve) => setTimeout(resolve, delay)));
      return route.continue();
    });
  }
  await context.addInitScript(noteEvents);
  t.after(async () => {
    page.release();
    await context.close();
    assert.deepEqual(problems.filter((p) => !tolerate?.test(p) && !onlySlow.test(p)), [], "the page reported problems");
  });
  await page.goto(path);
  return page;
}

// What Chromium says of a preload that comes to use late, as on a busy machine. Of one that cannot be
// used, it says something else.
const onlySlow = /was preloaded using link preload but not used within a few seconds/;

const isForeign = (url, address) => /^(https?|wss?):/.test(url) && new URL(url).origin !== address;

// Runs in the page: notes the widget's events where a test finds them, without
// a global.
function noteEvents() {
  for (const type of ["ready", "submitted", "error"]) {
    document.addEventListener(`hyte:${type}`, ({ detail }) => {
      document.documentElement.setAttribute(`data-${type}`, JSON.stringify(detail));
    });
  }
}

// Waits for an event of the widget and returns its detail.
export async function event(page, type) {
  const handle = await page.waitForFunction((name) => document.documentElement?.getAttribute(name), `data-${type}`, { polling: 20 });
  return JSON.parse(await handle.jsonValue());
}

export const ready = (page) => event(page, "ready");
