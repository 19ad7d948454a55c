package metrics_test

import (
	"context"
	"fmt"
	"net/http"
	"net/http/httptest"
	"path/filepath"
	"strings"
	"testing"

	"github.com/prometheus/client_golang/prometheus/testutil/promlint"

	"github.com/hytekit/hytekit/forms/intake"
	"github.com/hytekit/hytekit/forms/intake/kinds"
	"github.com/hytekit/hytekit/forms/intake/metrics"
	"github.com/hytekit/hytekit/forms/intake/sqlitestore"
	"github.com/hytekit/hytekit/internal/firstkind"
)

// mark is in everything that a client sends.
const mark = "q7MARKq7"

// page is what Prometheus reads.
func page(t *testing.T, m *metrics.Metrics) string {
	t.Helper()
	answer := httptest.NewRecorder()
	m.ServeHTTP(answer, httptest.NewRequest(http.MethodGet, "/metrics", nil))
	if answer.Code != http.StatusOK {
		t.Fatalf("status %d: %s", answer.Code, answer.Body)
	}
	return answer.Body.String()
}

// TestMetrics has a service do a bit of everything and reads the page.
func TestMetrics(t *testing.T) {
	store, err := sqlitestore.Open(t.Context(), filepath.Join(t.TempDir(), "intake.db"))
	if err != nil {
		t.Fatal(err)
	}
	defer store.Close()
	m := metrics.New("v1.2.3", nil)
	m.Store(store, []string{firstkind.ID})
	m.Queue("mail", func(context.Context) (int, error) { return 3, nil })
	m.Queue("webhook", func(context.Context) (int, error) { return 0, intake.ErrUnavailable })
	service, err := intake.New(t.Context(), intake.Config{Store: store, Kinds: kinds.All(), Inquiries: []intake.Inquiry{firstkind.Inquiry(t)}, Observer: m})
	if err != nil {
		t.Fatal(err)
	}
	send := func(method, path, body, kind string) {
		r := httptest.NewRequest(method, path, strings.NewReader(body))
		r.Header.Set("Content-Type", kind)
		service.ServeHTTP(httptest.NewRecorder(), r)
	}
	for n := range 3 {
		send(http.MethodGet, fmt.Sprintf("/%s%d/fi", mark, n), "", "")
		send(mark, "/", "", "")
		send(http.MethodPost, firstkind.Path, `{"`+mark+`": 1}`, "application/json")
	}
	send(http.MethodPost, "/admin/login", "token="+mark, "application/x-www-form-urlencoded")
	route := strings.Replace(firstkind.Path, firstkind.ID, "{inquiry}", 1)
	text := page(t, m)
	for _, want := range []string{
		`hyte_http_requests_total{method="GET",route="/{inquiry}/{lang}",status="4xx"} 3`,
		`hyte_http_requests_total{method="other",route="/{$}",status="4xx"} 3`,
		`hyte_http_requests_total{method="POST",route="` + route + `",status="4xx"} 3`,
		`hyte_http_request_duration_seconds_count{route="` + route + `"} 3`,
		`hyte_refused_total{event="login-refused"} 1`,
		`hyte_refused_total{event="rate-limit"} 0`,
		`hyte_records{inquiry="` + firstkind.ID + `"} 0`,
		`hyte_queue_length{queue="mail"} 3`,
		`hyte_store_up 1`,
		`hyte_bodies_under_way 0`,
		`hyte_build_info{version="v1.2.3"} 1`,
		`go_goroutines `,
	} {
		if !strings.Contains(text, "\n"+want) {
			t.Errorf("no line %s", want)
		}
	}
	if strings.Contains(text, mark) || strings.Contains(text, `queue="webhook"`) {
		t.Errorf("the page has what was sent, or what cannot be read:\n%s", text)
	}
	problems, err := promlint.New(strings.NewReader(text)).Lint()
	for _, p := range problems {
		if strings.HasPrefix(p.Metric, "hyte_") {
			t.Errorf("%s: %s", p.Metric, p.Text)
		}
	}
	if err != nil {
		t.Error(err)
	}
	if err := store.Close(); err != nil {
		t.Fatal(err)
	}
	if text := page(t, m); !strings.Contains(text, "\nhyte_store_up 0") || strings.Contains(text, "hyte_records{") {
		t.Error("a closed store is up, or its records are counted")
	}
}

func TestKept(t *testing.T) {
	m := metrics.New("", nil)
	m.Kept("spring", "letter")
	m.Kept("spring", "letter")
	m.Failed("full")
	m.Answered("/", "GET", 0, 0)
	m.Connections(7)
	text := page(t, m)
	for _, want := range []string{
		`hyte_records_kept_total{inquiry="spring",kind="letter"} 2`, `hyte_store_failures_total{fault="full"} 1`,
		`hyte_http_requests_total{method="GET",route="/",status="none"} 1`, `hyte_connections 7`,
	} {
		if !strings.Contains(text, "\n"+want) {
			t.Errorf("no line %s", want)
		}
	}
}
