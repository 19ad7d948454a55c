package intake

import (
	"net/http"
	"net/url"
	"strings"

	"github.com/hytekit/hytekit/forms/texts"
	"github.com/hytekit/hytekit/forms/view"
)

// shell is the page around what is no form: skip link, header, main, footer. It
// has the classes of the forms' pages.
func (s *Service) shell(t *texts.Catalog, title string, head, header, body []view.Node) view.Node {
	return view.Document(t.Language(), title, append([]view.Node{s.icon(), s.stylesheet(s.names.page)}, head...),
		view.El("div", view.Attrs{view.Attr("class", "hyte-page")},
			view.El("a", view.Attrs{view.Attr("class", "hyte-skip"), view.Attr("href", "#main")}, view.Text(t.Text("page.skip"))),
			view.El("header", view.Attrs{view.Attr("class", "hyte-header")}, append([]view.Node{s.brand(t.Language())}, header...)...),
			view.El("main", view.Attrs{view.Attr("id", "main"), view.Attr("tabindex", "-1")},
				view.El("div", view.Attrs{view.Attr("class", "hyte")}, body...)),
			s.footer(t)))
}

// icon keeps browsers from looking for one at the root of the host, where the
// service may not be.
func (s *Service) icon() view.Node {
	return view.El("link", view.Attrs{
		view.Attr("rel", "icon"), view.Attr("type", assetTypes[".svg"]), view.Attr("href", s.link("/assets/"+s.names.icon)),
	})
}

func (s *Service) stylesheet(name string) view.Node {
	return view.El("link", view.Attrs{view.Attr("rel", "stylesheet"), view.Attr("href", s.link("/assets/"+name))})
}

// languageChoice leads to the same page in another language. What else the query says goes
// with it if kept says so.
func (s *Service) languageChoice(r *http.Request, t *texts.Catalog, kept bool) view.Node {
	if r.Method != http.MethodGet && r.Method != http.MethodHead {
		return view.Node{} // what answers a post has no address of its own
	}
	return view.El("nav", view.Attrs{view.Attr("aria-label", t.Text("language.choose"))},
		view.El("ul", nil, view.Each(s.words.codes, func(code string) view.Node {
			if code == t.Language() {
				return view.El("li", nil, view.El("span", view.Attrs{view.Attr("aria-current", "true")}, view.Text(s.languageName(code))))
			}
			query := url.Values{}
			if kept {
				query = r.URL.Query()
			} else if asked := r.URL.Query().Get("call"); s.leadsTo(asked) { // of the login page
				query.Set("call", asked)
			}
			query.Set("lang", code)
			return view.El("li", nil, view.El("a", view.Attrs{
				view.Attr("href", "?"+query.Encode()), view.Attr("lang", code), view.Attr("hreflang", code),
			}, view.Text(s.languageName(code))))
		})))
}

// languages lead to the same page in the other languages of an inquiry, each by its address.
func (s *Service) languages(codes []string, current string, address func(code string) string) view.Node {
	return view.El("nav", view.Attrs{view.Attr("aria-label", s.words.in(current).Text("language.choose"))},
		view.El("ul", nil, view.Each(codes, func(code string) view.Node {
			if code == current {
				return view.El("li", nil, view.El("span", view.Attrs{view.Attr("aria-current", "true")}, view.Text(s.languageName(code))))
			}
			return view.El("li", nil, view.El("a", view.Attrs{
				view.Attr("href", address(code)), view.Attr("lang", code), view.Attr("hreflang", code),
			}, view.Text(s.languageName(code))))
		})))
}

func (s *Service) languageName(code string) string {
	if c := texts.For(code); c.Language() == code {
		return c.Text("language.name")
	}
	return strings.ToUpper(code)
}

// footer links to the accessibility statement (306/2019 s.9).
func (s *Service) footer(t *texts.Catalog) view.Node {
	address := s.statementAddress(t.Language())
	if address == "" {
		return view.Node{}
	}
	return view.El("footer", view.Attrs{view.Attr("class", "hyte-footer")}, view.El("ul", nil,
		view.El("li", nil, view.El("a", view.Attrs{view.Attr("href", address)}, view.Text(t.Text("page.accessibility"))))))
}

// organizerShell is the shell of the organizer's pages. known says that the
// organizer is logged in.
func (s *Service) organizerShell(r *http.Request, t *texts.Catalog, title string, known bool, body []view.Node) view.Node {
	header := []view.Node{view.El("p", nil, view.Text(t.Text("organizer.title"))), s.languageChoice(r, t, known)}
	if known {
		header = append(header, view.El("form", view.Attrs{
			view.Attr("class", "org-logout"), view.Attr("method", "post"), view.Attr("action", s.organizerLink(r, "/admin/logout")),
		}, view.El("button", view.Attrs{view.Attr("type", "submit")}, view.Text(t.Text("logout.submit")))))
	}
	return s.shell(t, title+" – "+t.Text("organizer.title"), []view.Node{s.stylesheet(s.names.organizer)}, header, body)
}
