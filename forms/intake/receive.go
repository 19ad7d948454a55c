package intake

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"strings"
	"time"

	"github.com/hytekit/hytekit/hyte"
	"github.com/hytekit/hytekit/hyte/constraint"
)

// rejection is why a document was not kept.
type rejection struct {
	reason     reason
	kind       *taken // of the document; nil where it is known from elsewhere
	violations hyte.Violations
	event      string        // of security, of a crowd
	wait       time.Duration // of a crowd
}

type reason int

const (
	notNow    reason = iota + 1 // the inquiry is not open; the violation says why
	notJSON                     // no JSON document at all
	notRight                    // breaks rules
	keyReused                   // the key belongs to another document
	noRoom                      // there is room for so many only, and they have come
	notTheirs                   // the personal link is another organization's
	crowd                       // too many come at once
)

func (r *rejection) Error() string { return fmt.Sprintf("intake: rejected for reason %d", r.reason) }

// patience is how long the store may take over one document.
const patience = 20 * time.Second

// arriving is a document that has arrived, and the key under which it is kept.
type arriving struct {
	kind     *taken
	document []byte
	key      string
}

// receive keeps a document that has arrived in full at the instant, and returns
// what is kept once the store has it for good. The same document under the same
// key is the same record, also after the deadline: its sender has not seen the
// first receipt. Errors are a *rejection or those of the store.
//
// From here on the sender may hang up: what has arrived is kept. Whoever calls wakes those
// who deliver, once for all that belongs together.
func (s *Service) receive(ctx context.Context, g guest, a arriving, via hyte.Via, at time.Time) (kept Record, added bool, err error) {
	all, are, err := s.receiveAll(ctx, g, []arriving{a}, via, at)
	if err != nil {
		return Record{}, false, err
	}
	return all[0], are[0], nil
}

// receiveAll is receive for documents that came together: they are kept at one moment, and
// none is where one is rejected. Where there is room for so many only, the place is taken
// first: others may be after it.
func (s *Service) receiveAll(ctx context.Context, g guest, all []arriving, via hyte.Via, at time.Time) (kept []Record, added []bool, err error) {
	ctx, cancel := context.WithTimeout(context.WithoutCancel(ctx), patience)
	defer cancel()
	kept, added = make([]Record, len(all)), make([]bool, len(all))
	read := make([]any, len(all))
	for i, a := range all {
		if kept[i], read[i], err = s.examine(ctx, g, a, via, at); err != nil {
			return nil, nil, err
		}
	}
	var fresh []Record
	var places []int
	for i, a := range all {
		_, limits := a.kind.limiter()
		switch {
		case read[i] == nil: // it is there already
		case limits || len(all) == 1:
			if kept[i], added[i], err = s.keepWithin(ctx, a.kind, read[i], kept[i]); err != nil {
				return nil, nil, err
			}
		default:
			fresh, places = append(fresh, kept[i]), append(places, i)
		}
	}
	if len(fresh) == 0 {
		return kept, added, nil
	}
	stored, are, err := s.keepAll(ctx, fresh)
	if err != nil {
		return nil, nil, err
	}
	for n, i := range places {
		kept[i], added[i] = stored[n], are[n]
	}
	return kept, added, nil
}

// examine makes the record of a document that is to be kept, and returns the document as the
// kind's struct; nil where the record is there already, from before the deadline. The errors
// are those of receive.
func (s *Service) examine(ctx context.Context, g guest, a arriving, via hyte.Via, at time.Time) (r Record, read any, err error) {
	at = at.UTC().Truncate(time.Microsecond)
	k := a.kind
	read, violations, closed := k.judge(a.document, at)
	switch {
	case len(closed) > 0:
		earlier, found, err := s.withKey(ctx, k, a.key)
		if err != nil {
			return Record{}, nil, err
		}
		if !found || earlier.Kind != k.name() || !bytes.Equal(earlier.Document, k.kept(a.document, read, via)) {
			return Record{}, nil, &rejection{reason: notNow, kind: k, violations: closed}
		}
		return earlier, nil, nil
	case read == nil:
		return Record{}, nil, &rejection{reason: notJSON, kind: k, violations: violations}
	case violations.Invalid():
		return Record{}, nil, &rejection{reason: notRight, kind: k, violations: violations}
	case g.sender != "" && k.Sender != nil && k.sender(read) != g.sender:
		return Record{}, nil, &rejection{reason: notTheirs}
	}
	sender := strings.Clone(k.sender(read)) // who counts it must not hold the whole document
	if event, wait := s.crowded(ctx, k, sender, g.sender != "", at); wait > 0 {
		return Record{}, nil, &rejection{reason: crowd, event: event, wait: wait}
	}
	return Record{
		Inquiry: k.by.id(), Kind: k.name(), Sender: sender,
		ReceivedAt: at, Key: a.key, Document: k.kept(a.document, read, via),
		Via: string(via), Version: k.by.versions.now(), Verdict: string(k.verdict(at)), Confirmed: g.sender != "",
	}, read, nil
}

// withKey is what was received under a key for the inquiry of a kind, if anything was.
func (s *Service) withKey(ctx context.Context, k *taken, key string) (Record, bool, error) {
	from, below := ExactKey(key)
	return s.keyed(ctx, k.by.id(), from, below)
}

// judge reads a document, and says why none is taken now if that is so.
func (k *taken) judge(document []byte, at time.Time) (read any, violations, closed hyte.Violations) {
	read, violations = k.by.inquiry.Program(k.Form.Document).Read(document, at)
	closed = k.closed(at)
	if k.window().Changes && read != nil && hyte.ClosedBy(violations) == 0 {
		closed = nil // it may come at any time
	}
	return read, violations, closed
}

// keepWithin keeps a document if there is room for it. Of several at once those get the last
// places that come first: the store tells when another one has come in between, and then
// the ledger is asked again.
func (s *Service) keepWithin(ctx context.Context, k *taken, read any, r Record) (kept Record, added bool, err error) {
	limiter, limits := k.limiter()
	store, notices := s.config.Store.(Overtaken)
	if !limits || !notices {
		return s.keepRead(ctx, k, read, r)
	}
	select { // in this process they wait for each other, so that few are overtaken
	case k.by.turn <- struct{}{}:
		defer func() { <-k.by.turn }()
	case <-ctx.Done():
		return Record{}, false, ctx.Err()
	}
	for {
		past, err := k.by.history.snapshot(ctx)
		if err != nil {
			return Record{}, false, err
		}
		if full := limiter.Refuse(past.ledger, k.Form.Document, read); full.Invalid() {
			_, there, err := s.withKey(ctx, k, r.Key)
			if err != nil {
				return Record{}, false, err
			}
			if !there { // else it has its place already, or is another document's key
				return Record{}, false, &rejection{reason: noRoom, kind: k, violations: full}
			}
		}
		kept, added, err = s.keepBy(ctx, r, func(ctx context.Context, r Record) (Record, bool, error) {
			return store.AppendAfter(ctx, r, past.count)
		})
		if !errors.Is(err, ErrOvertaken) {
			return kept, added, err
		}
	}
}

// keepRead appends a record, and has its ledger know what the document says.
func (s *Service) keepRead(ctx context.Context, k *taken, read any, r Record) (kept Record, added bool, err error) {
	known := &k.by.history.understood
	if k.by.understands && k.Kept == nil {
		known.expect(r, read)
	}
	kept, added, err = s.keepBy(ctx, r, s.config.Store.Append)
	if !added {
		known.take(r)
	}
	return kept, added, err
}

// read is the document as the kind's struct, whatever is wrong with it; nil if it is no
// JSON.
func (k *taken) read(document []byte) any {
	read, _ := k.by.inquiry.Program(k.Form.Document).Read(document, time.Time{})
	return read
}

// kept is what is kept of a document. It stands within others where it is shown.
func (k *taken) kept(document []byte, read any, via hyte.Via) []byte {
	if k.Kept == nil || read == nil {
		return constraint.WithoutMark(document)
	}
	return k.Kept(read, via)
}

// keep appends a record under a new id, and wakes who delivers.
func (s *Service) keep(ctx context.Context, r Record) (kept Record, added bool, err error) {
	kept, added, err = s.keepBy(ctx, r, s.config.Store.Append)
	if added {
		s.kept()
	}
	return kept, added, err
}

func (s *Service) keepBy(ctx context.Context, r Record, add func(context.Context, Record) (Record, bool, error)) (kept Record, added bool, err error) {
	if err := s.enter(ctx, &r); err != nil {
		return Record{}, false, err
	}
	kept, added, err = add(ctx, r)
	if err = s.entered(r, kept, added, err); err != nil {
		return Record{}, false, err
	}
	return kept, added, nil
}

// keepAll appends records at one moment, each under a new id.
func (s *Service) keepAll(ctx context.Context, records []Record) (kept []Record, added []bool, err error) {
	for i := range records {
		if err := s.enter(ctx, &records[i]); err != nil {
			return nil, nil, err
		}
	}
	if kept, added, err = s.config.Store.AppendAll(ctx, records); err != nil {
		return nil, nil, s.entered(Record{}, Record{}, false, err)
	}
	for i := range records {
		if err := s.entered(records[i], kept[i], added[i], nil); err != nil {
			return nil, nil, err
		}
	}
	return kept, added, nil
}

// enter gives a record its id, before it is appended.
func (s *Service) enter(ctx context.Context, r *Record) (err error) {
	r.ID, err = NewRecordID(r.ReceivedAt, s.config.Random)
	s.clock.look(ctx, r.ReceivedAt)
	return err
}

// entered notes how appending a record has ended, and returns the error as a *rejection
// where its sender is to hear it. The same text can be two kinds of documents.
func (s *Service) entered(r, kept Record, added bool, err error) error {
	if errors.Is(err, ErrKeyReused) || err == nil && kept.Kind != r.Kind {
		return &rejection{reason: keyReused}
	}
	if added {
		s.config.Observer.Kept(r.Inquiry, r.Kind)
	}
	return err
}
