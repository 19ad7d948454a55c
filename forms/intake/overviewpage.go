package intake

import (
	"net/http"
	"strconv"
	"time"

	"github.com/hytekit/hytekit/forms/texts"
	"github.com/hytekit/hytekit/forms/view"
	"github.com/hytekit/hytekit/hyte"
)

// organizerPage answers with a page for the organizer's eyes.
func (s *Service) organizerPage(w http.ResponseWriter, r *http.Request, status int, t *texts.Catalog, title string, body ...view.Node) {
	w.Header().Set(policyHeader, s.policies.organizer)
	w.Header().Add("Vary", "Accept-Language, Cookie")
	known, _ := s.knowsOrganizer(r) // who is not known sees no way to log out
	s.writePage(w, r, status, s.organizerShell(r, t, title, known, body))
}

// getLogin shows the login page.
func (s *Service) getLogin(w http.ResponseWriter, r *http.Request) {
	s.loginPage(w, r, http.StatusOK, r.URL.Query().Get("call"))
}

// loginPage asks for the token. A status other than 200 means that the last
// one was wrong. call is where the organizer wanted to go.
func (s *Service) loginPage(w http.ResponseWriter, r *http.Request, status int, call string) {
	t := s.languageOf(r)
	if _, known := s.calls[call]; !known {
		call = ""
	}
	title, wrong := t.Text("login.title"), status != http.StatusOK
	describedBy := "token-hint"
	if wrong {
		title = t.Text("login.error", "title", title)
		describedBy += " token-error"
	}
	s.organizerPage(w, r, status, t, title,
		view.El("h1", nil, view.Text(t.Text("login.title"))),
		view.El("form", view.Attrs{view.Attr("method", "post"), view.Attr("action", s.organizerLink(r, "/admin/login"))},
			hidden("call", call),
			view.El("div", view.Attrs{view.Attr("class", "hyte-field")},
				view.El("label", view.Attrs{view.Attr("for", "token")}, view.Text(t.Text("login.token"))),
				view.El("p", view.Attrs{view.Attr("id", "token-hint"), view.Attr("class", "hyte-hint")}, view.Text(t.Text("login.hint"))),
				view.If(wrong, view.El("p", view.Attrs{view.Attr("id", "token-error"), view.Attr("class", "hyte-problem")}, view.Text(t.Text("login.wrong")))),
				view.El("input", view.Attrs{
					view.Attr("id", "token"), view.Attr("name", "token"), view.Attr("type", "password"),
					view.Attr("autocomplete", "current-password"), view.Flag("required", true), view.Flag("autofocus", wrong),
					view.Attr("aria-describedby", describedBy), view.Maybe("aria-invalid", flagText(wrong)),
				})),
			view.El("div", view.Attrs{view.Attr("class", "hyte-actions")},
				view.El("button", view.Attrs{view.Attr("class", "hyte-button")}, view.Text(t.Text("login.submit"))))))
}

func hidden(name, value string) view.Node {
	return view.If(value != "", view.El("input", view.Attrs{view.Attr("type", "hidden"), view.Attr("name", name), view.Attr("value", value)}))
}

func flagText(on bool) string {
	if on {
		return "true"
	}
	return ""
}

// overview lists the calls with how many have answered.
func (s *Service) overview(w http.ResponseWriter, r *http.Request) {
	t, at := s.languageOf(r), s.config.Now()
	var cards []view.Node
	for _, c := range s.order {
		past, err := c.history.snapshot(r.Context())
		if err != nil {
			s.failInside(w, r, err)
			return
		}
		cards = append(cards, s.overviewCard(r, t, c, c.history.rosterAt(past, at)))
	}
	title := t.Text("overview.title")
	s.organizerPage(w, r, http.StatusOK, t, title, view.El("h1", nil, view.Text(title)), view.Group(cards...))
}

func (s *Service) overviewCard(r *http.Request, t *texts.Catalog, c *served, roster *hyte.Roster) view.Node {
	title := c.call.Call.Title
	return view.El("section", view.Attrs{view.Attr("class", "org-card")},
		view.El("h2", nil, view.El("a", view.Attrs{
			view.Attr("href", s.organizerLink(r, "/admin/"+c.id())), languageMark(title, t),
		}, view.Text(title.In(t.Language())))),
		facts(append(timeFacts(t, c.call.Call, roster.At),
			fact{t.Text("overview.answered"), view.Text(t.Text("overview.of",
				"count", strconv.Itoa(roster.Summary.Received+roster.Summary.Replaced), "all", strconv.Itoa(roster.Summary.Asked)))},
			countFact(t.Text("overview.late"), roster.Summary.Late),
			countFact(t.Text("overview.conflict"), roster.Summary.Conflict),
			fact{t.Text("overview.form"), s.formLinks(c)},
		)...))
}

// formLinks are the addresses of the form in the call's languages.
func (s *Service) formLinks(c *served) view.Node {
	return view.El("ul", view.Attrs{view.Attr("class", "org-inline")}, view.Each(c.pages.codes, func(code string) view.Node {
		return view.El("li", nil, view.El("a", view.Attrs{
			view.Attr("href", s.link("/"+c.id()+"/"+code)), view.Attr("lang", code), view.Attr("hreflang", code),
		}, view.Text(s.languageName(code))))
	}))
}

// fact is a line of a list of facts; one without a value is left out.
type fact struct {
	name  string
	value view.Node
}

func facts(list ...fact) view.Node {
	return view.El("dl", view.Attrs{view.Attr("class", "hyte-facts")}, view.Each(list, func(f fact) view.Node {
		return view.If(!f.value.IsNothing(), view.El("div", nil,
			view.El("dt", nil, view.Text(f.name)), view.El("dd", nil, f.value)))
	}))
}

// countFact is left out where there is nothing to count.
func countFact(name string, n int) fact {
	return fact{name, view.If(n > 0, view.Text(strconv.Itoa(n)))}
}

// timeFacts tell of the deadline and how far it is.
func timeFacts(t *texts.Catalog, call *hyte.Call, at time.Time) []fact {
	list := []fact{{t.Text("roster.deadline"), view.Text(deadlineText(t, call))}, {t.Text("overview.state"), view.Text(t.Text("call."+call.Status(at).String(), "date", dayText(t, call.Issued)))}}
	end, err := call.Deadline.End()
	if err != nil { // a resolved call has a valid deadline
		return list
	}
	switch left := end.Sub(at); {
	case call.Status(at) == hyte.NotOpen:
	case left > 0:
		list = append(list, fact{t.Text("left"), view.Text(durationText(t, left))})
	default:
		list = append(list, fact{t.Text("left.over"), view.Text(durationText(t, -left))})
	}
	return list
}

// languageMark marks a text that is in another language than the page (WCAG
// 2.2, 3.1.2).
func languageMark(text hyte.Text, t *texts.Catalog) view.Attribute {
	if spoken := text.Language(t.Language()); spoken != t.Language() {
		return view.Maybe("lang", spoken)
	}
	return view.Attribute{}
}
