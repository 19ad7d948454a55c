// What has the focus keeps its place in the window while the form changes around it. Browsers hold a
// page still by themselves only for what changes above the window, and not at the page's beginning.

// Holds what has the focus in a form that scrolls with its page.
export function holdSteady(mount) {
  mount.style.overflowAnchor = "none"; // else the browser would scroll for the same change, too
  let place = {};
  const note = () => {
    const element = document.activeElement;
    place = mount.contains(element) ? { element, top: element.getBoundingClientRect().top } : {};
  };
  const hold = () => {
    const { element, top } = place;
    if (element && element === document.activeElement) scrollBy({ top: element.getBoundingClientRect().top - top, behavior: "instant" });
    note();
  };
  const changes = new MutationObserver(hold);
  changes.observe(mount, { childList: true, characterData: true, attributes: true, subtree: true });
  // Of two events that come together, the first may have changed the form already.
  const look = () => (changes.takeRecords().length ? hold() : note());
  for (const type of ["focusin", "input", "change", "scroll"]) addEventListener(type, look, { capture: true, passive: true });
}
