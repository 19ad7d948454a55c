package storetest

import (
	"context"
	"errors"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/hytekit/hytekit/forms/intake"
)

// use calls every method that takes a context and returns the errors by name.
func use(ctx context.Context, s intake.Store) map[string]error {
	errs := make(map[string]error)
	_, _, errs["Append"] = s.Append(ctx, record(900))
	_, _, errs["AppendAll"] = s.AppendAll(ctx, page(500))
	_, errs["Find"] = s.Find(ctx, record(1).ID)
	from, below := intake.ExactKey(record(1).Key)
	_, errs["Keyed"] = s.Keyed(ctx, record(1).Inquiry, from, below)
	for _, err := range s.Records(ctx, record(1).Inquiry) {
		errs["Records"] = err
	}
	for _, err := range s.After(ctx, record(1).Inquiry, 0) {
		errs["After"] = err
	}
	_, errs["Count"] = s.Count(ctx, record(1).Inquiry)
	_, errs["Inquiries"] = s.Inquiries(ctx)
	_, errs["Newest"] = s.Newest(ctx)
	_, _, errs["AddVersion"] = s.AddVersion(ctx, version(1))
	_, errs["VersionsOf"] = s.VersionsOf(ctx, version(1).Inquiry)
	if r, err := s.Find(context.WithoutCancel(ctx), record(1).ID); err == nil {
		errs["Purge"] = s.Purge(ctx, purge(r))
	} else {
		errs["Purge"] = err
	}
	_, errs["Purges"] = s.Purges(ctx, record(1).Inquiry)
	_, errs["Secret"] = s.Secret(ctx, "name")
	_, _, errs["AddSecret"] = s.AddSecret(ctx, "other", []byte("value"))
	errs["ReplaceSecret"] = s.ReplaceSecret(ctx, "name", []byte("changed"))
	errs["Ping"] = s.Ping(ctx)
	errs["AddSession"] = s.AddSession(ctx, session(200), received)
	_, errs["Session"] = s.Session(ctx, session(100).Key)
	errs["SeeSession"] = s.SeeSession(ctx, session(100).Key, received)
	errs["EndSession"] = s.EndSession(ctx, session(201).Key)
	errs["AddAudit"] = s.AddAudit(ctx, entry(1))
	_, errs["AuditAfter"] = s.AuditAfter(ctx, 0, 1)
	_, errs["AuditBefore"] = s.AuditBefore(ctx, 9, 1)
	errs["RevokeLinks"] = s.RevokeLinks(ctx, "spring", "one", received)
	_, errs["Revocations"] = s.Revocations(ctx)
	_, errs["LinksRevoked"] = s.LinksRevoked(ctx, "spring", "one")
	return errs
}

// methods is the number of results that use returns.
const methods = 27

func contextEnded(t *testing.T, open func() intake.Store) {
	s := open()
	kept := add(t, s, record(1))
	if err := s.ReplaceSecret(t.Context(), "name", []byte("value")); err != nil {
		t.Fatalf("ReplaceSecret: %v", err)
	}
	addSession(t, s, session(100), received)
	errs := use(canceled(t), s)
	if len(errs) != methods {
		t.Errorf("%d of %d methods gave an answer", len(errs), methods)
	}
	for method, err := range errs {
		if !errors.Is(err, context.Canceled) || errors.Is(err, intake.ErrUnavailable) {
			t.Errorf("%s with an ended context: %v, want context.Canceled only", method, err)
		}
		discreet(t, err)
	}
	late, cancel := context.WithDeadline(t.Context(), received)
	defer cancel()
	if _, _, err := s.Append(late, record(2)); !errors.Is(err, context.DeadlineExceeded) {
		t.Errorf("Append after its deadline: %v, want context.DeadlineExceeded", err)
	}
	wantSecret(t, s, "name", []byte("value"))
	if diff := cmp.Diff([]intake.Record{kept}, all(t, s, record(1).Inquiry)); diff != "" {
		t.Errorf("records (-want +got):\n%s", diff)
	}
	for method, err := range use(t.Context(), s) {
		if err != nil {
			t.Errorf("%s afterwards: %v", method, err)
		}
	}
}

func contextEndsDuringRecords(t *testing.T, open func() intake.Store) {
	s := open()
	for n := range 3 {
		add(t, s, record(n))
	}
	ctx, cancel := context.WithCancel(t.Context())
	defer cancel()
	var errs []error
	for r, err := range s.Records(ctx, record(0).Inquiry) {
		cancel()
		errs = append(errs, err)
		if err != nil && r.ID != "" {
			t.Errorf("a record came with an error")
		}
	}
	if len(errs) != 2 || errs[0] != nil || !errors.Is(errs[1], context.Canceled) {
		t.Errorf("pairs with the errors %v, want one record and context.Canceled", errs)
	}
	if n := len(all(t, s, record(0).Inquiry)); n != 3 {
		t.Errorf("%d records, want 3", n)
	}
}

func reopened(t *testing.T, open func() intake.Store) {
	s := open()
	var want []intake.Record
	for n := range 3 {
		want = append(want, add(t, s, record(n)))
	}
	if _, _, err := s.AddSecret(t.Context(), "cookie-key", []byte("value")); err != nil {
		t.Fatalf("AddSecret: %v", err)
	}
	if err := s.Close(); err != nil {
		t.Fatalf("Close: %v", err)
	}
	s = open()
	if diff := cmp.Diff(want, all(t, s, want[0].Inquiry)); diff != "" {
		t.Errorf("records (-want +got):\n%s", diff)
	}
	wantSecret(t, s, "cookie-key", []byte("value"))
	kept, added, err := s.Append(t.Context(), want[1])
	if err != nil || added || kept.ID != want[1].ID {
		t.Errorf("Append of a kept record: added %v, error %v", added, err)
	}
	want = append(want, add(t, s, record(3)))
	if diff := cmp.Diff(want, all(t, s, want[0].Inquiry)); diff != "" {
		t.Errorf("records after another one (-want +got):\n%s", diff)
	}
}

// openTwice: what one store acknowledged, another on the same data sees at once.
func openTwice(t *testing.T, open func() intake.Store) {
	one, other := open(), open()
	for n := range 4 {
		r := add(t, one, record(n))
		found, err := other.Find(t.Context(), r.ID)
		if err != nil {
			t.Fatalf("Find in the other store: %v", err)
		}
		if diff := cmp.Diff(r, found); diff != "" {
			t.Fatalf("the other store's record (-want +got):\n%s", diff)
		}
		one, other = other, one
	}
	if err := one.ReplaceSecret(t.Context(), "name", []byte("value")); err != nil {
		t.Fatalf("ReplaceSecret: %v", err)
	}
	wantSecret(t, other, "name", []byte("value"))
	if err := one.Close(); err != nil {
		t.Fatalf("Close: %v", err)
	}
	add(t, other, record(4))
	if n := len(all(t, other, record(0).Inquiry)); n != 5 {
		t.Errorf("%d records, want 5", n)
	}
}

func closed(t *testing.T, open func() intake.Store) {
	s := open()
	if err := s.Ping(t.Context()); err != nil {
		t.Errorf("Ping: %v", err)
	}
	for range 2 {
		if err := s.Close(); err != nil {
			t.Errorf("Close: %v", err)
		}
	}
	errs := use(t.Context(), s)
	if len(errs) != methods {
		t.Errorf("%d of %d methods gave an answer", len(errs), methods)
	}
	for method, err := range errs {
		if !errors.Is(err, intake.ErrUnavailable) {
			t.Errorf("%s of a closed store: %v, want ErrUnavailable", method, err)
		}
		discreet(t, err)
	}
}
