package intake_test

import (
	"net/http"
	"regexp"
	"testing"
	"time"

	"github.com/hytekit/hytekit/forms/intake"
	"github.com/hytekit/hytekit/hyte"
	"github.com/hytekit/hytekit/hyte/area"
	"github.com/hytekit/hytekit/hyte/civil"
)

var stylesheet = regexp.MustCompile(`<link rel="stylesheet" href="([^"]+)"`)

// everywhere asks all municipalities of the country.
func everywhere(t *testing.T) func(*hyte.Call) {
	t.Helper()
	all, err := area.Municipalities(civil.MustParse("2025-01-15"))
	if err != nil {
		t.Fatal(err)
	}
	codes := make([]string, len(all))
	for i, m := range all {
		codes[i] = m.Code().String()
	}
	return func(c *hyte.Call) {
		c.Seats = c.Seats[:1]
		c.Seats[0].Nominators = &hyte.Nominators{Kind: hyte.Municipality, Municipalities: codes}
		c.Issued, c.MembershipDate = "2024-12-17", "2025-01-15"
		c.Deadline = &hyte.Deadline{Date: "2025-01-15", Kind: hyte.DeadlineAuthority}
	}
}

// What a browser must get before the form is seen: the page and its styles, as
// they are sent. A page without the form would have about 5 kB.
func TestFirstViewBudget(t *testing.T) {
	for _, test := range []struct {
		name       string
		change     []func(*hyte.Call)
		at         time.Time
		nominators int
		budget     int // bytes of brotli
	}{
		{"a region with eleven municipalities", nil, open, 15, 14_000},
		{"the whole country", []func(*hyte.Call){everywhere(t)}, time.Date(2025, 1, 7, 8, 0, 0, 0, time.UTC), 308, 20_000},
	} {
		call := exampleCall(t, test.change...)
		if len(call.Nominators) != test.nominators {
			t.Fatalf("%s: %d organizations, want %d", test.name, len(call.Nominators), test.nominators)
		}
		w := newWorld(t, withAssets, func(c *intake.Config) { c.Calls = []*hyte.ResolvedCall{call} })
		w.clock.set(test.at)
		for _, language := range []string{"fi", "sv", "en"} {
			plain := w.get("/" + callID + "/" + language)
			found := stylesheet.FindStringSubmatch(plain.Body.String())
			if plain.Code != http.StatusOK || found == nil {
				t.Fatalf("%s: status %d, stylesheet %v", test.name, plain.Code, found)
			}
			page := w.get("/"+callID+"/"+language, "Accept-Encoding", "br")
			styles := w.get(found[1], "Accept-Encoding", "br")
			for _, answer := range []http.Header{page.Header(), styles.Header()} {
				if answer.Get("Content-Encoding") != "br" {
					t.Errorf("%s: sent as %v", test.name, answer)
				}
			}
			sum := page.Body.Len() + styles.Body.Len()
			t.Logf("first view of %s in %s: page %d + styles %d = %d bytes of brotli, budget %d", test.name, language, page.Body.Len(), styles.Body.Len(), sum, test.budget)
			if sum > test.budget {
				t.Errorf("the first view of %s in %s has %d bytes, %d more than its budget", test.name, language, sum, sum-test.budget)
			}
		}
	}
}
