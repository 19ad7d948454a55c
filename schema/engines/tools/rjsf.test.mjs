// Makes a form with react-jsonschema-form of the schema of one call in one language. SCHEMAS is the folder
// of the schema and of a right answer.
import assert from "node:assert/strict";
import { test } from "node:test";
import { during, options, read, render, titles } from "./page.mjs";

const { default: Form } = await import("@rjsf/core");
const { customizeValidator } = await import("@rjsf/validator-ajv8");
const { default: Ajv2020 } = await import("ajv/dist/2020.js");

const validator = customizeValidator({ AjvClass: Ajv2020 });

// show renders the form, and tells what it submits or finds wrong.
async function show(language, formData) {
	const told = { submitted: undefined, errors: undefined };
	await render(Form, {
		schema: read(`answer.${language}.schema.json`),
		validator,
		formData,
		noHtml5Validate: true,
		onSubmit: ({ formData: data }) => { told.submitted = data; },
		onError: (errors) => { told.errors = errors; },
	});
	return told;
}

async function submit() {
	const event = new window.Event("submit", { bubbles: true, cancelable: true });
	await during(async () => document.querySelector("form").dispatchEvent(event));
}

test("titles are in one language, and names stand for codes", async () => {
	await show("fi", read("answer.json"));
	const page = document.body.textContent;
	for (const title of ["Vastaus pyyntöön", "Nimeävä organisaatio", "Etunimi", "Toimiala"]) assert.ok(titles().includes(title), title);
	assert.ok(options("Nimeävä organisaatio").includes("Hämeenlinna"));
	assert.ok(options("Toimiala").includes("Varhaiskasvatus"));
	assert.ok(options("Sukupuoli").includes("Nainen"));
	for (const foreign of ["Förnamn", "First name", " / ", "municipality:061", "joint-authority:", "not-stated", "early-childhood", "organizer", "option 1", "Nominator is"]) {
		assert.ok(!page.includes(foreign), `${foreign} is on the page`);
	}
	for (const title of titles()) assert.match(title, /^\P{Ll}/u, `${title} is the name of a member`);
});

test("the same in Swedish", async () => {
	await show("sv", read("answer.json"));
	assert.ok(titles().includes("Förnamn"));
	assert.ok(options("Organisation som utser representanten").includes("Tavastehus"));
	assert.ok(!document.body.textContent.includes("Etunimi"));
});

test("a right answer submits as it is", async () => {
	const answer = read("answer.json");
	const told = await show("fi", answer);
	await submit();
	assert.equal(told.errors, undefined, JSON.stringify(told.errors));
	assert.deepEqual(told.submitted, answer);
});

test("a wrong answer does not submit", async () => {
	const right = read("answer.json");
	const told = await show("fi", { ...right, submitter: { ...right.submitter, email: "nobody" } });
	await submit();
	assert.equal(told.submitted, undefined);
	assert.ok(told.errors.some((error) => error.property === ".submitter.email"), JSON.stringify(told.errors));
});
