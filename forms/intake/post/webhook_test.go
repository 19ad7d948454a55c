package post

import (
	"crypto/hmac"
	"crypto/sha256"
	"encoding/base64"
	"encoding/json"
	"errors"
	"io"
	"net/http"
	"net/http/httptest"
	"net/netip"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/hytekit/hytekit/internal/firstkind"
)

// hookKey is the key of the tests, hookSecret its text.
var (
	hookKey    = []byte("a key of the tests, of 32 bytes.")
	hookSecret = "whsec_" + base64.StdEncoding.EncodeToString(hookKey)
)

// hook is a receiver of events.
type hook struct {
	*httptest.Server
	mu     sync.Mutex
	bodies []string
	ids    []string
	answer func(http.ResponseWriter)
}

func newHook(t *testing.T) *hook {
	t.Helper()
	h := &hook{}
	h.Server = httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		body, err := io.ReadAll(r.Body)
		if err != nil {
			t.Error(err)
		}
		// As a receiver of Standard Webhooks does it.
		id, at := r.Header.Get("Webhook-Id"), r.Header.Get("Webhook-Timestamp")
		mac := hmac.New(sha256.New, hookKey)
		mac.Write([]byte(id + "." + at + "." + string(body)))
		if want := "v1," + base64.StdEncoding.EncodeToString(mac.Sum(nil)); r.Header.Get("Webhook-Signature") != want {
			t.Errorf("signature %q, want %q", r.Header.Get("Webhook-Signature"), want)
		}
		if r.Method != http.MethodPost || !strings.HasPrefix(r.Header.Get("Content-Type"), "application/cloudevents+json") {
			t.Errorf("%s with %s", r.Method, r.Header.Get("Content-Type"))
		}
		h.mu.Lock()
		defer h.mu.Unlock()
		if h.answer != nil {
			h.answer(w)
			return
		}
		h.bodies, h.ids = append(h.bodies, string(body)), append(h.ids, id)
	}))
	t.Cleanup(h.Close)
	return h
}

func (h *hook) set(answer func(http.ResponseWriter)) {
	h.mu.Lock()
	defer h.mu.Unlock()
	h.answer = answer
}

// hooking is a worker with a webhook alone.
func (w *world) hooking(c WebhookConfig) *Worker {
	w.t.Helper()
	c.Secret, c.Source = hookSecret, "https://lomakkeet.example.fi"
	webhook, err := NewWebhook(c)
	if err != nil {
		w.t.Fatal(err)
	}
	return w.worker(func(config *Config) { config.Mail, config.Webhook = nil, webhook })
}

func TestWebhook(t *testing.T) {
	w := newWorld(t, serverOptions{})
	h := newHook(t)
	worker := w.hooking(WebhookConfig{URL: h.URL + "/events", Inside: true})
	w.send(firstkind.Sender)
	w.send(organization)
	w.round(worker)
	if len(h.bodies) != 2 || h.ids[0] == h.ids[1] {
		t.Fatalf("%d events, ids %v, not sent %v", len(h.bodies), h.ids, w.failures())
	}
	var e map[string]any
	if err := json.Unmarshal([]byte(h.bodies[0]), &e); err != nil {
		t.Fatal(err)
	}
	data, _ := e["data"].(map[string]any)
	if e["specversion"] != "1.0" || e["type"] != EventType || e["source"] != "https://lomakkeet.example.fi" || e["time"] != "2021-01-12T08:05:00Z" ||
		"msg_"+e["id"].(string) != h.ids[0] || data["sender"] != firstkind.Sender || data["inquiry"] != firstkind.ID {
		t.Errorf("event %s", h.bodies[0])
	}
	if strings.Contains(h.bodies[0], "Aino") {
		t.Errorf("the event tells what was sent: %s", h.bodies[0])
	}
}

func TestWebhookWithDocuments(t *testing.T) {
	w := newWorld(t, serverOptions{})
	h := newHook(t)
	worker := w.hooking(WebhookConfig{URL: h.URL, Inside: true, Documents: true})
	w.send(firstkind.Sender)
	w.round(worker)
	if len(h.bodies) != 1 || !strings.Contains(h.bodies[0], `"document":{"call":"`+firstkind.ID) {
		t.Errorf("events %v", h.bodies)
	}
}

// TestWebhookAnswers: what each answer of the receiver does to the event, and whether all
// wait.
func TestWebhookAnswers(t *testing.T) {
	for name, c := range map[string]struct {
		answer func(http.ResponseWriter)
		want   string
		after  time.Duration // when it is tried again
	}{
		"error":    {func(w http.ResponseWriter) { w.WriteHeader(http.StatusInternalServerError) }, "waiting busy", time.Minute},
		"moved":    {func(w http.ResponseWriter) { w.Header().Set("Location", "/x"); w.WriteHeader(http.StatusFound) }, "waiting server-refuses", time.Minute},
		"gone":     {func(w http.ResponseWriter) { w.WriteHeader(http.StatusGone) }, "waiting server-refuses", time.Minute},
		"stranger": {func(w http.ResponseWriter) { w.WriteHeader(http.StatusUnauthorized) }, "waiting login-refused", time.Minute},
		"later": {func(w http.ResponseWriter) {
			w.Header().Set("Retry-After", "600")
			w.WriteHeader(http.StatusTooManyRequests)
		}, "waiting busy", 10 * time.Minute},
		"malformed": {func(w http.ResponseWriter) { w.WriteHeader(http.StatusUnprocessableEntity) }, "refused message-refused", 0},
	} {
		t.Run(name, func(t *testing.T) {
			w := newWorld(t, serverOptions{})
			h := newHook(t)
			worker := w.hooking(WebhookConfig{URL: h.URL, Inside: true})
			h.set(c.answer)
			w.send(firstkind.Sender)
			w.round(worker)
			if got := w.failures()["event"]; got != c.want {
				t.Errorf("%q, want %q", got, c.want)
			}
			h.set(nil)
			if c.after == 0 {
				w.send(organization) // which does not wait for the refused one
				w.round(worker)
				if len(h.bodies) != 1 {
					t.Errorf("%d events", len(h.bodies))
				}
				return
			}
			w.wait(c.after - time.Second)
			w.round(worker)
			if len(h.bodies) != 0 {
				t.Error("tried again too early")
			}
			w.wait(time.Second)
			w.round(worker)
			if len(h.bodies) != 1 {
				t.Errorf("not tried again: %v", w.failures())
			}
		})
	}
}

// TestWebhookInsideTheNetwork: a name that leads to this machine, or an address of it,
// gets nothing.
func TestWebhookInsideTheNetwork(t *testing.T) {
	for _, address := range []string{"https://localhost:1/", "https://127.0.0.1:1/", "https://[::1]:1/", "https://10.0.0.1/", "https://[::ffff:169.254.169.254]/"} {
		webhook, err := NewWebhook(WebhookConfig{URL: address, Secret: hookSecret})
		if err != nil {
			t.Fatal(err)
		}
		response, err := webhook.client.Post(address, "application/json", nil)
		if err == nil {
			_ = response.Body.Close()
		}
		if !errors.Is(err, errInside) {
			t.Errorf("%s: error %v", address, err)
		}
	}
	w := newWorld(t, serverOptions{})
	worker := w.hooking(WebhookConfig{URL: "https://localhost:1/"})
	w.send(firstkind.Sender)
	w.round(worker)
	if got := w.failures()["event"]; got != "waiting server-refuses" {
		t.Errorf("not sent: %q", got)
	}
	for text, want := range map[string]bool{
		"127.0.0.1": false, "10.1.2.3": false, "172.16.0.1": false, "192.168.1.1": false, "169.254.169.254": false, "100.64.0.1": false,
		"0.0.0.0": false, "224.0.0.1": false, "255.255.255.255": false, "198.18.0.1": false, "240.0.0.1": false, "192.0.0.8": false,
		"::1": false, "::": false, "fe80::1": false, "fe80::1%eth0": false, "fc00::1": false, "fd12::1": false, "ff02::1": false,
		"::ffff:127.0.0.1": false, "::127.0.0.1": false, "64:ff9b::7f00:1": false, "2002:7f00:1::": false, "fec0::1": false, "2001::1": false,
		"193.166.3.2": true, "8.8.8.8": true, "2001:708::1": true, "2a00:1450:4026::1": true,
	} {
		if got := isPublic(netip.MustParseAddr(text)); got != want {
			t.Errorf("%s is public: %t, want %t", text, got, want)
		}
	}
}

func TestWebhookConfig(t *testing.T) {
	for name, c := range map[string]WebhookConfig{
		"plain outside":  {URL: "http://example.fi/", Secret: hookSecret},
		"user":           {URL: "https://a:b@example.fi/", Secret: hookSecret},
		"no host":        {URL: "https:///x", Secret: hookSecret},
		"no secret":      {URL: "https://example.fi/"},
		"short secret":   {URL: "https://example.fi/", Secret: "whsec_" + base64.StdEncoding.EncodeToString([]byte("short"))},
		"unnamed secret": {URL: "https://example.fi/", Secret: base64.StdEncoding.EncodeToString(hookKey)},
		"another scheme": {URL: "file:///etc/passwd", Secret: hookSecret, Inside: true},
	} {
		if _, err := NewWebhook(c); err == nil || strings.Contains(err.Error(), "short") {
			t.Errorf("%s: error %v", name, err)
		}
	}
}
