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

for (const file of files) {
	if (validate(JSON.parse(readFileSync(file, "utf8")))) {
		console.log(`${file}: valid`);
		continue;
	}
	process.exitCode = 1;
	// What an alternative (anyOf) tried in vain is not a fault of its own.
	const faults = validate.errors.filter((error) => error.keyword !== "if" && !error.schemaPath.includes("/anyOf/"));
	const lines = faults.map((error) => `${file}: ${location(error)} ${rule(error)}`.trimEnd());
	console.log([...new Set(lines)].sort().join("\n"));
}
