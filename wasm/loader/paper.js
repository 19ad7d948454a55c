// The room that a page needs when it is printed: a sheet is narrower than most
// windows, and what is folded up is open on it. The page around has no time to
// ask once it is printed, so this is measured before, between two pictures.

import { rulesOf } from "./theme.js";

// Less of a sheet than most pages leave to a form. What is too much is blank,
// what is too little would be cut off.
const WIDTH = "520px";

// What the queries of the form's styles (hyte.css) are on it.
const ON_PAPER = { "print": "all", "(min-width: 40rem)": "not all" };

// Returns how much higher the page is on paper, in CSS pixels; null while
// somebody is in a control, which must not even seem to change.
export function measurePaper() {
  const html = document.documentElement;
  if (document.hasFocus() && document.activeElement.matches("input, select, textarea")) return null;
  const height = () => html.getBoundingClientRect().height;
  const onScreen = height();
  const changed = [...document.styleSheets].flatMap((sheet) => [...rulesOf(sheet)]).filter(({ media }) => ON_PAPER[media?.mediaText])
    .map(({ media }) => [media, media.mediaText]);
  for (const [media, text] of changed) media.mediaText = ON_PAPER[text];
  html.style.setProperty("width", WIDTH);
  const onPaper = height();
  html.style.removeProperty("width");
  for (const [media, text] of changed) media.mediaText = text;
  return onPaper - onScreen;
}
