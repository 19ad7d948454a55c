package oidc_test

import (
	"bytes"
	"context"
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/rand"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"net/http"
	"net/http/cookiejar"
	"net/http/httptest"
	"net/url"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/hytekit/hytekit/forms/intake"
	"github.com/hytekit/hytekit/forms/intake/kinds"
	"github.com/hytekit/hytekit/forms/intake/oidc"
	"github.com/hytekit/hytekit/forms/intake/sqlitestore"
	"github.com/hytekit/hytekit/internal/firstkind"
	"github.com/hytekit/hytekit/internal/htmlcheck"
)

var roles = map[string]intake.Role{"guest": intake.RoleRead, "clerk": intake.RoleDecide, "head": intake.RoleManage}

// world is a service whose people sign in at a provider.
type world struct {
	t       *testing.T
	op      *op
	store   *sqlitestore.Store
	service *httptest.Server
	log     *bytes.Buffer
	refresh string // of the last page
}

func newWorld(t *testing.T, change ...func(*oidc.Config)) *world {
	t.Helper()
	w := &world{t: t, op: newOP(t), log: new(bytes.Buffer)}
	var err error
	if w.store, err = sqlitestore.Open(t.Context(), filepath.Join(t.TempDir(), "intake.db")); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = w.store.Close() })
	config := oidc.Config{Issuer: w.op.server.URL, ClientID: clientID, ClientSecret: clientSecret, Roles: roles}
	for _, c := range change {
		c(&config)
	}
	provider, err := oidc.New(config)
	if err != nil {
		t.Fatal(err)
	}
	w.service = httptest.NewUnstartedServer(nil)
	service, err := intake.New(t.Context(), intake.Config{
		Store: w.store, Inquiries: []intake.Inquiry{firstkind.Inquiry(t)}, Kinds: kinds.All(), Provider: provider,
		BaseURL: "http://" + w.service.Listener.Addr().String(), Logger: slog.New(slog.NewTextHandler(w.log, nil)),
		Limits: intake.Limits{Logins: intake.Rate{Burst: 1000, Interval: time.Second}},
	})
	if err != nil {
		t.Fatal(err)
	}
	if _, err := intake.FirstOrganizerToken(t.Context(), w.store, rand.Reader); err != nil {
		t.Fatal(err)
	}
	w.service.Config.Handler = service
	w.service.Start()
	t.Cleanup(w.service.Close)
	return w
}

// browser has a jar of its own.
func (w *world) browser() *http.Client {
	jar, err := cookiejar.New(nil)
	if err != nil {
		w.t.Fatal(err)
	}
	return &http.Client{Jar: jar}
}

func (w *world) get(b *http.Client, address string) (status int, page, at string) {
	w.t.Helper()
	if strings.HasPrefix(address, "/") {
		address = w.service.URL + address
	}
	response, err := b.Get(address)
	if err != nil {
		w.t.Fatal(err)
	}
	defer response.Body.Close()
	w.refresh = response.Header.Get("Refresh")
	body, err := io.ReadAll(response.Body)
	if err != nil {
		w.t.Fatal(err)
	}
	return response.StatusCode, string(body), response.Request.URL.Path
}

const signIn = "/admin/login/provider"

// Somebody who signs in has the role that the provider's claim gives, under their
// subject and no name.
func TestSignIn(t *testing.T) {
	for claim, want := range map[string]struct {
		value any
		role  intake.Role
	}{
		"one":          {"guest", intake.RoleRead},
		"a list":       {[]string{"staff", "clerk"}, intake.RoleDecide},
		"the greatest": {[]string{"guest", "head", "clerk"}, intake.RoleManage},
		"mixed":        {[]any{1, nil, "clerk"}, intake.RoleDecide},
	} {
		w := newWorld(t)
		w.op.set(func() { w.op.claims["roles"] = want.value })
		b := w.browser()
		status, page, _ := w.get(b, "/admin/login?call="+firstkind.ID+"&lang=en")
		link := `href="` + signIn + "?call=" + firstkind.ID + "&amp;lang=en"
		if status != http.StatusOK || !strings.Contains(page, link) || !strings.Contains(page, "Sign in with your organisation’s account") {
			t.Fatalf("%s: the login page has no way to the provider\n%s", claim, page)
		}
		htmlcheck.Run(t, []byte(page), htmlcheck.All()...)
		status, page, at := w.get(b, signIn+"?call="+firstkind.ID+"&lang=sv")
		if status != http.StatusOK || at != "/admin/login/return" || !strings.Contains(page, `<a href="/admin/`+firstkind.ID+`?lang=sv">Fortsätt</a>`) {
			t.Fatalf("%s: status %d at %s\n%s", claim, status, at, page)
		}
		htmlcheck.Run(t, []byte(page), htmlcheck.All()...)
		if w.refresh != "0; url=/admin/"+firstkind.ID+"?lang=sv" {
			t.Errorf("%s: leads on with %q", claim, w.refresh)
		}
		if status, _, at := w.get(b, "/admin/"+firstkind.ID); status != http.StatusOK || at != "/admin/"+firstkind.ID {
			t.Errorf("%s: the board has status %d at %s", claim, status, at)
		}
		entries, err := w.store.AuditAfter(t.Context(), 0, 10)
		if err != nil || len(entries) < 1 || entries[0].Action != intake.AuditLogin || entries[0].Who != "oidc:7f3a" || entries[0].Role != want.role {
			t.Errorf("%s: audit log %+v, error %v", claim, entries, err)
		}
		if log := w.log.String() + fmt.Sprint(entries); strings.Contains(log, "Aino") || strings.Contains(log, "aino") {
			t.Errorf("%s: a name is in the logs", claim)
		}
	}
}

// A claim may lie within others, as some providers have it.
func TestClaimByPointer(t *testing.T) {
	w := newWorld(t, func(c *oidc.Config) { c.Claim = "/realm_access/a~1b" })
	b := w.browser()
	if status, _, _ := w.get(b, signIn); status != http.StatusForbidden {
		t.Errorf("without the claim: status %d", status)
	}
	w.op.set(func() { w.op.claims["realm_access"] = map[string]any{"a/b": []string{"head"}} })
	if status, _, _ := w.get(b, signIn); status != http.StatusOK {
		t.Errorf("status %d", status)
	}
}

// Whoever has no role, or whose token is not right, does not get in.
func TestRefused(t *testing.T) {
	stranger, err := ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
	if err != nil {
		t.Fatal(err)
	}
	w := newWorld(t)
	for name, prepare := range map[string]func(){
		"no role":          func() { w.op.change = func(c map[string]any) { c["roles"] = []string{"staff"} } },
		"no claim":         func() { w.op.change = func(c map[string]any) { delete(c, "roles") } },
		"an odd claim":     func() { w.op.change = func(c map[string]any) { c["roles"] = map[string]any{"clerk": true} } },
		"an empty role":    func() { w.op.change = func(c map[string]any) { c["roles"] = "" } },
		"expired":          func() { w.op.change = func(c map[string]any) { c["exp"] = time.Now().Add(-time.Hour).Unix() } },
		"another issuer":   func() { w.op.change = func(c map[string]any) { c["iss"] = "https://login.example.org" } },
		"another audience": func() { w.op.change = func(c map[string]any) { c["aud"] = "other" } },
		"another nonce":    func() { w.op.change = func(c map[string]any) { c["nonce"] = "other" } },
		"no nonce":         func() { w.op.change = func(c map[string]any) { delete(c, "nonce") } },
		"another key":      func() { w.op.signer = stranger },
		"a long subject":   func() { w.op.change = func(c map[string]any) { c["sub"] = strings.Repeat("s", 256) } },
		"a name":           func() { w.op.change = func(c map[string]any) { c["sub"] = "Aino Esimerkki" } },
		"no subject":       func() { w.op.change = func(c map[string]any) { delete(c, "sub") } },
	} {
		w.op.set(func() { w.op.change, w.op.signer = nil, nil; prepare() })
		b := w.browser()
		status, page, _ := w.get(b, signIn)
		if status != http.StatusForbidden || strings.Contains(page, "Esimerkki") {
			t.Errorf("%s: status %d\n%s", name, status, page)
		}
		htmlcheck.Run(t, []byte(page), htmlcheck.All()...)
		if _, _, at := w.get(b, "/admin"); at != "/admin/login" {
			t.Errorf("%s: is in, at %s", name, at)
		}
	}
	if log := w.log.String(); strings.Contains(log, "Esimerkki") || strings.Contains(log, "ssss") {
		t.Errorf("the log tells who it was\n%s", log)
	}
	entries, err := w.store.AuditAfter(t.Context(), 0, 100)
	if err != nil || len(entries) != 13 || entries[0].Action != intake.AuditLoginRefused || entries[0].Who != "" {
		t.Errorf("%d entries, error %v", len(entries), err)
	}
}

// An answer of the provider is for the browser that began, once.
func TestAnswerOfAnother(t *testing.T) {
	w := newWorld(t)
	stopping := func(b *http.Client) *http.Client {
		b.CheckRedirect = func(r *http.Request, _ []*http.Request) error {
			if r.URL.Path == "/admin/login/return" {
				return http.ErrUseLastResponse
			}
			return nil
		}
		return b
	}
	victim, thief := stopping(w.browser()), stopping(w.browser())
	answerOf := func(b *http.Client) string {
		t.Helper()
		response, err := b.Get(w.service.URL + signIn)
		if err != nil {
			t.Fatal(err)
		}
		response.Body.Close()
		return response.Header.Get("Location")
	}
	stolen := answerOf(thief)
	for name, test := range map[string]struct {
		browser *http.Client
		address string
	}{
		"no attempt":      {w.browser(), stolen},
		"another attempt": {victim, stolen},
		"no code":         {thief, strings.Replace(answerOf(thief), "code=", "cod=", 1)},
		"another state":   {thief, strings.Replace(answerOf(thief), "state=", "state=x", 1)},
		"a refusal":       {thief, w.service.URL + "/admin/login/return?error=access_denied&state=" + url.QueryEscape(stolen)},
	} {
		if name == "another attempt" {
			answerOf(victim)
		}
		status, _, _ := w.get(test.browser, test.address)
		if _, _, at := w.get(test.browser, "/admin"); status != http.StatusForbidden || at != "/admin/login" {
			t.Errorf("%s: status %d, then at %s", name, status, at)
		}
	}
	fresh := answerOf(thief)
	if status, _, _ := w.get(thief, fresh); status != http.StatusOK {
		t.Fatalf("its own answer: status %d", status)
	}
	if status, _, _ := w.get(thief, fresh); status != http.StatusForbidden {
		t.Errorf("the same answer again: status %d", status)
	}
}

// A service starts, and its token opens it, while the provider is down; later it works.
func TestProviderIsDown(t *testing.T) {
	w := newWorld(t)
	w.op.set(func() { w.op.down = true })
	b := w.browser()
	if status, _, _ := w.get(b, signIn); status != http.StatusServiceUnavailable {
		t.Errorf("down at first: status %d", status)
	}
	w.op.set(func() { w.op.down = false })
	if status, _, _ := w.get(b, signIn); status != http.StatusOK {
		t.Errorf("up again: status %d", status)
	}
	token, err := intake.ReplaceOrganizerToken(t.Context(), w.store, rand.Reader)
	if err != nil {
		t.Fatal(err)
	}
	if _, _, at := w.get(b, "/admin"); at != "/admin/login" {
		t.Errorf("the session outlives the token, at %s", at)
	}
	w.op.set(func() { w.op.down = true })
	response, err := b.PostForm(w.service.URL+"/admin/login", url.Values{"token": {token}})
	if err != nil {
		t.Fatal(err)
	}
	response.Body.Close()
	if response.StatusCode != http.StatusOK || response.Request.URL.Path != "/admin" {
		t.Errorf("with the token: status %d at %s", response.StatusCode, response.Request.URL.Path)
	}
}

func TestConfig(t *testing.T) {
	good := oidc.Config{Issuer: "https://login.example.fi/realm", ClientID: "hyte", Roles: roles}
	if _, err := oidc.New(good); err != nil {
		t.Fatal(err)
	}
	for name, change := range map[string]func(*oidc.Config){
		"no issuer":     func(c *oidc.Config) { c.Issuer = "" },
		"no https":      func(c *oidc.Config) { c.Issuer = "http://login.example.fi" },
		"a query":       func(c *oidc.Config) { c.Issuer += "?x" },
		"a user":        func(c *oidc.Config) { c.Issuer = "https://a:b@login.example.fi" },
		"no client":     func(c *oidc.Config) { c.ClientID = "" },
		"no roles":      func(c *oidc.Config) { c.Roles = nil },
		"an odd role":   func(c *oidc.Config) { c.Roles = map[string]intake.Role{"x": "own"} },
		"an odd value":  func(c *oidc.Config) { c.Roles = map[string]intake.Role{"": intake.RoleRead} },
		"not this host": func(c *oidc.Config) { c.Issuer = "http://127.0.0.1.example.fi" },
	} {
		c := good
		change(&c)
		if _, err := oidc.New(c); err == nil {
			t.Errorf("%s: no error", name)
		}
	}
}

// Who goes away does not wait for a provider that does not answer.
func TestProviderHangs(t *testing.T) {
	hanging := make(chan struct{})
	silent := httptest.NewServer(http.HandlerFunc(func(http.ResponseWriter, *http.Request) { <-hanging }))
	defer silent.Close()
	defer close(hanging)
	provider, err := oidc.New(oidc.Config{Issuer: silent.URL, ClientID: clientID, Roles: roles})
	if err != nil {
		t.Fatal(err)
	}
	go func() { _, _ = provider.Begin(context.Background(), intake.Attempt{}) }() // has the turn
	time.Sleep(50 * time.Millisecond)
	ctx, cancel := context.WithTimeout(t.Context(), 50*time.Millisecond)
	defer cancel()
	began := time.Now()
	if _, err := provider.Begin(ctx, intake.Attempt{}); !errors.Is(err, context.DeadlineExceeded) || time.Since(began) > 5*time.Second {
		t.Errorf("error %v after %v", err, time.Since(began))
	}
}
