// What a mail program makes of a mailto address: {to, and the fields by name}.
export function letter(address) {
  const [, to, query] = address.match(/^mailto:([^?]*)\?(.*)$/);
  return { to, ...Object.fromEntries(query.split("&").map((pair) => pair.split("=").map(decodeURIComponent))) };
}
