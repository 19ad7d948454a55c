// The seam between the page and the Go widget. Go finds this object as the
// global "hyte" (package browser is the other side):
//
//   config     text: what the form is made from, as the server gave it
//   state      text: what the server knew when it wrote the page, or ""
//   language   text: BCP 47 tag of the page's language
//   values()   [[name, [value, …]], …]: what the controls hold now, and those that are to come
//   ready({input, left, search, press, check, submit, save, open, speak})
//              the widget is on the page; from now on it is told what happens
//   send(document, answer)
//              POSTs a JSON text; later calls answer(status, body), status 0
//              if no answer came
//   write(name, values), focus(id), title(text)
//              change what the person sees; ids are those inside the mount
//   submitted(receipt)
//              the document was accepted; receipt is a JSON text
//   save(name, text)
//              gives the person a file
//   spoke(ok)
//              whether the form is in the other language that it was asked for
//   fail(message)
//              the widget cannot start; the page stays as it is

import { allValues, writeValues } from "./controls.js";
import { download } from "./deeds.js";
import { focusInside } from "./follow.js";

export function makeHost({ mount, config, state, language, waiting, send, title, ready, submitted, spoke, led, fail }) {
  return {
    config,
    state,
    language,
    values: () => [...allValues(mount), ...waiting],
    ready,
    send,
    write: (name, values) => writeValues(mount, name, values),
    focus(id) {
      focusInside(mount, id);
      led();
    },
    title,
    submitted: (receipt) => submitted(JSON.parse(receipt)),
    save: (name, text) => download(name, "application/json", text),
    spoke,
    fail: (message) => fail(new Error(message)),
  };
}
