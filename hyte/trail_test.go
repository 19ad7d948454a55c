package hyte_test

import (
	"fmt"
	"testing"

	"github.com/hytekit/hytekit/hyte"
)

// The trail says who decided what and why, also what no longer holds.
func TestTrail(t *testing.T) {
	const hml = "municipality:109"
	stranger := nominationOf(hml, personNamed("Eino"))
	stranger.Submitter.Email = "eino@example.fi"
	by := func(r hyte.Received) hyte.Received {
		r.By, r.Reason = "Helmi Mallikas", "Asia on selvitetty."
		return r
	}
	received := []hyte.Received{
		{ID: "1", ReceivedAt: instant(noon), Nomination: nominationOf(hml, personNamed("Aino"))},
		{ID: "2", ReceivedAt: instant(later), Nomination: stranger},
		by(hyte.Received{ID: "3", ReceivedAt: instant("2024-10-03T12:00:00Z"), Kind: hyte.ReceivedAcceptance, Accepts: "2"}),
		by(hyte.Received{ID: "4", ReceivedAt: instant("2024-10-04T12:00:00Z"), Kind: hyte.ReceivedUndo, Undoes: "3"}),
		by(hyte.Received{ID: "5", ReceivedAt: instant("2024-10-05T12:00:00Z"), Kind: hyte.ReceivedRejection, Rejects: "2"}),
		{ID: "6", ReceivedAt: instant("2024-10-06T12:00:00Z"), Kind: hyte.ReceivedWithdrawal, Nominator: hml, Via: hyte.ViaForm},
		{ID: "7", ReceivedAt: instant("2024-10-07T12:00:00Z"), Kind: hyte.ReceivedWithdrawal, Nominator: hml, Via: hyte.ViaMail, EnteredBy: "Onni Mallikas", Reason: "Henkilö vaihtuu."},
		by(hyte.Received{ID: "8", ReceivedAt: instant("2024-10-08T12:00:00Z"), Kind: hyte.ReceivedUndo, Undoes: "7"}),
		by(hyte.Received{ID: "9", ReceivedAt: instant("2024-10-09T12:00:00Z"), Kind: hyte.ReceivedAcceptance, Accepts: "of another organization"}),
	}
	const settled = " by Helmi Mallikas: Asia on selvitetty."
	for _, c := range []struct {
		at      string
		status  hyte.EntryStatus
		counted string
		trail   []string
	}{
		{noon, hyte.EntryAnswered, "1", nil},
		{later, hyte.EntryAnswered, "1 contested", nil},
		{"2024-10-03T12:00:00Z", hyte.EntryReplaced, "2", []string{"acceptance of 2" + settled}},
		{"2024-10-04T12:00:00Z", hyte.EntryAnswered, "1 contested", []string{"acceptance of 2" + settled + " undone", "undo of 3" + settled}},
		{"2024-10-05T12:00:00Z", hyte.EntryAnswered, "1", []string{"acceptance of 2" + settled + " undone", "undo of 3" + settled, "rejection of 2" + settled}},
		{"2024-10-06T12:00:00Z", hyte.EntryAnswered, "1 contested", []string{
			"acceptance of 2" + settled + " undone", "undo of 3" + settled, "rejection of 2" + settled, "withdrawal of  by :  contested",
		}},
		{"2024-10-07T12:00:00Z", hyte.EntryWithdrawn, "", []string{
			"acceptance of 2" + settled + " undone", "undo of 3" + settled, "rejection of 2" + settled, "withdrawal of  by : ", "withdrawal of  by Onni Mallikas: Henkilö vaihtuu.",
		}},
		{"2024-10-09T12:00:00Z", hyte.EntryAnswered, "1 contested", []string{
			"acceptance of 2" + settled + " undone", "undo of 3" + settled, "rejection of 2" + settled, "withdrawal of  by :  contested",
			"withdrawal of  by Onni Mallikas: Henkilö vaihtuu. undone", "undo of 7" + settled,
		}},
	} {
		e := entryOf(t, conformanceCalls(t)["basic"].Roster(received, instant(c.at)), hml)
		counted := ""
		if e.Counted != nil {
			counted = e.Counted.ID
		}
		if e.Contested {
			counted += " contested"
		}
		var steps []string
		for _, s := range e.Trail {
			step := fmt.Sprintf("%s of %s by %s: %s", s.Kind, s.Concerns, s.By, s.Reason)
			if s.Contested {
				step += " contested"
			}
			if s.Undone {
				step += " undone"
			}
			steps = append(steps, step)
		}
		if e.Status != c.status || counted != c.counted || fmt.Sprint(steps) != fmt.Sprint(c.trail) {
			t.Errorf("at %s: %s, %q, %q; want %s, %q, %q", c.at, e.Status, counted, steps, c.status, c.counted, c.trail)
		}
	}
}

// What came on paper counts from when it came; a time of arrival can be corrected.
func TestTimeOfArrival(t *testing.T) {
	const hml = "municipality:109"
	paper := hyte.Received{
		ID: "1", ReceivedAt: instant(noon), EnteredAt: instant(after), EnteredBy: "Helmi Mallikas", Via: hyte.ViaPaper, Sequence: 9,
		Nomination: nominationOf(hml, personNamed("Aino")),
	}
	form := hyte.Received{ID: "2", ReceivedAt: instant(later), Sequence: 3, Nomination: nominationOf(hml, personNamed("Eino"))}
	call := conformanceCalls(t)["basic"]
	if e := entryOf(t, call.Roster([]hyte.Received{paper, form}, instant(later)), hml); len(e.Others) != 0 {
		t.Errorf("before it was entered there is %+v", e.Others)
	}
	e := entryOf(t, call.Roster([]hyte.Received{paper, form}, instant(after)), hml)
	if e.Counted == nil || e.Counted.ID != "2" || len(e.Others) != 1 || e.Others[0].Via != hyte.ViaPaper || e.Others[0].EnteredBy == "" || e.Others[0].EnteredAt.IsZero() {
		t.Errorf("what came first on paper counts: %+v, %+v", e.Counted, e.Others)
	}
	late := hyte.Received{ID: "3", ReceivedAt: instant(tooLate), Nomination: nominationOf(hml, personNamed("Aura"))}
	correction := hyte.Received{ID: "4", ReceivedAt: instant(after), Kind: hyte.ReceivedCorrection, Corrects: "3", ArrivedAt: instant("2024-10-15T20:00:00+03:00")}
	e = entryOf(t, call.Roster([]hyte.Received{form, late, correction}, instant(after)), hml)
	if e.Counted == nil || e.Counted.ID != "3" || !e.Counted.ReceivedAt.Equal(correction.ArrivedAt) || len(e.Trail) != 1 || !e.Trail[0].ArrivedAt.Equal(correction.ArrivedAt) {
		t.Errorf("the corrected time of arrival says nothing: %+v", e)
	}
}
