package intake_test

import (
	"context"
	"crypto/rand"
	"iter"
	"net/http"
	"strings"
	"testing"
	"time"

	"github.com/hytekit/hytekit/forms/intake"
	"github.com/hytekit/hytekit/forms/intake/kinds"
	"github.com/hytekit/hytekit/internal/firstkind"
)

// afterAYear is a year and a day after the example call's deadline.
var afterAYear = time.Date(2022, 1, 17, 9, 0, 0, 0, time.UTC)

// purgeDue lets the service purge what is due at the instant.
func (w *world) purgeDue(at time.Time) {
	w.t.Helper()
	w.clock.Set(at)
	if err := w.service.PurgeDue(w.t.Context()); err != nil {
		w.t.Fatal(err)
	}
}

func withRetention(rules ...intake.Retention) func(*intake.Config) {
	return func(c *intake.Config) { c.Retention = rules }
}

// TestPurgeWhenDue: contacts go a year after the deadline, and not before; the page of a
// service that has read them shows them no more, and receipts and the list stay.
func TestPurgeWhenDue(t *testing.T) {
	w := newWorld(t, withRetention(intake.Retention{Keep: "list", Months: 12}))
	id := w.answer(open, "municipality:109")
	receipt := w.get(firstkind.Path + "/" + id).Body.String()
	cookie := w.login()
	contact, name := "aino.esimerkki@example.fi", "Esimerkki"
	shown := func() string {
		return w.get(rosterPath, cookie...).Body.String() + w.get(receivedPath, cookie...).Body.String()
	}
	if before := shown(); !strings.Contains(before, contact) {
		t.Fatal("the contact is not shown before")
	}
	due := "Henkilötiedot poistetaan"
	if before := shown(); !strings.Contains(before, due) || !strings.Contains(before, "Jäljelle jäävät nimettyjen henkilöiden nimet") {
		t.Error("the board does not say beforehand what is purged")
	}
	w.purgeDue(afterAYear.AddDate(0, 0, -3))
	if purges, err := w.store.Purges(t.Context(), callID); err != nil || len(purges) > 0 {
		t.Fatalf("%v purges before they are due, error %v", purges, err)
	}
	w.purgeDue(afterAYear)
	cookie = w.login()
	switch after := shown(); {
	case strings.Contains(after, contact):
		t.Error("the contact is shown after it was purged")
	case !strings.Contains(after, name):
		t.Error("the list of members has gone, too")
	case strings.Contains(after, due) || !strings.Contains(after, "Henkilötietoja on poistettu") || !strings.Contains(after, "asiakirjoja 1"):
		t.Error("the board does not say afterwards what was purged")
	}
	if again := w.get(firstkind.Path + "/" + id).Body.String(); again != receipt {
		t.Errorf("the receipt was\n%sand is\n%s", receipt, again)
	}
	w.purgeDue(afterAYear.AddDate(0, 1, 0))
	if purges, err := w.store.Purges(t.Context(), callID); err != nil || len(purges) != 1 || purges[0].Records != 1 {
		t.Errorf("%v purges, error %v; want one, as nothing was left for a second one", purges, err)
	}
	if log := w.log.String(); !strings.Contains(log, "documents that were due are purged") || strings.Contains(log, contact) {
		t.Errorf("the log:\n%s", log)
	}
}

// countedReadings counts how often all records are read.
type countedReadings struct {
	intake.Store
	records *int
}

func (s countedReadings) Records(ctx context.Context, inquiry string) iter.Seq2[intake.Record, error] {
	*s.records++
	return s.Store.Records(ctx, inquiry)
}

// TestPurgeReadsAgainOnlyWhatIsNew: where nothing was left to purge, the records are read
// again once more have come.
func TestPurgeReadsAgainOnlyWhatIsNew(t *testing.T) {
	readings := 0
	w := newWorld(t, withRetention(intake.Retention{Keep: "nothing", Months: 0}), func(c *intake.Config) {
		c.Store = countedReadings{c.Store, &readings}
	})
	w.answer(open, "municipality:109")
	w.purgeDue(afterAYear) // purges
	w.purgeDue(afterAYear) // finds nothing
	if readings != 2 {
		t.Fatalf("%d readings, want 2", readings)
	}
	for range 3 {
		w.purgeDue(afterAYear)
	}
	if readings != 2 {
		t.Errorf("%d readings though nothing had come since", readings)
	}
	w.answer(open, "municipality:061")
	w.purgeDue(afterAYear)
	purges, err := w.store.Purges(t.Context(), callID)
	if err != nil || len(purges) != 2 || readings != 3 {
		t.Errorf("%d readings and %v purges, error %v; want 3 and two: an answer has come since", readings, purges, err)
	}
}

// TestPurgeElsewhere: a service notices that another process has purged.
func TestPurgeElsewhere(t *testing.T) {
	w := newWorld(t)
	w.answer(open, "municipality:109")
	cookie := w.login()
	if !strings.Contains(w.get(rosterPath, cookie...).Body.String(), "Esimerkki") {
		t.Fatal("the person is not shown before")
	}
	all := kinds.All()
	p, err := all.PlanPurge(t.Context(), w.store, callID, "nothing", open, rand.Reader)
	if err != nil || len(p.Documents) != 1 {
		t.Fatalf("%d documents, error %v", len(p.Documents), err)
	}
	if err := w.store.Purge(t.Context(), p); err != nil {
		t.Fatal(err)
	}
	page := w.get(rosterPath, cookie...)
	checkStatus(t, page, http.StatusOK)
	if strings.Contains(page.Body.String(), "Esimerkki") {
		t.Error("the board shows a person that was purged")
	}
}

// TestRetentionIsChecked: each mistake in the rules is an error when the service starts.
func TestRetentionIsChecked(t *testing.T) {
	for want, rule := range map[string]intake.Retention{
		"is none of list, nothing": {Keep: "some", Months: 1},
		"write months":             {Keep: "list", Months: -1},
		"is not served":            {Keep: "list", Months: 1, Inquiry: "other"},
	} {
		w := newWorld(t)
		_, err := intake.New(t.Context(), intake.Config{
			Store: w.store, Inquiries: calls(firstkind.Inquiry(t)), Kinds: kinds.All(), Retention: []intake.Retention{rule},
		})
		if err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%+v: error %v, want %q", rule, err, want)
		}
	}
}

// TestReducerKnowsEveryKind: there is a rule for what stays of each kind of document.
func TestReducerKnowsEveryKind(t *testing.T) {
	all := kinds.All()
	for i := range all.Responses {
		name := all.Responses[i].Form.Document.Name()
		for _, keep := range all.Reducer.Keeps {
			if _, err := all.Reducer.Reduce([]intake.Record{{Kind: name, Document: []byte(`{}`)}}, keep, strings.ToLower); err != nil {
				t.Errorf("%s, %s: %v", name, keep, err)
			}
		}
	}
}
