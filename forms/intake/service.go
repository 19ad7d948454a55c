package intake

import (
	"context"
	"fmt"
	"log/slog"
	"net/http"
	"sync"
	"sync/atomic"

	"github.com/hytekit/hytekit/forms"
)

// Service serves the forms of inquiries and receives what answers them, over HTTP.
// It is an [http.Handler], safe for use by several goroutines. Make one with
// [New], and serve it with [Server] or in a program of your own, whose
// [http.Server] should have the same time-outs.
type Service struct {
	config    Config
	origin    string // of the base URL; empty if it has none
	path      string // with which the links of pages begin
	inquiries map[string]*served
	order     []*served
	policies  policies
	common    http.Header // of every response
	embedding embedding   // of pages that are no inquiry's
	limiters
	pace      pace // of bodies
	aliases   aliases
	proxies   proxyNotice
	draining  atomic.Bool
	clock     clock
	proofs    atomic.Pointer[[]byte] // the key of proofs, once it was read
	strangers *strangers
	foreign   *http.CrossOriginProtection
	words     words
	static    static
	names     staticNames
	script    map[string][]byte // for pages of other sites, by content coding, if the origin is known
	packers   map[string]*sync.Pool
	mux       *http.ServeMux
	patterns  []string // of the mux, in their order; it does not tell them
	// description is that of the API, nil if there is none.
	description []byte
}

// New makes a service. The error says what is wrong with the configuration.
func New(ctx context.Context, c Config) (*Service, error) {
	c, err := c.withDefaults()
	if err != nil {
		return nil, err
	}
	s := &Service{
		config:    c,
		inquiries: map[string]*served{},
		policies:  newPolicies(),
		embedding: newEmbedding(c.EmbedHosts, c.styles()),
		limiters:  newLimiters(c.Limits),
		pace:      usualPace,
		aliases:   newAliases(),
		strangers: newStrangers(),
		foreign:   http.NewCrossOriginProtection(),
		packers:   newPackers(),
	}
	s.bodies.observer = c.Observer
	if s.origin, s.path, err = c.publicAddress(); err != nil {
		return nil, err
	}
	s.common = commonHeaders(s.policies.bare, s.secureOrigin())
	if s.description, err = c.Kinds.OpenAPI(s.origin + s.path); err != nil {
		return nil, err
	}
	if s.origin != "" { // the Host header may be another one behind a proxy
		if err := s.foreign.AddTrustedOrigin(s.origin); err != nil {
			return nil, err
		}
	}
	if s.words, err = loadWords(); err != nil {
		return nil, err
	}
	if s.static, s.names, err = newStatic(&c); err != nil {
		return nil, err
	}
	if c.Assets.Embed != nil && s.origin != "" {
		if s.script, err = pack("embed.js", c.Assets.Embed(s.origin)); err != nil {
			return nil, err
		}
	}
	for _, inquiry := range c.Inquiries {
		if err := s.serve(ctx, inquiry); err != nil {
			return nil, err
		}
	}
	if err := s.checkPages(); err != nil {
		return nil, err
	}
	if err := s.joinSeries(); err != nil {
		return nil, err
	}
	if err := s.lookBack(ctx); err != nil {
		return nil, err
	}
	s.routes()
	return s, nil
}

// serve adds an inquiry.
func (s *Service) serve(ctx context.Context, inquiry Inquiry) error {
	served, err := newServed(inquiry, &s.config.Kinds, s.config.Announcing.Outbox != nil)
	if err == nil {
		err = s.board(served)
	}
	if err == nil {
		err = s.enterVersion(ctx, served)
	}
	if err != nil {
		return fmt.Errorf("intake: inquiry %q: %w", inquiry.ID(), err)
	}
	languages := inquiry.Languages()
	if left := forms.CheckLanguages(languages); len(left) > 0 {
		s.config.Logger.LogAttrs(ctx, slog.LevelWarn, "some languages of the inquiry have no form: there are no texts in them",
			slog.String("inquiry", inquiry.ID()), slog.Any("languages", languages), slog.Any("forms", forms.Languages(languages)))
	}
	served.embedding = newEmbedding(s.config.embedHosts(inquiry), s.names.styles)
	s.inquiries[inquiry.ID()] = served
	s.order = append(s.order, served)
	return nil
}
