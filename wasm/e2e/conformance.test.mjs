// The form as an engine of the conformance suite: what a clerk can answer is
// judged with the widget and without JavaScript as every other engine judges it.

import assert from "node:assert/strict";
import { test } from "node:test";
import { sendClerk, untypable } from "./lib/clerk.mjs";
import { text } from "./lib/form.mjs";
import { setUp } from "./lib/service.mjs";
import { asSent, become, callOf, movedToToday, nominations, opened, waitForLastingDay } from "./lib/suite.mjs";

const weekday = "the deadline moves with the weekday, and nobody chooses what weekday it is now";

// The cases of the suite that are none of a form, and why. The list is exact:
// where a clerk can give the answer and the form judges it as the suite does,
// the case must not stand here.
const leftOut = {
  [untypable.call]: [
    "answers another call", "late and wrong", "id wrong: capitals", "id wrong: a hyphen first", "id wrong: a hyphen last", "id wrong: two hyphens",
    "id wrong: an underscore", "id wrong: ä", "id wrong: a blank", "id wrong: a line break", "id wrong: a slash", "the call is missing",
    "an empty document", "a wrong type beside another mistake",
  ],
  [untypable.language]: [
    "language right: se", "language right: smn", "language wrong: F", "language wrong: FI", "language wrong: a region", "language wrong: four letters",
    "language wrong: Ä", "language wrong: a blank",
  ],
  [untypable.kind]: [
    "the document is a list", "the document is a text", "the document is a number", "the document is null", "the document is true", "null is no value",
    "null is not a missing text", "a number where a text belongs", "a text where true or false belongs", "a number where true or false belongs",
    "an answer that is a number", "an object where a list belongs", "a wrong type silences the rules that read it", "unknown properties come last, sorted by name",
    "an unknown property with null", "everything wrong, in document order",
  ],
  [untypable.control]: [
    "a deputy where none is asked for", "two women where nothing is asked", "every property there is", "a text where a representative belongs",
    "a list where a person belongs", "$schema is allowed", "an unknown property", "an unknown property of a person", "names differ by letter case",
    "a misspelled property is missing and unknown", "a gender that is not counted", "a deputy where the seat asks for none",
    "deputies of all where none are asked", "a personal deputy where deputies of all are asked", "a resident with a branch of the organization, which a form does not ask",
    "an answer to what is not asked", "an empty answer to what is not asked", "an answer where nothing is asked", "a name that no question can have", "answers as a list",
    "a motivation where a form asks none", "a unit where none is asked", "a name of the organization where it is known",
  ],
  [untypable.choice]: [
    "a municipality of another region", "an organization that the call does not ask", "the right code of the wrong kind", "a municipality that has merged",
    "organization wrong: no kind", "organization wrong: an empty kind", "organization wrong: nothing after the kind", "organization wrong: two colons",
    "organization wrong: capitals", "organization wrong: a blank", "a sector that is none", "letter case matters", "a visibility that is none", "a choice that there is not", "neither yes nor no",
    "a county that is left out", "the municipality that is left out of the country", "a member of a group",
  ],
  [untypable.text]: [
    "line wrong: a line break", "line wrong: a carriage return", "text right: Windows line breaks and a tab", "text wrong: only line breaks", "email wrong: aino@example.fi\n",
    "telephone wrong: +358 40 123 4567\n", "date wrong: a line break", "length is looked at before form", "an answer of two lines to a question for one",
  ],
  [weekday]: ["a statutory deadline moves from Saturday to Monday", "and ends there"],
  "a form takes the blanks around a text away, and what is left may be right or nothing": [
    "line wrong: only a space", "line wrong: only a no-break space", "line wrong: only an ideographic space", "text wrong: only blanks",
    "line wrong: only a zero-width space", "line wrong: only marks of direction", "line wrong: only tags and variation selectors", "date wrong: blanks around",
  ],
  "a change of what nobody has answered is late": ["a change comes in mid-term"],
  "a form reads dates as people in Finland write them": ["date wrong: Finnish style", "an answer that is no date"],
  "a form asks for all that must be there, one by one": [
    "one of two to three", "the representatives is missing", "the submitter is missing", "a person is missing", "no representatives", "no answers at all",
  ],
  "a service always knows what day it is": ["date right: a leap day", "date right: the leap day of 2400 is too far, of 2096 not", "date right: the last day"],
};

const cases = nominations();

// A case with an instant has a call of its own. It is today's, so they go first.
await waitForLastingDay(180_000);
const timed = cases.filter((c) => c.at && c.call !== "statutory").map((c, i) => {
  const { call, document } = movedToToday(c);
  return { id: `at-${i}`, call, cases: [{ ...c, document }] };
});

// The others share the suite's calls.
const names = new Set(cases.filter((c) => !c.at).map((c) => c.call));
const timeless = [...names].map((id) => ({ id, call: opened(callOf(id)), cases: cases.filter((c) => !c.at && c.call === id) }));

// Clients are told apart by what a proxy says, so that each may send its share.
const groups = [...timed, ...timeless];
const service = setUp(Object.fromEntries(groups.map(({ id, call }) => [id, become(call)])), ["--trusted-proxy", "127.0.0.1/32"]);

const left = Object.fromEntries(Object.keys(leftOut).map((why) => [why, []]));
left[weekday].push(...cases.filter((c) => c.call === "statutory").map((c) => c.name));
const judged = []; // cases with the id of their call and the receipts

const ways = [{}, { javaScriptEnabled: false }];

for (const [what, groups] of [["at an instant", timed], ["at any time", timeless]]) {
  test(`the form judges as the suite does ${what}`, { timeout: 900_000 }, async (t) => {
    const clerks = await Promise.all(ways.map((options) => sendClerk(t, service, options)));
    for (const { id, cases } of groups) {
      await Promise.all(clerks.map((clerk) => clerk.turnTo(id)));
      for (const c of cases) await judge(c, id, clerks);
    }
  });
}

async function judge(c, id, clerks) {
  const [widget, plain] = await Promise.all(clerks.map((clerk) => clerk.answer(c.document)));
  const why = whyLeftOut(c, widget, plain);
  if (why) left[why].push(c.name);
  else judged.push({ ...c, id, receipts: [widget.receipt, plain.receipt].filter(Boolean) });
}

// Checks what the two clerks were told, and returns why the case is none of a
// form, if so.
function whyLeftOut(c, widget, plain) {
  assert.equal(widget.why, plain.why, `${c.name}: only one of the forms can be filled in`);
  if (plain.why) return plain.why;
  checkAlike(c.name, widget, plain);
  const why = Object.keys(leftOut).find((reason) => leftOut[reason].includes(c.name));
  assert.ok(!Object.values(untypable).includes(why), `${c.name}: a clerk can type it`);
  if (!why) check(c, plain);
  else assert.throws(() => check(c, plain), assert.AssertionError, `${c.name}: the form judges as the suite does, and need not be left out`);
  return why;
}

const isError = ({ severity }) => severity !== "warning";
const onlyClockTells = ({ rule }) => rule === "decision.in_future";

// What a receipt says of answers that came before is none of a case: the clerks
// answer for one organization again and again.
const [replaced] = text("fi", "receipt.replaced", { time: "…" }).split("…");
const contested = text("fi", "receipt.contested", { organizer: "Hämeen liitto" });
const ownNotices = (notices) => notices.filter((notice) => !notice.startsWith(replaced) && notice !== contested);

// The widget says what the page of the server says, word for word, and asks the
// service only if nothing is wrong but what no form can know.
function checkAlike(name, widget, plain) {
  const said = ({ findings, looked, posts, refused, receipt, notices, ...more }) => ({ ...more, notices: ownNotices(notices), isAccepted: Boolean(receipt) });
  assert.deepEqual(said(widget), said(plain), `${name}: the widget (actual) says something else than the server (expected)`);
  const faults = (plain.findings.violations ?? []).filter(isError);
  assert.equal(plain.posts, plain.isShown ? 1 + plain.looked : 0, `${name}: requests without JavaScript`);
  assert.equal(widget.posts, widget.looked && faults.every(onlyClockTells) ? 1 : 0, `${name}: requests of the widget`);
}

// What both say is what the suite expects.
function check({ name, violations }, said) {
  const errors = violations.filter(isError);
  assert.equal(Boolean(said.receipt), errors.length === 0, `${name}: ${said.receipt ? "accepted" : `refused: ${said.told} ${said.deadline}`}`);
  if (said.receipt) checkReceipt(name, violations, said);
  else if (said.isShown) checkFaults(name, violations, said);
  else checkClosed(name, errors, said);
}

// A right answer is not stopped by the browser's own check, and whose answer is
// late is told so.
function checkReceipt(name, violations, { refused, notices }) {
  assert.equal(refused, false, `${name}: the browser would not have sent it`);
  const isLate = violations.some((v) => v.rule === "deadline.passed");
  assert.deepEqual(ownNotices(notices), isLate ? [text("fi", "receipt.late", { organizer: "Hämeen liitto" })] : [], name);
}

// The page knows the rules, leads to the place of each error and marks nothing
// that is right.
function checkFaults(name, violations, { findings, told, marked }) {
  const known = ({ rule, location = "", severity = "error" }) => ({ rule, location, severity });
  assert.deepEqual(findings.violations.map(known), violations.map(known), `${name}: other rules (actual) than those of the suite (expected)`);
  const errors = violations.filter(isError);
  const places = told.map(([, place]) => place);
  assert.equal(places.length, errors.length, `${name}: the summary leads to ${places}`);
  for (const v of errors) assert.ok(places.some((place) => mends(place, v)), `${name}: the summary leads to ${places}`);
  for (const place of [...places, ...marked]) assert.ok(errors.some((v) => mends(place, v)), `${name}: ${place} is said to be wrong`);
}

// A control mends what lies at it or around it. Too few women or men among the
// candidates are made good by a reason.
const isPair = (rule) => ["candidate.pair_missing", "candidate.pair_few"].includes(rule);
const mends = (place, { rule, location }) => `${place}/`.startsWith(`${isPair(rule) ? "/genderBalanceReason" : location}/`);

// A call that takes no answers now shows no form, and says why.
function checkClosed(name, errors, { deadline }) {
  assert.deepEqual(errors.map((v) => v.location), [""], name);
  const [before] = text("fi", `rule.${errors[0].rule}`, { time: "…", date: "…" }).split("…");
  assert.ok(deadline.includes(before), `${name}: ${deadline}`);
}

test("what the service received is what the clerks typed", async () => {
  for (const { id } of groups) {
    const lines = (await service.download(`/admin/${id}/received.ndjson`)).split("\n").filter(Boolean);
    const nominations = new Map(lines.map((line) => JSON.parse(line)).map((r) => [r.id, r.nomination]));
    for (const { name, document, receipts } of judged.filter((j) => j.id === id)) {
      for (const receipt of receipts) assert.deepEqual(nominations.get(receipt), asSent(document, id, "fi"), name);
    }
  }
});

test("only what is no answer in a form is left out", (t) => {
  const listed = (lists) => Object.entries(lists).flatMap(([why, names]) => names.map((name) => `${name}: ${why}`)).sort();
  assert.deepEqual(listed(left), listed(leftOut));
  const accepted = judged.filter(({ receipts }) => receipts.length > 0).length;
  const refused = judged.length - accepted;
  t.diagnostic(`of ${cases.length} cases ${accepted} accepted, ${refused} refused in both ways`);
  assert.ok(accepted >= 190 && refused >= 165, `${accepted} accepted, ${refused} refused`);
});
