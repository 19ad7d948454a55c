package intake

import (
	"bytes"
	"context"
	"crypto/hmac"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"slices"
	"strconv"
	"strings"
	"sync"
	"time"

	"github.com/hytekit/hytekit/forms"
	"github.com/hytekit/hytekit/forms/intake/board"
	"github.com/hytekit/hytekit/forms/texts"
	"github.com/hytekit/hytekit/forms/view"
)

// Reducer says what stays of documents when they are needed no more.
type Reducer struct {
	// Keeps are the words for what stays, the one that keeps most first: [Purge].Keep.
	Keeps []string
	// Texts say to the organizer what stays, by language: the keys are "purge." and one of
	// the Keeps.
	Texts texts.Set
	// Reduce returns what stays of the documents of one inquiry's records, in their order.
	// In place of an e-mail address it puts what pseudonym makes of it.
	Reduce func(records []Record, keep string, pseudonym func(email string) string) ([][]byte, error)
}

// Retention says when documents are purged. The zero value is not valid.
type Retention struct {
	// Inquiry is the id of the inquiry; empty for all that have no Retention of their own
	// with the same Keep.
	Inquiry string
	// Keep is what stays, one of the [Reducer]'s words.
	Keep string
	// Months is how long after the inquiry's deadline.
	Months int
}

// due is when the documents of an inquiry are purged.
func (r Retention) due(inquiry Inquiry) (time.Time, error) {
	end, err := inquiry.Window().Deadline.End()
	return end.AddDate(0, r.Months, 0), err
}

// purgedHost is the domain of the addresses that stand in place of others; nobody can have
// one there (RFC 6761).
const purgedHost = "@purged.invalid"

// PlanPurge is what [Store.Purge] has to do for an inquiry so that what keep says is all
// that stays. There are no documents in the plan if nothing else is there. The key for what
// stands in place of e-mail addresses is of random, and kept nowhere. The errors are those of
// the store and of random, or say for which documents there is no rule.
func (k *Kinds) PlanPurge(ctx context.Context, store Store, inquiry, keep string, at time.Time, random io.Reader) (Purge, error) {
	p := Purge{Inquiry: inquiry, At: at.UTC().Truncate(time.Microsecond), Keep: keep, Documents: map[int64][]byte{}}
	if k.Reducer == nil {
		return p, errors.New("intake: nothing says what stays of documents")
	}
	key := make([]byte, sha256.Size)
	if _, err := io.ReadFull(random, key); err != nil {
		return p, fmt.Errorf("intake: reading random bytes: %w", err)
	}
	var records []Record
	for r, err := range store.Records(ctx, inquiry) {
		if err != nil {
			return p, err
		}
		records = append(records, r)
	}
	kept, err := k.Reducer.Reduce(records, keep, func(email string) string { return pseudonym(key, email) })
	if err != nil {
		return p, err
	}
	for n, r := range records {
		if !bytes.Equal(kept[n], r.Document) {
			p.Documents[r.Sequence] = kept[n]
		}
	}
	return p, nil
}

// pseudonym is the same for the same address, in whatever case it was written. What stands
// in place of an address already stays.
func pseudonym(key []byte, email string) string {
	email = strings.ToLower(email)
	if strings.HasSuffix(email, purgedHost) {
		return email
	}
	sum := hmac.New(sha256.New, key)
	sum.Write([]byte(email))
	return hex.EncodeToString(sum.Sum(nil)[:8]) + purgedHost
}

// purgeInterval is how often a service looks what is due.
const purgeInterval = time.Hour

// PurgeWhenDue purges what is due by the configuration, at once and then every hour, until
// the context ends. What it has done or could not do is in the log.
func (s *Service) PurgeWhenDue(ctx context.Context) {
	if len(s.config.Retention) == 0 {
		return
	}
	for {
		if err := s.PurgeDue(ctx); err != nil && ctx.Err() == nil {
			s.config.Logger.LogAttrs(ctx, slog.LevelError, "documents that are due could not be purged", slog.String("error", err.Error()))
		}
		select {
		case <-ctx.Done():
			return
		case <-time.After(purgeInterval):
		}
	}
}

// PurgeDue purges what is due by the configuration. The error says for which inquiries that
// failed; the others are purged.
func (s *Service) PurgeDue(ctx context.Context) error {
	var errs []error
	for _, i := range s.order {
		for _, r := range s.retention(i) {
			if err := s.purgeIfDue(ctx, i, r); err != nil {
				errs = append(errs, fmt.Errorf("inquiry %q, keeping %q: %w", i.id(), r.Keep, err))
			}
		}
	}
	return errors.Join(errs...)
}

// retention are the rules for an inquiry, of those with the same Keep its own.
func (s *Service) retention(i *served) (rules []Retention) {
	if s.config.Kinds.Reducer == nil {
		return nil
	}
	for _, keep := range s.config.Kinds.Reducer.Keeps {
		var found *Retention
		for n := range s.config.Retention {
			r := &s.config.Retention[n]
			if r.Keep == keep && (r.Inquiry == i.id() || r.Inquiry == "" && found == nil) {
				found = r
			}
		}
		if found != nil {
			rules = append(rules, *found)
		}
	}
	return rules
}

func (s *Service) purgeIfDue(ctx context.Context, i *served, r Retention) error {
	now := s.config.Now()
	due, err := r.due(i.inquiry)
	if err != nil || now.Before(due) {
		return err
	}
	state, err := s.storedState(ctx, i.id())
	if err != nil || i.purged.nothingLeft(r.Keep, state) {
		return err
	}
	p, err := s.config.Kinds.PlanPurge(ctx, s.config.Store, i.id(), r.Keep, now, s.config.Random)
	if err != nil {
		return err
	}
	if len(p.Documents) == 0 {
		i.purged.note(r.Keep, state)
		return nil
	}
	if err := s.config.Store.Purge(ctx, p); err != nil {
		return err
	}
	s.config.Logger.LogAttrs(ctx, slog.LevelInfo, "documents that were due are purged",
		slog.String("inquiry", p.Inquiry), slog.String("keep", p.Keep), slog.Int("records", len(p.Documents)))
	return nil
}

// storedState says which records an inquiry has: the same numbers mean the same records, see
// [Store.Count].
type storedState struct {
	count  int64
	purges int
}

func (s *Service) storedState(ctx context.Context, inquiry string) (storedState, error) {
	count, err := s.config.Store.Count(ctx, inquiry)
	if err != nil {
		return storedState{}, err
	}
	purges, err := s.config.Store.Purges(ctx, inquiry)
	return storedState{count, len(purges)}, err
}

// purged remembers of which records nothing was left to purge, so that they are not read
// again each hour. The zero value knows of none.
type purged struct {
	mu   sync.Mutex
	left map[string]storedState // by Keep
}

func (p *purged) nothingLeft(keep string, now storedState) bool {
	p.mu.Lock()
	defer p.mu.Unlock()
	seen, ok := p.left[keep]
	return ok && seen == now
}

func (p *purged) note(keep string, now storedState) {
	p.mu.Lock()
	defer p.mu.Unlock()
	if p.left == nil {
		p.left = map[string]storedState{}
	}
	p.left[keep] = now
}

// purgeFacts say when what is purged, and what was.
func (d *Desk) purgeFacts() (facts []board.Fact) {
	fact := func(label, text, keep string, at time.Time, count int) {
		stays := ""
		if words, ok := d.service.config.Kinds.Reducer.Texts[d.Language()]; ok {
			stays, _ = words.Lookup("purge." + keep)
		}
		facts = append(facts, board.Fact{Name: d.t.Text(label), Value: view.Text(d.t.Text(text,
			"date", forms.InstantText(d.t, at), "count", strconv.Itoa(count), "stays", stays))})
	}
	if d.service.config.Kinds.Reducer == nil {
		return nil
	}
	for _, p := range d.past.purges {
		fact("purge.done", "purge.done.text", p.Keep, p.At, p.Records)
	}
	for _, r := range d.service.retention(d.of) {
		if due, err := r.due(d.of.inquiry); err == nil && d.now.Before(due) {
			fact("purge.due", "purge.due.text", r.Keep, due, 0)
		}
	}
	return facts
}

// checkRetention says what is wrong with the rules.
func (c *Config) checkRetention() error {
	for _, r := range c.Retention {
		switch {
		case c.Kinds.Reducer == nil:
			return errors.New("intake: nothing says what stays of documents")
		case !slices.Contains(c.Kinds.Reducer.Keeps, r.Keep):
			return fmt.Errorf("intake: retention: %q is none of %s", r.Keep, strings.Join(c.Kinds.Reducer.Keeps, ", "))
		case r.Months < 0 || r.Months > 1200:
			return errors.New("intake: retention: write months, 0 to 1200")
		case r.Inquiry != "" && !c.serves(r.Inquiry):
			return fmt.Errorf("intake: retention: the inquiry %q is not served", r.Inquiry)
		}
	}
	return nil
}

func (c *Config) serves(id string) bool {
	return slices.ContainsFunc(c.Inquiries, func(i Inquiry) bool { return i.ID() == id })
}
