package intake_test

import (
	"net/http/httptest"
	"testing"

	"github.com/hytekit/hytekit/internal/testservice"
	"golang.org/x/net/html"
)

// token is the token of the form on a page.
func token(t testing.TB, answer *httptest.ResponseRecorder) string {
	t.Helper()
	for n := range nodes(t, answer) {
		if n.Data == "input" && attr(n, "name") == "token" {
			return attr(n, "value")
		}
	}
	t.Fatal("the page has no token")
	return ""
}

// nodes are the elements of a page.
func nodes(t testing.TB, answer *httptest.ResponseRecorder) func(func(*html.Node) bool) {
	t.Helper()
	page := testservice.Parse(t, answer)
	return func(yield func(*html.Node) bool) {
		for n := range page.Descendants() {
			if n.Type == html.ElementNode && !yield(n) {
				return
			}
		}
	}
}

func attr(n *html.Node, name string) string {
	for _, a := range n.Attr {
		if a.Key == name {
			return a.Val
		}
	}
	return ""
}

func has(n *html.Node, name string) bool {
	for _, a := range n.Attr {
		if a.Key == name {
			return true
		}
	}
	return false
}

// text is the text of a page as it is read.
func text(t testing.TB, answer *httptest.ResponseRecorder) string {
	t.Helper()
	return testservice.Text(testservice.Parse(t, answer))
}

// shownValue is the value that a control of a page shows.
func shownValue(t testing.TB, answer *httptest.ResponseRecorder, name string) string {
	t.Helper()
	for n := range nodes(t, answer) {
		if attr(n, "name") != name && !(n.Data == "option" && n.Parent != nil && (attr(n.Parent, "name") == name || n.Parent.Parent != nil && attr(n.Parent.Parent, "name") == name)) {
			continue
		}
		switch {
		case n.Data == "option" && has(n, "selected"), n.Data == "input" && has(n, "checked"):
			return attr(n, "value")
		case n.Data == "input" && attr(n, "type") != "radio" && attr(n, "type") != "checkbox":
			return attr(n, "value")
		case n.Data == "textarea" && n.FirstChild != nil:
			return n.FirstChild.Data
		}
	}
	return ""
}
