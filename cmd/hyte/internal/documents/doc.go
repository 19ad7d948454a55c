// Package documents cuts what a file or a pipe holds into JSON documents: one
// document, an array of documents, or one document after another (NDJSON, or
// whole files put together with cat).
//
// A [Reader] only looks for where documents begin and end; whether each is
// JSON is for whoever decodes it. So one broken document does not hide the next
// ones, and no byte that is not blank is passed over: it is part of a document,
// or there is a [Document] with a Fault. Memory does not grow with the input.
//
// # What a document is
//
// If the first character is "[", a byte-order mark aside, the input is one array and its items are the
// documents. Otherwise each document begins on a new line, or right behind the
// "}" of the one before, and goes on to the bracket that closes it; whatever
// else stands on that last line belongs to it too, and so makes it an error
// that can be shown. What begins with another character than a bracket is a
// document of one line.
//
// A line that begins with "{", where JSON does not allow one, ends a document
// whose brackets are still open: the line before was cut off. A text that has
// no closing quotation mark ends with its line, as it must in JSON.
package documents
