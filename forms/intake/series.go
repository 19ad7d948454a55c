package intake

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"slices"
	"strings"
	"time"

	"github.com/hytekit/hytekit/forms"
	"github.com/hytekit/hytekit/hyte"
)

// InSeries is an [Inquiry] that was sent in one letter with others. Those that a service
// serves with the same name can be answered on one page, too; see [forms.Series].
type InSeries interface {
	// Series is the name of the letter; empty for an inquiry that stands alone.
	Series() string
}

// letter are inquiries that can be answered on one page.
type letter struct {
	kinds []*taken // the first kind of each inquiry
	pages map[string]*forms.Series
	codes []string // of the languages, in order
}

// joinSeries makes the pages of the letters whose inquiries are served together.
func (s *Service) joinSeries() error {
	together := map[string][]*served{}
	var names []string
	for _, i := range s.order {
		// A personal link is for one inquiry, so there is no page for several.
		if in, ok := i.inquiry.(InSeries); ok && in.Series() != "" && !i.inquiry.Invited() {
			name := in.Series()
			if together[name] = append(together[name], i); len(together[name]) == 2 {
				names = append(names, name)
			}
		}
	}
	for _, name := range names {
		l, err := newLetter(together[name])
		if err != nil {
			return fmt.Errorf("intake: series %q: %w", name, err)
		}
		for _, i := range together[name] {
			i.letter = l
		}
	}
	return nil
}

func newLetter(of []*served) (*letter, error) {
	l := &letter{pages: map[string]*forms.Series{}}
	inquiries := make([]forms.Inquiry, len(of))
	for n, i := range of {
		inquiries[n] = i.inquiry
		l.kinds = append(l.kinds, i.taken[0])
		if l.kinds[n].Kind != l.kinds[0].Kind {
			return nil, fmt.Errorf("%w: %q is answered by another kind of document than %q", forms.ErrSeries, i.id(), of[0].id())
		}
	}
	for _, code := range of[0].pages.codes {
		if slices.ContainsFunc(of, func(i *served) bool { return !slices.Contains(i.pages.codes, code) }) {
			continue
		}
		page, err := forms.NewSeries(l.kinds[0].Form, inquiries, code, l.kinds[0].Texts)
		if err != nil {
			return nil, err
		}
		l.pages[code] = page
		l.codes = append(l.codes, code)
	}
	if len(l.codes) == 0 {
		return nil, fmt.Errorf("%w: they have no language in common", forms.ErrSeries)
	}
	return l, nil
}

// seriesName is the end of the address of the page of a letter, beneath that of one of
// its inquiries.
const seriesName = "series"

func (l *letter) path(code string) string {
	return "/" + l.kinds[0].by.id() + "/" + code + "/" + seriesName
}

func (l *letter) statuses(at time.Time) []hyte.Status {
	all := make([]hyte.Status, len(l.kinds))
	for i, k := range l.kinds {
		all[i] = k.status(at)
	}
	return all
}

// seriesOf finds the page of a letter that an address names. Otherwise it has answered
// that there is none.
func (s *Service) seriesOf(w http.ResponseWriter, r *http.Request) (*letter, *forms.Series) {
	i, ok := s.inquiryOf(w, r)
	if !ok {
		return nil, nil
	}
	if i.letter != nil {
		if page, ok := i.letter.pages[r.PathValue("lang")]; ok {
			return i.letter, page
		}
	}
	s.notFound(w, r)
	return nil, nil
}

// getSeries shows the empty page.
func (s *Service) getSeries(w http.ResponseWriter, r *http.Request) {
	l, page := s.seriesOf(w, r)
	if l == nil {
		return
	}
	token, err := s.newKey()
	if err != nil {
		s.failInside(w, r, err)
		return
	}
	w.Header().Set("Cache-Control", "private, no-cache") // as of a form
	now := s.config.Now()
	s.writeSeries(w, r, http.StatusOK, l, page, forms.SeriesView{Statuses: l.statuses(now), Now: now, Token: token})
}

// postSeries takes the page: every answer on it, or none.
func (s *Service) postSeries(w http.ResponseWriter, r *http.Request) {
	l, page := s.seriesOf(w, r)
	if l == nil {
		return
	}
	values, at, ok := s.posted(w, r)
	if !ok {
		return
	}
	post := page.Post(values)
	if !s.isReadable(w, r, post.Garbled, &post.Token) {
		return
	}
	v := forms.SeriesView{States: post.States, Statuses: l.statuses(at), Now: at, Token: post.Token, Focus: post.Focus, Review: post.Send}
	again := func(status int, phase forms.Phase) {
		v.Phase = phase
		w.Header().Set("Cache-Control", againCaching(status))
		s.writeSeries(w, r, status, l, page, v)
	}
	limit := s.posts
	if post.Changed || post.Check || post.Save {
		limit = s.changes
	}
	switch {
	case s.take(limit, w, r):
		again(http.StatusTooManyRequests, forms.PhaseBusy)
		return
	case post.Save:
		s.writeFile(w, r, l.kinds[0].by.id()+"-"+seriesName+forms.DraftFile, "application/json", page.Draft(post.States))
		return
	case post.Changed:
		again(http.StatusOK, post.Phase)
		return
	case post.Dropped > 0:
		again(http.StatusUnprocessableEntity, forms.PhaseDropped)
		return
	}
	answers, status, phase := s.readSeries(l, page, &v, at, post.Check)
	if status != 0 {
		again(status, phase)
		return
	}
	ids, refused, err := s.receiveSeries(r.Context(), l, answers, post.Token, at)
	if err != nil {
		var one forms.View
		status := s.explain(w, r, &one, err)
		if one.Phase == forms.PhaseRejected {
			v.Violations = refused
		}
		again(status, one.Phase)
		return
	}
	all := strings.Join(ids, receiptSeparator)
	s.leadToReceipt(w, r, s.link(l.path(page.Language()))+"/receipt/"+all, all)
}

// seriesAnswer is what a page answers to one of its inquiries.
type seriesAnswer struct {
	document []byte // nil for nothing
	closed   bool   // it is not taken now; it may have been received before, see receive
}

// readSeries makes the answers of a page and checks them all before one is kept. A
// status other than 0 says that none is to be, as where they are to be looked at first.
func (s *Service) readSeries(l *letter, page *forms.Series, v *forms.SeriesView, at time.Time, check bool) (answers []seriesAnswer, status int, phase forms.Phase) {
	answers = make([]seriesAnswer, len(l.kinds))
	violations := make([]hyte.Violations, len(l.kinds))
	answered, invalid := false, false
	for i, k := range l.kinds {
		document := page.Document(i, v.States[i])
		if document == nil {
			continue
		}
		answered = true
		if int64(len(document)) > s.config.Limits.Body {
			return nil, http.StatusRequestEntityTooLarge, forms.PhaseTooLarge
		}
		_, found := k.by.inquiry.Program(k.Form.Document).Read(document, at)
		answers[i] = seriesAnswer{document, hyte.ClosedBy(found) != 0}
		if check && answers[i].closed {
			return nil, http.StatusForbidden, forms.PhaseNotNow
		}
		if !answers[i].closed {
			violations[i] = found
			invalid = invalid || found.Invalid()
		}
	}
	if !answered {
		return nil, http.StatusUnprocessableEntity, forms.PhaseRejected
	}
	if check {
		status = s.checkSeries(page, v, violations)
		return nil, status, v.Phase
	}
	if invalid {
		v.Violations = violations
		return nil, http.StatusUnprocessableEntity, forms.PhaseRejected
	}
	if v.Review { // what need not be mended is said again, should the answers not be kept
		look, _ := page.Review(*v, violations)
		v.Violations = look.Violations
	}
	return answers, 0, 0
}

// receiveSeries keeps what was answered, all of it at one moment, so that it has one
// receipt, and returns the ids, empty for the rest. Otherwise refused says by inquiry why an
// answer is not taken. What is not taken now has been received before, or nothing is.
func (s *Service) receiveSeries(ctx context.Context, l *letter, answers []seriesAnswer, token string, at time.Time) (ids []string, refused []hyte.Violations, err error) {
	if refused, err = s.withoutRoom(ctx, l, answers, token); err != nil {
		return nil, refused, err
	}
	defer s.kept()
	var all []arriving
	var places []int
	for i, k := range l.kinds {
		if answers[i].document != nil {
			all, places = append(all, arriving{kind: k, document: answers[i].document}), append(places, i)
		}
	}
	kept, err := s.receivePage(ctx, guest{}, all, token, at)
	var rejected *rejection
	if errors.As(err, &rejected) && rejected.kind != nil {
		refused[slices.Index(l.kinds, rejected.kind)] = rejected.violations
	}
	if err != nil {
		return nil, refused, err
	}
	ids = make([]string, len(l.kinds))
	for n, i := range places {
		ids[i] = kept[n].ID
	}
	return ids, refused, nil
}

// withoutRoom looks, before anything is kept, for answers to inquiries in which there is no
// room left: then none is kept. The page may have its places already, if it is sent again.
func (s *Service) withoutRoom(ctx context.Context, l *letter, answers []seriesAnswer, token string) (refused []hyte.Violations, err error) {
	refused = make([]hyte.Violations, len(l.kinds))
	for i, k := range l.kinds {
		limiter, limits := k.limiter()
		if !limits || answers[i].document == nil || answers[i].closed {
			continue
		}
		past, snapshotErr := k.by.history.snapshot(ctx)
		if snapshotErr != nil {
			return refused, snapshotErr
		}
		full := limiter.Refuse(past.ledger, k.Form.Document, k.read(answers[i].document))
		if !full.Invalid() {
			continue
		}
		from, below := KeyPrefix(guest{}.pageKeys(token))
		_, there, keyErr := s.keyed(ctx, k.by.id(), from, below)
		if keyErr != nil {
			return refused, keyErr
		}
		if !there {
			refused[i], err = full, &rejection{reason: noRoom, violations: full}
		}
	}
	return refused, err
}

func (s *Service) writeSeries(w http.ResponseWriter, r *http.Request, status int, l *letter, page *forms.Series, v forms.SeriesView) {
	v.Action = s.link(l.path(page.Language()))
	for _, k := range l.kinds {
		v.Addresses = append(v.Addresses, s.link(k.path(page.Language())))
	}
	s.embeddable(w, r)
	s.writePage(w, r, status, page.Page(s.seriesOptions(w, r, l, page), v))
}

func (s *Service) seriesOptions(w http.ResponseWriter, r *http.Request, l *letter, page *forms.Series) forms.PageOptions {
	return forms.PageOptions{
		Brand:  s.brand(page.Language()),
		Styles: s.names.styles,
		LanguageURL: func(code string) string {
			if slices.Contains(l.codes, code) {
				return s.link(l.path(code))
			}
			return s.link(l.kinds[0].path(code))
		},
		AccessibilityURL: s.statementAddress(page.Language()),
		Head:             s.head(w, r), // its script keeps what is typed: no widget takes the page over
	}
}
