// Serves the pages of this folder as their sites would, each under its policy:
//
//   node serve.mjs --service http://127.0.0.1:8080 [--listen 127.0.0.1:8090]
//
// The pages and policies name the service of the forms as SERVICE; what is sent
// names the given one instead. The service must know this site:
// hyte serve --embed-host http://127.0.0.1:8090.

import { randomBytes } from "node:crypto";
import { readFile } from "node:fs/promises";
import { createServer } from "node:http";
import { extname } from "node:path";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";

const SERVICE = "https://lomakkeet.example.fi";
const NONCE = "{nonce}"; // stands for a new one in each answer

// What any page of these sites is held to. Bootstrap's own styles hold pictures
// as data: addresses.
const nothing = { "default-src": "'none'", "style-src": "'self'", "base-uri": "'none'", "frame-ancestors": "'self'" };
const municipal = { ...nothing, "script-src": `'self' ${SERVICE}`, "img-src": "'self' data:", "form-action": "'self'" };

// What the form needs of a page's policy: in a frame, and inline. The frame is
// also what an inline form falls back to.
const forFrame = { "script-src": SERVICE, "frame-src": SERVICE };
const forInline = { "script-src": `${SERVICE} 'wasm-unsafe-eval'`, "connect-src": SERVICE, "form-action": SERVICE, "frame-src": SERVICE };

// Scripts may make no markup from text.
const trusted = { "require-trusted-types-for": "'script'", "trusted-types": "'none'" };

const policies = {
  "/bootstrap/frame.html": { ...municipal, "frame-src": SERVICE },
  "/bootstrap/inline.html": {
    ...municipal,
    "script-src": `'self' ${SERVICE} 'wasm-unsafe-eval'`,
    "connect-src": SERVICE,
    "form-action": `'self' ${SERVICE}`,
    "frame-src": SERVICE,
  },
  "/strict/frame.html": { ...nothing, "form-action": "'none'", ...forFrame, ...trusted },
  "/strict/inline.html": { ...nothing, ...forInline, ...trusted },
  "/strict/nonce.html": { ...nothing, ...forInline, "script-src": `'nonce-${NONCE}' 'strict-dynamic' 'wasm-unsafe-eval'`, ...trusted },
  "/event/question.html": { ...nothing, ...forInline },
  "/event/registration.html": { ...nothing, "form-action": "'none'", ...forFrame },
  "/editor/page.html": { ...nothing, "form-action": "'none'", ...forFrame },
  "/editor/link.html": { ...nothing, "form-action": "'none'", ...forFrame },
  "/editor/marked.html": { ...nothing, "form-action": "'none'", ...forFrame },
};

const others = {
  "/bootstrap/site.css": "bootstrap/site.css",
  "/bootstrap/site.js": "bootstrap/site.js",
  "/strict/site.css": "strict/site.css",
  "/editor/site.css": "editor/site.css",
  "/event/site.css": "event/site.css",
  "/vendor/bootstrap.min.css": "node_modules/bootstrap/dist/css/bootstrap.min.css",
  "/vendor/bootstrap.bundle.min.js": "node_modules/bootstrap/dist/js/bootstrap.bundle.min.js",
  "/vendor/jquery.min.js": "node_modules/jquery/dist/jquery.min.js",
};

const types = { ".html": "text/html; charset=utf-8", ".css": "text/css; charset=utf-8", ".js": "text/javascript; charset=utf-8" };

// The addresses of the pages, below the site's.
export const pages = Object.keys(policies);

// Starts the site and resolves to {address, stop}. service() is asked for the
// origin of the forms when a page is.
export async function serve({ service, listen }) {
  const [host, port] = listen.split(":");
  const server = createServer((request, response) => {
    answer(new URL(request.url, SERVICE).pathname, service()).then(
      ({ status = 200, headers, body }) => response.writeHead(status, headers).end(body),
      (error) => response.writeHead(500).end(error.message),
    );
  });
  await new Promise((resolve, reject) => server.once("error", reject).listen(Number(port), host, resolve));
  return {
    address: `http://${host}:${server.address().port}`,
    stop: () => (server.closeAllConnections(), new Promise((resolve) => server.close(resolve))),
  };
}

async function answer(path, service) {
  const file = policies[path] ? path.slice(1) : others[path];
  if (!file) return { status: path === "/favicon.ico" ? 204 : 404 };
  const text = await readFile(new URL(file, import.meta.url), "utf8");
  const headers = { "Content-Type": types[extname(file)], "X-Content-Type-Options": "nosniff" };
  if (!policies[path]) return { headers, body: text };
  const nonce = randomBytes(16).toString("base64");
  const fill = (value) => value.replaceAll(SERVICE, service).replaceAll(NONCE, nonce);
  headers["Content-Security-Policy"] = fill(Object.entries(policies[path]).map((directive) => directive.join(" ")).join("; "));
  return { headers, body: fill(text) };
}

async function main() {
  const { values } = parseArgs({ options: { service: { type: "string" }, listen: { type: "string", default: "127.0.0.1:8090" } } });
  if (!URL.canParse(values.service)) {
    console.error("which service? Give its address: --service http://127.0.0.1:8080");
    process.exit(2);
  }
  const { origin } = new URL(values.service);
  const { address } = await serve({ service: () => origin, listen: values.listen });
  for (const path of pages) console.log(address + path);
}

if (process.argv[1] === fileURLToPath(import.meta.url)) await main();
