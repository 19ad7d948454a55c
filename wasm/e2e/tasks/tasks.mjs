// make tasks: four tasks of a clerk, done with real key presses alone, and counted in key presses,
// fields and pages. What "before" was is counted below by hand, with its reasons: the form before it had
// a search, a page to check the answers and boxes that spare fields (commit 1485061).

import { ready } from "../lib/browser.mjs";
import { text } from "../lib/form.mjs";
import { World } from "../lib/world.mjs";

const representative = {
  "/representatives/0/person/givenName": "Aino",
  "/representatives/0/person/familyName": "Esimerkki",
  "/representatives/0/person/email": "aino.esimerkki@example.fi",
};
const typed = {
  ...representative,
  "/submitter/givenName": "Onni",
  "/submitter/familyName": "Mallikas",
  "/submitter/email": "onni.mallikas@example.fi",
};
const lettersOf = (values) => Object.values(values).join("").length;

// Whoever answers: counts what they do.
class Clerk {
  keys = 0;
  pages = 1;
  #fields = new Set();
  #page;

  constructor(page) {
    this.#page = page;
  }

  get fields() {
    return this.#fields.size;
  }

  async press(key) {
    this.keys++;
    await this.#page.keyboard.press(key);
  }

  async type(words) {
    this.keys += words.length;
    await this.#page.keyboard.type(words);
  }

  #focused = () => this.#page.evaluate(() => {
    const e = document.activeElement;
    const button = e.matches("button, summary, a") ? e.textContent.trim() : "";
    return { name: e.hasAttribute("data-hyte-search") ? "/nominator" : (e.getAttribute("name") ?? ""), kind: e.type ?? e.localName, button, checked: e.checked };
  });

  // Goes on with the Tab key until a control of that name, or a button of those words, has the focus.
  async goTo({ name, button }) {
    for (let i = 0; i < 120; i++) {
      const now = await this.#focused();
      if (name ? now.name === name : now.button === button) {
        if (name) this.#fields.add(name);
        return;
      }
      await this.press("Tab");
    }
    throw new Error(`the Tab key does not lead to ${name ?? button}`);
  }

  async search(words, organization) {
    await this.goTo({ name: "/nominator" });
    await this.type(words);
    await this.#page.getByRole("listbox").getByRole("option").first().waitFor();
    await this.press("ArrowDown");
    await this.press("Enter");
    await this.#page.waitForFunction((id) => document.querySelector("select[name='/nominator']").value === id, organization);
  }

  async fillIn(values) {
    for (const [name, words] of Object.entries(values)) {
      await this.goTo({ name });
      await this.type(words);
    }
  }

  // Enter in a field leads to the page to check the answers, or to what is to be mended.
  async goOn(id) {
    await this.press("Enter");
    await this.#page.waitForFunction((id) => document.activeElement?.id === id, id);
    if (id === "hyte-check") this.pages++;
  }

  // The link past the answers is the first thing after the title: whoever has looked at them takes it.
  async send(language) {
    await this.goTo({ button: text(language, "check.skip.confirm") });
    await this.press("Enter");
    await this.goTo({ name: "/consent" });
    await this.press("Space");
    await this.goTo({ button: text(language, "button.submit") });
    await this.press("Enter");
    await this.#page.locator("#hyte-receipt").waitFor();
    this.pages++;
  }
}

async function answer(page, language, words, organization) {
  const clerk = new Clerk(page);
  await clerk.search(words, organization);
  await clerk.fillIn(typed);
  await clerk.goOn("hyte-check");
  await clerk.send(language);
  return clerk;
}

// The representative answers themself, and says so with the box.
async function answerAlone(page, language) {
  const clerk = new Clerk(page);
  await clerk.search("tamm", "municipality:834");
  await clerk.fillIn(representative);
  await clerk.goTo({ name: "same/submitter" });
  await clerk.press("Space");
  await clerk.goOn("hyte-check");
  await clerk.send(language);
  return clerk;
}

// Follows each of the mistakes that are listed, in their order, and mends it.
async function mend(page, language) {
  const wrong = { ...typed, "/representatives/0/person/familyName": "", "/representatives/0/person/email": "aino.esimerkki", "/submitter/email": "onni" };
  const before = new Clerk(page);
  await before.search("tamm", "municipality:834");
  await before.fillIn(wrong);
  const clerk = new Clerk(page);
  await clerk.goOn("hyte-summary");
  await clerk.press("Tab"); // to the first of the list, and on to its field
  await clerk.press("Enter");
  for (const name of ["/representatives/0/person/familyName", "/representatives/0/person/email", "/submitter/email"]) {
    await clerk.goTo({ name });
    if (wrong[name]) await clerk.press("ControlOrMeta+a");
    await clerk.type(typed[name]);
  }
  await clerk.goOn("hyte-check");
  await clerk.send(language);
  return clerk;
}

// How often the Tab key was pressed, by the stops of the page then (forms/nomination/testdata/empty-fi.html):
// ten to the list of organizations, ten to the button that adds a person, five of the decision, five of the
// sender, the disclosure on personal data, the consent.
const tabsBefore = 10 + 10 + 5 + 5 + 1 + 1;

// The keys that found the organization, those that typed, a space for the consent and Enter, which sent at
// once.
const answeredBefore = (found, letters = lettersOf(typed)) => ({ keys: found + letters + tabsBefore + 1 + 1, fields: Object.keys(typed).length + 2, pages: 2 });

// Enter, Tab and Enter to the first mistake, its nine letters, five stops, all of the address and twelve
// stops, all of the other address, and Enter, which sent at once.
const mendedBefore = {
  keys: 3 + 9 + 5 + (1 + typed["/representatives/0/person/email"].length) + 12 + (1 + typed["/submitter/email"].length) + 1,
  fields: 3,
  pages: 2,
};

const tasks = [
  {
    name: "Answer for Tammela",
    language: "fi",
    act: (page, language) => answer(page, language, "tamm", "municipality:834"),
    before: answeredBefore("tamm".length),
  },
  {
    name: "Answer for former Pertunmaa, in Swedish",
    language: "sv",
    act: (page, language) => answer(page, language, "pert", "municipality:507"),
    // The list had no Pertunmaa: its successor was to be found on another site, with a search and its
    // result, two pages; then the list took "mänt".
    before: { ...answeredBefore("pertunmaa".length + 2 + "mänt".length), pages: 4 },
  },
  {
    name: "Answer for Tammela as the representative",
    language: "fi",
    act: answerAlone,
    // There was no box: the representative typed their three answers twice, in the same fields and with
    // the same stops as another sender.
    before: answeredBefore("tamm".length, 2 * lettersOf(representative)),
  },
  {
    name: "Mend three mistakes",
    language: "fi",
    act: mend,
    before: mendedBefore,
  },
];

const world = new World();
try {
  await world.begin();
  console.log("| task | key presses before | now | fields before | now | pages before | now |\n|---|---|---|---|---|---|---|");
  for (const { name, language, act, before } of tasks) {
    const ends = [];
    const page = await world.open({ after: (end) => ends.push(end) }, {});
    await page.goto(world.address(`/country/${language}`));
    await ready(page);
    const { keys, fields, pages } = await act(page, language);
    for (const end of ends) await end();
    console.log(`| ${name} | ${before.keys} | ${keys} | ${before.fields} | ${fields} | ${before.pages} | ${pages} |`);
  }
} finally {
  await world.end();
}
