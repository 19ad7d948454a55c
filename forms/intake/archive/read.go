package archive

import (
	"bytes"
	"context"
	"crypto/sha256"
	"errors"
	"fmt"
	"io"
	"maps"
	"slices"

	"github.com/hytekit/hytekit/forms/intake"
)

// Read stores all that [Write] has written, in the same order. Records keep all but
// their Sequence, which the store gives. It looks at the whole file first, and at what
// the store has: that must be nothing, or nothing but the beginning of the same, as after
// an interrupted Read, which may be repeated. Nobody else may add to the store meanwhile.
//
// The counts are those of the file. Errors are [ErrFormat], [ErrOccupied], those of the
// store and of r.
func Read(ctx context.Context, r io.ReadSeeker, store intake.Store) (Counts, error) {
	c, err := look(r)
	if err != nil {
		return Counts{}, err
	}
	if err := c.fits(ctx, store); err != nil {
		return Counts{}, err
	}
	if _, err := r.Seek(0, io.SeekStart); err != nil {
		return Counts{}, err
	}
	for l, err := range lines(r) {
		if err != nil {
			return Counts{}, err
		}
		if err := l.store(ctx, store); err != nil {
			return Counts{}, err
		}
	}
	return c.counts, nil
}

// content is what a file has, without its documents.
type content struct {
	counts   Counts
	records  [][sha256.Size]byte         // in their order
	ids      map[string]bool             // of those
	keys     map[[2]string]bool          // of those, with their inquiries
	versions map[string][]intake.Version // by inquiry
	secrets  map[string][]byte
	last     int64 // sequence
}

// look reads a file to its end.
func look(r io.Reader) (*content, error) {
	c := &content{ids: map[string]bool{}, keys: map[[2]string]bool{}, versions: map[string][]intake.Version{}, secrets: map[string][]byte{}}
	n := 0
	for l, err := range lines(r) {
		if err != nil {
			return nil, err
		}
		n++
		if err := c.add(l); err != nil {
			return nil, fmt.Errorf("line %d: %w", n, err)
		}
		c.counts.add(l)
	}
	return c, nil
}

func (c *content) add(l line) error {
	switch {
	case l.Version != nil:
		v, err := l.Version.read()
		if err != nil {
			return err
		}
		all := c.versions[v.Inquiry]
		if len(all) > 0 && all[len(all)-1].ID == v.ID {
			return fmt.Errorf("%w: a version is there twice", ErrFormat)
		}
		c.versions[v.Inquiry] = append(all, v)
	case l.Revoked != nil:
		if err := intake.CheckRevocation(l.Revoked.Inquiry, l.Revoked.Sender, l.Revoked.Before.UTC()); err != nil {
			return fmt.Errorf("%w: %w", ErrFormat, err)
		}
	case l.Record != nil:
		r, err := l.Record.read()
		if err != nil {
			return err
		}
		key := [2]string{r.Inquiry, r.Key}
		if c.ids[r.ID] || c.keys[key] {
			return fmt.Errorf("%w: a record is there twice", ErrFormat)
		}
		if r.Sequence <= c.last {
			return fmt.Errorf("%w: the records are not in order", ErrFormat)
		}
		c.records = append(c.records, sumOf(r))
		c.ids[r.ID], c.keys[key], c.last = true, true, r.Sequence
	case l.Announced != nil:
		return l.Announced.check()
	case l.Secret != nil:
		if err := intake.CheckSecret(l.Secret.Name, l.Secret.Value); err != nil {
			return fmt.Errorf("%w: %w", ErrFormat, err)
		}
		c.secrets[l.Secret.Name] = l.Secret.Value
	}
	return nil
}

// sumOf is the same for the same record, wherever it stands.
func sumOf(r intake.Record) [sha256.Size]byte {
	text := fmt.Appendf(nil, "%q %q %q %q %d %q %q %q %q %t ", r.ID, r.Inquiry, r.Kind, r.Sender, r.ReceivedAt.UnixMicro(), r.Key, r.Via, r.Version, r.Verdict, r.Confirmed)
	return sha256.Sum256(append(text, r.Document...))
}

// fits reports what the store has beside the beginning of the file.
func (c *content) fits(ctx context.Context, store intake.Store) error {
	counts, err := store.Inquiries(ctx)
	if err != nil {
		return err
	}
	n := 0
	for r, err := range inOrder(ctx, store, slices.Sorted(maps.Keys(counts))) {
		if err != nil {
			return err
		}
		if n >= len(c.records) || c.records[n] != sumOf(r) {
			return fmt.Errorf("%w: a record that is not in the file, or not at the same place; import into a new store", ErrOccupied)
		}
		n++
	}
	return errors.Join(c.fitsVersions(ctx, store), c.fitsSecrets(ctx, store))
}

func (c *content) fitsVersions(ctx context.Context, store intake.Store) error {
	inquiries, err := store.Versioned(ctx)
	if err != nil {
		return err
	}
	for _, inquiry := range inquiries {
		has, err := store.VersionsOf(ctx, inquiry)
		if err != nil {
			return err
		}
		if !begins(c.versions[inquiry], has) {
			return fmt.Errorf("%w: a version of an inquiry that is not in the file; import into a new store", ErrOccupied)
		}
	}
	return nil
}

func (c *content) fitsSecrets(ctx context.Context, store intake.Store) error {
	for name, value := range c.secrets {
		has, err := store.Secret(ctx, name)
		switch {
		case errors.Is(err, intake.ErrNotFound):
		case err != nil:
			return err
		case !bytes.Equal(has, value):
			return fmt.Errorf("%w: another secret of the same name; import into a store that no service has used, or a file without secrets", ErrOccupied)
		}
	}
	return nil
}

func begins(all, first []intake.Version) bool {
	return len(first) <= len(all) && slices.EqualFunc(all[:len(first)], first, sameVersion)
}

func sameVersion(a, b intake.Version) bool {
	return a.ID == b.ID && a.Since.Equal(b.Since) && bytes.Equal(a.Document, b.Document)
}

// store stores what the line has, unless it is there already.
func (l line) store(ctx context.Context, store intake.Store) error {
	switch {
	case l.Version != nil:
		v, err := l.Version.read()
		if err != nil {
			return err
		}
		has, err := store.VersionsOf(ctx, v.Inquiry)
		if err != nil || slices.ContainsFunc(has, func(h intake.Version) bool { return sameVersion(h, v) }) {
			return err
		}
		_, _, err = store.AddVersion(ctx, v)
		return err
	case l.Revoked != nil: // the later of two stays
		return store.RevokeLinks(ctx, l.Revoked.Inquiry, l.Revoked.Sender, l.Revoked.Before.UTC())
	case l.Record != nil:
		r, err := l.Record.read()
		if err != nil {
			return err
		}
		kept, _, err := store.Append(ctx, r)
		if err == nil && sumOf(kept) != sumOf(r) {
			err = fmt.Errorf("%w: another record with the same document", ErrOccupied)
		}
		return err
	case l.Announced != nil:
		return l.Announced.store(ctx, store)
	case l.Secret != nil:
		_, _, err := store.AddSecret(ctx, l.Secret.Name, l.Secret.Value)
		return err
	}
	return nil
}
