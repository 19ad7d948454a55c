// Which forms this script shows: those of the service that has sent it.

// The sender puts the service's address in place of this text, see
// wasm.Widget.Embed; it must occur once. As it is, it stands for no address.
const sent = ["hyte:service"];

// What the script is called where it has a tag of its own. The tag of a script
// that it has become a part of says nothing about forms.
const OWN = /\/embed(-\w+)?\.js$/;

// Returns the origins whose forms the page may show because it runs this
// script. Such an origin is trusted with the page: its inline forms run in it.
// Markup must not be able to add one, because editors and visitors write markup:
// what counts is what the service wrote into the script, and the tag by which
// the page's author runs it. currentScript itself can be hidden by
// <img name="currentScript">, which is no script.
export function origins() {
  const tag = document.currentScript;
  const own = tag instanceof HTMLScriptElement && tag.src ? new URL(tag.src) : null;
  const addresses = own && OWN.test(own.pathname) ? [...sent, own.href] : sent;
  return [...new Set(addresses.filter((address) => /^https?:/.test(address)).map((address) => new URL(address).origin))];
}
