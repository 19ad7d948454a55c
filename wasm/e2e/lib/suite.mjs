// Reads the conformance suite for a service whose clock nobody sets: its calls
// and documents are moved in time instead. See
// schema/testdata/conformance/README.md.

import { readFileSync } from "node:fs";
import { join } from "node:path";
import { dayFromNow, dayOf, root } from "./service.mjs";

export const read = (name) => JSON.parse(readFileSync(join(root, "schema/testdata/conformance", name), "utf8"));

// The cases about nominations as documents, in the order of their files.
export const nominations = () =>
  ["nomination-rules.json", "nomination-formats.json", "nomination-structure.json"].flatMap((name) => read(name).cases).filter((c) => !("text" in c));

// A call by the name that cases give it.
export function callOf(name) {
  const named = read("calls.json");
  const { call, base, patch } = named[name];
  return call ?? merge(named[base].call, patch);
}

// A JSON Merge Patch (RFC 7396).
function merge(target, patch) {
  if (!isObject(patch)) return patch;
  const merged = isObject(target) ? { ...target } : {};
  for (const [name, value] of Object.entries(patch)) {
    if (value === null) delete merged[name];
    else merged[name] = merge(merged[name], value);
  }
  return merged;
}

const isObject = (value) => typeof value === "object" && value !== null && !Array.isArray(value);

// The id of all calls of the suite, and of the documents that answer them.
export const callId = "test-2024";

// A call as it is, but open for a month from today. Whom it asks depends on a
// day as well, which stays.
export const opened = (call) => ({ ...call, membershipDate: membershipDate(call), deadline: { ...call.deadline, date: dayFromNow(30) } });

const membershipDate = (call) => call.membershipDate ?? call.deadline.date;

// Makes a call of a service out of one of the suite; see setUp.
export const become = (source) => (call) => {
  const { id } = call;
  for (const name of Object.keys(call)) delete call[name];
  Object.assign(call, source, { id });
};

// A case with an instant, moved by whole days so that its day is today. What
// depends on the day of the instant stays as it is. A deadline with a time of
// day is set anew: within the hour if it was ahead, and else to the minute that
// has begun.
export function movedToToday({ call, at, document }) {
  const days = (Date.parse(dayFromNow(0)) - Date.parse(dayOf(Date.parse(at)))) / DAY;
  const source = callOf(call);
  const move = (date) => new Date(Date.parse(date) + days * DAY).toISOString().slice(0, 10);
  const moveAll = (whole, ...names) => Object.fromEntries(Object.entries(whole).map(([name, value]) => [name, names.includes(name) ? move(value) : value]));
  const { body } = source;
  const { decision, change } = document;
  return {
    call: {
      ...source,
      membershipDate: membershipDate(source), issued: move(source.issued), deadline: deadline(source.deadline, at, move),
      body: { ...body, ...(body.term && { term: moveAll(body.term, "from", "to") }) },
    },
    document: { ...document, ...(decision && { decision: moveAll(decision, "date") }), ...(change && { change: moveAll(change, "from") }) },
  };
}

const DAY = 86_400_000;

function deadline({ date, time, ...more }, at, move) {
  if (!time) return { ...more, date: move(date) };
  const moment = new Intl.DateTimeFormat("sv", { timeZone: "Europe/Helsinki", dateStyle: "short", timeStyle: "short" });
  const isAhead = moment.format(Date.parse(at)) < `${date} ${time}`;
  const [day, minute] = moment.format(Date.now() + (isAhead ? DAY / 24 : 0)).split(" ");
  return { ...more, date: day, time: minute };
}

// The day that is today must be so until the end of the test: waits for
// midnight where that is near.
export async function waitForLastingDay(milliseconds) {
  while (dayOf(Date.now() + milliseconds) !== dayFromNow(0)) await new Promise((resolve) => setTimeout(resolve, 1000));
}

// The texts and ticks of a document by their JSON Pointers, or null if there is
// anything else in it. An object that is numbered like a list is none.
export function leaves(document) {
  const found = {};
  const collect = (value, pointer) => {
    if (isObject(value) && "0" in value) return false;
    if (typeof value === "object" && value !== null) return Object.entries(value).every(([name, inner]) => collect(inner, `${pointer}/${escape(name)}`));
    found[pointer] = value;
    return ["string", "boolean"].includes(typeof value);
  };
  return isObject(document) && collect(document, "") ? found : null;
}

const escape = (name) => name.replaceAll("~", "~0").replaceAll("/", "~1");

// The document that a form makes of the same answer: without the blanks around
// texts, nor what nobody sees there, and without what is empty, and with what it always says.
export function asSent(document, call, language) {
  const { nominator, representatives, deputies, ...more } = tidy({ ...document, call, language });
  const seen = (person) => ({ contactVisibility: "organizer", ...person });
  const part = ([name, value]) => [name, isObject(value) ? seen(value) : value];
  return {
    ...more,
    nominator: isUnlisted(nominator) ? unlisted(more) : nominator,
    representatives: representatives.map((r) => Object.fromEntries(Object.entries(r).map(part))),
    ...(deputies && { deputies: deputies.map(seen) }),
  };
}

// Whether an organization answers that an open call does not name.
export const isUnlisted = (nominator) => String(nominator).startsWith("open:");

// The id that the form makes for it: of its Business ID, or else of its name, of
// which letter case and blanks do not matter.
const unlisted = ({ nominatorName, businessId }) => `open:${businessId ?? fnv1a(nominatorName.toUpperCase().split(/\s+/).join(" "))}`;

function fnv1a(text) {
  let hash = 0xcbf29ce484222325n;
  for (const byte of new TextEncoder().encode(text)) hash = BigInt.asUintN(64, (hash ^ BigInt(byte)) * 0x100000001b3n);
  return hash.toString(16);
}

const around = /^[\s\p{Default_Ignorable_Code_Point}]+|[\s\p{Default_Ignorable_Code_Point}]+$/gu;

function tidy(value) {
  if (typeof value === "string") return value.replace(around, "");
  if (Array.isArray(value)) return value.map(tidy);
  if (!isObject(value)) return value;
  const isEmpty = (v) => v === "" || (isObject(v) && Object.keys(v).length === 0);
  return Object.fromEntries(Object.entries(value).map(([name, inner]) => [name, tidy(inner)]).filter(([, inner]) => !isEmpty(inner)));
}
