package intake

import (
	"cmp"
	"context"
	"fmt"
	"time"
)

// Links remember which personal links a [Store] keeps from being used. A link itself is
// kept nowhere.
type Links interface {
	// RevokeLinks ends all links of an organization for an inquiry that were made before an
	// instant; of all its organizations if the sender is empty. A link that was revoked once
	// stays so. The error is [ErrInvalid] where [CheckRevocation] has one.
	RevokeLinks(ctx context.Context, inquiry, sender string, before time.Time) error

	// LinksRevoked returns the instant before which the links of an organization for an
	// inquiry were revoked, by itself or with all others; zero if none were.
	LinksRevoked(ctx context.Context, inquiry, sender string) (before time.Time, err error)

	// Revocations returns all revocations, in the order of their inquiries and senders.
	Revocations(ctx context.Context) ([]Revocation, error)
}

// Revocation says which personal links have ended.
type Revocation struct {
	Inquiry string `json:"inquiry"`
	// Sender is the id of the organization; empty for all of the inquiry.
	Sender string `json:"sender,omitempty"`
	// Before is the instant before which the links were made, in UTC and whole
	// microseconds.
	Before time.Time `json:"before"`
}

// CheckRevocation returns nil if a [Store] takes the revocation, and otherwise an error
// that wraps [ErrInvalid] and contains none of the values.
func CheckRevocation(inquiry, sender string, before time.Time) error {
	if problem := cmp.Or(oneLine(inquiry, 1), oneLine(sender, 0), storableTime(before)); problem != "" {
		return fmt.Errorf("%w: revocation: %s", ErrInvalid, problem)
	}
	return nil
}
