package sqlitestore

import (
	"context"
	"database/sql"

	"github.com/hytekit/hytekit/forms/intake"
)

// announceStatement adds a delivery behind those about all records. There is none where
// the organization has one for the occasion.
const announceStatement = `INSERT INTO delivery
	(seq, record, inquiry, channel, recipient, ordered, state, attempts, round, due, failure, changed, claim, claimed, arrived, sender, occasion)
	SELECT 4611686018427387904 + coalesce(max(id), 0), '', ?1, ?2, ?3, 0, 'waiting', 0, 0, ?4, '', ?4, 0, 0, 0, ?5, ?6 FROM delivery WHERE true
	ON CONFLICT DO NOTHING`

// Announce implements [intake.Outbox].
func (s *Store) Announce(ctx context.Context, a intake.Announcement) (added int, err error) {
	if err := a.Check(); err != nil {
		return 0, s.condition.Failure(ctx, "announce", err)
	}
	err = s.write(ctx, func(ctx context.Context, tx *sql.Tx) (bool, error) {
		added = 0
		for _, sender := range a.Senders {
			done, err := tx.ExecContext(ctx, announceStatement, a.Inquiry, a.Channel, a.Recipient, a.At.UnixMicro(), sender, a.Occasion)
			if err != nil {
				return false, err
			}
			n, err := done.RowsAffected()
			if err != nil {
				return false, err
			}
			added += int(n)
		}
		return added > 0, nil
	})
	if err != nil {
		return 0, s.condition.Failure(ctx, "announce", err)
	}
	return added, nil
}

// Announced implements [intake.Outbox].
func (s *Store) Announced(ctx context.Context, channel, inquiry string) ([]intake.Delivery, error) {
	all, err := deliveries(ctx, s.reader, `SELECT `+deliveryColumns+` FROM delivery
		WHERE channel = ? AND inquiry = ? AND sender <> '' ORDER BY id`, channel, inquiry)
	if err != nil {
		return nil, s.condition.Failure(ctx, "announced", err)
	}
	return all, nil
}
