// Fetches the form of another page, or the page itself.

// Returns {page, address}: a document, and where it came from.
//
// XMLHttpRequest makes a document of the answer without a policy's Trusted
// Types, as neither innerHTML nor DOMParser does. No script in it runs.
export function fetchPage(address, signal) {
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest();
    const fail = () => reject(new Error("the form could not be fetched"));
    request.open("GET", address);
    request.responseType = "document";
    request.overrideMimeType("text/html;charset=utf-8");
    request.onload = () => (request.status === 200 && request.responseXML ? resolve({ page: request.responseXML, address: request.responseURL }) : fail());
    request.onerror = request.onabort = fail;
    signal?.addEventListener("abort", () => request.abort());
    request.send();
  });
}

// The address that a mount of a fetched page names: it may be relative, and this is another
// page.
export const resolve = (mount, name, address) => new URL(mount.dataset[name], address).href;
