// A service that has every state of lib/states.mjs, with a browser, a site around the form and a
// bundle. For the tests and for the gallery, so it needs no test runner.

import { readdir, readFile, rename } from "node:fs/promises";
import { createServer } from "node:net";
import { join } from "node:path";
import { launch, openPage } from "./browser.mjs";
import { serveFolder } from "./folder.mjs";
import { languages, nomination } from "./form.mjs";
import { Host, scriptOf } from "./host.mjs";
import { hyte, partnershipDay, root, Service } from "./service.mjs";
import { asking, country, ending, followUp, series, stages } from "./stages.mjs";

// The organization that answers in a language: a state is reached once in each.
export const nominators = { fi: "municipality:109", sv: "municipality:061", en: "municipality:103" };

const calls = {
  ...stages,
  ...series,
  ended: ending(55, "record"),
  refused: ending(55, "refuse"),
  replaced: null,
  contested: null,
  country,
  deputies: (call) => Object.assign(call, { deputies: "required", genderBalance: { mode: "required" } }),
  confirmed: (call) => (call.access = "confirmed"),
  invited: (call) => (call.access = "invited"),
  coordinators: asking("coordinators"),
  participants: asking("participants"),
  replies: followUp,
};

export const event = partnershipDay();

const sitePage = (language, script, element) => `<!doctype html>
<html lang="${language}"><head><meta charset="utf-8"><title>Kunta</title><meta name="viewport" content="width=device-width">${script}</head>
<body><header><p>Kunta</p></header><main><h1>Kunta</h1>${element}</main></body></html>`;

async function freeAddress() {
  const server = createServer();
  await new Promise((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address();
  await new Promise((resolve) => server.close(resolve));
  return `http://127.0.0.1:${port}`;
}

export class World {
  service = new Service();
  #broken = new Service();
  #branded = new Service();
  #host = new Host();
  #links = {};
  #site;
  #clients = 0;
  #launch;

  // browser starts another browser than Chromium.
  constructor(browser = launch) {
    this.#launch = browser;
  }

  async begin() {
    await this.#host.start();
    await this.service.begin(calls, async (service) => {
      await service.write(event);
      service.address = await freeAddress(); // letters have it, so it is given before the service starts
      const key = join(service.folder, "link-key");
      await this.#invite(service, key);
      return [
        "--call", service.callFile(event.id), "--link-key-file", key, "--base-url", service.address, "--limit", "posts=60/1m", "--trusted-proxy", "127.0.0.1/32", "--embed-host", this.#host.address,
        "--mail", `folder:${join(service.folder, "letters")}`, "--mail-from", "lomakkeet@example.fi",
      ];
    }, this.#launch);
    await this.#breakOne();
    await this.#brandOne();
    await this.#bundle();
    for (const language of languages) {
      await this.#answer("replaced", language, "vaino.nayte@example.fi");
      await this.#answer("contested", language, "helmi.mallikas@example.fi");
    }
  }

  async end() {
    await this.#site?.stop();
    await this.#broken.stop();
    await this.#branded.stop();
    await this.service.end();
    await this.#host.stop();
  }

  async #invite(service, key) {
    const { stdout, stderr } = await hyte(["invite", service.callFile("invited"), "--base-url", "http://127.0.0.1", "--link-key-file", key]);
    for (const line of stdout.trim().split(/\r?\n/).slice(1)) this.#links[line.split(";")[0]] = line.match(/\?link=\w+/)?.[0];
    if (!this.#links[nominators.fi]) throw new Error(`no personal links: ${stdout}${stderr}`);
  }

  // What a personal link has after the address of a form.
  link = (language) => this.#links[nominators[language]];

  // A service that cannot keep anything.
  async #breakOne() {
    await this.#broken.prepare({ open: null });
    await this.#broken.start();
    await rename(this.#broken.data, `${this.#broken.data}-away`);
  }

  // A service with the brand and the statement of a deployer.
  async #brandOne() {
    const brand = (name) => join(root, "examples/deploy/brand", name);
    this.#branded.flags = ["--brand", brand("brand.json"), "--accessibility", brand("accessibility.json")];
    await this.#branded.prepare({ open: null });
    await this.#branded.start();
  }

  async #bundle() {
    const folder = join(this.service.folder, "bundle");
    const made = await hyte(["bundle", "--call", this.service.callFile("open"), "--out", folder]);
    if (made.status !== 0) throw new Error(made.stderr);
    this.#site = await serveFolder(folder, "/bundle/");
  }

  async #answer(call, language, email) {
    const sent = await this.service.post(call, nomination(call, nominators[language], { submitter: { givenName: "Väinö", familyName: "Näyte", email } }));
    if (sent.status !== 201) throw new Error(`${call}: ${sent.status}`);
  }

  // Opens a page at which nothing has happened. options are those of openPage.
  open = (t, options) => openPage(t, this.service.browser, this.service.address, "/healthz", options);

  // Makes a page that of another client, as each may send so much in a minute.
  async beAnother(page) {
    const headers = { "X-Forwarded-For": `192.0.${++this.#clients >> 8}.${this.#clients & 255}` };
    await page.setExtraHTTPHeaders(headers);
    return headers;
  }

  address = (path) => this.service.address + path;
  brokenAddress = (path) => this.#broken.address + path;
  brandedAddress = (path) => this.#branded.address + path;
  bundleAddress = (language) => `${this.#site.address}/bundle/${language}.html`;

  // The address of a site's page that shows a form.
  siteAddress(mode, language) {
    const element = `<hyte-form src="${this.address(`/open/${language}`)}" mode="${mode}"><a href="/">Lomake</a></hyte-form>`;
    return this.#host.put(`/${mode}/${language}`, sitePage(language, scriptOf(this.service), element));
  }

  // The path of the page that confirms the answer whose receipt has an id: it is in a letter only.
  async confirmPath(id) {
    const folder = join(this.service.folder, "letters");
    for (let i = 0; i < 200; i++) {
      for (const name of await readdir(folder).catch(() => [])) {
        const text = (await readFile(join(folder, name), "utf8")).replaceAll(/=\r?\n/g, "").replaceAll("=3D", "=");
        const [path] = text.match(new RegExp(`/confirmed/\\w+/receipt/${id}/confirm\\?link=\\w+`)) ?? [];
        if (path) return path;
      }
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
    throw new Error(`there is no letter about ${id}`);
  }

  // Makes a page that of a client who has sent as much as it may.
  async exhaust(page, path) {
    const headers = await this.beAnother(page);
    for (let status = 0; status !== 429; ) ({ status } = await this.service.fetch(path, { method: "POST", body: new URLSearchParams(), headers }));
  }
}
