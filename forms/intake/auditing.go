package intake

import (
	"context"
	"log/slog"
	"net/http"
	"path"
	"strings"
	"sync"
	"time"

	"golang.org/x/time/rate"
)

// audit adds an entry to the audit log: who, where and when come from the request. A
// store that cannot take it does not keep anybody from reading: the entry is in the
// service's own log instead.
func (s *Service) audit(w http.ResponseWriter, r *http.Request, e AuditEntry) {
	e.At, e.Page, e.Request = s.moment(), s.pageOf(r), shortened(w.Header().Get("X-Request-Id"))
	e.Times = max(e.Times, 1)
	if i, ok := s.inquiries[r.PathValue("inquiry")]; ok {
		e.Inquiry = i.id()
	}
	if session, ok := r.Context().Value(presentSession{}).(*Session); ok {
		e.Who, e.Role = session.Who, session.Role
	}
	ctx, cancel := context.WithTimeout(context.WithoutCancel(r.Context()), patience)
	defer cancel()
	if err := s.config.Store.AddAudit(ctx, e); err != nil {
		s.logError(ctx, "an entry of the audit log was not kept", err, slog.String("action", string(e.Action)), slog.String("who", e.Who),
			slog.String("role", string(e.Role)), slog.String("page", e.Page), slog.String("inquiry", e.Inquiry), slog.String("record", e.Record))
	}
}

// pageOf is the address that a request asks for, as the service knows it.
func (s *Service) pageOf(r *http.Request) string {
	return shortened(strings.TrimPrefix(r.Pattern, s.config.Prefix))
}

// shortened keeps a text to what an entry takes: a text of others is cut or left out.
func shortened(text string) string {
	if text == "" || visibleASCII(text[:min(len(text), maxPage)], maxPage) != "" {
		return ""
	}
	return text[:min(len(text), maxPage)]
}

// auditStranger is audit for what anybody can cause as often as they like, and is a
// security event of the same name.
func (s *Service) auditStranger(w http.ResponseWriter, r *http.Request, action AuditAction) {
	s.security(r, string(action))
	if times := s.strangers.take(string(action)+" "+s.pageOf(r), s.config.Now()); times > 0 {
		s.audit(w, r, AuditEntry{Action: action, Times: times})
	}
}

// auditAccess notes that somebody sees a page or sends its form, before that happens.
func (s *Service) auditAccess(w http.ResponseWriter, r *http.Request) {
	e := AuditEntry{Action: AuditView}
	switch {
	case r.Method == http.MethodPost:
		e.Action = AuditSubmit
	case path.Ext(s.pageOf(r)) != "":
		e.Action = AuditDownload
	}
	if id := r.PathValue("id"); isID(id) { // anything else a client may have made up
		e.Record = id
	}
	s.audit(w, r, e)
}

// strangers put together what many cause at the same time, so that the audit log does
// not grow as fast as they can send. What is put together tells its number with the
// next entry of the same sort.
type strangers struct {
	mu      sync.Mutex
	entries *rate.Limiter
	held    map[string]int // by action and page, of which there are few
}

// The audit log takes sixty entries of strangers at once, and then one every ten seconds.
const (
	strangersAtOnce   = 60
	strangersInterval = 10 * time.Second
)

func newStrangers() *strangers {
	return &strangers{entries: rate.NewLimiter(rate.Every(strangersInterval), strangersAtOnce), held: map[string]int{}}
}

// take counts one more and returns how often it has happened since the last entry, or 0
// if there is to be no entry now.
func (s *strangers) take(what string, at time.Time) (times int) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.held[what]++
	if !s.entries.AllowN(at, 1) {
		return 0
	}
	times = s.held[what]
	delete(s.held, what)
	return times
}
