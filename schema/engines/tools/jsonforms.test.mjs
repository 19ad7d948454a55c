// Makes a form with JSON Forms of the schema of one call in one language, without a layout written by hand.
// SCHEMAS is the folder of the schema and of a right answer.
import assert from "node:assert/strict";
import { test } from "node:test";
import { during, options, read, render, titles } from "./page.mjs";

const { Generate } = await import("@jsonforms/core");
const { JsonForms } = await import("@jsonforms/react");
const { vanillaCells: cells, vanillaRenderers: renderers } = await import("@jsonforms/vanilla-renderers");
const { default: Ajv2020 } = await import("ajv/dist/2020.js");

// laidOut is the UI schema that JSON Forms makes by itself, with the members of an object in a group: the
// renderers for plain HTML have none for objects. Those for Material do, and need no UI schema.
function laidOut(schema, root = schema, at = "#") {
	const follow = (one) => {
		const ref = one?.$ref ?? one?.allOf?.[0].$ref;
		return ref === undefined ? one : root.$defs[ref.replace("#/$defs/", "")];
	};
	const elements = Object.entries(schema.properties ?? {}).map(([name, value]) => {
		const scope = `${at}/properties/${name}`;
		const member = follow(value);
		if (member.type === "object") return { ...laidOut(member, root, scope), type: "Group", label: value.title ?? member.title };
		const items = follow(member.items);
		return { type: "Control", scope, ...(items?.type === "object" && { options: { detail: laidOut(items, root) } }) };
	});
	return { type: "VerticalLayout", elements };
}

// show renders the form, and tells what it holds and finds wrong.
async function show(language, data) {
	const schema = read(`answer.${language}.schema.json`);
	let tell;
	const told = new Promise((resolve) => { tell = resolve; });
	await render(JsonForms, {
		schema,
		uischema: laidOut(schema),
		data,
		renderers,
		cells,
		ajv: new Ajv2020({ allErrors: true }),
		onChange: tell,
	});
	await during(() => told);
	return told;
}

test("JSON Forms finds a control for every member by itself", () => {
	const schema = read("answer.fi.schema.json");
	const controls = (one) => Generate.uiSchema(one, "VerticalLayout", undefined, schema).elements.map((element) => element.scope);
	const members = (one) => Object.keys(one.properties).map((name) => `#/properties/${name}`);
	for (const one of [schema, ...Object.entries(schema.$defs).filter(([name]) => /^[A-Z]/.test(name)).map(([, definition]) => definition)]) {
		assert.deepEqual(controls(one), members(one));
		// For a text with allOf or anyOf there is no renderer: it counts as a choice of schemas.
		for (const member of Object.values(one.properties)) {
			if (member.type !== undefined) assert.ok(!("allOf" in member || "anyOf" in member), JSON.stringify(member));
		}
	}
});

test("titles are in one language, names stand for codes, and a right answer has no fault", async () => {
	const answer = read("answer.json");
	const { data, errors } = await show("fi", answer);
	assert.deepEqual(errors, []);
	assert.deepEqual(data, answer);
	for (const title of ["Nimeävä organisaatio", "Etunimi", "Päätöksen päivämäärä", "Suostumus"]) assert.ok(titles().includes(title), title);
	for (const title of titles()) assert.match(title, /^\P{Ll}/u, `${title} is the name of a member`);
	assert.ok(options("Nimeävä organisaatio").includes("Hämeenlinna"));
	assert.ok(options("Toimiala").includes("Varhaiskasvatus"));
	assert.ok(options("Kuka saa nähdä yhteystiedot").includes("Myös muut jäsenet"));
	assert.ok(!document.body.textContent.includes("Förnamn"));
	assert.ok(!document.body.textContent.includes("No applicable"));
});

test("a wrong answer has its faults where they are", async () => {
	const right = read("answer.json");
	const wrong = { ...right, nominator: "municipality:091", submitter: { ...right.submitter, email: "nobody" } };
	const { errors } = await show("sv", wrong);
	const places = errors.filter((error) => error.keyword !== "if").map((error) => error.instancePath);
	assert.deepEqual([...new Set(places)].sort(), ["/nominator", "/submitter/email"]);
});
