package storetest_test

import (
	"bytes"
	"cmp"
	"context"
	"errors"
	"fmt"
	"iter"
	"slices"
	"strings"
	"sync"
	"time"

	"github.com/hytekit/hytekit/forms/intake"
)

// A fault is one way in which memory breaks the contract; "" is none.
type fault string

// data is what several stores share.
type data struct {
	mu       sync.Mutex
	records  []intake.Record
	added    int64 // how many records
	secrets  map[string][]byte
	versions []intake.Version
	purges   map[string][]intake.Purged
	readings int
	spoiled  []string // texts; what contains one cannot be read
	refusing bool     // every write
	refused  bool     // the last write
	people
}

// memory is a store without a disk. It shows that the contract can be met by
// something other than SQL, and with a fault, that the contract notices.
type memory struct {
	*data
	fault  fault
	own    int64 // records that this store has added
	closed bool
}

func (m *memory) has(f fault) bool { return m.fault == f }

func (m *memory) ready(ctx context.Context) error {
	if err := ctx.Err(); err != nil && !m.has("ignores the context") {
		return err
	}
	if m.closed && !m.has("works when closed") {
		return intake.ErrUnavailable
	}
	return nil
}

// writing is ready for those who write.
func (m *memory) writing(ctx context.Context) error {
	err := m.ready(ctx)
	if err == nil {
		m.refused = m.refusing || m.has("stays unwell") && m.refused
	}
	if err == nil && m.refusing && !m.has("pretends to write") {
		err = intake.ErrNotWritable
	}
	return err
}

func (m *memory) readable(r intake.Record) bool {
	return m.sound(r.ID) && m.sound(r.Key) && m.sound(string(r.Document))
}

func (m *memory) sound(text string) bool {
	return !slices.ContainsFunc(m.spoiled, func(s string) bool { return strings.Contains(text, s) })
}

func (m *memory) Append(ctx context.Context, r intake.Record) (intake.Record, bool, error) {
	return m.append(ctx, r, func() bool { return false })
}

func (m *memory) AppendAfter(ctx context.Context, r intake.Record, count int64) (intake.Record, bool, error) {
	return m.append(ctx, r, func() bool {
		n := int64(0)
		for _, e := range m.records {
			if e.Inquiry == r.Inquiry {
				n++
			}
		}
		return n != count && !m.has("adds after any count")
	})
}

func (m *memory) append(ctx context.Context, r intake.Record, overtaken func() bool) (intake.Record, bool, error) {
	m.mu.Lock()
	defer m.mu.Unlock()
	return m.appendLocked(ctx, r, overtaken)
}

func (m *memory) appendLocked(ctx context.Context, r intake.Record, overtaken func() bool) (intake.Record, bool, error) {
	if err := m.writing(ctx); err != nil {
		return intake.Record{}, false, err
	}
	if err := r.Check(); err != nil && !m.has("takes invalid records") {
		return intake.Record{}, false, err
	}
	for i, e := range m.records {
		sameInquiry := e.Inquiry == r.Inquiry || m.has("mixes the inquiries' keys")
		if !m.readable(e) {
			if m.has("adds beside what it cannot read") {
				continue
			}
			return intake.Record{}, false, intake.ErrDamaged
		}
		if sameInquiry && e.Key == r.Key && !m.has("ignores keys") {
			return m.repeat(i, r)
		}
		if e.ID == r.ID && !m.has("takes an id twice") {
			return intake.Record{}, false, intake.ErrIDTaken
		}
	}
	if overtaken() {
		return intake.Record{}, false, intake.ErrOvertaken
	}
	if m.has("decides without a lock") || m.has("counts without a lock") {
		m.mu.Unlock()
		time.Sleep(time.Millisecond)
		m.mu.Lock()
	}
	return m.insert(r), true, nil
}

func (m *memory) repeat(i int, r intake.Record) (intake.Record, bool, error) {
	earlier := m.records[i]
	switch {
	case bytes.Equal(earlier.Document, r.Document):
		return independent(earlier), false, nil
	case m.has("overwrites"):
		m.records[i] = r
		return r, true, nil
	case m.has("tells the document"):
		return intake.Record{}, false, fmt.Errorf("%w: %s", intake.ErrKeyReused, r.Document)
	}
	return intake.Record{}, false, intake.ErrKeyReused
}

func (m *memory) insert(r intake.Record) intake.Record {
	m.added++
	r.Sequence = m.added
	if m.has("counts by itself") {
		m.own++
		r.Sequence = m.own
	}
	switch m.fault {
	case "rounds times":
		r.ReceivedAt = r.ReceivedAt.Truncate(time.Second)
	case "cleans text":
		r.Document = []byte(strings.ToValidUTF8(string(r.Document), "?"))
	case "cuts documents":
		r.Document = r.Document[:min(len(r.Document), 1<<20)]
	}
	if m.has("shows a later one first") { // as where records are committed in another order than that of their sequences
		m.mu.Unlock()
		time.Sleep(time.Duration(m.added%3) * time.Millisecond)
		m.mu.Lock()
		at, _ := slices.BinarySearchFunc(m.records, r.Sequence, func(e intake.Record, s int64) int { return cmp.Compare(e.Sequence, s) })
		m.records = slices.Insert(m.records, at, independent(r))
		return independent(r)
	}
	if m.has("keeps the caller's slice") {
		m.records = append(m.records, r)
		return r
	}
	if m.has("puts the latest first") {
		m.records = slices.Insert(m.records, 0, independent(r))
	} else {
		m.records = append(m.records, independent(r))
	}
	return independent(r)
}

func (m *memory) Find(ctx context.Context, id string) (intake.Record, error) {
	m.mu.Lock()
	defer m.mu.Unlock()
	if err := m.ready(ctx); err != nil {
		return intake.Record{}, err
	}
	for _, r := range m.records {
		switch {
		case r.ID != id:
		case m.readable(r):
			return independent(r), nil
		case !m.has("finds nothing where it cannot read"):
			return intake.Record{}, intake.ErrDamaged
		}
	}
	if m.has("finds what is not there") {
		return intake.Record{}, nil
	}
	return intake.Record{}, intake.ErrNotFound
}

func (m *memory) Keyed(ctx context.Context, inquiry, from, below string) (intake.Record, error) {
	m.mu.Lock()
	defer m.mu.Unlock()
	if err := m.ready(ctx); err != nil {
		return intake.Record{}, err
	}
	if m.has("takes keys for the same that begin alike") {
		below = from + "\x7f"
	}
	var last intake.Record
	for _, r := range m.records {
		if !m.readable(r) {
			return intake.Record{}, intake.ErrDamaged
		}
		if r.Inquiry == inquiry && from <= r.Key && r.Key < below && r.Sequence > last.Sequence {
			last = independent(r)
		}
	}
	if last.ID == "" {
		return intake.Record{}, intake.ErrNotFound
	}
	return last, nil
}

func (m *memory) Records(ctx context.Context, inquiry string) iter.Seq2[intake.Record, error] {
	return m.reading(ctx, inquiry, -1)
}

func (m *memory) After(ctx context.Context, inquiry string, sequence int64) iter.Seq2[intake.Record, error] {
	return m.reading(ctx, inquiry, sequence)
}

func (m *memory) reading(ctx context.Context, inquiry string, after int64) iter.Seq2[intake.Record, error] {
	return func(yield func(intake.Record, error) bool) {
		records, err := m.snapshot(ctx, inquiry, after)
		for i, r := range records {
			if err = ctx.Err(); err != nil && !m.has("reads on after the context") {
				break
			}
			if !m.readable(r) {
				if m.has("loses the read error") && i > 0 || m.has("loses the first read error") {
					break
				}
				if m.has("leaves out what it cannot read") {
					continue
				}
				err = intake.ErrDamaged
				break
			}
			if !yield(independent(r), nil) {
				if !m.has("leaks readings") {
					m.release()
				}
				return
			}
		}
		m.release()
		if err != nil {
			yield(intake.Record{}, err)
		}
	}
}

func (m *memory) snapshot(ctx context.Context, inquiry string, after int64) (records []intake.Record, err error) {
	m.mu.Lock()
	defer m.mu.Unlock()
	m.readings++
	if err := m.ready(ctx); err != nil {
		return nil, err
	}
	limited := m.has("holds a connection") || m.has("leaks readings")
	if limited && m.readings > 8 {
		return nil, errors.New("too many readings")
	}
	for _, r := range m.records {
		if r.Inquiry == inquiry && (r.Sequence > after || r.Sequence == after && m.has("reads from a sequence on")) {
			records = append(records, r)
		}
	}
	switch m.fault {
	case "sorts by id":
		slices.SortFunc(records, func(a, b intake.Record) int { return cmp.Compare(a.ID, b.ID) })
	case "reads one page":
		records = records[:min(len(records), 256)]
	}
	return records, nil
}

func (m *memory) release() {
	m.mu.Lock()
	defer m.mu.Unlock()
	m.readings--
}

func (m *memory) Count(ctx context.Context, inquiry string) (int64, error) {
	m.mu.Lock()
	defer m.mu.Unlock()
	var n int64
	for _, r := range m.records {
		if r.Inquiry == inquiry && (m.readable(r) || !m.has("counts what it can read")) {
			n++
		}
	}
	return n, m.ready(ctx)
}

func (m *memory) Ping(ctx context.Context) error {
	m.mu.Lock()
	defer m.mu.Unlock()
	err := m.ready(ctx)
	switch {
	case err != nil || m.has("is always well"):
		return err
	case len(m.spoiled) > 0:
		return intake.ErrDamaged
	case m.refused:
		return intake.ErrNotWritable
	}
	return nil
}

func (m *memory) Close() error {
	m.mu.Lock()
	defer m.mu.Unlock()
	m.closed = true
	if m.has("loses all at the end") {
		m.records = nil
	}
	return nil
}

// independent returns the record with a document of its own.
func independent(r intake.Record) intake.Record {
	r.Document = bytes.Clone(r.Document)
	return r
}
