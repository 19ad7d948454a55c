// Makes a form with JSON Forms of the schema of one call in one language, and of a UI schema that says which
// members are asked in which order. SCHEMAS is the folder of the schema and of a right answer.
import assert from "node:assert/strict";
import { test } from "node:test";
import { during, options, read, render, titles } from "./page.mjs";

const { JsonForms } = await import("@jsonforms/react");
const { vanillaCells: cells, vanillaRenderers: renderers } = await import("@jsonforms/vanilla-renderers");
const { default: Ajv2020 } = await import("ajv/dist/2020.js");

const layout = (...elements) => ({ type: "VerticalLayout", elements });
const control = (...path) => ({ type: "Control", scope: `#/${path.map((name) => `properties/${name}`).join("/")}` });
const person = ["givenName", "familyName", "sector", "gender", "email", "contactVisibility"].map((name) => control("person", name));
const uischema = layout(
	control("nominator"),
	{ ...control("representatives"), options: { detail: layout(...person) } },
	control("decision", "date"),
	control("submitter", "email"),
	control("consent"),
);

// show renders the form, and tells which places are at fault.
async function show(language, data) {
	let tell;
	const told = new Promise((resolve) => { tell = resolve; });
	await render(JsonForms, {
		schema: read(`answer.${language}.schema.json`),
		uischema,
		data,
		renderers,
		cells,
		ajv: new Ajv2020({ allErrors: true }),
		onChange: (state) => tell(state.errors),
	});
	await during(() => told);
	return (await told).map((error) => error.instancePath);
}

test("titles are in one language, names stand for codes, and a right answer has no fault", async () => {
	assert.deepEqual(await show("fi", read("answer.json")), []);
	for (const title of ["Nimeävä organisaatio", "Etunimi", "Päätöksen päivämäärä", "Suostumus"]) assert.ok(titles().includes(title), title);
	assert.ok(options("Nimeävä organisaatio").includes("Hämeenlinna"));
	assert.ok(options("Toimiala").includes("Varhaiskasvatus"));
	assert.ok(options("Kuka saa nähdä yhteystiedot").includes("Myös muut jäsenet"));
	assert.ok(!document.body.textContent.includes("Förnamn"));
});

test("a wrong answer has its faults where they are", async () => {
	const right = read("answer.json");
	const wrong = { ...right, nominator: "municipality:091", submitter: { ...right.submitter, email: "nobody" } };
	assert.deepEqual([...new Set(await show("sv", wrong))].sort(), ["/nominator", "/submitter/email"]);
});
