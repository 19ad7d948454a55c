package intake

import (
	"net/http"
	"net/url"
	"strings"

	"github.com/hytekit/hytekit/forms"
	"github.com/hytekit/hytekit/forms/intake/board"
	"github.com/hytekit/hytekit/forms/texts"
	"github.com/hytekit/hytekit/forms/view"
)

// languageOf chooses the language of a page that is not a form: that of
// the form at whose address something went wrong, else the one that the query
// asks for, else the one that the browser prefers.
func (s *Service) languageOf(r *http.Request) *texts.Catalog {
	for _, asked := range []string{r.PathValue("lang"), r.URL.Query().Get("lang")} {
		if s.words.has(asked) {
			return s.words.in(asked)
		}
	}
	return s.words.in(s.words.accepted(r.Header))
}

// link is the address of a page of the service.
func (s *Service) link(path string) string { return s.path + path }

// organizerLink is the address of an organizer's page in the language that the
// request asked for. The parameters are names and values; empty values are
// left out.
func (s *Service) organizerLink(r *http.Request, path string, params ...string) string {
	query := url.Values{}
	if asked := r.URL.Query().Get("lang"); s.words.has(asked) {
		query.Set("lang", asked)
	}
	for i := 0; i+1 < len(params); i += 2 {
		if params[i+1] != "" {
			query.Set(params[i], params[i+1])
		}
	}
	if len(query) == 0 {
		return s.link(path)
	}
	return s.link(path) + "?" + query.Encode()
}

func (s *Service) secureOrigin() bool { return strings.HasPrefix(s.origin, "https://") }

// redirect leads a browser to another page with GET.
func (s *Service) redirect(w http.ResponseWriter, _ *http.Request, address string) {
	h := w.Header()
	h.Set("Cache-Control", "no-store")
	h.Set("Location", address)
	w.WriteHeader(http.StatusSeeOther)
}

// page answers with a page that is no form.
func (s *Service) page(w http.ResponseWriter, r *http.Request, status int, t *texts.Catalog, title string, body ...view.Node) {
	w.Header().Add("Vary", "Accept-Language")
	s.embeddable(w, r)
	header := []view.Node{
		view.El("p", nil, view.El("a", view.Attrs{view.Attr("href", s.link("/"))}, view.Text(t.Text("service.title")))),
		s.languageChoice(r, t, false),
	}
	s.writePage(w, r, status, s.shell(t, title, s.framed(w, r), header, body))
}

// failurePage tells a person what went wrong, and the way on: the texts of the
// key.
func (s *Service) failurePage(w http.ResponseWriter, r *http.Request, status int, key string) {
	t := s.languageOf(r)
	title := t.Text(key + ".title")
	s.page(w, r, status, t, title,
		view.El("h1", nil, view.Text(title)),
		view.El("p", nil, view.Text(t.Text(key+".text"))),
		view.If(status != http.StatusNotFound, view.El("p", view.Attrs{view.Attr("class", "hyte-hint")},
			view.Text(t.Text("failure.reference", "id", RequestID(r.Context()))))),
		view.If(status == http.StatusNotFound, s.formBeside(r, t)))
}

// formBeside leads from an address beneath an inquiry, at which there is nothing, to
// the inquiry's forms.
func (s *Service) formBeside(r *http.Request, t *texts.Catalog) view.Node {
	i, _ := s.inquiryNamed(r.URL.Path)
	if i == nil {
		return view.Node{}
	}
	title := i.inquiry.Title()
	return view.Group(
		view.El("h2", view.Attrs{board.LanguageMark(title, t)}, view.Text(title.In(t.Language()))),
		board.Facts(board.Fact{Name: t.Text("overview.form"), Value: s.formLinks(i)}))
}

// listInquiries shows the inquiries and the way to their forms.
func (s *Service) listInquiries(w http.ResponseWriter, r *http.Request) {
	t, at := s.languageOf(r), s.config.Now()
	title := t.Text("service.title")
	w.Header().Set("Cache-Control", "no-cache")
	s.page(w, r, http.StatusOK, t, title,
		view.El("h1", nil, view.Text(title)),
		view.Each(s.order, func(i *served) view.Node {
			title, organizer, window := i.inquiry.Title(), i.inquiry.Organizer().Name, i.inquiry.Window()
			return view.El("section", view.Attrs{view.Attr("class", "hyte-part")},
				view.El("h2", view.Attrs{board.LanguageMark(title, t)}, view.Text(title.In(t.Language()))),
				board.Facts(
					board.Fact{Name: t.Text("fact.organizer"), Value: board.Said(organizer, t)},
					board.Fact{Name: t.Text("inquiry.deadline"), Value: view.Text(forms.DeadlineText(t, window.Deadline))},
					stateFact(t, window, at),
					board.Fact{Name: t.Text("overview.form"), Value: s.formLinks(i)}))
		}))
}
