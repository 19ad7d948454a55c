package intake

import (
	"fmt"
	"net/http"
	"slices"
	"strings"
	"time"

	"github.com/hytekit/hytekit/forms"
	"github.com/hytekit/hytekit/forms/texts"
	"github.com/hytekit/hytekit/forms/view"
	"github.com/hytekit/hytekit/hyte/document"
)

// Publisher is a [Board] that also tells anyone what there is to know, such as the
// programme of an event.
type Publisher interface {
	// Public are the pages and files for anyone, always the same ones.
	Public() []PublicPage
}

// PublicPage is a page or a file for anyone.
type PublicPage struct {
	// Path is that beneath the inquiry's public address in a language, such as
	// "event.ics": a name without a slash. Empty for the page itself, which every
	// publisher has.
	Path string
	// Get answers with the page.
	Get func(*Showing)
}

// publicName is the end of the address of what an inquiry tells anyone.
const publicName = "public"

// Showing is one request of anyone to a [Publisher], and the way to answer it. It is for
// that request alone.
type Showing struct {
	service *Service
	of      *served
	past    *snapshot
	w       http.ResponseWriter
	r       *http.Request
	t       *texts.Catalog
}

// publish finds the pages for anyone.
func (i *served) publish() error {
	p, ok := i.board.(Publisher)
	if !ok {
		return nil
	}
	i.published = map[string]PublicPage{}
	for _, page := range p.Public() {
		if strings.Contains(page.Path, "/") || page.Get == nil {
			return fmt.Errorf("its board cannot publish a page %q", page.Path)
		}
		i.published[page.Path] = page
	}
	if i.published[""].Get == nil {
		return fmt.Errorf("its board publishes no page at %q", publicName)
	}
	return nil
}

func (i *served) publicPath(language string) string {
	return "/" + i.id() + "/" + language + "/" + publicName
}

// choosePublic leads to what an inquiry tells anyone, in the language that the query asks
// for, or the browser prefers.
func (s *Service) choosePublic(w http.ResponseWriter, r *http.Request) {
	i, ok := s.inquiryOf(w, r)
	if !ok {
		return
	}
	if i.published == nil {
		s.notFound(w, r)
		return
	}
	w.Header().Add("Vary", "Accept-Language")
	s.redirect(w, r, s.link(i.publicPath(i.pages.chosen(r))))
}

// getPublic shows a page for anyone.
func (s *Service) getPublic(w http.ResponseWriter, r *http.Request) {
	i, ok := s.inquiryOf(w, r)
	if !ok {
		return
	}
	page, language := i.published[r.PathValue("page")], r.PathValue("lang")
	if page.Get == nil || !slices.Contains(i.pages.codes, language) {
		s.notFound(w, r)
		return
	}
	past, err := i.history.snapshot(r.Context())
	if err != nil {
		s.failInside(w, r, err)
		return
	}
	page.Get(&Showing{s, i, past, w, r, s.languageOf(r)})
}

// Ledger is the board's own, with all records that had come by the request.
func (p *Showing) Ledger() Ledger { return p.past.ledger }

// Record is the record with an id; its errors are those of [Store.Find].
func (p *Showing) Record(id string) (Record, error) {
	return p.service.config.Store.Find(p.r.Context(), id)
}

// Now is the instant of the request.
func (p *Showing) Now() time.Time { return p.service.config.Now() }

// Language is the code of the language in which to answer.
func (p *Showing) Language() string { return p.t.Language() }

// Words speak of the inquiry as its forms do.
func (p *Showing) Words() *forms.Words { return p.of.taken[0].forms[p.Language()].Words() }

// Link is the address of a public page by its path. It begins with the scheme where the
// service knows its own address.
func (p *Showing) Link(path string) string {
	if path != "" {
		path = "/" + path
	}
	return p.service.origin + p.service.link(p.of.publicPath(p.Language())) + path
}

// Host is the service's own name, empty if it does not know that.
func (p *Showing) Host() string {
	_, host, _ := strings.Cut(p.service.origin, "://")
	return host
}

// Form is the address of the form of a kind, also when it takes no answers. It is empty if
// the inquiry never takes such documents.
func (p *Showing) Form(kind *document.Kind) string {
	if k := p.of.kind(kind.Name()); k != nil {
		return p.service.link(k.path(p.Language()))
	}
	return ""
}

// Page answers with a page.
func (p *Showing) Page(title string, body ...view.Node) {
	s, h := p.service, p.w.Header()
	h.Set("Cache-Control", "no-cache")
	s.embeddable(p.w, p.r)
	header := []view.Node{
		view.El("p", nil, view.El("a", view.Attrs{view.Attr("href", s.link("/"))}, view.Text(p.t.Text("service.title")))),
		s.languages(p.of.pages.codes, p.Language(), func(code string) string { return s.link(p.of.publicPath(code)) }),
	}
	s.writePage(p.w, p.r, http.StatusOK, s.shell(p.t, title, nil, header, body))
}

// File answers with a file that anyone may have. Its name is the inquiry's id with the
// ending, such as ".ics"; kind is its media type.
func (p *Showing) File(ending, kind string, content []byte) {
	h := p.w.Header()
	forEverybody(h)
	h.Set("Content-Disposition", `attachment; filename="`+p.of.id()+ending+`"`)
	p.service.writeCached(p.w, p.r, kind, "no-cache", content)
}

// NotFound answers that there is nothing at the address.
func (p *Showing) NotFound() { p.service.notFound(p.w, p.r) }

// Fail answers that the service cannot do it now, and logs the error, which must hold
// nothing of what was received.
func (p *Showing) Fail(err error) { p.service.failInside(p.w, p.r, err) }
