package audit_test

import (
	"fmt"
	"net/http"
	"strings"
	"testing"
	"time"

	"github.com/hytekit/hytekit/forms/intake"
	"github.com/hytekit/hytekit/forms/intake/board/audit"
	"github.com/hytekit/hytekit/forms/intake/kinds"
	"github.com/hytekit/hytekit/forms/intake/sqlitestore"
	"github.com/hytekit/hytekit/internal/firstkind"
	"github.com/hytekit/hytekit/internal/htmlcheck"
	"github.com/hytekit/hytekit/internal/testservice"
)

var now = time.Date(2021, 1, 11, 8, 0, 0, 0, time.UTC)

// world is a service with the page, and its organizer.
type world struct {
	t       *testing.T
	store   *sqlitestore.Store
	service *intake.Service
	browser testservice.Browser
}

func newWorld(t *testing.T) *world {
	t.Helper()
	store := testservice.Store(t)
	service, err := intake.New(t.Context(), intake.Config{
		Store: store, Inquiries: []intake.Inquiry{firstkind.Inquiry(t)}, Kinds: kinds.All(), Now: func() time.Time { return now },
		Pages: []intake.OrganizerPage{audit.Page(store)},
	})
	if err != nil {
		t.Fatal(err)
	}
	w := &world{t: t, store: store, service: service, browser: testservice.Browser{Service: service}}
	w.browser.LogIn(t, store)
	return w
}

func (w *world) get(path string) (status int, page string) {
	answer := w.browser.Get(path)
	return answer.Code, answer.Body.String()
}

// fill adds entries of records that are numbered.
func (w *world) fill(count int) {
	w.t.Helper()
	for n := range count {
		err := w.store.AddAudit(w.t.Context(), intake.AuditEntry{
			At: now, Action: intake.AuditView, Who: "oidc:7f3a", Role: intake.RoleRead, Page: "/admin/{inquiry}", Record: fmt.Sprintf("record-%04d", n), Times: 1,
		})
		if err != nil {
			w.t.Fatal(err)
		}
	}
}

// The page tells, in the words of each language, what there is, and stands all checks.
func TestPage(t *testing.T) {
	w := newWorld(t)
	w.fill(3)
	for _, e := range []intake.AuditEntry{
		{Action: intake.AuditRateLimit, Page: "/{inquiry}/{lang}", Times: 37},
		{Action: "purge", Who: "token", Role: "own", Times: 1}, // of a later version
	} {
		e.At = now
		if err := w.store.AddAudit(t.Context(), e); err != nil {
			t.Fatal(err)
		}
	}
	for language, want := range map[string][]string{
		"fi": {"Käyttöloki", "oidc:7f3a (katselu)", "Liian monta yritystä (37 kertaa)", "Kirjautumaton", "record-0002", ">purge<", ">token<", "token (hallinta)", "Kirjautui sisään"},
		"sv": {"Användningslogg", "oidc:7f3a (läsning)", "För många försök (37 gånger)", "Inte inloggad"},
		"en": {"Audit log", "oidc:7f3a (read)", "Too many attempts (37 times)", "<code>/{inquiry}/{lang}</code>"},
	} {
		status, page := w.get("/admin/audit?lang=" + language)
		if status != http.StatusOK {
			t.Fatalf("status %d\n%s", status, page)
		}
		for _, text := range want {
			if !strings.Contains(page, text) {
				t.Errorf("%s: the page has no %q", language, text)
			}
		}
		htmlcheck.Run(t, []byte(page), htmlcheck.All()...)
	}
	if _, first := w.get("/admin?lang=sv"); !strings.Contains(first, `<a href="/admin/audit?lang=sv">Användningslogg</a>`) {
		t.Errorf("the first page does not lead to the log\n%s", first)
	}
}

// Older entries are on further pages, each once.
func TestPages(t *testing.T) {
	w := newWorld(t)
	w.fill(250)
	seen := map[string]int{}
	path, pages := "/admin/audit?lang=en", 0
	for path != "" {
		status, page := w.get(path)
		if pages++; status != http.StatusOK || pages > 5 {
			t.Fatalf("%s: status %d", path, status)
		}
		for n := range 250 {
			seen[fmt.Sprint(n)] += strings.Count(page, fmt.Sprintf("record-%04d", n))
		}
		_, older, _ := strings.Cut(page, `<a href="/admin/audit?before=`)
		older, _, found := strings.Cut(older, `"`)
		if path = ""; found && strings.Contains(page, ">Older entries<") {
			path = "/admin/audit?before=" + strings.ReplaceAll(older, "&amp;", "&")
		}
	}
	for n, times := range seen {
		if times != 1 {
			t.Errorf("entry %s is there %d times", n, times)
		}
	}
	for _, odd := range []string{"x", "0", "-1", "99999999999999999999", "1.5"} {
		if status, _ := w.get("/admin/audit?before=" + odd); status != http.StatusNotFound {
			t.Errorf("before=%s: status %d", odd, status)
		}
	}
	if status, page := w.get("/admin/audit?before=1&lang=en"); status != http.StatusOK || !strings.Contains(page, "There are no entries.") {
		t.Errorf("before the first: status %d", status)
	}
}
