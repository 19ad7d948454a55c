// Reads and writes the controls of a form by name, in the meaning of FormData:
// a name has one value per text control, one per ticked box, none if no box of
// that name is ticked. Files and buttons are left out.

const WITHOUT_VALUE = new Set(["button", "submit", "reset", "image", "file"]);

// What Go is told for a value that is there but cannot be read: half a date.
const UNREADABLE = "\uFFFD";

export function controls(root) {
  return [...root.querySelectorAll("input,select,textarea")]
    .filter((c) => c.name && !WITHOUT_VALUE.has(c.type) && !c.matches(":disabled"));
}

export function isBox(control) {
  return control.type === "checkbox" || control.type === "radio";
}

function valuesOf(control) {
  if (isBox(control)) return control.checked ? [control.value] : [];
  if (control.localName === "select") return [...control.selectedOptions].filter((o) => !o.disabled).map((o) => o.value);
  if (control.value === "" && control.validity.badInput) return [UNREADABLE];
  return [control.value];
}

// Returns [[name, [value, …]], …] in document order of the names.
export function allValues(root) {
  const byName = new Map();
  for (const control of controls(root)) {
    const values = byName.get(control.name) ?? [];
    values.push(...valuesOf(control));
    byName.set(control.name, values);
  }
  return [...byName];
}

export function valuesByName(root, name) {
  return controls(root).filter((c) => c.name === name).flatMap(valuesOf);
}

// Puts values into the controls of a name. A control that holds its value
// already is not touched: writing would move the caret.
export function writeValues(root, name, values) {
  const named = controls(root).filter((c) => c.name === name);
  const rest = [...values];
  for (const control of named) {
    if (isBox(control)) {
      control.checked = values.includes(control.value);
    } else if (control.localName === "select") {
      for (const option of control.options) {
        const selected = values.includes(option.value);
        if (option.selected !== selected) option.selected = selected;
      }
    } else {
      const value = rest.shift() ?? "";
      if (value !== UNREADABLE && control.value !== value) control.value = value;
    }
  }
}
