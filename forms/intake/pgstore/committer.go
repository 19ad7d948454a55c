package pgstore

import (
	"context"
	"log/slog"
	"slices"
	"sync"
	"time"

	"github.com/hytekit/hytekit/forms/intake"
	"github.com/hytekit/hytekit/forms/intake/internal/checksum"
	"github.com/jackc/pgx/v5"
)

// A batch is committed in one go and ends at whichever comes first.
const (
	batchRecords = 1000
	batchBytes   = 8 << 20
)

// commitWait is how long an attempt may take. The server gives up before.
const commitWait = writeWait + connectWait

// A request is an Append that waits for its commit.
type request struct {
	ctx     context.Context //nolint:containedctx // of the caller, who may go while it waits
	records []intake.Record // with documents of their own; they share a commit
	after   int64           // how many records the inquiry of the only one must have, or anyCount
	since   time.Time
	// inDoubt: an attempt ended without an answer, so the records may be there.
	inDoubt bool
	done    chan struct{} // closed when what follows is set

	sequences map[string]int64 // by id; of others, another record is in the way or has come before
	err       error
}

// anyCount is the count of whoever does not ask how many records there are.
const anyCount = -1

func (r *request) asks() bool { return r.after != anyCount }

func (r *request) bytes() (n int) {
	for i := range r.records {
		n += len(r.records[i].Document)
	}
	return n
}

func (r *request) end(sequences map[string]int64, err error) {
	r.sequences, r.err = sequences, err
	close(r.done)
}

// queue holds the requests that nobody works on. The zero value lacks arrived.
type queue struct {
	arrived chan struct{} // holds one signal

	mu      sync.Mutex
	waiting []*request
	closed  bool
}

// add reports whether the queue is open.
func (q *queue) add(r *request) bool {
	q.mu.Lock()
	defer q.mu.Unlock()
	if q.closed {
		return false
	}
	q.waiting = append(q.waiting, r)
	select {
	case q.arrived <- struct{}{}:
	default: // it was said already
	}
	return true
}

// take returns the requests of the next batch in the order of their arrival, without
// those whose callers have gone. No two of them have the same ID: of two, one must see
// that the other's is taken. One that asks how many records there are is the first of
// its inquiry.
func (q *queue) take() (batch []*request) {
	q.mu.Lock()
	defer q.mu.Unlock()
	count, size, ids, inquiries, left := 0, 0, map[string]bool{}, map[string]bool{}, q.waiting[:0]
	for _, r := range q.waiting {
		full := count > 0 && (count+len(r.records) > batchRecords || size+r.bytes() > batchBytes)
		taken := slices.ContainsFunc(r.records, func(e intake.Record) bool { return ids[e.ID] || r.asks() && inquiries[e.Inquiry] })
		switch {
		case r.ctx.Err() != nil:
			r.end(nil, r.ctx.Err())
		case full || taken:
			left = append(left, r)
		default:
			batch, count, size = append(batch, r), count+len(r.records), size+r.bytes()
			for i := range r.records {
				ids[r.records[i].ID], inquiries[r.records[i].Inquiry] = true, true
			}
		}
	}
	clear(q.waiting[len(left):])
	q.waiting = left
	return batch
}

// putBack puts requests before those that wait.
func (q *queue) putBack(requests []*request) {
	q.mu.Lock()
	defer q.mu.Unlock()
	q.waiting = slices.Concat(requests, q.waiting)
}

// close lets nobody wait any more.
func (q *queue) close() {
	q.mu.Lock()
	defer q.mu.Unlock()
	q.closed = true
	for _, r := range q.waiting {
		r.end(nil, errClosed)
	}
	q.waiting = nil
}

// commitWhatWaits is the work of the committer. What arrives while a batch is committed
// is the next one, so nobody waits for company, and the more there are, the more share a
// flush.
func (s *Store) commitWhatWaits() {
	for pause := firstPause; ; {
		if s.closing.Err() != nil {
			return
		}
		batch := s.queue.take()
		if len(batch) == 0 {
			select {
			case <-s.closing.Done():
				return
			case <-s.queue.arrived:
			}
			continue
		}
		if s.commit(batch) {
			pause = firstPause
			continue
		}
		select {
		case <-s.closing.Done():
		case <-time.After(pause):
		}
		pause = min(2*pause, longestPause)
	}
}

// commit brings a batch to its end, but for requests that it puts back for another
// attempt, of which it reports false.
func (s *Store) commit(batch []*request) (ended bool) {
	ctx, cancel := context.WithTimeout(context.Background(), commitWait)
	defer cancel()
	err := s.condition.Damage()
	if err == nil {
		if err = s.insert(ctx, batch); err != nil {
			s.noteWrite(context.Background(), err)
		}
	}
	switch {
	case err == nil:
		return true
	case passes(err):
		return s.tryAgain(batch, err)
	case len(batch) > 1 && ofOneRecord(err):
		for _, r := range batch { // so that one alone fails, with what belongs to it
			s.commit([]*request{r})
		}
		return true
	}
	for _, r := range batch {
		r.end(nil, err)
	}
	return true
}

// tryAgain puts requests back whose callers have patience left, and reports whether there
// were none.
func (s *Store) tryAgain(batch []*request, err error) (none bool) {
	var again []*request
	for _, r := range batch {
		r.inDoubt = r.inDoubt || inDoubt(err)
		if time.Since(r.since) < writePatience {
			again = append(again, r)
		} else {
			r.end(nil, err)
		}
	}
	s.queue.putBack(again)
	s.logger.LogAttrs(context.Background(), slog.LevelWarn, "received documents could not be committed", slog.String("error", kind.Sorted(err).Error()),
		slog.Int("again", len(again)), slog.Int("given up", len(batch)-len(again)))
	return len(again) == 0
}

// ofOneRecord reports whether an error is about data, which may be those of one record.
func ofOneRecord(err error) bool {
	c := code(err)
	return len(c) == 5 && (c[:2] == "22" || c[:2] == "23" || c[:2] == "54")
}

// insertStatement is a transaction in one statement: no other instance waits for more
// than the server's own work, whatever happens on the way here. The counter's row comes
// first, as every row needs it; it is locked until the commit. Who asks how many records
// there are is answered by the tally as it was when the statement began, so the counter
// must have been locked before that.
const insertStatement = `WITH given AS (
	SELECT * FROM unnest($1::text[], $2::text[], $3::text[], $4::text[], $5::timestamptz[], $6::text[],
		$7::text[], $8::text[], $9::text[], $10::boolean[], $11::bytea[], $12::bigint[], $13::bigint[]) WITH ORDINALITY
		AS g (id, inquiry, kind, sender, received_at, key, via, version, verdict, confirmed, document, checksum, after, n)
), counted AS (
	UPDATE hytekit.counter SET last = last + cardinality($1::text[]) RETURNING last - cardinality($1::text[]) AS before
), added AS (
	INSERT INTO hytekit.received (seq, id, inquiry, kind, sender, received_at, key, via, version, verdict, confirmed, document, checksum)
	SELECT before + n, id, inquiry, kind, sender, received_at, key, via, version, verdict, confirmed, document, checksum
	FROM counted, given
	WHERE after < 0 OR after = coalesce((SELECT records FROM hytekit.tally WHERE tally.inquiry = given.inquiry), 0)
	ORDER BY n
	ON CONFLICT DO NOTHING
	RETURNING seq, id, inquiry
), tallied AS (
	INSERT INTO hytekit.tally AS t (inquiry, records) SELECT inquiry, count(*) FROM added GROUP BY inquiry ORDER BY inquiry
	ON CONFLICT (inquiry) DO UPDATE SET records = t.records + excluded.records
)
SELECT id, seq FROM added`

// insert adds the records of a batch and ends its requests, unless it returns an error.
func (s *Store) insert(ctx context.Context, batch []*request) error {
	var added map[string]int64
	var err error
	if !slices.ContainsFunc(batch, (*request).asks) {
		added, err = insertOn(ctx, s.writer, batch)
	} else {
		err = pgx.BeginFunc(ctx, s.writer, func(tx pgx.Tx) (err error) {
			if _, err = tx.Exec(ctx, `SELECT last FROM hytekit.counter FOR UPDATE`); err == nil {
				added, err = insertOn(ctx, tx, batch)
			}
			return err
		})
	}
	if err != nil { // also that of the commit, which comes after all rows
		return err
	}
	s.noteWrite(context.Background(), nil) // before anybody asks who has heard of the commit
	s.recent.Add(addedOf(batch, added))
	for _, r := range batch {
		r.end(added, nil)
	}
	return nil
}

// addedOf are the records of a batch that were added, in the order of their sequences.
func addedOf(batch []*request, sequences map[string]int64) (added []intake.Record) {
	for _, q := range batch {
		for _, r := range q.records {
			if r.Sequence = sequences[r.ID]; r.Sequence != 0 {
				added = append(added, r)
			}
		}
	}
	return added
}

// insertOn returns the sequences of the records that it has added, by their ids.
func insertOn(ctx context.Context, on interface {
	Query(ctx context.Context, sql string, args ...any) (pgx.Rows, error)
}, batch []*request,
) (added map[string]int64, err error) {
	rows, err := on.Query(ctx, insertStatement, columnsOf(batch)...)
	if err != nil {
		return nil, err
	}
	added = make(map[string]int64, len(batch))
	var id string
	var sequence int64
	_, err = pgx.ForEachRow(rows, []any{&id, &sequence}, func() error {
		added[id] = sequence
		return nil
	})
	return added, err
}

// columnsOf returns the records of a batch as the arguments of insertStatement.
func columnsOf(batch []*request) []any {
	texts := make([][]string, 8)
	var times []time.Time
	var confirmed []bool
	var documents [][]byte
	var checksums, after []int64
	for _, q := range batch {
		for _, r := range q.records {
			for column, text := range []string{r.ID, r.Inquiry, r.Kind, r.Sender, r.Key, r.Via, r.Version, r.Verdict} {
				texts[column] = append(texts[column], text)
			}
			times, confirmed, documents = append(times, r.ReceivedAt), append(confirmed, r.Confirmed), append(documents, r.Document)
			checksums, after = append(checksums, checksum.Of(r)), append(after, q.after)
		}
	}
	return []any{
		texts[0], texts[1], texts[2], texts[3], times, texts[4], texts[5], texts[6], texts[7],
		confirmed, documents, checksums, after,
	}
}
