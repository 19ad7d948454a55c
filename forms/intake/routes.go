package intake

import (
	"maps"
	"net/http"
	"slices"
	"strings"
)

// methods are the handlers of one address by method. HEAD is answered as GET.
type methods map[string]http.HandlerFunc

// wrapping does something before a handler, or in place of it.
type wrapping func(http.HandlerFunc) http.HandlerFunc

func plain(next http.HandlerFunc) http.HandlerFunc { return next }

// routes fills the mux with the addresses that the package's comment lists.
func (s *Service) routes() {
	s.mux = http.NewServeMux()
	s.handle("/{$}", methods{http.MethodGet: s.listInquiries})
	s.handle("/{inquiry}", methods{http.MethodGet: s.chooseLanguage})
	s.formRoutes("/{inquiry}/{lang}", plain)
	s.handle("/{inquiry}/{lang}/"+seriesName, methods{http.MethodGet: s.getSeries, http.MethodPost: s.listedSite(s.postSeries)})
	receipts := "/{inquiry}/{lang}/" + seriesName + "/receipt/{id}"
	s.handle(receipts, methods{http.MethodGet: s.seriesReceipt})
	s.handle(receipts+"/"+receiptPageName, methods{http.MethodGet: s.seriesReceiptFile})
	s.handle(receipts+"/"+receiptDocumentName, methods{http.MethodGet: s.seriesReceiptFile})
	s.handle(receipts+"/"+receiptCalendarName, methods{http.MethodGet: s.seriesCalendar})
	s.handle("/{inquiry}/{lang}/"+publicName, methods{http.MethodGet: s.getPublic})
	s.handle("/{inquiry}/{lang}/"+publicName+"/{page}", methods{http.MethodGet: s.getPublic})
	collections := map[string]bool{}
	for _, i := range s.order {
		collections[i.collection()] = true
	}
	for collection := range collections {
		s.collectionRoutes(collection)
	}
	for i := range s.config.Kinds.Responses {
		name := s.config.Kinds.Responses[i].name()
		s.formRoutes("/{inquiry}/{lang}/"+name, s.ofKind(name, func(k *taken) bool { return !k.isFirst() }))
	}
	if s.description != nil {
		s.handleShared("/api/v1/openapi.json", methods{http.MethodGet: s.getDescription}, plain)
	}
	if s.config.Statement != nil {
		s.handle("/"+accessibilityName, methods{http.MethodGet: s.getStatement})
	}
	s.handle("/assets/{name}", methods{http.MethodGet: s.asset})
	s.handle("/embed.js", methods{http.MethodGet: s.embed})
	s.handle("/favicon.ico", methods{http.MethodGet: s.noIcon})
	s.handle("/healthz", methods{http.MethodGet: s.health})
	s.handle("/readyz", methods{http.MethodGet: s.ready})
	s.organizerRoutes()
	s.mux.HandleFunc(s.config.Prefix+"/", s.notFound)
}

// formRoutes serves a form and what belongs to it.
func (s *Service) formRoutes(page string, wrap wrapping) {
	s.handleWith(page, methods{http.MethodGet: s.getForm, http.MethodPost: s.listedSite(s.postForm)}, wrap)
	s.handleShared(page+"/fragment", methods{http.MethodGet: s.getFragment}, wrap)
	s.handleShared(page+"/form.json", methods{http.MethodGet: s.getConfig}, wrap)
	s.handleWith(page+"/receipt/{id}", methods{http.MethodGet: s.receiptPage}, wrap)
	s.handleWith(page+"/receipt/{id}/"+receiptPageName, methods{http.MethodGet: s.receiptFile}, wrap)
	s.handleWith(page+"/receipt/{id}/"+receiptDocumentName, methods{http.MethodGet: s.receiptFile}, wrap)
	s.handleShared(page+"/receipt/{id}/"+receiptCalendarName, methods{http.MethodGet: s.receiptCalendar}, wrap)
	s.handleWith(page+"/receipt/{id}/"+takeBackName, methods{http.MethodGet: s.takeBack(s.askTakeBack), http.MethodPost: s.listedSite(s.takeBack(s.postTakeBack))}, wrap)
	s.handleWith(page+"/receipt/{id}/"+confirmName, methods{http.MethodGet: s.confirm(s.askConfirm), http.MethodPost: s.ownSite(s.confirm(s.postConfirm))}, wrap)
}

// collectionRoutes serves what programs send to inquiries, and get of them.
func (s *Service) collectionRoutes(collection string) {
	inquiry := "/api/v1/" + collection + "/{inquiry}"
	s.handleShared(inquiry, methods{http.MethodGet: s.getInquiry}, s.ofCollection(collection))
	s.handleShared(inquiry+"/schema", methods{http.MethodGet: s.getSchema}, s.ofCollection(collection))
	for i := range s.config.Kinds.Responses {
		kind := &s.config.Kinds.Responses[i]
		documents := inquiry + "/" + kind.plural()
		taking := s.ofKind(kind.name(), func(k *taken) bool { return k.by.collection() == collection })
		s.handleShared(documents, methods{http.MethodPost: s.listedSite(s.postDocument)}, taking)
		s.handleShared(documents+"/{id}", methods{http.MethodGet: s.getReceipt}, taking)
		s.handleShared(documents+"/schema", methods{http.MethodGet: s.getSchema}, taking)
	}
}

// ofCollection leads to an address of the inquiries of a collection. At that of any
// other there is nothing, whatever the method.
func (s *Service) ofCollection(name string) wrapping {
	return func(next http.HandlerFunc) http.HandlerFunc {
		return func(w http.ResponseWriter, r *http.Request) {
			if i, ok := s.inquiryOf(w, r); !ok {
				return
			} else if i.collection() != name {
				s.notFound(w, r)
				return
			}
			next(w, r)
		}
	}
}

// ofKind leads to an address of the inquiries that take documents of a kind and have
// them there. At that of any other there is nothing, whatever the method.
func (s *Service) ofKind(name string, there func(*taken) bool) wrapping {
	return func(next http.HandlerFunc) http.HandlerFunc {
		return func(w http.ResponseWriter, r *http.Request) {
			r.SetPathValue("kind", name)
			k, ok := s.kindOf(w, r)
			if !ok {
				return
			}
			if !there(k) {
				s.notFound(w, r)
				return
			}
			next(w, r)
		}
	}
}

// handle serves an address. Another method than those given is 405, in the
// same form as all failures.
func (s *Service) handle(pattern string, by methods) { s.handleWith(pattern, by, plain) }

func (s *Service) handleWith(pattern string, by methods, wrap wrapping) {
	if get, ok := by[http.MethodGet]; ok {
		by[http.MethodHead] = get
	}
	s.patterns = append(s.patterns, pattern)
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

// handleShared is handleWith for what scripts of the embed hosts may use.
func (s *Service) handleShared(pattern string, by methods, wrap wrapping) {
	s.handleWith(pattern, by, func(next http.HandlerFunc) http.HandlerFunc { return s.share(wrap(next)) })
}

// noIcon answers browsers, which ask for an icon unasked, so that they do not
// ask again soon.
func (s *Service) noIcon(w http.ResponseWriter, _ *http.Request) {
	w.Header().Set("Cache-Control", "public, max-age=86400")
	w.WriteHeader(http.StatusNoContent)
}
