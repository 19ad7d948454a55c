// Says whether a form is served with all that a browser asks for:
//   node .ci/form.mjs http://127.0.0.1:8080/kanta-hame-hyte-2021/fi
// Exits with 1 and the reason if not.

import assert from "node:assert/strict";

async function get(address) {
  const response = await fetch(address, { signal: AbortSignal.timeout(10_000) });
  assert.equal(response.status, 200, `${address} answers ${response.status}`);
  return response;
}

const [address] = process.argv.slice(2);
const page = await (await get(address)).text();
assert.match(page, /<form\b[^>]*\bmethod="post"/, `${address} holds no form`);

const named = (pattern) => page.match(pattern)?.[1] ?? assert.fail(`${address} names nothing for ${pattern}`);
const script = await get(new URL(named(/<script\b[^>]*\bsrc="([^"]+)"/), address));
assert.match(script.headers.get("Content-Type"), /^text\/javascript\b/);

const widget = await get(new URL(named(/\bdata-hyte-wasm="([^"]+)"/), address));
assert.equal(widget.headers.get("Content-Type"), "application/wasm");
const program = Buffer.from(await widget.arrayBuffer());
assert.equal(program.subarray(0, 4).toString("latin1"), "\0asm", "what the page names as the widget is no WebAssembly");
await get(new URL(named(/\bdata-hyte-config="([^"]+)"/), address));
console.log(`${address} is a form, with a widget of ${program.length} bytes`);
