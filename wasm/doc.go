// Package wasm holds the browser widget as files to serve: the WebAssembly
// program, the script that starts it, and what a page must say to get it.
//
// The files are made by
//
//	go run ./wasm/build
//
// and embedded from the folder assets. A program that was built without them
// works all the same: [Open] then reports that there is no widget, and the
// pages are the complete plain forms, without a script.
//
//	widget, built := wasm.Open()
//	page := view.Document(lang, title, widget.Head("/assets/"),
//		widget.Mount("/assets/", wasm.Settings{…}, form))
//
// The widget improves the form that stands in its mount and never replaces it:
// see wasm/loader/runtime.js for how, and wasm/loader/host.js for what crosses
// between the page and the widget.
package wasm
