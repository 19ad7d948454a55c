// A web server for a folder, as plain as they come: files, their types and the
// headers that it is told to send.

import { createServer } from "node:http";
import { readFile } from "node:fs/promises";
import { extname, join, normalize } from "node:path";

const types = { ".html": "text/html; charset=utf-8", ".css": "text/css", ".js": "text/javascript", ".json": "application/json", ".wasm": "application/wasm", ".md": "text/markdown", ".svg": "image/svg+xml" };

// Serves the folder below a path and resolves to {address, stop}.
export async function serveFolder(folder, below, headers = () => ({})) {
  const server = createServer(async (request, response) => {
    const path = new URL(request.url, "http://x").pathname;
    if (!path.startsWith(below)) return response.writeHead(path === "/favicon.ico" ? 204 : 404).end();
    const name = normalize(path.slice(below.length)) || "index.html";
    try {
      const text = await readFile(join(folder, name === "./" || name === "." ? "index.html" : name));
      response.writeHead(request.method === "GET" ? 200 : 405, { "Content-Type": types[extname(name || ".html")] ?? types[".html"], ...headers(name) }).end(text);
    } catch {
      response.writeHead(404).end();
    }
  });
  await new Promise((resolve) => server.listen(0, "127.0.0.1", resolve));
  return {
    address: `http://127.0.0.1:${server.address().port}`,
    stop: () => (server.closeAllConnections(), new Promise((resolve) => server.close(resolve))),
  };
}
