// The object that Go gets as its globalThis. Go-app writes handlers, reads and
// writes storage, navigates and looks for the body; with the facade all of
// this ends here and the page's own window is never touched. What is not
// listed does not exist for Go.

// Constructors that Go and go-app look up by name.
const PASSED_ON = [
  "Array", "ArrayBuffer", "Boolean", "DataView", "Date", "Error", "Function", "JSON", "Map", "Math", "Number", "Object",
  "Promise", "RangeError", "Reflect", "Set", "String", "Symbol", "TextDecoder", "TextEncoder", "TypeError", "Uint8Array",
  "Uint8ClampedArray", "WebAssembly", "console", "crypto", "performance",
];

// mount: the element that Go-app takes for the body.
// nodes: makes elements and texts; see document() below.
// host: the seam, see host.js.
// log: takes a line that Go prints, such as the message of a panic.
export function makeFacade({ mount, nodes, host, timers, log }) {
  const facade = Object.create(null);
  for (const name of PASSED_ON) facade[name] = globalThis[name];
  return Object.assign(facade, {
    document: makeDocument(mount, nodes),
    fs: makeFileSystem(log),
    history: { pushState() {}, replaceState() {} },
    hyte: host,
    localStorage: makeStorage(),
    location: { href: "https://widget.invalid/" }, // go-app's router needs an address; it is not the page's
    open: () => null,
    path: { resolve: (...segments) => segments.join("/") },
    process: makeProcess(),
    sessionStorage: makeStorage(),
    setTimeout: timers.set,
    clearTimeout: timers.clear,
  });
}

// Timers that can be stopped for good.
export function makeTimers() {
  const running = new Set();
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
    },
  };
}

// The elements of which icons are drawn.
const SVG = "http://www.w3.org/2000/svg";
const DRAWN = new Set(["svg", "path"]);

// The name of an element can be followed by names of attributes that are
// empty, because go-app drops those: "option value" is <option value="">.
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
    getElementById: () => null, // go-app looks for its own loading label
  };
}

function makeStorage() {
  const items = new Map();
  return {
    get length() {
      return items.size;
    },
    key: (i) => [...items.keys()][i] ?? null,
    getItem: (key) => items.get(key) ?? null,
    setItem: (key, value) => void items.set(key, String(value)),
    removeItem: (key) => void items.delete(key),
    clear: () => items.clear(),
  };
}

function notImplemented() {
  return Object.assign(new Error("not implemented"), { code: "ENOSYS" });
}

// What wasm_exec.js would make itself: standard output and error, no files.
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
    fsync: (_fd, done) => done(null),
  };
  for (const name of ["chmod", "chown", "close", "fchmod", "fchown", "fstat", "ftruncate", "lchown", "link", "lstat", "mkdir",
    "open", "read", "readdir", "readlink", "rename", "rmdir", "stat", "symlink", "truncate", "unlink", "utimes"]) fs[name] = refuse;
  return fs;
}

function makeProcess() {
  const refuse = () => {
    throw notImplemented();
  };
  return {
    getuid: () => -1, getgid: () => -1, geteuid: () => -1, getegid: () => -1, pid: -1, ppid: -1,
    getgroups: refuse, umask: refuse, cwd: refuse, chdir: refuse,
  };
}
