// What buttons do in which neither the program nor a server has a part:
// data-hyte-does says what, and data-hyte-with names the element with the text.

const deeds = {
  save(button, text) {
    const { ownerDocument: page } = button;
    const address = URL.createObjectURL(new Blob([text], { type: "application/json" }));
    const link = page.createElement("a");
    link.href = address;
    link.download = button.dataset.hyteFile;
    link.click();
    setTimeout(() => URL.revokeObjectURL(address), 60_000); // some browsers fetch it late
  },
  print() {
    print();
  },
};

// Returns what listens to clicks in a mount.
export function carryOut(mount) {
  return ({ target }) => {
    const button = target.closest?.("[data-hyte-does]");
    if (!button) return;
    const source = mount.querySelector(`#${CSS.escape(button.dataset.hyteWith)}`);
    deeds[button.dataset.hyteDoes]?.(button, source?.textContent ?? "");
  };
}
