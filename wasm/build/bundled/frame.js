// Code generated from wasm/loader by wasm/build/internal/gen. DO NOT EDIT.
/*! hytekit, MIT */
(() => {
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

  // loader/theme.js
  var COLORS = ["accent", "on-accent", "text", "muted", "surface", "tint", "line", "control", "error", "advice"];
  var NAMES = [...COLORS, "font", "radius", "measure"];
  var SETTINGS = [...NAMES, "scheme"];
  var VALUE = /^(?!.*(?:url|image)\()[\w\s#%.,/()'"+-]{1,400}$/i;
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

  // loader/paper.js
  var WIDTH = "520px";
  var ON_PAPER = { "print": "all", "(min-width: 40rem)": "not all" };
  function measurePaper() {
    const html = document.documentElement;
    if (document.hasFocus() && document.activeElement.matches("input, select, textarea")) return null;
    const height = () => html.getBoundingClientRect().height;
    const onScreen = height();
    const changed = [...document.styleSheets].flatMap((sheet) => [...rulesOf(sheet)]).filter(({ media }) => ON_PAPER[media?.mediaText]).map(({ media }) => [media, media.mediaText]);
    for (const [media, text] of changed) media.mediaText = ON_PAPER[text];
    html.style.setProperty("width", WIDTH);
    const onPaper = height();
    html.style.removeProperty("width");
    for (const [media, text] of changed) media.mediaText = text;
    return onPaper - onScreen;
  }

  // loader/height.js
  var REST = 500;
  function watchHeight(say) {
    let resting = 0;
    const measure = () => say("height", { height: document.documentElement.getBoundingClientRect().height });
    const tell = () => {
      measure();
      clearTimeout(resting);
      resting = setTimeout(() => {
        measure();
        const more = measurePaper();
        if (more !== null) say("paper", { more });
      }, REST);
    };
    const observe = () => new ResizeObserver(tell).observe(document.documentElement);
    document.readyState === "loading" ? document.addEventListener("DOMContentLoaded", observe) : observe();
    addEventListener("load", tell);
    for (const type of ["hyte:ready", "visibilitychange"]) document.addEventListener(type, tell);
    document.fonts.ready.then(tell);
    return tell;
  }

  // loader/message.js
  var VERSION = 1;
  var pack = (type, content) => ({ ...content, hyte: VERSION, type });
  function unpack({ data }) {
    return data && data.hyte === VERSION && typeof data.type === "string" ? data : null;
  }

  // loader/frame.js
  var hosts = [location.origin, ...(document.currentScript?.dataset.hyteHosts ?? "").split(" ")];
  function connect() {
    let host = "";
    let theme = null;
    const html = document.documentElement;
    const waiting = /* @__PURE__ */ new Map();
    const say = (type, content) => {
      if (host) parent.postMessage(pack(type, content), host);
      else waiting.set(type, content);
    };
    addEventListener("message", (event) => {
      if (event.source !== parent || !hosts.includes(event.origin)) return;
      const message = unpack(event);
      if (message?.type === "hello") {
        host = event.origin;
        for (const [type, content] of waiting) say(type, content);
        waiting.clear();
      }
      if (message?.type === "hello" || message?.type === "theme") {
        theme = message.theme ?? {};
        applyTheme(theme, html, document.styleSheets);
        tellHeight();
      }
    });
    addEventListener("load", () => theme && applyTheme(theme, html, document.styleSheets));
    const tellHeight = watchHeight(say);
    tellEvents(say);
    document.readyState === "loading" ? document.addEventListener("DOMContentLoaded", () => tellPage(say)) : tellPage(say);
    parent.postMessage(pack("here"), "*");
  }
  function tellEvents(say) {
    document.addEventListener("hyte:ready", () => say("ready"));
    document.addEventListener("hyte:submitted", ({ detail }) => say("submitted", { receipt: detail }));
    document.addEventListener("hyte:turned", () => say("title", { title: document.title }));
    document.addEventListener("hyte:error", ({ detail }) => say("error", { message: detail.message }));
    let pressed = false;
    document.addEventListener("mousedown", () => {
      pressed = true;
      setTimeout(() => pressed = false);
    }, true);
    document.addEventListener("focusin", ({ target }) => {
      if (pressed) return;
      const { top: top2, bottom } = target.getBoundingClientRect();
      const { scrollMarginTop, scrollMarginBottom } = getComputedStyle(target);
      say("focus", { top: top2 + scrollY, bottom: bottom + scrollY, above: parseFloat(scrollMarginTop), below: parseFloat(scrollMarginBottom) });
    });
    document.addEventListener("input", () => say("touched"), { once: true });
    document.addEventListener("click", followInside(document));
    document.addEventListener("click", openOutside);
  }
  function openOutside({ target }) {
    const link = target.closest?.("a[href]");
    if (!link) return;
    const { protocol, origin } = new URL(link.href);
    if (/^https?:$/.test(protocol) && origin !== location.origin) {
      link.target = "_blank";
      link.rel = "noopener";
    } else if (/^(mailto|tel):$/.test(protocol)) {
      link.target = "_top";
    }
  }
  function tellPage(say) {
    const page = document.querySelector(".hyte-page");
    if (page) {
      page.style.minHeight = "0";
      page.style.setProperty("--h-gutter", "6px");
    }
    say("title", { title: document.title });
    if (!document.querySelector("[data-hyte-wasm]")) say("ready");
    const receipt = document.querySelector("[data-hyte-receipt]");
    if (receipt) say("submitted", { receipt: JSON.parse(receipt.dataset.hyteReceipt) });
    focusWanted();
  }
  function focusWanted() {
    const wanted = document.querySelector("[autofocus]");
    if (wanted && document.hasFocus()) wanted.focus();
  }
  if (parent !== window) connect();
})();
