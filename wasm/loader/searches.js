// The searches in front of long lists: comboboxes, whose thinking the widget does. What
// must be done at once is done here: which keys the browser must not take, and what the
// search shows when the widget has chosen.

const PAUSE = 1000; // milliseconds
const KEYS = new Set(["ArrowDown", "ArrowUp", "Home", "End", "Enter", "Escape"]);
const boxes = (mount) => [...mount.querySelectorAll(".hyte-search")];
const isSearch = (element) => element.dataset?.hyteSearch !== undefined;
const searchAround = (element) => element.closest(".hyte-search")?.querySelector("[data-hyte-search]");

// on(type, listener) listens in the mount; search(name, what, text) tells the widget.
// Returns {leave()}: the lists are there again instead.
export function followSearches(mount, on, search) {
  const tell = (box, what, text = box.value) => search(box.dataset.hyteSearch, what, text);
  let pause = 0; // how much is found is read out once nothing is typed for a while
  on("input", ({ target }) => {
    if (!isSearch(target)) return;
    tell(target, "type");
    clearTimeout(pause);
    pause = setTimeout(() => target.isConnected && tell(target, "pause"), PAUSE);
  });
  on("keydown", (event) => isSearch(event.target) && press(event, tell));
  on("mousedown", (event) => event.target.closest(".hyte-found") && event.preventDefault()); // the focus stays in the search
  on("click", ({ target }) => {
    if (isSearch(target)) return tell(target, "open");
    const option = target.closest("[data-hyte-value]");
    if (option) tell(searchAround(option), "choose", option.dataset.hyteValue);
  });
  on("focusout", ({ target }) => isSearch(target) && target.isConnected && target.ownerDocument.hasFocus() && tell(target, "leave"));
  const watch = new MutationObserver((changes) => changes.forEach(({ target }) => show(target)));
  watch.observe(mount, { subtree: true, attributeFilter: ["aria-activedescendant", "data-hyte-text"] });
  for (const box of boxes(mount)) {
    box.hidden = false;
    show(box.querySelector("[data-hyte-search]"));
  }
  return {
    leave() {
      clearTimeout(pause);
      watch.disconnect();
      boxes(mount).forEach(giveBack);
    },
  };
}

// Enter never sends the form. Escape closes the list first, and what is around the form
// only when there is none.
function press(event, tell) {
  const { key, target, altKey } = event;
  if (event.isComposing || !KEYS.has(key) || event.ctrlKey || event.metaKey) return;
  const open = target.getAttribute("aria-expanded") === "true";
  if (key === "Escape" && !open) return tell(target, key);
  if (key !== "Home" && key !== "End") event.preventDefault();
  if (key === "Escape") event.stopPropagation();
  if (altKey && key === "ArrowDown") return tell(target, "open");
  tell(target, altKey && key === "ArrowUp" ? "Escape" : key);
}

// Shows the name of what is chosen, and the active option in the list, which scrolls alone.
function show(box) {
  if (!isSearch(box)) return;
  const { hyteText: text } = box.dataset;
  if (text !== undefined && box.value !== text.slice(1)) box.value = text.slice(1);
  const list = box.parentElement.querySelector("[role=listbox]");
  const option = list.querySelector("[aria-selected=true]");
  if (!option) return;
  const { offsetTop: top, offsetHeight: height } = option;
  if (top < list.scrollTop) list.scrollTop = top;
  if (top + height > list.scrollTop + list.clientHeight) list.scrollTop = top + height - list.clientHeight;
}

function giveBack(box) {
  box.hidden = true;
  const search = box.querySelector("[data-hyte-search]");
  const { id } = search;
  search.removeAttribute("id");
  box.nextElementSibling.id = id; // its label leads to the list again
}
