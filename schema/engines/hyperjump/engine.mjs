// Checks documents with @hyperjump/json-schema. ../README.md has the protocol.
import { registerSchema, unregisterSchema, validate } from "@hyperjump/json-schema/draft-2020-12";
import { run } from "../protocol.mjs";

const address = "https://hytekit.test/schema";

async function compile({ $id: _, ...schema }) {
	registerSchema(schema, address);
	const check = await validate(address);
	unregisterSchema(address);
	return (document) => ({ valid: check(document).valid });
}

await run("hyperjump", compile);
