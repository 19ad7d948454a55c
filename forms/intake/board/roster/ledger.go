package roster

import (
	"cmp"
	"encoding/json"
	"slices"
	"sync"
	"time"

	"github.com/hytekit/hytekit/forms/intake"
	"github.com/hytekit/hytekit/hyte"
	"github.com/hytekit/hytekit/hyte/constraint"
)

// ledger is the answers to a call and the roster that they make.
type ledger struct {
	call     *hyte.ResolvedCall
	received []hyte.Received
	senders  []string            // of those, or of whom the organizer decided about
	told     []told              // of those
	strange  []string            // ids of records that this version of the service cannot read
	latest   time.Time           // the greatest time of arrival
	roster   func() *hyte.Roster // at that time, without secrets; made when it is asked for
	index    *index
}

// index leads to what was received by its place. All ledgers of a call share it: it may
// know of more than one of them has.
type index struct {
	mu       sync.RWMutex
	byID     map[string]int
	bySender map[string][]int
	joint    []int // answers in the name of others, too
	arrivals *hyte.Arrivals
}

// told is what a document meant on arrival, if that is known without a roster.
type told struct {
	hyte.Arrival
	known bool
}

// Ledger implements [intake.Board].
func (b *roster) Ledger() intake.Ledger {
	return &ledger{call: b.call, index: &index{
		byID: map[string]int{}, bySender: map[string][]int{}, arrivals: b.call.Arrivals(),
	}}
}

// Next implements [intake.Ledger]. The slices grow beyond what the closed ledger has of
// their arrays, and only those of one ledger do.
func (l *ledger) Next() intake.Ledger {
	next := *l
	next.roster = nil
	return &next
}

// Add implements [intake.Ledger].
func (l *ledger) Add(r intake.Record) {
	if r.ReceivedAt.After(l.latest) {
		l.latest = r.ReceivedAt
	}
	received, ok := Read(r)
	if !ok {
		l.strange = append(l.strange, r.ID)
		return
	}
	of := l.index.add(len(l.received), r.Sender, &received)
	l.received, l.senders, l.told = append(l.received, received), append(l.senders, r.Sender), append(l.told, of)
}

// Close implements [intake.Ledger].
func (l *ledger) Close() {
	l.roster = sync.OnceValue(func() *hyte.Roster { return l.at(l.latest) })
}

// Received are the documents that have come and the organizer's decisions about them, in
// order of arrival, but for records that cannot be read.
func (l *ledger) Received() []hyte.Received { return slices.Clip(l.received) }

func (x *index) add(place int, sender string, r *hyte.Received) (of told) {
	x.mu.Lock()
	defer x.mu.Unlock()
	x.byID[r.ID] = place
	x.bySender[sender] = append(x.bySender[sender], place)
	if isJoint(r) {
		x.joint = append(x.joint, place)
	}
	of.Arrival, of.known = x.arrivals.Add(r)
	return of
}

// place is that of a document of the ledger by its id.
func (l *ledger) place(id string) (place int, found bool) {
	l.index.mu.RLock()
	defer l.index.mu.RUnlock()
	place, found = l.index.byID[id]
	return place, found && place < len(l.received)
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
	return received, ok
}

// decode reads a document that was checked when it arrived: its rules are not asked again.
func decode[T any](of *constraint.Type, document []byte) (d *T, ok bool) {
	d = new(T)
	if of.Decode(document, d).NotJSON() {
		return nil, false
	}
	return d, true
}

// at is the roster at an instant, without secrets.
func (l *ledger) at(at time.Time) *hyte.Roster {
	return l.call.Roster(l.received, at).WithoutSecrets()
}
