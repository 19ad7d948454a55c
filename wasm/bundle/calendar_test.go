package bundle_test

import (
	"encoding/json"
	"strings"
	"testing"
	"time"

	"github.com/hytekit/hytekit/hyte"
	"github.com/hytekit/hytekit/internal/firstkind"
	"github.com/hytekit/hytekit/wasm/bundle"
)

// calendarOf is the calendar that the widget of a page hands over, with its lines unfolded.
func calendarOf(t *testing.T, files map[string]string, language string) string {
	t.Helper()
	var config struct{ Files struct{ Calendar string } }
	if err := json.Unmarshal([]byte(files[language+".json"]), &config); err != nil {
		t.Fatal(err)
	}
	return strings.ReplaceAll(config.Files.Calendar, "\r\n ", "")
}

func TestCalendar(t *testing.T) {
	meeting := func(c *hyte.Call) { c.FirstMeeting = &hyte.Period{From: "2021-02-03"} }
	files := made(t, bundle.Options{BaseURL: "https://lomakkeet.example.fi/hyte/", Now: time.Date(2021, 1, 2, 3, 4, 5, 0, time.UTC)}, meeting)
	got := calendarOf(t, files, "sv")
	for _, want := range []string{
		"UID:deadline-kanta-hame-hyte-2021@lomakkeet.example.fi", "UID:meeting-kanta-hame-hyte-2021@lomakkeet.example.fi",
		"DTSTART;VALUE=DATE:20210203", "DTSTAMP:20210102T030405Z", "Skicka svaret till kirjaamo@example.fi senast",
		"URL:https://lomakkeet.example.fi/hyte/sv.html",
	} {
		if !strings.Contains(got, want) {
			t.Errorf("%s is missing in %s", want, got)
		}
	}
	if got := calendarOf(t, plain(t), "fi"); !strings.Contains(got, "@hytekit.org") || strings.Contains(got, "URL:") {
		t.Errorf("of a folder without an address it is %s", got)
	}
	standing := made(t, bundle.Options{}, firstkind.LateAnswers(hyte.LateAccept), func(c *hyte.Call) { c.FirstMeeting = nil })
	if got := calendarOf(t, standing, "fi"); got != "" {
		t.Errorf("of a standing list it is %s", got)
	}
}
