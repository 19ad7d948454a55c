// A clerk who answers with the documents of the conformance suite: types what
// they hold, sends it, and tells what the page then says. One page serves for
// many answers, as long as it holds a form.

import assert from "node:assert/strict";
import { control } from "./form.mjs";
import { callId, isUnlisted, leaves } from "./suite.mjs";

// Why a document cannot be typed.
export const untypable = {
  call: "a form says by itself which call it answers",
  language: "a form says by itself in which language it is",
  kind: "in a form there are only texts, and boxes to tick",
  control: "the form of this call does not ask that",
  choice: "the form does not offer that choice",
  text: "no browser keeps a line break in a line, nor any but its own elsewhere",
};

// Opens a page for a clerk, a small one: most of the time goes into drawing.
// options are those of a page.
export async function sendClerk(t, service, options) {
  const page = await service.open(t, "/", { tolerate: /status of 422/, viewport: { width: 320, height: 240 }, ...options });
  return new Clerk(page, options.javaScriptEnabled === false);
}

// Each client may send so many answers a minute: here each is another one.
let answers = 0;
const anotherClient = () => ({ "X-Forwarded-For": `10.0.${++answers >> 8}.${answers & 255}` });

const asked = new Map(); // the controls by call and organization

const general = (name) => name.replace(/\/\d+\//, "/#/");

class Clerk {
  #page;
  #isPlain;
  #address = "";
  #posts = 0;
  #isFresh = false; // the page is open and nobody has touched it

  constructor(page, isPlain) {
    [this.#page, this.#isPlain] = [page, isPlain];
    page.on("request", (r) => r.method() === "POST" && this.#posts++);
  }

  // Opens the form of a call in Finnish.
  async turnTo(call) {
    this.#address = `/${call}/fi`;
    await this.#open();
  }

  async #open() {
    await this.#page.goto(this.#address, { waitUntil: "domcontentloaded" });
    this.#isFresh = true;
  }

  // Answers with a document. Returns {why} if nobody can type it, else what read
  // says of the page that comes, and
  //   isShown  there was a form
  //   looked   the answer came to the last look
  //   posts    how many requests were made of the form
  //   refused  the browser itself would not have sent it
  async answer(document) {
    const { values, why } = valuesOf(document);
    if (why) return { why };
    const { isShown } = await this.#prepare(values);
    const before = this.#posts;
    let [refused, looked] = [false, false];
    if (isShown) {
      const done = await this.#type(values);
      if (done.why) return { why: untypable[done.why] };
      ({ refused } = done);
      looked = await this.#send(values);
    }
    return { ...(await this.#page.evaluate(read)), isShown, looked, posts: this.#posts - before, refused };
  }

  // Gets an open form with a row for each person, or what a closed call has
  // instead. What was chosen with radio buttons cannot be taken back, and what lies at
  // the last look not be typed: that takes a new page.
  async #prepare(values) {
    let page = await this.#look();
    const lacks = ([array, rows]) => rows !== rowsOf(values, array);
    if (!this.#isFresh && (!page.isShown || page.isChosen || page.isLooked || Object.entries(page.rows).some(lacks))) {
      await this.#open();
      page = await this.#look();
    }
    await this.#page.setExtraHTTPHeaders(anotherClient());
    for (const [array, rows] of Object.entries(page.rows)) await this.#add(array, rows, rowsOf(values, array));
    return page;
  }

  async #add(array, rows, wanted) {
    const add = this.#page.locator(`[name=add][value="${array}"]`);
    for (let i = rows; i < wanted && (await add.isVisible()); i++) {
      await add.click();
      await control(this.#page, `${array}/${i}${givenName[array]}`).waitFor();
    }
  }

  // What is asked follows the organization: the widget at once, a page without
  // JavaScript once it was sent. One that was sent for another organization may lack
  // what a new one has.
  async #type(values) {
    const wasFresh = this.#isFresh;
    this.#isFresh = false;
    const asked = await this.#asked(values["/nominator"] ?? "");
    if (Object.keys(values).some((name) => !asked.includes(general(name)))) return { why: "control" };
    if (!this.#isPlain) await this.#choose(values["/nominator"] ?? "", asked);
    const done = await this.#page.evaluate(typeIn, values);
    if (done.why !== "control" || wasFresh) return done;
    await this.#open();
    await this.#prepare(values);
    return this.#type(values);
  }

  async #choose(nominator, asked) {
    await control(this.#page, "/nominator").evaluate(choose, nominator);
    await this.#page.waitForFunction(asks, asked, { timeout: 10_000 });
  }

  // The names of the controls for an organization, with "#" for an index: those of the
  // page that comes when nothing else is answered.
  async #asked(nominator) {
    const key = `${this.#address} ${nominator}`;
    if (!asked.has(key)) {
      const answer = await this.#page.request.post(this.#address, { form: { "/nominator": nominator }, headers: anotherClient() });
      assert.ok([403, 422].includes(answer.status()), `${key}: ${answer.status()}`); // 403: closed, but for changes
      const names = (await answer.text()).matchAll(/ name="(\/[^"]+)"/g);
      asked.set(key, [...new Set(Array.from(names, ([, name]) => general(name)))].sort());
    }
    return asked.get(key);
  }

  #look = () => this.#page.evaluate(look, [this.#isPlain, givenName]);

  // To the last look, and on where there is nothing to be mended first. Returns whether it came.
  async #send(values) {
    await this.#press();
    const looked = await this.#page.evaluate(confirm, values);
    if (looked) await this.#press();
    return looked;
  }

  async #press() {
    const comes = this.#isPlain && this.#page.waitForEvent("domcontentloaded");
    await this.#page.keyboard.press("Enter");
    await (comes || this.#page.evaluate(waitForAnswer));
  }
}

// The values of a document by the names of the controls, which are its JSON
// Pointers, or why there are none.
function valuesOf(document) {
  const found = leaves(withLines(document));
  if (!found) return { why: untypable.kind };
  const { "/call": call, "/language": language, ...values } = found;
  if (call !== callId) return { why: untypable.call };
  if ((language || "fi") !== "fi") return { why: untypable.language };
  return { values: isUnlisted(values["/nominator"]) ? { ...values, "/nominator": "open:other" } : values };
}

// A list of texts is typed as the lines of one text.
function withLines(document) {
  const { jointlyWith } = document ?? {};
  return Array.isArray(jointlyWith) ? { ...document, jointlyWith: jointlyWith.join("\n") } : document;
}

// The arrays of persons, and where in an item a person's given name stands.
const givenName = { "/representatives": "/person/givenName", "/deputies": "/givenName" };

// How many rows of an array the values fill in: a form shows one at least.
const rowsOf = (values, array) => 1 + Math.max(0, ...Object.keys(values).filter((name) => name.startsWith(`${array}/`)).map((name) => Number(name.split("/")[2])));

// Run in the page. They do without Playwright's locators, which bring their
// whole program along into each new page.

async function look([isPlain, givenName]) {
  const isLive = () => isPlain || document.documentElement.hasAttribute("data-ready");
  while (!isLive()) await new Promise((resolve) => setTimeout(resolve, 10));
  const rows = ([array, name]) => [array, document.querySelectorAll(`[name^='${array}/'][name$='${name}']`).length];
  return {
    isShown: Boolean(document.querySelector("form")),
    isLooked: Boolean(document.querySelector(".hyte-check:not([hidden])")),
    isChosen: Boolean(document.querySelector("[type=radio]:checked")),
    rows: Object.fromEntries(Object.entries(givenName).map(rows).filter(([, count]) => count > 0)),
  };
}

function choose(select, value) {
  if (select.value === value) return;
  select.value = value;
  for (const type of ["input", "change"]) select.dispatchEvent(new Event(type, { bubbles: true }));
}

// Whether the form asks just that.
function asks(asked) {
  const names = [...document.querySelector("form").elements].filter((c) => c.name.startsWith("/")).map((c) => c.name.replace(/\/\d+\//, "/#/"));
  return [...new Set(names)].sort().join() === asked.join();
}

// Types values into the controls, and nothing into the others, as a person does
// whom the widget follows, and goes on to the button that sends them. Returns
// why that cannot be, or whether the browser itself refuses to send them, which
// it then does nevertheless, as an old one would.
function typeIn(values) {
  const form = document.querySelector("form");
  const controls = [...form.elements].filter((c) => c.name.startsWith("/"));
  const isBox = (c) => c.type === "checkbox";
  for (const [name, value] of Object.entries(values)) {
    const named = controls.filter((c) => c.name === name);
    if (named.length === 0) return { why: "control" };
    if (named.some(isBox) !== (typeof value === "boolean")) return { why: "kind" };
  }
  for (const c of controls) {
    const [wanted, isChosen] = [values[c.name] ?? "", c.type === "radio" || isBox(c)];
    const state = () => (isChosen ? c.checked : c.value);
    const before = state();
    if (isChosen) c.checked = wanted === true || wanted === c.value;
    else if (c.type !== "select-one" || wanted) c.value = wanted;
    else c.selectedIndex = 0;
    if (state() !== before) for (const type of ["input", "change"]) c.dispatchEvent(new Event(type, { bubbles: true }));
  }
  const kept = new FormData(form);
  for (const [name, value] of Object.entries(values)) {
    const { type } = controls.find((c) => c.name === name);
    if (value && kept.get(name) !== String(value)) return { why: ["radio", "select-one"].includes(type) ? "choice" : "text" };
  }
  const refused = !form.noValidate && !form.checkValidity();
  form.noValidate = true;
  document.querySelector(".hyte-actions button").focus();
  return { refused };
}

// The widget leads to what it says.
async function waitForAnswer() {
  const led = ["hyte-check", "hyte-summary", "hyte-notice", "hyte-receipt"];
  const isSaid = (id) => led.includes(id) && (id !== "hyte-receipt" || location.pathname.includes("/receipt/"));
  while (!isSaid(document.activeElement?.id)) await new Promise((resolve) => setTimeout(resolve, 5));
}

// Confirms at the last look what the values say, and goes on to the button that sends it.
// Returns whether this is the last look, at an answer that was not sent.
function confirm(values) {
  const look = document.querySelector(".hyte-check:not([hidden])");
  if (!look || document.querySelector("#hyte-summary:not([hidden])")) return false;
  for (const box of look.querySelectorAll("[type=checkbox]")) {
    if (box.checked === (values[box.name] === true)) continue;
    box.checked = !box.checked;
    for (const type of ["input", "change"]) box.dispatchEvent(new Event(type, { bubbles: true }));
  }
  look.querySelector("[name=send]").focus();
  return true;
}

// What a page says: the receipt's id, or how the answer is refused.
//   told      [text, place] of each item of the summary
//   marked    the places of the controls that are marked as wrong
//   notices   notices, such as that the answer is late
//   deadline  until when answers come, or why none do
//   findings  what the server knows, which only a page that it made tells
function read() {
  const all = (selector) => [...document.querySelectorAll(selector)];
  const text = (selector) => all(selector).filter((e) => !e.hidden).map((e) => e.textContent.trim()).join();
  // A group of radio buttons is marked as a whole.
  const control = (c) => (c.localName === "fieldset" ? c.querySelector("input") : c);
  const place = (c) => (control(c).name.startsWith("/") ? control(c).name : control(c).value);
  const linked = (item) => item.querySelector("a")?.hash.slice(1);
  return {
    title: document.title,
    receipt: document.getElementById("hyte-receipt") && location.pathname.split("/receipt/")[1],
    told: all("#hyte-summary li").map((item) => [item.textContent, linked(item) ? place(document.getElementById(linked(item))) : ""]),
    marked: all("[aria-invalid=true]").map(place),
    notices: all(".hyte-notice").filter((e) => !e.hidden).flatMap((e) => (e.children.length ? [...e.children] : [e])).map((e) => e.textContent.trim()),
    deadline: text(".hyte-deadline"),
    findings: JSON.parse(all("[data-hyte-state]")[0]?.dataset.hyteState ?? "{}"),
  };
}
