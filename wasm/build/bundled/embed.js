// Code generated from wasm/loader by wasm/build/internal/gen. DO NOT EDIT.
/*! hytekit, MIT */
(() => {
  // loader/place.js
  var Place = class {
    #services;
    #kind = null;
    #present = null;
    // of the service whose form is shown
    #shown = null;
    // what present returned
    #refusal = "";
    // why no form is shown
    #settling = false;
    #waiting = false;
    // for the page to be complete
    // Throws if the element takes no shadow root.
    constructor(element, services2) {
      this.element = element;
      this.root = element.attachShadow({ mode: "open" });
      this.#services = services2;
      this.showContent();
      new MutationObserver(() => this.settleSoon()).observe(element, { attributes: true, childList: true, subtree: true });
    }
    read(name) {
      return this.#kind.read(this.element, name);
    }
    address() {
      const source = this.read("src") ?? this.element.querySelector("a[href]")?.href;
      if (!source) throw new Error("which form? Set the attribute src, or put a link to the form inside");
      return new URL(source, this.element.baseURI);
    }
    showContent() {
      this.root.replaceChildren(document.createElement("slot"));
    }
    tell(type, detail) {
      tell(this.element, type, detail);
    }
    // kind: holds(element), whether the element is still one that shows a form,
    // and read(element, name).
    settleAs(kind2) {
      this.#kind = kind2;
      this.settleSoon();
    }
    settleSoon() {
      if (this.#settling) return;
      this.#settling = true;
      queueMicrotask(() => {
        this.#settling = false;
        this.#settle();
      });
    }
    // Makes what is shown what the page says.
    #settle() {
      if (!this.element.isConnected) {
        this.#services.leave(this);
        return this.#clear();
      }
      this.#services.enter(this);
      if (!this.#kind.holds(this.element)) return this.#clear();
      let present2;
      try {
        present2 = this.#presentOf(this.address());
      } catch (error) {
        return this.#refuse(error.message);
      }
      this.#refusal = "";
      if (present2 === this.#present) return this.#shown.update();
      this.#clear();
      this.#present = present2;
      this.#shown = present2(this);
    }
    #presentOf(address) {
      const present2 = this.#services.of(address);
      if (present2) return present2;
      const { origins: origins2 } = this.#services;
      throw new Error(origins2.length ? `the form must come from ${origins2.join(" or ")}, as the page's script does` : "the script does not know its service: load it as embed.js, or tell the service its address");
    }
    // What is missing, the link inside or another service's script, may be still
    // to come while the page loads.
    #refuse(message) {
      this.#clear();
      if (document.readyState !== "complete") {
        if (!this.#waiting) addEventListener("load", () => this.settleSoon(), { once: true });
        this.#waiting = true;
      } else if (message !== this.#refusal) {
        this.#refusal = message;
        this.tell("error", { message });
      }
    }
    #clear() {
      if (!this.#shown) return;
      this.#shown.stop();
      this.#shown = this.#present = null;
      this.showContent();
    }
  };
  function tell(element, type, detail) {
    element.dispatchEvent(new CustomEvent(`hyte:${type}`, { detail, bubbles: true, composed: true }));
  }

  // loader/finder.js
  var BOX = "div.hyte-form";
  var LINK = 'a[href$="#hyte-form"]';
  var FOUND = `${BOX}, ${LINK}`;
  var FORMS = `hyte-form, ${BOX}`;
  var AROUND = "article, aside, blockquote, div, footer, h1, h2, h3, h4, h5, h6, header, main, nav, p, section, span";
  var SEEN = "audio, button, canvas, embed, hr, iframe, img, input, object, select, svg, table, textarea, video";
  var box = { holds: (div) => div.matches(BOX) && !div.querySelector("hyte-form"), read: (div, name) => div.getAttribute(`data-${name}`) };
  var line = { holds: (around) => isAlone(around.querySelector(LINK), around), read: () => null };
  var Finder = class {
    #services;
    #places = /* @__PURE__ */ new WeakMap();
    // by element
    #started = false;
    constructor(services2) {
      this.#services = services2;
    }
    // Begins once the page is parsed: before, it does not show what a link stands in.
    start() {
      if (document.readyState === "loading") return document.addEventListener("DOMContentLoaded", () => this.start(), { once: true });
      this.#started = true;
      this.look(document);
      new MutationObserver((records) => this.#changed(records)).observe(document, { childList: true, subtree: true, attributes: true, attributeFilter: ["class", "href"] });
    }
    // Finds what is in a part of the page.
    look(part) {
      if (!this.#started) return;
      this.#consider(part);
      for (const element of part.querySelectorAll(FOUND)) this.#consider(element);
    }
    // What is being edited stays what it is.
    #consider(node) {
      if (node.matches?.(FOUND) && !node.isContentEditable) this.#take(node);
    }
    #changed(records) {
      for (const { type, target, addedNodes } of records) {
        if (type === "attributes") this.#consider(target);
        for (const node of addedNodes) if (node.nodeType === Node.ELEMENT_NODE) this.look(node);
      }
      this.#services.letGo();
    }
    #take(element) {
      if (element.parentElement?.closest(FORMS)) return;
      if (element.matches(BOX)) return this.#settle(element, box);
      if (!this.#services.of(element)) return;
      const around = aroundOf(element);
      if (around) this.#settle(around, line);
      else wrap(element);
    }
    #settle(element, kind2) {
      if (!this.#places.has(element)) this.#places.set(element, placeIn(element, this.#services));
      this.#places.get(element)?.settleAs(kind2);
    }
  };
  function placeIn(element, services2) {
    try {
      return new Place(element, services2);
    } catch (error) {
      tell(element, "error", { message: error.message });
      return null;
    }
  }
  function aroundOf(link) {
    for (let at = link.parentElement; at && isAlone(link, at); at = at.parentElement) if (at.matches(AROUND)) return at;
    return null;
  }
  function isAlone(link, around) {
    if (!link || around.textContent.trim() !== link.textContent.trim()) return false;
    return [...around.querySelectorAll(SEEN)].every((element) => link.contains(element));
  }
  function wrap(link) {
    const element = document.createElement("hyte-form");
    link.before(element);
    element.append(link);
  }

  // loader/origin.js
  var sent = ["hyte:service"];
  var OWN = /\/embed(-\w+)?\.js$/;
  function origins() {
    const tag = document.currentScript;
    const own = tag instanceof HTMLScriptElement && tag.src ? new URL(tag.src) : null;
    const addresses = own && OWN.test(own.pathname) ? [...sent, own.href] : sent;
    return [...new Set(addresses.filter((address) => /^https?:/.test(address)).map((address) => new URL(address).origin))];
  }

  // loader/address.js
  var LANGUAGE = /\/([a-z]{2})(\/?|\.html)$/;
  function formAddress(place, around) {
    const address = place.address();
    address.hash = "";
    return inLanguage(address, shortTag(place.read("lang")), shortTag(around));
  }
  function inLanguage(address, own, around) {
    const [, given, end] = address.pathname.match(LANGUAGE) ?? [];
    if (!given) {
      const language = own ?? around;
      if (language) address.searchParams.set("lang", language);
    } else if (own && own !== given) {
      address.pathname = address.pathname.replace(LANGUAGE, `/${own}${end}`);
    }
    return address;
  }
  function languageAround(element) {
    for (let at = element; at; at = at.parentNode ?? at.host) {
      const language = at.getAttribute?.("lang");
      if (language) return language;
    }
    return null;
  }
  var shortTag = (tag) => tag?.match(/^[a-z]{2}(?![a-z])/i)?.[0].toLowerCase();
  function fragmentAddress(form) {
    const address = new URL(form);
    address.pathname = address.pathname.endsWith(".html") ? address.pathname.replace(/\.html$/, ".fragment.html") : `${address.pathname.replace(/\/$/, "")}/fragment`;
    return address;
  }

  // loader/message.js
  var VERSION = 1;
  var pack = (type, content) => ({ ...content, hyte: VERSION, type });
  function unpack({ data }) {
    return data && data.hyte === VERSION && typeof data.type === "string" ? data : null;
  }

  // loader/sight.js
  var REST = 100;
  var PATIENCE = 2e3;
  var HOLDER = { "display": "block", "position": "relative", "align-self": "start", "height": "0", "visibility": "hidden", "pointer-events": "none" };
  var MARK = { "position": "absolute", "left": "0", "width": "1px" };
  var Sight = class {
    #frame;
    #waiting = 0;
    constructor(frame) {
      this.#frame = frame;
    }
    // Shows what is between top and bottom, in pixels of the frame, and if there is
    // room what is above and below, once the page no longer moves: a scroll that
    // begins in the middle of a smooth one ends somewhere else than was wanted.
    show({ top: top2, bottom, above, below }) {
      cancelAnimationFrame(this.#waiting);
      const begin = performance.now();
      let since = begin;
      let at = null;
      const look = (now) => {
        const y = this.#frame.getBoundingClientRect().top;
        if (y !== at) [at, since] = [y, now];
        if (now - since >= REST) {
          this.#reveal(top2 - above, bottom + below);
          this.#reveal(top2, Math.min(bottom, top2 + innerHeight / 2));
        } else if (now - begin < PATIENCE) {
          this.#waiting = requestAnimationFrame(look);
        }
      };
      look(begin);
    }
    stop() {
      cancelAnimationFrame(this.#waiting);
    }
    // A mark over the part lets the browser scroll all that can be scrolled, with
    // the page's scroll-padding and the scroll-margin of the form's element.
    #reveal(top2, bottom) {
      const frame = this.#frame;
      const [holder, mark] = [HOLDER, MARK].map((style) => {
        const box2 = frame.ownerDocument.createElement("span");
        Object.entries(style).forEach(([name, value]) => box2.style.setProperty(name, value));
        return box2;
      });
      const set = (style) => Object.entries(style).forEach(([name, value]) => mark.style.setProperty(name, value));
      const { scrollMarginTop, scrollMarginBottom } = getComputedStyle(frame.getRootNode().host);
      set({ "height": `${bottom - top2}px`, "scroll-margin-top": scrollMarginTop, "scroll-margin-bottom": scrollMarginBottom });
      holder.append(mark);
      frame.after(holder);
      set({ "top": `${frame.getBoundingClientRect().top + top2 - mark.getBoundingClientRect().top}px` });
      const scroll = () => mark.scrollIntoView({ block: "nearest", behavior: "instant" });
      scroll();
      const header = this.#covers(mark.getBoundingClientRect().top + 1);
      const footer = this.#covers(mark.getBoundingClientRect().bottom - 1);
      if (header?.bottom < innerHeight / 2) set({ "scroll-margin-top": `${header.bottom}px` });
      if (footer?.top > innerHeight / 2) set({ "scroll-margin-bottom": `${innerHeight - footer.top}px` });
      if (header || footer) scroll();
      holder.remove();
    }
    // Returns the box of what stays in the window, such as the page's header, and
    // covers the frame at that height.
    #covers(y) {
      const { host } = this.#frame.getRootNode();
      const { left, width } = this.#frame.getBoundingClientRect();
      let over = host.getRootNode().elementFromPoint(left + width / 2, y);
      while (over && !over.contains(host) && !/fixed|sticky/.test(getComputedStyle(over).position)) over = over.parentElement;
      return over && !over.contains(host) ? over.getBoundingClientRect() : null;
    }
  };

  // loader/framed.js
  var WIDTH = { "width": "960px", "min-width": "100%", "max-width": "100%" };
  var HEIGHT = "900px";
  var STYLE = { ...WIDTH, "height": HEIGHT, "border": "0", "pointer-events": "auto" };
  var PATIENCE2 = 8e3;
  var Framed = class {
    #options;
    #frame;
    #sight;
    #link;
    // the element's content, shown until the page in the frame has spoken: whether a
    // frame is refused, by whom and why, no page is told
    #ending = new AbortController();
    #waiting = 0;
    #here = false;
    // the page has spoken, and its load event is still to come
    #answers = false;
    // some page has spoken
    #height = 0;
    // of the page, once it has told
    #more = 0;
    // how much higher it is on paper
    #told = /* @__PURE__ */ new Set();
    // receipts, which a reload shows again
    #theme = "";
    // the last one sent, as JSON
    touched = false;
    // somebody has begun to answer
    constructor(element, root, options) {
      this.#options = options;
      const frame = this.#frame = element.ownerDocument.createElement("iframe");
      this.#sight = new Sight(frame);
      this.#link = element.ownerDocument.createElement("slot");
      frame.src = options.address;
      frame.title = element.getAttribute("title") ?? element.textContent.trim();
      for (const [name, value] of Object.entries(STYLE)) frame.style.setProperty(name, value);
      const { signal } = this.#ending;
      addEventListener("message", (event) => this.#receive(event), { signal });
      frame.addEventListener("load", () => this.#loaded(), { signal });
      addEventListener("beforeprint", () => this.#fit(this.#more), { signal });
      addEventListener("afterprint", () => this.#fit(0), { signal });
      this.#show({ link: true, frame: false });
      root.replaceChildren(this.#link, frame);
    }
    themed() {
      const { theme } = this.#options;
      if (this.#answers && JSON.stringify(theme()) !== this.#theme) this.#send("theme");
    }
    stop() {
      this.#ending.abort();
      clearTimeout(this.#waiting);
      this.#sight.stop();
      this.#frame.remove();
      this.#link.remove();
    }
    #show({ link, frame }) {
      this.#link.style.display = link ? "contents" : "none";
      this.#frame.style.display = frame ? "block" : "none";
    }
    #fit(more) {
      if (this.#height) this.#frame.style.height = `${Math.ceil(this.#height + more)}px`;
    }
    // A page says that it is here before or after its load event.
    #loaded() {
      clearTimeout(this.#waiting);
      this.#waiting = this.#here ? 0 : setTimeout(() => this.#silent(), PATIENCE2);
      this.#here = false;
    }
    #silent() {
      this.#show({ link: true, frame: this.#answers });
      this.#options.tell("error", { message: "the frame does not answer: does the service allow this page to show its forms?" });
    }
    #heard() {
      clearTimeout(this.#waiting);
      this.#here = !this.#waiting;
      this.#waiting = 0;
      this.#answers = true;
      this.#show({ link: false, frame: true });
      this.#send("hello");
    }
    #send(type) {
      const { address } = this.#options;
      const theme = this.#options.theme();
      this.#theme = JSON.stringify(theme);
      this.#frame.contentWindow?.postMessage(pack(type, { theme }), address.origin);
    }
    #receive(event) {
      if (event.source !== this.#frame.contentWindow || event.origin !== this.#options.address.origin) return;
      const message = unpack(event);
      if (!message) return;
      const { tell: tell2 } = this.#options;
      switch (message.type) {
        case "here":
          this.#heard();
          break;
        case "height":
          if (message.height > 0 && message.height < 1e5) this.#height = message.height;
          this.#fit(0);
          break;
        case "paper":
          if (Math.abs(message.more) < 1e5) this.#more = message.more;
          break;
        case "title":
          this.#frame.title = String(message.title);
          break;
        case "focus":
          if (this.#frame.getRootNode().activeElement === this.#frame) this.#sight.show(message);
          break;
        case "touched":
          this.touched = true;
          break;
        case "submitted":
          this.#submitted(message.receipt);
          break;
        case "ready":
          tell2("ready", {});
          break;
        case "error":
          tell2("error", { message: String(message.message) });
      }
    }
    #submitted(receipt) {
      if (!receipt || this.#told.has(receipt.id)) return;
      this.#told.add(receipt.id);
      this.#options.tell("submitted", receipt);
    }
  };

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

  // loader/module.js
  async function fetchText(address) {
    const response = await fetch(address);
    if (!response.ok) throw new Error(`the form's description could not be fetched: status ${response.status}`);
    return response.text();
  }

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

  // loader/leaving.js
  function askBeforeLeaving(around, signal) {
    const ask = (event) => event.preventDefault();
    around.addEventListener("input", () => addEventListener("beforeunload", ask, { signal }), { signal });
    const leave = (event) => {
      if (!event.defaultPrevented && (event.type === "submit" || event.target.closest("a[href]"))) removeEventListener("beforeunload", ask);
    };
    for (const type of ["submit", "click"]) around.addEventListener(type, leave, { signal });
  }

  // loader/sheet.js
  function adopt(root, text) {
    try {
      const sheet = sheetOf(text);
      root.adoptedStyleSheets.push(sheet);
      return { leave: () => root.adoptedStyleSheets = root.adoptedStyleSheets.filter((s) => s !== sheet) };
    } catch {
      return { leave() {
      } };
    }
  }
  function sheetOf(text) {
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(text);
    return sheet;
  }

  // loader/theme.js
  var COLORS = ["accent", "on-accent", "text", "muted", "surface", "tint", "line", "control", "error", "advice"];
  var NAMES = [...COLORS, "font", "radius", "measure"];
  var SETTINGS = [...NAMES, "scheme"];
  var VALUE = /^(?!.*(?:url|image)\()[\w\s#%.,/()'"+-]{1,400}$/i;
  function readTheme(place) {
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
  function applyTheme(theme, element, sheets) {
    for (const name of NAMES) {
      const value = String(theme[name] ?? "");
      if (VALUE.test(value)) element.style.setProperty(`--hyte-${name}`, value);
      else element.style.removeProperty(`--hyte-${name}`);
    }
    for (const sheet of sheets) applyScheme(theme.scheme, rulesOf(sheet));
  }
  function rulesOf(sheet) {
    try {
      return sheet.cssRules;
    } catch {
      return [];
    }
  }
  var DARK = "(prefers-color-scheme: dark)";
  var MEDIA = { light: `${DARK} and (max-width: 0px)`, dark: `${DARK}, all` };
  function applyScheme(scheme, rules) {
    for (const rule of rules) {
      if (rule.media?.mediaText.includes(DARK)) rule.media.mediaText = MEDIA[scheme] ?? DARK;
      else if (rule.style?.colorScheme) rule.style.colorScheme = MEDIA[scheme] ? scheme : "light dark";
    }
  }

  // loader/inline.js
  var RESET = "[data-hyte] { all: initial; display: block; direction: ltr; visibility: inherit }";
  var LANGUAGES = ".hyte-inline";
  var Inline = class {
    #element;
    #root;
    #options;
    #around = null;
    // the mount and the choice of languages
    #mount = null;
    #before;
    // the style sheets of the root
    #sheets = [];
    #widget = null;
    #asked = null;
    // gives up the language that is asked for
    touched = false;
    // somebody has begun to answer
    #ending = new AbortController();
    #filling = new AbortController();
    // ends once the answer is sent
    constructor(element, root, options) {
      this.#element = element;
      this.#root = root;
      this.#before = [...root.adoptedStyleSheets];
      this.#options = options;
    }
    async start() {
      const { signal } = this.#ending;
      const { page, address } = await fetchPage(fragmentAddress(this.#options.address), signal);
      const mount = page.querySelector("[data-hyte-style]");
      if (!mount) throw new Error("the service sent no form");
      const style = await fetchStyle(resolve(mount, "hyteStyle", address), signal);
      signal.throwIfAborted();
      this.#show(page, mount, style, address);
      if (!mount.dataset.hyteWasm) return this.#options.tell("ready", {});
      try {
        await this.#improve(address);
      } catch (error) {
        if (signal.aborted) return;
        if (!this.touched) throw error;
        this.#options.tell("error", { message: error.message });
      }
    }
    themed() {
      if (this.#around) applyTheme(this.#options.theme(), this.#around, this.#sheets);
    }
    stop() {
      this.#ending.abort();
      this.#filling.abort();
      this.#asked?.abort();
      this.#widget?.stop();
      this.#root.adoptedStyleSheets = this.#before;
      this.#root.replaceChildren();
    }
    #show(page, mount, style, address) {
      const document2 = this.#element.ownerDocument;
      const form = mount.querySelector("form");
      form?.setAttribute("action", new URL(form.getAttribute("action") ?? "", address));
      for (const link of mount.querySelectorAll('a[href^="/"]')) link.setAttribute("href", new URL(link.getAttribute("href"), address));
      for (const button of mount.querySelectorAll("[formaction]")) button.setAttribute("formaction", new URL(button.getAttribute("formaction"), address));
      this.#mount = document2.importNode(mount, true);
      this.#around = document2.createElement("div");
      this.#around.setAttribute("data-hyte", "");
      this.#around.append(...languagesOf(page, address), this.#mount);
      this.#listen();
      this.#root.adoptedStyleSheets.push(sheetOf(RESET));
      this.#root.firstElementChild.replaceWith(this.#around);
      const size = parseFloat(getComputedStyle(this.#around).fontSize);
      this.#sheets = [sheetOf(style.replace(/([\d.]+)rem\b/g, (_, n) => `${n * size}px`))];
      this.#root.adoptedStyleSheets.push(...this.#sheets);
      this.themed();
    }
    #listen() {
      const keep = (event) => (event.key !== "Escape" || event.isComposing) && event.stopPropagation();
      for (const type of ["keydown", "keypress", "keyup"]) this.#around.addEventListener(type, keep);
      const touched = () => this.touched = true;
      for (const type of ["input", "focusin", "submit"]) this.#around.addEventListener(type, touched, { once: true });
      this.#around.addEventListener("click", followInside(this.#around));
      this.#around.addEventListener("click", (event) => {
        const way = event.target.closest(`${LANGUAGES} :is([formaction], [hreflang])`);
        if (!way || !this.#widget || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return;
        event.preventDefault();
        void this.#speak(way.formAction ?? way.href);
      });
      askBeforeLeaving(this.#around, this.#filling.signal);
    }
    // The last language that was asked for counts.
    async #speak(address) {
      this.#asked?.abort();
      const { signal } = this.#asked = new AbortController();
      const turned = await speak(this.#widget, fragmentAddress(address), signal).catch(() => null);
      if (!turned || signal.aborted) return;
      this.#around.querySelector(LANGUAGES).replaceWith(...languagesOf(turned.page, turned.address));
      leadToCurrent(this.#around);
    }
    async #improve(address) {
      const { signal } = this.#ending;
      const { tell: tell2 } = this.#options;
      const mount = this.#mount;
      const { start } = await import(resolve(mount, "hyteRuntime", address));
      signal.throwIfAborted();
      this.#widget = await start({
        mount,
        wasm: resolve(mount, "hyteWasm", address),
        config: resolve(mount, "hyteConfig", address),
        endpoint: resolve(mount, "hyteEndpoint", address),
        state: stateOf(mount),
        language: mount.firstElementChild?.lang ?? "",
        signal,
        submitted: (receipt) => {
          this.#filling.abort();
          tell2("submitted", receipt);
        },
        crashed: (error) => {
          this.#widget = null;
          tell2("error", { message: error.message });
        }
      });
      tell2("ready", {});
    }
  };
  function languagesOf(page, address) {
    const bar = page.querySelector(LANGUAGES);
    if (!bar) return [];
    for (const [name, attribute] of [["[formaction]", "formaction"], ["a", "href"]]) {
      for (const way of bar.querySelectorAll(name)) way.setAttribute(attribute, new URL(way.getAttribute(attribute), address));
    }
    return [document.importNode(bar, true)];
  }
  function stateOf(mount) {
    const state = JSON.parse(mount.dataset.hyteState ?? "{}");
    const action = mount.querySelector("form")?.getAttribute("action");
    return JSON.stringify(action ? { ...state, action } : state);
  }
  async function fetchStyle(address, signal) {
    const answer = await fetch(address, { credentials: "omit", signal });
    if (!answer.ok) throw new Error("the form's style could not be fetched");
    return answer.text();
  }

  // loader/probe.js
  var WATCHED = [...SETTINGS.map((name) => `--hyte-${name}`), "color-scheme", "color"];
  var STYLE2 = {
    "position": "fixed",
    "top": "0",
    "left": "0",
    "width": "1px",
    "height": "0",
    "visibility": "hidden",
    "pointer-events": "none",
    "color": "light-dark(#000, #fff)",
    "transition": WATCHED.map((name) => `${name} 1ms allow-discrete`).join()
  };
  var Probe = class {
    #root;
    #element = document.createElement("span");
    #observer;
    // Calls shown() once, and styled() whenever a style has changed.
    constructor(root, shown, styled) {
      this.#root = root;
      for (const [name, value] of Object.entries(STYLE2)) this.#element.style.setProperty(name, value);
      this.#element.addEventListener("transitionrun", styled);
      this.#observer = new ResizeObserver(() => {
        if (!this.#element.offsetWidth) return;
        this.#observer.disconnect();
        shown();
      });
      this.#observer.observe(this.#element);
      this.enter();
    }
    // Goes back into the shadow root, whose content is another now.
    enter() {
      this.#root.append(this.#element);
    }
    stop() {
      this.#observer.disconnect();
      this.#element.remove();
    }
  };

  // loader/presenter.js
  var present = (place) => new Presenter(place);
  var Presenter = class {
    #place;
    #shown = null;
    // Framed or Inline
    #address = "";
    #mode = "";
    #around = null;
    // the language of the page
    #seen = false;
    #probe;
    #released = null;
    // the sheet that takes the place of the page's
    #languages = new MutationObserver(() => this.#place.settleSoon());
    // A form that nobody sees would load a megabyte for nothing.
    constructor(place) {
      this.#place = place;
      this.#probe = new Probe(place.root, () => this.#begin(), () => this.#shown?.themed());
    }
    #begin() {
      this.#seen = true;
      this.#place.settleSoon();
      this.#languages.observe(document, { subtree: true, attributes: true, attributeFilter: ["lang"] });
      if (document.readyState !== "complete") addEventListener("load", () => this.#shown?.themed(), { once: true });
    }
    update() {
      if (!this.#seen) return;
      if (!this.#shown?.touched) this.#around = languageAround(this.#place.element);
      const address = formAddress(this.#place, this.#around);
      const mode = this.#place.read("mode") === "inline" ? "inline" : "frame";
      if (this.#shown && address.href === this.#address && mode === this.#mode) return this.#shown.themed();
      this.#end();
      this.#place.showContent();
      this.#probe.enter();
      this.#address = address.href;
      this.#mode = mode;
      if (mode === "inline") this.#showInline(address);
      else this.#showFrame(address);
    }
    stop() {
      this.#end();
      this.#probe.stop();
      this.#languages.disconnect();
    }
    #end() {
      this.#shown?.stop();
      this.#shown = null;
      this.#released?.leave();
      this.#released = null;
    }
    // What a page reserves for the form is a gap under its receipt. In a shadow
    // root, what is important goes before all that the page says.
    #release() {
      this.#released ??= adopt(this.#place.root, ":host { min-height: 0 !important }");
    }
    #options(address) {
      const place = this.#place;
      const tell2 = (type, detail) => {
        if (type === "submitted") this.#release();
        place.tell(type, detail);
      };
      return { address, theme: () => readTheme(place), tell: tell2 };
    }
    #showFrame(address) {
      this.#shown = new Framed(this.#place.element, this.#place.root, this.#options(address));
      this.#probe.enter();
    }
    async #showInline(address) {
      const { element, root } = this.#place;
      const options = this.#options(address);
      const inline = this.#shown = new Inline(element, root, options);
      try {
        await inline.start();
      } catch (error) {
        if (this.#shown !== inline) return;
        inline.stop();
        options.tell("error", { message: error.message });
        this.#showFrame(address);
      }
    }
  };

  // loader/services.js
  var Services = class {
    #presents = /* @__PURE__ */ new Map();
    // origin → present
    #places = /* @__PURE__ */ new Set();
    // those in the page
    // Tells how the forms of the origins are shown. present(place) shows the form
    // of a place (place.js) and returns {update(), stop()}. The first to vouch for
    // an origin stays: a page may run the same script many times.
    add(origins2, present2) {
      for (const origin of origins2) if (!this.#presents.has(origin)) this.#presents.set(origin, present2);
      for (const place of this.#places) place.settleSoon();
    }
    // Ends the forms of places that are no longer in the page.
    letGo() {
      for (const place of this.#places) if (!place.element.isConnected) place.settleSoon();
    }
    // Returns present for an address, or undefined.
    of(address) {
      return this.#presents.get(address.origin);
    }
    get origins() {
      return [...this.#presents.keys()];
    }
    enter(place) {
      this.#places.add(place);
    }
    leave(place) {
      this.#places.delete(place);
    }
  };

  // loader/element.js
  var NAME = "hyte-form";
  var services = new Services();
  var finder = new Finder(services);
  var kind = { holds: () => true, read: (element, name) => element.getAttribute(name) };
  var HyteForm = class extends HTMLElement {
    #place = new Place(this, services);
    constructor() {
      super();
      adopt(this.shadowRoot, ":host { display: block } :host([hidden]) { display: none }");
    }
    connectedCallback() {
      this.#place.settleAs(kind);
    }
    // An element that is only moved comes back at once: an inline form with all
    // that it holds. A frame begins anew, but for Chromium's moveBefore.
    disconnectedCallback() {
      this.#place.settleSoon();
    }
    connectedMoveCallback() {
    }
    // For the scripts of all services. The contract between their versions is this
    // method, what a place offers to present, and what present returns.
    static serve(origins2, present2) {
      services.add(origins2, present2);
      finder.look(document);
    }
  };
  if (!customElements.get(NAME)) {
    customElements.define(NAME, HyteForm);
    finder.start();
  }
  var defined = customElements.get(NAME);
  if (defined.serve) defined.serve(origins(), present);
  else console.error(`<${NAME}> is defined by a script that shows no forms of ${origins().join(", ")}`);
})();
