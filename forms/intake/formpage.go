package intake

import (
	"context"
	"errors"
	"net/http"
	"net/url"
	"time"

	"github.com/hytekit/hytekit/forms"
	"github.com/hytekit/hytekit/forms/icon"
	"github.com/hytekit/hytekit/forms/view"
	"github.com/hytekit/hytekit/hyte"
)

// formOf finds the form that an address names: of an inquiry, in a language, of a
// kind. Otherwise it has answered that there is none.
func (s *Service) formOf(w http.ResponseWriter, r *http.Request) (servedForm, bool) {
	k, ok := s.kindOf(w, r)
	if !ok {
		return servedForm{}, false
	}
	form, ok := k.forms[r.PathValue("lang")]
	if !ok {
		s.notFound(w, r)
	}
	return form, ok
}

// chooseLanguage leads to the form in the language that the query asks for, or
// the browser prefers.
func (s *Service) chooseLanguage(w http.ResponseWriter, r *http.Request) {
	i, ok := s.inquiryOf(w, r)
	if !ok {
		return
	}
	w.Header().Add("Vary", "Accept-Language")
	s.redirect(w, r, guest{text: r.URL.Query().Get(linkName)}.with(s.link(i.taken[0].path(i.pages.chosen(r)))))
}

// getForm shows the empty form.
func (s *Service) getForm(w http.ResponseWriter, r *http.Request) {
	if r.PathValue("lang") == "fragment" { // a pattern of its own would clash with that of the assets
		s.share(s.chooseFragment)(w, r)
		return
	}
	if r.PathValue("lang") == publicName { // as of the fragment
		s.choosePublic(w, r)
		return
	}
	form, is, ok := s.admittedForm(w, r)
	if !ok {
		return
	}
	token, err := s.newKey()
	if err != nil {
		s.failInside(w, r, err)
		return
	}
	// Not no-store, for which browsers drop a page when it is left: who goes back
	// from the receipt finds it with its token and with what was typed.
	w.Header().Set("Cache-Control", "private, no-cache")
	s.embeddable(w, r)
	now := s.config.Now()
	v := forms.View{Status: form.kind.status(now), Now: now, Phase: is.phase(), Action: s.formAddress(form), Token: token}
	o := s.formOptions(w, r, form, v)
	if o.Before, err = form.room(r.Context(), v.Status); err != nil {
		s.logFault(r, err) // the form comes also when the store cannot be read
	}
	s.writePage(w, r, is.status(), form.Page(o, v))
}

// room tells for what there is no room left, as long as answers are taken; nothing if there is
// for all.
func (f servedForm) room(ctx context.Context, status hyte.Status) (view.Node, error) {
	limiter, limits := f.kind.limiter()
	if !limits || status == hyte.StatusClosed || status == hyte.StatusNotOpen {
		return view.Node{}, nil
	}
	past, err := f.kind.by.history.snapshot(ctx)
	if err != nil {
		return view.Node{}, err
	}
	text := limiter.Notice(past.ledger, f.kind.Form.Document, f.Language())
	return view.If(text != "", view.El("div", view.Attrs{view.Attr("class", "hyte-notice")}, view.El("p", nil, view.Icon(icon.Info), view.Text(text)))), nil
}

// postForm takes a plain form. A form that is accepted leads to its receipt;
// any other comes back with all that was typed.
//
// It needs no token against requests that other sites forge: there is no cookie and
// nothing else by which the service would believe a browser more than any other sender.
// Sites that may not show the form are refused all the same, see listedSite.
func (s *Service) postForm(w http.ResponseWriter, r *http.Request) {
	form, is, ok := s.admittedForm(w, r)
	if !ok {
		return
	}
	values, at, ok := s.posted(w, r)
	if !ok {
		return
	}
	post := form.Post(values)
	if !s.isReadable(w, r, post.Garbled, &post.Token) {
		return
	}
	v := forms.View{State: post.State, Status: form.kind.status(at), Now: at, Action: s.formAddress(form), Token: post.Token, Review: post.Send}
	limit := s.posts
	if post.Changed || post.Check || post.Save {
		limit = s.changes
	}
	if s.take(limit, w, r) {
		v.Phase = forms.PhaseBusy
		s.formAgain(w, r, http.StatusTooManyRequests, form, v)
		return
	}
	if post.Save {
		s.writeFile(w, r, form.Inquiry().ID()+forms.DraftFile, "application/json", form.Draft(post.State))
		return
	}
	if post.Changed {
		v.Focus, v.Phase = post.Focus, post.Phase
		s.formAgain(w, r, http.StatusOK, form, v)
		return
	}
	if post.Dropped > 0 {
		v.Phase = forms.PhaseDropped
		s.formAgain(w, r, http.StatusUnprocessableEntity, form, v)
		return
	}
	if is != admitted {
		v.Phase = is.phase()
		s.formAgain(w, r, is.status(), form, v)
		return
	}
	document := form.Document(post.State)
	if int64(len(document)) > s.config.Limits.Body {
		v.Phase = forms.PhaseTooLarge
		s.formAgain(w, r, http.StatusRequestEntityTooLarge, form, v)
		return
	}
	if post.Check {
		s.checkForm(w, r, form, v, document, at)
		return
	}
	kept, err := s.receiveForm(r.Context(), form.kind, form.guest, document, post.Token, at)
	if err != nil {
		status := s.explain(w, r, &v, err)
		lookAgain(form, &v, document, at)
		s.formAgain(w, r, status, form, v)
		return
	}
	s.kept()
	s.leadToReceipt(w, r, form.guest.with(s.link(form.receiptPath(kept.ID))), kept.ID)
}

// posted are the values of a plain form and when all of it had arrived. Otherwise it has
// answered what is wrong.
func (s *Service) posted(w http.ResponseWriter, r *http.Request) (values url.Values, at time.Time, ok bool) {
	if !s.within(s.arrivals, w, r) {
		return nil, at, false
	}
	values, status := s.readForm(w, r)
	at = s.config.Now()
	if status != 0 {
		s.fail(w, r, status)
	}
	return values, at, status == 0
}

// isReadable reports whether all that was posted is text, and gives a page without a
// token one. Otherwise it has answered what is wrong.
func (s *Service) isReadable(w http.ResponseWriter, r *http.Request, garbled int, token *string) bool {
	if garbled > 0 {
		s.failurePage(w, r, http.StatusBadRequest, "failure.encoding")
		return false
	}
	if isPageToken(*token) {
		return true
	}
	var err error
	if *token, err = s.newKey(); err != nil {
		s.failInside(w, r, err)
	}
	return err == nil
}

// explain puts into a view why the form was not kept, and returns the status.
func (s *Service) explain(w http.ResponseWriter, r *http.Request, v *forms.View, err error) (status int) {
	var rejected *rejection
	if !errors.As(err, &rejected) {
		v.Phase = forms.PhaseUnavailable
		return s.insideStatus(w, r, err)
	}
	switch rejected.reason {
	case notNow: // the view tells why by the inquiry's status
		v.Phase = forms.PhaseNotNow
		return http.StatusForbidden
	case keyReused:
		v.Phase = forms.PhaseConflict
		return http.StatusConflict
	case crowd:
		s.noteCrowd(w, r, rejected)
		v.Phase = forms.PhaseBusy
		return http.StatusTooManyRequests
	case notTheirs:
		v.Phase = forms.PhaseLinkEnded
		return http.StatusForbidden
	case noRoom:
		status = http.StatusConflict
	default:
		status = http.StatusUnprocessableEntity
	}
	v.Phase, v.Violations = forms.PhaseRejected, rejected.violations
	return status
}

// formAgain shows a form with what was typed.
func (s *Service) formAgain(w http.ResponseWriter, r *http.Request, status int, form servedForm, v forms.View) {
	w.Header().Set("Cache-Control", againCaching(status))
	s.embeddable(w, r)
	s.writePage(w, r, status, form.Page(s.formOptions(w, r, form, v), v))
}

// getConfig shows what the form's widget makes the form from.
func (s *Service) getConfig(w http.ResponseWriter, r *http.Request) {
	form, _, ok := s.admittedForm(w, r)
	switch {
	case !ok:
	case form.guest.sender == "":
		s.writeCached(w, r, "application/json", "no-cache", form.config)
	default:
		config, err := form.Config()
		if err != nil {
			s.failInside(w, r, err)
			return
		}
		s.writeCached(w, r, "application/json", "private, no-cache", config)
	}
}

// path is that of the form, beneath the service's.
func (f servedForm) path() string { return f.kind.path(f.Language()) }

// formAddress is that of the form for whoever asks for it.
func (s *Service) formAddress(form servedForm) string { return form.guest.with(s.link(form.path())) }

// formOptions is what a page has around its form.
func (s *Service) formOptions(w http.ResponseWriter, r *http.Request, form servedForm, v forms.View) forms.PageOptions {
	o := forms.PageOptions{
		Brand:            s.brand(form.Language()),
		Styles:           s.names.styles,
		LanguageURL:      func(language string) string { return form.guest.with(s.link(form.kind.path(language))) },
		AccessibilityURL: s.statementAddress(form.Language()),
		Head:             s.head(w, r),
	}
	if l := form.kind.by.letter; l != nil && form.kind.isFirst() && l.pages[form.Language()] != nil && form.guest.sender == "" {
		o.SeriesURL, o.SeriesCount = s.link(l.path(form.Language())), len(l.kinds)
	}
	if s.config.Assets.Mount != nil {
		o.Mount = func(tree view.Node) view.Node { return s.mount("", s.widget("", form, v), tree) }
	}
	if s.config.Assets.Head != nil {
		o.Head = append(o.Head, s.preloads(w, r)...)
	}
	return o
}

// head is what every page with a form has in its head.
func (s *Service) head(w http.ResponseWriter, r *http.Request) []view.Node {
	head := append(s.framed(w, r), s.icon())
	if s.config.Assets.Head != nil {
		head = append(head, s.config.Assets.Head(s.link("/assets/"))...)
	}
	return head
}

// widget is what the widget of a form needs; its addresses begin with origin,
// which may be empty.
func (s *Service) widget(origin string, form servedForm, v forms.View) Widget {
	return Widget{
		Config:   origin + form.guest.with(s.link(form.path()+"/form.json")),
		Endpoint: origin + form.guest.with(s.link(form.kind.endpoint())),
		State:    v.Findings(),
	}
}
