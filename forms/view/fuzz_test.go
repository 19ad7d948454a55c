package view_test

import (
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/hytekit/hytekit/forms/view"
)

// FuzzStringsStayStrings puts any two strings wherever a string can go.
func FuzzStringsStayStrings(f *testing.F) {
	for _, s := range []string{
		"", "\n", "\n\n", "\r\n", "\x00", "\xff\xfe", "&amp;", "&amp", "&#0;", "</textarea>", "</title><script>",
		`"><img src=x onerror=alert(1)>`, "-->", "<!--", "]]>", "\u2028", "\ufeff", "\u00a0", "\x0c", "a\tb", "&notit;", "&#x80;",
	} {
		f.Add(s, s+"x")
	}
	f.Fuzz(func(t *testing.T, a, b string) {
		n := view.El("div", view.Attrs{view.Attr("title", a), view.Attr("data-b", b), view.Attr("id", a+b)},
			view.Text(a),
			view.El("a", view.Attrs{view.Attr("href", a)}, view.Text(b)),
			view.Text(b), view.Text(a),
			view.El("textarea", nil, view.Text(a)),
			view.El("pre", nil, view.Text(b), view.El("code", nil, view.Text(a))),
			view.El("select", nil, view.El("option", view.Attrs{view.Attr("value", b)}, view.Text(a))),
			view.El("button", view.Attrs{view.Attr("formaction", b), view.Flag("disabled", true)}, view.Text(b)))
		if diff := cmp.Diff(built(n), parsed(t, string(view.AppendHTML(nil, n)))); diff != "" {
			t.Errorf("fragment (-built +parsed):\n%s", diff)
		}
		document := view.Document(a, b, nil, view.El("p", nil, view.Text(a)), view.Text(b))
		if diff := cmp.Diff(built(document), parsedDocument(t, string(view.AppendHTML(nil, document)))); diff != "" {
			t.Errorf("document (-built +parsed):\n%s", diff)
		}
	})
}

// FuzzTreesParseBack builds trees of the whole vocabulary from any bytes:
// whatever El accepts, a parser must leave as it is.
func FuzzTreesParseBack(f *testing.F) {
	f.Add([]byte("\x04\x05\x06"))
	f.Add([]byte(strings.Repeat("dl dd div dt ul li table p h2 a button label form select option", 4)))
	for i := range view.ElementNames() {
		f.Add([]byte{byte(i), 3, byte(i + 1), 2, 0, byte(i), 2, 255, 9})
	}
	f.Fuzz(func(t *testing.T, data []byte) {
		g := generator{data: data, names: view.ElementNames()}
		n := g.element("div", nil, 0)
		if diff := cmp.Diff(built(n), parsed(t, string(view.AppendHTML(nil, n)))); diff != "" {
			t.Errorf("tree (-built +parsed):\n%s", diff)
		}
	})
}

// generator turns bytes into nodes.
type generator struct {
	data  []byte
	names []string
	nodes int
}

func (g *generator) next() int {
	if len(g.data) == 0 {
		return 0
	}
	b := g.data[0]
	g.data = g.data[1:]
	return int(b)
}

func (g *generator) children(depth int) []view.Node {
	var nodes []view.Node
	for range g.next() % 6 {
		if g.nodes++; depth > 12 || g.nodes > 200 {
			break
		}
		nodes = append(nodes, g.node(depth))
	}
	return nodes
}

func (g *generator) node(depth int) view.Node {
	pick := g.next()
	if pick >= 200 {
		return view.Text(strings.Repeat(" \n<&\r\"x", pick-199)[pick%7 : pick-195])
	}
	name := g.names[pick%len(g.names)]
	attrs := view.Attrs{view.Attr("alt", "a"), view.Attr("src", "b"), view.Attr("href", "c"), view.Attr("content", "d")}
	return g.element(name, attrs, depth+1)
}

// element builds an element with as many of the next children as El accepts.
func (g *generator) element(name string, attrs view.Attrs, depth int) view.Node {
	children := g.children(depth)
	for len(children) > 0 {
		if n, accepted := try(name, attrs, children); accepted {
			return n
		}
		children = slices.Delete(children, 0, 1)
	}
	n, _ := try(name, attrs, nil)
	return n
}

// try builds an element unless El refuses it.
func try(name string, attrs view.Attrs, children []view.Node) (n view.Node, accepted bool) {
	defer func() {
		if recover() != nil {
			n, accepted = view.Node{}, false
		}
	}()
	return view.El(name, attrs, children...), true
}
