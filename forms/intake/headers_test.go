package intake_test

import (
	"net/http"
	"net/url"
	"strings"
	"testing"

	"github.com/hytekit/hytekit/forms/intake"
	"github.com/hytekit/hytekit/forms/style"
	"github.com/hytekit/hytekit/hyte"
	"github.com/hytekit/hytekit/internal/firstkind"
)

var formPolicy = "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self' " + style.Hash(style.CSS()) + "; connect-src 'self'; " +
	"img-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'self'"

// every answers with each kind of response that the service has.
func every(t *testing.T, w *world) map[string]*http.Response {
	t.Helper()
	id := w.answer(open, "municipality:109")
	late := w.answer(afterDeadline, "municipality:061")
	w.clock.Set(open)
	responses := map[string]*http.Response{}
	for _, path := range []string{
		"/", "/" + callID, formPath, formPath + "/fragment", formPath + "/form.json", formPath + "/receipt/" + id, formPath + "/receipt/x",
		"/api/v1/calls/" + callID, "/api/v1/calls/" + callID + "/schema", firstkind.Path, firstkind.Path + "/" + id, "/api/nothing",
		"/assets/nothing.css", "/assets/nothing", "/embed.js", "/healthz", "/nothing", "/a/b/c/d/e", "//x", "/admin/login",
	} {
		responses["GET "+path] = w.get(path).Result()
	}
	w.clock.Set(afterDeadline)
	cookie := w.login()
	for _, path := range []string{
		"/admin", rosterPath, rosterPath + "/roster.json", rosterPath + "/roster.csv", rosterPath + "/roster.xlsx", rosterPath + "/accept/" + late, "/admin/nobody",
	} {
		responses["GET "+path] = w.get(path).Result()
		responses["organizer's GET "+path] = w.get(path, cookie...).Result()
	}
	w.clock.Set(open)
	for _, path := range []string{"/", formPath, firstkind.Path, "/admin/login", "/admin/logout", rosterPath + "/accept/" + late, "/nothing", "/healthz"} {
		responses["POST "+path] = w.postForm(path, url.Values{}).Result()
		responses["cross-site POST "+path] = w.postForm(path, url.Values{}, "Sec-Fetch-Site", "cross-site").Result()
		responses["OPTIONS "+path] = w.do(request(http.MethodOptions, path, nil)).Result()
		responses["BREW "+path] = w.do(request("BREW", path, nil)).Result()
	}
	return responses
}

func TestEveryResponseIsSecured(t *testing.T) {
	w := newWorld(t)
	for name, r := range every(t, w) {
		h := r.Header
		for header, want := range map[string]string{
			"X-Content-Type-Options": "nosniff",
			"Referrer-Policy":        "same-origin",
			"X-Robots-Tag":           "noindex",
		} {
			if got := h.Get(header); got != want {
				t.Errorf("%s: %s is %q, want %q", name, header, got, want)
			}
		}
		policy := h.Get("Content-Security-Policy")
		for _, part := range []string{"default-src 'none'", "base-uri 'none'", "frame-ancestors ", "form-action "} {
			if !strings.Contains(policy, part) {
				t.Errorf("%s: the policy lacks %q: %s", name, part, policy)
			}
		}
		if framed := !strings.Contains(policy, "frame-ancestors 'none'"); framed != (h.Get("Cross-Origin-Embedder-Policy") == "require-corp") {
			t.Errorf("%s: may be framed: %v, Cross-Origin-Embedder-Policy %q", name, framed, h.Get("Cross-Origin-Embedder-Policy"))
		}
		if alone := strings.Contains(policy, "frame-ancestors 'none'"); alone != (h.Get("Cross-Origin-Opener-Policy") == "same-origin") {
			t.Errorf("%s: may not be framed: %v, Cross-Origin-Opener-Policy %q", name, alone, h.Get("Cross-Origin-Opener-Policy"))
		}
		if strings.Contains(policy, "unsafe-inline") || strings.Contains(policy, "unsafe-eval'") && !strings.Contains(policy, "'wasm-unsafe-eval'") {
			t.Errorf("%s: policy %s", name, policy)
		}
		if !strings.Contains(h.Get("Permissions-Policy"), "camera=()") || h.Get("Cross-Origin-Resource-Policy") == "" {
			t.Errorf("%s: headers %v", name, h)
		}
		if strings.Contains(name, "/admin") && r.StatusCode != http.StatusForbidden && r.StatusCode < 404 && strings.HasPrefix(h.Get("Content-Type"), "text/html") &&
			(!strings.Contains(policy, "frame-ancestors 'none'") || strings.Contains(policy, "script-src")) {
			t.Errorf("%s: the organizer's page has the policy %s", name, policy)
		}
		if len(h.Values("Access-Control-Allow-Origin")) > 0 {
			t.Errorf("%s: other origins may read it", name)
		}
		if cookies := r.Cookies(); len(cookies) > 0 && !strings.Contains(name, "/admin/log") {
			t.Errorf("%s: sets %v", name, cookies)
		}
	}
}

// Nothing that was sent or received is kept by a browser or a proxy.
func TestNothingPersonalIsCached(t *testing.T) {
	w := newWorld(t)
	for name, r := range every(t, w) {
		caching := r.Header.Get("Cache-Control")
		private := strings.HasPrefix(name, "organizer's") || strings.Contains(name, "receipt") || strings.Contains(name, "POST") ||
			strings.Contains(name, "/admin") || strings.Contains(name, firstkind.Path)
		if private && caching != "no-store" && r.StatusCode != http.StatusMethodNotAllowed && r.StatusCode != http.StatusNoContent {
			t.Errorf("%s: status %d, Cache-Control %q", name, r.StatusCode, caching)
		}
	}
}

func TestPolicyOfTheForm(t *testing.T) {
	hosts := []string{"https://www.example.fi", "https://forms.example.org:8443"}
	for name, test := range map[string]struct {
		hosts []string
		want  string
	}{
		"without hosts": {nil, formPolicy},
		"with hosts":    {hosts, formPolicy + " " + strings.Join(hosts, " ")},
	} {
		w := newWorld(t, func(c *intake.Config) { c.EmbedHosts = test.hosts })
		for _, path := range []string{formPath, "/", "/nothing", formPath + "/receipt/x"} {
			if got := w.get(path).Header().Get("Content-Security-Policy"); got != test.want {
				t.Errorf("%s, %s: policy %q", name, path, got)
			}
		}
		posted := w.postForm(formPath, url.Values{})
		if got := posted.Header().Get("Content-Security-Policy"); got != test.want {
			t.Errorf("%s, posted: policy %q", name, got)
		}
		if got := w.get("/admin/login").Header().Get("Content-Security-Policy"); strings.Contains(got, "example") {
			t.Errorf("%s: the organizer's pages may be framed: %s", name, got)
		}
	}
}

// Without hosts of the service's own, those that a call lists may show its form
// and use its API, and no other call's.
func TestHostsOfTheCall(t *testing.T) {
	const listed, given = "https://kunta.example.fi", "https://www.example.fi"
	config := "/api/v1/calls/" + callID
	for name, test := range map[string]struct {
		given     []string
		ancestors string
		shared    bool
	}{
		"listed in the call":   {nil, " " + listed, true},
		"given to the service": {[]string{given}, " " + given, false},
	} {
		w := newWorld(t, func(c *intake.Config) {
			other := *firstkind.Inquiry(t).Call
			other.ID = "another-call"
			one := *firstkind.Inquiry(t).Call
			one.EmbedHosts = []string{listed}
			c.Inquiries = calls(resolved(t, &one), resolved(t, &other))
			c.EmbedHosts = test.given
		})
		if got := w.get(formPath).Header().Get("Content-Security-Policy"); got != formPolicy+test.ancestors {
			t.Errorf("%s: policy %q", name, got)
		}
		if got := w.get("/another-call/fi").Header().Get("Content-Security-Policy"); strings.Contains(got, listed) {
			t.Errorf("%s: another call has %q", name, got)
		}
		if got := w.get(config, "Origin", listed).Header().Get("Access-Control-Allow-Origin") == listed; got != test.shared {
			t.Errorf("%s: shared with the call's site: %v", name, got)
		}
		if body := w.get(config).Body.String(); strings.Contains(body, listed) {
			t.Errorf("%s: the public call tells who may show it", name)
		}
	}
}

func resolved(t *testing.T, call *hyte.Call) *hyte.ResolvedCall {
	t.Helper()
	r, violations := call.Resolve()
	if r == nil {
		t.Fatal(violations)
	}
	return r
}

// Scripts of the embed hosts may use the API and the fragment; nobody else's
// may, and no page but assets is for all.
func TestSharing(t *testing.T) {
	const host, stranger = "https://www.example.fi", "https://evil.example.org"
	w := newWorld(t, func(c *intake.Config) { c.EmbedHosts = []string{host}; c.Assets = exampleAssets() })
	shared := []string{formPath + "/fragment", formPath + "/form.json", "/api/v1/calls/" + callID, "/api/v1/calls/" + callID + "/schema"}
	for _, path := range shared {
		if got := w.get(path, "Origin", host).Header(); got.Get("Access-Control-Allow-Origin") != host || !strings.Contains(got.Get("Vary"), "Origin") {
			t.Errorf("%s: %v", path, got)
		}
		if got := w.get(path, "Origin", stranger).Header(); got.Get("Access-Control-Allow-Origin") != "" || !strings.Contains(got.Get("Vary"), "Origin") {
			t.Errorf("%s for a stranger: %v", path, got)
		}
	}
	for _, path := range []string{formPath, "/", "/admin/login", "/healthz", formPath + "/receipt/x"} {
		if got := w.get(path, "Origin", host).Header().Get("Access-Control-Allow-Origin"); got != "" {
			t.Errorf("%s is shared with %q", path, got)
		}
	}
	ask := []string{"Access-Control-Request-Method", "POST", "Access-Control-Request-Headers", "content-type,idempotency-key"}
	allowed := w.do(request(http.MethodOptions, firstkind.Path, nil, append(ask, "Origin", host)...))
	checkStatus(t, allowed, http.StatusNoContent)
	if h := allowed.Header(); h.Get("Access-Control-Allow-Origin") != host || h.Get("Access-Control-Allow-Methods") != "POST, OPTIONS" ||
		h.Get("Access-Control-Allow-Headers") != "Content-Type, Idempotency-Key" || h.Get("Access-Control-Allow-Credentials") != "" {
		t.Errorf("preflight: %v", h)
	}
	refused := w.do(request(http.MethodOptions, firstkind.Path, nil, append(ask, "Origin", stranger)...))
	if h := refused.Header(); h.Get("Access-Control-Allow-Origin") != "" || h.Get("Access-Control-Allow-Methods") != "" {
		t.Errorf("preflight of a stranger: %v", h)
	}
	failed := w.postJSON("{}", "Origin", host)
	if got := failed.Header().Get("Access-Control-Allow-Origin"); got != host {
		t.Errorf("the host cannot read what is wrong: %q", got)
	}
}
