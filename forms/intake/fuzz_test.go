package intake_test

import (
	"net/http"
	"net/http/httptest"
	"net/url"
	"strings"
	"testing"
	"time"

	"github.com/hytekit/hytekit/forms/intake"
	"github.com/hytekit/hytekit/internal/firstkind"
)

// fuzzWorld is a world that a fuzzer cannot wear out: what it keeps goes
// nowhere, and no rate is limited.
func fuzzWorld(f testing.TB, more ...func(*intake.Config)) *world {
	f.Helper()
	return newWorld(f, append([]func(*intake.Config){withAssets, func(c *intake.Config) {
		c.Limits.Posts = intake.Rate{Burst: 1 << 30, Interval: time.Nanosecond}
		c.Limits.Logins = c.Limits.Posts
		c.EmbedHosts = []string{"https://www.example.fi"}
		c.Logger = nil
	}}, more...)...)
}

// checkAnswer fails a test if the service has blamed itself for what was sent.
func checkAnswer(t *testing.T, answer *httptest.ResponseRecorder) {
	t.Helper()
	if answer.Code >= 500 || answer.Code < 200 {
		t.Errorf("status %d", answer.Code)
	}
	if answer.Header().Get("Content-Security-Policy") == "" {
		t.Error("no policy")
	}
	for name, values := range answer.Header() {
		if strings.ContainsAny(name+strings.Join(values, ""), "\r\n\x00") {
			t.Errorf("header %q breaks", name)
		}
	}
}

func FuzzAPI(f *testing.F) {
	w := fuzzWorld(f)
	right := firstkind.JSON(f, "municipality:109")
	f.Add(right, "application/json", "key")
	f.Add(right[:len(right)/2], "application/json; charset=utf-8", `"quoted"`)
	f.Add(`{"call":null,"representatives":[{"person":{"givenName":{}}}]}`, "application/json", "")
	f.Add(strings.Repeat("[", 100), "application/json", "\x00")
	f.Add("", "", strings.Repeat("k", 300))
	f.Fuzz(func(t *testing.T, document, kind, key string) {
		answer := w.do(request(http.MethodPost, firstkind.Path, strings.NewReader(document), "Content-Type", kind, "Idempotency-Key", key))
		checkAnswer(t, answer)
		if kept := answer.Code == http.StatusCreated; kept != (answer.Header().Get("Location") != "") && answer.Code != http.StatusOK {
			t.Errorf("status %d with Location %q", answer.Code, answer.Header().Get("Location"))
		}
	})
}

func FuzzForm(f *testing.F) {
	w := fuzzWorld(f)
	const urlencoded = "application/x-www-form-urlencoded"
	f.Add(filled("municipality:109").Encode(), urlencoded)
	f.Add("add=%2Frepresentatives&remove=%2Frepresentatives%2F0&%2F"+firstkind.SenderName+"=hospital-district%3Akhshp", urlencoded)
	f.Add("%2Frepresentatives%2F99999999999%2Fperson%2FgivenName=x&%2Frepresentatives%2F-1%2Fperson%2FgivenName=y", urlencoded)
	f.Add("token=%00&token=%FF&%2Fconsent=true&%2Fconsent=false", urlencoded)
	f.Add("--x\r\nContent-Disposition: form-data; name=\""+firstkind.SenderAt+"\"\r\n\r\nmunicipality:109\r\n--x--\r\n", "multipart/form-data; boundary=x")
	f.Add("--x\r\nContent-Disposition: form-data; name=\""+firstkind.SenderAt+"\"; filename=\"x\"\r\nContent-Type: a\r\n\r\n\xff\r\n--x--\r\n", "multipart/form-data; boundary=\"x\"; boundary=y")
	f.Fuzz(func(t *testing.T, body, kind string) {
		for _, path := range []string{formPath, "/admin/login"} {
			checkAnswer(t, w.do(request(http.MethodPost, path, strings.NewReader(body), "Content-Type", kind)))
		}
	})
}

func FuzzPath(f *testing.F) {
	w := fuzzWorld(f)
	cookie := w.login()[1]
	for _, path := range []string{
		"/", formPath, formPath + "/receipt/x", "/assets/page-1.js", "/assets/%2e%2e%2fx", rosterPath, rosterPath + "/accept/x", "/api/v1/calls/" + callID,
		"//evil.example.org/..", "/%00/%ff", "/a%0d%0aSet-Cookie:%20x", "/?lang=%ff&lang=sv", "/admin?lang=<script>", "/admin/login?call=%22", "*",
	} {
		f.Add(http.MethodGet, path, "fi", "br")
	}
	f.Add("OPTIONS", firstkind.Path, "*;q=2", "gzip;q=-1")
	f.Add("BREW", "/", strings.Repeat("a-", 500), ";;,,")
	f.Fuzz(func(t *testing.T, method, target, language, coding string) {
		u, err := url.ParseRequestURI(target)
		if err != nil || method == "" || strings.ContainsAny(method, " \r\n") {
			t.Skip("net/http refuses it")
		}
		r := httptest.NewRequest(http.MethodGet, "/", nil)
		r.Method, r.URL, r.RequestURI = method, u, target
		r.Header.Set("Accept-Language", language)
		r.Header.Set("Accept-Encoding", coding)
		r.Header.Set("Origin", "https://www.example.fi")
		r.Header.Set("X-Forwarded-For", coding)
		r.Header.Set("If-None-Match", language)
		r.Header.Set("Cookie", cookie)
		answer := w.do(r)
		checkAnswer(t, answer)
		if location := answer.Header().Get("Location"); strings.HasPrefix(location, "//") || strings.HasPrefix(location, `/\`) || strings.Contains(location, "://") && !strings.Contains(target, "://") {
			t.Errorf("leads away, to %q", location)
		}
	})
}
