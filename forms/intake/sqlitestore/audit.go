package sqlitestore

import (
	"context"
	"database/sql"
	"errors"
	"time"

	"github.com/hytekit/hytekit/forms/intake"
)

const auditColumns = `seq, at, action, who, role, page, inquiry, record, request, times`

// AddAudit implements [intake.Audit].
func (s *Store) AddAudit(ctx context.Context, e intake.AuditEntry) error {
	err := e.Check()
	if err == nil {
		err = s.write(ctx, func(ctx context.Context, tx *sql.Tx) (bool, error) {
			_, err := tx.ExecContext(ctx, `INSERT INTO audit (at, action, who, role, page, inquiry, record, request, times) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)`,
				e.At.UnixMicro(), string(e.Action), e.Who, string(e.Role), e.Page, e.Inquiry, e.Record, e.Request, e.Times)
			return true, err
		})
	}
	if err != nil {
		return s.condition.Failure(ctx, "add audit", err)
	}
	return nil
}

// AuditAfter implements [intake.Audit].
func (s *Store) AuditAfter(ctx context.Context, after int64, limit int) ([]intake.AuditEntry, error) {
	return s.auditEntries(ctx, `SELECT `+auditColumns+` FROM audit WHERE seq > ? ORDER BY seq LIMIT ?`, after, limit)
}

// AuditBefore implements [intake.Audit].
func (s *Store) AuditBefore(ctx context.Context, before int64, limit int) ([]intake.AuditEntry, error) {
	return s.auditEntries(ctx, `SELECT `+auditColumns+` FROM audit WHERE seq < ? ORDER BY seq DESC LIMIT ?`, before, limit)
}

func (s *Store) auditEntries(ctx context.Context, query string, from int64, limit int) ([]intake.AuditEntry, error) {
	entries, err := s.scanAudit(ctx, query, from, max(limit, 0))
	if err != nil {
		return nil, s.condition.Failure(ctx, "audit", err)
	}
	return entries, nil
}

func (s *Store) scanAudit(ctx context.Context, query string, args ...any) (entries []intake.AuditEntry, err error) {
	rows, err := s.reader.QueryContext(ctx, query, args...)
	if err != nil {
		return nil, err
	}
	defer func() { err = errors.Join(err, rows.Err(), rows.Close()) }()
	for rows.Next() {
		var e intake.AuditEntry
		var at int64
		if err := rows.Scan(&e.Sequence, &at, &e.Action, &e.Who, &e.Role, &e.Page, &e.Inquiry, &e.Record, &e.Request, &e.Times); err != nil {
			return nil, err
		}
		e.At = time.UnixMicro(at).UTC()
		entries = append(entries, e)
	}
	return entries, nil
}
