package view_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/hytekit/hytekit/forms/view"
)

// refused returns what build panics with, or "" if it does not.
func refused(build func()) (message string) {
	defer func() {
		if r := recover(); r != nil {
			message = fmt.Sprint(r)
		}
	}()
	build()
	return ""
}

func el(name string, children ...view.Node) view.Node { return view.El(name, nil, children...) }

func TestProgrammingErrorsPanic(t *testing.T) {
	text := view.Text("x")
	tests := []struct {
		name  string
		build func()
		want  string // part of the message
	}{
		{"unknown element", func() { el("blink") }, "<blink> is not an element"},
		{"style element", func() { el("style") }, "<style>"},
		{"frame", func() { el("iframe") }, "<iframe>"},
		{"noscript", func() { el("noscript") }, "<noscript>"},
		{"upper case", func() { el("DIV") }, "<DIV>"},
		{"element that ends itself", func() { el("div><script") }, "<div><script>"},
		{"page in a page", func() { el("html") }, "<html>"},
		{"document in a node", func() { el("div", view.Document("fi", "x", nil)) }, "<html> must not stand in <div>"},
		{"handler", func() { view.Attr("onclick", "alert(1)") }, "onclick"},
		{"handler as flag", func() { view.Flag("onclick", true) }, "onclick"},
		{"style attribute", func() { view.Attr("style", "color:red") }, "style"},
		{"srcdoc", func() { view.Attr("srcdoc", "") }, "srcdoc"},
		{"http-equiv", func() { view.Attr("http-equiv", "refresh") }, "http-equiv"},
		{"attribute that ends itself", func() { view.Attr(`title="" onclick`, "") }, "onclick"},
		{"data without a word", func() { view.Attr("data-", "") }, "data-"},
		{"data with a double hyphen", func() { view.Attr("data-a--b", "") }, "data-a--b"},
		{"data in upper case", func() { view.Attr("data-A", "") }, "data-A"},
		{"data with a colon", func() { view.Attr("data-x:y", "") }, "data-x:y"},
		{"flag with a value", func() { view.Attr("required", "required") }, "required"},
		{"value as a flag", func() { view.Flag("value", true) }, "value"},
		{"known name, absent flag", func() { view.Flag("value", false) }, "value"},
		{"unknown name, empty value", func() { view.Maybe("onclick", "") }, "onclick"},
		{"attribute twice", func() { view.El("p", view.Attrs{view.Attr("id", "a"), view.Attr("id", "b")}) }, "id twice"},
		{"image without alt", func() { view.El("img", view.Attrs{view.Attr("src", "a.png")}) }, "alt"},
		{"inline script", func() { view.El("script", view.Attrs{view.Attr("src", "a.js")}, text) }, "takes no text"},
		{"script without address", func() { el("script") }, "src"},
		{"content in a void", func() { el("br", text) }, "takes no text"},
		{"element in a void", func() { el("hr", el("p")) }, "<p> must not stand in <hr>"},
		{"element in a textarea", func() { el("textarea", el("b")) }, "<b> must not stand in <textarea>"},
		{"list in a paragraph", func() { el("p", el("ul")) }, "<p> must not have a block"},
		{"list in a span in a paragraph", func() { el("p", el("a", el("div"))) }, "<p> must not have a block"},
		{"heading in a paragraph", func() { el("p", el("h2")) }, "a heading"},
		{"form in a form", func() { el("form", el("div", el("form"))) }, "a <form>"},
		{"link in a link", func() { el("a", el("span", el("a"))) }, "an <a>"},
		{"button in a button", func() { el("button", el("button")) }, "a <button>"},
		{"input in a button", func() { el("button", el("input")) }, "a form control"},
		{"label in a label", func() { el("label", el("label")) }, "a <label>"},
		{"item outside a list", func() { el("div", el("li")) }, "<li> must not stand in <div>"},
		{"text in a list", func() { el("ul", text) }, "<ul> takes no text"},
		{"row without a body", func() { el("table", el("tr")) }, "<tr> must not stand in <table>"},
		{"text in a table", func() { el("table", text) }, "takes no text"},
		{"term in a description", func() { el("dl", el("dd", el("div", el("dt")))) }, "without its <dl>"},
		{"term outside a list", func() { view.Document("fi", "x", nil, el("div", el("dt"))) }, "without its <dl>"},
		{"paragraph in the head", func() { view.Document("fi", "x", []view.Node{el("p")}) }, "<p> must not stand in <head>"},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			if got := refused(test.build); !strings.Contains(got, test.want) || !strings.HasPrefix(got, "view: ") {
				t.Errorf("panic %q, want one with %q", got, test.want)
			}
		})
	}
}

// Nothing on the lists may carry script or style, whoever extends them.
func TestClosedListsHoldNothingDangerous(t *testing.T) {
	for _, name := range view.AttributeNames() {
		if strings.HasPrefix(name, "on") || strings.Contains(name, "style") || strings.Contains(name, "src") && name != "src" ||
			strings.ToLower(name) != name || strings.ContainsAny(name, " :=<>\"'/") {
			t.Errorf("attribute %q must not be on the list", name)
		}
	}
	for _, name := range view.ElementNames() {
		switch name {
		case "style", "template", "noscript", "iframe", "object", "embed", "svg", "math", "base", "plaintext", "xmp", "frameset":
			t.Errorf("element %q must not be on the list", name)
		}
	}
}

// Every known name can be used in the way its kind says.
func TestEveryAttributeCanBeUsed(t *testing.T) {
	for _, name := range view.AttributeNames() {
		attribute := view.Attr
		if view.IsFlagName(name) {
			attribute = func(name, _ string) view.Attribute { return view.Flag(name, true) }
		}
		n := view.El("div", view.Attrs{attribute(name, "v")})
		want := fmt.Sprintf(`<div %s="v"></div>`, name)
		if view.IsFlagName(name) {
			want = fmt.Sprintf(`<div %s></div>`, name)
		}
		if got := string(view.AppendHTML(nil, n)); got != want {
			t.Errorf("got %s, want %s", got, want)
		}
	}
}

func TestSafeURL(t *testing.T) {
	tests := []struct {
		address string
		href    bool // may stand in href
		action  bool // may stand in src, action, formaction
	}{
		{"", true, true},
		{"#summary", true, true},
		{"/kanta-hame-hyte-2021/fi", true, true},
		{"?lang=sv", true, true},
		{"fi/form:1", true, true},
		{"//example.fi/x", true, true},
		{"https://example.fi/ä?a=b:c#d", true, true},
		{"HTTP://example.fi", true, true},
		{"mailto:kirjaamo@example.fi?subject=x", true, false},
		{"tel:+358401234567", true, false},
		{"javascript:alert(1)", false, false},
		{"JaVaScRiPt:alert(1)", false, false},
		{" javascript:alert(1)", false, false},
		{"\x01javascript:alert(1)", false, false},
		{"java\nscript:alert(1)", false, false},
		{"java\tscript:alert(1)", false, false},
		{"https://example.fi/\r\n", false, false},
		{"data:text/html,x", false, false},
		{"vbscript:x", false, false},
		{"blob:https://example.fi/1", false, false},
		{"file:///etc/passwd", false, false},
		{":", false, false},
		{"https", true, true},
	}
	for _, test := range tests {
		if got := view.SafeURL(test.address); got != test.href {
			t.Errorf("SafeURL(%q) = %t, want %t", test.address, got, test.href)
		}
		for name, safe := range map[string]bool{"href": test.href, "src": test.action, "action": test.action, "formaction": test.action} {
			want := test.address
			if !safe {
				want = view.InvalidURL
			}
			if got := view.Attr(name, test.address).Value(); got != want {
				t.Errorf("%s=%q became %q, want %q", name, test.address, got, want)
			}
		}
	}
}
