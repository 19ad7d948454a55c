// Sends a nomination to a service and says what became of it. All types come from the service's own
// description of its API.
//
//	node build/client.js https://lomakkeet.example.fi nomination.json
import { readFile } from "node:fs/promises";
import { randomUUID } from "node:crypto";
import createClient from "openapi-fetch";
import type { components, paths } from "./api.js";

type Nomination = components["schemas"]["nomination"];

const [address, file] = process.argv.slice(2);
if (!address || !file) {
	console.error("usage: node build/client.js ADDRESS FILE");
	process.exit(2);
}
const nomination: Nomination = JSON.parse(await readFile(file, "utf8"));
const client = createClient<paths>({ baseUrl: address });

// The key makes it safe to send again when no answer came: the service keeps the document once.
const { data: receipt, error: problem, response } = await client.POST("/api/v1/calls/{call}/nominations", {
	params: {
		path: { call: nomination.call },
		header: { "Idempotency-Key": randomUUID(), "Accept-Language": "en" },
	},
	body: nomination,
});
if (problem) {
	console.error(`${response.status} ${problem.type}`);
	for (const { rule, location, message } of problem.violations ?? []) {
		console.error(`${location || "/"}: ${message} (${rule})`);
	}
	process.exit(1);
}
const again = await client.GET("/api/v1/calls/{call}/nominations/{id}", {
	params: { path: { call: nomination.call, id: receipt.id } },
});
console.log(`${receipt.status} from ${receipt.nominator}, known again: ${again.data?.id === receipt.id}`);
