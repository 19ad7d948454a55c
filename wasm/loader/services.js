// The services whose forms a page may show, and how. An origin counts only if a
// script that runs in the page vouches for it (origin.js), never because markup
// names it.
//
// Each service's forms are shown by its own script: a form and the script that
// shows it are of one version, whichever script defined the element.

export class Services {
  #presents = new Map(); // origin → present
  #places = new Set(); // those in the page

  // Tells how the forms of the origins are shown. present(place) shows the form
  // of a place (place.js) and returns {update(), stop()}. The first to vouch for
  // an origin stays: a page may run the same script many times.
  add(origins, present) {
    for (const origin of origins) if (!this.#presents.has(origin)) this.#presents.set(origin, present);
    for (const place of this.#places) place.settleSoon();
  }

  // Ends the forms of places that are no longer in the page.
  letGo() {
    for (const place of this.#places) if (!place.element.isConnected) place.settleSoon();
  }

  // Returns present for an address, or undefined.
  of(address) {
    return this.#presents.get(address.origin);
  }

  get origins() {
    return [...this.#presents.keys()];
  }

  enter(place) {
    this.#places.add(place);
  }

  leave(place) {
    this.#places.delete(place);
  }
}
