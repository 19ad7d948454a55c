package intake_test

import (
	"bytes"
	"errors"
	"fmt"
	"net/http"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/hytekit/hytekit/forms/intake"
	"github.com/hytekit/hytekit/forms/intake/sqlitestore"
	"github.com/hytekit/hytekit/internal/firstkind"
)

func TestHealth(t *testing.T) {
	broken := &brokenStore{}
	w := newWorld(t, broken.wrap)
	for _, c := range []struct {
		err    error
		status int
		says   string
	}{
		{nil, http.StatusOK, "ok\n"},
		{intake.ErrUnavailable, http.StatusServiceUnavailable, "store unavailable\n"},
		{intake.ErrDamaged, http.StatusServiceUnavailable, "store damaged\n"},
		{intake.ErrFull, http.StatusServiceUnavailable, "store full\n"},
		{intake.ErrNotWritable, http.StatusServiceUnavailable, "store not writable\n"},
		{errors.New("/var/lib/hyte/hyte.db of Aino Esimerkki"), http.StatusServiceUnavailable, "store unavailable\n"},
		{nil, http.StatusOK, "ok\n"},
	} {
		if broken.err = c.err; c.err != nil {
			broken.err = fmt.Errorf("open /var/lib/hyte/hyte.db: %w", c.err)
		}
		answer := w.get("/healthz")
		if answer.Code != c.status || answer.Body.String() != c.says || answer.Header().Get("Cache-Control") != "no-store" {
			t.Errorf("%v: status %d, %q", c.err, answer.Code, answer.Body)
		}
	}
}

// organizerReads are all addresses at which the organizer reads answers.
var organizerReads = []string{"/admin", rosterPath, rosterPath + "/roster.json", rosterPath + "/roster.csv", rosterPath + "/roster.xlsx", receivedPath}

// TestReadErrorInTheMiddle: the store fails, or ends, after some records. No
// page and no download is sent as if it were complete.
func TestReadErrorInTheMiddle(t *testing.T) {
	for name, inside := range map[string]error{
		"fails":            intake.ErrUnavailable,
		"ends without one": nil,
	} {
		t.Run(name, func(t *testing.T) {
			broken := &brokenStore{}
			w := newWorld(t, broken.wrap)
			for _, sender := range []string{"municipality:109", "municipality:061"} {
				w.answer(open, sender)
			}
			cookie := w.login()
			broken.after, broken.inside = 1, inside
			w.answer(open, "municipality:834") // it is kept, and its sender gets a receipt
			for _, path := range organizerReads {
				answer := w.get(path, cookie...)
				if answer.Code != http.StatusServiceUnavailable || strings.Contains(answer.Body.String(), "Esimerkki") {
					t.Errorf("%s: status %d", path, answer.Code)
				}
				if answer.Header().Get("Content-Disposition") != "" {
					t.Errorf("%s: the failure is a download", path)
				}
			}
			broken.after = 0
			for _, path := range organizerReads {
				checkStatus(t, w.get(path, cookie...), http.StatusOK)
			}
		})
	}
}

// TestDamagedFile serves a file with damaged pages: what is read in full is
// shown, the rest is 503, and nothing is taken.
func TestDamagedFile(t *testing.T) {
	path := filepath.Join(t.TempDir(), "intake.db")
	w := worldOn(t, path)
	const answers = 24
	var ids []string
	for n := range answers {
		answer := w.postJSON(firstkind.JSON(t, "municipality:109", named(fmt.Sprintf("Aino%02d", n), "Esimerkki")))
		checkStatus(t, answer, http.StatusCreated)
		ids = append(ids, decode[struct{ ID string }](t, answer).ID)
	}
	cookie := w.login()
	if err := w.store.Close(); err != nil {
		t.Fatal(err)
	}
	content, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	const pageSize = 4096
	for at := 0; at < len(content); at += pageSize {
		if page := content[at : at+pageSize]; page[0] == 13 && bytes.Contains(page, []byte("Aino12")) {
			clear(page)
		}
	}
	if err := os.WriteFile(path, content, 0o600); err != nil {
		t.Fatal(err)
	}
	w = worldOn(t, path)
	if answer := w.get("/healthz"); answer.Code != http.StatusServiceUnavailable || answer.Body.String() != "store damaged\n" {
		t.Errorf("health: status %d, %q", answer.Code, answer.Body)
	}
	checkStatus(t, w.get(formPath), http.StatusOK)
	checkStatus(t, w.get(firstkind.Path+"/"+ids[0]), http.StatusOK)
	checkStatus(t, w.get(firstkind.Path+"/"+ids[12]), http.StatusServiceUnavailable)
	checkStatus(t, w.postJSON(firstkind.JSON(t, "municipality:061")), http.StatusServiceUnavailable)
	checkStatus(t, w.postForm(formPath, filled("municipality:061")), http.StatusServiceUnavailable)
	for _, path := range organizerReads {
		if answer := w.get(path, cookie...); answer.Code != http.StatusServiceUnavailable || strings.Contains(answer.Body.String(), "Aino") {
			t.Errorf("%s: status %d", path, answer.Code)
		}
	}
}

// worldOn is newWorld with the store in the file at path.
func worldOn(t *testing.T, path string) *world {
	t.Helper()
	store, err := sqlitestore.Open(t.Context(), path)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = store.Close() })
	w := newWorld(t, func(c *intake.Config) { c.Store = store })
	w.store = store
	return w
}
