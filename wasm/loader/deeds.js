// What buttons do in which neither the program nor a server has a part:
// data-hyte-does says what, and data-hyte-with names the element with the text.

const deeds = {
  save({ dataset: { hyteFile: name } }, text) {
    download(name, name.endsWith(".ics") ? "text/calendar" : "application/json", text);
  },
  // The page as it is read, without what only works here.
  keep(button) {
    const shown = button.closest(".hyte");
    const kept = document.implementation.createHTMLDocument(shown.querySelector("h1").textContent);
    kept.documentElement.lang = shown.lang;
    kept.head.append(Object.assign(kept.createElement("meta"), { httpEquiv: "Content-Type", content: "text/html; charset=utf-8" }));
    const copy = kept.importNode(shown, true);
    for (const left of copy.querySelectorAll(".hyte-keep, [hidden], button, input")) left.remove();
    kept.body.append(copy);
    download(button.dataset.hyteFile, "text/html", `<!DOCTYPE html>\n${kept.documentElement.outerHTML}`);
  },
  print() {
    print();
  },
};

// Gives the person a file with a name.
export function download(name, type, text) {
  const address = URL.createObjectURL(new Blob([text], { type }));
  const link = document.createElement("a");
  link.href = address;
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(address), 60_000); // some browsers fetch it late
}

// Returns what listens to clicks in a mount.
export function carryOut(mount) {
  return ({ target }) => {
    const button = target.closest?.("[data-hyte-does]");
    if (!button) return;
    const source = mount.querySelector(`#${CSS.escape(button.dataset.hyteWith)}`);
    deeds[button.dataset.hyteDoes]?.(button, source?.textContent ?? "");
  };
}
