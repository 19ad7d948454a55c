// Package texts holds the words of forms and messages: one catalog per
// language, which is a JSON object of keys and texts.
//
// [For] gives the catalogs that the program carries, fi.json, sv.json, en.json
// and whatever other file lies beside them: a language is added without code.
// A program that uses only [Parse], as the widget in the browser does, does not
// carry them; it gets the one catalog it needs from [Catalog.AppendJSON].
//
// A text may have places in braces, such as {max}, which [Catalog.Text] fills.
// A text that a catalog lacks comes from the catalog that it falls back to, so
// that no reader ever sees a key.
package texts
