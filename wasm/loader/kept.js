// Keeps what was typed in the entry that a page of our own has in the session history, beside
// what the browser itself keeps there for Back: in no storage, and gone with the tab. Of a page
// that is loaded anew Chromium puts back nothing, and no browser what stood in rows that the
// widget had added.

import { allValues, controls, isBox, writeValues } from "./controls.js";
import { disclose } from "./follow.js";

const NAME = "hyteTyped"; // of the entry's state
const PAUSE = 500; // milliseconds: browsers refuse to write an entry more than some ten times a second
const LONGEST = 500_000; // characters; browsers limit what an entry holds

// Puts back what was typed into a mount, or a form that has none, of that number on the page,
// and follows what is typed from now on. Returns
//   waiting()   [[name, [value, …]], …] of the controls that the page has not: the widget brings them
//   arrived()   the widget has brought them
//   forget()    nothing is kept any more: it was sent
export function keepTyped(mount, number) {
  const ending = new AbortController();
  const { signal } = ending;
  const kept = isComingBack() ? read(number) : [];
  let { waiting, back } = putBack(mount, kept);
  let isTyped = kept.length > 0;
  let pause = 0;
  const save = () => {
    clearTimeout(pause);
    pause = 0;
    isTyped ||= asked(mount).some(isChanged);
    write(number, isTyped ? [...valuesIn(mount), ...waiting] : []);
  };
  for (const type of ["input", "change", "click", "focusin"]) mount.addEventListener(type, () => (pause ||= setTimeout(save, PAUSE)), { signal });
  addEventListener("pagehide", save, { signal });
  document.addEventListener("visibilitychange", save, { signal });
  save();
  return {
    waiting: () => waiting,
    arrived() {
      waiting = [];
      reveal(mount, back);
    },
    forget() {
      ending.abort();
      clearTimeout(pause);
      write(number, []);
    },
  };
}

// A page that is asked for anew begins empty, also at the address that it had before.
const isComingBack = () => document.wasDiscarded || /^(reload|back_forward)$/.test(performance.getEntriesByType("navigation")[0]?.type);

const read = (number) => history.state?.[NAME]?.[number] ?? [];

function write(number, typed) {
  if (JSON.stringify(typed) === JSON.stringify(read(number))) return;
  const { [NAME]: all, ...rest } = history.state ?? {};
  const next = { ...all, [number]: typed };
  if (!typed.length || JSON.stringify(typed).length > LONGEST) delete next[number];
  try {
    history.replaceState(Object.keys(next).length ? { ...rest, [NAME]: next } : Object.keys(rest).length ? rest : null, "");
  } catch (error) {
    console.warn(error); // the form works without
  }
}

// What is confirmed is about an answer that is looked at, and is confirmed anew for the next.
const asked = (mount) => controls(mount).filter((c) => c.type !== "hidden" && !c.closest(".hyte-check"));

// All that the controls hold, also what the page has brought: where a form was posted, the page that
// came holds what was posted, and browsers ask for it anew without that.
function valuesIn(mount) {
  const names = new Set(asked(mount).map(({ name }) => name));
  const changed = new Set(asked(mount).filter(isChanged).map(({ name }) => name));
  return allValues(mount).filter(([name, values]) => names.has(name) && (changed.has(name) || values.some(Boolean)));
}

// What a browser has put back, or somebody has typed since, stays. Returns what has no control, and
// the names of those that hold what came back.
function putBack(mount, typed) {
  const all = asked(mount);
  const waiting = typed.filter(([name, values]) => {
    const named = all.filter((c) => c.name === name);
    if (named.length && !named.some(isChanged)) writeValues(mount, name, values);
    return !named.length;
  });
  const back = new Set(all.filter(isChanged).map(({ name }) => name));
  reveal(mount, back);
  return { waiting, back };
}

// Nothing that has come back waits in a closed disclosure.
function reveal(mount, names) {
  for (const control of controls(mount)) if (names.has(control.name)) disclose(control);
}

function isChanged(control) {
  if (isBox(control)) return control.checked !== control.defaultChecked;
  if (control.localName !== "select") return control.value !== control.defaultValue;
  const options = [...control.options];
  return control.selectedOptions[0] !== (options.findLast((o) => o.defaultSelected) ?? options.find((o) => !o.disabled));
}
