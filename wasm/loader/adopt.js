// Lets go-app take over the server's nodes instead of making its own.
//
// Go-app makes a tree's nodes in document order and appends each to its parent
// when its own children are complete. So createElement can hand out the nodes
// that are there, one after another, as long as their names agree; appendChild
// on an adopted node only notes the child. When the tree is complete, finish
// removes what was not claimed and inserts what is new. A node that is in its
// place is never moved: moving would end its focus, its selection, a
// composition of an input method and a half-typed date.
//
// From the first element on that does not agree, the rest is made anew; see
// transfer.js for what happens to its contents then.

// Nodes that extensions put into other people's forms. They are nobody's
// mistake and stay where they are. A drawing without our class is one, too.
const isForeign = (node) => node.nodeType === Node.ELEMENT_NODE && /-|^(iframe|object|script|style|svg)$/.test(node.localName) && !node.matches("svg.hyte-icon");

// A translating page wraps each text; the wrapper goes, the text comes back.
const isWrapper = (node) => node.localName === "font";

export class Adopter {
  #walker;
  #current;
  #children = new Map(); // adopted element → its children, in order
  #differs = false;
  adopted = 0;
  created = 0;

  constructor(root) {
    this.#walker = root.ownerDocument.createTreeWalker(root, NodeFilter.SHOW_ELEMENT | NodeFilter.SHOW_TEXT, {
      acceptNode(node) {
        // A rejected node is passed over with all that is in it.
        if (isForeign(node) || isWrapper(node)) return NodeFilter.FILTER_REJECT;
        // The text of a textarea is its default value and no child of ours.
        if (node.nodeType === Node.TEXT_NODE && node.parentNode.localName === "textarea") return NodeFilter.FILTER_REJECT;
        return NodeFilter.FILTER_ACCEPT;
      },
    });
    this.#current = root;
  }

  element(name) {
    while (!this.#differs && this.#current?.nodeType === Node.TEXT_NODE) this.#take(); // a text that is not ours
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
}

// Makes the children of an element what they should be, foreign nodes aside.
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
