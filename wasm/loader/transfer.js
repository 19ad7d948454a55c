// Carries what a person did in controls that had to be made anew: values,
// focus, selection and scroll position move to the counterpart of the same
// name and type. After a complete adoption there is nothing to do.

import { isBox } from "./controls.js";

const everyControl = (root) => [...root.querySelectorAll("input,select,textarea,button")];

const key = (c) => [c.localName, c.type, c.name, isBox(c) ? c.value : ""].join("\n");

// Notes the state of a mount before its nodes change; the returned function
// applies it to what is new afterwards.
export function remember(mount) {
  const before = everyControl(mount);
  const active = activeIn(mount);
  const caret = active && caretOf(active);
  return () => {
    const lost = before.filter((c) => !mount.contains(c));
    if (lost.length === 0) return;
    const fresh = counterparts(mount, before);
    for (const old of lost) {
      const next = fresh.get(key(old))?.shift();
      if (!next) continue;
      copyValue(old, next);
      if (old === active) restore(next, caret);
    }
  };
}

function counterparts(mount, before) {
  const known = new Set(before);
  const byKey = new Map();
  for (const control of everyControl(mount)) {
    if (known.has(control)) continue;
    const same = byKey.get(key(control)) ?? [];
    same.push(control);
    byKey.set(key(control), same);
  }
  return byKey;
}

function copyValue(from, to) {
  if (from.type === "file") {
    if (from.files.length) to.files = from.files;
  } else if (isBox(from)) {
    to.checked = from.checked;
  } else if (from.localName === "select") {
    const chosen = new Set([...from.selectedOptions].map((o) => o.value));
    for (const option of to.options) option.selected = chosen.has(option.value);
  } else if (from.localName !== "button" && to.value !== from.value) {
    to.value = from.value;
  }
}

function activeIn(mount) {
  const active = mount.getRootNode().activeElement;
  return active && mount.contains(active) ? active : null;
}

function caretOf(control) {
  const { scrollTop, scrollLeft } = control;
  try {
    const { selectionStart: start, selectionEnd: end, selectionDirection: direction } = control;
    return { start, end, direction, scrollTop, scrollLeft };
  } catch {
    return { start: null, scrollTop, scrollLeft }; // a type without a selection
  }
}

function restore(control, caret) {
  control.focus({ preventScroll: true });
  if (typeof caret.start === "number") {
    try {
      control.setSelectionRange(caret.start, caret.end, caret.direction);
    } catch {
      // The counterpart's type has no selection.
    }
  }
  control.scrollTop = caret.scrollTop;
  control.scrollLeft = caret.scrollLeft;
}
