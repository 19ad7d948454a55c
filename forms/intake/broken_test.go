package intake_test

import (
	"context"
	"iter"

	"github.com/hytekit/hytekit/forms/intake"
)

// brokenStore is a store that fails with err while that is set.
type brokenStore struct {
	intake.Store
	err error
	// after is how many records of an inquiry can be read: with the next one a
	// reading fails with inside, or, without that, ends.
	after  int
	inside error
}

func (s *brokenStore) wrap(c *intake.Config) { s.Store, c.Store = c.Store, s }

func (s *brokenStore) Append(ctx context.Context, r intake.Record) (intake.Record, bool, error) {
	if s.err != nil {
		return intake.Record{}, false, s.err
	}
	return s.Store.Append(ctx, r)
}

func (s *brokenStore) Find(ctx context.Context, id string) (intake.Record, error) {
	if s.err != nil {
		return intake.Record{}, s.err
	}
	return s.Store.Find(ctx, id)
}

func (s *brokenStore) After(ctx context.Context, call string, sequence int64) iter.Seq2[intake.Record, error] {
	return func(yield func(intake.Record, error) bool) {
		for r, err := range s.Records(ctx, call) {
			if (err != nil || r.Sequence > sequence) && !yield(r, err) {
				return
			}
		}
	}
}

func (s *brokenStore) Records(ctx context.Context, call string) iter.Seq2[intake.Record, error] {
	if s.err != nil {
		return func(yield func(intake.Record, error) bool) { yield(intake.Record{}, s.err) }
	}
	if s.after == 0 {
		return s.Store.Records(ctx, call)
	}
	return func(yield func(intake.Record, error) bool) {
		n := 0
		for r, err := range s.Store.Records(ctx, call) {
			if n++; n > s.after {
				if s.inside != nil {
					yield(intake.Record{}, s.inside)
				}
				return
			}
			if !yield(r, err) {
				return
			}
		}
	}
}

func (s *brokenStore) Count(ctx context.Context, call string) (int64, error) {
	if s.err != nil {
		return 0, s.err
	}
	return s.Store.Count(ctx, call)
}

func (s *brokenStore) Secret(ctx context.Context, name string) ([]byte, error) {
	if s.err != nil {
		return nil, s.err
	}
	return s.Store.Secret(ctx, name)
}

func (s *brokenStore) Ping(ctx context.Context) error {
	if s.err != nil {
		return s.err
	}
	return s.Store.Ping(ctx)
}
