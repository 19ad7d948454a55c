// make gallery: pictures of all states, into the folder that is named.
//   node gallery/gallery.mjs FOLDER [STATE...]
// Finnish at 360 and 1280 px; the key states in the other languages and in the dark, too.

import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { languages } from "../lib/form.mjs";
import { openState, states } from "../lib/states.mjs";
import { World } from "../lib/world.mjs";

const [folder, ...wanted] = process.argv.slice(2);
const chosen = states.filter(({ name }) => wanted.length === 0 || wanted.includes(name));

// What is taken of a state: its picture's name, after how the page is set.
const shots = (state, language) => [
  ...[1280, 360].map((width) => ({ file: `${state.name}-${language}-${width}.png`, width, colorScheme: "light" })),
  ...(state.key && language === "fi" ? [{ file: `${state.name}-${language}-dark.png`, width: 1280, colorScheme: "dark" }] : []),
];

async function take(world, state, language) {
  const ends = [];
  try {
    const page = await openState({ after: (end) => ends.push(end) }, world, state, language);
    for (const { file, width, colorScheme } of shots(state, language)) {
      await page.setViewportSize({ width, height: 800 });
      await page.emulateMedia({ colorScheme });
      await page.screenshot({ path: join(folder, file), fullPage: true, animations: "disabled" });
    }
  } finally {
    for (const end of ends) await end();
  }
}

const escape = (text) => text.replace(/[&<"]/g, (c) => `&#${c.charCodeAt(0)};`);
const figure = ({ file, width }) => `<figure><figcaption>${escape(file)}</figcaption><a href="${file}"><img src="${file}" width="${width / 2}" alt="" loading="lazy"></a></figure>`;

function index(taken) {
  const parts = taken.map(({ state, language }) => `<section><h2>${escape(state.name)} <small>${language}</small></h2>${shots(state, language).map(figure).join("")}</section>`);
  return `<!doctype html>
<html lang="en"><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>Gallery of states</title>
<style>body{font:16px sans-serif;margin:1rem}section{display:flex;flex-wrap:wrap;gap:1rem;align-items:start}h2{width:100%;margin:2rem 0 0}figure{margin:0}img{border:1px solid #888}</style>
<h1>Gallery of states</h1>
${parts.join("\n")}
</html>
`;
}

await mkdir(folder, { recursive: true });
const world = new World();
const all = chosen.flatMap((state) => languages.filter((language) => language === "fi" || state.key).map((language) => ({ state, language })));
const failed = [];
try {
  await world.begin();
  for (const [i, { state, language }] of all.entries()) {
    process.stdout.write(`${i + 1}/${all.length} ${state.name}, ${language}\n`);
    await take(world, state, language).catch((error) => failed.push(`${state.name}, ${language}: ${error.message}`));
  }
  await writeFile(join(folder, "index.html"), index(all));
} finally {
  await world.end();
}
if (failed.length > 0) {
  console.error(`no pictures of\n${failed.join("\n")}`);
  process.exit(1);
}
console.log(`${join(folder, "index.html")}: ${all.length} states`);
