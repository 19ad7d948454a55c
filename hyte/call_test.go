package hyte_test

import (
	"bytes"
	"os"
	"slices"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/hytekit/hytekit/hyte"
	"github.com/hytekit/hytekit/hyte/constraint"
)

func TestStatus(t *testing.T) {
	issued := func(c hyte.Call) hyte.Call {
		c.Issued = "2024-03-01"
		return c
	}
	wholeDay := issued(hyte.Call{Deadline: &hyte.Deadline{Date: "2024-03-31"}})
	refusing := issued(hyte.Call{Deadline: &hyte.Deadline{Date: "2024-03-31"}, LateNominations: hyte.LateRefuse})
	clock := issued(hyte.Call{Deadline: &hyte.Deadline{Date: "2024-03-28", Time: "16:15"}, LateNominations: hyte.LateRecord})
	for _, c := range []struct {
		call hyte.Call
		at   string
		want hyte.Status
	}{
		{wholeDay, "2024-02-29T23:59:59.999999999+02:00", hyte.StatusNotOpen},
		{wholeDay, "2024-03-01T00:00:00+02:00", hyte.StatusOpen},
		{wholeDay, "2024-03-31T23:59:59.999999999+03:00", hyte.StatusOpen}, // summer time began that morning
		{wholeDay, "2024-04-01T00:00:00+03:00", hyte.StatusLate},
		{wholeDay, "2024-03-31T21:00:00Z", hyte.StatusLate},
		{refusing, "2024-03-31T20:59:59Z", hyte.StatusOpen},
		{refusing, "2024-03-31T21:00:00Z", hyte.StatusClosed},
		{clock, "2024-03-28T16:14:59+02:00", hyte.StatusOpen},
		{clock, "2024-03-28T16:15:00+02:00", hyte.StatusLate},
		{hyte.Call{}, "2024-03-01T00:00:00Z", 0},
		{issued(hyte.Call{}), "2024-03-01T00:00:00Z", 0},
		{issued(hyte.Call{Deadline: &hyte.Deadline{Date: "31.3.2024"}}), "2024-03-01T00:00:00Z", 0},
		{hyte.Call{Issued: "1.3.2024", Deadline: &hyte.Deadline{Date: "2024-03-31"}}, "2024-03-01T00:00:00Z", 0},
	} {
		if got := c.call.Status(instant(c.at)); got != c.want {
			t.Errorf("%+v at %s is %s, not %s", c.call.Deadline, c.at, got, c.want)
		}
	}
}

func TestStatusIsAWord(t *testing.T) {
	for status, want := range map[hyte.Status]string{
		hyte.StatusNotOpen: "not-open", hyte.StatusOpen: "open", hyte.StatusLate: "late", hyte.StatusClosed: "closed", 0: "unknown", 9: "unknown",
	} {
		if status.String() != want {
			t.Errorf("status %d is %q, not %q", status, status, want)
		}
	}
}

func TestText(t *testing.T) {
	for _, c := range []struct {
		text                   hyte.Text
		wanted, want, language string
	}{
		{nil, "fi", "", ""},
		{hyte.Text{"fi": ""}, "fi", "", ""},
		{hyte.Text{"fi": "a", "sv": "b"}, "sv", "b", "sv"},
		{hyte.Text{"fi": "a", "sv": "b"}, "en", "a", "fi"},
		{hyte.Text{"fi": "", "sv": "b"}, "fi", "b", "sv"},
		{hyte.Text{"en": "c", "sv": "b"}, "se", "b", "sv"},
		{hyte.Text{"en": "c", "se": "d"}, "fi", "c", "en"},
		{hyte.Text{"smn": "e", "se": "d"}, "fi", "d", "se"},
		{hyte.Text{"fi": "a", "sv": "a"}, "sv", "a", "sv"},
	} {
		if got, language := c.text.In(c.wanted), c.text.Language(c.wanted); got != c.want || language != c.language {
			t.Errorf("%v in %s: %q in %q", c.text, c.wanted, got, language)
		}
	}
}

func TestDecodeCallWhatIsNotJSON(t *testing.T) {
	if call, violations := hyte.DecodeCall([]byte("{")); call != nil || len(violations) != 1 {
		t.Errorf("%v, %v", call, violations)
	}
	if call, violations := hyte.DecodeCall([]byte("{}")); call == nil || len(violations) == 0 {
		t.Errorf("%v, %v", call, violations)
	}
}

// The example's letter said who, how many, by when and where to.
func TestExampleCall(t *testing.T) {
	call := exampleCall(t)
	end, err := call.Call.Deadline.End()
	if want := time.Date(2021, 1, 16, 0, 0, 0, 0, hyte.Helsinki()); err != nil || !end.Equal(want) {
		t.Errorf("it ends at %s, %v", end, err)
	}
	quotas := map[string]int{}
	for _, n := range call.Nominators {
		quotas[n.Seat]++
		if one := n.Quota.Max == 1; one == (n.Seat == "named-organizations") {
			t.Errorf("%s may name %+v", n.ID, n.Quota)
		}
	}
	if quotas["municipalities"] != 11 || quotas["joint-authorities"] != 2 || quotas["named-organizations"] != 2 {
		t.Errorf("asked are %v", quotas)
	}
}

func isUnknown(v hyte.Violation) bool { return v.Rule == constraint.RuleUnknownProperty }

// Reading a call in one step says what the two steps say.
func TestReadCall(t *testing.T) {
	if call, violations := hyte.ReadCall([]byte("{")); call != nil || !violations.NotJSON() {
		t.Errorf("no JSON: %v", violations)
	}
	if call, violations := hyte.ReadCall([]byte("{}")); call != nil || violations.Err() == nil {
		t.Errorf("an empty object: %v", violations)
	}
	data, err := os.ReadFile("../examples/kanta-hame-2021/call.json")
	if err != nil {
		t.Fatal(err)
	}
	call, violations := hyte.ReadCall(data)
	decoded, _ := hyte.DecodeCall(data)
	if diff := cmp.Diff(decoded.Check(), violations); diff != "" || call == nil {
		t.Errorf("%v (-Check +ReadCall)\n%s", call, diff)
	}
	unknown := bytes.Replace(data, []byte(`"issued"`), []byte(`"unknown":0,"issued"`), 1)
	if call, violations := hyte.ReadCall(unknown); call != nil || !slices.ContainsFunc(violations, isUnknown) {
		t.Errorf("an unknown property: %v", violations)
	}
}
