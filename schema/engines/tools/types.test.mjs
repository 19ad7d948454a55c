// Makes types of the general schema of nominations, as programs of others do, and holds them to documents:
// the right one must have the type, and each wrong one must not. SCHEMAS is the folder of both.
import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { after, before, describe, test } from "node:test";
import { fileURLToPath } from "node:url";
import { compile } from "json-schema-to-typescript";
import { FetchingJSONSchemaStore, InputData, JSONSchemaInput, quicktype } from "quicktype-core";

const schemas = process.env.SCHEMAS;
const schema = readFileSync(join(schemas, "answer.schema.json"), "utf8");
const right = JSON.parse(readFileSync(join(schemas, "answer.json"), "utf8"));
const tsc = fileURLToPath(new URL("node_modules/typescript/bin/tsc", import.meta.url));

// changed is the right document with other members of its first person, and of itself.
function changed(members, ofPerson = {}) {
	const [first, ...others] = right.representatives;
	return { ...right, representatives: [{ ...first, person: { ...first.person, ...ofPerson } }, ...others], ...members };
}

const wrong = {
	"consent in words": changed({ consent: "yes" }),
	"nobody named": changed({ representatives: [] }),
	"no sender": changed({ submitter: undefined }),
	"an unknown member": changed({ remark: "x" }),
	"an unknown sector": changed({}, { sector: "juggling" }),
	"a name that is a number": changed({}, { givenName: 1 }),
	"an e-mail address that is a list": changed({}, { email: ["aino@example.fi"] }),
};

const generators = {
	// A rule says nothing of members that it does not name: that is the object's own affair.
	"json-schema-to-typescript": () => compile(JSON.parse(schema), "Nomination", { bannerComment: "", additionalProperties: false }),
	quicktype: async () => {
		const input = new JSONSchemaInput(new FetchingJSONSchemaStore());
		await input.addSource({ name: "Nomination", schema });
		const inputData = new InputData();
		inputData.addInput(input);
		return (await quicktype({ inputData, lang: "typescript", rendererOptions: { "just-types": "true" } })).lines.join("\n");
	},
};

for (const [name, types] of Object.entries(generators)) {
	describe(name, () => {
		let folder;
		before(async () => {
			folder = mkdtempSync(join(schemas, "types-"));
			writeFileSync(join(folder, "types.ts"), await types());
			for (const [number, document] of [right, ...Object.values(wrong)].entries()) {
				const text = `import type { Nomination } from "./types";\nexport const document: Nomination = ${JSON.stringify(document)};\n`;
				writeFileSync(join(folder, `${number}.ts`), text);
			}
		});
		after(() => rmSync(folder, { recursive: true }));

		test("the right document has the type, and no wrong one", () => {
			const files = [right, ...Object.values(wrong)].map((_, number) => `${number}.ts`);
			const run = spawnSync(process.execPath, [tsc, "--noEmit", "--strict", "--pretty", "false", ...files], { cwd: folder, encoding: "utf8" });
			const faulty = new Set([...run.stdout.matchAll(/^(\w+)\.ts\(/gm)].map(([, file]) => file));
			assert.ok(!faulty.has("types"), `the types themselves: ${run.stdout}`);
			assert.ok(!faulty.has("0"), `the right document: ${run.stdout}`);
			const taken = Object.keys(wrong).filter((_, number) => !faulty.has(String(number + 1)));
			assert.deepEqual(taken, [], `taken for right: ${run.stdout}${run.stderr}`);
		});
	});
}
