// Checks documents with ajv. ../README.md has the protocol.
import Ajv2020 from "ajv/dist/2020.js";
import { run } from "../protocol.mjs";

const escape = (token) => token.replaceAll("~", "~0").replaceAll("/", "~1");

// attempts finds the parts of a schema that are only tried: their errors are not errors of the document.
function attempts(root) {
	const tried = new Set();
	const certain = new Set();
	const follow = (schema, seen) => {
		if (schema === null || typeof schema !== "object" || seen.has(schema)) return;
		seen.add(schema);
		if (schema.$ref) follow(root.$defs[schema.$ref.replace("#/$defs/", "")], seen);
		for (const one of [schema.items, schema.additionalProperties, schema.propertyNames, schema.then, schema.else]) follow(one, seen);
		for (const one of [...(schema.allOf ?? []), ...Object.values(schema.properties ?? {})]) follow(one, seen);
		for (const one of [...(schema.anyOf ?? []), ...(schema.oneOf ?? []), schema.contains]) follow(one, seen === certain ? tried : seen);
	};
	follow(root, certain);
	return { has: (schema) => tried.has(schema) && !certain.has(schema) };
}

// owners says of every part of a definition that is a rule what rule it is. Rules have names in lower
// case; groups of values have a colon in theirs.
function owners(root) {
	const rules = new Map();
	const mark = (part, name) => {
		if (part === null || typeof part !== "object") return;
		rules.set(part, name);
		for (const one of Object.values(part)) mark(one, name);
	};
	for (const [name, definition] of Object.entries(root.$defs ?? {})) {
		if (/^[a-z][^:]*$/.test(name)) mark(definition, name);
	}
	return rules;
}

function locate(error) {
	const name = error.params.missingProperty ?? error.params.additionalProperty ?? error.propertyName ?? error.params.propertyName;
	return name === undefined ? error.instancePath : `${error.instancePath}/${escape(name)}`;
}

function compile(schema) {
	const validate = new Ajv2020({ strict: true, allErrors: true, verbose: true }).compile(schema);
	const tried = attempts(schema);
	const rules = owners(schema);
	return (document) => {
		if (validate(document)) return { valid: true, errors: [] };
		const errors = validate.errors
			.filter((error) => error.keyword !== "if" && !tried.has(error.parentSchema))
			.map((error) => ({ location: locate(error), rule: rules.get(error.parentSchema) }));
		return { valid: false, errors };
	};
}

await run("ajv", compile);
