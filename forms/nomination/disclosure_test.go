package nomination_test

import (
	"strings"
	"testing"

	"github.com/hytekit/hytekit/forms"
)

// The decision stands in nobody's way, and what was typed there is never hidden.
func TestDecisionIsDisclosed(t *testing.T) {
	const line = `<details class="hyte-part hyte-disclosed" id="hyte-part-decision"`
	f := form(t, "fi")
	for _, test := range []struct {
		name, place, value string
		open               bool
	}{
		{"nothing is typed", "/decision/body", "", false},
		{"blanks are typed", "/decision/body", "  ", false},
		{"a body is typed", "/decision/body", "Kunnanhallitus", true},
		{"something wrong is typed", "/decision/date", "pian", true},
	} {
		state := f.Post(map[string][]string{test.place: {test.value}}).State
		html := htmlOf(f.Tree(forms.View{State: state, Violations: f.Check(state)}))
		if !strings.Contains(html, line) {
			t.Fatalf("%s: there is no disclosure", test.name)
		}
		if strings.Contains(html, line+" open>") != test.open {
			t.Errorf("%s: open %t is wanted", test.name, test.open)
		}
	}
}
