package intake

import (
	"maps"
	"net/http"
	"slices"
	"strings"
)

// methods are the handlers of one address by method. HEAD is answered as GET.
type methods map[string]http.HandlerFunc

// routes fills the mux with the addresses that the package's comment lists.
func (s *Service) routes() {
	s.mux = http.NewServeMux()
	s.handle("/{$}", methods{http.MethodGet: s.listCalls})
	s.handle("/{call}", methods{http.MethodGet: s.chooseLanguage})
	s.handle("/{call}/{lang}", methods{http.MethodGet: s.getForm, http.MethodPost: s.postForm})
	s.handleShared("/{call}/{lang}/fragment", methods{http.MethodGet: s.getFragment})
	s.handleShared("/{call}/{lang}/form.json", methods{http.MethodGet: s.getConfig})
	s.handle("/{call}/{lang}/receipt/{id}", methods{http.MethodGet: s.receiptPage})
	s.handleShared("/api/v1/calls/{call}", methods{http.MethodGet: s.getCall})
	s.handleShared("/api/v1/calls/{call}/schema", methods{http.MethodGet: s.getSchema})
	s.handleShared("/api/v1/calls/{call}/nominations", methods{http.MethodPost: s.postNomination})
	s.handleShared("/api/v1/calls/{call}/nominations/{id}", methods{http.MethodGet: s.getReceipt})
	s.handle("/assets/{name}", methods{http.MethodGet: s.asset})
	s.handle("/embed.js", methods{http.MethodGet: s.embed})
	s.handle("/favicon.ico", methods{http.MethodGet: s.noIcon})
	s.handle("/healthz", methods{http.MethodGet: s.health})
	s.organizerRoutes()
	s.mux.HandleFunc(s.config.Prefix+"/", s.notFound)
}

// handle serves an address. Another method than those given is 405, in the
// same form as all failures.
func (s *Service) handle(pattern string, by methods) {
	s.handleWith(pattern, by, func(h http.HandlerFunc) http.HandlerFunc { return h })
}

func (s *Service) handleWith(pattern string, by methods, wrap func(http.HandlerFunc) http.HandlerFunc) {
	if get, ok := by[http.MethodGet]; ok {
		by[http.MethodHead] = get
	}
	allowed := strings.Join(slices.Sorted(maps.Keys(by)), ", ") + ", " + http.MethodOptions
	s.mux.HandleFunc(s.config.Prefix+pattern, wrap(func(w http.ResponseWriter, r *http.Request) {
		switch handler, ok := by[r.Method]; {
		case ok:
			handler(w, r)
		case r.Method == http.MethodOptions:
			s.preflight(w, r, allowed)
		default:
			w.Header().Set("Allow", allowed)
			s.fail(w, r, http.StatusMethodNotAllowed)
		}
	}))
}

// handleShared is handle for what scripts of the embed hosts may use.
func (s *Service) handleShared(pattern string, by methods) {
	s.handleWith(pattern, by, s.share)
}

// noIcon answers browsers, which ask for an icon unasked, so that they do not
// ask again soon.
func (s *Service) noIcon(w http.ResponseWriter, _ *http.Request) {
	w.Header().Set("Cache-Control", "public, max-age=86400")
	w.WriteHeader(http.StatusNoContent)
}

// health answers a probe: 200 while the store can be reached.
func (s *Service) health(w http.ResponseWriter, r *http.Request) {
	w.Header().Set("Cache-Control", "no-store")
	if err := s.config.Store.Ping(r.Context()); err != nil {
		s.logFault(r, err)
		s.write(w, r, http.StatusServiceUnavailable, "text/plain; charset=utf-8", []byte("store unavailable\n"))
		return
	}
	s.write(w, r, http.StatusOK, "text/plain; charset=utf-8", []byte("ok\n"))
}
