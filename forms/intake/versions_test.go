package intake_test

import (
	"log/slog"
	"net/http"
	"strings"
	"testing"
	"time"

	"github.com/hytekit/hytekit/forms"
	"github.com/hytekit/hytekit/forms/intake"
	"github.com/hytekit/hytekit/forms/intake/kinds"
	"github.com/hytekit/hytekit/hyte"
	"github.com/hytekit/hytekit/internal/firstkind"
	"github.com/hytekit/hytekit/internal/testservice"
)

// again starts another service on the store of a world, with the call changed.
func (w *world) again(change ...func(*hyte.Call)) {
	w.t.Helper()
	var err error
	w.log = new(testservice.Log)
	w.service, err = intake.New(w.t.Context(), intake.Config{
		Store: w.store, Inquiries: calls(firstkind.Inquiry(w.t, change...)), Kinds: kinds.All(),
		Now: w.clock.Now, Logger: slog.New(slog.NewJSONHandler(w.log, nil)),
	})
	if err != nil {
		w.t.Fatal(err)
	}
}

func endsBefore(c *hyte.Call)  { c.Deadline = &hyte.Deadline{Date: "2021-01-08"} }
func takesLate(c *hyte.Call)   { c.LateNominations = hyte.LateRecord }
func otherID(c *hyte.Call)     { c.ID = "renamed-2021" }
func withoutSeat(c *hyte.Call) { c.Seats = c.Seats[:1] }

// TestReceiptOutlivesChanges: a receipt says the same after each change of the call.
func TestReceiptOutlivesChanges(t *testing.T) {
	w := newWorld(t, withCall(t, takesLate))
	given := w.postJSON(firstkind.JSON(t, "municipality:109"))
	checkStatus(t, given, http.StatusCreated)
	receipt := decode[forms.Receipt](t, given)
	// Another one's answer for the same organization is to be settled.
	other := strings.ReplaceAll(firstkind.JSON(t, "municipality:109"), "example.fi", "other.example.fi")
	contested := decode[forms.Receipt](t, w.postJSON(other))
	if receipt.Status != hyte.EntryAnswered || !contested.Contested {
		t.Fatalf("receipts %+v and %+v; want one in time and one to be settled", receipt, contested)
	}
	addresses := []string{firstkind.Path + "/" + receipt.ID, firstkind.Path + "/" + contested.ID}
	var before []string
	for _, address := range addresses {
		before = append(before, w.get(address).Body.String())
	}
	for name, change := range map[string]func(*hyte.Call){
		"the deadline is before the answers": func(c *hyte.Call) { takesLate(c); endsBefore(c) },
		"a seat less":                        withoutSeat,
	} {
		w.again(change)
		for n, address := range addresses {
			if after := w.get(address).Body.String(); after != before[n] {
				t.Errorf("%s: the receipt was\n%sand is\n%s", name, before[n], after)
			}
		}
		if log := w.log.String(); !strings.Contains(log, "the inquiry has changed") || !strings.Contains(log, `"inquiry":"`+callID+`"`) {
			t.Errorf("%s: the log does not say that the call has changed:\n%s", name, log)
		}
	}
	if log := w.log.String(); strings.Contains(log, "example.fi") {
		t.Errorf("the log holds a value of the call:\n%s", log)
	}
	w.again(takesLate)
	w.again(takesLate)
	if log := w.log.String(); strings.Contains(log, "has changed") {
		t.Errorf("the log says that the same call has changed:\n%s", log)
	}
}

// TestRecordsNameTheirVersion: each record says under which version of the call it came.
func TestRecordsNameTheirVersion(t *testing.T) {
	w := newWorld(t)
	checkStatus(t, w.postJSON(firstkind.JSON(t, "municipality:109")), http.StatusCreated)
	w.again(withoutSeat)
	checkStatus(t, w.postForm(formPath, filled("municipality:165")), http.StatusSeeOther)
	versions, err := w.store.VersionsOf(t.Context(), callID)
	if err != nil || len(versions) != 2 {
		t.Fatalf("%d versions, error %v; want 2", len(versions), err)
	}
	for n, r := range w.records() {
		if r.Version != versions[n].ID || r.Via != [...]string{"api", "form"}[n] || r.Verdict != string(hyte.EntryAnswered) {
			t.Errorf("record %d: version %q, via %q, verdict %q", n, r.Version, r.Via, r.Verdict)
		}
	}
	board := w.get("/admin/"+callID, w.login()...).Body.String()
	if !strings.Contains(board, "Muutettu viimeksi") {
		t.Errorf("the board does not say that the call has changed")
	}
}

// TestRecordsOfNoInquiry: who renames a call is told what was received under its old id.
func TestRecordsOfNoInquiry(t *testing.T) {
	w := newWorld(t)
	checkStatus(t, w.postJSON(firstkind.JSON(t, "municipality:109")), http.StatusCreated)
	w.again(otherID)
	if log := w.log.String(); !strings.Contains(log, "an inquiry that is not served") || !strings.Contains(log, `"inquiry":"`+callID+`","records":1`) {
		t.Errorf("the log does not tell of the records:\n%s", log)
	}
}

// TestClockBehind: a clock that was set back is said once, while it runs and at the start,
// and the answer that came last is the last one.
func TestClockBehind(t *testing.T) {
	const said = "the clock is behind"
	w := newWorld(t)
	checkStatus(t, w.postForm(formPath, filled("municipality:109")), http.StatusSeeOther)
	w.clock.Set(open.Add(-10 * time.Minute))
	values := filled("municipality:109")
	values.Set("token", "aaaabbbbccccddddeeeeffff33")
	for range 2 {
		checkStatus(t, w.postForm(formPath, values), http.StatusSeeOther)
	}
	if n := strings.Count(w.log.String(), said); n != 1 {
		t.Errorf("it is said %d times that the clock is behind, want 1", n)
	}
	if all := w.records(); len(all) != 2 || all[0].ReceivedAt != open {
		t.Errorf("%d records, the first one not that which came first", len(all))
	}
	w.clock.Set(open.Add(-time.Hour))
	w.again()
	if !strings.Contains(w.log.String(), said) {
		t.Error("a start does not say that the clock is behind")
	}
}
