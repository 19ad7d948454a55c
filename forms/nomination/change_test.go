package nomination_test

import (
	"strings"
	"testing"

	"github.com/hytekit/hytekit/forms"
	"github.com/hytekit/hytekit/hyte"
)

const (
	unseenChange = `<fieldset class="hyte-part" id="hyte-part-change" hidden `
	seenChange   = `<fieldset class="hyte-part" id="hyte-part-change" aria`
)

// A change in mid-term is asked of whoever answers after the deadline of a call with a
// term of office, or whenever to a standing list; and where something was answered.
func TestChangeIsAskedLater(t *testing.T) {
	typed := map[string][]string{"/change/reason": {"moved"}}
	for _, test := range []struct {
		name   string
		change func(*hyte.Call)
		status hyte.Status
		typed  map[string][]string
		want   string
	}{
		{"before the deadline", withTerm, hyte.StatusOpen, nil, unseenChange},
		{"at a time that nobody has told", withTerm, 0, nil, unseenChange},
		{"before the deadline, answered", withTerm, hyte.StatusOpen, typed, seenChange},
		{"late", withTerm, hyte.StatusLate, nil, seenChange},
		{"closed", withTerm, hyte.StatusClosed, nil, seenChange},
		{"a standing list", withStanding, hyte.StatusOpen, nil, seenChange},
		{"without a term", func(*hyte.Call) {}, hyte.StatusLate, typed, ""},
	} {
		f := form(t, "fi", test.change)
		html := htmlOf(f.Tree(forms.View{State: f.Post(test.typed).State, Status: test.status}))
		if test.want == "" && strings.Contains(html, "hyte-part-change") || !strings.Contains(html, test.want) {
			t.Errorf("%s: the page has not %q", test.name, test.want)
		}
	}
}

// A form that asks something after the deadline is there then, with its button, and says
// what may still come.
func TestClosedFormOfATerm(t *testing.T) {
	const button, later = "Lähetä vastaus", "Edustajan vaihtumisesta kesken toimikauden voi ilmoittaa"
	for status, want := range map[hyte.Status]bool{hyte.StatusNotOpen: false, hyte.StatusClosed: true} {
		html := htmlOf(form(t, "fi", withTerm).Tree(forms.View{Status: status, Action: "/x/fi"}))
		if strings.Contains(html, `"hyte-link">`) {
			t.Errorf("%s: a link to the refusal, which is not taken now", status)
		}
		if strings.Contains(html, button) != want || strings.Contains(html, later) != want {
			t.Errorf("%s: a button and its reason: %t, want %t", status, !want, want)
		}
	}
	if html := htmlOf(form(t, "fi", withTerm).Tree(forms.View{Status: hyte.StatusOpen})); strings.Contains(html, later) {
		t.Error("before the deadline it speaks of changes")
	}
}

// What is wrong with a change is said at its place.
func TestChangeWithoutADay(t *testing.T) {
	f := form(t, "sv", withTerm)
	s := f.Post(with(right(), "/change/reason", "moved")).State
	if got := f.Check(s).Err(); got == nil || !strings.Contains(got.Error(), "/change/from") {
		t.Errorf("violations: %v", got)
	}
	html := htmlOf(f.Tree(forms.View{State: s, Violations: f.Check(s), Phase: forms.PhaseRejected, Status: hyte.StatusClosed}))
	if !strings.Contains(html, `<a href="#hyte-field-change-from">Ange från vilken dag representanten byts.</a>`) {
		t.Error("the summary does not lead to the day")
	}
}
