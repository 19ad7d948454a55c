package intake

import (
	"context"
	"net/http"
	"sync"
)

// Service serves the forms of calls and receives their documents, over HTTP.
// It is an [http.Handler], safe for use by several goroutines. Make one with
// [New], and serve it with [Server] or in a program of your own, whose
// [http.Server] should have the same time-outs.
type Service struct {
	config    Config
	origin    string // of the base URL; empty if it has none
	path      string // with which the links of pages begin
	calls     map[string]*served
	order     []*served
	policies  policies
	embedding embedding // of pages that are no call's
	posts     *rateLimiter
	logins    *rateLimiter
	sessions  sessions
	foreign   *http.CrossOriginProtection
	words     words
	static    static
	names     staticNames
	packers   map[string]*sync.Pool
	mux       *http.ServeMux
}

// clients is how many clients the rate limits remember.
const clients = 20_000

// New makes a service. It takes the key of the organizer's sessions from the
// store, or puts one there. The error says what is wrong with the
// configuration, or wraps one of the store's.
func New(ctx context.Context, c Config) (*Service, error) {
	c, err := c.withDefaults()
	if err != nil {
		return nil, err
	}
	s := &Service{
		config:    c,
		calls:     map[string]*served{},
		policies:  newPolicies(),
		embedding: newEmbedding(c.EmbedHosts),
		posts:     newRateLimiter(c.Limits.Posts.Interval, c.Limits.Posts.Burst, clients),
		logins:    newRateLimiter(c.Limits.Logins.Interval, c.Limits.Logins.Burst, clients),
		foreign:   http.NewCrossOriginProtection(),
		packers:   newPackers(),
	}
	if s.origin, s.path, err = c.publicAddress(); err != nil {
		return nil, err
	}
	if s.origin != "" { // the Host header may be another one behind a proxy
		if err := s.foreign.AddTrustedOrigin(s.origin); err != nil {
			return nil, err
		}
	}
	if s.sessions, err = newSessions(ctx, c.Store, c.Random); err != nil {
		return nil, err
	}
	if s.words, err = loadWords(); err != nil {
		return nil, err
	}
	if s.static, s.names, err = newStatic(); err != nil {
		return nil, err
	}
	for _, call := range c.Calls {
		served, err := newServed(call, c.Store)
		if err != nil {
			return nil, err
		}
		served.embedding = newEmbedding(c.embedHosts(call.Call))
		s.calls[call.Call.ID] = served
		s.order = append(s.order, served)
	}
	s.routes()
	return s, nil
}
