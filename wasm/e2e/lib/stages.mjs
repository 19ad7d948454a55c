// The example's call in each of the stages of a deadline, and as requests of other kinds.

import { readFileSync } from "node:fs";
import { join } from "node:path";
import { dayFromNow, dayOf, root } from "./service.mjs";

export const minute = 60_000;
const clockOf = (instant) => new Intl.DateTimeFormat("en-GB", { timeZone: "Europe/Helsinki", hour: "2-digit", minute: "2-digit" }).format(instant);

// A deadline with a clock time, so many minutes from now.
const within = (minutes) => {
  const end = Date.now() + minutes * minute;
  return { date: dayOf(end), time: clockOf(end), kind: "authority" };
};

// Makes a call end in so many minutes.
export const ending = (minutes, lateNominations) => (call) => Object.assign(call, { issued: dayFromNow(-20), deadline: within(minutes), lateNominations });

// The calls by the stage that they are in.
export const stages = {
  open: null,
  soon: ending(26 * 60),
  "last-hour": ending(50),
  late: ending(-10, "record"),
  closed: ending(-10, "refuse"),
  "not-open": (call) => Object.assign(call, { issued: dayFromNow(2), deadline: { date: dayFromNow(30), kind: "authority" } }),
  standing: ending(-10, "accept"),
  extended: (call) => (call.deadline.original = dayFromNow(7)),
};

export const asking = (asks) => (call) => (call.asks = asks);

// A request that asks questions and for nobody: that of examples/follow-up, open now.
export function followUp(call) {
  const { id, issued, deadline } = call;
  for (const name of Object.keys(call)) delete call[name];
  Object.assign(call, JSON.parse(readFileSync(join(root, "examples/follow-up/call.json"), "utf8")), { id, issued, deadline });
}

// One letter that asks for people to several bodies: the calls by their ids.
export const councils = { elderly: ["Vanhusneuvosto", "Äldreråd"], disability: ["Vammaisneuvosto", "Råd för personer med funktionsnedsättning"], youth: ["Nuorisovaltuusto", "Ungdomsfullmäktige"] };

const ofLetter = ([fi, sv]) => (call) => {
  call.series = "three-councils";
  call.title = { fi: `Edustajan nimeäminen: ${fi}`, sv: `Utseende av representant: ${sv}` };
  call.body.name = { fi, sv };
  call.seats = call.seats.slice(0, 1);
};
export const series = Object.fromEntries(Object.entries(councils).map(([id, names]) => [id, ofLetter(names)]));

// A call that asks all municipalities.
export function country(call) {
  call.seats = [{ ...call.seats[0], nominators: { kind: "municipality" } }];
  call.membershipDate = dayFromNow(0);
}
