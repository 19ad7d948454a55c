// Package view builds one tree of nodes from which a page's HTML is written
// and, in package wasm, the same page's widget.
//
// A tree is made of elements, texts and nothing else:
//
//	view.El("p", view.Attrs{view.Attr("class", "hint")},
//		view.Text("Muodossa "),
//		view.El("strong", nil, view.Text("31.12.2025")))
//
// [If] and [Each] choose and repeat, [Group] joins siblings, [Flag] sets an
// attribute without a value and [Maybe] leaves an empty one out. [Document]
// wraps a body into a whole page. [AppendHTML] and [Node.WriteTo] write it.
//
// # What is promised
//
// The HTML that is written parses back, by the rules that browsers follow, into
// exactly the tree that was built: same elements, same attributes, same texts,
// whatever strings were put in. Two consequences matter. Text can never become markup.
// And a widget can adopt the server's nodes by counting them.
//
// For this, the vocabulary is closed. Element names, attribute names and what
// may stand in what come from lists in this package; there are no event
// handler attributes, no style attribute, no style sheet but those of [Style], no
// inline script, no frames and no way to put in ready-made HTML. A name off the lists, an
// attribute given twice or a <ul> inside a <p> is a mistake of the program,
// found by the first test that renders the page, and so El and the attribute
// constructors panic with the name of the culprit; data cannot cause it.
//
// Data can hold a dangerous address. The addresses in href, src, action and
// formaction must be relative or have one of the schemes http, https, mailto
// and tel; any other address is replaced by [InvalidURL], on which nothing
// happens. A caller that wants to report it instead asks [SafeURL] first.
//
// Texts and attribute values are held as valid UTF-8 without NUL: what HTML
// cannot carry becomes U+FFFD on the way in. Empty texts disappear and
// adjacent ones are merged, because a parser cannot see them.
package view
