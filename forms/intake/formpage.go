package intake

import (
	"errors"
	"net/http"

	"github.com/hytekit/hytekit/forms"
	"github.com/hytekit/hytekit/forms/style"
	"github.com/hytekit/hytekit/forms/view"
)

// formOf finds the call and the form of its language that an address names, or
// has answered that there is none.
func (s *Service) formOf(w http.ResponseWriter, r *http.Request) (*served, servedForm, bool) {
	c, ok := s.callOf(w, r)
	if !ok {
		return nil, servedForm{}, false
	}
	form, ok := c.forms[r.PathValue("lang")]
	if !ok {
		s.notFound(w, r)
	}
	return c, form, ok
}

// chooseLanguage leads to the form in the language that the query asks for, or
// the browser prefers.
func (s *Service) chooseLanguage(w http.ResponseWriter, r *http.Request) {
	c, ok := s.callOf(w, r)
	if !ok {
		return
	}
	w.Header().Add("Vary", "Accept-Language")
	s.redirect(w, r, s.link("/"+c.id()+"/"+c.pages.chosen(r)))
}

// getForm shows the empty form.
func (s *Service) getForm(w http.ResponseWriter, r *http.Request) {
	if r.PathValue("lang") == "fragment" { // a pattern of its own would clash with that of the assets
		s.share(s.chooseFragment)(w, r)
		return
	}
	c, form, ok := s.formOf(w, r)
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
	v := forms.View{Status: c.call.Call.Status(s.config.Now()), Action: s.formAddress(c, form), Token: token}
	s.writePage(w, r, http.StatusOK, form.Page(s.formOptions(w, r, c, form, v), v))
}

// postForm takes a plain form. A form that is accepted leads to its receipt;
// any other comes back with all that was typed.
//
// It needs no token against requests that other sites forge: there is no
// cookie and nothing else by which the service would believe a browser more
// than any other sender, and a form that is embedded comes from another site.
func (s *Service) postForm(w http.ResponseWriter, r *http.Request) {
	c, form, ok := s.formOf(w, r)
	if !ok {
		return
	}
	values, status := s.readForm(w, r)
	at := s.config.Now() // the whole form has arrived
	if status != 0 {
		s.fail(w, r, status)
		return
	}
	post := form.Post(values)
	if !isPageToken(post.Token) {
		var err error
		if post.Token, err = s.newKey(); err != nil {
			s.failInside(w, r, err)
			return
		}
	}
	v := forms.View{State: post.State, Status: c.call.Call.Status(at), Action: s.formAddress(c, form), Token: post.Token}
	if post.Changed {
		v.Focus = post.Focus
		s.formAgain(w, r, http.StatusOK, c, form, v)
		return
	}
	if s.take(s.posts, w, r) {
		v.Phase = forms.Busy
		s.formAgain(w, r, http.StatusTooManyRequests, c, form, v)
		return
	}
	document := form.Document(post.State)
	if int64(len(document)) > s.config.Limits.Body {
		v.Phase = forms.TooLarge
		s.formAgain(w, r, http.StatusRequestEntityTooLarge, c, form, v)
		return
	}
	given, err := s.receiveForm(r.Context(), c, document, post.Token, at)
	if err != nil {
		status := s.explain(w, r, &v, err)
		s.formAgain(w, r, status, c, form, v)
		return
	}
	noteReceipt(w, given.ID)
	s.redirect(w, r, s.formAddress(c, form)+"/receipt/"+given.ID)
}

// explain puts into a view why the form was not kept, and returns the status.
func (s *Service) explain(w http.ResponseWriter, r *http.Request, v *forms.View, err error) (status int) {
	var rejected *rejection
	if !errors.As(err, &rejected) {
		v.Phase = forms.Unavailable
		return s.insideStatus(w, r, err)
	}
	switch rejected.reason {
	case notNow: // the view tells why by the call's status
		v.Phase = forms.NotNow
		return http.StatusForbidden
	case keyReused:
		v.Phase = forms.Conflict
		return http.StatusConflict
	}
	v.Phase, v.Violations = forms.Rejected, rejected.violations
	return http.StatusUnprocessableEntity
}

// formAgain shows a form with what was typed, which nobody may keep.
func (s *Service) formAgain(w http.ResponseWriter, r *http.Request, status int, c *served, form servedForm, v forms.View) {
	w.Header().Set("Cache-Control", "no-store")
	s.embeddable(w, r)
	s.writePage(w, r, status, form.Page(s.formOptions(w, r, c, form, v), v))
}

// receiptPage shows a receipt to whoever knows its id.
func (s *Service) receiptPage(w http.ResponseWriter, r *http.Request) {
	c, form, ok := s.formOf(w, r)
	if !ok {
		return
	}
	given, ok := s.findReceipt(w, r, c)
	if !ok {
		return
	}
	s.embeddable(w, r)
	o := s.formOptions(w, r, c, form, forms.View{})
	o.Mount, o.Head = mountReceipt(given), append(s.framed(w, r), s.icon())
	s.writePage(w, r, http.StatusOK, form.ReceiptPage(o, forms.ReceiptView{Receipt: given, Again: s.formAddress(c, form)}))
}

// getConfig shows what the form's widget makes the form from.
func (s *Service) getConfig(w http.ResponseWriter, r *http.Request) {
	if _, form, ok := s.formOf(w, r); ok {
		s.writeCached(w, r, "application/json", "no-cache", form.config)
	}
}

func (s *Service) formAddress(c *served, form servedForm) string {
	return s.link("/" + c.id() + "/" + form.Language())
}

// formOptions is what a page of the call has around the form.
func (s *Service) formOptions(w http.ResponseWriter, r *http.Request, c *served, form servedForm, v forms.View) forms.PageOptions {
	o := forms.PageOptions{
		Styles:           style.CSS(),
		LanguageURL:      func(language string) string { return s.link("/" + c.id() + "/" + language) },
		AccessibilityURL: s.config.AccessibilityStatement.In(form.Language()),
		Head:             append(s.framed(w, r), s.icon()),
	}
	if s.config.Assets.Mount != nil {
		o.Mount = func(tree view.Node) view.Node { return s.mount("", s.widget("", c, form, v), tree) }
	}
	if s.config.Assets.Head != nil {
		o.Head = append(o.Head, s.config.Assets.Head(s.link("/assets/"))...)
		o.Head = append(o.Head, s.preloads(w, r)...)
	}
	return o
}

// widget is what the widget of a form needs; its addresses begin with origin,
// which may be empty.
func (s *Service) widget(origin string, c *served, form servedForm, v forms.View) Widget {
	return Widget{
		Config:   origin + s.formAddress(c, form) + "/form.json",
		Endpoint: origin + s.link("/api/v1/calls/"+c.id()+"/nominations"),
		State:    v.Findings(),
	}
}
