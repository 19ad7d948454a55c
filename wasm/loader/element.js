// <hyte-form src="https://service/call/fi"><a href="…">…</a></hyte-form>, for
// pages of any site. One script, no dependency; on the page it leaves nothing
// but the element's name.
//
// Attributes: src, lang, mode="frame" (which it is without) or "inline", and
// the theme's (theme.js). Any of them may change: another theme costs nothing,
// another form, language or mode what was typed. Events: hyte:ready,
// hyte:submitted (detail: the receipt), hyte:error (detail: message).
//
// The form comes when the element is first laid out (probe.js). Until it is
// there, and if it cannot be, the content of the element is shown, which should
// be a link to the form. What editors keep of the element becomes a form as well
// (finder.js).
//
// A page may hold the scripts of several services, in any order and of any
// version. A name is defined once: the first script defines the element, and
// each script, also the first, tells it through HyteForm.serve which origins it
// serves and how (services.js).

import { Finder } from "./finder.js";
import { origins } from "./origin.js";
import { Place } from "./place.js";
import { present } from "./presenter.js";
import { Services } from "./services.js";
import { adopt } from "./sheet.js";

const NAME = "hyte-form";
const services = new Services();
const finder = new Finder(services);
const kind = { holds: () => true, read: (element, name) => element.getAttribute(name) };

class HyteForm extends HTMLElement {
  #place = new Place(this, services);

  constructor() {
    super();
    adopt(this.shadowRoot, ":host { display: block } :host([hidden]) { display: none }");
  }

  connectedCallback() {
    this.#place.settleAs(kind);
  }

  // An element that is only moved comes back at once: an inline form with all
  // that it holds. A frame begins anew, but for Chromium's moveBefore.
  disconnectedCallback() {
    this.#place.settleSoon();
  }

  connectedMoveCallback() {}

  // For the scripts of all services. The contract between their versions is this
  // method, what a place offers to present, and what present returns.
  static serve(origins, present) {
    services.add(origins, present);
    finder.look(document);
  }
}

if (!customElements.get(NAME)) {
  customElements.define(NAME, HyteForm);
  finder.start();
}
const defined = customElements.get(NAME);
if (defined.serve) defined.serve(origins(), present);
else console.error(`<${NAME}> is defined by a script that shows no forms of ${origins().join(", ")}`);
