package roster

import (
	"encoding/json"
	"fmt"
	"runtime"
	"testing"
	"time"

	"github.com/hytekit/hytekit/forms/intake"
	"github.com/hytekit/hytekit/hyte"
)

// Of organizations that answer again and again little is remembered, whether their answers
// displace each other or are contested, and also while the roster is looked at. Answers of
// a kilobyte each would be five times as much.
func TestLedgerStaysSmall(t *testing.T) {
	const most = 200 // bytes a record
	for name, submitters := range map[string]int{"displaced": 1, "contested": 1000} {
		l, all := exampleBoard(t).Ledger(), &lately{}
		l.Close()
		l = growBy(t, l, all, 5000, submitters)
		before := heap()
		const more = 20_000
		l = growBy(t, l, all, more, submitters)
		if each := int64(heap()-before) / more; each > most {
			t.Errorf("%s: %d bytes a record", name, each)
		}
		if p, err := l.(*ledger).now(all, decidedAt.AddDate(1, 0, 0)); err != nil || p.others["municipality:109"] != (5000+more)/2-1 {
			t.Errorf("%s: the roster knows of %d answers, error %v", name, p.others["municipality:109"], err)
		}
	}
}

// growBy adds answers of two organizations, each to a ledger of its own, as when each is
// asked for its receipt.
func growBy(t *testing.T, l intake.Ledger, all *lately, count, submitters int) intake.Ledger {
	t.Helper()
	for range count {
		next := l.Next()
		next.Add(all.add(t, submitters))
		next.Close()
		l = next
		if all.n%5000 == 0 {
			if _, err := l.(*ledger).now(all, decidedAt.AddDate(1, 0, 0)); err != nil {
				t.Fatal(err)
			}
		}
	}
	return l
}

// lately is a store that makes each record when it is asked for.
type lately struct{ n, submitters int }

func (s *lately) add(t *testing.T, submitters int) intake.Record {
	t.Helper()
	s.n, s.submitters = s.n+1, submitters
	return s.make(s.n)
}

// make makes the nth. Its submitter is one of several, in turn.
func (s *lately) make(n int) intake.Record {
	sender := []string{"municipality:109", "municipality:061"}[n%2]
	document, err := json.Marshal(&hyte.Nomination{
		Call: "kanta-hame-hyte-2021", Nominator: sender, Consent: true, Language: "fi",
		Submitter:           &hyte.Submitter{GivenName: "Väinö", FamilyName: "Näyte", Email: fmt.Sprintf("vaino.nayte%d@example.fi", n%s.submitters)},
		Representatives:     []hyte.Representative{{Person: &hyte.Person{GivenName: "Aino", FamilyName: fmt.Sprint("Esimerkki ", n), Gender: hyte.GenderWoman}}},
		GenderBalanceReason: fmt.Sprintf("%0800d", n),
	})
	if err != nil {
		panic(err)
	}
	id, err := intake.NewID(numbered(n))
	if err != nil {
		panic(err)
	}
	return intake.Record{
		ID: id, Sequence: int64(n), Sender: sender, Kind: string(hyte.ReceivedNomination), Via: string(hyte.ViaForm),
		Key: id, ReceivedAt: decidedAt.Add(time.Duration(n) * time.Second), Document: document,
	}
}

func (s *lately) Record(id string) (intake.Record, error) {
	for n := s.n; n > 0; n-- { // of those that are shown most are late
		if r, err := intake.NewID(numbered(n)); err == nil && r == id {
			return s.make(n), nil
		}
	}
	return intake.Record{}, intake.ErrNotFound
}

// numbered gives the bytes of a number for random ones.
type numbered int

func (n numbered) Read(p []byte) (int, error) {
	clear(p)
	for i := range 8 {
		p[i] = byte(n >> (8 * i))
	}
	return len(p), nil
}

func heap() uint64 {
	var m runtime.MemStats
	runtime.GC()
	runtime.GC()
	runtime.ReadMemStats(&m)
	return m.HeapAlloc
}
