package view_test

import (
	"slices"
	"strings"
	"testing"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"github.com/hytekit/hytekit/forms/view"
)

// outline writes a built tree in a notation of its own that a parsed tree can
// be written in as well.
func outline(b *strings.Builder, depth int, n view.Node) {
	indent := strings.Repeat("  ", depth)
	if n.Tag() == "" {
		b.WriteString(indent + "text " + quote(n.Content()) + "\n")
		return
	}
	b.WriteString(indent + n.Tag())
	var attributes []string
	for a := range n.Attributes() {
		attributes = append(attributes, " "+a.Name()+"="+quote(a.Value()))
	}
	b.WriteString(inOrder(attributes))
	for child := range n.Children() {
		outline(b, depth+1, child)
	}
}

func outlineParsed(b *strings.Builder, depth int, n *html.Node) {
	indent := strings.Repeat("  ", depth)
	switch n.Type {
	case html.TextNode:
		b.WriteString(indent + "text " + quote(n.Data) + "\n")
		return
	case html.ElementNode:
		b.WriteString(indent + n.Data)
		var attributes []string
		for _, a := range n.Attr {
			attributes = append(attributes, " "+a.Key+"="+quote(a.Val))
		}
		b.WriteString(inOrder(attributes))
	default:
		b.WriteString(indent + "UNEXPECTED " + quote(n.Data) + "\n")
	}
	for child := n.FirstChild; child != nil; child = child.NextSibling {
		outlineParsed(b, depth+1, child)
	}
}

// inOrder ends an element's line with its attributes, which a parser may
// reorder.
func inOrder(attributes []string) string {
	slices.Sort(attributes)
	return strings.Join(attributes, "") + "\n"
}

func quote(s string) string {
	return `"` + strings.NewReplacer("\n", `\n`, "\r", `\r`, `"`, `\"`, `\`, `\\`).Replace(s) + `"`
}

// parsed writes what a browser's parser makes of a fragment of a body.
func parsed(t *testing.T, source string) string {
	t.Helper()
	body := &html.Node{Type: html.ElementNode, Data: "body", DataAtom: atom.Body}
	nodes, err := html.ParseFragment(strings.NewReader(source), body)
	if err != nil {
		t.Fatalf("parse: %v", err)
	}
	var b strings.Builder
	for _, n := range nodes {
		outlineParsed(&b, 0, n)
	}
	return b.String()
}

// parsedDocument writes what a browser's parser makes of a whole page.
func parsedDocument(t *testing.T, source string) string {
	t.Helper()
	root, err := html.Parse(strings.NewReader(source))
	if err != nil {
		t.Fatalf("parse: %v", err)
	}
	if d := root.FirstChild; d == nil || d.Type != html.DoctypeNode || d.Data != "html" {
		t.Fatalf("no doctype in %q", source)
	}
	var b strings.Builder
	outlineParsed(&b, 0, root.FirstChild.NextSibling)
	return b.String()
}

func built(n view.Node) string {
	var b strings.Builder
	outline(&b, 0, n)
	return b.String()
}
