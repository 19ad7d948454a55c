package hyte_test

import (
	"testing"
	"time"

	"github.com/hytekit/hytekit/hyte"
)

// A notice counts if the submitter of the answer in force sends it; of anybody else's
// the organizer hears, and it changes nothing.
func TestNoticesOfTheSubmitterCount(t *testing.T) {
	const who = "municipality:109"
	call := conformanceCalls(t)["basic"]
	at := time.Date(2024, 10, 1, 9, 0, 0, 0, time.UTC)
	answer := hyte.Received{ID: "1", ReceivedAt: at, Via: hyte.ViaForm, Nomination: &hyte.Nomination{
		Call: "test-2024", Nominator: who, Consent: true,
		Representatives: []hyte.Representative{{Person: &hyte.Person{GivenName: "Aino", FamilyName: "Esimerkki", Email: "aino@example.fi"}}},
		Submitter:       &hyte.Submitter{GivenName: "Onni", FamilyName: "Mallikas", Email: "onni@example.fi"},
	}}
	notice := func(kind hyte.ReceivedKind, via hyte.Via, email string) hyte.Received {
		r := hyte.Received{ID: "2", ReceivedAt: at.Add(time.Hour), Kind: kind, Via: via, Nominator: who}
		if email != "" {
			r.Submitter = &hyte.Submitter{GivenName: "Onni", FamilyName: "Mallikas", Email: email}
		}
		return r
	}
	for name, test := range map[string]struct {
		received  []hyte.Received
		status    hyte.EntryStatus
		contested bool
	}{
		"taken back by who sent it":          {[]hyte.Received{answer, notice("withdrawal", "form", "onni@example.fi")}, "withdrawn", false},
		"written otherwise":                  {[]hyte.Received{answer, notice("withdrawal", "api", " Onni@EXAMPLE.fi ")}, "withdrawn", false},
		"refused by who sent it":             {[]hyte.Received{answer, notice("refusal", "api", "onni@example.fi")}, "declined", false},
		"taken back by somebody else":        {[]hyte.Received{answer, notice("withdrawal", "form", "kerttu@example.fi")}, "received", true},
		"by somebody else, on no known way":  {[]hyte.Received{answer, notice("withdrawal", "", "kerttu@example.fi")}, "received", true},
		"refused by somebody else":           {[]hyte.Received{answer, notice("refusal", "api", "kerttu@example.fi")}, "received", true},
		"taken back by nobody known":         {[]hyte.Received{answer, notice("withdrawal", "form", "")}, "received", true},
		"noted by the organizer":             {[]hyte.Received{answer, notice("withdrawal", "", "")}, "withdrawn", false},
		"refused before anybody answered":    {[]hyte.Received{notice("refusal", "form", "kerttu@example.fi")}, "declined", false},
		"a refusal is no answer to displace": {[]hyte.Received{notice("refusal", "form", "kerttu@example.fi"), late(answer, at.Add(2*time.Hour))}, "received", false},
	} {
		t.Run(name, func(t *testing.T) {
			for _, e := range call.Roster(test.received, at.Add(3*time.Hour)).Nominators {
				if e.Nominator != who {
					continue
				}
				if e.Status != test.status || e.Contested != test.contested {
					t.Errorf("%s, contested %t", e.Status, e.Contested)
				}
				for _, step := range e.Trail {
					if given := test.received[len(test.received)-1].Submitter; given != nil && step.Submitter == given {
						t.Error("the trail shares the submitter with what was received")
					}
				}
			}
		})
	}
}

func late(r hyte.Received, at time.Time) hyte.Received {
	r.ReceivedAt = at
	return r
}

// What a notice breaks is told at its place, as of any document.
func TestDecodeNotice(t *testing.T) {
	n, violations := hyte.DecodeNotice([]byte(`{"call": "test-2024", "nominator": "municipality:109"}`))
	if n == nil || n.Nominator != "municipality:109" || len(violations) != 1 || violations[0].Location != "/submitter" {
		t.Errorf("%+v: %v", n, violations)
	}
	if n, violations := hyte.DecodeNotice([]byte(`{`)); n != nil || !violations.NotJSON() {
		t.Errorf("%+v: %v", n, violations)
	}
}

// A notice that comes after the deadline is held to the same rule as a late answer. What
// the organizer noted down is no answer that came late.
func TestLateNotices(t *testing.T) {
	const who = "municipality:109"
	first := hyte.Received{ID: "1", ReceivedAt: instant(noon), Nomination: nominationOf(who, personNamed("Aino"))}
	sent := func(kind hyte.ReceivedKind) hyte.Received {
		return hyte.Received{ID: "2", ReceivedAt: instant(tooLate), Kind: kind, Via: hyte.ViaForm, Nominator: who, Submitter: first.Nomination.Submitter}
	}
	entered := sent(hyte.ReceivedRefusal)
	entered.Via, entered.EnteredBy, entered.Submitter = hyte.ViaMail, "Helmi Mallikas", nil
	noted := hyte.Received{ID: "2", ReceivedAt: instant(tooLate), Kind: hyte.ReceivedWithdrawal, Nominator: who}
	accepted := hyte.Received{ID: "3", ReceivedAt: instant(after), Kind: hyte.ReceivedAcceptance, Accepts: "2"}
	inTime := sent(hyte.ReceivedWithdrawal)
	inTime.ReceivedAt = instant(tooLate).Add(-time.Nanosecond)
	for name, test := range map[string]struct {
		late     hyte.LateNominations
		received []hyte.Received
		status   hyte.EntryStatus
		waits    bool
	}{
		"a withdrawal":            {hyte.LateRecord, []hyte.Received{first, sent("withdrawal")}, "received", true},
		"as nobody says":          {"", []hyte.Received{first, sent("withdrawal")}, "received", true},
		"where late is refused":   {hyte.LateRefuse, []hyte.Received{first, sent("withdrawal")}, "received", true},
		"where nothing is late":   {hyte.LateAccept, []hyte.Received{first, sent("withdrawal")}, "withdrawn", false},
		"in time":                 {hyte.LateRecord, []hyte.Received{first, inTime}, "withdrawn", false},
		"accepted":                {hyte.LateRecord, []hyte.Received{first, sent("withdrawal"), accepted}, "withdrawn", false},
		"noted by the organizer":  {hyte.LateRecord, []hyte.Received{first, noted}, "withdrawn", false},
		"a refusal":               {hyte.LateRecord, []hyte.Received{sent("refusal")}, "late", true},
		"a refusal, accepted":     {hyte.LateRecord, []hyte.Received{sent("refusal"), accepted}, "declined", false},
		"a refusal on a list":     {hyte.LateAccept, []hyte.Received{sent("refusal")}, "declined", false},
		"entered, by mail":        {hyte.LateRecord, []hyte.Received{entered}, "late", true},
		"withdrawal of no answer": {hyte.LateRecord, []hyte.Received{sent("withdrawal")}, "missing", true},
	} {
		call := *conformanceCalls(t)["basic"]
		changed := *call.Call
		call.Call, changed.LateNominations = &changed, test.late
		e := entryOf(t, call.Roster(test.received, instant("2024-12-01T00:00:00Z")), who)
		if e.Status != test.status || e.Contested || e.Trail[0].Late != test.waits {
			t.Errorf("%s: %s, contested %t, waits %t", name, e.Status, e.Contested, e.Trail[0].Late)
		}
	}
}
