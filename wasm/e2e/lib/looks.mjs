// How a page looks: the computed styles of all that is laid out in it. The
// browser lists them at once; getComputedStyle would take minutes.

const properties = new WeakMap(); // by page: the names of all that is computed

// Returns for each document of a page, those of frames after its own, a list of
//   {path, styles}
// An element's path has all that is around it, styles is a map by property.
// Elements of shadow roots and pseudo-elements are elements, too.
export async function looksOf(page) {
  if (!properties.has(page)) properties.set(page, await page.evaluate(namesOfAll));
  const names = properties.get(page);
  const devtools = await page.context().newCDPSession(page);
  const { documents, strings } = await devtools.send("DOMSnapshot.captureSnapshot", { computedStyles: names });
  await devtools.detach();
  return documents.map(({ nodes, layout }) => {
    const paths = pathsOf(nodes, strings);
    const looks = new Map();
    for (const [i, index] of layout.nodeIndex.entries()) {
      if (nodes.nodeType[index] !== ELEMENT || looks.has(index)) continue; // the text in a pseudo-element comes under the same index
      looks.set(index, { path: paths[index], styles: new Map(layout.styles[i].map((value, k) => [names[k], strings[value]])) });
    }
    return [...looks.values()];
  });
}

const ELEMENT = 1;

// Runs in the page.
function namesOfAll() {
  return [...getComputedStyle(document.documentElement)].filter((name) => !name.startsWith("--"));
}

// The path of each node: tags with their classes and places among siblings.
function pathsOf(nodes, strings) {
  const children = new Map(); // by parent: how many elements so far
  const paths = [];
  for (const [index, parent] of nodes.parentIndex.entries()) {
    const nth = children.get(parent) ?? 0;
    if (nodes.nodeType[index] === ELEMENT) children.set(parent, nth + 1);
    const attributes = nodes.attributes[index].map((i) => strings[i] ?? "");
    const at = attributes.findIndex((name, i) => i % 2 === 0 && name === "class");
    const classes = at < 0 ? [] : attributes[at + 1].split(/\s+/).filter(Boolean);
    const label = `${[strings[nodes.nodeName[index]].toLowerCase(), ...classes].join(".")}[${nth}]`;
    paths[index] = parent < 0 ? label : `${paths[parent]} ${label}`;
  }
  return paths;
}

// Returns the differences of two lists, a line each. ignored(node) returns the
// properties that may differ in a node.
export function differences(before, after, ignored) {
  const found = [];
  const old = new Map(before.map((node) => [node.path, node.styles]));
  for (const node of after) {
    const was = old.get(node.path);
    if (!was) found.push(`${node.path} is new`);
    else for (const name of changed(was, node.styles, ignored(node))) found.push(`${node.path} ${name}: ${was.get(name)} → ${node.styles.get(name)}`);
    old.delete(node.path);
  }
  return [...found, ...[...old.keys()].map((path) => `${path} is gone`)];
}

const changed = (was, is, ignored) => [...is.keys()].filter((name) => was.get(name) !== is.get(name) && !ignored.includes(name));
