// The floor: a plain HTML page that asks the same, without style, script or
// anything else. No form of these fields is quicker.

import { createServer } from "node:http";
import { brotliCompressSync } from "node:zlib";

// Serves the floor of a form page and resolves to {address, stop}.
export async function serveFloor(page) {
  const html = brotliCompressSync(Buffer.from(await page.evaluate(plainForm)));
  const server = createServer((request, response) => {
    if (request.url !== "/") return response.writeHead(204).end();
    response.writeHead(200, { "Content-Type": "text/html; charset=utf-8", "Content-Encoding": "br", "Content-Length": html.length }).end(html);
  });
  await new Promise((resolve) => server.listen(0, "127.0.0.1", resolve));
  return {
    address: `http://127.0.0.1:${server.address().port}/`,
    stop: () => (server.closeAllConnections(), new Promise((resolve) => server.close(resolve))),
  };
}

// Runs in the page: its title, and its controls with their labels.
function plainForm() {
  const escape = (text) => text.replace(/[&<"]/g, (c) => `&#${c.charCodeAt(0)};`);
  const attributes = (c) =>
    ["type", "name", "value", "required", "autocomplete", "inputmode", "rows"].filter((name) => c.hasAttribute(name)).map((name) => ` ${name}="${escape(c.getAttribute(name))}"`).join("");
  const lines = [...document.querySelectorAll("form input:not([type=hidden]), form select, form textarea")].map((c) => {
    const label = escape(c.labels[0].textContent);
    if (c.localName === "select") return `<p><label>${label} <select${attributes(c)}>${c.innerHTML}</select></label>`;
    if (c.localName === "textarea") return `<p><label>${label} <textarea${attributes(c)}></textarea></label>`;
    return `<p><label>${label} <input${attributes(c)}></label>`;
  });
  return `<!doctype html><html lang="fi"><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<title>${escape(document.title)}</title><h1>${escape(document.querySelector("h1").textContent)}</h1><form method="post">${lines.join("\n")}<p><button>${escape(document.querySelector("form button").textContent)}</button></form></html>`;
}
