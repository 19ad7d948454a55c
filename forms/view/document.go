package view

import "strings"

// Document returns a whole page: the doctype, the encoding, the viewport, the
// title, what else belongs in the head, and the body. lang is the page's
// BCP 47 language tag, such as fi; title must not be empty. A Document cannot
// stand in another node.
//
// It panics if head holds anything but link, meta and script elements and what
// [Style] returns.
func Document(lang, title string, head []Node, body ...Node) Node {
	top := []Node{
		// Written first: the encoding must be known before any text comes.
		build(metaElement, Attrs{{name: "charset", value: "utf-8"}}, nil),
		El("meta", Attrs{Attr("name", "viewport"), Attr("content", "width=device-width, initial-scale=1")}),
		build(titleElement, nil, []Node{Text(title)}),
	}
	return build(htmlElement, Attrs{Attr("lang", lang)}, []Node{
		build(headElement, nil, append(top, head...)),
		build(bodyElement, nil, body),
	})
}

// Style returns the style element of a page's head. The text is a style sheet
// that this program carries, never one that somebody sent; a policy lets it in
// by its hash.
//
// It panics if the text holds a "<", with which the element could end early. No
// style sheet needs one.
func Style(css string) Node {
	if strings.Contains(css, "<") {
		panic("view: a style sheet must not hold <")
	}
	return build(styleElement, nil, []Node{{text: css}})
}
