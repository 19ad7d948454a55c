// Every state in which people meet the form and what belongs to it, and how each is reached: the one
// list for the pictures, axe, html-validate, what a screen reader says and how far a page can be
// enlarged. A state is
//   name      of the file of its picture
//   reach     leads a page there: (page, language, world); each state is reached once in a language
//   plain     without the page's script, as a browser shows it that runs none
//   key       one of those that are also looked at in the dark, enlarged, spaced out and so on
//   foreign   the page is a site's, with the form in it
//   tolerate  what the browser says of it in its console

import { ready } from "./browser.mjs";
import { answer, control, fill, look, receipt, send, skipNativeCheck, submit, text, waitForFocus } from "./form.mjs";
import { minute } from "./stages.mjs";
import { event, nominators } from "./world.mjs";

const refused = /status of (403|404|422|429|503)|ERR_FAILED|preloaded using link preload/;

async function live(page, path, world) {
  await page.goto(path.startsWith("http") ? path : world.address(path));
  await ready(page);
}

// A page that has a form with the widget, after what is done with it.
const form = (name, path, act = async () => {}, more = {}) => ({
  name,
  async reach(page, language, world) {
    await live(page, path.replace("{lang}", language), world);
    await act(page, language, world);
  },
  ...more,
});

// A page of the service as it comes.
const plain = (name, path, act = async () => {}, more = {}) => ({
  name,
  plain: true,
  tolerate: refused,
  async reach(page, language, world) {
    await page.goto(world.address(path.replace("{lang}", language)));
    await act(page, language, world);
  },
  ...more,
});

const fillIn = (page, language) => fill(page, answer(nominators[language]));

async function sendNothing(page) {
  await skipNativeCheck(page);
  await submit(page);
  await waitForFocus(page, "hyte-summary");
}

async function sendAnswer(page, language) {
  await fillIn(page, language);
  await submit(page);
  await page.locator("#hyte-receipt").waitFor();
}

async function checkAnswer(page, language) {
  await fillIn(page, language);
  await look(page);
  await waitForFocus(page, "hyte-check");
}

async function sendUnconfirmed(page, language) {
  await checkAnswer(page, language);
  await send(page, false);
  await waitForFocus(page, "hyte-summary");
}

const press = (page, language, key, params) => page.getByRole("button", { name: text(language, key, params), exact: true }).click();

async function openAll(page, language) {
  for (const summary of await page.locator("summary:visible").all()) await summary.click();
  await press(page, language, "button.add.representatives");
  await control(page, "/representatives/1/person/givenName").waitFor();
}

async function removeOne(page, language) {
  await press(page, language, "button.add.representatives");
  await control(page, "/representatives/1/person/givenName").fill("Bertta");
  await press(page, language, "button.remove.representatives", { number: 2 });
  await control(page, "/representatives/1/person/givenName").waitFor({ state: "detached" });
}

async function search(page) {
  await page.locator("[data-hyte-search]").click();
  await page.keyboard.type("tam");
  await page.getByRole("listbox").getByRole("option").first().waitFor();
  await page.keyboard.press("ArrowDown");
}

async function waitToEnd(page, language, world, path) {
  await page.clock.install();
  await live(page, path.replace("{lang}", language), world);
  await fillIn(page, language);
  await page.clock.runFor(57 * minute);
}

const person = { "/person/givenName": "Hilja", "/person/familyName": "Esimerkki", "/person/email": "hilja@example.fi", "/mode": "remote", "/answers/tyopaja": "lapset" };
const question = { "/theme": "jarjestot", "/text": "Miten pieni yhdistys pääsee mukaan?", "/author/name": "Hilja Esimerkki" };
const notice = (language) => ({ "/nominator": nominators[language], "/reason": "Tehtävä on täyttämättä.", "/submitter/givenName": "Väinö", "/submitter/familyName": "Näyte", "/submitter/email": "vaino.nayte@example.fi" });

const sending = (values) => async (page, language) => {
  await fill(page, typeof values === "function" ? values(language) : values);
  await submit(page);
  await page.locator("#hyte-receipt").waitFor();
};

async function sendSeries(page, language) {
  await fillSeries(page, language);
  await skipNativeCheck(page);
  await submit(page);
  await page.locator(".hyte-facts code").first().waitFor();
}

async function fillSeries(page, language) {
  const shared = { "/nominator": nominators[language], "/submitter/givenName": "Onni", "/submitter/familyName": "Mallikas", "/submitter/email": "kirjaamo@example.fi", "/consent": true };
  const { givenName, familyName, sector, email } = { givenName: "Aino", familyName: "Esimerkki", sector: "culture-and-library", email: "aino.esimerkki@example.fi" };
  const of = (name) => `/inquiries/youth/representatives/0/person/${name}`;
  await fill(page, { ...shared, [of("givenName")]: givenName, [of("familyName")]: familyName, [of("sector")]: sector, [of("email")]: email });
}

async function waitForConfirmation(page, language) {
  await sendAnswer(page, language);
  await page.waitForURL(/\/receipt\//);
}

async function openConfirmation(page, language, world) {
  await live(page, `/confirmed/${language}`, world);
  await waitForConfirmation(page, language);
  const [, id] = page.url().match(/\/receipt\/(\w+)/);
  await page.goto(world.address(await world.confirmPath(id)));
  await page.locator("form button").waitFor();
}

async function seeReceiptLater(page, language) {
  await sendAnswer(page, language);
  await page.waitForURL(/shown=/);
  await page.goto(page.url().replace(/\?.*/, ""));
}

async function openTakeback(page, language) {
  await fill(page, person);
  await submit(page);
  await page.locator("#hyte-receipt").waitFor();
  await page.locator('a[href*="/cancel"]').click();
  await page.locator("#email").waitFor();
}

// A page of the organizer's, which the login leads to.
const organizer = (name, path, act = async () => {}) => ({
  name: `organizer-${name}`,
  plain: true,
  async reach(page, language, world) {
    await page.goto(world.address(`/admin/login?lang=${language}`));
    await page.getByLabel(text(language, "login.token"), { exact: true }).fill(world.service.token);
    await page.getByRole("button", { name: text(language, "login.submit") }).click();
    await page.waitForURL(/admin(?!\/login)/);
    await page.goto(world.address(`/admin${path}?lang=${language}`));
    await act(page, language, world);
  },
});

const bundle = (name, act = async () => {}, more = {}) => ({
  name,
  async reach(page, language, world) {
    await live(page, world.bundleAddress(language), world);
    await act(page, language);
  },
  ...more,
});

const site = (mode) => ({
  name: `site-${mode}`,
  foreign: true,
  async reach(page, language, world) {
    await live(page, world.siteAddress(mode, language), world);
  },
});

export const states = [
  form("form-empty", "/open/{lang}", undefined, { key: true }),
  form("form-chosen", "/open/{lang}", (page) => fill(page, { "/nominator": "municipality:834" })),
  form("form-search", "/country/{lang}", search, { key: true }),
  form("form-filled", "/open/{lang}", fillIn),
  form("form-everything-open", "/deputies/{lang}", openAll, { key: true }),
  form("form-removed", "/open/{lang}", removeOne),
  form("form-errors", "/open/{lang}", sendNothing, { key: true }),
  plain("form-plain", "/open/{lang}"),
  plain("form-plain-country", "/country/{lang}"),
  plain("form-plain-errors", "/deputies/{lang}", sendNothing, { key: true }),
  form("check", "/open/{lang}", checkAnswer, { key: true }),
  form("check-errors", "/open/{lang}", sendUnconfirmed),
  plain("check-plain", "/open/{lang}", checkAnswer),
  form("receipt-in-time", "/open/{lang}", sendAnswer, { key: true }),
  form("receipt-late", "/late/{lang}", sendAnswer),
  form("receipt-replaced", "/replaced/{lang}", sendAnswer),
  form("receipt-contested", "/contested/{lang}", sendAnswer),
  form("receipt-waiting", "/confirmed/{lang}", waitForConfirmation),
  form("receipt-seen-later", "/extended/{lang}", seeReceiptLater),
  plain("receipt-plain", "/standing/{lang}", async (page, language) => {
    await fillIn(page, language);
    await submit(page);
    await receipt(page, language);
  }),
  { name: "confirm", reach: openConfirmation },
  form("deadline-two-days", "/soon/{lang}"),
  form("deadline-last-hour", "/last-hour/{lang}", undefined, { key: true }),
  { name: "deadline-ended-recorded", key: true, reach: (page, language, world) => waitToEnd(page, language, world, "/ended/{lang}") },
  { name: "deadline-ended-refused", reach: (page, language, world) => waitToEnd(page, language, world, "/refused/{lang}") },
  form("deadline-recorded", "/late/{lang}"),
  form("deadline-standing", "/standing/{lang}"),
  form("deadline-extended", "/extended/{lang}"),
  form("closed", "/closed/{lang}", undefined, { key: true }),
  form("not-yet-open", "/not-open/{lang}"),
  { name: "personal-link", reach: (page, language, world) => live(page, `/invited/${language}${world.link(language)}`, world) },
  plain("invited-without-link", "/invited/{lang}"),
  plain("invited-with-ended-link", "/invited/{lang}?link=abc"),
  form("coordinators", "/coordinators/{lang}"),
  form("participants", "/participants/{lang}"),
  form("reply", "/replies/{lang}"),
  form("reply-errors", "/replies/{lang}", sendNothing),
  form("refusal", "/open/{lang}/refusal"),
  form("refusal-receipt", "/soon/{lang}/refusal", sending(notice)),
  form("withdrawal", "/replaced/{lang}/withdrawal"),
  plain("series", "/youth/{lang}/series", undefined, { key: true }),
  plain("series-errors", "/youth/{lang}/series", async (page, language) => {
    await fillSeries(page, language);
    await fill(page, { "/inquiries/elderly/representatives/0/person/givenName": "Aino" });
    await sendNothing(page);
  }),
  plain("series-receipt", "/youth/{lang}/series", sendSeries),
  form("registration", `/${event.id}/{lang}`, undefined, { key: true }),
  form("registration-errors", `/${event.id}/{lang}`, sendNothing),
  form("registration-receipt", `/${event.id}/{lang}`, sending(person)),
  form("question", `/${event.id}/{lang}/question`),
  form("question-receipt", `/${event.id}/{lang}/question`, sending(question)),
  plain("takeback", `/${event.id}/{lang}`, openTakeback),
  plain("programme", `/${event.id}/{lang}/public`),
  plain("list", "/?lang={lang}"),
  plain("failure-403", `/confirmed/{lang}/receipt/${"a".repeat(26)}/confirm?link=abc`),
  plain("failure-404", "/nowhere?lang={lang}"),
  plain("failure-429", "/open/{lang}", async (page, language, world) => {
    await fillIn(page, language);
    await world.exhaust(page, `/open/${language}`);
    await skipNativeCheck(page);
    await submit(page);
    await waitForFocus(page, "hyte-notice");
  }),
  plain("failure-503", "/healthz", async (page, language, world) => {
    await page.goto(world.brokenAddress(`/open/${language}`));
    await fillIn(page, language);
    await submit(page);
    await waitForFocus(page, "hyte-notice");
  }),
  { name: "brand", key: true, reach: (page, language, world) => live(page, world.brandedAddress(`/open/${language}`), world) },
  { name: "accessibility-statement", plain: true, reach: (page, language, world) => page.goto(world.brandedAddress(`/accessibility?lang=${language}`)) },
  plain("organizer-login", "/admin/login?lang={lang}"),
  organizer("overview", ""),
  organizer("roster", "/contested"),
  organizer("programme", `/${event.id}`),
  organizer("letters", "/deliveries"),
  organizer("documents", "/overview"),
  organizer("audit", "/audit"),
  bundle("bundle"),
  bundle("bundle-handover", async (page, language) => {
    await fillIn(page, language);
    await submit(page);
    await waitForFocus(page, "hyte-handover");
  }, { key: true }),
  site("frame"),
  site("inline"),
];

const served = new WeakMap(); // by page: a promise of the HTML of its document

// The HTML of the document that a page of openState shows, as the service sent it.
export const servedBy = (page) => served.get(page);

// Opens a page and leads it to a state. t ends it, as in openPage.
export async function openState(t, world, state, language, options = {}) {
  const page = await world.open(t, { tolerate: state.tolerate, viewport: { width: 1280, height: 800 }, ...options });
  page.on("response", (response) => {
    const isShown = response.request().isNavigationRequest() && response.frame() === page.mainFrame() && ![301, 302, 303, 307].includes(response.status());
    if (!isShown) return;
    served.set(page, response.text());
    served.get(page).catch(() => {}); // who asks for it gets the error
  });
  if (!state.foreign) await world.beAnother(page); // to a site's page, the service would not let that header pass
  // With JavaScript switched off in the browser nothing could be asked of the page by a script.
  if (state.plain) await page.route("**/page*.js", (route) => route.abort());
  await state.reach(page, language, world);
  return page;
}
