// Asks html-validate about HTML, with its recommended rules, those about accessibility among them.

import assert from "node:assert/strict";
import { HtmlValidate, StaticConfigLoader } from "html-validate";

// The rules that are switched off, and why.
const off = {
  "doctype-style": "HTML does not care about the case of its doctype; ours is as the standard's own examples write it",
  "attribute-empty-style": "download=\"\" says the same as download",
  "long-title": "a page is named after its request, which a council names as long as it wants",
  "prefer-native-element": "the search among organizations is a combobox with a listbox, which no element is; where no script runs, there is a select",
};

// The same for what a browser tells of a page that it holds: it writes HTML in its own way.
const offInBrowser = {
  "attribute-boolean-style": "a browser writes required as required=\"\"",
  "no-inline-style": "the loader switches the browser's scroll anchoring off, see wasm/loader/steady.js; no page is sent with a style of that kind",
  "wcag/h32": "a form whose deadline has passed while it was open keeps what was typed, and has no button to send it",
  "no-trailing-whitespace": "a calendar that is held in a page is folded at 75 octets (RFC 5545, 3.1), after a space, too",
  "void-style": "how a browser closes elements without an end tag",
};

const validator = (rules) =>
  new HtmlValidate(new StaticConfigLoader({ extends: ["html-validate:recommended"], rules: Object.fromEntries(Object.keys(rules).map((rule) => [rule, "off"])) }));

const served = validator(off);
const inBrowser = validator({ ...off, ...offInBrowser });

// A table that is laid out as blocks on a narrow page loses its roles in browsers, so it says them itself.
const isOfTable = ({ ruleId, message }) => ruleId === "no-redundant-role" && / on <(table|thead|tbody|tr|th|td)>$/.test(message);

async function check(html, state, validate) {
  const { results } = await validate.validateString(html);
  assert.deepEqual(results.flatMap(({ messages }) => messages).filter((found) => !isOfTable(found)).map(({ ruleId, message, line, column }) => `${line}:${column} ${ruleId}: ${message}`), [], state);
}

// Checks HTML as it was sent. state names what the page shows, for the message.
export const checkHTML = (html, state) => check(html, state, served);

// Checks a page as the browser holds it now, after what scripts have made of it. go-app sets
// attributes that are either there or not to "true", which is the same to a browser.
export const checkHeld = async (page, state) => check((await page.evaluate(held)).replaceAll(/ ((?:form)?novalidate)="true"/g, " $1"), state, inBrowser);

// Runs in the page.
const held = () => `<!doctype html>\n${document.documentElement.outerHTML}`;
