package intake

import (
	"context"
	"fmt"
	"time"
)

// AuditEntry is one line of the audit log: what one of the organizer's people did, or
// what was refused to somebody. It holds ids and names of pages, and nothing that was
// received or typed.
type AuditEntry struct {
	// Sequence says which of two entries came first. The store gives it, from 1 upwards,
	// with gaps. What a new entry has there is not looked at.
	Sequence int64 `json:"sequence"`
	// At is the instant, in UTC and whole microseconds.
	At     time.Time   `json:"at"`
	Action AuditAction `json:"action"`
	// Who is as in [Session]; empty for a stranger.
	Who string `json:"who,omitempty"`
	// Role is the one that the person had; empty for a stranger.
	Role Role `json:"role,omitempty"`
	// Page is the address as the service knows it, with names in place of what varies:
	// "/admin/{inquiry}/accept/{id}".
	Page string `json:"page,omitempty"`
	// Inquiry is the id of the inquiry that it is about, if any.
	Inquiry string `json:"inquiry,omitempty"`
	// Record is the id of the record that is looked at, or was added; empty if none.
	Record string `json:"record,omitempty"`
	// Request is the id of the request as the answer gave it in X-Request-Id; empty if it
	// had none.
	Request string `json:"request,omitempty"`
	// Times is how often it happened, where entries of strangers are put together: 1 or
	// more.
	Times int `json:"times"`
}

// AuditAction is what an entry of the audit log tells.
type AuditAction string

// The actions.
const (
	AuditLogin        AuditAction = "login"
	AuditLogout       AuditAction = "logout"
	AuditLoginRefused AuditAction = "login-refused" // the sign-in code was wrong, or the person has no role
	AuditRateLimit    AuditAction = "rate-limit"    // a client came too often
	AuditDenied       AuditAction = "denied"        // the role was too small
	AuditView         AuditAction = "view"
	AuditDownload     AuditAction = "download"
	AuditSubmit       AuditAction = "submit"   // a form of a board was sent, whatever came of it
	AuditDecision     AuditAction = "decision" // a record was added to what was received
	AuditRemind       AuditAction = "remind"   // letters to those who have not answered, so many Times
	AuditInvite       AuditAction = "invite"   // personal links were made or sent, so many Times
	AuditRevoke       AuditAction = "revoke"   // personal links were ended
)

// maxPage is the limit for the page and the request of an entry, in bytes.
const maxPage = 200

// Check returns nil if a [Store] takes the entry, and otherwise an error that wraps
// [ErrInvalid] and names the field, never its value.
func (e AuditEntry) Check() error {
	optional := func(s string, limit int) string {
		if s == "" {
			return ""
		}
		return visibleASCII(s, limit)
	}
	for _, f := range []struct{ field, problem string }{
		{"At", storableTime(e.At)},
		{"Action", visibleASCII(string(e.Action), maxID)},
		{"Who", optional(e.Who, maxWho)},
		{"Role", optional(string(e.Role), maxID)},
		{"Page", optional(e.Page, maxPage)},
		{"Inquiry", oneLine(e.Inquiry, 0)},
		{"Record", optional(e.Record, maxID)},
		{"Request", optional(e.Request, maxPage)},
		{"Times", lengthBetween(e.Times, 1, 1<<30)},
	} {
		if f.problem != "" {
			return fmt.Errorf("%w: audit entry: %s: %s", ErrInvalid, f.field, f.problem)
		}
	}
	return nil
}

// Audit is the audit log that a [Store] keeps. Entries are only ever added.
type Audit interface {
	// AddAudit adds an entry for good, with a Sequence greater than those of all that had
	// been added before. One that fails [AuditEntry.Check] is [ErrInvalid].
	AddAudit(ctx context.Context, e AuditEntry) error

	// AuditAfter returns the first entries whose Sequence is greater than after, the
	// oldest first, and limit of them at most.
	AuditAfter(ctx context.Context, after int64, limit int) ([]AuditEntry, error)

	// AuditBefore returns the last entries whose Sequence is less than before, the latest
	// first, and limit of them at most.
	AuditBefore(ctx context.Context, before int64, limit int) ([]AuditEntry, error)
}
