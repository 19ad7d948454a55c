package roster

import (
	"cmp"
	"encoding/json"
	"iter"
	"slices"
	"sync"
	"time"

	"github.com/hytekit/hytekit/forms/intake"
	"github.com/hytekit/hytekit/hyte"
	"github.com/hytekit/hytekit/hyte/constraint"
)

// ledger is what is remembered of the answers to a call. What they say is read from the
// store where a page shows it.
type ledger struct {
	call    *hyte.ResolvedCall
	briefs  hyte.Briefs
	strange []string  // ids of records that this version of the service cannot read
	latest  time.Time // the greatest time of arrival
	index   *index
	shown   *making // nil while the ledger is open
}

// index is shared by all ledgers of a call: it may know of more than one of them has.
type index struct {
	mu       sync.Mutex
	arrivals *hyte.Arrivals
	counted  map[string]*hyte.Received // answers that may count now, by their ids
}

// Ledger implements [intake.Board].
func (b *roster) Ledger() intake.Ledger {
	return &ledger{call: b.call, index: &index{arrivals: b.call.Arrivals(), counted: map[string]*hyte.Received{}}}
}

// Next implements [intake.Ledger]. The briefs grow beyond what the closed ledger has of
// them.
func (l *ledger) Next() intake.Ledger {
	next := *l
	next.shown = nil
	return &next
}

// Add implements [intake.Ledger].
func (l *ledger) Add(r intake.Record) {
	received, ok := Read(r)
	l.add(r, &received, ok)
}

// AddRead implements [intake.Understanding].
func (l *ledger) AddRead(r intake.Record, document any) {
	received := &hyte.Received{}
	switch document := document.(type) {
	case *hyte.Nomination:
		received.Nomination = document
	case *hyte.Reply:
		received.Reply = document
	default:
		l.Add(r)
		return
	}
	note(received, r)
	l.add(r, received, true)
}

// add takes a record, and what it says if that can be read.
func (l *ledger) add(r intake.Record, received *hyte.Received, ok bool) {
	if r.ReceivedAt.After(l.latest) {
		l.latest = r.ReceivedAt
	}
	if !ok {
		l.strange = append(l.strange, r.ID)
		return
	}
	l.briefs = l.index.add(received)
}

// Close implements [intake.Ledger].
func (l *ledger) Close() { l.shown = &making{} }

// add returns the briefs of all that was added. An answer that counts takes the place of
// the one that counted before.
func (x *index) add(r *hyte.Received) hyte.Briefs {
	x.mu.Lock()
	defer x.mu.Unlock()
	if a, known := x.arrivals.Add(r); known && a.State == hyte.StateCounted {
		delete(x.counted, a.Before)
		if r.Nomination != nil || r.Reply != nil {
			x.counted[r.ID] = r
		}
	}
	return x.arrivals.Briefs()
}

// IDs implements [intake.Remembering].
func (l *ledger) IDs() iter.Seq[string] {
	return func(yield func(string) bool) {
		for i := range l.briefs {
			if !yield(l.briefs[i].ID()) {
				return
			}
		}
		slices.Values(l.strange)(yield)
	}
}

// place is that of a document of the ledger by its id.
func (l *ledger) place(id string) (place int, found bool) { return l.briefs.Place(id) }

// concerning are the briefs of an organization's documents, of what was decided about them,
// and of those who have answered in others' names, at places below the given one.
func (l *ledger) concerning(nominator string, below int) hyte.Briefs {
	return l.briefs.At(l.places(nominator, below))
}

func (l *ledger) places(nominator string, below int) []int {
	l.index.mu.Lock()
	defer l.index.mu.Unlock()
	return l.index.arrivals.Concerning(nominator, below)
}

// Read turns a record into what a roster is made of. The document of a
// nomination or reply that its sender brought is the answer itself, any other a [hyte.Received]
// whose id and time are those of the record. A nomination counts although it breaks
// rules that the call did not have when it was received.
func Read(r intake.Record) (received hyte.Received, ok bool) {
	switch kind := hyte.ReceivedKind(r.Kind); {
	case kind == hyte.ReceivedNomination && !r.Entered():
		received.Nomination, ok = decode[hyte.Nomination](hyte.NominationKind().Type(), r.Document)
	case kind == hyte.ReceivedReply && !r.Entered():
		received.Reply, ok = decode[hyte.Reply](hyte.ReplyKind().Type(), r.Document)
	default:
		ok = json.Unmarshal(r.Document, &received) == nil
	}
	note(&received, r)
	return received, ok
}

// note adds what the record says besides its document.
func note(received *hyte.Received, r intake.Record) {
	if received.EnteredBy != "" && !received.ReceivedAt.IsZero() { // it came before it was entered
		received.EnteredAt = r.ReceivedAt
	} else {
		received.ReceivedAt = r.ReceivedAt
	}
	received.ID, received.Kind = r.ID, hyte.ReceivedKind(r.Kind)
	received.Sequence = int(r.Sequence)
	received.Via = cmp.Or(received.Via, hyte.Via(r.Via))
	received.CallVersion = r.Version
	received.Confirmed = r.Confirmed
}

// Received are the documents that have come and the organizer's decisions about them, of the
// records of the store. What cannot be read is left out.
func (l *ledger) Received(records iter.Seq2[intake.Record, error]) ([]hyte.Received, error) {
	return readAll(records)
}

func readAll(records iter.Seq2[intake.Record, error]) (received []hyte.Received, err error) {
	for r, err := range records {
		if err != nil {
			return nil, err
		}
		if d, ok := Read(r); ok {
			received = append(received, d)
		}
	}
	return received, nil
}

// decode reads a document that was checked when it arrived: its rules are not asked again.
func decode[T any](of *constraint.Type, document []byte) (d *T, ok bool) {
	d = new(T)
	if of.Decode(document, d).NotJSON() {
		return nil, false
	}
	return d, true
}

// Unanswered implements [intake.Awaiting]. A withdrawal leaves nobody unheard. What came
// by a clock that was set back since counts, too.
func (l *ledger) Unanswered(at time.Time) []string {
	if at.Before(l.latest) {
		at = l.latest
	}
	outline, err := l.call.Outline(l.briefs, at, nil)
	if err != nil {
		panic("roster: " + err.Error()) // nothing is read
	}
	missing := outline.Missing()
	ids := make([]string, len(missing))
	for i := range missing {
		ids[i] = missing[i].Nominator
	}
	return ids
}
