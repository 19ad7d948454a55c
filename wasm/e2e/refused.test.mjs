// The link is there at once and stays until the form speaks: where a frame is
// refused, by whomever, a page shows its link and no grey box.

import assert from "node:assert/strict";
import { test } from "node:test";
import { event, openPage } from "./lib/browser.mjs";
import { hostPage, policy, scriptOf, setUpHost } from "./lib/host.mjs";
import { setUp } from "./lib/service.mjs";

const host = setUpHost();
const around = setUpHost();
const service = setUp({ refused: null }, async () => {
  await host.start();
  return ["--embed-host", host.address];
});

const form = () => `${service.address}/refused/fi`;
const kinds = {
  element: () => `<hyte-form src="${form()}"><a href="${form()}">Ehdotuslomake</a></hyte-form>`,
  div: () => `<div class="hyte-form"><p><a href="${form()}">Ehdotuslomake</a></p></div>`,
  link: () => `<p><a href="${form()}#hyte-form">Ehdotuslomake</a></p>`,
};

// Opens a page of the site with the script, and not yet a form.
function open(t, { headers, at = host.address, path, ...options }) {
  const address = host.put(`/${t.name.replaceAll(/\W+/g, "-")}`, hostPage(scriptOf(service, "")), headers);
  return openPage(t, service.browser, at, path?.(address) ?? address, options);
}

// Puts a form on the page and looks at it in each picture that the page shows:
// the link must be in all, and no frame in any. Then lets the time pass that a
// frame has to answer.
async function staysALink(page, view, html) {
  const seen = await view.evaluate(async (html) => {
    const place = document.querySelector("#after");
    place.innerHTML = html;
    const link = place.querySelector("a");
    const boxes = (element) => [...element.querySelectorAll("*")].flatMap((e) => (e.shadowRoot ? [...e.shadowRoot.querySelectorAll("iframe")] : [])).filter((frame) => frame.getClientRects().length > 0);
    const seen = new Set();
    for (const end = performance.now() + 1500; performance.now() < end; ) {
      await new Promise((resolve) => setTimeout(resolve, 16));
      seen.add(`${link.getClientRects().length ? "the link" : "no link"}, ${boxes(place).length} boxes`);
    }
    return [...seen];
  }, html);
  assert.deepEqual(seen, ["the link, 0 boxes"]);
  await page.clock.fastForward(20_000);
  await view.waitForFunction(() => document.documentElement.hasAttribute("data-error"));
  assert.ok(await view.getByRole("link", { name: "Ehdotuslomake" }).isVisible());
  assert.equal(await view.locator("iframe").isVisible(), false);
}

const inner = (page) => page.frames()[1];
const itself = (page) => page;
for (const [who, options, view = itself] of [
  ["a policy without frame-src", { headers: () => policy({ "default-src": "'none'", "script-src": service.address }), tolerate: /frame-src|default-src|Framing/ }],
  ["a sandbox around the page", { headers: () => ({ "Content-Security-Policy": "sandbox allow-scripts" }), tolerate: /frame-ancestors|sandbox|Framing/ }],
  ["a site around the site", {
    tolerate: /frame-ancestors|Framing/,
    at: () => around.address,
    path: (address) => around.put("/around", `<!doctype html><title>Ympärillä</title><iframe src="${address}" width="600" height="500"></iframe>`),
  }, inner],
  ["a demand that the service does not meet", {
    headers: () => ({ "Cross-Origin-Embedder-Policy": "require-corp" }), tolerate: /ERR_BLOCKED_BY_RESPONSE|Cross-Origin|COEP|Specify/,
    strip: true,
  }],
]) {
  for (const [kind, html] of Object.entries(kinds)) {
    test(`${who} refuses the frame: the ${kind} shows the link`, async (t) => {
      const { headers, at, path, tolerate, strip } = options;
      const page = await open(t, { headers: headers?.(), at: at?.() ?? host.address, path, tolerate });
      if (strip) await page.route(form(), async (route) => {
        const response = await route.fetch();
        await route.fulfill({ response, headers: { ...response.headers(), "cross-origin-embedder-policy": "unsafe-none" } });
      });
      await page.clock.install();
      await view(page).waitForFunction(() => customElements.get("hyte-form"));
      await page.clock.resume();
      await staysALink(page, view(page), html());
    });
  }
}

test("while the service is down the page shows the link", async (t) => {
  const page = await open(t, { tolerate: /ERR_CONNECTION_REFUSED/ });
  await page.clock.install();
  await service.stop();
  try {
    await staysALink(page, page, kinds.element());
  } finally {
    await service.start();
  }
});

test("the link gives way when the page in the frame speaks, not before", async (t) => {
  const page = await open(t, {});
  let speak;
  const silent = new Promise((resolve) => (speak = resolve));
  await page.route("**/frame-*.js", async (route) => (await silent, route.continue()));
  await page.evaluate((html) => (document.querySelector("#after").innerHTML = html), kinds.element());
  await page.locator("iframe").contentFrame().locator("form").waitFor({ state: "attached" });
  const link = page.getByRole("link", { name: "Ehdotuslomake" });
  assert.ok(await link.isVisible());
  assert.equal(await page.locator("iframe").isVisible(), false);
  speak();
  await page.locator("iframe").contentFrame().locator("form[novalidate]").waitFor();
  assert.equal(await link.isVisible(), false);
});

for (const mode of ["frame", "inline"]) {
  for (const demand of ["require-corp", "credentialless"]) {
    test(`a page that embeds only what agrees to it, ${demand}, shows the form, ${mode}`, async (t) => {
      const page = await open(t, { headers: { "Cross-Origin-Embedder-Policy": demand, "Cross-Origin-Opener-Policy": "same-origin" } });
      assert.ok(await page.evaluate(() => crossOriginIsolated), "the page demands nothing");
      await page.evaluate(([form, mode]) => (document.querySelector("#after").innerHTML = `<hyte-form src="${form}" mode="${mode}"></hyte-form>`), [form(), mode]);
      await event(page, "ready");
      const where = mode === "frame" ? page.locator("iframe").contentFrame() : page.locator("hyte-form");
      await where.locator("form[novalidate]").waitFor();
      assert.equal(await page.locator("iframe").count(), mode === "frame" ? 1 : 0);
    });
  }
}
