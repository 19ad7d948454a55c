// Finds out which form an element shows, in which language.

// The form's address ends with a language: /call/fi, or fi.html in a folder
// without a service.
const LANGUAGE = /\/([a-z]{2})(\/?|\.html)$/;

// Returns the form's address for the element, from its src attribute or the
// link in it, or throws an error that says what is wrong. service is the
// address of the script: only forms of the same origin are shown, since the
// page trusts that origin already and no other.
export function formAddress(element, service) {
  const source = element.getAttribute("src") ?? element.querySelector("a[href]")?.href;
  if (!source) throw new Error("which form? Set the attribute src, or put a link to the form inside");
  const address = new URL(source, element.ownerDocument.baseURI);
  if (address.origin !== new URL(service).origin) {
    throw new Error(`the form must come from ${new URL(service).origin}, as the script does`);
  }
  address.hash = "";
  return inLanguage(address, element);
}

// An own lang attribute goes before the language of the address, and that
// before the language of the page around. The service shows its nearest one.
function inLanguage(address, element) {
  const own = shortTag(element.getAttribute("lang"));
  const [, given, end] = address.pathname.match(LANGUAGE) ?? [];
  if (!given) {
    const language = own ?? shortTag(languageAround(element));
    if (language) address.searchParams.set("lang", language);
  } else if (own && own !== given) {
    address.pathname = address.pathname.replace(LANGUAGE, `/${own}${end}`);
  }
  return address;
}

function languageAround(element) {
  for (let at = element; at; at = at.parentNode ?? at.host) {
    const language = at.getAttribute?.("lang");
    if (language) return language;
  }
  return null;
}

const shortTag = (tag) => tag?.match(/^[a-z]{2}(?![a-z])/i)?.[0].toLowerCase();

// The form alone, for a page that takes it in: /call/fi/fragment, or
// fi.fragment.html. The query stays.
export function fragmentAddress(form) {
  const address = new URL(form);
  address.pathname = address.pathname.endsWith(".html")
    ? address.pathname.replace(/\.html$/, ".fragment.html")
    : `${address.pathname.replace(/\/$/, "")}/fragment`;
  return address;
}
