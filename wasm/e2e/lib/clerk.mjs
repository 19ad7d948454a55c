// A clerk who answers with the documents of the conformance suite: types what
// they hold, sends it, and tells what the page then says. One page serves for
// many answers, as long as it holds a form.

import { control } from "./form.mjs";
import { callId, leaves } from "./suite.mjs";

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

let answers = 0;

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
  //   posts    how many requests sent the answer
  //   refused  the browser itself would not have sent it
  async answer(document) {
    const { values, why } = valuesOf(document);
    if (why) return { why };
    const { isShown } = await this.#prepare(rowsOf(values));
    const before = this.#posts;
    let refused = false;
    if (isShown) {
      this.#isFresh = false;
      const done = await this.#page.evaluate(typeIn, values);
      if (done.why) return { why: untypable[done.why] };
      ({ refused } = done);
      await this.#send();
    }
    return { ...(await this.#page.evaluate(read)), isShown, posts: this.#posts - before, refused };
  }

  // Gets an open form with so many rows, or what a closed call has instead. What
  // was chosen with radio buttons cannot be taken back: that takes a new page.
  async #prepare(rows) {
    let page = await this.#look();
    if (!this.#isFresh && (page.isChosen || page.rows !== rows)) {
      await this.#open();
      page = await this.#look();
    }
    // Each client may send so many answers a minute: here each is another one.
    await this.#page.setExtraHTTPHeaders({ "X-Forwarded-For": `10.0.${++answers >> 8}.${answers & 255}` });
    const add = control(this.#page, "add");
    for (let i = page.rows; i < rows && (await add.isVisible()); i++) {
      await add.click();
      await control(this.#page, `/representatives/${i}/person/givenName`).waitFor();
    }
    return page;
  }

  #look = () => this.#page.evaluate(look, this.#isPlain);

  async #send() {
    const comes = this.#isPlain && this.#page.waitForEvent("domcontentloaded");
    await this.#page.keyboard.press("Enter");
    await (comes || this.#page.evaluate(waitForAnswer));
  }
}

// The values of a document by the names of the controls, which are its JSON
// Pointers, or why there are none.
function valuesOf(document) {
  const found = leaves(document);
  if (!found) return { why: untypable.kind };
  const { "/call": call, "/language": language, ...values } = found;
  if (call !== callId) return { why: untypable.call };
  return (language || "fi") === "fi" ? { values } : { why: untypable.language };
}

const rowsOf = (values) => 1 + Math.max(0, ...Object.keys(values).map((name) => Number(name.match(/^\/representatives\/(\d+)/)?.[1] ?? 0)));

// Run in the page. They do without Playwright's locators, which bring their
// whole program along into each new page.

async function look(isPlain) {
  const isLive = () => isPlain || document.documentElement.hasAttribute("data-ready");
  while (!isLive()) await new Promise((resolve) => setTimeout(resolve, 10));
  return {
    isShown: Boolean(document.querySelector("form")),
    isChosen: Boolean(document.querySelector("[type=radio]:checked")),
    rows: document.querySelectorAll("[name^='/representatives/'][name$='/person/givenName']").length,
  };
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
  const led = ["hyte-summary", "hyte-notice", "hyte-receipt"];
  while (!led.includes(document.activeElement.id)) await new Promise((resolve) => setTimeout(resolve, 5));
}

// What a page says: the receipt's id, or how the answer is refused.
//   told      [text, place] of each item of the summary
//   marked    the places of the controls that are marked as wrong
//   notice    a notice, such as that the answer is late
//   deadline  until when answers come, or why none do
//   findings  what the server knows, which only a page that it made tells
function read() {
  const all = (selector) => [...document.querySelectorAll(selector)];
  const text = (selector) => all(selector).filter((e) => !e.hidden).map((e) => e.textContent.trim()).join();
  const place = (c) => (c.name.startsWith("/") ? c.name : c.value);
  const linked = (item) => item.querySelector("a")?.hash.slice(1);
  return {
    title: document.title,
    receipt: document.getElementById("hyte-receipt") && text(".hyte-facts code"),
    told: all("#hyte-summary li").map((item) => [item.textContent, linked(item) ? place(document.getElementById(linked(item))) : ""]),
    marked: all("[aria-invalid=true]").map(place),
    notice: text(".hyte-notice"),
    deadline: text(".hyte-deadline"),
    findings: JSON.parse(all("[data-hyte-state]")[0]?.dataset.hyteState ?? "{}"),
  };
}
