// Checks the lines of a file as fast as ajv can, for `make bench-validate`: schema and file as
// arguments, one JSON document a line. Prints how many documents were valid and invalid.
import { openSync, readFileSync, readSync } from "node:fs";
import Ajv2020 from "ajv/dist/2020.js";

const [schema, file] = process.argv.slice(2);
const validate = new Ajv2020({ strict: true }).compile(JSON.parse(readFileSync(schema, "utf8")));
const buffer = Buffer.alloc(1 << 20);
const input = openSync(file);
let [valid, invalid, kept] = [0, 0, 0];

for (;;) {
	const read = readSync(input, buffer, kept, buffer.length - kept, null);
	if (read === 0) break;
	const end = buffer.subarray(0, kept + read).lastIndexOf(10) + 1;
	for (const line of buffer.toString("utf8", 0, Math.max(end - 1, 0)).split("\n")) {
		if (validate(JSON.parse(line))) valid++;
		else invalid++;
	}
	buffer.copyWithin(0, end, kept + read);
	kept += read - end;
}
console.log(`${valid} ${invalid}`);
