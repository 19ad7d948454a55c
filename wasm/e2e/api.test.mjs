// A program that answers a call by JSON gets the verdict of the form, of the
// command line and of the schema.

import assert from "node:assert/strict";
import { test } from "node:test";
import Ajv2020 from "ajv/dist/2020.js";
import { nomination } from "./lib/form.mjs";
import { hyte, setUp } from "./lib/service.mjs";
import { become, callOf, opened, read } from "./lib/suite.mjs";

// The call of most of the conformance cases, with its deadline to come.
const service = setUp({ "test-2024": become(opened(callOf("basic"))), call: null });

// One case for each rule that a document can break at any time, and its near
// miss.
const cases = read("nomination-rules.json").cases.filter((c) => c.call === "basic" && !c.at && !c.text);

// Rules of nominations that a schema passes over; see schema.Inexpressible.
const beyondSchema = ["representative.duplicate", "deputy.same_person"];

const place = ({ rule, location, severity }) => ({ rule, location, severity });
const isError = (v) => v.severity !== "warning";

test("the service, the command line and the schema say the same of the conformance cases", async () => {
  assert.ok(cases.length > 20, `${cases.length} cases`);
  const lines = cases.map((c) => JSON.stringify(c.document));
  const call = service.callFile("test-2024");
  const told = await hyte(["validate", "--call", call, "--at", "now", "--format", "json", "--lang", "sv", "--quiet", "-"], lines.join("\n"));
  const said = told.stdout.trim().split("\n").map((line) => JSON.parse(line));
  assert.equal(said.length, cases.length);
  const matches = new Ajv2020({ strict: true }).compile(await (await service.fetch("/api/v1/calls/test-2024/schema")).json());
  for (const [i, { name, document, violations }] of cases.entries()) {
    const expected = violations.map((v) => place({ severity: "error", ...v }));
    assert.deepEqual(said[i].violations.map(place), expected, `command line: ${name}`);
    const answer = await service.post("test-2024", lines[i], { "Accept-Language": "sv" });
    const body = await answer.json();
    if (answer.status === 201) {
      assert.deepEqual(expected.filter(isError), [], name);
      assert.equal(body.nominator, document.nominator);
    } else {
      assert.equal(answer.status, 422, name);
      assert.equal(answer.headers.get("Content-Type"), "application/problem+json");
      assert.deepEqual(body.violations, said[i].violations, `service: ${name}`);
    }
    const expressed = expected.filter((v) => isError(v) && !beyondSchema.includes(v.rule));
    assert.equal(matches(document), expressed.length === 0, `schema: ${name}`);
  }
});

test("the schema of the service is that of the command line", async () => {
  const served = await service.fetch("/api/v1/calls/call/schema");
  assert.equal(served.headers.get("Content-Type"), "application/schema+json");
  const { stdout } = await hyte(["schema", "--call", service.callFile("call"), "nomination"]);
  assert.deepEqual(await served.json(), JSON.parse(stdout));
});

test("a key makes a repeated document one answer, and belongs to that document", async () => {
  const post = (document) => service.post("call", document, { "Idempotency-Key": "5b1c0de5-0000-4000-8000-000000000000" });
  const document = nomination("call", "municipality:061");
  const [first, again] = [await post(document), await post(document)];
  assert.deepEqual([first.status, again.status], [201, 200]);
  const receipt = await first.json();
  assert.deepEqual(await again.json(), receipt);
  assert.deepEqual(Object.keys(receipt).sort(), ["id", "nominator", "receivedAt", "reference", "status"]);
  assert.deepEqual([receipt.nominator, receipt.status], ["municipality:061", "received"]);
  const shown = await fetch(first.headers.get("Location").replace(/^\//, `${service.address}/`));
  assert.deepEqual(await shown.json(), receipt);
  const other = await post({ ...document, representatives: [{ person: { givenName: "Toini", familyName: "Näyte", telephone: "0401234567" } }] });
  assert.equal(other.status, 409);
  const { status, counted } = await service.entry("call", "municipality:061");
  assert.deepEqual([status, counted.id], ["received", receipt.id]);
});

test("what is no document is refused with the reason", async () => {
  const refusals = [
    ['{"call": ', {}, 400],
    ['{"call": "call"} true', {}, 400],
    ['{"call": "call", "call": "call"}', {}, 400],
    [`"${"x".repeat(70_000)}"`, {}, 413],
    ["{}", { "Content-Type": "text/plain" }, 415],
    ["{}", { "Idempotency-Key": "two words" }, 400],
  ];
  for (const [text, headers, status] of refusals) {
    const answer = await service.post("call", text, headers);
    const problem = await answer.json();
    assert.deepEqual([answer.status, problem.status], [status, status], text.slice(0, 40));
    assert.ok(problem.detail.length > 20);
  }
  assert.equal((await service.post("nowhere", "{}")).status, 404);
  const wrong = await service.fetch("/api/v1/calls/call/nominations");
  assert.deepEqual([wrong.status, wrong.headers.get("Allow")], [405, "POST, OPTIONS"]);
});
