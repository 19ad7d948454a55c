// Checks files with a schema: node validate.mjs SCHEMA FILE...
import { readFileSync } from "node:fs";
import Ajv2020 from "ajv/dist/2020.js";

const [schema, ...files] = process.argv.slice(2);
if (files.length === 0) {
	console.error("usage: node validate.mjs SCHEMA FILE...");
	process.exit(2);
}

// allErrors reports everything at once. A service that strangers write to limits the length of what it
// reads before it asks for that.
const validate = new Ajv2020({ strict: true, allErrors: true }).compile(JSON.parse(readFileSync(schema, "utf8")));

// A property that is missing or unknown is located at the property itself.
function location({ instancePath, params }) {
	const property = params.missingProperty ?? params.additionalProperty;
	return property === undefined ? instancePath : `${instancePath}/${property.replaceAll("~", "~0").replaceAll("/", "~1")}`;
}

// Rules of hytekit are definitions, which the path of the schema names.
const rule = ({ schemaPath }) => /^#\/\$defs\/([a-z][a-z_.]*)\//.exec(schemaPath)?.[1] ?? "";

// encodings that programs write instead of UTF-8, by the byte-order mark that a file begins with.
const encodings = { fffe: "UTF-16", feff: "UTF-16" };

// faults are lines about what is wrong with a file. A parser's own message would repeat what is in it.
function faults(file) {
	const bytes = readFileSync(file);
	const encoding = encodings[bytes.subarray(0, 2).toString("hex")];
	if (encoding) return [`encoded in ${encoding}: save it in UTF-8`];
	let text;
	try {
		text = new TextDecoder("utf-8", { fatal: true }).decode(bytes); // without the byte-order mark
	} catch {
		return ["not encoded in UTF-8: save it in UTF-8"];
	}
	let document;
	try {
		document = JSON.parse(text);
	} catch {
		return ["no JSON document"];
	}
	if (validate(document)) return [];
	// What an alternative (anyOf) tried in vain is not a fault of its own.
	const errors = validate.errors.filter((error) => error.keyword !== "if" && !error.schemaPath.includes("/anyOf/"));
	return [...new Set(errors.map((error) => `${location(error) || "the document"} ${rule(error)}`.trimEnd()))].sort();
}

try {
	for (const file of files) {
		const found = faults(file);
		if (found.length > 0) process.exitCode = 1;
		for (const line of found.length > 0 ? found : ["valid"]) console.log(`${file}: ${line}`);
	}
} catch (error) {
	console.error(error.message);
	process.exitCode = 2;
}
