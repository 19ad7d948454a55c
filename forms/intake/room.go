package intake

import (
	"cmp"
	"context"
	"encoding/json"
	"fmt"
	"io"
	"iter"
	"net/http"
	"net/url"
	"regexp"
	"slices"
	"strings"
	"time"

	"github.com/hytekit/hytekit/forms/texts"
	"github.com/hytekit/hytekit/forms/view"
	"github.com/hytekit/hytekit/hyte"
)

// OrganizerPage is a page or a file for the organizer that belongs to no single inquiry, such
// as an overview of all. One of Get and Post is needed.
type OrganizerPage struct {
	// Path is that beneath the organizer's first page, such as "mail" or "mail/retry": words
	// of small letters, digits, "-" and ".". It has no wildcards, because the pages of
	// inquiries lie beside it: what a page shows is in the query. Its first word is
	// neither a page of the service ("login", "logout") nor the id of an inquiry.
	Path string
	// Link is the text of the link on the organizer's first page, in every language of the
	// organizer's pages. Without a text there is no link: the page is reached from another
	// one. A page with a link has a Get.
	Link hyte.Text
	// Role is the least role that gets in; empty is [RoleRead], for Post [RoleDecide].
	// Others see no link.
	Role Role
	// Get answers with the page. It changes nothing.
	Get func(*Room)
	// Post does what a button of the page stands for. Requests of other sites do not reach
	// it.
	Post func(*Room)
}

// Room is one request of the organizer, and the way to answer it. It is for that request
// alone. Only whoever has logged in gets into one.
type Room struct {
	service *Service
	w       http.ResponseWriter
	r       *http.Request
	t       *texts.Catalog
	now     time.Time
}

func (s *Service) newRoom(w http.ResponseWriter, r *http.Request) *Room {
	return &Room{s, w, r, s.languageOf(r), s.config.Now()}
}

// Context ends with the request.
func (r *Room) Context() context.Context { return r.r.Context() }

// Now is the instant of the request.
func (r *Room) Now() time.Time { return r.now }

// Language is the code of the language in which to answer.
func (r *Room) Language() string { return r.t.Language() }

// Query is what the address says after its question mark.
func (r *Room) Query() url.Values { return r.r.URL.Query() }

// Link is the address of an organizer's page by its path, empty for the first one, in the
// language of the request. The parameters are names and values for the query; empty values
// are left out. The pages of an inquiry lie beneath its id.
func (r *Room) Link(path string, params ...string) string {
	return r.service.organizerLink(r.r, strings.TrimSuffix("/admin/"+path, "/"), params...)
}

// Inquiries are all that are served, in the order of the configuration.
func (r *Room) Inquiries() []Inquiry { return slices.Clone(r.service.config.Inquiries) }

// LedgerOf is the ledger of a served inquiry, with all records that have come: what its
// [Board] makes. The errors are those of the store, or say that the inquiry is not served.
func (r *Room) LedgerOf(id string) (Ledger, error) {
	i, ok := r.service.inquiries[id]
	if !ok {
		return nil, fmt.Errorf("intake: no inquiry %q is served", id)
	}
	past, err := i.history.snapshot(r.Context())
	if err != nil {
		return nil, err
	}
	return past.ledger, nil
}

// Record is the record with an id; its errors are those of [Store.Find].
func (r *Room) Record(id string) (Record, error) { return r.service.config.Store.Find(r.Context(), id) }

// RecordsOf are all records of an inquiry, as of [Store.Records].
func (r *Room) RecordsOf(inquiry string) iter.Seq2[Record, error] {
	return r.service.config.Store.Records(r.Context(), inquiry)
}

// May reports whether whoever asks has a role, so that a page shows no button that they
// may not press.
func (r *Room) May(role Role) bool { return r.service.may(r.r, role) }

// Back leads to the organizer's first page.
func (r *Room) Back() view.Node {
	return view.El("p", view.Attrs{view.Attr("class", "org-back")},
		view.El("a", view.Attrs{view.Attr("href", r.Link(""))}, view.Text(r.t.Text("overview.back"))))
}

// Page answers with a page.
func (r *Room) Page(title string, body ...view.Node) {
	r.service.organizerPage(r.w, r.r, http.StatusOK, r.t, title, body...)
}

// Again answers with the page of a form that has to be mended.
func (r *Room) Again(title string, body ...view.Node) {
	title = r.t.Text("login.error", "title", title)
	r.service.organizerPage(r.w, r.r, http.StatusUnprocessableEntity, r.t, title, body...)
}

// Posted is what the form of the page says, by the names of its controls, or it has
// answered that it cannot be read.
func (r *Room) Posted() (values url.Values, ok bool) {
	values, status := r.service.readForm(r.w, r.r)
	if status != 0 {
		r.service.fail(r.w, r.r, status)
		return nil, false
	}
	return values, true
}

// Garbled answers that what was posted is not in UTF-8, so that nobody can know what
// was typed.
func (r *Room) Garbled() {
	r.service.failurePage(r.w, r.r, http.StatusBadRequest, "failure.encoding")
}

// File answers with a file. Its name is the program's, of letters that a header can hold; kind
// is its media type.
func (r *Room) File(name, kind string, content []byte) {
	fileHeaders(name)(r.w.Header())
	r.service.write(r.w, r.r, http.StatusOK, kind, content)
}

// Stream is File for one that may be long: it is sent while write makes it. An error of
// write answers that the service cannot do it now, or breaks the connection off where a
// part of the file is on its way; it must hold nothing of what was received.
func (r *Room) Stream(name, kind string, write func(io.Writer) error) {
	if err := r.service.stream(r.w, r.r, kind, fileHeaders(name), write); err != nil {
		r.Fail(err)
	}
}

func fileHeaders(name string) func(http.Header) {
	return func(h http.Header) {
		h.Set("Cache-Control", "no-store")
		h.Set("Content-Disposition", `attachment; filename="`+name+`"`)
		h.Add("Vary", "Accept-Language")
	}
}

// JSON answers with a document as a file of that name.
func (r *Room) JSON(name string, document any) {
	content, err := json.Marshal(document)
	if err != nil {
		r.Fail(err)
		return
	}
	r.File(name, "application/json", append(content, '\n'))
}

// Lead leads to another page, with GET.
func (r *Room) Lead(address string) { r.service.redirect(r.w, r.r, address) }

// NotFound answers that there is nothing at the address.
func (r *Room) NotFound() { r.service.notFound(r.w, r.r) }

// Fail answers that the service cannot do it now, and logs the error, which must
// hold nothing of what was received.
func (r *Room) Fail(err error) { r.service.failInside(r.w, r.r, err) }

var pathForm = regexp.MustCompile(`^[a-z0-9-]+(\.[a-z0-9-]+)*(/[a-z0-9-]+(\.[a-z0-9-]+)*)*$`)

// reservedRooms are the pages beneath the organizer's first one that are the service's own.
var reservedRooms = []string{"login", "logout"}

// checkPages says which page of no inquiry cannot be served.
func (s *Service) checkPages() error {
	seen := map[string]bool{}
	for i := range s.config.Pages {
		p := &s.config.Pages[i]
		first, _, _ := strings.Cut(p.Path, "/")
		switch {
		case !pathForm.MatchString(p.Path) || slices.Contains(reservedRooms, first):
			return fmt.Errorf(`intake: the organizer cannot have a page %q: a path is words of small letters, digits, "-" and ".", and no page of the service`, p.Path)
		case s.inquiries[first] != nil:
			return fmt.Errorf("intake: the inquiry %q has the address of the organizer's page %q; give it another id", first, p.Path)
		case seen[p.Path]:
			return fmt.Errorf("intake: two of the organizer's pages have the path %q", p.Path)
		case p.Role != "" && !p.Role.IsRole():
			return fmt.Errorf("intake: the organizer's page %q is for a role that there is not", p.Path)
		case p.Get == nil && (p.Post == nil || p.Link != nil):
			return fmt.Errorf("intake: there is nothing to get at the organizer's page %q", p.Path)
		}
		for _, code := range s.words.codes {
			if p.Link != nil && p.Link[code] == "" {
				return fmt.Errorf("intake: the link to the organizer's page %q has no text in %q", p.Path, code)
			}
		}
		seen[p.Path] = true
	}
	return nil
}

// roomRoutes serves the pages of no inquiry.
func (s *Service) roomRoutes() {
	for _, p := range s.config.Pages {
		by := methods{}
		inside := func(least Role, answer func(*Room)) http.HandlerFunc {
			return s.organizerFor(func(*http.Request) string { return p.Path }, cmp.Or(p.Role, least), func(w http.ResponseWriter, r *http.Request) {
				answer(s.newRoom(w, r))
			})
		}
		if p.Get != nil {
			by[http.MethodGet] = inside(RoleRead, p.Get)
		}
		if p.Post != nil {
			by[http.MethodPost] = s.ownSite(inside(RoleDecide, p.Post))
		}
		s.handle("/admin/"+p.Path, by)
	}
}

// pageLinks lead to the pages of no inquiry.
func (s *Service) pageLinks(r *http.Request, t *texts.Catalog) view.Node {
	var links []view.Node
	for i := range s.config.Pages {
		if p := &s.config.Pages[i]; p.Link != nil && s.may(r, cmp.Or(p.Role, RoleRead)) {
			links = append(links, view.El("li", nil, view.El("a", view.Attrs{
				view.Attr("href", s.organizerLink(r, "/admin/"+p.Path)),
			}, view.Text(p.Link[t.Language()]))))
		}
	}
	return view.If(len(links) > 0, view.El("nav", view.Attrs{view.Attr("aria-label", t.Text("overview.pages"))},
		view.El("ul", view.Attrs{view.Attr("class", "org-inline")}, links...)))
}

// leadsTo reports whether a name stands for a page to which the organizer can go after
// logging in: the id of an inquiry, or the path of a page of none.
func (s *Service) leadsTo(name string) bool {
	return s.inquiries[name] != nil || slices.ContainsFunc(s.config.Pages, func(p OrganizerPage) bool {
		return p.Path == name && p.Get != nil
	})
}
