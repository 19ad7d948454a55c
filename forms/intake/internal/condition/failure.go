package condition

import (
	"context"
	"errors"
	"fmt"
	"slices"

	"github.com/hytekit/hytekit/forms/intake"
)

// Kind is what one implementation of a store has of its own.
type Kind struct {
	Package  string  // begins its errors: "sqlitestore"
	Database string  // begins what it logs: "the data file"
	Own      []error // those of its Open beside those of [intake.Store]
	// Sort returns a failure of the database or of the way to it as
	// [intake.ErrDamaged], [intake.ErrFull] or [intake.ErrUnavailable], wrapped in
	// words that quote nothing of what was received. Errors that are one of these
	// already do not come to it.
	Sort func(error) error
}

// promised are the errors of intake.Store that say something about what was asked, and so
// nothing about the database.
var promised = []error{intake.ErrNotFound, intake.ErrKeyReused, intake.ErrIDTaken, intake.ErrOvertaken, intake.ErrInvalid}

// Named reports whether an error is promised by name: it says something about what was
// asked, not about the database.
func (k Kind) Named(err error) bool {
	is := func(n error) bool { return errors.Is(err, n) }
	return slices.ContainsFunc(promised, is) || slices.ContainsFunc(k.Own, is)
}

// Sorted returns a failure of the database as one of the errors that [intake.Store]
// promises, which wrap [intake.ErrUnavailable].
func (k Kind) Sorted(err error) error {
	if errors.Is(err, intake.ErrUnavailable) {
		return err
	}
	return k.Sort(err)
}

// Failure says what was being done and sorts err into the kinds that [intake.Store]
// promises. What is neither a promised error nor the end of ctx is a failure of the
// database; damage is kept.
func (c *Condition) Failure(ctx context.Context, doing string, err error) error {
	switch ended := ctx.Err(); {
	case c.kind.Named(err):
	case ended != nil:
		err = ended
	default:
		err = c.kind.Sorted(err)
		if errors.Is(err, intake.ErrDamaged) {
			c.FoundDamage(err)
		}
	}
	return fmt.Errorf("%s: %s: %w", c.kind.Package, doing, err)
}
