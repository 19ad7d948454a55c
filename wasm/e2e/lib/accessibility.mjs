// Checks a page, whatever is on it, against what WCAG 2.2 AA asks and a
// program can see.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { setTimeout as sleep } from "node:timers/promises";

const axe = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
const tags = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];

// Asks axe. state names what the page shows, for the message. Text in the color
// of its ground is a fault, too: axe only says that somebody should look at it. without names
// rules that are left out.
export const checkRules = (page, state, without = []) => ask(page, state, { type: "tag", values: tags }, without);

// The same, but only the rules that read colors: for a page that checkRules has seen in others.
export const checkColors = (page, state) => ask(page, state, { type: "rule", values: ["color-contrast", "link-in-text-block"] });

async function ask(page, state, runOnly, without = []) {
  const rules = Object.fromEntries(without.map((rule) => [rule, { enabled: false }]));
  if (!(await page.evaluate(() => "axe" in globalThis))) await page.evaluate(axe);
  const late = sleep(60_000, undefined, { ref: false }).then(() => assert.fail(`${state}: axe has not answered in a minute; where the page runs no scripts, it never does`));
  const answer = page.evaluate(async ([runOnly, rules]) => {
    const { violations, incomplete } = await globalThis.axe.run(document, { runOnly, rules, iframes: false, resultTypes: ["violations", "incomplete"] });
    const isUnseen = ({ any }) => any.some(({ data }) => data?.messageKey === "equalRatio");
    const unseen = incomplete.map((rule) => ({ ...rule, nodes: rule.nodes.filter(isUnseen) })).filter(({ nodes }) => nodes.length > 0);
    return [...violations, ...unseen].map(({ id, help, nodes }) => `${id}: ${help}: ${nodes.slice(0, 3).map((n) => n.html.slice(0, 160)).join(" … ")}`);
  }, [runOnly, rules]);
  assert.deepEqual(await Promise.race([late, answer]), [], state);
}

// At a width of 320 px, and at 200 % of a window of 1280, nothing is cut off
// and nobody scrolls sideways.
export async function checkWidths(page, state) {
  for (const width of [320, 640]) {
    await page.setViewportSize({ width, height: 640 });
    const wide = await page.evaluate(tooWide);
    assert.deepEqual(wide, [], `${state}, ${width} px wide`);
  }
}

function tooWide() {
  const { scrollWidth, clientWidth } = document.scrollingElement;
  if (scrollWidth <= clientWidth) return [];
  return [...document.querySelectorAll("body *")].filter((e) => e.getBoundingClientRect().right > clientWidth + 0.5).map((e) => e.outerHTML.slice(0, 120));
}

// What is pressed is at least 24 px high and wide, but for links within text.
export async function checkTargets(page, state) {
  const small = await page.evaluate(() => {
    const isInText = (e) => e.localName === "a" && getComputedStyle(e).display === "inline";
    return [...document.querySelectorAll("a[href], button, input, select, textarea, summary")]
      .filter((e) => e.checkVisibility() && !isInText(e) && !e.matches(".hyte-first, .hyte-skip, [type=hidden]"))
      .map((e) => [e.getBoundingClientRect(), e.outerHTML.slice(0, 120)])
      .filter(([{ width, height }]) => Math.min(width, height) < 24)
      .map(([{ width, height }, html]) => `${width} × ${height}: ${html}`);
  });
  assert.deepEqual(small, [], state);
}

// The page says its language and has a title of its own.
export async function checkDocument(page, state, language) {
  assert.equal(await page.locator("html").getAttribute("lang"), language, state);
  assert.ok((await page.title()).length > 10, `${state}: title “${await page.title()}”`);
  assert.equal(await page.locator("h1").count(), 1, state);
}

// All of the above.
export async function checkPage(page, state, language) {
  await checkDocument(page, state, language);
  await checkWidths(page, state);
  await page.setViewportSize({ width: 320, height: 640 });
  await checkTargets(page, state);
  await checkRules(page, state);
  await page.setViewportSize({ width: 1280, height: 800 });
}
