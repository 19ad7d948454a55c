// Tries the patterns of the schemas in ECMAScript, with the flag u as JSON Schema engines do and with the
// flag v as HTML's pattern attribute does. Run it with `node --test`; it needs no package.
import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { test } from "node:test";

const read = (path) => JSON.parse(readFileSync(new URL(path, import.meta.url), "utf8"));

const base = "../../base/";
const schemas = readdirSync(new URL(base, import.meta.url)).map((name) => [name, read(base + name)]);
const texts = read("texts.json");

// patterns are all patterns of a schema.
function* patterns(schema) {
	if (schema === null || typeof schema !== "object") return;
	if (typeof schema.pattern === "string") yield schema.pattern;
	for (const part of Object.values(schema)) yield* patterns(part);
}

// matches says whether a text satisfies the definition of a format.
function matches(definition, text, flag) {
	const { pattern, allOf = [], not, const: constant } = definition;
	return (
		(pattern === undefined || new RegExp(pattern, flag).test(text)) &&
		(constant === undefined || constant === text) &&
		allOf.every((part) => matches(part, text, flag)) &&
		(not === undefined || !matches(not, text, flag))
	);
}

for (const flag of ["u", "v"]) {
	test(`every pattern compiles with the flag ${flag}`, () => {
		let number = 0;
		for (const [name, schema] of schemas) {
			for (const pattern of patterns(schema)) {
				number++;
				assert.doesNotThrow(() => new RegExp(pattern, flag), `${name}: ${pattern}`);
			}
		}
		assert.ok(number > 50, `only ${number} patterns`);
	});

	test(`every format gives Go's verdict with the flag ${flag}`, () => {
		const tried = new Set();
		for (const [name, schema] of schemas) {
			for (const [rule, definition] of Object.entries(schema.$defs)) {
				if (!rule.startsWith("format.")) continue;
				tried.add(rule);
				for (const [text, valid] of Object.entries(texts[rule])) {
					assert.equal(matches(definition, text, flag), valid, `${name}, ${rule}: ${JSON.stringify(text)}`);
				}
			}
		}
		assert.deepEqual([...tried].sort(), Object.keys(texts).sort());
	});
}

// What a stranger may send: a text that begins as a right one does, goes on with one thing again and again,
// and is wrong at the end. A pattern that is not linear takes from seconds to minutes for it.
const length = 60_000;
const again = ["a", "0", " ", "-", ".", "@", "a-", "a.", "0 ", "\n", "\u00a0", "\u200b", "\u0301", "\u202a", "\u3164", "\ud801\udc37"];

function* longTexts(rule) {
	const right = Object.entries(texts[rule]).filter(([, valid]) => valid).map(([text]) => text).slice(0, 4);
	for (const begin of right) {
		for (const part of again) {
			for (const end of ["\0", "@\0"]) yield begin + part.repeat(length / part.length) + end;
		}
	}
}

test("every format refuses long texts in time", () => {
	const [, schema] = schemas.find(([name]) => name.startsWith("call."));
	const rules = { ...schema.$defs, ...schemas.find(([name]) => name.startsWith("nomination."))[1].$defs };
	for (const [rule, definition] of Object.entries(rules)) {
		if (!rule.startsWith("format.")) continue;
		for (const text of longTexts(rule)) {
			const start = process.cpuUsage();
			assert.equal(matches(definition, text, "u"), false, `${rule}: ${JSON.stringify(text.slice(0, 40))}…`);
			const { user } = process.cpuUsage(start);
			assert.ok(user < 1_000_000, `${rule}: ${user / 1000} ms for ${JSON.stringify(text.slice(0, 40))}…`);
		}
	}
});
