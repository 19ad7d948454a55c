// The theme of a form: the custom properties of its styles that a host page may
// set, by attributes of the element or in its own styles, and nothing else.

const COLORS = ["accent", "on-accent", "text", "muted", "surface", "tint", "line", "control", "error", "advice"];
const NAMES = [...COLORS, "font", "radius", "measure"];

// What an attribute can be called: scheme is light, dark or auto.
export const themeAttributes = [...NAMES, "scheme"];

// A value of a custom property: no address, no block, no end of a declaration.
const VALUE = /^(?!.*(?:url|image)\()[\w\s#%.,/()'"+-]{1,400}$/i;

// Reads the theme of an element: {name: value}. An attribute goes before a
// custom property. A page that does not say it can be dark gets no dark form.
export function readTheme(element) {
  const style = getComputedStyle(element);
  const theme = { scheme: schemeOf(style.colorScheme) };
  for (const name of themeAttributes) {
    const value = (element.getAttribute(name) ?? style.getPropertyValue(`--hyte-${name}`)).trim();
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

// A sheet that did not come, or that an extension put here from elsewhere,
// cannot be read and is none of ours.
function rulesOf(sheet) {
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
