package intake

import (
	"context"
	"crypto/sha256"
	"encoding/json"
	"strings"
	"sync"
	"time"

	"github.com/hytekit/hytekit/hyte"
)

// snapshot is what the records of a call say, read once for as long as their
// number stays the same. It does not change.
type snapshot struct {
	count    int64
	kept     []keptRecord // in order of arrival
	received []hyte.Received
	strange  []string  // ids of records that this version of the service cannot read
	latest   time.Time // the greatest time of arrival
	roster   *hyte.Roster
}

// keptRecord is a record without its document.
type keptRecord struct {
	id, key, nominator string
	receivedAt         time.Time
	sum                [sha256.Size]byte
}

// history reads the records of one call when there are new ones.
type history struct {
	call  *hyte.ResolvedCall
	store Store

	mu   sync.Mutex
	last *snapshot
}

// snapshot returns what has been received until now. Its errors are those of
// the store.
func (h *history) snapshot(ctx context.Context) (*snapshot, error) {
	h.mu.Lock()
	defer h.mu.Unlock()
	count, err := h.store.Count(ctx, h.call.Call.ID)
	if err != nil {
		return nil, err
	}
	if h.last != nil && h.last.count == count {
		return h.last, nil
	}
	next := &snapshot{count: count}
	for r, err := range h.store.Records(ctx, h.call.Call.ID) {
		if err != nil {
			return nil, err
		}
		next.add(r)
	}
	next.roster = h.call.Roster(next.received, next.latest)
	h.last = next
	return next, nil
}

func (s *snapshot) add(r Record) {
	s.kept = append(s.kept, keptRecord{r.ID, r.Key, r.Nominator, r.ReceivedAt, sha256.Sum256(r.Document)})
	if r.ReceivedAt.After(s.latest) {
		s.latest = r.ReceivedAt
	}
	if received, ok := readRecord(r); ok {
		s.received = append(s.received, received)
	} else {
		s.strange = append(s.strange, r.ID)
	}
}

// readRecord turns a record into what a roster is made of. The document of a
// nomination is the nomination, that of another kind a [hyte.Received] whose
// id and time are those of the record. A nomination counts although it breaks
// rules that the call did not have when it was received.
func readRecord(r Record) (received hyte.Received, ok bool) {
	if hyte.ReceivedKind(r.Kind) == hyte.KindNomination {
		received.Nomination, _ = hyte.DecodeNomination(r.Document)
		ok = received.Nomination != nil
	} else {
		ok = json.Unmarshal(r.Document, &received) == nil
	}
	received.ID, received.ReceivedAt, received.Kind = r.ID, r.ReceivedAt, hyte.ReceivedKind(r.Kind)
	return received, ok
}

// rosterAt is the roster at an instant. Who has answered does not depend on
// it unless something was received later, as after a clock was set back.
func (h *history) rosterAt(s *snapshot, at time.Time) *hyte.Roster {
	if at.Before(s.latest) {
		return h.call.Roster(s.received, at)
	}
	roster := *s.roster
	roster.At = at.In(hyte.Helsinki())
	return &roster
}

// find returns the record that a sender stored under a key with this very
// document.
func (s *snapshot) find(key string, document []byte) (keptRecord, bool) {
	for _, k := range s.kept {
		if k.key == key {
			return k, k.sum == sha256.Sum256(document)
		}
	}
	return keptRecord{}, false
}

// lastWithPrefix returns the latest record whose key begins with prefix.
func (s *snapshot) lastWithPrefix(prefix string) (last keptRecord, found bool) {
	for _, k := range s.kept {
		if strings.HasPrefix(k.key, prefix) {
			last, found = k, true
		}
	}
	return last, found
}
