// The protocol of README.md, for engines in Node.js.
import { readFileSync, writeSync } from "node:fs";

function write(text) {
	let rest = Buffer.from(text);
	while (rest.length > 0) {
		try {
			rest = rest.subarray(writeSync(1, rest));
		} catch (error) {
			if (error.code !== "EAGAIN") throw error;
		}
	}
}

async function serve(compile) {
	let check;
	let rest = "";
	process.stdin.setEncoding("utf8");
	for await (const chunk of process.stdin) {
		const lines = (rest + chunk).split("\n");
		rest = lines.pop();
		let answers = "";
		for (const line of lines) {
			const request = JSON.parse(line);
			if (Object.hasOwn(request, "schema")) check = await compile(request.schema);
			else answers += `${JSON.stringify(check(request.document))}\n`;
		}
		write(answers);
	}
	if (rest !== "") throw new Error("the last line has no end");
}

// run speaks the protocol for the engine. compile makes of a schema, or promises, a function that gives
// the answer about a document.
export async function run(name, compile) {
	try {
		const [schema, ...documents] = process.argv.slice(2).map((file) => JSON.parse(new TextDecoder().decode(readFileSync(file))));
		if (schema === undefined) return await serve(compile);
		const check = await compile(schema);
		write(documents.map((document) => `${JSON.stringify(check(document))}\n`).join(""));
	} catch (error) {
		console.error(`${name}: ${error.message}`);
		process.exit(2);
	}
}
