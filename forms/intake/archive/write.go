package archive

import (
	"bufio"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"hash"
	"io"
	"iter"
	"maps"
	"slices"

	"github.com/hytekit/hytekit/forms/intake"
)

// Write writes all that the store keeps, with its secrets only if they are wanted: whoever
// has them can log in as the organizer's browser. What is added meanwhile may be there.
// The errors are those of the store and of w; what was written until then has no end, and
// [Read] refuses it.
func Write(ctx context.Context, w io.Writer, store intake.Store, secrets bool) (Counts, error) {
	out := newWriter(w)
	if err := out.line(line{Export: &head{format}}); err != nil {
		return Counts{}, err
	}
	for _, part := range []func(context.Context, intake.Store) error{out.versions, out.revocations, out.records, out.announced} {
		if err := part(ctx, store); err != nil {
			return Counts{}, err
		}
	}
	if secrets {
		if err := out.secrets(ctx, store); err != nil {
			return Counts{}, err
		}
	}
	n := out.counts
	err := out.line(line{End: &end{n.Versions, n.Revoked, n.Records, n.Announced, n.Secrets, hex.EncodeToString(out.sum.Sum(nil))}})
	if err != nil {
		return Counts{}, err
	}
	return n, out.buffered.Flush()
}

type writer struct {
	buffered *bufio.Writer
	sum      hash.Hash
	lines    *json.Encoder
	counts   Counts
}

func newWriter(w io.Writer) *writer {
	out := &writer{buffered: bufio.NewWriter(w), sum: sha256.New()}
	out.lines = json.NewEncoder(io.MultiWriter(out.buffered, out.sum))
	out.lines.SetEscapeHTML(false)
	return out
}

func (w *writer) line(l line) error { return w.lines.Encode(l) }

func (w *writer) versions(ctx context.Context, store intake.Store) error {
	inquiries, err := store.Versioned(ctx)
	if err != nil {
		return err
	}
	for _, inquiry := range inquiries {
		versions, err := store.VersionsOf(ctx, inquiry)
		if err != nil {
			return err
		}
		for _, v := range versions {
			if err := w.line(line{Version: writeVersion(v)}); err != nil {
				return err
			}
			w.counts.Versions++
		}
	}
	return nil
}

func (w *writer) revocations(ctx context.Context, store intake.Store) error {
	all, err := store.Revocations(ctx)
	if err != nil {
		return err
	}
	for i := range all {
		if err := w.line(line{Revoked: &all[i]}); err != nil {
			return err
		}
		w.counts.Revoked++
	}
	return nil
}

func (w *writer) records(ctx context.Context, store intake.Store) error {
	counts, err := store.Inquiries(ctx)
	if err != nil {
		return err
	}
	for r, err := range inOrder(ctx, store, slices.Sorted(maps.Keys(counts))) {
		if err != nil {
			return err
		}
		if err := w.line(line{Record: writeRecord(r)}); err != nil {
			return err
		}
		w.counts.Records++
		counts[r.Inquiry]--
	}
	for _, missing := range counts {
		if missing > 0 { // the store should have failed by itself; no copy is worth trusting that
			return fmt.Errorf("%w: of an inquiry, %d records that were counted were not read", intake.ErrDamaged, missing)
		}
	}
	return nil
}

// inOrder are the records of all inquiries in the order of their sequences.
func inOrder(ctx context.Context, store intake.Store, inquiries []string) iter.Seq2[intake.Record, error] {
	return func(yield func(intake.Record, error) bool) {
		type reading struct {
			next  func() (intake.Record, error, bool)
			first intake.Record
		}
		var readings []*reading
		for _, inquiry := range inquiries {
			next, stop := iter.Pull2(store.Records(ctx, inquiry))
			defer stop()
			readings = append(readings, &reading{next: next})
		}
		advance := func(r *reading) (open bool, err error) {
			r.first, err, open = r.next()
			return open, err
		}
		var err error
		readings = slices.DeleteFunc(readings, func(r *reading) bool {
			open, failed := advance(r)
			if failed != nil {
				err = failed
			}
			return !open
		})
		for err == nil && len(readings) > 0 {
			least := slices.MinFunc(readings, func(a, b *reading) int { return int(min(1, max(-1, a.first.Sequence-b.first.Sequence))) })
			if !yield(least.first, nil) {
				return
			}
			var open bool
			if open, err = advance(least); !open {
				readings = slices.DeleteFunc(readings, func(r *reading) bool { return r == least })
			}
		}
		if err != nil {
			yield(intake.Record{}, err)
		}
	}
}

func (w *writer) secrets(ctx context.Context, store intake.Store) error {
	names, err := store.SecretNames(ctx)
	if err != nil {
		return err
	}
	for _, name := range names {
		value, err := store.Secret(ctx, name)
		if err != nil {
			return err
		}
		if err := w.line(line{Secret: &secret{name, value}}); err != nil {
			return err
		}
		w.counts.Secrets++
	}
	return nil
}
