// A page without a browser, for forms that React renders.
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { JSDOM } from "jsdom";

const dom = new JSDOM("<!doctype html><main></main>", { pretendToBeVisual: true });
Object.assign(globalThis, { window: dom.window, document: dom.window.document, IS_REACT_ACT_ENVIRONMENT: true });
if (globalThis.navigator === undefined) globalThis.navigator = dom.window.navigator;
for (const name of ["Element", "HTMLElement", "HTMLInputElement", "Node", "Event"]) globalThis[name] = dom.window[name];

const { act, createElement } = await import("react");
const { createRoot } = await import("react-dom/client");

let root;

// render shows the component alone on the page.
export async function render(component, properties) {
	if (root !== undefined) await act(async () => root.unmount());
	root = createRoot(document.querySelector("main"));
	await act(async () => root.render(createElement(component, properties)));
}

// during waits for what a deed of the person brings about.
export const during = (deed) => act(deed);

// read is one of the files that the tests are given.
export const read = (name) => JSON.parse(readFileSync(join(process.env.SCHEMAS, name), "utf8"));

// titles are the labels of the form, without the mark of what is required.
export function titles() {
	return [...document.querySelectorAll("label, legend")].map((one) => one.textContent.replace("*", "").trim());
}

// options are what a control of that title lets a person choose, as the person sees it.
export function options(title) {
	const label = [...document.querySelectorAll("label")].find((one) => one.textContent.replace("*", "").trim() === title);
	return [...document.getElementById(label.htmlFor).options].map((one) => one.label.trim()).filter(Boolean);
}
