// Checks documents with @cfworker/json-schema. ../README.md has the protocol.
import { Validator } from "@cfworker/json-schema";
import { run } from "../protocol.mjs";

function compile(schema) {
	const validator = new Validator(schema, "2020-12");
	return (document) => ({ valid: validator.validate(document).valid });
}

await run("cfworker", compile);
