package intake

import (
	"encoding/json"
	"net/http"
	"slices"
	"strings"

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
	if i, ok := s.inquiryOf(w, r); ok {
		s.redirect(w, r, guest{text: r.URL.Query().Get(linkName)}.with(s.link(i.taken[0].path(i.pages.chosen(r))+"/fragment")))
	}
}

// getFragment shows the form alone, with a choice of languages, for a page of another site that
// takes it in. Its addresses are whole ones if the service knows its own.
func (s *Service) getFragment(w http.ResponseWriter, r *http.Request) {
	form, is, ok := s.admittedForm(w, r)
	if !ok {
		return
	}
	token, err := s.newKey()
	if err != nil {
		s.failInside(w, r, err)
		return
	}
	now := s.config.Now()
	v := forms.View{Status: form.kind.status(now), Now: now, Phase: is.phase(), Action: s.origin + s.formAddress(form), Token: token}
	widget := s.widget(s.origin, form, v)
	widget.Style = s.origin + s.link("/assets/"+s.names.form)
	bar := form.LanguageBar(func(language string) string { return s.origin + form.guest.with(s.link(form.kind.path(language))) }, v)
	s.writePage(w, r, http.StatusOK, view.Group(bar, s.mount(s.origin, widget, form.Tree(v))))
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

// embed answers with the script that other sites load. Its address never
// changes, so browsers ask again after an hour.
func (s *Service) embed(w http.ResponseWriter, r *http.Request) {
	if s.config.Assets.Embed == nil {
		s.notFound(w, r)
		return
	}
	forEverybody(w.Header())
	if s.origin != "" {
		s.writePacked(w, r, assetTypes[".js"], "public, max-age=3600", s.script)
		return
	}
	// What a client says of the service's origin is for that client alone.
	s.writeCached(w, r, assetTypes[".js"], "private, max-age=3600", s.config.Assets.Embed(askedOrigin(r)))
}

// askedOrigin is the origin at which a client has asked for the service, or
// empty if it cannot be known: behind a proxy the scheme is not, and the host
// may be the proxy's own.
func askedOrigin(r *http.Request) string {
	for name := range r.Header {
		if slices.Contains(proxyHeaders, name) || strings.HasPrefix(name, "X-Forwarded-") {
			return ""
		}
	}
	scheme := "http"
	if r.TLS != nil {
		scheme = "https"
	}
	origin := scheme + "://" + r.Host
	if len(r.Host) > longestHost || CheckOrigin(origin) != nil {
		return ""
	}
	return origin
}

// proxyHeaders are added by proxies, beside X-Forwarded-….
var proxyHeaders = []string{"Forwarded", "Via", "X-Real-Ip"}

// longestHost is the length of a domain name at most, with a port.
const longestHost = 253 + len(":65535")
