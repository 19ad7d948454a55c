// Links to a part of the form move the focus there, without a new address in
// the history; in a shadow root the browser would not find the part at all.

// Returns what listens to clicks in an element with a form.
export function followInside(around) {
  return (event) => {
    const link = event.target.closest?.("a[href^='#']");
    if (!link || event.defaultPrevented || event.button !== 0 || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return;
    if (focusInside(around, link.getAttribute("href").slice(1))) event.preventDefault();
  };
}

// Moves the focus to the element with that id, and reports whether there is
// one. Ids of the rest of the page are none of ours.
export function focusInside(around, id) {
  const target = id && around.querySelector(`#${CSS.escape(id)}`);
  if (!target) return false;
  disclose(target);
  target.focus();
  // For a text area, Chromium looks for the caret only. What is around a frame is scrolled by
  // the page around, see sight.js.
  if (self === top) target.scrollIntoView({ block: "nearest" });
  return true;
}

// Opens the disclosures around an element: what lies in a closed one takes no focus, and is
// not seen.
export function disclose(element) {
  for (let place = element; (place = place.parentElement?.closest("details")); ) place.open = true;
}
