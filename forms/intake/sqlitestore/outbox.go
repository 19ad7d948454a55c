package sqlitestore

import (
	"context"
	"database/sql"
	"encoding/json"
	"errors"
	"time"

	"github.com/hytekit/hytekit/forms/intake"
)

var _ intake.Outbox = (*Store)(nil)

// deliveryColumns are those that scanDelivery reads.
const deliveryColumns = `id, seq, record, inquiry, channel, recipient, ordered, state, attempts, round, due, failure, changed, claim, sender, occasion`

// Follow implements [intake.Outbox].
func (s *Store) Follow(ctx context.Context, channel, inquiry string) (sequence int64, err error) {
	const place = `SELECT seq FROM planned WHERE channel = ? AND inquiry = ?`
	err = s.reader.QueryRowContext(ctx, place, channel, inquiry).Scan(&sequence)
	if errors.Is(err, sql.ErrNoRows) {
		err = s.write(ctx, func(ctx context.Context, tx *sql.Tx) (bool, error) {
			if _, err := tx.ExecContext(ctx, `INSERT INTO planned (channel, inquiry, seq)
				SELECT ?1, ?2, coalesce(max(seq), 0) FROM received WHERE call = ?2
				ON CONFLICT (channel, inquiry) DO NOTHING`, channel, inquiry); err != nil {
				return false, err
			}
			return true, tx.QueryRowContext(ctx, place, channel, inquiry).Scan(&sequence)
		})
	}
	if err != nil {
		return 0, s.condition.Failure(ctx, "follow", err)
	}
	return sequence, nil
}

// Plan implements [intake.Outbox].
func (s *Store) Plan(ctx context.Context, p intake.Plan) (planned bool, err error) {
	if err := p.Check(); err != nil {
		return false, s.condition.Failure(ctx, "plan", err)
	}
	err = s.write(ctx, func(ctx context.Context, tx *sql.Tx) (bool, error) {
		moved, err := tx.ExecContext(ctx, `UPDATE planned SET seq = ? WHERE channel = ? AND inquiry = ? AND seq = ?`, p.To, p.Channel, p.Inquiry, p.From)
		if err != nil {
			return false, err
		}
		if n, err := moved.RowsAffected(); err != nil || n == 0 {
			return false, err
		}
		for _, d := range p.Deliveries {
			if _, err := tx.ExecContext(ctx, `INSERT INTO delivery
				(seq, record, inquiry, channel, recipient, ordered, state, attempts, round, due, failure, changed, claim, claimed, arrived)
				VALUES (?, ?, ?, ?, ?, ?, 'waiting', 0, 0, ?, '', ?, 0, 0, 0)
				ON CONFLICT (channel, inquiry, recipient, seq) DO NOTHING`,
				d.Sequence, d.Record, p.Inquiry, p.Channel, d.Recipient, d.Ordered, p.At.UnixMicro(), p.At.UnixMicro()); err != nil {
				return false, err
			}
		}
		planned = true
		return true, nil
	})
	if err != nil {
		return false, s.condition.Failure(ctx, "plan", err)
	}
	return planned, nil
}

// Claim implements [intake.Outbox].
func (s *Store) Claim(ctx context.Context, c intake.Claim) (claimed []intake.Delivery, err error) {
	inquiries, err := json.Marshal(c.Inquiries)
	if err != nil {
		return nil, s.condition.Failure(ctx, "claim", err)
	}
	// Most often nothing is due; then nothing is written.
	due, err := s.due(ctx, s.reader, c, string(inquiries))
	if err == nil && len(due) > 0 {
		err = s.write(ctx, func(ctx context.Context, tx *sql.Tx) (bool, error) {
			if claimed, err = s.due(ctx, tx, c, string(inquiries)); err != nil {
				return false, err
			}
			for i := range claimed {
				if _, err := tx.ExecContext(ctx, `UPDATE delivery SET claim = claim + 1, claimed = ? WHERE id = ?`, c.Until.UnixMicro(), claimed[i].ID); err != nil {
					return false, err
				}
				claimed[i].Claim++
			}
			return len(claimed) > 0, nil
		})
	}
	if err != nil {
		return nil, s.condition.Failure(ctx, "claim", err)
	}
	return claimed, nil
}

// rowQuerier is what a pool and a transaction have in common.
type rowQuerier interface {
	QueryContext(ctx context.Context, query string, args ...any) (*sql.Rows, error)
}

// due are the deliveries that somebody may claim. Of a row in order, only the first
// that waits for its recipient is among them; others follow when it is done.
func (s *Store) due(ctx context.Context, q rowQuerier, c intake.Claim, inquiries string) ([]intake.Delivery, error) {
	return deliveries(ctx, q, `SELECT `+deliveryColumns+` FROM delivery AS d
		WHERE channel = ?1 AND state = 'waiting' AND due <= ?2 AND claimed <= ?2
		AND inquiry IN (SELECT value FROM json_each(?3))
		AND (ordered = 0 OR NOT EXISTS (SELECT 1 FROM delivery AS e WHERE e.state = 'waiting'
			AND e.channel = d.channel AND e.inquiry = d.inquiry AND e.recipient = d.recipient AND e.seq < d.seq))
		ORDER BY seq, id LIMIT ?4`, c.Channel, c.Now.UnixMicro(), inquiries, c.Limit)
}

// Settle implements [intake.Outbox].
func (s *Store) Settle(ctx context.Context, o intake.Outcome) (settled bool, err error) {
	if err := o.Check(); err != nil {
		return false, s.condition.Failure(ctx, "settle", err)
	}
	arrived := int64(0)
	if o.Arrived {
		arrived = o.Changed.UnixMicro()
	}
	err = s.write(ctx, func(ctx context.Context, tx *sql.Tx) (bool, error) {
		done, err := tx.ExecContext(ctx, `UPDATE delivery SET state = ?1, attempts = ?2, due = ?3, failure = ?4, changed = ?5, claimed = 0,
			arrived = max(arrived, ?6), address_hash = coalesce(?7, address_hash)
			WHERE id = ?8 AND claim = ?9 AND claimed > 0`,
			o.State, o.Attempts, o.Due.UnixMicro(), o.Failure, o.Changed.UnixMicro(), arrived, o.Address, o.ID, o.Claim)
		if err != nil {
			return false, err
		}
		n, err := done.RowsAffected()
		settled = n > 0
		return settled, err
	})
	if err != nil {
		return false, s.condition.Failure(ctx, "settle", err)
	}
	return settled, nil
}

// Sent implements [intake.Outbox].
func (s *Store) Sent(ctx context.Context, channel, inquiry string, since time.Time, address []byte) (ofInquiry, ofAddress int, err error) {
	err = s.reader.QueryRowContext(ctx, `SELECT
		(SELECT count(*) FROM delivery WHERE channel = ?1 AND inquiry = ?2 AND arrived > ?3),
		(SELECT count(*) FROM delivery WHERE address_hash = ?4)`, channel, inquiry, since.UnixMicro(), address).Scan(&ofInquiry, &ofAddress)
	if err != nil {
		return 0, 0, s.condition.Failure(ctx, "sent", err)
	}
	return ofInquiry, ofAddress, nil
}

// Deliveries implements [intake.Outbox].
func (s *Store) Deliveries(ctx context.Context, state intake.DeliveryState, below int64, limit int) ([]intake.Delivery, error) {
	all, err := deliveries(ctx, s.reader, `SELECT `+deliveryColumns+` FROM delivery
		WHERE (?1 = '' OR state = ?1) AND (?2 = 0 OR id < ?2) ORDER BY id DESC LIMIT ?3`, string(state), below, limit)
	if err != nil {
		return nil, s.condition.Failure(ctx, "deliveries", err)
	}
	return all, nil
}

// Counts implements [intake.Outbox].
func (s *Store) Counts(ctx context.Context) (counts map[intake.DeliveryState]int, err error) {
	counts = map[intake.DeliveryState]int{}
	rows, err := s.reader.QueryContext(ctx, `SELECT state, count(*) FROM delivery GROUP BY state`)
	if err == nil {
		for rows.Next() && err == nil {
			var state intake.DeliveryState
			var n int
			err = rows.Scan(&state, &n)
			counts[state] = n
		}
		err = errors.Join(err, rows.Err(), rows.Close())
	}
	if err != nil {
		return nil, s.condition.Failure(ctx, "counts", err)
	}
	return counts, nil
}

// Resend implements [intake.Outbox]. It ends a claim, so that the claimant's outcome
// does not undo it.
func (s *Store) Resend(ctx context.Context, id int64, at time.Time) error {
	err := s.write(ctx, func(ctx context.Context, tx *sql.Tx) (bool, error) {
		done, err := tx.ExecContext(ctx, `UPDATE delivery SET round = round + (state <> 'waiting'), state = 'waiting',
			attempts = 0, due = ?1, failure = '', changed = ?1, claimed = 0 WHERE id = ?2`, at.UnixMicro(), id)
		if err != nil {
			return false, err
		}
		n, err := done.RowsAffected()
		if err == nil && n == 0 {
			err = intake.ErrNotFound
		}
		return err == nil, err
	})
	if err != nil {
		return s.condition.Failure(ctx, "resend", err)
	}
	return nil
}

func deliveries(ctx context.Context, q rowQuerier, query string, args ...any) (all []intake.Delivery, err error) {
	rows, err := q.QueryContext(ctx, query, args...)
	if err != nil {
		return nil, err
	}
	defer func() { err = errors.Join(err, rows.Err(), rows.Close()) }()
	for rows.Next() {
		var d intake.Delivery
		var due, changed int64
		if err := rows.Scan(&d.ID, &d.Sequence, &d.Record, &d.Inquiry, &d.Channel, &d.Recipient, &d.Ordered,
			&d.State, &d.Attempts, &d.Round, &due, &d.Failure, &changed, &d.Claim, &d.Sender, &d.Occasion); err != nil {
			return nil, err
		}
		d.Due, d.Changed = time.UnixMicro(due).UTC(), time.UnixMicro(changed).UTC()
		all = append(all, d)
	}
	return all, nil
}
