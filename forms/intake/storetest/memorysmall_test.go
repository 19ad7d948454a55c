package storetest_test

import (
	"bytes"
	"cmp"
	"context"
	"maps"
	"slices"
	"time"

	"github.com/hytekit/hytekit/forms/intake"
)

func (m *memory) AppendAll(ctx context.Context, records []intake.Record) (kept []intake.Record, added []bool, err error) {
	m.mu.Lock()
	defer m.mu.Unlock()
	if err := intake.CheckAll(records); err != nil && !m.has("takes an id twice in one go") {
		return nil, nil, err
	}
	var refused error
	for i, r := range records {
		if i > 0 && m.has("adds one after another") {
			m.mu.Unlock()
			time.Sleep(time.Millisecond)
			m.mu.Lock()
		}
		k, is, err := m.appendLocked(ctx, r, func() bool { return false })
		if refused = cmp.Or(refused, err); refused != nil && m.has("stops at what it refuses") {
			break
		}
		kept, added = append(kept, k), append(added, is || m.has("tells all of a page as new"))
	}
	if refused != nil {
		return nil, nil, refused
	}
	return kept, added, nil
}

func (m *memory) Inquiries(ctx context.Context) (map[string]int64, error) {
	m.mu.Lock()
	defer m.mu.Unlock()
	counts := map[string]int64{}
	for _, r := range m.records {
		if !m.readable(r) && !m.has("counts what it can read") {
			return nil, intake.ErrDamaged
		}
		counts[r.Inquiry]++
	}
	if m.has("knows one inquiry") && len(m.records) > 0 {
		counts = map[string]int64{m.records[0].Inquiry: int64(len(m.records))}
	}
	return counts, m.ready(ctx)
}

func (m *memory) Newest(ctx context.Context) (intake.Record, error) {
	m.mu.Lock()
	defer m.mu.Unlock()
	if err := m.ready(ctx); err != nil {
		return intake.Record{}, err
	}
	if len(m.records) == 0 {
		return intake.Record{}, intake.ErrNotFound
	}
	newest := slices.MaxFunc(m.records, func(a, b intake.Record) int {
		if m.has("goes by the clock") {
			return a.ReceivedAt.Compare(b.ReceivedAt)
		}
		return cmp.Compare(a.Sequence, b.Sequence)
	})
	if !m.readable(newest) {
		return intake.Record{}, intake.ErrDamaged
	}
	return independent(newest), nil
}

func (m *memory) AddVersion(ctx context.Context, v intake.Version) (intake.Version, bool, error) {
	m.mu.Lock()
	defer m.mu.Unlock()
	if err := cmp.Or(m.writing(ctx), v.Check()); err != nil {
		return intake.Version{}, false, err
	}
	for _, earlier := range slices.Backward(m.versions) {
		if earlier.Inquiry != v.Inquiry && !m.has("mixes the inquiries' versions") {
			continue
		}
		if earlier.ID == v.ID {
			return apart(earlier), false, nil
		}
		if !m.has("forgets that a version came again") {
			break
		}
	}
	m.versions = append(m.versions, apart(v))
	return v, true, nil
}

func (m *memory) VersionsOf(ctx context.Context, inquiry string) ([]intake.Version, error) {
	m.mu.Lock()
	defer m.mu.Unlock()
	var versions []intake.Version
	for _, v := range m.versions {
		if v.Inquiry == inquiry {
			versions = append(versions, apart(v))
		}
	}
	return versions, m.ready(ctx)
}

func (m *memory) Purge(ctx context.Context, p intake.Purge) error {
	m.mu.Lock()
	defer m.mu.Unlock()
	if err := cmp.Or(m.writing(ctx), p.Check()); err != nil {
		return err
	}
	places := map[int64]int{}
	for i, r := range m.records {
		if r.Inquiry == p.Inquiry {
			places[r.Sequence] = i
		}
	}
	for seq := range p.Documents {
		if _, found := places[seq]; !found && !m.has("purges what it finds") {
			return intake.ErrNotFound
		}
	}
	for seq, document := range p.Documents {
		if i, found := places[seq]; found && !m.has("purges in vain") {
			m.records[i].Document = bytes.Clone(document)
		}
	}
	if m.purges == nil {
		m.purges = map[string][]intake.Purged{}
	}
	m.purges[p.Inquiry] = append(m.purges[p.Inquiry], intake.Purged{At: p.At, Keep: p.Keep, Records: len(p.Documents)})
	return nil
}

func (m *memory) Purges(ctx context.Context, inquiry string) ([]intake.Purged, error) {
	m.mu.Lock()
	defer m.mu.Unlock()
	return slices.Clone(m.purges[inquiry]), m.ready(ctx)
}

func (m *memory) Secret(ctx context.Context, name string) ([]byte, error) {
	m.mu.Lock()
	defer m.mu.Unlock()
	if err := m.ready(ctx); err != nil {
		return nil, err
	}
	value, ok := m.secrets[name]
	if !m.sound(name) && !m.has("forgets secrets") {
		return nil, intake.ErrDamaged
	}
	if !ok || !m.sound(name) {
		return nil, intake.ErrNotFound
	}
	return bytes.Clone(value), nil
}

func (m *memory) AddSecret(ctx context.Context, name string, value []byte) ([]byte, bool, error) {
	m.mu.Lock()
	defer m.mu.Unlock()
	if err := cmp.Or(m.writing(ctx), m.checkSecret(name, value)); err != nil {
		return nil, false, err
	}
	if !m.sound(name) && !m.has("adds over a secret that it cannot read") {
		return nil, false, intake.ErrDamaged
	}
	if earlier, ok := m.secrets[name]; ok && m.sound(name) && !m.has("adds a secret twice") {
		return bytes.Clone(earlier), false, nil
	}
	if m.has("decides without a lock") {
		m.mu.Unlock()
		time.Sleep(time.Millisecond)
		m.mu.Lock()
	}
	m.secrets[name] = bytes.Clone(value)
	return bytes.Clone(value), true, nil
}

func (m *memory) Versioned(ctx context.Context) ([]string, error) {
	m.mu.Lock()
	defer m.mu.Unlock()
	var ids []string
	for _, v := range m.versions {
		ids = append(ids, v.Inquiry)
	}
	slices.Sort(ids)
	if !m.has("lists an inquiry as often as it has versions") {
		ids = slices.Compact(ids)
	}
	return ids, m.ready(ctx)
}

func (m *memory) SecretNames(ctx context.Context) ([]string, error) {
	m.mu.Lock()
	defer m.mu.Unlock()
	if m.has("hides its secrets' names") {
		return nil, m.ready(ctx)
	}
	return slices.Sorted(maps.Keys(m.secrets)), m.ready(ctx)
}

func (m *memory) ReplaceSecret(ctx context.Context, name string, value []byte) error {
	m.mu.Lock()
	defer m.mu.Unlock()
	if err := cmp.Or(m.writing(ctx), m.checkSecret(name, value)); err != nil {
		return err
	}
	if _, ok := m.secrets[name]; ok && m.has("never replaces") {
		return nil
	}
	m.secrets[name] = bytes.Clone(value)
	return nil
}

func (m *memory) checkSecret(name string, value []byte) error {
	if m.has("takes any secret") {
		return nil
	}
	return intake.CheckSecret(name, value)
}

// apart returns the version with a document of its own.
func apart(v intake.Version) intake.Version {
	v.Document = bytes.Clone(v.Document)
	return v
}
