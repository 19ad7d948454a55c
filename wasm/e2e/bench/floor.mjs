// The floor: a plain HTML page with the same texts and fields, without style, script or
// anything else. No page that says and asks this is quicker.

import { createServer } from "node:http";
import { brotliCompressSync } from "node:zlib";

// Serves the floor of a form page and resolves to {address, stop}.
export async function serveFloor(page) {
  const html = brotliCompressSync(Buffer.from(await page.evaluate(plainPage)));
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

// Runs in the page: its texts and its controls, in their order, in the elements of HTML that they stand in.
// What only our style and scripts read is left out, and what is not shown, but for fields: a plain page has no
// step at which they would come.
function plainPage() {
  const kept = ["lang", "for", "id", "href", "type", "name", "value", "required", "autocomplete", "inputmode", "rows", "method", "selected", "checked"];
  const page = document.body.cloneNode(true);
  for (const unseen of page.querySelectorAll("script, style, template, input[type=hidden], [aria-hidden=true], p:empty, [hidden]:not(:has(label))")) unseen.remove();
  const named = new Set([...page.querySelectorAll("label")].map((label) => label.htmlFor));
  for (const element of page.querySelectorAll("*")) {
    for (const { name } of [...element.attributes]) if (!kept.includes(name) || (name === "id" && !named.has(element.id))) element.removeAttribute(name);
  }
  const title = document.createElement("title");
  title.textContent = document.title;
  return `<!doctype html><html lang="${document.documentElement.lang}"><meta charset="utf-8"><meta name="viewport" content="width=device-width">${title.outerHTML}${page.innerHTML}</html>`;
}
