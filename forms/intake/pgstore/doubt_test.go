//go:build unix

package pgstore_test

import (
	"bytes"
	"fmt"
	"testing"
	"time"

	"github.com/hytekit/hytekit/forms/intake"
	"github.com/hytekit/hytekit/forms/intake/pgstore"
)

// TestEveryWriteInDoubt cuts the connection around every change but the appending of
// records: each is made once, and its method tells what it tells without a cut.
func TestEveryWriteInDoubt(t *testing.T) {
	now := time.Date(2021, time.January, 15, 12, 0, 0, 0, time.UTC)
	key, token := bytes.Repeat([]byte("k"), 32), bytes.Repeat([]byte("t"), 32)
	session := intake.Session{Key: key, Who: "token", Role: intake.RoleManage, Token: token, OpenedAt: now, SeenAt: now}
	addSession := func(s *pgstore.Store) error { return s.AddSession(t.Context(), session, now) }
	claim := intake.Claim{Channel: "mail", Inquiries: []string{inquiry}, Now: now, Until: now.Add(time.Minute), Limit: 1}
	plan := func(s *pgstore.Store) error {
		from, err := s.Follow(t.Context(), "mail", inquiry)
		if err != nil {
			return err
		}
		planned, err := s.Plan(t.Context(), intake.Plan{
			Channel: "mail", Inquiry: inquiry, From: from, To: from + 1, At: now,
			Deliveries: []intake.Delivery{{Sequence: from + 1, Record: "id", Recipient: "registry"}},
		})
		return wanted(planned, err)
	}
	settled := func(s *pgstore.Store) error {
		claimed, err := s.Claim(t.Context(), claim)
		if err != nil || len(claimed) != 1 {
			return fmt.Errorf("%d claimed, error %w", len(claimed), err)
		}
		o := intake.Outcome{Delivery: claimed[0], Arrived: true}
		o.State, o.Changed = intake.DeliverySent, now
		done, err := s.Settle(t.Context(), o)
		return wanted(done, err)
	}
	for name, c := range map[string]struct {
		text    string // of the message at which is cut
		prepare []func(*pgstore.Store) error
		do      func(*pgstore.Store) error
		state   string // what there is afterwards
		want    string
	}{
		"AddSecret": {"the-name", nil, func(s *pgstore.Store) error {
			_, added, err := s.AddSecret(t.Context(), "the-name", []byte("value"))
			return wanted(added, err)
		}, `SELECT count(*) FROM hytekit.secret`, "1"},
		"ReplaceSecret": {"the-name", nil, func(s *pgstore.Store) error {
			return s.ReplaceSecret(t.Context(), "the-name", []byte("value"))
		}, `SELECT count(*) FROM hytekit.secret`, "1"},
		"AddVersion": {"commit", nil, func(s *pgstore.Store) error {
			_, added, err := s.AddVersion(t.Context(), version(1))
			return wanted(added, err)
		}, `SELECT count(*) FROM hytekit.inquiry_version`, "1"},
		"AddVersion before its end": {version(1).ID, nil, func(s *pgstore.Store) error {
			_, added, err := s.AddVersion(t.Context(), version(1))
			return wanted(added, err)
		}, `SELECT count(*) FROM hytekit.inquiry_version`, "1"},
		"AddSession": {"commit", nil, addSession, `SELECT count(*) FROM hytekit.session`, "1"},
		"SeeSession": {string(key), []func(*pgstore.Store) error{addSession}, func(s *pgstore.Store) error {
			return s.SeeSession(t.Context(), key, now.Add(time.Minute))
		}, `SELECT count(*) FROM hytekit.session WHERE seen_at > opened_at`, "1"},
		"EndSession": {string(key), []func(*pgstore.Store) error{addSession}, func(s *pgstore.Store) error {
			return s.EndSession(t.Context(), key)
		}, `SELECT count(*) FROM hytekit.session`, "0"},
		"AddAudit": {"the-request", nil, func(s *pgstore.Store) error {
			return s.AddAudit(t.Context(), intake.AuditEntry{At: now, Action: intake.AuditLogin, Request: "the-request", Times: 1})
		}, `SELECT count(*) FROM hytekit.audit`, "1"},
		"RevokeLinks": {inquiry, nil, func(s *pgstore.Store) error {
			return s.RevokeLinks(t.Context(), inquiry, "", now)
		}, `SELECT count(*) FROM hytekit.revoked_link`, "1"},
		"Plan": {"registry", nil, plan, `SELECT count(*) FROM hytekit.delivery`, "1"},
		"Settle": {
			"sent",
			[]func(*pgstore.Store) error{plan},
			settled,
			`SELECT count(*) FROM hytekit.delivery WHERE state = 'sent' AND arrived IS NOT NULL`, "1",
		},
		"Purge": {"commit", []func(*pgstore.Store) error{func(s *pgstore.Store) error {
			_, added, err := s.Append(t.Context(), record("here", 1))
			return wanted(added, err)
		}}, func(s *pgstore.Store) error {
			return s.Purge(t.Context(), intake.Purge{Inquiry: inquiry, At: now, Keep: "nothing", Documents: map[int64][]byte{1: []byte(`{}`)}})
		}, `SELECT count(*) FROM hytekit.purge`, "1"},
	} {
		for ending, cuts := range map[string][]cut{"answer lost": {beforeAnswer}, "all": {beforeServer, beforeAnswer, atOnce}} {
			t.Run(name+" "+ending, func(t *testing.T) {
				database, direct := newDatabase(t)
				p, address := newProxy(t, database)
				ready := open(t, direct)
				for _, prepare := range c.prepare {
					if err := prepare(ready); err != nil {
						t.Fatalf("before: %v", err)
					}
				}
				s := open(t, address)
				p.cutAt(c.text, cuts...)
				if err := c.do(s); err != nil {
					t.Errorf("%s: %v", name, err)
				}
				if p.made() == 0 {
					t.Fatal("there was no cut")
				}
				if got := server.Must(t, database, c.state); got != c.want {
					t.Errorf("%s gives %s, want %s", c.state, got, c.want)
				}
			})
		}
	}
}

// wanted makes an error of what was not done.
func wanted(done bool, err error) error {
	if err == nil && !done {
		return fmt.Errorf("it was told not to be done")
	}
	return err
}
