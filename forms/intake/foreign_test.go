package intake_test

import (
	"net/http"
	"strings"
	"testing"

	"github.com/hytekit/hytekit/forms/intake"
	"github.com/hytekit/hytekit/hyte"
	"github.com/hytekit/hytekit/internal/firstkind"
)

// A browser sends answers from pages of the service and of listed sites only.
func TestPostsOfOtherSites(t *testing.T) {
	w := newWorld(t, func(c *intake.Config) { c.BaseURL = "https://forms.example.fi" }, withCall(t, func(c *hyte.Call) { c.EmbedHosts = []string{"https://www.example.fi"} }))
	for name, test := range map[string]struct {
		header  []string
		refused bool
	}{
		"no browser":       {nil, false},
		"own page":         {[]string{"Sec-Fetch-Site", "same-origin", "Origin", "https://forms.example.fi"}, false},
		"own, hidden":      {[]string{"Sec-Fetch-Site", "same-origin", "Origin", "null"}, false},
		"own, old browser": {[]string{"Origin", "https://forms.example.fi"}, false},
		"listed":           {[]string{"Sec-Fetch-Site", "cross-site", "Origin", "https://www.example.fi"}, false},
		"listed, old":      {[]string{"Origin", "https://www.example.fi"}, false},
		"listed, http":     {[]string{"Sec-Fetch-Site", "cross-site", "Origin", "http://www.example.fi"}, true},
		"not listed":       {[]string{"Sec-Fetch-Site", "cross-site", "Origin", "https://evil.example.org"}, true},
		"same domain":      {[]string{"Sec-Fetch-Site", "same-site", "Origin", "https://other.example.fi"}, true},
		"hidden":           {[]string{"Sec-Fetch-Site", "cross-site", "Origin", "null"}, true},
		"hidden, old":      {[]string{"Origin", "null"}, true},
		"in a sandbox":     {[]string{"Sec-Fetch-Site", "cross-site", "Sec-Fetch-Dest", "iframe", "Origin", "null"}, false},
		"not said":         {[]string{"Sec-Fetch-Site", "cross-site"}, true},
	} {
		before := len(w.records())
		header := append([]string{"Idempotency-Key", strings.ReplaceAll(name, " ", "")}, test.header...)
		api := w.postJSON(firstkind.JSON(t, "municipality:109"), header...)
		values := filled("municipality:061")
		values.Set("token", strings.Repeat(string(rune('a'+before%26)), 26))
		form := w.postForm(formPath, values, test.header...)
		if !test.refused {
			checkStatus(t, api, http.StatusCreated)
			checkStatus(t, form, http.StatusSeeOther)
			continue
		}
		if api.Code != http.StatusForbidden || problemType(t, api) != "foreign" {
			t.Errorf("%s: status %d, %s", name, api.Code, api.Body)
		}
		if form.Code != http.StatusForbidden || !strings.Contains(text(t, form), catalogs(t, ".")["fi"]["failure.403.text"]) {
			t.Errorf("%s: the form has status %d", name, form.Code)
		}
		if after := len(w.records()); after != before {
			t.Errorf("%s: %d records were kept", name, after-before)
		}
	}
}
