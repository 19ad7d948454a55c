package hyte_test

import (
	"encoding/base32"
	"encoding/binary"
	"fmt"
	"runtime"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/hytekit/hytekit/hyte"
	"pgregory.net/rapid"
)

// An outline into which the documents are read again is the roster of the documents.
func TestOutlineIsTheRoster(t *testing.T) {
	calls := conformanceCalls(t)
	at := instant("2030-01-01T00:00:00Z")
	rapid.Check(t, func(t *rapid.T) {
		call := calls[rapid.SampledFrom(callsDrawn).Draw(t, "call")]
		received := anyReceived().Draw(t, "received")
		byID := map[string]*hyte.Received{}
		var unique []hyte.Received
		arrivals := call.Arrivals()
		for i := range received {
			r := received[i]
			r.Sequence = i + 1
			if byID[r.ID] != nil { // as in no store
				continue
			}
			if r.Nomination != nil && rapid.IntRange(0, 4).Draw(t, "joint") == 4 {
				n := *r.Nomination
				n.JointlyWith = []string{rapid.SampledFrom([]string{"municipality:109", "municipality:061", "Forssa"}).Draw(t, "with")}
				r.Nomination = &n
			}
			unique = append(unique, r)
			byID[r.ID] = &unique[len(unique)-1]
			arrivals.Add(&r)
		}
		for i := range unique {
			byID[unique[i].ID] = &unique[i]
		}
		want := call.Roster(unique, at)
		got, err := call.Outline(arrivals.Briefs(), at, func(ids []string) (map[string]*hyte.Received, error) {
			for i, id := range ids {
				if slices.Contains(ids[i+1:], id) {
					t.Fatalf("%q is asked for twice", id)
				}
			}
			return byID, nil
		})
		if err != nil {
			t.Fatal(err)
		}
		read := func(answers []hyte.Answer) {
			for i := range answers {
				answers[i].Read(byID[answers[i].ID])
			}
		}
		for i := range got.Nominators {
			e := &got.Nominators[i]
			read(e.Others)
			for j := range e.Trail {
				if s := &e.Trail[j]; s.Kind == hyte.ReceivedWithdrawal || s.Kind == hyte.ReceivedRefusal {
					s.Read(byID[s.ID])
				}
			}
		}
		read(got.Unlisted)
		if diff := cmp.Diff(want, got); diff != "" {
			t.Fatalf("(-roster +outline)\n%s", diff)
		}
		bare, err := call.Outline(arrivals.Briefs(), at, nil)
		if err != nil {
			t.Fatal(err)
		}
		for i := range want.Nominators {
			w, b := &want.Nominators[i], &bare.Nominators[i]
			if w.Status != b.Status || w.Open != b.Open || w.Contested != b.Contested || len(w.Others) != len(b.Others) || len(w.Trail) != len(b.Trail) {
				t.Fatalf("%s: %+v, without documents %+v", w.Nominator, w, b)
			}
		}
	})
}

// What is remembered of a document is little, and does not grow with what it says.
func TestBriefsAreSmall(t *testing.T) {
	call := conformanceCalls(t)["basic"]
	remembered := func(count, persons int) uint64 {
		arrivals := call.Arrivals()
		before := heap()
		for i := range count {
			n := nominationOf(call.Nominators[i%len(call.Nominators)].ID)
			for j := range persons {
				n.Representatives = append(n.Representatives, hyte.Representative{Person: personNamed(fmt.Sprint("Aino ", i, j))})
			}
			r := hyte.Received{
				ID: plainID(i), Kind: hyte.ReceivedNomination, Via: hyte.ViaForm, Sequence: i + 1,
				ReceivedAt: instant(noon), Nomination: n,
			}
			arrivals.Add(&r)
		}
		grown := heap() - before
		if len(arrivals.Briefs()) != count {
			t.Fatalf("%d briefs of %d documents", len(arrivals.Briefs()), count)
		}
		return grown
	}
	const count = 20_000
	for _, persons := range []int{1, 20} {
		if each := remembered(count, persons) / count; each > 200 {
			t.Errorf("with %d persons, %d bytes a document are remembered", persons, each)
		}
	}
}

// plainID is one as the service makes them.
func plainID(n int) string {
	id := binary.BigEndian.AppendUint64(make([]byte, 8), uint64(n))
	return strings.ToLower(base32.StdEncoding.WithPadding(base32.NoPadding).EncodeToString(id))
}

// heap is how many bytes are in use.
func heap() uint64 {
	var m runtime.MemStats
	runtime.GC()
	runtime.GC()
	runtime.ReadMemStats(&m)
	return m.HeapAlloc
}

// BenchmarkOutline is the roster of a call that its organizations have answered again and
// again.
func BenchmarkOutline(b *testing.B) {
	call := conformanceCalls(b)["basic"]
	byID := map[string]*hyte.Received{}
	arrivals := call.Arrivals()
	const documents = 100_000
	for i := range documents {
		n := nominationOf(call.Nominators[i%len(call.Nominators)].ID, personNamed(fmt.Sprint("Aino ", i)))
		r := &hyte.Received{ID: plainID(i), Kind: hyte.ReceivedNomination, Sequence: i + 1, ReceivedAt: instant(noon), Nomination: n}
		byID[r.ID] = r
		arrivals.Add(r)
	}
	b.ReportAllocs()
	for b.Loop() {
		if _, err := call.Outline(arrivals.Briefs(), instant(after), func([]string) (map[string]*hyte.Received, error) { return byID, nil }); err != nil {
			b.Fatal(err)
		}
	}
}
