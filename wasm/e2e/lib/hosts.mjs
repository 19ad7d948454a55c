// Sites made with frameworks that others wrote: the pages of hosts/, with the
// style sheets and scripts of the npm packages.

import { readFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { compile } from "tailwindcss";
import { npm } from "./vendor.mjs";

const read = (name) => readFile(fileURLToPath(new URL(`../hosts/${name}`, import.meta.url)), "utf8");

// Returns the page with the form in its place.
const file = (name) => async (form) => (await read(name)).replace("<!-- form -->", form);

// The sites by their framework. page(form, host) returns the page's HTML, with
// the form in it, and puts on the host what only this page has.
export const sites = {
  Bootstrap: file("bootstrap.html"),
  USWDS: file("uswds.html"),
  "Tailwind CSS": async (form, host) => {
    const html = await file("tailwind.html")(form);
    host.put("/tailwind.css", await tailwind(html), css);
    return html;
  },
  "Helsinki Design System": file("hds.html"),
  "Suomi.fi": async (form, host) => {
    const { render } = await import("../hosts/suomifi.mjs");
    const { html, styles } = render(form);
    host.put("/suomifi.css", styles, css);
    return html;
  },
  "WordPress blocks": file("wordpress.html"),
};

const css = { "Content-Type": "text/css; charset=utf-8" };

// The sheet that Tailwind makes for the classes of a page.
async function tailwind(html) {
  const loadStylesheet = async (id, base) => ({ path: id, base, content: await readFile(`${npm}/tailwindcss/${id === "tailwindcss" ? "index.css" : id}`, "utf8") });
  const { build } = await compile('@import "tailwindcss";', { loadStylesheet });
  return build([...html.matchAll(/class="([^"]*)"/g)].flatMap(([, names]) => names.split(/\s+/)));
}
