package kinds_test

import (
	"net/http"
	"net/url"
	"slices"
	"strings"
	"testing"

	"golang.org/x/net/html"

	"github.com/hytekit/hytekit/internal/htmlcheck"
	"github.com/hytekit/hytekit/internal/testservice"
)

// filledForm is the form of a page as somebody fills it who reads nothing: each text gets
// one, each choice the first that is offered, or the last.
type filledForm struct {
	values url.Values
	names  []string // of all controls, in their order
	last   bool
}

// honest are texts for controls that want one of a sort, by what their names end with.
var honest = map[string]string{
	"email": "aino.esimerkki@example.fi", "telephone": "040 123 4567", "url": "https://example.fi/p", "date": "2021-01-04", "businessId": "",
	"from": "", "to": "", "jointlyWith": "", "givenName": "Aino", "familyName": "Esimerkki",
}

func fill(page *html.Node, last bool) filledForm {
	form := filledForm{values: url.Values{}, last: last}
	for form0 := range htmlcheck.Elements(page, "form") {
		if htmlcheck.Attr(form0, "method") != "post" {
			continue
		}
		for n := range htmlcheck.Elements(form0, "input", "select", "textarea") {
			form.add(n)
		}
	}
	return form
}

func (f *filledForm) add(n *html.Node) {
	name, value := htmlcheck.Attr(n, "name"), htmlcheck.Attr(n, "value")
	if name == "" {
		return
	}
	known := f.values.Has(name)
	if !slices.Contains(f.names, name) {
		f.names = append(f.names, name)
	}
	switch kind := htmlcheck.Attr(n, "type"); {
	case n.Data == "select":
		for option := range htmlcheck.Elements(n, "option") {
			if value := htmlcheck.Attr(option, "value"); value != "" && !strings.HasPrefix(name, "/change/") && (f.last || !f.values.Has(name)) {
				f.values.Set(name, value)
			}
		}
	case kind == "submit" || kind == "checkbox" && known:
	case kind == "radio":
		if !known {
			f.values.Set(name, value)
		}
	case kind == "hidden" || kind == "checkbox":
		f.values.Set(name, value)
	default:
		last := name[strings.LastIndexByte(name, '/')+1:]
		if text, ok := honest[last]; ok {
			value = text
		} else if strings.HasSuffix(last, "Name") && !f.last {
			value = "" // of an organization that is not on the list, which the last choice says
		} else if value == "" {
			value = "Esimerkki"
		}
		f.values.Set(name, value)
	}
}

// crawler is an organizer who opens whatever a page leads to.
type crawler struct {
	t       *testing.T
	browser *testservice.Browser
	look    func(path, kind string, body []byte)
	seen    map[string]bool
}

// crawl opens a page and all that it leads to, each once.
func (c *crawler) crawl(path string) {
	path, _, _ = strings.Cut(path, "#")
	if c.seen[path] || !strings.HasPrefix(path, "/") || strings.HasPrefix(path, "//") || strings.HasPrefix(path, "/assets/") {
		return
	}
	c.seen[path] = true
	answer := c.browser.Get(path)
	if answer.Code/100 == 3 {
		c.crawl(answer.Header().Get("Location"))
		return
	}
	if answer.Code != http.StatusOK {
		c.t.Errorf("%s: status %d", path, answer.Code)
		return
	}
	kind, _, _ := strings.Cut(answer.Header().Get("Content-Type"), ";")
	c.look(path, kind, answer.Body.Bytes())
	if kind != "text/html" {
		return
	}
	for n := range htmlcheck.Elements(testservice.Parse(c.t, answer), "a", "link") {
		c.crawl(htmlcheck.Attr(n, "href"))
	}
}
