package intake

import (
	"context"
	"errors"
	"log/slog"
	"maps"
	"net/http"
	"runtime"
	"runtime/debug"
	"time"
)

// Time-outs of [Server]. A form is a few kilobytes; who cannot send it in a
// minute is not a browser.
const (
	headerTimeout = 10 * time.Second
	readTimeout   = 60 * time.Second
	writeTimeout  = 90 * time.Second // longer than reading and storing together
	idleTimeout   = 120 * time.Second
	headerBytes   = 16 << 10
	streams       = 100 // of one connection of HTTP/2 at once
)

// Server returns a server for the service, or for a handler that holds it,
// with the limits that it expects: a request's header within 10 seconds and 16
// KiB, all of it within a minute, the answer within 90 seconds, an idle
// connection closed after two minutes. It has no address yet.
func Server(handler http.Handler) *http.Server {
	return &http.Server{
		Handler:           handler,
		ReadHeaderTimeout: headerTimeout,
		ReadTimeout:       readTimeout,
		WriteTimeout:      writeTimeout,
		IdleTimeout:       idleTimeout,
		MaxHeaderBytes:    headerBytes,
		HTTP2:             &http.HTTP2Config{MaxConcurrentStreams: streams},
	}
}

// ServeHTTP implements [http.Handler].
func (s *Service) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	started := time.Now() // how long an answer takes is no matter of the call's clock
	r = s.identified(r)
	noted := &response{ResponseWriter: w}
	defer func() {
		cause := recover()
		err, _ := cause.(error)
		aborted := errors.Is(err, http.ErrAbortHandler)
		if cause != nil && !aborted {
			s.survive(noted, r, cause)
		}
		if noted.after != nil {
			noted.after()
		}
		s.logRequest(noted, r, time.Since(started))
		if aborted { // the server breaks the connection off
			panic(http.ErrAbortHandler)
		}
	}()
	maps.Copy(w.Header(), s.common)
	w.Header().Set(requestIDHeader, RequestID(r.Context()))
	s.mux.ServeHTTP(noted, r)
	s.noticeProxy(r)
}

// survive answers a request whose handler has panicked. What the panic says
// may hold what a client has sent, so only the place is logged.
func (s *Service) survive(w *response, r *http.Request, cause any) {
	attrs := []slog.Attr{slog.String("stack", string(debug.Stack()))}
	if err, ok := cause.(runtime.Error); ok {
		attrs = append(attrs, slog.String("cause", err.Error()))
	}
	s.log(r, slog.LevelError, "panic", attrs...)
	if w.status == 0 {
		s.fail(w, r, http.StatusInternalServerError)
	}
}

// logRequest writes the line of a request. It names the route, never the
// path, and nothing else that a client chooses.
func (s *Service) logRequest(w *response, r *http.Request, took time.Duration) {
	defer s.config.Observer.Answered(r.Pattern, knownMethod(r.Method), w.status, took)
	if !s.config.Logger.Enabled(r.Context(), slog.LevelInfo) {
		return
	}
	attrs := []slog.Attr{
		slog.String("method", knownMethod(r.Method)),
		slog.String("route", r.Pattern),
		slog.Int("status", w.status),
		slog.Duration("duration", took.Round(time.Microsecond)),
	}
	if w.receipt != "" {
		attrs = append(attrs, slog.String("receipt", w.receipt))
	}
	s.log(r, slog.LevelInfo, "request", attrs...)
}

// logFault writes down a fault of the service, of the store or of the source
// of random bytes. Their errors hold nothing of what was sent.
func (s *Service) logFault(r *http.Request, err error) {
	s.log(r, slog.LevelError, "fault", slog.String("route", r.Pattern), slog.String("error", err.Error()))
	if errors.Is(err, ErrUnavailable) {
		s.config.Observer.Failed(faultOf(err))
	}
}

// logError writes down what the store could not do, where the service goes on.
func (s *Service) logError(ctx context.Context, what string, err error, more ...slog.Attr) {
	s.config.Logger.LogAttrs(context.WithoutCancel(ctx), slog.LevelError, what, append(more, slog.String("error", err.Error()))...)
}

func knownMethod(method string) string {
	switch method {
	case http.MethodGet, http.MethodHead, http.MethodPost, http.MethodPut, http.MethodPatch, http.MethodDelete,
		http.MethodOptions, http.MethodConnect, http.MethodTrace:
		return method
	}
	return "other"
}
