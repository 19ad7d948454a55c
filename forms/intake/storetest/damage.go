package storetest

import (
	"errors"
	"iter"
	"reflect"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/hytekit/hytekit/forms/intake"
)

// records are as many as a store that reads in portions needs for several; one
// in the middle is inside of a portion that is not the first.
const (
	records = 300
	middle  = 270
)

// Texts by which to spoil a record.
func document(r intake.Record) string { return string(r.Document[:len(r.Document)-1]) }
func id(r intake.Record) string       { return r.ID }
func key(r intake.Record) string      { return r.Key }

// unreadable returns the part of the contract about a place where the nth
// record was spoiled by a text: what is read in full is right, the rest is an
// error, and nothing is taken for missing.
func unreadable(n int, text func(intake.Record) string) func(*testing.T, Place) {
	return func(t *testing.T, p Place) {
		s := p.Open()
		kept := make([]intake.Record, records)
		for i := range kept {
			kept[i] = add(t, s, record(i))
		}
		if err := s.Close(); err != nil {
			t.Fatalf("Close: %v", err)
		}
		p.Spoil(text(record(n)))
		s = p.Open()
		inquiry := record(0).Inquiry
		readUntilUnreadable(t, s.Records(t.Context(), inquiry), 0, n, kept)
		for _, from := range []int{0, n / 2, n} { // from which record on
			readUntilUnreadable(t, s.After(t.Context(), inquiry, kept[from].Sequence-1), from, n, kept)
		}
		findsOrFails(t, s, n, kept)
		if got, err := s.Count(t.Context(), record(0).Inquiry); err == nil && got != records || err != nil && !errors.Is(err, intake.ErrUnavailable) {
			t.Errorf("Count is %d, error %v; want %d or ErrUnavailable", got, err, records)
		}
		again := record(records)
		again.Key, again.Document = record(n).Key, record(n).Document
		if _, added, err := s.Append(t.Context(), again); added || !errors.Is(err, intake.ErrUnavailable) {
			t.Errorf("Append of an unreadable record: added %v, error %v; want ErrUnavailable", added, err)
		}
		if err := s.Ping(t.Context()); !errors.Is(err, intake.ErrUnavailable) {
			t.Errorf("Ping of a damaged store: %v, want ErrUnavailable", err)
		}
	}
}

// readUntilUnreadable: a reading of the records from one on may end before the nth,
// but never passes it, and never ends as if it were complete.
func readUntilUnreadable(t *testing.T, reading iter.Seq2[intake.Record, error], from, n int, kept []intake.Record) {
	t.Helper()
	read := from
	var failed error
	for r, err := range reading {
		switch {
		case failed != nil:
			t.Fatal("a reading goes on after an error")
		case err != nil:
			failed = err
			discreet(t, err)
			if diff := cmp.Diff(intake.Record{}, r); diff != "" {
				t.Errorf("a record came with the error (-want +got):\n%s", diff)
			}
		case read > n:
			t.Fatalf("a reading leaves out record %d, which it cannot read", n)
		default:
			if !reflect.DeepEqual(kept[read], r) {
				t.Fatalf("record %d is not as it was added", read)
			}
			read++
		}
	}
	if !errors.Is(failed, intake.ErrUnavailable) {
		t.Errorf("a reading from record %d on ends after %d of %d records with the error %v, want ErrUnavailable", from, read, records, failed)
	}
}

func findsOrFails(t *testing.T, s intake.Store, n int, kept []intake.Record) {
	t.Helper()
	for i := range records {
		found, err := s.Find(t.Context(), record(i).ID)
		switch {
		case i == n && err == nil:
			t.Errorf("Find returns record %d, which cannot be read", n)
		case err == nil:
			if !reflect.DeepEqual(kept[i], found) {
				t.Fatalf("Find of record %d: it is not as it was added", i)
			}
		case !errors.Is(err, intake.ErrUnavailable) || errors.Is(err, intake.ErrNotFound):
			t.Fatalf("Find of record %d: %v, want ErrUnavailable", i, err)
		}
	}
}

// unreadableSecret: a service that took its secrets for missing would make new
// ones, and whoever has the organizer's token could not log in any more.
func unreadableSecret(t *testing.T, p Place) {
	s := p.Open()
	const name = "organizer-token"
	if _, _, err := s.AddSecret(t.Context(), name, []byte("value")); err != nil {
		t.Fatalf("AddSecret: %v", err)
	}
	if err := s.Close(); err != nil {
		t.Fatalf("Close: %v", err)
	}
	p.Spoil(name)
	s = p.Open()
	if value, err := s.Secret(t.Context(), name); !errors.Is(err, intake.ErrUnavailable) {
		t.Errorf("Secret: %d bytes, error %v; want ErrUnavailable", len(value), err)
	}
	if _, added, err := s.AddSecret(t.Context(), name, []byte("other")); added || !errors.Is(err, intake.ErrUnavailable) {
		t.Errorf("AddSecret: added %v, error %v; want ErrUnavailable", added, err)
	}
}

// refusedWrite: the store says so until a write succeeds again.
func refusedWrite(t *testing.T, p Place) {
	s := p.Open()
	first := add(t, s, record(1))
	if err := s.ReplaceSecret(t.Context(), "name", []byte("value")); err != nil {
		t.Fatalf("ReplaceSecret: %v", err)
	}
	if err := s.Ping(t.Context()); err != nil {
		t.Fatalf("Ping: %v", err)
	}
	allow := p.Refuse()
	errs := map[string]error{}
	_, _, errs["Append"] = s.Append(t.Context(), record(2))
	errs["Ping"] = s.Ping(t.Context())
	_, _, errs["AddSecret"] = s.AddSecret(t.Context(), "other", []byte("value"))
	errs["ReplaceSecret"] = s.ReplaceSecret(t.Context(), "name", []byte("changed"))
	errs["Ping again"] = s.Ping(t.Context())
	for method, err := range errs {
		if !errors.Is(err, intake.ErrUnavailable) {
			t.Errorf("%s while writes are refused: %v, want ErrUnavailable", method, err)
		}
	}
	if diff := cmp.Diff([]intake.Record{first}, all(t, s, first.Inquiry)); diff != "" {
		t.Errorf("records while writes are refused (-want +got):\n%s", diff)
	}
	wantSecret(t, s, "name", []byte("value"))
	allow()
	add(t, s, record(2))
	if err := s.Ping(t.Context()); err != nil {
		t.Errorf("Ping after a write: %v", err)
	}
	if n := count(t, s, first.Inquiry); n != 2 {
		t.Errorf("%d records, want 2", n)
	}
}
