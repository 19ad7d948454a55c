// Code generated from wasm/loader by wasm/build/internal/gen. DO NOT EDIT.
/*! hytekit, MIT. Contains wasm_exec.js: Copyright The Go Authors, BSD 3-Clause; see NOTICE. */

// loader/controls.js
var WITHOUT_VALUE = /* @__PURE__ */ new Set(["button", "submit", "reset", "image", "file"]);
var UNREADABLE = "�";
function controls(root) {
  return [...root.querySelectorAll("input,select,textarea")].filter((c) => c.name && !WITHOUT_VALUE.has(c.type) && !c.matches(":disabled"));
}
function isBox(control) {
  return control.type === "checkbox" || control.type === "radio";
}
function valuesOf(control) {
  if (isBox(control)) return control.checked ? [control.value] : [];
  if (control.localName === "select") return [...control.selectedOptions].filter((o) => !o.disabled).map((o) => o.value);
  if (control.value === "" && control.validity.badInput) return [UNREADABLE];
  return [control.value];
}
function allValues(root) {
  const byName = /* @__PURE__ */ new Map();
  for (const control of controls(root)) {
    const values = byName.get(control.name) ?? [];
    values.push(...valuesOf(control));
    byName.set(control.name, values);
  }
  return [...byName];
}
function valuesByName(root, name) {
  return controls(root).filter((c) => c.name === name).flatMap(valuesOf);
}
function writeValues(root, name, values) {
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

// loader/follow.js
function followInside(around) {
  return (event) => {
    const link = event.target.closest?.("a[href^='#']");
    if (!link || event.defaultPrevented || event.button !== 0 || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return;
    if (focusInside(around, link.getAttribute("href").slice(1))) event.preventDefault();
  };
}
function focusInside(around, id) {
  const target = id && around.querySelector(`#${CSS.escape(id)}`);
  if (!target) return false;
  disclose(target);
  target.focus();
  if (self === top) target.scrollIntoView({ block: "nearest" });
  return true;
}
function disclose(element) {
  for (let place = element; place = place.parentElement?.closest("details"); ) place.open = true;
}

// loader/kept.js
var NAME = "hyteTyped";
var PAUSE = 500;
var LONGEST = 5e5;
function keepTyped(mount, number) {
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
  for (const type of ["input", "change", "click", "focusin"]) mount.addEventListener(type, () => pause ||= setTimeout(save, PAUSE), { signal });
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
    }
  };
}
var isComingBack = () => document.wasDiscarded || /^(reload|back_forward)$/.test(performance.getEntriesByType("navigation")[0]?.type);
var read = (number) => history.state?.[NAME]?.[number] ?? [];
function write(number, typed) {
  if (JSON.stringify(typed) === JSON.stringify(read(number))) return;
  const { [NAME]: all, ...rest } = history.state ?? {};
  const next = { ...all, [number]: typed };
  if (!typed.length || JSON.stringify(typed).length > LONGEST) delete next[number];
  try {
    history.replaceState(Object.keys(next).length ? { ...rest, [NAME]: next } : Object.keys(rest).length ? rest : null, "");
  } catch (error) {
    console.warn(error);
  }
}
var asked = (mount) => controls(mount).filter((c) => c.type !== "hidden" && !c.closest(".hyte-check"));
function valuesIn(mount) {
  const names = new Set(asked(mount).map(({ name }) => name));
  const changed = new Set(asked(mount).filter(isChanged).map(({ name }) => name));
  return allValues(mount).filter(([name, values]) => names.has(name) && (changed.has(name) || values.some(Boolean)));
}
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
function reveal(mount, names) {
  for (const control of controls(mount)) if (names.has(control.name)) disclose(control);
}
function isChanged(control) {
  if (isBox(control)) return control.checked !== control.defaultChecked;
  if (control.localName !== "select") return control.value !== control.defaultValue;
  const options = [...control.options];
  return control.selectedOptions[0] !== (options.findLast((o) => o.defaultSelected) ?? options.find((o) => !o.disabled));
}

// loader/leaving.js
function askBeforeLeaving(around, signal) {
  const ask = (event) => event.preventDefault();
  around.addEventListener("input", () => addEventListener("beforeunload", ask, { signal }), { signal });
  const leave = (event) => {
    if (!event.defaultPrevented && (event.type === "submit" || event.target.closest("a[href]"))) removeEventListener("beforeunload", ask);
  };
  for (const type of ["submit", "click"]) around.addEventListener(type, leave, { signal });
}

// loader/runtime.js
import { loadGo } from "hyte:wasm_exec";

// loader/adopt.js
var isForeign = (node) => node.nodeType === Node.ELEMENT_NODE && /-|^(iframe|object|script|style|svg)$/.test(node.localName) && !node.matches("svg.hyte-icon");
var isWrapper = (node) => node.localName === "font";
var Adopter = class {
  #walker;
  #current;
  #children = /* @__PURE__ */ new Map();
  // adopted element → its children, in order
  #differs = false;
  adopted = 0;
  created = 0;
  constructor(root) {
    this.#walker = root.ownerDocument.createTreeWalker(root, NodeFilter.SHOW_ELEMENT | NodeFilter.SHOW_TEXT, {
      acceptNode(node) {
        if (isForeign(node) || isWrapper(node)) return NodeFilter.FILTER_REJECT;
        if (node.nodeType === Node.TEXT_NODE && node.parentNode.localName === "textarea") return NodeFilter.FILTER_REJECT;
        return NodeFilter.FILTER_ACCEPT;
      }
    });
    this.#current = root;
  }
  element(name) {
    while (!this.#differs && this.#current?.nodeType === Node.TEXT_NODE) this.#take();
    if (this.#differs || this.#current?.localName !== name) {
      this.#differs = true;
      this.created++;
      return null;
    }
    this.adopted++;
    const element = this.#take();
    this.#record(element);
    return element;
  }
  text(data) {
    if (this.#differs || data === "" || this.#current?.nodeType !== Node.TEXT_NODE) {
      if (data !== "") this.created++;
      return null;
    }
    this.adopted++;
    const text = this.#take();
    if (text.data !== data) text.data = data;
    return text;
  }
  #take() {
    const node = this.#current;
    this.#current = this.#walker.nextNode();
    return node;
  }
  #record(element) {
    const children = [];
    this.#children.set(element, children);
    element.appendChild = (child) => (children.push(child), child);
    element.setAttribute = (name, value) => {
      if (element.getAttribute(name) !== value) Element.prototype.setAttribute.call(element, name, value);
    };
  }
  // Ends the adoption without a trace, when the tree will not be completed.
  abandon() {
    for (const element of this.#children.keys()) {
      delete element.appendChild;
      delete element.setAttribute;
    }
  }
  finish() {
    this.abandon();
    for (const [element, children] of this.#children) {
      if (element.localName !== "textarea") settle(element, children);
    }
    this.#children.clear();
  }
};
function settle(element, children) {
  const wanted = new Set(children);
  for (const node of [...element.childNodes]) {
    if (!wanted.has(node) && !isForeign(node)) element.removeChild(node);
  }
  let at = element.firstChild;
  for (const child of children) {
    while (at && !wanted.has(at)) at = at.nextSibling;
    if (child === at) at = at.nextSibling;
    else element.insertBefore(child, at);
  }
}

// loader/deeds.js
var deeds = {
  save({ dataset: { hyteFile: name } }, text) {
    download(name, name.endsWith(".ics") ? "text/calendar" : "application/json", text);
  },
  // The page as it is read, without what only works here.
  keep(button) {
    const shown2 = button.closest(".hyte");
    const kept = document.implementation.createHTMLDocument(shown2.querySelector("h1").textContent);
    kept.documentElement.lang = shown2.lang;
    kept.head.append(Object.assign(kept.createElement("meta"), { httpEquiv: "Content-Type", content: "text/html; charset=utf-8" }));
    const copy = kept.importNode(shown2, true);
    for (const left of copy.querySelectorAll(".hyte-keep, [hidden], button, input")) left.remove();
    kept.body.append(copy);
    download(button.dataset.hyteFile, "text/html", `<!DOCTYPE html>
${kept.documentElement.outerHTML}`);
  },
  print() {
    print();
  }
};
function download(name, type, text) {
  const address = URL.createObjectURL(new Blob([text], { type }));
  const link = document.createElement("a");
  link.href = address;
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(address), 6e4);
}
function carryOut(mount) {
  return ({ target }) => {
    const button = target.closest?.("[data-hyte-does]");
    if (!button) return;
    const source = mount.querySelector(`#${CSS.escape(button.dataset.hyteWith)}`);
    deeds[button.dataset.hyteDoes]?.(button, source?.textContent ?? "");
  };
}

// loader/searches.js
var PAUSE2 = 1e3;
var KEYS = /* @__PURE__ */ new Set(["ArrowDown", "ArrowUp", "Home", "End", "Enter", "Escape"]);
var boxes = (mount) => [...mount.querySelectorAll(".hyte-search")];
var isSearch = (element) => element.dataset?.hyteSearch !== void 0;
var searchAround = (element) => element.closest(".hyte-search")?.querySelector("[data-hyte-search]");
function followSearches(mount, on, search) {
  const tell = (box, what, text = box.value) => search(box.dataset.hyteSearch, what, text);
  let pause = 0;
  on("input", ({ target }) => {
    if (!isSearch(target)) return;
    tell(target, "type");
    clearTimeout(pause);
    pause = setTimeout(() => target.isConnected && tell(target, "pause"), PAUSE2);
  });
  on("keydown", (event) => isSearch(event.target) && press(event, tell));
  on("mousedown", (event) => event.target.closest(".hyte-found") && event.preventDefault());
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
    }
  };
}
function press(event, tell) {
  const { key: key2, target, altKey } = event;
  if (event.isComposing || !KEYS.has(key2) || event.ctrlKey || event.metaKey) return;
  const open = target.getAttribute("aria-expanded") === "true";
  if (key2 === "Escape" && !open) return tell(target, key2);
  if (key2 !== "Home" && key2 !== "End") event.preventDefault();
  if (key2 === "Escape") event.stopPropagation();
  if (altKey && key2 === "ArrowDown") return tell(target, "open");
  tell(target, altKey && key2 === "ArrowUp" ? "Escape" : key2);
}
function show(box) {
  if (!isSearch(box)) return;
  const { hyteText: text } = box.dataset;
  if (text !== void 0 && box.value !== text.slice(1)) box.value = text.slice(1);
  const list = box.parentElement.querySelector("[role=listbox]");
  const option = list.querySelector("[aria-selected=true]");
  if (!option) return;
  const { offsetTop: top2, offsetHeight: height } = option;
  if (top2 < list.scrollTop) list.scrollTop = top2;
  if (top2 + height > list.scrollTop + list.clientHeight) list.scrollTop = top2 + height - list.clientHeight;
}
function giveBack(box) {
  box.hidden = true;
  const search = box.querySelector("[data-hyte-search]");
  const { id } = search;
  search.removeAttribute("id");
  box.nextElementSibling.id = id;
}

// loader/events.js
function listen(mount, widget) {
  const ending = new AbortController();
  const on = (type, f) => mount.addEventListener(type, f, { signal: ending.signal });
  const pointer = makePointer(on);
  const input = ({ target }) => {
    if (target.name) widget.input(target.name, valuesByName(mount, target.name));
  };
  on("input", input);
  on("change", input);
  on("focusout", (event) => {
    if (!isLeft(event)) return;
    const { name } = event.target;
    pointer.afterRelease(() => !ending.signal.aborted && widget.left(name, valuesByName(mount, name)));
  });
  on("submit", (event) => {
    if (event.submitter?.hasAttribute("formaction") && event.submitter.name !== "draft") return;
    event.preventDefault();
    pointer.release();
    widget.submit(event);
  });
  followDoubleClicks(on);
  on("click", followInside(mount));
  on("click", carryOut(mount));
  const searches = followSearches(mount, on, (...told) => pointer.afterRelease(() => !ending.signal.aborted && widget.search(...told)));
  return {
    leave() {
      ending.abort();
      searches.leave();
      pointer.stop();
    }
  };
}
function followDoubleClicks(on) {
  let clicked = null;
  const isElsewhere = ({ detail, target }) => detail > 1 && clicked && !clicked.contains(target);
  on("mousedown", (event) => isElsewhere(event) && event.preventDefault());
  on("click", (event) => {
    if (!isElsewhere(event)) {
      clicked = event.target.closest("button");
      return;
    }
    event.preventDefault();
    event.stopImmediatePropagation();
  });
}
function isLeft({ target, relatedTarget }) {
  return target.name && target.isConnected && relatedTarget?.name !== target.name && target.ownerDocument.hasFocus();
}
function makePointer(on) {
  let waiting = [];
  let timer = 0;
  let down = false;
  const release = () => {
    down = false;
    clearTimeout(timer);
    const ready = waiting;
    waiting = [];
    for (const f of ready) f();
  };
  const releaseSoon = () => {
    clearTimeout(timer);
    timer = setTimeout(release);
  };
  on("pointerdown", () => {
    down = true;
    clearTimeout(timer);
    timer = setTimeout(release, 1e3);
  });
  on("pointerup", releaseSoon);
  on("pointercancel", releaseSoon);
  return {
    release,
    afterRelease: (f) => down ? waiting.push(f) : f(),
    stop() {
      waiting = [];
      clearTimeout(timer);
    }
  };
}

// loader/facade.js
var PASSED_ON = [
  "Array",
  "ArrayBuffer",
  "Boolean",
  "DataView",
  "Date",
  "Error",
  "Function",
  "JSON",
  "Map",
  "Math",
  "Number",
  "Object",
  "Promise",
  "RangeError",
  "Reflect",
  "Set",
  "String",
  "Symbol",
  "TextDecoder",
  "TextEncoder",
  "TypeError",
  "Uint8Array",
  "Uint8ClampedArray",
  "WebAssembly",
  "console",
  "crypto",
  "performance"
];
function makeFacade({ mount, nodes, host, timers, log }) {
  const facade = /* @__PURE__ */ Object.create(null);
  for (const name of PASSED_ON) facade[name] = globalThis[name];
  return Object.assign(facade, {
    document: makeDocument(mount, nodes),
    fs: makeFileSystem(log),
    history: { pushState() {
    }, replaceState() {
    } },
    hyte: host,
    localStorage: makeStorage(),
    location: { href: "https://widget.invalid/" },
    // go-app's router needs an address; it is not the page's
    open: () => null,
    path: { resolve: (...segments) => segments.join("/") },
    process: makeProcess(),
    sessionStorage: makeStorage(),
    setTimeout: timers.set,
    clearTimeout: timers.clear
  });
}
function makeTimers() {
  const running = /* @__PURE__ */ new Set();
  let stopped = false;
  return {
    set(f, ms) {
      if (stopped) return 0;
      const id = setTimeout(() => {
        running.delete(id);
        f();
      }, ms);
      running.add(id);
      return id;
    },
    clear(id) {
      running.delete(id);
      clearTimeout(id);
    },
    stop() {
      stopped = true;
      for (const id of running) clearTimeout(id);
      running.clear();
    }
  };
}
var SVG = "http://www.w3.org/2000/svg";
var DRAWN = /* @__PURE__ */ new Set(["svg", "path"]);
function makeDocument(mount, nodes) {
  const page = mount.ownerDocument;
  return {
    body: mount,
    createElement(request) {
      const [name, ...empty] = request.split(" ");
      const element = nodes.element(name) ?? (DRAWN.has(name) ? page.createElementNS(SVG, name) : page.createElement(name));
      for (const attribute of empty) element.setAttribute(attribute, "");
      return element;
    },
    createTextNode: (data) => nodes.text(data) ?? page.createTextNode(data),
    getElementById: () => null
    // go-app looks for its own loading label
  };
}
function makeStorage() {
  const items = /* @__PURE__ */ new Map();
  return {
    get length() {
      return items.size;
    },
    key: (i) => [...items.keys()][i] ?? null,
    getItem: (key2) => items.get(key2) ?? null,
    setItem: (key2, value) => void items.set(key2, String(value)),
    removeItem: (key2) => void items.delete(key2),
    clear: () => items.clear()
  };
}
function notImplemented() {
  return Object.assign(new Error("not implemented"), { code: "ENOSYS" });
}
function makeFileSystem(log) {
  const decoder = new TextDecoder();
  let pending = "";
  const refuse = (...args) => args.at(-1)(notImplemented());
  const fs = {
    constants: { O_WRONLY: -1, O_RDWR: -1, O_CREAT: -1, O_TRUNC: -1, O_APPEND: -1, O_EXCL: -1, O_DIRECTORY: -1 },
    writeSync(_fd, bytes) {
      const lines = (pending + decoder.decode(bytes)).split("\n");
      pending = lines.pop();
      if (lines.length) log(lines.join("\n"));
      return bytes.length;
    },
    write: (fd, bytes, _offset, _length, _position, done) => done(null, fs.writeSync(fd, bytes)),
    fsync: (_fd, done) => done(null)
  };
  for (const name of [
    "chmod",
    "chown",
    "close",
    "fchmod",
    "fchown",
    "fstat",
    "ftruncate",
    "lchown",
    "link",
    "lstat",
    "mkdir",
    "open",
    "read",
    "readdir",
    "readlink",
    "rename",
    "rmdir",
    "stat",
    "symlink",
    "truncate",
    "unlink",
    "utimes"
  ]) fs[name] = refuse;
  return fs;
}
function makeProcess() {
  const refuse = () => {
    throw notImplemented();
  };
  return {
    getuid: () => -1,
    getgid: () => -1,
    geteuid: () => -1,
    getegid: () => -1,
    pid: -1,
    ppid: -1,
    getgroups: refuse,
    umask: refuse,
    cwd: refuse,
    chdir: refuse
  };
}

// loader/host.js
function makeHost({ mount, config, state, language, waiting, send, title, ready, submitted, spoke, led, fail }) {
  return {
    config,
    state,
    language,
    values: () => [...allValues(mount), ...waiting],
    ready,
    send,
    write: (name, values) => writeValues(mount, name, values),
    focus(id) {
      focusInside(mount, id);
      led();
    },
    title,
    submitted: (receipt) => submitted(JSON.parse(receipt)),
    save: (name, text) => download(name, "application/json", text),
    spoke,
    fail: (message) => fail(new Error(message))
  };
}

// loader/module.js
var modules = /* @__PURE__ */ new Map();
function compile(address) {
  let module = modules.get(address);
  if (!module) {
    module = load(address);
    module.catch(() => modules.delete(address));
    modules.set(address, module);
  }
  return module;
}
async function load(address) {
  const response = await fetch(address);
  if (!response.ok) throw new Error(`the widget could not be fetched: status ${response.status}`);
  const type = response.headers.get("Content-Type") ?? "";
  if (type.startsWith("application/wasm")) return WebAssembly.compileStreaming(response);
  return WebAssembly.compile(await response.arrayBuffer());
}
async function fetchText(address) {
  const response = await fetch(address);
  if (!response.ok) throw new Error(`the form's description could not be fetched: status ${response.status}`);
  return response.text();
}

// loader/send.js
var PATIENCE = 6e4;
function makeSend(endpoint) {
  let last = null;
  return async function send(document2) {
    if (last?.document !== document2) last = { document: document2, key: makeKey() };
    try {
      const response = await fetch(endpoint, {
        method: "POST",
        headers: { "Accept": "application/json", "Content-Type": "application/json", "Idempotency-Key": last.key },
        body: document2,
        credentials: "omit",
        signal: AbortSignal.timeout(PATIENCE)
      });
      return { status: response.status, body: await response.text(), proof: response.headers.get("Hyte-Shown") ?? "" };
    } catch {
      return { status: 0, body: "", proof: "" };
    }
  };
}
function makeKey() {
  return Array.from(crypto.getRandomValues(new Uint8Array(16)), (b) => b.toString(16).padStart(2, "0")).join("");
}

// loader/transfer.js
var everyControl = (root) => [...root.querySelectorAll("input,select,textarea,button")];
var key = (c) => [c.localName, c.type, c.name, isBox(c) ? c.value : ""].join("\n");
function remember(mount) {
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
  const byKey = /* @__PURE__ */ new Map();
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
    const { selectionStart: start2, selectionEnd: end, selectionDirection: direction } = control;
    return { start: start2, end, direction, scrollTop, scrollLeft };
  } catch {
    return { start: null, scrollTop, scrollLeft };
  }
}
function restore(control, caret) {
  control.focus({ preventScroll: true });
  if (typeof caret.start === "number") {
    try {
      control.setSelectionRange(caret.start, caret.end, caret.direction);
    } catch {
    }
  }
  control.scrollTop = caret.scrollTop;
  control.scrollLeft = caret.scrollLeft;
}

// loader/runtime.js
async function start(options) {
  const [module, config] = await Promise.all([compile(options.wasm), fetchText(options.config)]);
  const instance = new Instance(options, config);
  const program = await WebAssembly.instantiate(module, instance.imports);
  options.signal?.throwIfAborted();
  return instance.run(program);
}
var STEPS = { check: "check", send: "submit", "": "submit" };
var LONGEST_DRAFT = 4e6;
var { requestSubmit } = HTMLFormElement.prototype;
var { toggleAttribute } = Element.prototype;
var Instance = class {
  #options;
  #mount;
  #go;
  #send;
  #adopter = null;
  #listening = null;
  #alive = true;
  #ready = false;
  #timers = makeTimers();
  #submission = null;
  // {form, submitter}: what the person asked for and Go has not settled yet
  #handlers = null;
  // what Go is told by
  #answered = null;
  // settles once the answer that is awaited has come
  #spoke = null;
  // called with whether another language came, while one is waited for
  #proof = "";
  // of the last answer of the service
  #failure = null;
  // why the widget did not become ready
  constructor(options, config) {
    this.#options = options;
    this.#mount = options.mount;
    this.#send = makeSend(options.endpoint);
    const facade = makeFacade({
      mount: this.#mount,
      nodes: { element: (name) => this.#adopter?.element(name), text: (data) => this.#adopter?.text(data) },
      host: this.#makeHost(config),
      timers: this.#timers,
      log: (line) => console.warn(line)
    });
    const Go = loadGo(facade);
    this.#go = new Go();
    this.#go.exit = (code) => this.#die(new Error(`the widget ended with status ${code}`));
  }
  get imports() {
    return this.#go.importObject;
  }
  // No event comes in between from here to the end of run: what Go reads of
  // the controls is what they hold when it takes over.
  run(program) {
    const root = this.#mount.firstElementChild;
    if (!root) throw new Error("there is no form to take over");
    const adopter = new Adopter(root);
    this.#takeOver(program, adopter);
    for (const [name, values] of this.#options.waiting ?? []) writeValues(this.#mount, name, values);
    if (!this.#listening) {
      this.stop();
      throw this.#failure ?? new Error("the widget did not become ready");
    }
    this.#ready = true;
    return { adopted: adopter.adopted, created: adopter.created, speak: (config, action) => this.#speak(config, action), stop: () => this.stop() };
  }
  #takeOver(program, adopter) {
    const mount = this.#mount;
    const apply = remember(mount);
    mount.replaceChild = (next, previous) => {
      delete mount.replaceChild;
      this.#adopter = null;
      adopter.finish();
      if (next !== previous) mount.replaceChild(next, previous);
      apply();
      return previous;
    };
    this.#adopter = adopter;
    this.#go.run(program).catch((error) => this.#die(error));
    this.#adopter = null;
    delete mount.replaceChild;
    adopter.abandon();
  }
  #makeHost(config) {
    const { mount, state, language, waiting = [], submitted, title } = this.#options;
    return makeHost({
      mount,
      config,
      state,
      language,
      waiting,
      ready: (handlers) => this.#listen(handlers),
      send: (document2, answer) => this.#answered = this.#deliver(document2, answer),
      title: (text) => title?.(text),
      submitted: (receipt) => submitted?.(receipt, this.#proof),
      spoke: (ok) => this.#spoke?.(ok),
      led: () => this.#settle(),
      // Go leads the person somewhere when it is done
      fail: (error) => this.#failure = error
    });
  }
  // Shows the form in another language, with all that was typed. config is the text that the
  // form in it is made from, "" where none came, and action the address to which it is posted.
  // Resolves to whether the form speaks it; what is sent is answered first.
  async #speak(config, action) {
    await this.#answered;
    return new Promise((resolve2) => {
      this.#spoke = resolve2;
      this.#call(() => this.#handlers.speak(config, action, allValues(this.#mount)));
    });
  }
  #listen(handlers) {
    this.#handlers = handlers;
    this.#listening = listen(this.#mount, {
      input: (name, values) => {
        this.#settle();
        this.#call(() => handlers.input(name, values));
      },
      left: (name, values) => this.#call(() => handlers.left(name, values)),
      search: (name, what, text) => {
        this.#settle();
        this.#call(() => handlers.search(name, what, text));
      },
      submit: ({ target: form, submitter }) => {
        if (submitter?.name === "draft") return void this.#draft(submitter);
        if (!this.#submission?.sent) this.#submission = { form, submitter, sent: false };
        const step = submitter ? STEPS[submitter.name] : "check";
        if (step) this.#call(() => handlers[step](allValues(this.#mount)));
        else this.#call(() => handlers.press(submitter.name, submitter.value));
      }
    });
    this.#checkNatively(false);
  }
  // A draft is read and written here: no server has a part in it.
  async #draft({ value, form }) {
    if (value === "save") return this.#call(() => this.#handlers.save(allValues(this.#mount)));
    const [file] = form.querySelector("[name=opened]").files;
    const text = await file?.slice(0, LONGEST_DRAFT).text().catch(() => "");
    this.#call(() => this.#handlers.open(text ?? ""));
  }
  #settle() {
    if (!this.#submission?.sent) this.#submission = null;
  }
  async #deliver(document2, answer) {
    if (this.#submission) this.#submission.sent = true;
    const { status, body, proof } = await this.#send(document2);
    if (!this.#alive) return;
    this.#proof = proof;
    this.#call(() => answer(status, body));
    this.#submission = null;
  }
  #call(f) {
    try {
      if (this.#alive) f();
    } catch (error) {
      this.#die(error);
    }
  }
  // The widget is dead and the form lives on as the plain one. If the person
  // was sending it, the browser sends it now.
  #die(error) {
    if (!this.#alive) return;
    const { form, submitter } = this.#submission ?? {};
    this.stop();
    if (!this.#ready) {
      this.#failure ??= error;
      return;
    }
    this.#options.crashed?.(error);
    if (form) setTimeout(() => requestSubmit.call(form, submitter?.form === form ? submitter : null));
  }
  // While the widget checks, the browser must not: it would stop the form first.
  #checkNatively(native) {
    for (const form of this.#mount.querySelectorAll("form")) toggleAttribute.call(form, "novalidate", !native);
  }
  stop() {
    if (!this.#alive) return;
    this.#alive = false;
    this.#listening?.leave();
    this.#checkNatively(true);
    this.#timers.stop();
    this.#go.exited = true;
    this.#go._resume = () => {
    };
    this.#go = null;
    this.#listening = this.#handlers = this.#spoke = null;
  }
};

// loader/steady.js
function holdSteady(mount) {
  mount.style.overflowAnchor = "none";
  let place = {};
  const note = () => {
    const element = document.activeElement;
    place = mount.contains(element) ? { element, top: element.getBoundingClientRect().top } : {};
  };
  const hold = () => {
    const { element, top: top2 } = place;
    if (element && element === document.activeElement) scrollBy({ top: element.getBoundingClientRect().top - top2, behavior: "instant" });
    note();
  };
  const changes = new MutationObserver(hold);
  changes.observe(mount, { childList: true, characterData: true, attributes: true, subtree: true });
  const look = () => changes.takeRecords().length ? hold() : note();
  for (const type of ["focusin", "input", "change", "scroll"]) addEventListener(type, look, { capture: true, passive: true });
}

// loader/fetched.js
function fetchPage(address, signal) {
  return new Promise((resolve2, reject) => {
    const request = new XMLHttpRequest();
    const fail = () => reject(new Error("the form could not be fetched"));
    request.open("GET", address);
    request.responseType = "document";
    request.overrideMimeType("text/html;charset=utf-8");
    request.onload = () => request.status === 200 && request.responseXML ? resolve2({ page: request.responseXML, address: request.responseURL }) : fail();
    request.onerror = request.onabort = fail;
    signal?.addEventListener("abort", () => request.abort());
    request.send();
  });
}
var resolve = (mount, name, address) => new URL(mount.dataset[name], address).href;

// loader/language.js
async function speak(widget, at, signal) {
  const { page, address, config = "", action = "" } = await fetchForm(at, signal).catch(() => ({}));
  signal?.throwIfAborted();
  return await widget.speak(config, action) ? { page, address } : null;
}
function leadToCurrent(around) {
  const current = around.querySelector(".hyte-header [aria-current]");
  current.tabIndex = -1;
  current.focus();
}
async function fetchForm(at, signal) {
  const { page, address } = await fetchPage(at, signal);
  const mount = page.querySelector("[data-hyte-wasm]");
  const action = page.querySelector("form")?.getAttribute("action");
  return { page, address, config: await fetchText(resolve(mount, "hyteConfig", address)), action: action ? new URL(action, address).href : "" };
}

// loader/turn.js
function followLanguages(widget) {
  const ending = new AbortController();
  let asked2 = null;
  document.addEventListener("click", async (event) => {
    const link = event.target.closest?.(".hyte-header a[hreflang]");
    if (!link || event.button !== 0 || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return;
    event.preventDefault();
    asked2?.abort();
    asked2 = new AbortController();
    const { signal } = asked2;
    const turned = await speak(widget, link.href, signal).catch(() => null);
    if (turned && !signal.aborted) turn(turned);
  }, { signal: ending.signal });
  return { leave: () => ending.abort() };
}
function turn({ page, address }) {
  const main = document.querySelector("main");
  for (const old of [...main.parentElement.children]) if (old !== main) old.remove();
  const next = document.importNode(page.querySelector("main").parentElement, true);
  const parts = [...next.children];
  const at = parts.findIndex(({ localName }) => localName === "main");
  main.before(...parts.slice(0, at));
  main.after(...parts.slice(at + 1));
  document.documentElement.lang = page.documentElement.lang;
  history.replaceState(history.state, "", address);
  leadToCurrent(document);
  document.dispatchEvent(new CustomEvent("hyte:turned"));
}

// loader/page.js
var isGoing = false;
for (const [type, going] of [["pagehide", true], ["pageshow", false]]) addEventListener(type, () => isGoing = going);
async function boot(mount, kept) {
  const tell = (type, detail) => mount.dispatchEvent(new CustomEvent(`hyte:${type}`, { detail, bubbles: true, composed: true }));
  const { hyteWasm: wasm, hyteConfig: config, hyteEndpoint: endpoint, hyteState: state = "" } = mount.dataset;
  let links = null;
  try {
    const widget = await start({
      mount,
      wasm,
      config,
      endpoint,
      state,
      language: mount.closest("[lang]")?.lang ?? "",
      waiting: kept.waiting(),
      title: (text) => document.title = text,
      submitted: (receipt, proof) => {
        kept.forget();
        standAt(config, receipt.id, proof);
        tell("submitted", receipt);
      },
      crashed: (error) => {
        links?.leave();
        fail(error);
      }
    });
    kept.arrived();
    links = followLanguages(widget);
    if (self === top) holdSteady(mount);
    tell("ready", { adopted: widget.adopted, created: widget.created });
  } catch (error) {
    fail(error);
  }
  function fail(error) {
    if (isGoing) return;
    console.warn(error);
    tell("error", { message: error.message });
  }
}
function standAt(config, id, proof) {
  const address = new URL(config, location);
  if (!address.pathname.endsWith("/form.json")) return;
  address.pathname = address.pathname.replace(/form\.json$/, `receipt/${id}`);
  if (proof) address.searchParams.set("shown", proof);
  history.replaceState(null, "", address);
}
function shown() {
  return new Promise((resolve2) => {
    requestAnimationFrame(() => setTimeout(resolve2));
    setTimeout(resolve2, 200);
  });
}
if (self.origin !== "null") {
  const sent = new AbortController();
  document.addEventListener("hyte:submitted", () => sent.abort());
  if (self !== top) askBeforeLeaving(window, sent.signal);
  const places = [...document.querySelectorAll("[data-hyte-wasm], form.hyte-form:not([data-hyte-wasm] *)")].map((place, i) => [place, keepTyped(place, i)]);
  await shown();
  for (const [place, kept] of places) if (place.dataset.hyteWasm) boot(place, kept);
}
