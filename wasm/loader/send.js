// Sends a document to the service. Without cookies: the service knows its
// forms by other means, and a form on a foreign page has none.

const PATIENCE = 60_000; // milliseconds until an answer no longer counts

// Returns send(document) → {status, body, proof}; status 0 if no answer came. The proof
// shows what was sent at the address of the receipt; only a page of our own gets it. A
// document that is sent again because its answer did not come carries the same
// key, so that the service takes it once.
export function makeSend(endpoint) {
  let last = null;
  return async function send(document) {
    if (last?.document !== document) last = { document, key: makeKey() };
    try {
      const response = await fetch(endpoint, {
        method: "POST",
        headers: { "Accept": "application/json", "Content-Type": "application/json", "Idempotency-Key": last.key },
        body: document,
        credentials: "omit",
        signal: AbortSignal.timeout(PATIENCE),
      });
      return { status: response.status, body: await response.text(), proof: response.headers.get("Hyte-Shown") ?? "" };
    } catch {
      return { status: 0, body: "", proof: "" };
    }
  };
}

// crypto.randomUUID exists on secure pages only; a test server may not be one.
function makeKey() {
  return Array.from(crypto.getRandomValues(new Uint8Array(16)), (b) => b.toString(16).padStart(2, "0")).join("");
}
