package pgstore

import (
	"context"

	"github.com/hytekit/hytekit/forms/intake"
	"github.com/jackc/pgx/v5"
)

const (
	auditFields  = `at, action, who, role, page, inquiry, record, request, times`
	auditColumns = `seq, ` + auditFields
)

// addAuditStatement adds an entry, unless an earlier attempt ($12) has added it. The lock
// has entries become visible in the order of their seq: the number is drawn under it, and
// it holds until the commit.
const addAuditStatement = `WITH alone AS MATERIALIZED (SELECT pg_advisory_xact_lock($10, $11))
	INSERT INTO hytekit.audit (` + auditFields + `)
	SELECT $1, $2, $3, $4, $5, $6, $7, $8, $9 FROM alone
	WHERE NOT $12 OR NOT EXISTS (SELECT 1 FROM hytekit.audit
		WHERE (` + auditFields + `) = ($1, $2, $3, $4, $5, $6, $7, $8, $9))`

// AddAudit implements [intake.Audit].
func (s *Store) AddAudit(ctx context.Context, e intake.AuditEntry) error {
	err := e.Check()
	if err == nil {
		err = s.write(ctx, func(ctx context.Context, doubt bool) error {
			_, err := s.pool.Exec(ctx, addAuditStatement, e.At, e.Action, e.Who, e.Role, e.Page, e.Inquiry, e.Record, e.Request, e.Times,
				lockSpace, lockAudit, doubt)
			return err
		})
	}
	if err != nil {
		return s.failure(ctx, "add audit", err)
	}
	return nil
}

// AuditAfter implements [intake.Audit].
func (s *Store) AuditAfter(ctx context.Context, after int64, limit int) ([]intake.AuditEntry, error) {
	return s.auditEntries(ctx, `SELECT `+auditColumns+` FROM hytekit.audit WHERE seq > $1 ORDER BY seq LIMIT $2`, after, limit)
}

// AuditBefore implements [intake.Audit].
func (s *Store) AuditBefore(ctx context.Context, before int64, limit int) ([]intake.AuditEntry, error) {
	return s.auditEntries(ctx, `SELECT `+auditColumns+` FROM hytekit.audit WHERE seq < $1 ORDER BY seq DESC LIMIT $2`, before, limit)
}

func (s *Store) auditEntries(ctx context.Context, query string, from int64, limit int) (entries []intake.AuditEntry, err error) {
	err = s.read(ctx, func(ctx context.Context) error {
		rows, err := s.pool.Query(ctx, query, from, max(limit, 0))
		if err != nil {
			return err
		}
		entries, err = pgx.CollectRows(rows, scanAudit)
		return err
	})
	if err != nil {
		return nil, s.failure(ctx, "audit", err)
	}
	return entries, nil
}

func scanAudit(row pgx.CollectableRow) (e intake.AuditEntry, err error) {
	err = row.Scan(&e.Sequence, &e.At, &e.Action, &e.Who, &e.Role, &e.Page, &e.Inquiry, &e.Record, &e.Request, &e.Times)
	e.At = e.At.UTC()
	return e, err
}
