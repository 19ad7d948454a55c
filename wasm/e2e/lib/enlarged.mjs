// Checks a page as people set it who need it larger, wider apart, still or in colors of their own.

import assert from "node:assert/strict";
import { checkWidths } from "./accessibility.mjs";

// At 400 % of a window of 1280 × 1024 px nothing is cut off, covered or beside the window.
export async function checkEnlarged(page, state) {
  await page.setViewportSize({ width: 320, height: 256 });
  assert.deepEqual(await page.evaluate(lost), [], `${state}, at 400 %`);
}

// With the spacing of WCAG 2.2, 1.4.12, nothing is either. The sheet is not the page's, whose policy
// allows none, but one that a reader's own program puts there.
export async function checkSpaced(page, state) {
  await page.evaluate(() => {
    const sheet = new CSSStyleSheet();
    sheet.replaceSync("* { line-height: 1.5 !important; letter-spacing: .12em !important; word-spacing: .16em !important } p { margin-bottom: 2em !important }");
    document.adoptedStyleSheets = [sheet];
  });
  await checkWidths(page, `${state}, spaced out`);
  await page.setViewportSize({ width: 320, height: 640 });
  assert.deepEqual(await page.evaluate(lost), [], `${state}, spaced out`);
  await page.evaluate(() => void (document.adoptedStyleSheets = []));
}

// Nothing moves, whatever is preferred: so there is nothing to switch off.
export async function checkStill(page, state) {
  for (const reducedMotion of ["no-preference", "reduce"]) {
    await page.emulateMedia({ reducedMotion });
    assert.deepEqual(await page.evaluate(moving), [], `${state}, motion: ${reducedMotion}`);
  }
  await page.emulateMedia({ reducedMotion: null });
}

// With colors of the system, each control has an outline, and icons have the color of their words.
export async function checkSystemColors(page, state) {
  await page.emulateMedia({ forcedColors: "active" });
  assert.deepEqual(await page.evaluate(unseen), [], `${state}, forced colors`);
  await page.emulateMedia({ forcedColors: null });
}

// Run in the page.

function moving() {
  const [animations, elements] = [document.getAnimations().length, [...document.querySelectorAll("*")]];
  const moves = (e) => parseFloat(getComputedStyle(e).transitionDuration) > 0 || getComputedStyle(e).scrollBehavior === "smooth";
  return [...(animations ? [`${animations} animations`] : []), ...elements.filter(moves).map((e) => e.outerHTML.slice(0, 120))];
}

function unseen() {
  const found = [];
  for (const e of document.querySelectorAll("button, a.hyte-button, input, select, textarea")) {
    if (!e.checkVisibility() || e.matches(".hyte-first, [type=radio], [type=checkbox]")) continue; // the browser draws the latter
    const { borderBottomStyle, borderBottomWidth, textDecorationLine } = getComputedStyle(e);
    if (textDecorationLine === "underline") continue; // it looks like a link
    if (borderBottomStyle === "none" || parseFloat(borderBottomWidth) < 1) found.push(`no outline: ${e.outerHTML.slice(0, 120)}`);
  }
  for (const icon of document.querySelectorAll("svg")) {
    const { stroke, fill, color } = getComputedStyle(icon);
    if (icon.checkVisibility() && ![stroke, fill].includes(color)) found.push(`an icon of another color than its words: ${icon.outerHTML.slice(0, 120)}`);
  }
  return found;
}

// What is lost: beside the window, cut off by a box, or under another text.
function lost() {
  const found = [];
  const root = document.scrollingElement;
  if (root.scrollWidth > root.clientWidth) found.push(`the page is ${root.scrollWidth} px wide`);
  const isHidden = (e) => !e.checkVisibility() || e.closest(".hyte-unseen, .hyte-first, .hyte-skip, option, select");
  const texts = [];
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    const e = node.parentElement;
    if (!node.data.trim() || isHidden(e)) continue;
    const range = document.createRange();
    range.selectNodeContents(node);
    for (const r of range.getClientRects()) if (r.width > 1) texts.push({ e, r, words: node.data.trim().slice(0, 60) });
  }
  for (const { e, r, words } of texts) {
    for (let box = e; box && box !== document.body; box = box.parentElement) {
      const { overflowX, overflowY } = getComputedStyle(box);
      const b = box.getBoundingClientRect();
      const cutAcross = ["hidden", "clip"].includes(overflowX) && (r.right > b.right + 1 || r.left < b.left - 1);
      const cutDown = ["hidden", "clip"].includes(overflowY) && (r.bottom > b.bottom + 1 || r.top < b.top - 1);
      if (cutAcross || cutDown) found.push(`cut off: ${words}`);
    }
  }
  // Lines of a text may touch: only what covers half a line of another one hides it.
  const overlap = (a, b) => Math.min(a.right, b.right) - Math.max(a.left, b.left) > 2 && Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top) > Math.min(a.height, b.height) / 2;
  const inList = ({ e }) => Boolean(e.closest("[role=listbox]")); // which opens over what comes next
  for (const [i, one] of texts.entries()) {
    for (const other of texts.slice(i + 1)) {
      if (one.e !== other.e && inList(one) === inList(other) && overlap(one.r, other.r)) found.push(`“${one.words}” is over “${other.words}”`);
    }
  }
  return [...new Set(found)];
}
