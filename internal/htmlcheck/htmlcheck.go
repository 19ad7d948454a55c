// Package htmlcheck has composable checks of a page's HTML, for tests: whether
// every control has a label, every reference a target, the summary of errors the
// texts at their places.
package htmlcheck

import (
	"bytes"
	"fmt"
	"iter"
	"strings"
	"testing"

	"golang.org/x/net/html"
)

// Check looks at a page and says what is wrong with it, a line for each fault.
type Check func(root *html.Node) []string

// Run parses the page and fails the test for every fault that a check finds.
// It returns the page for further looks.
func Run(t testing.TB, page []byte, checks ...Check) *html.Node {
	t.Helper()
	root, err := html.Parse(bytes.NewReader(page))
	if err != nil {
		t.Fatalf("the page cannot be parsed: %v", err)
	}
	for _, check := range checks {
		for _, fault := range check(root) {
			t.Error(fault)
		}
	}
	return root
}

// All are the checks that every page must stand. [Untouched] and [Wiring] are
// for pages in one state.
func All() []Check {
	return []Check{UniqueIDs, Labels, References, Headings, Groups, Languages, Texts, Links, Autocomplete, Whole}
}

// Elements yields the elements of a tree with one of the names, or all without
// a name, in document order.
func Elements(root *html.Node, names ...string) iter.Seq[*html.Node] {
	return func(yield func(*html.Node) bool) {
		for n := range root.Descendants() {
			if n.Type != html.ElementNode {
				continue
			}
			wanted := len(names) == 0
			for _, name := range names {
				wanted = wanted || n.Data == name
			}
			if wanted && !yield(n) {
				return
			}
		}
	}
}

// Attr is the value of an attribute, "" if it is absent.
func Attr(n *html.Node, name string) string {
	value, _ := Lookup(n, name)
	return value
}

// Lookup is the value of an attribute and whether there is one.
func Lookup(n *html.Node, name string) (string, bool) {
	for _, a := range n.Attr {
		if a.Key == name {
			return a.Val, true
		}
	}
	return "", false
}

// ByID is the element with an id, or nil.
func ByID(root *html.Node, id string) *html.Node {
	for n := range Elements(root) {
		if value, ok := Lookup(n, "id"); ok && value == id {
			return n
		}
	}
	return nil
}

// Text is the text in an element, white space collapsed.
func Text(n *html.Node) string {
	var b strings.Builder
	for d := range n.Descendants() {
		if d.Type == html.TextNode {
			b.WriteString(d.Data)
		}
	}
	return strings.Join(strings.FieldsFunc(b.String(), func(r rune) bool { return r == ' ' || r == '\n' || r == '\t' }), " ")
}

// name describes an element in a fault.
func name(n *html.Node) string {
	for _, attribute := range []string{"id", "name", "class"} {
		if value := Attr(n, attribute); value != "" {
			return fmt.Sprintf("<%s %s=%q>", n.Data, attribute, value)
		}
	}
	return "<" + n.Data + ">"
}

// isHidden reports whether the element, or one around it, is not to be seen.
func isHidden(n *html.Node) bool {
	for ; n != nil; n = n.Parent {
		if _, hidden := Lookup(n, "hidden"); hidden || Attr(n, "aria-hidden") == "true" {
			return true
		}
	}
	return false
}
