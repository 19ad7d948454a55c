package main

import (
	"net/http"
	"net/http/cookiejar"
	"net/url"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// What the organizer does in a running service is printed by a program beside it.
func TestAudit(t *testing.T) {
	data := t.TempDir()
	r := serving(t, "--data", data)
	jar, err := cookiejar.New(nil)
	if err != nil {
		t.Fatal(err)
	}
	client := &http.Client{Jar: jar}
	for _, token := range []string{"wrong", r.token} {
		response, err := client.PostForm(r.address+"/admin/login", url.Values{"token": {token}})
		if err != nil {
			t.Fatal(err)
		}
		response.Body.Close()
	}
	got := runWith(&app{kinds: listedKinds()}, "audit", "--data", data)
	var actions []string
	for _, line := range strings.Split(strings.TrimSpace(got.stdout), "\n") {
		_, action, _ := strings.Cut(line, `"action":"`)
		action, _, _ = strings.Cut(action, `"`)
		actions = append(actions, action)
	}
	if said := strings.Join(actions, " "); got.status != statusFine || said != "login-refused login view" || got.stderr != "" {
		t.Errorf("status %d, actions %q, stderr %q\n%s", got.status, said, got.stderr, got.stdout)
	}
	if status := r.stop(); status != statusFine {
		t.Errorf("the service ended with %d", status)
	}
}

// A folder without a database is no empty log, and gets none.
func TestAuditOfNothing(t *testing.T) {
	empty := t.TempDir()
	got := runWith(&app{kinds: listedKinds()}, "audit", "--data", empty)
	if got.status != statusFailed || !strings.Contains(got.stderr, "there is no hyte.db in "+empty) {
		t.Errorf("status %d, stderr %q", got.status, got.stderr)
	}
	if _, err := os.Stat(filepath.Join(empty, databaseName)); err == nil {
		t.Error("a database was made")
	}
	if got := runWith(&app{kinds: listedKinds()}, "audit", "file"); got.status != statusFailed {
		t.Errorf("with an argument: status %d", got.status)
	}
}
