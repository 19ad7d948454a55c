package pgstore

import (
	"context"

	"github.com/hytekit/hytekit/forms/intake"
)

// announceStatement adds deliveries behind those about all records. There is none where
// the organization has one for the occasion. Two at the same moment wait for each other
// in one order, that of the organizations.
const announceStatement = `INSERT INTO hytekit.delivery
	(seq, record, inquiry, channel, recipient, ordered, state, attempts, round, due, failure, changed, claim, sender, occasion)
	SELECT 4611686018427387904 + nextval('hytekit.announced'), '', $1, $2, $3, false, 'waiting', 0, 0, $4, '', $4, 0, a.sender, $5
	FROM unnest($6::text[]) AS a (sender) ORDER BY sender ON CONFLICT DO NOTHING`

// Announce implements [intake.Outbox]. In doubt, those that were added are not counted.
func (s *Store) Announce(ctx context.Context, a intake.Announcement) (added int, err error) {
	err = a.Check()
	if err == nil {
		err = s.write(ctx, func(ctx context.Context, _ bool) error {
			done, err := s.pool.Exec(ctx, announceStatement, a.Inquiry, a.Channel, a.Recipient, a.At, a.Occasion, a.Senders)
			added = int(done.RowsAffected())
			return err
		})
	}
	if err != nil {
		return 0, s.condition.Failure(ctx, "announce", err)
	}
	return added, nil
}

// Announced implements [intake.Outbox].
func (s *Store) Announced(ctx context.Context, channel, inquiry string) (all []intake.Delivery, err error) {
	err = s.read(ctx, func(ctx context.Context) (err error) {
		all, err = s.deliveries(ctx, `SELECT `+deliveryColumns+` FROM hytekit.delivery
			WHERE channel = $1 AND inquiry = $2 AND sender <> '' ORDER BY id`, channel, inquiry)
		return err
	})
	if err != nil {
		return nil, s.condition.Failure(ctx, "announced", err)
	}
	return all, nil
}
