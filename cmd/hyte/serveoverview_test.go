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

// The organizer's overview has the documents of the folder; what has errors is named at the
// start, and keeps no form from being served.
func TestServeDocuments(t *testing.T) {
	region := t.TempDir()
	for name, text := range map[string]string{
		"group.json":  `{"$schema":"https://hytekit.org/schema/v1/body.schema.json","id":"group","name":{"fi":"Kuviteltu ryhmä"},"kind":"working-group","memberships":[]}`,
		"broken.json": `{"$schema":"https://hytekit.org/schema/v1/body.schema.json","id":"Secret one"}`,
	} {
		if err := os.WriteFile(filepath.Join(region, name), []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	r := serving(t, "--data", t.TempDir(), "--documents", region)
	jar, err := cookiejar.New(nil)
	if err != nil {
		t.Fatal(err)
	}
	client := &http.Client{Jar: jar}
	answer, err := client.PostForm(r.address+"/admin/login?lang=en", url.Values{"token": {r.token}, "call": {"overview"}})
	if err != nil {
		t.Fatal(err)
	}
	defer answer.Body.Close()
	page := new(strings.Builder)
	if err := answer.Write(page); err != nil {
		t.Fatal(err)
	}
	for _, want := range []string{"Kuviteltu ryhmä", "Answered: 0 of 15.", "Some documents are missing"} {
		if !strings.Contains(page.String(), want) {
			t.Errorf("status %d, the page has no %q\n%s", answer.StatusCode, want, page)
		}
	}
	r.stop()
	if said := r.stderr.String(); !strings.Contains(said, "broken.json: left out, as it has errors") || strings.Contains(said, "Secret one") {
		t.Errorf("stderr %q", said)
	}
}
