// The theme of a form: the custom properties of its styles that a host page may
// set, by attributes of the element or in its own styles, and nothing else.

const COLORS = ["accent", "on-accent", "text", "muted", "surface", "tint", "line", "control", "error", "advice"];
const NAMES = [...COLORS, "font", "radius", "measure"];

// What a setting can be called: scheme is light, dark or auto.
export const SETTINGS = [...NAMES, "scheme"];

// A value of a custom property: no address, no block, no end of a declaration.
const VALUE = /^(?!.*(?:url|image)\()[\w\s#%.,/()'"+-]{1,400}$/i;

// Reads the theme of a place (place.js): {name: value}. An attribute goes before
// a custom property. A page that does not say it can be dark gets no dark form.
export function readTheme(place) {
  const style = getComputedStyle(place.element);
  const theme = { scheme: schemeOf(style.colorScheme) };
  for (const name of SETTINGS) {
    const value = (place.read(name) ?? style.getPropertyValue(`--hyte-${name}`)).trim();
    if (value) theme[name] = value;
  }
  return theme;
}

function schemeOf(colorScheme) {
  if (!/\bdark\b/.test(colorScheme)) return "light";
  return /\blight\b/.test(colorScheme) ? "auto" : "dark";
}

// Applies a theme, whoever sent it, to an element that holds the form and to
// the form's style sheets.
export function applyTheme(theme, element, sheets) {
  for (const name of NAMES) {
    const value = String(theme[name] ?? "");
    if (VALUE.test(value)) element.style.setProperty(`--hyte-${name}`, value);
    else element.style.removeProperty(`--hyte-${name}`);
  }
  for (const sheet of sheets) applyScheme(theme.scheme, rulesOf(sheet));
}

// Returns the rules of a style sheet. One that did not come, or that an
// extension put here from elsewhere, cannot be read and is none of ours.
export function rulesOf(sheet) {
  try {
    return sheet.cssRules;
  } catch {
    return [];
  }
}

const DARK = "(prefers-color-scheme: dark)";
const MEDIA = { light: `${DARK} and (max-width: 0px)`, dark: `${DARK}, all` };

// Makes rules for dark surroundings hold never, always, or as the person
// prefers.
function applyScheme(scheme, rules) {
  for (const rule of rules) {
    if (rule.media?.mediaText.includes(DARK)) rule.media.mediaText = MEDIA[scheme] ?? DARK;
    else if (rule.style?.colorScheme) rule.style.colorScheme = MEDIA[scheme] ? scheme : "light dark";
  }
}
