package hyte_test

import (
	"encoding/json"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/hytekit/hytekit/hyte"
	"github.com/hytekit/hytekit/hyte/constraint"
)

// What is said of a document is of the order of the document, whatever kind of
// document it is and however it is read.
func TestManyViolations(t *testing.T) {
	call := conformanceCalls(t)["basic"]
	zeros := strings.Repeat("0,", 29999) + "0"
	nomination := []byte(`{"representatives":[` + zeros + `]}`)
	for name, read := range map[string]func() hyte.Violations{
		"a nomination":                func() hyte.Violations { _, v := call.Read(nomination); return v },
		"a nomination at an instant":  func() hyte.Violations { _, v := call.ReadAt(nomination, instant(after)); return v },
		"one of many":                 func() hyte.Violations { _, v := call.NewReader().Read(nomination); return v },
		"one of many, at an instant":  func() hyte.Violations { _, v := call.NewReader().ReadAt(nomination, instant(after)); return v },
		"a nomination without a call": func() hyte.Violations { _, v := hyte.DecodeNomination(nomination); return v },
		"a received document": func() hyte.Violations {
			_, v := hyte.DecodeReceived([]byte(`{"nomination":` + string(nomination) + `}`))
			return v
		},
		"one that answers a call": func() hyte.Violations {
			_, v := call.ReadReceived([]byte(`{"nomination":` + string(nomination) + `}`))
			return v
		},
		"a call": func() hyte.Violations { _, v := hyte.DecodeCall([]byte(`{"seats":[` + zeros + `]}`)); return v },
		"a resolved call": func() hyte.Violations {
			_, v := hyte.DecodeResolvedCall([]byte(`{"nominators":[` + zeros + `]}`))
			return v
		},
		"a roster": func() hyte.Violations { _, v := call.ReadRoster([]byte(`{"nominators":[` + zeros + `]}`)); return v },
	} {
		t.Run(name, func(t *testing.T) {
			got := read()
			if len(got) != constraint.MaxViolations+1 {
				t.Fatalf("%d violations", len(got))
			}
			last := got[len(got)-1]
			if last.Rule != constraint.RuleOmitted || last.Location != "" || last.Severity != hyte.Error || last.Params.Count < 29800 {
				t.Errorf("the last one is %v %+v", last, last.Params)
			}
			if text, err := json.Marshal(got); err != nil || len(text) > len(nomination) {
				t.Errorf("%d bytes about a document of %d, error %v", len(text), len(nomination), err)
			}
		})
	}
}

// The first ones stay, the count is right, and the last is an error if one that
// is left out is.
func TestViolationsAreCutOff(t *testing.T) {
	warning := hyte.Violation{Rule: hyte.RuleTextMissing, Severity: hyte.Warning}
	wrong := hyte.Violation{Rule: constraint.RuleRequired, Severity: hyte.Error}
	list := func(n int, v hyte.Violation, more ...hyte.Violation) (all hyte.Violations) {
		for range n {
			all = append(all, v)
		}
		return append(all, more...)
	}
	omitted := func(count int, s constraint.Severity) hyte.Violation {
		return hyte.Violation{Rule: constraint.RuleOmitted, Severity: s, Params: constraint.Params{Count: count}}
	}
	for name, c := range map[string]struct{ all, want hyte.Violations }{
		"none":                     {nil, nil},
		"as many as there may be":  {list(100, wrong), list(100, wrong)},
		"one more":                 {list(101, wrong), list(100, wrong, omitted(1, hyte.Error))},
		"only warnings":            {list(250, warning), list(100, warning, omitted(150, hyte.Warning))},
		"an error behind warnings": {list(120, warning, wrong), list(100, warning, omitted(21, hyte.Error))},
		"warnings behind errors":   {list(100, wrong, warning), list(100, wrong, omitted(1, hyte.Warning))},
	} {
		t.Run(name, func(t *testing.T) {
			got := c.all.Limit()
			if diff := cmp.Diff(c.want, got); diff != "" {
				t.Error(diff)
			}
			if got.Invalid() != c.all.Invalid() {
				t.Error("the verdict is another one")
			}
		})
	}
}

// That the call is closed is said first, whatever else is wrong.
func TestClosedIsNeverCutOff(t *testing.T) {
	_, got := conformanceCalls(t)["basic"].ReadAt([]byte(`{"representatives":[`+strings.Repeat("0,", 500)+`0]}`), instant("2030-01-01T00:00:00Z"))
	if got[0].Rule != hyte.RuleDeadlinePassed {
		t.Errorf("first is %v", got[0])
	}
}
