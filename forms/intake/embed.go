package intake

import (
	"encoding/json"
	"net/http"
	"slices"

	"github.com/hytekit/hytekit/forms"
	"github.com/hytekit/hytekit/forms/view"
)

// framed is what the head of a page holds so that it can tell the page around
// it what happens. Browsers say that a page is to stand alone; one that does not
// say gets it as well.
func (s *Service) framed(w http.ResponseWriter, r *http.Request) []view.Node {
	if s.config.Assets.Frame == nil || standsAlone(w, r) {
		return nil
	}
	return s.config.Assets.Frame(s.link("/assets/"), s.embeddingOf(r).hosts)
}

// preloads is what the head of a page with a form holds so that its widget comes
// sooner.
func (s *Service) preloads(w http.ResponseWriter, r *http.Request) []view.Node {
	if s.config.Assets.Preload == nil || !standsAlone(w, r) {
		return nil
	}
	return s.config.Assets.Preload(s.link("/assets/"))
}

// standsAlone reports whether the browser shows the page in a window or tab, and
// notes that the answer depends on it.
func standsAlone(w http.ResponseWriter, r *http.Request) bool {
	const header = "Sec-Fetch-Dest"
	if !slices.Contains(w.Header().Values("Vary"), header) {
		w.Header().Add("Vary", header)
	}
	return r.Header.Get(header) == "document"
}

// chooseFragment leads to the form alone, in the language that is asked for.
func (s *Service) chooseFragment(w http.ResponseWriter, r *http.Request) {
	if c, ok := s.callOf(w, r); ok {
		s.redirect(w, r, s.link("/"+c.id()+"/"+c.pages.chosen(r)+"/fragment"))
	}
}

// getFragment shows the form alone, for a page of another site that takes it
// in. Its addresses are whole ones if the service knows its own.
func (s *Service) getFragment(w http.ResponseWriter, r *http.Request) {
	c, form, ok := s.formOf(w, r)
	if !ok {
		return
	}
	token, err := s.newKey()
	if err != nil {
		s.failInside(w, r, err)
		return
	}
	v := forms.View{Status: c.call.Call.Status(s.config.Now()), Action: s.origin + s.formAddress(c, form), Token: token}
	widget := s.widget(s.origin, c, form, v)
	widget.Style = s.origin + s.link("/assets/"+s.names.form)
	s.writePage(w, r, http.StatusOK, s.mount(s.origin, widget, form.Tree(v)))
}

// mount puts a form into the element that its widget takes over.
func (s *Service) mount(origin string, widget Widget, tree view.Node) view.Node {
	if s.config.Assets.Mount == nil {
		return view.El("div", view.Attrs{view.Maybe("data-hyte-style", widget.Style)}, tree)
	}
	return s.config.Assets.Mount(origin+s.link("/assets/"), widget, tree)
}

// mountReceipt puts a receipt into an element that tells it to the page around.
func mountReceipt(given forms.Receipt) func(view.Node) view.Node {
	return func(tree view.Node) view.Node {
		text, err := json.Marshal(given)
		if err != nil {
			panic("intake: " + err.Error()) // nothing in the type can fail to be written
		}
		return view.El("div", view.Attrs{view.Attr("data-hyte-receipt", string(text))}, tree)
	}
}
