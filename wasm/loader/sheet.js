// Gives a shadow root one more style sheet. Returns {leave()}, which takes it
// away. A browser too old for that shows the form without it.
export function adopt(root, text) {
  try {
    const sheet = sheetOf(text);
    root.adoptedStyleSheets.push(sheet);
    return { leave: () => (root.adoptedStyleSheets = root.adoptedStyleSheets.filter((s) => s !== sheet)) };
  } catch {
    return { leave() {} };
  }
}

// A constructed style sheet, which is no inline style to a policy.
export function sheetOf(text) {
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(text);
  return sheet;
}
