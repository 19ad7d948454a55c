// Sites that show a form, on origins of their own.

import { createReadStream, existsSync } from "node:fs";
import { createServer } from "node:http";
import { extname, join } from "node:path";
import { after, before } from "node:test";

// Starts a site for the tests of a file. Its pages are made with put.
export function setUpHost() {
  const host = new Host();
  before(() => host.start());
  after(() => host.stop());
  return host;
}

export class Host {
  #pages = new Map();
  #folders = new Map();
  #server = createServer((request, response) => this.#answer(request, response));
  address = "";

  // Can be called before the hooks of a file run.
  async start() {
    if (this.address) return;
    await new Promise((resolve) => this.#server.listen(0, "127.0.0.1", resolve));
    this.address = `http://127.0.0.1:${this.#server.address().port}`;
  }

  stop() {
    this.#server.closeAllConnections();
    return new Promise((resolve) => this.#server.close(resolve));
  }

  // Puts a page at a path and returns its address.
  put(path, html, headers = {}) {
    this.#pages.set(path, { html, headers });
    return this.address + path;
  }

  // Makes the files of a folder those under a path: "/npm/".
  share(path, folder) {
    this.#folders.set(path, folder);
  }

  #answer(request, response) {
    const path = new URL(request.url, this.address).pathname;
    if (path === "/favicon.ico") return response.writeHead(204).end();
    const page = this.#pages.get(path);
    if (!page) return this.#sendFile(path, response);
    response.writeHead(200, { "Content-Type": "text/html; charset=utf-8", ...page.headers }).end(page.html);
  }

  #sendFile(path, response) {
    const [start, folder] = [...this.#folders].find(([start]) => path.startsWith(start)) ?? [];
    const file = folder && join(folder, path.slice(start.length));
    if (!file || !existsSync(file)) return response.writeHead(404).end();
    response.writeHead(200, { "Content-Type": TYPES[extname(file)] });
    createReadStream(file).pipe(response);
  }
}

const TYPES = { ".css": "text/css", ".js": "text/javascript", ".svg": "image/svg+xml", ".woff2": "font/woff2" };

// A page of a site with something of a site's own around the form.
export const hostPage = (content, { lang = "fi", head = "" } = {}) => `<!doctype html>
<html lang="${lang}"><head><meta charset="utf-8"><title>Kunta</title><meta name="viewport" content="width=device-width">${head}</head>
<body><h1>Kunta</h1><form id="search"><input id="q" name="q" aria-label="Haku"></form>${content}<p id="after">Alatunniste</p></body></html>`;

export const scriptOf = (service, attributes = "async") => `<script ${attributes} src="${service.address}/embed.js"></script>`;

// A policy as a site would send it.
export const policy = (directives) => ({ "Content-Security-Policy": Object.entries(directives).map(([name, value]) => `${name} ${value}`).join("; ") });

// What a site may expect to stay as it is. Runs in the page.
export async function whatIsTheHosts() {
  return {
    globals: Object.getOwnPropertyNames(window).sort(),
    prototypes: Object.getOwnPropertyNames(window).flatMap((name) => {
      const { prototype } = Object(name.startsWith("webkit") ? null : window[name]);
      return prototype ? Reflect.ownKeys(prototype).map((key) => `${name} ${String(key)}`) : [];
    }).sort(),
    handlers: Object.keys(window).filter((name) => name.startsWith("on") && window[name] !== null),
    storage: [localStorage.length, sessionStorage.length],
    cookies: document.cookie,
    workers: (await navigator.serviceWorker.getRegistrations()).length,
    databases: (await indexedDB.databases()).length,
    caches: (await caches.keys()).length,
    history: [history.length, location.href, JSON.stringify(history.state)],
    title: document.title,
    styles: [document.styleSheets.length, document.adoptedStyleSheets.length, document.documentElement.getAttribute("style"), document.body.getAttribute("style")],
    children: document.head.childElementCount,
    focus: document.activeElement?.id,
    scroll: scrollY,
  };
}
