// Package browser runs a widget inside the page's loader. It is the whole of
// what crosses between Go and JavaScript; the other side is
// wasm/loader/host.js, where the seam is described.
package browser
