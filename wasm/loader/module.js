// Fetches and compiles the widget, once per page and address.

const modules = new Map();

export function compile(address) {
  let module = modules.get(address);
  if (!module) {
    module = load(address);
    module.catch(() => modules.delete(address)); // the next one may try again
    modules.set(address, module);
  }
  return module;
}

async function load(address) {
  const response = await fetch(address); // the mode of <link rel="preload" as="fetch" crossorigin>
  if (!response.ok) throw new Error(`the widget could not be fetched: status ${response.status}`);
  const type = response.headers.get("Content-Type") ?? "";
  if (type.startsWith("application/wasm")) return WebAssembly.compileStreaming(response);
  return WebAssembly.compile(await response.arrayBuffer());
}

export async function fetchText(address) {
  const response = await fetch(address);
  if (!response.ok) throw new Error(`the form's description could not be fetched: status ${response.status}`);
  return response.text();
}
