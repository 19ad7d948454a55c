package hyte_test

import (
	"fmt"
	"testing"

	"github.com/hytekit/hytekit/hyte"
)

// What an organization's documents mean together where they count when they are confirmed.
func TestConfirmedAnswers(t *testing.T) {
	const hml = "municipality:109"
	answer := func(id, at, given string) hyte.Received {
		return hyte.Received{ID: id, ReceivedAt: instant(at), Via: hyte.ViaForm, Nomination: nominationOf(hml, personNamed(given))}
	}
	from := func(email string, r hyte.Received) hyte.Received {
		r.Nomination.Submitter.Email = email
		return r
	}
	says := func(id, at string, kind hyte.ReceivedKind) hyte.Received {
		return hyte.Received{ID: id, ReceivedAt: instant(at), Kind: kind, Via: hyte.ViaForm, Nominator: hml}
	}
	confirms := func(id, at, confirmed string) hyte.Received {
		return hyte.Received{ID: id, ReceivedAt: instant(at), Kind: hyte.ReceivedConfirmation, Confirms: confirmed}
	}
	accepts := func(id, at, accepted string) hyte.Received {
		return hyte.Received{ID: id, ReceivedAt: instant(at), Kind: hyte.ReceivedAcceptance, Accepts: accepted}
	}
	undoes := func(id, at, undone string) hyte.Received {
		return hyte.Received{ID: id, ReceivedAt: instant(at), Kind: hyte.ReceivedUndo, Undoes: undone}
	}
	byLink := answer("1", noon, "Aino")
	byLink.Confirmed = true
	entered := answer("1", noon, "Aino")
	entered.EnteredBy = "Helmi Mallikas"
	change := answer("2", after, "Eino")
	change.Nomination.Change = &hyte.Change{From: "2025-01-01"}
	note := says("1", noon, hyte.ReceivedRefusal)
	note.Via = ""
	const inTime = "2024-10-15T23:59:59.999+03:00"
	for name, c := range map[string]struct {
		received []hyte.Received
		status   hyte.EntryStatus
		counted  string
		others   string // id and state of each
	}{
		"one that nobody confirmed":              {[]hyte.Received{answer("1", noon, "Aino")}, hyte.EntryUnconfirmed, "", "1 unconfirmed "},
		"confirmed":                              {[]hyte.Received{answer("1", noon, "Aino"), confirms("2", later, "1")}, hyte.EntryAnswered, "1", ""},
		"confirmed twice":                        {[]hyte.Received{answer("1", noon, "Aino"), confirms("2", later, "1"), confirms("3", after, "1")}, hyte.EntryAnswered, "1", ""},
		"confirmed at the last moment":           {[]hyte.Received{answer("1", noon, "Aino"), confirms("2", inTime, "1")}, hyte.EntryAnswered, "1", ""},
		"confirmed too late":                     {[]hyte.Received{answer("1", noon, "Aino"), confirms("2", tooLate, "1")}, hyte.EntryLate, "", "1 late "},
		"confirmed too late, and accepted":       {[]hyte.Received{answer("1", noon, "Aino"), confirms("2", tooLate, "1"), accepts("3", after, "1")}, hyte.EntryAnswered, "1", ""},
		"sent too late":                          {[]hyte.Received{answer("1", tooLate, "Aino")}, hyte.EntryUnconfirmed, "", "1 unconfirmed "},
		"sent too late, and confirmed":           {[]hyte.Received{answer("1", tooLate, "Aino"), confirms("2", after, "1")}, hyte.EntryLate, "", "1 late "},
		"by a personal link":                     {[]hyte.Received{byLink}, hyte.EntryAnswered, "1", ""},
		"entered by the organizer":               {[]hyte.Received{entered}, hyte.EntryAnswered, "1", ""},
		"accepted without being confirmed":       {[]hyte.Received{answer("1", noon, "Aino"), accepts("2", after, "1")}, hyte.EntryAnswered, "1", ""},
		"the acceptance undone":                  {[]hyte.Received{answer("1", noon, "Aino"), accepts("2", after, "1"), undoes("3", after, "2")}, hyte.EntryUnconfirmed, "", "1 unconfirmed "},
		"nobody undoes a confirmation":           {[]hyte.Received{answer("1", noon, "Aino"), confirms("2", later, "1"), undoes("3", after, "2")}, hyte.EntryAnswered, "1", ""},
		"a confirmation of nothing":              {[]hyte.Received{confirms("2", later, "1")}, hyte.EntryMissing, "", ""},
		"a later one of the same address":        {[]hyte.Received{answer("1", noon, "Aino"), confirms("2", noon, "1"), answer("3", later, "Eino")}, hyte.EntryAnswered, "1", "3 unconfirmed "},
		"a later one, confirmed":                 {[]hyte.Received{answer("1", noon, "Aino"), confirms("2", noon, "1"), answer("3", later, "Eino"), confirms("4", later, "3")}, hyte.EntryReplaced, "3", "1 replaced "},
		"a later one of another address":         {[]hyte.Received{answer("1", noon, "Aino"), confirms("2", noon, "1"), from("b@example.fi", answer("3", later, "Eino")), confirms("4", later, "3")}, hyte.EntryReplaced, "3", "1 replaced "},
		"the earlier one confirmed last":         {[]hyte.Received{answer("1", noon, "Aino"), answer("2", later, "Eino"), confirms("3", later, "2"), confirms("4", inTime, "1")}, hyte.EntryReplaced, "2", "1 replaced "},
		"rejected, and confirmed after that":     {[]hyte.Received{answer("1", noon, "Aino"), {ID: "2", ReceivedAt: instant(later), Kind: hyte.ReceivedRejection, Rejects: "1"}, confirms("3", inTime, "1")}, hyte.EntryRejected, "", "1 rejected "},
		"one rejected, another one waits":        {[]hyte.Received{answer("1", noon, "Aino"), answer("2", later, "Eino"), {ID: "3", ReceivedAt: instant(later), Kind: hyte.ReceivedRejection, Rejects: "2"}}, hyte.EntryUnconfirmed, "", "1 unconfirmed 2 rejected "},
		"a withdrawal that nobody confirmed":     {[]hyte.Received{answer("1", noon, "Aino"), confirms("2", noon, "1"), says("3", later, hyte.ReceivedWithdrawal)}, hyte.EntryAnswered, "1", ""},
		"a withdrawal, confirmed":                {[]hyte.Received{answer("1", noon, "Aino"), confirms("2", noon, "1"), says("3", later, hyte.ReceivedWithdrawal), confirms("4", later, "3")}, hyte.EntryWithdrawn, "", "1 withdrawn "},
		"confirmed after the withdrawal":         {[]hyte.Received{answer("1", noon, "Aino"), says("2", later, hyte.ReceivedWithdrawal), confirms("3", later, "2"), confirms("4", inTime, "1")}, hyte.EntryWithdrawn, "", "1 withdrawn "},
		"a withdrawal alone":                     {[]hyte.Received{says("1", noon, hyte.ReceivedWithdrawal)}, hyte.EntryMissing, "", ""},
		"a refusal that nobody confirmed":        {[]hyte.Received{says("1", noon, hyte.ReceivedRefusal)}, hyte.EntryUnconfirmed, "", ""},
		"a refusal, confirmed":                   {[]hyte.Received{says("1", noon, hyte.ReceivedRefusal), confirms("2", later, "1")}, hyte.EntryDeclined, "", ""},
		"a refusal that the organizer noted":     {[]hyte.Received{note}, hyte.EntryDeclined, "", ""},
		"a change in mid-term":                   {[]hyte.Received{answer("1", noon, "Aino"), confirms("3", noon, "1"), change, confirms("4", after, "2")}, hyte.EntryReplaced, "2", "1 replaced "},
		"a change in mid-term, not confirmed":    {[]hyte.Received{answer("1", noon, "Aino"), confirms("3", noon, "1"), change}, hyte.EntryAnswered, "1", "2 unconfirmed "},
		"a confirmation that has not come yet":   {[]hyte.Received{answer("1", noon, "Aino"), confirms("2", "2025-01-01T00:00:00Z", "1")}, hyte.EntryUnconfirmed, "", "1 unconfirmed "},
		"two at one instant, one of them stands": {[]hyte.Received{answer("1", noon, "Aino"), answer("2", noon, "Eino"), confirms("3", later, "2")}, hyte.EntryAnswered, "2", "1 unconfirmed "},
	} {
		t.Run(name, func(t *testing.T) {
			roster := conformanceCalls(t)["confirmed"].Roster(c.received, instant("2024-12-01T00:00:00Z"))
			entry := entryOf(t, roster, hml)
			counted, others := "", ""
			if entry.Counted != nil {
				counted = entry.Counted.ID
			}
			for _, a := range entry.Others {
				others += fmt.Sprintf("%s %s ", a.ID, a.State)
			}
			if entry.Status != c.status || counted != c.counted || others != c.others {
				t.Errorf("%s, counted %q, others %q; want %s, %q, %q", entry.Status, counted, others, c.status, c.counted, c.others)
			}
			isMissing := false
			for _, e := range roster.Missing() {
				isMissing = isMissing || e.Nominator == hml
			}
			if want := c.status == hyte.EntryMissing || c.status == hyte.EntryUnconfirmed; isMissing != want {
				t.Errorf("to be reminded: %t, want %t", isMissing, want)
			}
		})
	}
}

// A confirmation says nothing where a call is open, but that the answer is its submitter's.
func TestConfirmationInAnOpenCall(t *testing.T) {
	call := conformanceCalls(t)["basic"]
	answer := hyte.Received{ID: "1", ReceivedAt: instant(noon), Nomination: nominationOf("municipality:109", personNamed("Aino"))}
	other := hyte.Received{ID: "2", ReceivedAt: instant(later), Nomination: nominationOf("municipality:109", personNamed("Eino"))}
	other.Nomination.Submitter.Email = "b@example.fi"
	confirmation := hyte.Received{ID: "3", ReceivedAt: instant(tooLate), Kind: hyte.ReceivedConfirmation, Confirms: "2"}
	e := entryOf(t, call.Roster([]hyte.Received{answer, other}, instant(after)), "municipality:109")
	if e.Counted.ID != "1" || !e.Contested {
		t.Errorf("before: %+v", e)
	}
	e = entryOf(t, call.Roster([]hyte.Received{answer, other, confirmation}, instant(after)), "municipality:109")
	if e.Counted.ID != "2" || e.Contested || !e.Counted.Confirmed {
		t.Errorf("after: %+v", e)
	}
	if n := len(e.Trail); n != 1 || e.Trail[0].Kind != hyte.ReceivedConfirmation || e.Trail[0].Concerns != "2" {
		t.Errorf("the trail is %+v", e.Trail)
	}
}
