package nomination_test

import (
	"regexp"
	"strings"
	"testing"

	"github.com/hytekit/hytekit/forms"
	"github.com/hytekit/hytekit/forms/icon"
	"github.com/hytekit/hytekit/hyte"
)

// drawing is the path of the first icon behind a text of a page.
func drawing(t *testing.T, html, after string) string {
	t.Helper()
	_, rest, ok := strings.Cut(html, after)
	if !ok {
		t.Fatalf("no %q in %s", after, html)
	}
	match := regexp.MustCompile(`<path d="([^"]*)"`).FindStringSubmatch(rest)
	if match == nil {
		t.Fatalf("no icon after %q", after)
	}
	return match[1]
}

// TestStagesHaveIcons shows that no two stages of a deadline look alike without color.
func TestStagesHaveIcons(t *testing.T) {
	seen := map[string]forms.Stage{}
	for stage := forms.StageOpen; stage <= forms.StageNotOpen; stage++ {
		if other, twice := seen[stage.Icon()]; twice || stage.Icon() == "" {
			t.Errorf("%s has the icon of %s", stage, other)
		}
		seen[stage.Icon()] = stage
	}
	if forms.Stage(0).Icon() == "" || forms.Stage(99).Icon() != forms.Stage(0).Icon() {
		t.Error("an unknown stage has no icon")
	}
}

// TestSummaryHasIcon shows that the list of what must be mended is not told by its border alone.
func TestSummaryHasIcon(t *testing.T) {
	f := form(t, "fi")
	s := f.Post(mistakes()).State
	html := htmlOf(f.Tree(forms.View{State: s, Violations: f.Check(s), Phase: forms.PhaseRejected, Status: hyte.StatusLate}))
	if got := drawing(t, html, `id="hyte-summary-title"`); got != icon.Error {
		t.Errorf("the summary has %q", got)
	}
	if got := drawing(t, html, `id="hyte-notice"`); got != icon.Warning {
		t.Errorf("the notice has %q", got)
	}
}

// TestReceiptsHaveIcons shows that the standings of an answer differ by more than a color.
func TestReceiptsHaveIcons(t *testing.T) {
	f := form(t, "fi")
	for name, test := range map[string]struct {
		view        forms.ReceiptView
		title, note string
	}{
		"in time":     {receipt(hyte.EntryAnswered), icon.Check, ""},
		"late":        {receipt(hyte.EntryLate), icon.Check, icon.Warning},
		"contested":   {contested(), icon.Against, icon.Against},
		"unconfirmed": {unconfirmed(), icon.Hourglass, icon.Hourglass},
		"confirmed":   {confirmed(), icon.Check, icon.Check},
	} {
		html := htmlOf(f.Receipt(test.view))
		if got := drawing(t, html, `id="hyte-receipt"`); got != test.title {
			t.Errorf("%s: the title has %q", name, got)
		}
		if test.note == "" {
			if strings.Contains(html, "hyte-notice") {
				t.Errorf("%s: there is a note", name)
			}
			continue
		}
		if got := drawing(t, html, `<div class="hyte-notice`); got != test.note {
			t.Errorf("%s: the note has %q", name, got)
		}
		if advice := strings.Contains(html, `hyte-notice hyte-late"`); advice != (name != "confirmed") {
			t.Errorf("%s: the color of what is not settled: %t", name, advice)
		}
	}
}
