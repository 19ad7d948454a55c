package roster_test

import (
	"encoding/json"
	"net/http"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/hytekit/hytekit/forms"
	"github.com/hytekit/hytekit/hyte"
	"github.com/hytekit/hytekit/hyte/reference"
)

// receipt is that of a record, as the API shows it.
func (w *world) receipt(id string) forms.Receipt {
	w.t.Helper()
	answer := w.do(http.MethodGet, "/api/v1/calls/"+callID+"/nominations/"+id, "", "", "")
	checkStatus(w.t, answer, http.StatusOK)
	var r forms.Receipt
	if err := json.Unmarshal(answer.Body.Bytes(), &r); err != nil {
		w.t.Fatal(err)
	}
	return r
}

// A receipt says what the answer did when it came, whatever came or was decided later.
func TestReceiptTellsWhatTheAnswerDid(t *testing.T) {
	const forssa = "municipality:061"
	w := newWorld(t)
	first := w.answer(open, forssa)
	stranger := w.answer(open.Add(time.Hour), forssa, named("Kerttu", "Kuvitelma"), bySomebodyElse)
	own := w.answer(open.Add(2*time.Hour), forssa, named("Eino", "Kuvitelma"))
	w.answer(open.Add(3*time.Hour), "municipality:109")
	w.now = open.Add(4 * time.Hour)
	checkStatus(t, w.post(rosterPath+"/accept/"+stranger), http.StatusSeeOther)
	again := w.answer(open.Add(5*time.Hour), forssa, named("Aino", "Kuvitelma"))

	want := func(id string, hours int) forms.Receipt {
		return forms.Receipt{ID: id, Reference: reference.Of(callID, id), ReceivedAt: open.Add(time.Duration(hours) * time.Hour), Status: hyte.EntryAnswered, Sender: forssa}
	}
	contested, replacing, displaced := want(stranger, 1), want(own, 2), want(again, 5)
	contested.Contested, displaced.Contested = true, true // by then the stranger's was in force
	replacing.Replaces = open
	for _, receipt := range []forms.Receipt{want(first, 0), contested, replacing, displaced} {
		if diff := cmp.Diff(receipt, w.receipt(receipt.ID)); diff != "" {
			t.Errorf("(-want +got)\n%s", diff)
		}
	}
	page := w.do(http.MethodGet, "/"+callID+"/fi/receipt/"+stranger, "", "", "")
	if !strings.Contains(text(parse(t, page)), "mutta se odottaa selvitystä") {
		t.Error("the page does not say that the answer is contested")
	}
}

// It counts who is missing, of an answer that counts.
func TestReceiptOfTooFew(t *testing.T) {
	w := newWorldOf(t, func(c *hyte.Call) {
		for i := range c.Seats {
			c.Seats[i].Representatives = &hyte.Quota{Min: 1, Max: 2, Expected: 2}
		}
	})
	r := w.receipt(w.answer(open, "municipality:061"))
	if r.Named != 1 || r.Expected != 2 {
		t.Errorf("%+v", r)
	}
	r = w.receipt(w.answer(open, "municipality:061", bySomebodyElse))
	if !r.Contested || r.Named != 0 || r.Expected != 0 {
		t.Errorf("of a contested one: %+v", r)
	}
}

// A change in mid-term is taken after the deadline where nothing else is, and is not
// late; where there is nothing to change, it is. Without a term it is not taken.
func TestReceiptOfAChange(t *testing.T) {
	w := newWorldOf(t, func(c *hyte.Call) {
		c.LateNominations, c.Body.Term = hyte.LateRefuse, &hyte.Term{From: "2021-06-01"}
	})
	w.answer(open, "municipality:061")
	later, inMidTerm := time.Date(2022, 1, 10, 10, 0, 0, 0, time.UTC), func(n *hyte.Nomination) { n.Change = &hyte.Change{From: "2022-01-01"} }
	checkStatus(t, w.send(later, "municipality:061", named("Eino", "Kuvitelma")), http.StatusForbidden)
	r := w.receipt(w.answer(later, "municipality:061", named("Eino", "Kuvitelma"), inMidTerm))
	if r.Status != hyte.EntryAnswered || !r.Replaces.Equal(open) {
		t.Errorf("%+v", r)
	}
	if r = w.receipt(w.answer(later, "municipality:109", inMidTerm)); r.Status != hyte.EntryLate {
		t.Errorf("of what changes nothing: %+v", r)
	}
	w = newWorldOf(t, func(c *hyte.Call) { c.LateNominations = hyte.LateRefuse })
	checkStatus(t, w.send(later, "municipality:061", inMidTerm), http.StatusForbidden)
}

// What an organization answers itself, beside a joint answer of another one, waits to
// be settled, and its sender hears that; the page says through whom it had answered.
func TestReceiptBesideAJointAnswer(t *testing.T) {
	const forssa = "municipality:061"
	w := newWorld(t)
	w.answer(open, "municipality:109", func(n *hyte.Nomination) { n.JointlyWith = []string{"Forssa"} })
	page := text(parse(t, w.get(rosterPath)))
	for _, want := range []string{"Vastannut yhdessä toisen kanssa", "Yhteinen vastaus: Hämeenlinna"} {
		if !strings.Contains(page, want) {
			t.Errorf("the page does not say %q", want)
		}
	}
	if r := w.receipt(w.answer(open.Add(time.Hour), forssa, named("Eino", "Kuvitelma"), bySomebodyElse)); !r.Contested {
		t.Errorf("%+v", r)
	}
	own := w.answer(open.Add(2*time.Hour), "municipality:082", bySomebodyElse)
	if r := w.receipt(own); r.Contested {
		t.Errorf("of one that nobody has answered for: %+v", r)
	}
	records := w.records()
	checkStatus(t, w.post(rosterPath+"/accept/"+records[1].ID), http.StatusSeeOther)
	if page := text(parse(t, w.get(rosterPath))); strings.Contains(page, "Toinen vastaus selvitettävänä") {
		t.Error("after it was settled, the page still says that it waits")
	}
}

// A joint answer in whose place its sender had answered anew by then keeps nobody waiting.
func TestReceiptAfterAJointAnswer(t *testing.T) {
	w := newWorld(t)
	w.answer(open, "municipality:109", func(n *hyte.Nomination) { n.JointlyWith = []string{"Forssa"} })
	w.answer(open.Add(time.Hour), "municipality:109")
	own := w.answer(open.Add(2*time.Hour), "municipality:061", named("Eino", "Kuvitelma"), bySomebodyElse)
	if r := w.receipt(own); r.Contested {
		t.Errorf("%+v", r)
	}
}
