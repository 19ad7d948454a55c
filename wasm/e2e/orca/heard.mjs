// make orca: what a real screen reader says of a form in a real browser. How it reads a page that has come
// is in golden files, heard/; to write them anew: make orca UPDATE=1. Of what happens then, Orca leaves
// out now and then what another event overtakes, so for that it is written here what must be heard. It
// speaks of roles and states in English here, whatever the language of the page.

import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { fileURLToPath } from "node:url";
import { ready } from "../lib/browser.mjs";
import { compare, happenings } from "../lib/spoken.mjs";
import { World } from "../lib/world.mjs";
import { Orca } from "./orca.mjs";

const orca = new Orca();
const world = new World(orca.launch);
before(async () => {
  await orca.start();
  await world.begin();
}, { timeout: 300_000 });
after(async () => {
  await world.end();
  await orca.stop();
});

const folder = fileURLToPath(new URL("heard/", import.meta.url));

// What the browser's own window says as a page comes: its title and its bars.
const ofWindow = /Mozilla Firefox|^Navigation tool bar$|^Search with|^http:|^Finished loading/;

const language = "fi"; // what is said in the others differs by its words, which the virtual reader reads in all

// What must be heard at each step of a happening, in this order, and what must not.
const must = {
  searching: [["Kirjoita nimen alku."], ["expanded"], ["Tammela", "Tampere"], ["Valittu: Tampere"]],
  adding: [["Etunimi"], [], ["Bertta"]],
  answering: [["Tarkista vastaus heading"], ["Vastaus on vastaanotettu heading"]],
  mending: [["Tarkista nämä kohdat"], ["Sukunimi (pakollinen) entry required", "Kirjoita edustajan sukunimi."]],
};

// Whether all of the words are there, in their order.
function follow(words, text) {
  let at = 0;
  return words.every((word) => (at = text.indexOf(word, at) + 1) > 0);
}

async function listen(t, name) {
  const [path, steps] = happenings[name];
  const page = await world.open(t, { viewport: null, tolerate: /favicon\.ico/ }); // the browser asks for one at a page that has none
  await orca.heard();
  await page.goto(world.address(`${path}/${language}`));
  await ready(page);
  const comes = await orca.heard();
  const said = [];
  for (const [, act] of steps) {
    await act(page, language);
    said.push((await orca.heard()).join("\n"));
  }
  return { comes: comes.filter((words) => !ofWindow.test(words)), said };
}

for (const name of Object.keys(happenings)) {
  test(`what Orca says while ${name}`, { timeout: 300_000 }, async (t) => {
    const tries = [];
    do tries.push(await listen(t, name));
    while (tries.length < 3 && !must[name].every((words, step) => follow(words, tries.at(-1).said[step])));
    const { comes, said } = tries.at(-1);
    assert.ok(!comes.includes("invalid entry"), "an empty form is said to be wrong");
    for (const [step, words] of must[name].entries()) assert.ok(follow(words, said[step]), `${happenings[name][1][step][0]}: ${JSON.stringify(words)} is not heard in three tries, but\n${said[step]}`);
    await compare(folder, name, language, comes);
  });
}
