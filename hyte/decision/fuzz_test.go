package decision_test

import (
	"encoding/json"
	"strings"
	"testing"

	"github.com/hytekit/hytekit/hyte"
	"github.com/hytekit/hytekit/hyte/decision"
	"github.com/hytekit/hytekit/hyte/plan"
)

func FuzzReadFeed(f *testing.F) {
	f.Add(file(f, "meetingitems.xml"))
	f.Add([]byte("<rss><item><title>&auml; 1.1.2023 / x</title><pubDate>Wed, 15 Mar 2023 09:00:00 +0200</pubDate></item>"))
	f.Fuzz(func(t *testing.T, data []byte) {
		items, err := decision.ReadFeed(data)
		if err != nil && items != nil {
			t.Error("items with an error")
		}
		for _, d := range items {
			check(t, d)
		}
	})
}

func FuzzReadPage(f *testing.F) {
	f.Add(file(f, "item-page.txt"))
	f.Add(file(f, "agenda-page.txt"))
	f.Add([]byte(countyPage))
	f.Add([]byte("<p>" + strings.ReplaceAll(otherSystem, "\n", "<br>")))
	f.Fuzz(func(t *testing.T, data []byte) {
		d, err := decision.ReadPage(data)
		if err != nil {
			return
		}
		if d.Body == "" || d.Date == "" {
			t.Errorf("a page without body and day: %+v", d)
		}
		check(t, d)
	})
}

// check looks at what holds of every decision: it is one that a plan could have.
func check(t *testing.T, d decision.Decision) {
	t.Helper()
	for _, h := range append([]hyte.Handling{d.Handling}, d.Earlier...) {
		p := `{"id":"x","kind":"programme","title":{"fi":"x"},"parties":[{"organization":"county:07"}],"items":[{"id":"1","text":{"fi":"x"},"owners":["county:07"]}],"handled":[`
		handling, err := json.Marshal(h)
		if err != nil {
			t.Fatal(err)
		}
		if _, violations := plan.Decode([]byte(p + string(handling) + "]}")); violations.Invalid() {
			t.Errorf("%s: %v", handling, violations)
		}
	}
	if strings.ContainsAny(d.Title, "\n\r\t\x00") {
		t.Errorf("%q", d.Title)
	}
}
