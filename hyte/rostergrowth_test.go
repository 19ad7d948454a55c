package hyte_test

import (
	"fmt"
	"testing"
	"time"

	"github.com/hytekit/hytekit/hyte"
)

// crowd are the answers of all organizations of the call, each with as many
// persons, who all have one name or all different ones, and contacts of their
// own.
func crowd(call *hyte.ResolvedCall, persons int, oneName bool) []hyte.Received {
	var received []hyte.Received
	for i, nominator := range call.Nominators {
		n := nominationOf(nominator.ID)
		for j := range persons {
			p := personNamed("Aino")
			p.Email = fmt.Sprintf("aino%d.%d@example.fi", i, j)
			if !oneName {
				p.GivenName = fmt.Sprintf("Aino %d %d", i, j)
			}
			n.Representatives = append(n.Representatives, hyte.Representative{Person: p})
		}
		received = append(received, hyte.Received{ID: fmt.Sprint(i), ReceivedAt: instant(noon), Nomination: n})
	}
	return received
}

// Persons of one name cost about what persons of different names do. By the
// square of their number it would be hundreds of times as much.
func TestRosterOfEqualNamesIsQuick(t *testing.T) {
	call := everyRegion(t)
	least := func(received []hyte.Received) time.Duration {
		best := time.Hour
		for range 3 {
			start := time.Now()
			call.Roster(received, instant(after))
			best = min(best, time.Since(start))
		}
		return best
	}
	different, equal := least(crowd(call, 25, false)), least(crowd(call, 25, true))
	if ratio := float64(equal) / float64(different); ratio > 5 {
		t.Errorf("equal names take %v, different ones %v: %.1f times as long", equal, different, ratio)
	}
}

// However many persons two organizations have in common, it is said once; and
// however many organizations name one person, once for each.
func TestSamePersonIsSaidOnce(t *testing.T) {
	call := everyRegion(t)
	received := crowd(call, 20, true)
	for _, r := range received {
		for i := range r.Nomination.Representatives {
			r.Nomination.Representatives[i].Person.Email = fmt.Sprintf("aino%d@example.fi", i)
		}
	}
	said := 0
	for _, v := range call.Roster(received, instant(after)).Violations {
		if v.Rule == string(hyte.RuleRosterSamePerson) {
			said++
		}
	}
	if want := len(call.Nominators) - 1; said != want {
		t.Errorf("said %d times, not %d", said, want)
	}
}

func BenchmarkRosterOfNames(b *testing.B) {
	call := everyRegion(b)
	for _, persons := range []int{25, 100} {
		for name, oneName := range map[string]bool{"different": false, "equal": true} {
			received := crowd(call, persons, oneName)
			b.Run(fmt.Sprintf("%dx%d/%s", len(call.Nominators), persons, name), func(b *testing.B) {
				b.ReportAllocs()
				for b.Loop() {
					call.Roster(received, instant(after))
				}
			})
		}
	}
}

// What one organization sends again and again, and what is decided about it, takes
// time that grows as the number of documents does.
func TestRosterOfManyDocumentsIsQuick(t *testing.T) {
	call := conformanceCalls(t)["basic"]
	least := func(count int) time.Duration {
		received := disputed(count)
		best := time.Hour
		for range 3 {
			start := time.Now()
			call.Roster(received, instant("2025-01-01T00:00:00Z"))
			best = min(best, time.Since(start))
		}
		return best
	}
	few, many := least(1000), least(8000)
	if ratio := float64(many) / float64(few); ratio > 24 {
		t.Errorf("%v for a thousand documents, %v for eight thousand: %.1f times as long", few, many, ratio)
	}
}

// disputed are answers of one organization from two senders, and the organizer's
// decisions about them, of which every other one is undone.
func disputed(count int) []hyte.Received {
	var received []hyte.Received
	add := func(r hyte.Received) string {
		r.ID, r.Sequence = fmt.Sprint(len(received)), len(received)+1
		r.ReceivedAt = instant(noon).Add(time.Duration(len(received)/3) * time.Second)
		received = append(received, r)
		return r.ID
	}
	for i := 0; len(received) < count; i++ {
		n := nominationOf("municipality:109", personNamed(fmt.Sprint("a", i)))
		n.Submitter.Email = fmt.Sprintf("sender%d@example.fi", i%2)
		id := add(hyte.Received{Nomination: n})
		switch i % 3 {
		case 0:
			id = add(hyte.Received{Kind: hyte.ReceivedAcceptance, Accepts: id})
		case 1:
			id = add(hyte.Received{Kind: hyte.ReceivedRejection, Rejects: id})
		}
		if i%4 == 0 {
			add(hyte.Received{Kind: hyte.ReceivedUndo, Undoes: id})
		}
	}
	return received
}
