package storetest_test

import (
	"bytes"
	"cmp"
	"context"
	"slices"
	"time"

	"github.com/hytekit/hytekit/forms/intake"
)

// people is what several stores share of the organizer's people.
type people struct {
	sessions []intake.Session
	audit    []intake.AuditEntry
	revoked  map[[2]string]time.Time
}

func (m *memory) find(key []byte) int {
	return slices.IndexFunc(m.sessions, func(s intake.Session) bool { return bytes.Equal(s.Key, key) })
}

func (m *memory) AddSession(ctx context.Context, s intake.Session, forget time.Time) error {
	m.mu.Lock()
	defer m.mu.Unlock()
	if err := m.writing(ctx); err != nil {
		return err
	}
	if err := s.Check(); err != nil && !m.has("takes any session") {
		return err
	}
	if m.find(s.Key) >= 0 {
		return intake.ErrInvalid
	}
	if !m.has("never forgets sessions") {
		m.sessions = slices.DeleteFunc(m.sessions, func(s intake.Session) bool { return s.OpenedAt.Before(forget) })
	}
	if m.has("rounds sessions") {
		s.OpenedAt = s.OpenedAt.Truncate(time.Second)
	}
	m.sessions = append(m.sessions, s)
	return nil
}

func (m *memory) Session(ctx context.Context, key []byte) (intake.Session, error) {
	m.mu.Lock()
	defer m.mu.Unlock()
	if err := m.ready(ctx); err != nil {
		return intake.Session{}, err
	}
	if i := m.find(key); i >= 0 {
		return m.sessions[i], nil
	}
	return intake.Session{}, intake.ErrNotFound
}

func (m *memory) SeeSession(ctx context.Context, key []byte, at time.Time) error {
	m.mu.Lock()
	defer m.mu.Unlock()
	if err := m.writing(ctx); err != nil {
		return err
	}
	i := m.find(key)
	if i < 0 {
		return intake.ErrNotFound
	}
	if at.After(m.sessions[i].SeenAt) || m.has("believes whoever comes last") {
		m.sessions[i].SeenAt = at
	}
	return nil
}

func (m *memory) EndSession(ctx context.Context, key []byte) error {
	m.mu.Lock()
	defer m.mu.Unlock()
	if err := m.writing(ctx); err != nil {
		return err
	}
	if !m.has("keeps sessions open") {
		m.sessions = slices.DeleteFunc(m.sessions, func(s intake.Session) bool { return bytes.Equal(s.Key, key) })
	}
	return nil
}

func (m *memory) AddAudit(ctx context.Context, e intake.AuditEntry) error {
	m.mu.Lock()
	defer m.mu.Unlock()
	if err := m.writing(ctx); err != nil {
		return err
	}
	if err := e.Check(); err != nil && !m.has("takes any entry") {
		return err
	}
	if !m.has("believes the sequence") {
		e.Sequence = int64(len(m.audit) + 1)
	}
	if m.has("loses entries") && len(m.audit) > 10 {
		return nil
	}
	m.audit = append(m.audit, e)
	return nil
}

func (m *memory) AuditAfter(ctx context.Context, after int64, limit int) ([]intake.AuditEntry, error) {
	m.mu.Lock()
	defer m.mu.Unlock()
	var page []intake.AuditEntry
	for _, e := range m.audit {
		if e.Sequence > after && len(page) < limit {
			page = append(page, e)
		}
	}
	return page, m.ready(ctx)
}

func (m *memory) AuditBefore(ctx context.Context, before int64, limit int) ([]intake.AuditEntry, error) {
	m.mu.Lock()
	defer m.mu.Unlock()
	var page []intake.AuditEntry
	for _, e := range slices.Backward(m.audit) {
		if (e.Sequence < before || m.has("repeats an entry") && e.Sequence == before) && len(page) < limit {
			page = append(page, e)
		}
	}
	if m.has("repeats an entry") && len(page) == 1 {
		page = nil
	}
	return page, m.ready(ctx)
}

func (m *memory) RevokeLinks(ctx context.Context, inquiry, sender string, before time.Time) error {
	m.mu.Lock()
	defer m.mu.Unlock()
	if err := m.writing(ctx); err != nil {
		return err
	}
	if err := intake.CheckRevocation(inquiry, sender, before); err != nil && !m.has("takes any revocation") {
		return err
	}
	if m.revoked == nil {
		m.revoked = map[[2]string]time.Time{}
	}
	if of := [2]string{inquiry, sender}; before.After(m.revoked[of]) || m.has("takes a revocation back") {
		m.revoked[of] = before
	}
	return nil
}

func (m *memory) LinksRevoked(ctx context.Context, inquiry, sender string) (time.Time, error) {
	m.mu.Lock()
	defer m.mu.Unlock()
	before := m.revoked[[2]string{inquiry, sender}]
	if all := m.revoked[[2]string{inquiry, ""}]; all.After(before) && !m.has("revokes one only") {
		before = all
	}
	return before, m.ready(ctx)
}

func (m *memory) Revocations(ctx context.Context) ([]intake.Revocation, error) {
	m.mu.Lock()
	defer m.mu.Unlock()
	var all []intake.Revocation
	for of, before := range m.revoked {
		if of[1] != "" || !m.has("lists no revocation of all") {
			all = append(all, intake.Revocation{Inquiry: of[0], Sender: of[1], Before: before})
		}
	}
	slices.SortFunc(all, func(a, b intake.Revocation) int {
		return cmp.Or(cmp.Compare(a.Inquiry, b.Inquiry), cmp.Compare(a.Sender, b.Sender))
	})
	return all, m.ready(ctx)
}
