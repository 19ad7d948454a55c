package roster

import (
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/hytekit/hytekit/forms"
	"github.com/hytekit/hytekit/forms/intake"
	"github.com/hytekit/hytekit/hyte"
)

// exampleBoard is the board of the example call.
func exampleBoard(t *testing.T) *roster {
	t.Helper()
	text, err := os.ReadFile(filepath.Join("..", "..", "..", "..", "examples", "kanta-hame-2021", "call.json"))
	if err != nil {
		t.Fatal(err)
	}
	call, _ := hyte.DecodeCall(text)
	resolved, violations := call.Resolve()
	if resolved == nil {
		t.Fatal(violations)
	}
	return New(resolved).(*roster)
}

// kept is a store.
type kept []intake.Record

func (all kept) Record(id string) (intake.Record, error) {
	for _, r := range all {
		if r.ID == id {
			return r, nil
		}
	}
	return intake.Record{}, intake.ErrNotFound
}

// arrived are answers of several organizations, some of them by others than before, some in
// the name of others, with what the organizer decided, and one that nobody can read.
func arrived(t *testing.T) (records kept) {
	t.Helper()
	senders := []string{"municipality:109", "municipality:061", "municipality:834", "municipality:082"}
	for n := range 30 {
		sender := senders[n*n%len(senders)]
		r := intake.Record{
			ID: fmt.Sprintf("id-%02d", n), Sequence: int64(n + 1), Sender: sender, Kind: string(hyte.ReceivedNomination),
			Key: fmt.Sprint("key", n), ReceivedAt: decidedAt.Add(time.Duration(n) * time.Minute),
		}
		answer := &hyte.Nomination{
			Call: "kanta-hame-hyte-2021", Nominator: sender, Consent: true, Language: "fi",
			Submitter:       &hyte.Submitter{GivenName: "Väinö", FamilyName: "Näyte", Email: fmt.Sprintf("vaino.nayte%d@example.fi", n%3)},
			Representatives: []hyte.Representative{{Person: &hyte.Person{GivenName: "Aino", FamilyName: "Esimerkki", Gender: hyte.GenderWoman}}},
		}
		if n%7 == 3 {
			answer.JointlyWith = []string{senders[(n+1)%len(senders)]}
		}
		var document any = answer
		switch {
		case n%8 == 5:
			r.Key, r.Kind = `"decision:`+r.Key, string(hyte.ReceivedAcceptance)
			document = &hyte.Received{Kind: hyte.ReceivedAcceptance, Accepts: fmt.Sprintf("id-%02d", n-1), By: "Helmi Esimerkki"}
		case n == 20:
			document = []string{}
		}
		var err error
		if r.Document, err = json.Marshal(document); err != nil {
			t.Fatal(err)
		}
		records = append(records, r)
	}
	return records
}

// A ledger that has grown record by record, of which it was told what they say, says what one
// says that was filled at once and has read them; and the earlier ones go on saying what they
// said.
func TestLedgerGrows(t *testing.T) {
	b := exampleBoard(t)
	records := arrived(t)
	filled := func(n int) *ledger {
		l := b.Ledger()
		for _, r := range records[:n] {
			l.Add(r)
		}
		l.Close()
		return l.(*ledger)
	}
	grown := []*ledger{filled(0)}
	for _, r := range records {
		next := grown[len(grown)-1].Next()
		if is, ok := Read(r); ok && is.Nomination != nil {
			next.(intake.Understanding).AddRead(r, is.Nomination)
		} else {
			next.Add(r)
		}
		next.Close()
		grown = append(grown, next.(*ledger))
	}
	told := 0
	for n, got := range grown { // all of them have grown by now
		want := filled(n)
		pages := [2]*page{}
		for i, l := range []*ledger{want, got} {
			var err error
			if pages[i], err = l.now(records, l.latest); err != nil {
				t.Fatal(err)
			}
		}
		if diff := cmp.Diff(pages[0], pages[1], cmp.AllowUnexported(page{})); diff != "" {
			t.Fatalf("the roster of %d records (-at once +grown)\n%s", n, diff)
		}
		if diff := cmp.Diff(want.strange, got.strange); diff != "" {
			t.Fatalf("what cannot be read of %d records (-at once +grown)\n%s", n, diff)
		}
		for i, r := range records {
			receipts := [2]forms.Receipt{{ID: r.ID}, {ID: r.ID}}
			var displaced []string
			if place, found := want.place(r.ID); found { // these make a roster for whatever they tell
				want.tellByRoster(&receipts[0], place)
				displaced = want.displacedByRoster(r.ID, place)
			}
			got.Tell(&receipts[1])
			if diff := cmp.Diff(receipts[0], receipts[1]); diff != "" {
				t.Fatalf("the receipt of record %d among %d (-at once +grown)\n%s", i, n, diff)
			}
			if diff := cmp.Diff(displaced, got.Displaced(r.ID)); diff != "" {
				t.Fatalf("what record %d displaced among %d (-at once +grown)\n%s", i, n, diff)
			}
			if i >= n && receipts[1] != (forms.Receipt{ID: r.ID}) {
				t.Fatalf("a ledger of %d records tells of record %d", n, i)
			}
			if receipts[1] != (forms.Receipt{ID: r.ID}) {
				told++
			}
		}
	}
	if told == 0 {
		t.Error("no receipt told anything")
	}
}
