package intake_test

import (
	"net/http"
	"net/url"
	"strings"
	"testing"
	"time"

	"github.com/hytekit/hytekit/forms/intake"
)

// What strangers are refused is a security event of the log and an entry of the audit log,
// of the same name and request.
func TestRefusalsAreInBothLogs(t *testing.T) {
	w := newWorld(t, func(c *intake.Config) { c.Limits.Logins = intake.Rate{Burst: 1, Interval: time.Hour} })
	for _, status := range []int{http.StatusForbidden, http.StatusTooManyRequests} {
		checkStatus(t, w.postForm("/admin/login", url.Values{"token": {"wrong"}}), status)
	}
	audited, err := w.store.AuditAfter(t.Context(), 0, 10)
	if err != nil {
		t.Fatal(err)
	}
	var names []string
	requests := map[string]string{}
	for _, e := range audited {
		names = append(names, string(e.Action))
		requests[string(e.Action)] = e.Request
	}
	var events []string
	for _, l := range w.securityLines() {
		events = append(events, l.Event)
		if requests[l.Event] != l.Request {
			t.Errorf("%s: request %s in the log, %s in the audit log", l.Event, l.Request, requests[l.Event])
		}
	}
	const want = "login-refused rate-limit"
	if strings.Join(names, " ") != want || strings.Join(events, " ") != want {
		t.Errorf("audit log %q, log %q", names, events)
	}
}
