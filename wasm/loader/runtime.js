// Runs the Go widget inside an element of a page. Before it is ready, when it
// cannot start and after it has crashed, the form in the element is the
// server's plain form, with all that was typed into it.

import { loadGo } from "hyte:wasm_exec";
import { Adopter } from "./adopt.js";
import { allValues, writeValues } from "./controls.js";
import { listen } from "./events.js";
import { makeFacade, makeTimers } from "./facade.js";
import { makeHost } from "./host.js";
import { compile, fetchText } from "./module.js";
import { makeSend } from "./send.js";
import { remember } from "./transfer.js";

// options:
//   mount      the element; its first child element is the server's form
//   wasm       address of the widget
//   config     address of what the form is made from
//   endpoint   address that takes the documents
//   state      text from the server for the widget, or ""
//   language   BCP 47 tag
//   waiting    [[name, [value, …]], …]: what controls hold that the widget is to bring; absent if there is none
//   signal     AbortSignal: gives up a start that is under way
//   title      called with a new page title; absent on foreign pages
//   submitted  called with the receipt, and with the proof of it if there is one
//   crashed    called with the error when a widget that was ready dies
// Returns {adopted, created, speak(config, action), stop()} once the widget is ready: how
// many nodes were taken over and made, what changes its language, and what ends it.
export async function start(options) {
  const [module, config] = await Promise.all([compile(options.wasm), fetchText(options.config)]);
  const instance = new Instance(options, config);
  const program = await WebAssembly.instantiate(module, instance.imports);
  options.signal?.throwIfAborted();
  return instance.run(program);
}

// What the buttons that end a step are called, and what Go is told. A form that a script
// submits, without a button, is looked at before it is sent.
const STEPS = { check: "check", send: "submit", "": "submit" };

// What is longer, in bytes, is no draft of a form.
const LONGEST_DRAFT = 4_000_000;

// A control can have the name of a method of its form and hide it.
const { requestSubmit } = HTMLFormElement.prototype;
const { toggleAttribute } = Element.prototype;

class Instance {
  #options;
  #mount;
  #go;
  #send;
  #adopter = null;
  #listening = null;
  #alive = true;
  #ready = false;
  #timers = makeTimers();
  #submission = null; // {form, submitter}: what the person asked for and Go has not settled yet
  #handlers = null; // what Go is told by
  #answered = null; // settles once the answer that is awaited has come
  #spoke = null; // called with whether another language came, while one is waited for
  #proof = ""; // of the last answer of the service
  #failure = null; // why the widget did not become ready

  constructor(options, config) {
    this.#options = options;
    this.#mount = options.mount;
    this.#send = makeSend(options.endpoint);
    const facade = makeFacade({
      mount: this.#mount,
      nodes: { element: (name) => this.#adopter?.element(name), text: (data) => this.#adopter?.text(data) },
      host: this.#makeHost(config),
      timers: this.#timers,
      log: (line) => console.warn(line),
    });
    const Go = loadGo(facade);
    this.#go = new Go();
    this.#go.exit = (code) => this.#die(new Error(`the widget ended with status ${code}`));
  }

  get imports() {
    return this.#go.importObject;
  }

  // No event comes in between from here to the end of run: what Go reads of
  // the controls is what they hold when it takes over.
  run(program) {
    const root = this.#mount.firstElementChild;
    if (!root) throw new Error("there is no form to take over");
    const adopter = new Adopter(root);
    this.#takeOver(program, adopter);
    for (const [name, values] of this.#options.waiting ?? []) writeValues(this.#mount, name, values);
    if (!this.#listening) {
      this.stop();
      throw this.#failure ?? new Error("the widget did not become ready");
    }
    this.#ready = true;
    return { adopted: adopter.adopted, created: adopter.created, speak: (config, action) => this.#speak(config, action), stop: () => this.stop() };
  }

  #takeOver(program, adopter) {
    const mount = this.#mount;
    const apply = remember(mount);
    // Go-app replaces the first child of its body with the widget.
    mount.replaceChild = (next, previous) => {
      delete mount.replaceChild;
      this.#adopter = null;
      adopter.finish();
      if (next !== previous) mount.replaceChild(next, previous);
      apply();
      return previous;
    };
    this.#adopter = adopter;
    this.#go.run(program).catch((error) => this.#die(error));
    this.#adopter = null;
    delete mount.replaceChild;
    adopter.abandon();
  }

  #makeHost(config) {
    const { mount, state, language, waiting = [], submitted, title } = this.#options;
    return makeHost({
      mount, config, state, language, waiting,
      ready: (handlers) => this.#listen(handlers),
      send: (document, answer) => (this.#answered = this.#deliver(document, answer)),
      title: (text) => title?.(text),
      submitted: (receipt) => submitted?.(receipt, this.#proof),
      spoke: (ok) => this.#spoke?.(ok),
      led: () => this.#settle(), // Go leads the person somewhere when it is done
      fail: (error) => (this.#failure = error),
    });
  }

  // Shows the form in another language, with all that was typed. config is the text that the
  // form in it is made from, "" where none came, and action the address to which it is posted.
  // Resolves to whether the form speaks it; what is sent is answered first.
  async #speak(config, action) {
    await this.#answered;
    return new Promise((resolve) => {
      this.#spoke = resolve;
      this.#call(() => this.#handlers.speak(config, action, allValues(this.#mount)));
    });
  }

  #listen(handlers) {
    this.#handlers = handlers;
    this.#listening = listen(this.#mount, {
      input: (name, values) => {
        this.#settle(); // the person has gone on
        this.#call(() => handlers.input(name, values));
      },
      left: (name, values) => this.#call(() => handlers.left(name, values)),
      search: (name, what, text) => {
        this.#settle();
        this.#call(() => handlers.search(name, what, text));
      },
      submit: ({ target: form, submitter }) => {
        if (submitter?.name === "draft") return void this.#draft(submitter);
        if (!this.#submission?.sent) this.#submission = { form, submitter, sent: false };
        const step = submitter ? STEPS[submitter.name] : "check";
        if (step) this.#call(() => handlers[step](allValues(this.#mount)));
        else this.#call(() => handlers.press(submitter.name, submitter.value));
      },
    });
    this.#checkNatively(false);
  }

  // A draft is read and written here: no server has a part in it.
  async #draft({ value, form }) {
    if (value === "save") return this.#call(() => this.#handlers.save(allValues(this.#mount)));
    const [file] = form.querySelector("[name=opened]").files;
    const text = await file?.slice(0, LONGEST_DRAFT).text().catch(() => "");
    this.#call(() => this.#handlers.open(text ?? ""));
  }

  #settle() {
    if (!this.#submission?.sent) this.#submission = null;
  }

  async #deliver(document, answer) {
    if (this.#submission) this.#submission.sent = true;
    const { status, body, proof } = await this.#send(document);
    if (!this.#alive) return;
    this.#proof = proof;
    this.#call(() => answer(status, body));
    this.#submission = null;
  }

  #call(f) {
    try {
      if (this.#alive) f();
    } catch (error) {
      this.#die(error);
    }
  }

  // The widget is dead and the form lives on as the plain one. If the person
  // was sending it, the browser sends it now.
  #die(error) {
    if (!this.#alive) return;
    const { form, submitter } = this.#submission ?? {};
    this.stop();
    if (!this.#ready) {
      this.#failure ??= error;
      return;
    }
    this.#options.crashed?.(error);
    // Not at once: a form that is just being submitted ignores a second try.
    if (form) setTimeout(() => requestSubmit.call(form, submitter?.form === form ? submitter : null));
  }

  // While the widget checks, the browser must not: it would stop the form first.
  #checkNatively(native) {
    for (const form of this.#mount.querySelectorAll("form")) toggleAttribute.call(form, "novalidate", !native);
  }

  stop() {
    if (!this.#alive) return;
    this.#alive = false;
    this.#listening?.leave();
    this.#checkNatively(true);
    this.#timers.stop();
    // Go-app has no stop: nothing calls into Go from now on, and whoever keeps
    // this instance does not keep the program.
    this.#go.exited = true;
    this.#go._resume = () => {};
    this.#go = null;
    this.#listening = this.#handlers = this.#spoke = null;
  }
}
