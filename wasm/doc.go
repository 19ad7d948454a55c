// Package wasm holds the browser widget as files to serve: the WebAssembly
// program, the script that starts it, and what a page must say to get it.
//
// A release of the module holds these files, embedded from the folder assets. In
// a checkout they are made by
//
//	go run ./wasm/build -trim
//
// A program that was built without them works all the same: [Open] then says
// [ErrNoWidget], and the pages are the complete plain forms, without a script.
//
// [Widget.Assets] joins the widget to the service of forms/intake. Pages of other
// programs say themselves what they load:
//
//	widget, err := wasm.Open()
//	page := view.Document(lang, title, widget.Head("/assets/"),
//		widget.Mount("/assets/", wasm.Settings{…}, form))
//
// The widget improves the form that stands in its mount and never replaces it:
// see wasm/loader/runtime.js for how, and wasm/loader/host.js for what crosses
// between the page and the widget.
package wasm
