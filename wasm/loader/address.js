// Finds out which form an element shows, in which language.

// The form's address ends with a language: /call/fi, or fi.html in a folder
// without a service.
const LANGUAGE = /\/([a-z]{2})(\/?|\.html)$/;

// Returns the address of a place's form in its language (place.js), where around
// is the language of the page.
export function formAddress(place, around) {
  const address = place.address();
  address.hash = "";
  return inLanguage(address, shortTag(place.read("lang")), shortTag(around));
}

// An own lang attribute goes before the language of the address, and that
// before the language of the page around. The service shows its nearest one.
function inLanguage(address, own, around) {
  const [, given, end] = address.pathname.match(LANGUAGE) ?? [];
  if (!given) {
    const language = own ?? around;
    if (language) address.searchParams.set("lang", language);
  } else if (own && own !== given) {
    address.pathname = address.pathname.replace(LANGUAGE, `/${own}${end}`);
  }
  return address;
}

// Returns the language tag of the page around an element, or null.
export function languageAround(element) {
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
