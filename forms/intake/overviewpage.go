package intake

import (
	"net/http"
	"slices"
	"time"

	"github.com/hytekit/hytekit/forms"
	"github.com/hytekit/hytekit/forms/intake/board"
	"github.com/hytekit/hytekit/forms/texts"
	"github.com/hytekit/hytekit/forms/view"
	"github.com/hytekit/hytekit/hyte"
)

// organizerPage answers with a page for the organizer's eyes.
func (s *Service) organizerPage(w http.ResponseWriter, r *http.Request, status int, t *texts.Catalog, title string, body ...view.Node) {
	session, err := s.sessionOf(r)
	if err != nil {
		s.failInside(w, r, err)
		return
	}
	w.Header().Set(policyHeader, s.policies.organizer)
	w.Header().Add("Vary", "Accept-Language, Cookie")
	s.writePage(w, r, status, s.organizerShell(r, t, title, session != nil, body))
}

// deniedPage tells somebody that the page is for others of the organizer's people.
func (s *Service) deniedPage(w http.ResponseWriter, r *http.Request) {
	t := s.languageOf(r)
	title := t.Text("failure.role.title")
	s.organizerPage(w, r, http.StatusForbidden, t, title,
		view.El("h1", nil, view.Text(title)), view.El("p", nil, view.Text(t.Text("failure.role.text"))), s.newRoom(w, r).Back())
}

// getLogin shows the login page.
func (s *Service) getLogin(w http.ResponseWriter, r *http.Request) {
	s.loginPage(w, r, http.StatusOK, r.URL.Query().Get("call"))
}

// loginPage asks for the token. A status other than 200 means that the last
// one was wrong. call is the page to which the organizer wanted to go, mostly that of
// an inquiry: links called it that before there were others.
func (s *Service) loginPage(w http.ResponseWriter, r *http.Request, status int, call string) {
	t := s.languageOf(r)
	if !s.leadsTo(call) {
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
		s.signInLink(r, call),
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
				view.El("button", view.Attrs{view.Attr("type", "submit"), view.Attr("class", "hyte-button")}, view.Text(t.Text("login.submit"))))))
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

// overview lists the inquiries with what their boards tell of them.
func (s *Service) overview(w http.ResponseWriter, r *http.Request) {
	var cards []view.Node
	for _, i := range s.order {
		d, ok := s.newDesk(w, r, i)
		if !ok {
			return
		}
		card, err := d.card()
		if err != nil {
			s.failInside(w, r, err)
			return
		}
		cards = append(cards, card)
	}
	t := s.languageOf(r)
	title := t.Text("overview.title")
	s.organizerPage(w, r, http.StatusOK, t, title, view.El("h1", nil, view.Text(title)), s.pageLinks(r, t), view.Group(cards...))
}

func (d *Desk) card() (view.Node, error) {
	facts, err := d.of.board.Card(d)
	title := d.of.inquiry.Title()
	return view.El("section", view.Attrs{view.Attr("class", "org-card")},
		view.El("h2", nil, view.El("a", view.Attrs{
			view.Attr("href", d.Link("")), board.LanguageMark(title, d.t),
		}, view.Text(title.In(d.Language())))),
		board.Facts(slices.Concat(d.Times(), facts, []board.Fact{d.Forms()})...)), err
}

// formLinks are the addresses of the inquiry's page in its languages.
func (s *Service) formLinks(i *served) view.Node {
	return view.El("ul", view.Attrs{view.Attr("class", "org-inline")}, view.Each(i.pages.codes, func(code string) view.Node {
		return view.El("li", nil, view.El("a", view.Attrs{
			view.Attr("href", s.link(i.taken[0].path(code))), view.Attr("lang", code), view.Attr("hreflang", code),
		}, view.Text(s.languageName(code))))
	}))
}

// stateFact says whether answers are taken at an instant.
func stateFact(t *texts.Catalog, window hyte.Window, at time.Time) board.Fact {
	stage := forms.StageOf(window, at)
	return board.Fact{Name: t.Text("overview.state"), Value: view.El("span", view.Attrs{view.Attr("class", "hyte-"+stage.String())},
		view.Icon(stage.Icon()), view.Text(t.Text("window."+window.Status(at).String(), "date", forms.DayText(t, window.Opens))))}
}

// timeFacts tell of the deadline and how far it is.
func timeFacts(t *texts.Catalog, window hyte.Window, at time.Time) []board.Fact {
	list := []board.Fact{{Name: t.Text("inquiry.deadline"), Value: view.Text(forms.DeadlineText(t, window.Deadline))}, stateFact(t, window, at)}
	end, err := window.Deadline.End()
	if err != nil { // an inquiry has a valid deadline
		return list
	}
	switch left := end.Sub(at); {
	case window.Status(at) == hyte.StatusNotOpen:
	case left > 0:
		list = append(list, board.Fact{Name: t.Text("left"), Value: view.Text(forms.LeftText(t, left))})
	default:
		list = append(list, board.Fact{Name: t.Text("left.over"), Value: view.Text(forms.LeftText(t, -left))})
	}
	return list
}
