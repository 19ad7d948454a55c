package intake_test

import (
	"crypto/rand"
	"errors"
	"net/http"
	"net/netip"
	"strings"
	"testing"
	"time"

	"github.com/hytekit/hytekit/forms/intake"
	"github.com/hytekit/hytekit/forms/intake/kinds"
	"github.com/hytekit/hytekit/hyte"
	"github.com/hytekit/hytekit/internal/firstkind"
)

func TestConfigIsChecked(t *testing.T) {
	right := intake.Config{Store: openStore(t), Inquiries: calls(firstkind.Inquiry(t)), Kinds: kinds.All()}
	with := func(change func(*intake.Config)) intake.Config {
		c := right
		change(&c)
		return c
	}
	call := func(change func(*hyte.Call)) intake.Config {
		return with(func(c *intake.Config) { c.Inquiries = calls(firstkind.Inquiry(t, change)) })
	}
	for name, test := range map[string]struct {
		config intake.Config
		says   string // "" for a right one
	}{
		"least":                   {right, ""},
		"no store":                {with(func(c *intake.Config) { c.Store = nil }), "needs a store"},
		"no call":                 {with(func(c *intake.Config) { c.Inquiries = calls() }), "needs an inquiry"},
		"nil inquiry":             {with(func(c *intake.Config) { c.Inquiries = []intake.Inquiry{nil} }), "inquiry 0 is not complete"},
		"nil call":                {with(func(c *intake.Config) { c.Inquiries = calls(nil) }), "inquiry 0 is not complete"},
		"unresolved call":         {with(func(c *intake.Config) { c.Inquiries = calls(&hyte.ResolvedCall{}) }), "inquiry 0 is not complete"},
		"two of one id":           {with(func(c *intake.Config) { c.Inquiries = calls(firstkind.Inquiry(t), firstkind.Inquiry(t)) }), "two inquiries"},
		"id of a page":            {call(func(c *hyte.Call) { c.ID = "admin" }), `"admin" is the name of a page`},
		"id of the login page":    {call(func(c *hyte.Call) { c.ID = "login" }), `"login" is the name of a page`},
		"invited only":            {call(func(c *hyte.Call) { c.Access = hyte.AccessInvited }), "invited"},
		"language without texts":  {call(func(c *hyte.Call) { c.Languages = []string{"de"} }), "no language in which there are texts"},
		"one language with texts": {call(func(c *hyte.Call) { c.Languages = []string{"de", "sv"} }), ""},
		"prefix":                  {with(func(c *intake.Config) { c.Prefix = "/a/b.c~d_e-1" }), ""},
		"prefix without slash":    {with(func(c *intake.Config) { c.Prefix = "a" }), "prefix"},
		"prefix with two":         {with(func(c *intake.Config) { c.Prefix = "/a/" }), "prefix"},
		"prefix with a wildcard":  {with(func(c *intake.Config) { c.Prefix = "/{call}" }), "prefix"},
		"base URL":                {with(func(c *intake.Config) { c.BaseURL = "https://www.example.fi:8443/a/" }), ""},
		"base URL without host":   {with(func(c *intake.Config) { c.BaseURL = "/a" }), "base URL"},
		"base URL of mail":        {with(func(c *intake.Config) { c.BaseURL = "mailto:a@example.fi" }), "base URL"},
		"base URL with a query":   {with(func(c *intake.Config) { c.BaseURL = "https://example.fi/?a" }), "base URL"},
		"base URL with a user":    {with(func(c *intake.Config) { c.BaseURL = "https://a@example.fi" }), "base URL"},
		"base URL, strange path":  {with(func(c *intake.Config) { c.BaseURL = "https://example.fi/a b" }), "base URL"},
		"base URL, bad escape":    {with(func(c *intake.Config) { c.BaseURL = "https://example.fi/%" }), "base URL"},
		"embed host":              {with(func(c *intake.Config) { c.EmbedHosts = []string{"https://example.fi", "http://localhost:8080"} }), ""},
		"embed host with a path":  {with(func(c *intake.Config) { c.EmbedHosts = []string{"https://example.fi/"} }), "embed host"},
		"embed host by name":      {with(func(c *intake.Config) { c.EmbedHosts = []string{"example.fi"} }), "embed host"},
		"embed host, wildcard":    {with(func(c *intake.Config) { c.EmbedHosts = []string{"https://*.example.fi"} }), "embed host"},
		"embed host, policy":      {with(func(c *intake.Config) { c.EmbedHosts = []string{"https://example.fi;script-src"} }), "embed host"},
		"embed host in capitals":  {with(func(c *intake.Config) { c.EmbedHosts = []string{"https://EXAMPLE.fi"} }), "embed host"},
		"negative body":           {with(func(c *intake.Config) { c.Limits.Body = -1 }), "limit of a body"},
		"body above the store's":  {with(func(c *intake.Config) { c.Limits.Body = intake.MaxDocument + 1 }), "limit of a body"},
		"rate without interval":   {with(func(c *intake.Config) { c.Limits.Posts.Burst = 1 }), "rate"},
		"rate without burst":      {with(func(c *intake.Config) { c.Limits.Logins.Interval = time.Second }), "rate"},
	} {
		_, err := intake.New(t.Context(), test.config)
		switch {
		case test.says == "" && err != nil:
			t.Errorf("%s: %v", name, err)
		case test.says != "" && (err == nil || !strings.Contains(err.Error(), test.says)):
			t.Errorf("%s: error %v, want one with %q", name, err, test.says)
		}
	}
}

// Without randomness nothing is kept under an id that could be guessed.
func TestNoRandomness(t *testing.T) {
	source := &failingSource{}
	w := newWorld(t, func(c *intake.Config) { c.Random = source })
	source.broken = true
	for path, answer := range map[string]int{
		formPath:               w.get(formPath).Code,
		formPath + "/fragment": w.get(formPath + "/fragment").Code,
		"form":                 w.postForm(formPath, filled("municipality:109")).Code,
		"API":                  w.postJSON(firstkind.JSON(t, "municipality:109")).Code,
		"API with a key":       w.postJSON(firstkind.JSON(t, "municipality:109"), "Idempotency-Key", "a").Code,
	} {
		if answer != 503 {
			t.Errorf("%s: status %d", path, answer)
		}
	}
	if n := len(w.records()); n != 0 {
		t.Errorf("%d records", n)
	}
}

type failingSource struct{ broken bool }

func (s *failingSource) Read(p []byte) (int, error) {
	if s.broken {
		return 0, errors.New("no randomness")
	}
	return rand.Read(p)
}

// Behind a trusted proxy, each client has its own allowance.
func TestRateLimitBehindAProxy(t *testing.T) {
	w := newWorld(t, func(c *intake.Config) {
		c.TrustedProxies = []netip.Prefix{netip.MustParsePrefix("192.0.2.0/24")} // where httptest comes from
		c.Limits.Posts = intake.Rate{Burst: 1, Interval: time.Hour}
	})
	document := firstkind.JSON(t, "municipality:109")
	for _, step := range []struct {
		client string
		status int
	}{{"203.0.113.1", 201}, {"203.0.113.1", 429}, {"203.0.113.2", 201}, {"203.0.113.9, 203.0.113.1", 429}} {
		if answer := w.postJSON(document, "X-Forwarded-For", step.client); answer.Code != step.status {
			t.Errorf("%s: status %d, want %d", step.client, answer.Code, step.status)
		}
	}
}

// The log says at the start which languages of a call have no form; the others
// are served.
func TestLanguageWithoutTextsIsLogged(t *testing.T) {
	w := newWorld(t, withCall(t, func(c *hyte.Call) { c.Languages = []string{"nb", "fi"} }))
	if log := w.log.String(); !strings.Contains(log, `"level":"WARN"`) || !strings.Contains(log, `"languages":["nb","fi"],"forms":["fi"]`) {
		t.Errorf("the log says %q", log)
	}
	checkStatus(t, w.get(formPath), http.StatusOK)
	checkStatus(t, w.get("/"+callID+"/nb"), http.StatusNotFound)
}
