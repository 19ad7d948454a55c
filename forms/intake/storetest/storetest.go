// Package storetest holds the contract of [intake.Store] as a test that every
// implementation runs:
//
//	func TestContract(t *testing.T) {
//		storetest.Run(t, func(t *testing.T) storetest.Place {
//			path := filepath.Join(t.TempDir(), "intake.db")
//			return storetest.Place{
//				Open:   func() intake.Store { … open the store at path … },
//				Spoil:  func(text string) { … overwrite what holds the text … },
//				Refuse: func() (allow func()) { … make writes fail … },
//			}
//		})
//	}
//
// It does not reach all that needs help from outside: power cuts, full disks
// and killed processes are for the implementation's own tests.
package storetest

import (
	"context"
	"fmt"
	"reflect"
	"strings"
	"testing"
	"time"

	"github.com/hytekit/hytekit/forms/intake"
)

// A Place is where the stores of one part of the contract keep their data. It
// is empty at first. Its functions fail the test themselves when they cannot do
// what they are there for.
type Place struct {
	// Open opens a store on the place, also while earlier ones are still open;
	// all of them must see the same data. The contract closes them.
	Open func() intake.Store
	// Spoil makes everything on the place that contains the text unreadable, as
	// a failing disk does: records, secrets, and what leads to them. Whatever
	// shares a page with it may become unreadable too. No store is open then;
	// those opened afterwards meet the damage.
	Spoil func(text string)
	// Refuse makes every write to the place fail until allow is called, also
	// those of open stores. Reading goes on.
	Refuse func() (allow func())
}

// Run runs the contract. For each part of it Run calls place once.
func Run(t *testing.T, place func(t *testing.T) Place) {
	t.Helper()
	for _, part := range []struct {
		name string
		test func(t *testing.T, open func() intake.Store)
	}{
		{"AppendKeepsEveryField", appendKeepsEveryField},
		{"AppendOfSameKeyAndDocument", appendOfSameKeyAndDocument},
		{"AppendOfSameKeyOtherDocument", appendOfSameKeyOtherDocument},
		{"AppendOfSameKeyInOtherInquiry", appendOfSameKeyInOtherInquiry},
		{"AppendOfTakenID", appendOfTakenID},
		{"AppendOfInvalidRecord", appendOfInvalidRecord},
		{"AppendSharesNoMemory", appendSharesNoMemory},
		{"AppendUnicode", appendUnicode},
		{"AppendLargeDocument", appendLargeDocument},
		{"ConcurrentAppendsOfOneKey", concurrentAppendsOfOneKey},
		{"ConcurrentAppendsOfManyKeys", concurrentAppendsOfManyKeys},
		{"AppendAfterCount", appendAfterCount},
		{"ConcurrentAppendsAfterCount", concurrentAppendsAfterCount},
		{"AppendAllOfAPage", appendAllOfAPage},
		{"AppendAllRefused", appendAllRefused},
		{"AppendAllInvalid", appendAllInvalid},
		{"AppendAllAtOnce", appendAllAtOnce},
		{"RecordsInOrderOfArrival", recordsInOrderOfArrival},
		{"SequenceInOrderOfArrival", sequenceInOrderOfArrival},
		{"RecordsOfManyPages", recordsOfManyPages},
		{"RecordsWhileTheLoopUsesTheStore", recordsWhileTheLoopUsesTheStore},
		{"RecordsStopsWithTheLoop", recordsStopsWithTheLoop},
		{"AfterSequence", afterSequence},
		{"AfterWhileOthersAppend", afterWhileOthersAppend},
		{"FollowingOneStore", followingOneStore},
		{"FollowingWhileOthersAppend", followingWhileOthersAppend},
		{"NothingFound", nothingFound},
		{"KeyedLatest", keyedLatest},
		{"InquiriesCounted", inquiriesCounted},
		{"NewestBySequence", newestBySequence},
		{"VersionsInOrder", versionsInOrder},
		{"VersionsApart", versionsApart},
		{"VersionsListed", versionsListed},
		{"SecretsListed", secretsListed},
		{"PurgeReplacesDocuments", purgeReplacesDocuments},
		{"PurgeIsAllOrNone", purgeIsAllOrNone},
		{"SecretOnce", secretOnce},
		{"SecretReplaced", secretReplaced},
		{"SecretConcurrently", secretConcurrently},
		{"SecretInvalid", secretInvalid},
		{"SessionKept", sessionKept},
		{"SessionSeen", sessionSeen},
		{"SessionEnded", sessionEnded},
		{"SessionForgotten", sessionForgotten},
		{"SessionInvalid", sessionInvalid},
		{"AuditKept", auditKept},
		{"AuditPages", auditPages},
		{"AuditConcurrently", auditConcurrently},
		{"AuditInvalid", auditInvalid},
		{"LinksRevoked", linksRevoked},
		{"LinksRevokedTogether", linksRevokedTogether},
		{"LinksInvalid", linksInvalid},
		{"LinksListed", linksListed},
		{"ContextEnded", contextEnded},
		{"ContextEndsDuringRecords", contextEndsDuringRecords},
		{"Reopened", reopened},
		{"OpenTwice", openTwice},
		{"Closed", closed},
	} {
		t.Run(part.name, func(t *testing.T) { part.test(t, closing(t, place(t)).Open) })
	}
	for _, part := range []struct {
		name string
		test func(t *testing.T, p Place)
	}{
		{"UnreadableFirst", unreadable(0, document)},
		{"UnreadableMiddle", unreadable(middle, document)},
		{"UnreadableLast", unreadable(records-1, document)},
		{"UnreadableID", unreadable(middle, id)},
		{"UnreadableKey", unreadable(middle, key)},
		{"UnreadableSecret", unreadableSecret},
		{"RefusedWrite", refusedWrite},
	} {
		t.Run(part.name, func(t *testing.T) { part.test(t, closing(t, place(t))) })
	}
}

// closing returns the place with an Open whose stores are closed in the end.
func closing(t *testing.T, p Place) Place {
	open := p.Open
	p.Open = func() intake.Store {
		s := open()
		t.Cleanup(func() { _ = s.Close() }) // the part Closed looks at its error
		return s
	}
	return p
}

// marker stands in every test document; an error that contains it has leaked.
const marker = "Aino Esimerkki"

// received is the time of the first record of a test, with microseconds.
var received = time.Date(2021, time.January, 15, 14, 14, 59, 123456000, time.UTC)

// record returns a valid record that differs for every n.
func record(n int) intake.Record {
	return intake.Record{
		ID:         fmt.Sprintf("id-%06d", n),
		Inquiry:    "kanta-hame-hyte-2021",
		Kind:       "nomination",
		Sender:     fmt.Sprintf("municipality:%03d", n%1000),
		ReceivedAt: received.Add(time.Duration(n) * time.Microsecond),
		Key:        fmt.Sprintf("key-%06d", n),
		Via:        []string{"form", "api", ""}[n%3],
		Version:    fmt.Sprintf("version-%d", n%4),
		Verdict:    []string{"received", "late"}[n%2],
		Confirmed:  n%2 == 0,
		Document:   fmt.Appendf(nil, `{"n": %d, "name": %q}`, n, marker),
	}
}

// able is the store as one that can do more, if it can: not every store has to.
func able[T intake.Store](t *testing.T, s intake.Store) T {
	t.Helper()
	more, ok := s.(T)
	if !ok {
		t.Skipf("the store is no %v", reflect.TypeFor[T]())
	}
	return more
}

// add appends a record, which must be new and come back as it was given, with a
// sequence.
func add(t *testing.T, s intake.Store, r intake.Record) intake.Record {
	t.Helper()
	kept, added, err := s.Append(t.Context(), r)
	if err != nil || !added {
		t.Fatalf("Append: added %v, error %v; want a new record", added, err)
	}
	if kept.Sequence < 1 {
		t.Fatalf("Append gave the sequence %d, want one from 1 upwards", kept.Sequence)
	}
	r.Sequence = kept.Sequence
	if !reflect.DeepEqual(r, kept) { // says nothing of the difference: a document can have megabytes
		t.Fatalf("Append returned another record than the one it was given")
	}
	return kept
}

// all reads every record of an inquiry.
func all(t *testing.T, s intake.Store, inquiry string) []intake.Record {
	t.Helper()
	var records []intake.Record
	for r, err := range s.Records(t.Context(), inquiry) {
		if err != nil {
			t.Fatalf("Records: %v", err)
		}
		records = append(records, r)
	}
	return records
}

// count asks for the number of records of an inquiry.
func count(t *testing.T, s intake.Store, inquiry string) int {
	t.Helper()
	n, err := s.Count(t.Context(), inquiry)
	if err != nil {
		t.Fatalf("Count: %v", err)
	}
	return int(n)
}

// discreet fails t if err carries a part of a test document.
func discreet(t *testing.T, err error) {
	t.Helper()
	if err != nil && strings.Contains(err.Error(), marker) {
		t.Errorf("an error contains a part of the document: %v", err)
	}
}

// canceled returns a context that has ended.
func canceled(t *testing.T) context.Context {
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	return ctx
}
