// Plays the organizer in a browser.

import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { text } from "./form.mjs";

// Logs in at the roster of a call, whose page it returns.
export async function openRoster(t, service, id, language, options) {
  const page = await service.open(t, `/admin/${id}?lang=${language}`, options);
  assert.equal(await page.getByRole("heading", { level: 1 }).textContent(), text(language, "login.title"));
  await page.getByLabel(text(language, "login.token"), { exact: true }).fill(service.token);
  await page.getByRole("button", { name: text(language, "login.submit") }).click();
  await page.getByRole("heading", { level: 1, name: text(language, "roster.title") }).waitFor();
  return page;
}

const row = (page, nominator) => page.locator(`#o-${nominator.replace(":", "-")}`);

// What the line of an organization says: its status and all of it.
export async function rosterLine(page, nominator) {
  const line = row(page, nominator);
  return { status: await line.locator(".org-status").textContent(), text: await line.innerText() };
}

// How many organizations have each status, in the page's words.
export async function statuses(page) {
  const counts = {};
  for (const status of await page.locator(".org-roster .org-status").allTextContents()) counts[status] = (counts[status] ?? 0) + 1;
  return counts;
}

// Downloads a file by its link and returns {name, content}.
export async function download(page, link) {
  const [got] = await Promise.all([page.waitForEvent("download"), page.getByRole("link", { name: link }).click()]);
  return { name: got.suggestedFilename(), content: await readFile(await got.path(), "utf8") };
}
