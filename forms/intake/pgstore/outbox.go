package pgstore

import (
	"cmp"
	"context"
	"errors"
	"slices"
	"time"

	"github.com/hytekit/hytekit/forms/intake"
	"github.com/jackc/pgx/v5"
)

var _ intake.Outbox = (*Store)(nil)

// deliveryColumns are those that scanDelivery reads.
const deliveryColumns = `id, seq, record, inquiry, channel, recipient, ordered, state, attempts, round, due, failure, changed, claim, sender, occasion`

// Follow implements [intake.Outbox].
func (s *Store) Follow(ctx context.Context, channel, inquiry string) (sequence int64, err error) {
	sequence, err = s.place(ctx, channel, inquiry)
	if errors.Is(err, pgx.ErrNoRows) {
		err = s.write(ctx, func(ctx context.Context, _ bool) error {
			_, err := s.pool.Exec(ctx, `INSERT INTO hytekit.planned (channel, inquiry, seq)
				SELECT $1::text, $2::text, coalesce(max(seq), 0) FROM hytekit.received WHERE inquiry = $2
				ON CONFLICT DO NOTHING`, channel, inquiry)
			return err
		})
		if err == nil {
			sequence, err = s.place(ctx, channel, inquiry)
		}
	}
	if err != nil {
		return 0, s.failure(ctx, "follow", err)
	}
	return sequence, nil
}

// place is up to where is planned, or [pgx.ErrNoRows].
func (s *Store) place(ctx context.Context, channel, inquiry string) (sequence int64, err error) {
	err = s.read(ctx, func(ctx context.Context) error {
		return s.pool.QueryRow(ctx, `SELECT seq FROM hytekit.planned WHERE channel = $1 AND inquiry = $2`, channel, inquiry).Scan(&sequence)
	})
	return sequence, err
}

// planStatement moves a place and adds deliveries where it was still there.
const planStatement = `WITH moved AS (
	UPDATE hytekit.planned SET seq = $4 WHERE channel = $1 AND inquiry = $2 AND seq = $3 RETURNING seq
), added AS (
	INSERT INTO hytekit.delivery (seq, record, inquiry, channel, recipient, ordered, state, attempts, round, due, failure, changed, claim)
	SELECT d.seq, d.record, $2, $1, d.recipient, d.ordered, 'waiting', 0, 0, $5, '', $5, 0
	FROM moved, unnest($6::bigint[], $7::text[], $8::text[], $9::boolean[]) WITH ORDINALITY AS d (seq, record, recipient, ordered, n)
	ORDER BY n ON CONFLICT DO NOTHING
)
SELECT count(*) > 0 FROM moved`

// Plan implements [intake.Outbox]. In doubt, a place that is where the plan has moved it
// was moved by the plan, or by one that is the same.
func (s *Store) Plan(ctx context.Context, p intake.Plan) (planned bool, err error) {
	err = p.Check()
	if err == nil {
		err = s.write(ctx, func(ctx context.Context, doubt bool) error {
			err := s.pool.QueryRow(ctx, planStatement, planArguments(p)...).Scan(&planned)
			if err == nil && !planned && doubt {
				var place int64
				place, err = s.place(ctx, p.Channel, p.Inquiry)
				planned = place == p.To
			}
			return err
		})
	}
	if err != nil {
		return false, s.failure(ctx, "plan", err)
	}
	return planned, nil
}

func planArguments(p intake.Plan) []any {
	n := len(p.Deliveries)
	sequences, records, recipients, ordered := make([]int64, n), make([]string, n), make([]string, n), make([]bool, n)
	for i, d := range p.Deliveries {
		sequences[i], records[i], recipients[i], ordered[i] = d.Sequence, d.Record, d.Recipient, d.Ordered
	}
	return []any{p.Channel, p.Inquiry, p.From, p.To, p.At, sequences, records, recipients, ordered}
}

// due are the deliveries that somebody may claim. Of those in order, only the first that
// waits for its recipient is among them; others follow when it is done.
const due = ` FROM hytekit.delivery AS d
	WHERE channel = $1 AND state = 'waiting' AND due <= $2 AND (claimed IS NULL OR claimed <= $2)
	AND inquiry = ANY($3::text[])
	AND (NOT ordered OR NOT EXISTS (SELECT 1 FROM hytekit.delivery AS e WHERE e.state = 'waiting'
		AND e.channel = d.channel AND e.inquiry = d.inquiry AND e.recipient = d.recipient AND e.seq < d.seq))`

// claimStatement leaves out what others claim at the same moment.
const claimStatement = `UPDATE hytekit.delivery SET claim = claim + 1, claimed = $5
	WHERE id IN (SELECT id` + due + ` ORDER BY seq, id LIMIT $4 FOR UPDATE OF d SKIP LOCKED)
	RETURNING ` + deliveryColumns

// Claim implements [intake.Outbox]. What was claimed and the answer got lost is due again
// when the claim ends.
func (s *Store) Claim(ctx context.Context, c intake.Claim) (claimed []intake.Delivery, err error) {
	var some bool // most often nothing is due; then nothing is written
	limit := max(c.Limit, 0)
	err = s.read(ctx, func(ctx context.Context) error {
		return s.pool.QueryRow(ctx, `SELECT EXISTS (SELECT 1`+due+`)`, c.Channel, c.Now, c.Inquiries).Scan(&some)
	})
	if err == nil && some && limit > 0 {
		err = s.write(ctx, func(ctx context.Context, _ bool) (err error) {
			claimed, err = s.deliveries(ctx, claimStatement, c.Channel, c.Now, c.Inquiries, limit, c.Until)
			return err
		})
	}
	if err != nil {
		return nil, s.failure(ctx, "claim", err)
	}
	slices.SortFunc(claimed, func(a, b intake.Delivery) int {
		return cmp.Or(cmp.Compare(a.Sequence, b.Sequence), cmp.Compare(a.ID, b.ID))
	})
	return claimed, nil
}

// Settle implements [intake.Outbox]. In doubt, what is as the outcome says was settled.
func (s *Store) Settle(ctx context.Context, o intake.Outcome) (settled bool, err error) {
	var arrived *time.Time
	if o.Arrived {
		arrived = &o.Changed
	}
	err = o.Check()
	if err == nil {
		err = s.write(ctx, func(ctx context.Context, doubt bool) error {
			done, err := s.pool.Exec(ctx, `UPDATE hytekit.delivery SET state = $1, attempts = $2, due = $3, failure = $4, changed = $5, claimed = NULL,
				arrived = greatest(arrived, $6), address_hash = coalesce($7, address_hash)
				WHERE id = $8 AND claim = $9 AND claimed IS NOT NULL`,
				o.State, o.Attempts, o.Due, o.Failure, o.Changed, arrived, o.Address, o.ID, o.Claim)
			settled = done.RowsAffected() > 0
			if err == nil && !settled && doubt {
				err = s.pool.QueryRow(ctx, `SELECT EXISTS (SELECT 1 FROM hytekit.delivery
					WHERE id = $1 AND claim = $2 AND claimed IS NULL AND state = $3 AND attempts = $4 AND failure = $5 AND changed = $6)`,
					o.ID, o.Claim, o.State, o.Attempts, o.Failure, o.Changed).Scan(&settled)
			}
			return err
		})
	}
	if err != nil {
		return false, s.failure(ctx, "settle", err)
	}
	return settled, nil
}

// Sent implements [intake.Outbox].
func (s *Store) Sent(ctx context.Context, channel, inquiry string, since time.Time, address []byte) (ofInquiry, ofAddress int, err error) {
	err = s.read(ctx, func(ctx context.Context) error {
		return s.pool.QueryRow(ctx, `SELECT
			(SELECT count(*) FROM hytekit.delivery WHERE channel = $1 AND inquiry = $2 AND arrived > $3),
			(SELECT count(*) FROM hytekit.delivery WHERE address_hash = $4)`, channel, inquiry, since, address).Scan(&ofInquiry, &ofAddress)
	})
	if err != nil {
		return 0, 0, s.failure(ctx, "sent", err)
	}
	return ofInquiry, ofAddress, nil
}

// Deliveries implements [intake.Outbox].
func (s *Store) Deliveries(ctx context.Context, state intake.DeliveryState, below int64, limit int) (all []intake.Delivery, err error) {
	err = s.read(ctx, func(ctx context.Context) (err error) {
		all, err = s.deliveries(ctx, `SELECT `+deliveryColumns+` FROM hytekit.delivery
			WHERE ($1::text = '' OR state = $1) AND ($2::bigint = 0 OR id < $2) ORDER BY id DESC LIMIT $3`, state, below, max(limit, 0))
		return err
	})
	if err != nil {
		return nil, s.failure(ctx, "deliveries", err)
	}
	return all, nil
}

// Counts implements [intake.Outbox].
func (s *Store) Counts(ctx context.Context) (counts map[intake.DeliveryState]int, err error) {
	err = s.read(ctx, func(ctx context.Context) error {
		counts = map[intake.DeliveryState]int{}
		rows, err := s.pool.Query(ctx, `SELECT state, count(*) FROM hytekit.delivery GROUP BY state`)
		if err != nil {
			return err
		}
		var state intake.DeliveryState
		var n int
		_, err = pgx.ForEachRow(rows, []any{&state, &n}, func() error {
			counts[state] = n
			return nil
		})
		return err
	})
	if err != nil {
		return nil, s.failure(ctx, "counts", err)
	}
	return counts, nil
}

// Resend implements [intake.Outbox]. It ends a claim, so that the claimant's outcome does
// not undo it.
func (s *Store) Resend(ctx context.Context, id int64, at time.Time) error {
	err := s.write(ctx, func(ctx context.Context, _ bool) error {
		done, err := s.pool.Exec(ctx, `UPDATE hytekit.delivery SET round = round + (state <> 'waiting')::integer, state = 'waiting',
			attempts = 0, due = $1, failure = '', changed = $1, claimed = NULL WHERE id = $2`, at, id)
		if err == nil && done.RowsAffected() == 0 {
			err = intake.ErrNotFound
		}
		return err
	})
	if err != nil {
		return s.failure(ctx, "resend", err)
	}
	return nil
}

func (s *Store) deliveries(ctx context.Context, query string, args ...any) ([]intake.Delivery, error) {
	rows, err := s.pool.Query(ctx, query, args...)
	if err != nil {
		return nil, err
	}
	return pgx.CollectRows(rows, func(row pgx.CollectableRow) (d intake.Delivery, err error) {
		err = row.Scan(&d.ID, &d.Sequence, &d.Record, &d.Inquiry, &d.Channel, &d.Recipient, &d.Ordered,
			&d.State, &d.Attempts, &d.Round, &d.Due, &d.Failure, &d.Changed, &d.Claim, &d.Sender, &d.Occasion)
		d.Due, d.Changed = d.Due.UTC(), d.Changed.UTC()
		return d, err
	})
}
