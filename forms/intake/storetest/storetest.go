// Package storetest holds the contract of [intake.Store] as a test that every
// implementation runs:
//
//	func TestContract(t *testing.T) {
//		storetest.Run(t, func(t *testing.T) func() intake.Store {
//			path := filepath.Join(t.TempDir(), "intake.db")
//			return func() intake.Store { … open the store at path … }
//		})
//	}
//
// It does not reach what needs help from outside: power cuts, full disks and
// killed processes are for the implementation's own tests.
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

// Run runs the contract. For each part of it Run calls place once, which
// prepares an empty place for data and returns a function that opens a store
// on it. That function is called one or more times, also while earlier stores
// on the same place are still open; all of them must see the same data. It
// fails t itself when it cannot open. Run closes every store that it opened.
func Run(t *testing.T, place func(t *testing.T) (open func() intake.Store)) {
	t.Helper()
	for _, part := range []struct {
		name string
		test func(t *testing.T, open func() intake.Store)
	}{
		{"AppendKeepsEveryField", appendKeepsEveryField},
		{"AppendOfSameKeyAndDocument", appendOfSameKeyAndDocument},
		{"AppendOfSameKeyOtherDocument", appendOfSameKeyOtherDocument},
		{"AppendOfSameKeyInOtherCall", appendOfSameKeyInOtherCall},
		{"AppendOfTakenID", appendOfTakenID},
		{"AppendOfInvalidRecord", appendOfInvalidRecord},
		{"AppendSharesNoMemory", appendSharesNoMemory},
		{"AppendUnicode", appendUnicode},
		{"AppendLargeDocument", appendLargeDocument},
		{"ConcurrentAppendsOfOneKey", concurrentAppendsOfOneKey},
		{"ConcurrentAppendsOfManyKeys", concurrentAppendsOfManyKeys},
		{"RecordsInOrderOfArrival", recordsInOrderOfArrival},
		{"RecordsOfManyPages", recordsOfManyPages},
		{"RecordsWhileTheLoopUsesTheStore", recordsWhileTheLoopUsesTheStore},
		{"RecordsStopsWithTheLoop", recordsStopsWithTheLoop},
		{"NothingFound", nothingFound},
		{"SecretOnce", secretOnce},
		{"SecretReplaced", secretReplaced},
		{"SecretConcurrently", secretConcurrently},
		{"SecretInvalid", secretInvalid},
		{"ContextEnded", contextEnded},
		{"ContextEndsDuringRecords", contextEndsDuringRecords},
		{"Reopened", reopened},
		{"OpenTwice", openTwice},
		{"Closed", closed},
	} {
		t.Run(part.name, func(t *testing.T) {
			open := place(t)
			part.test(t, func() intake.Store {
				s := open()
				t.Cleanup(func() { _ = s.Close() }) // the part Closed looks at its error
				return s
			})
		})
	}
}

// marker stands in every test document; an error that contains it has leaked.
const marker = "Aino Esimerkki"

// received is the time of the first record of a test, with microseconds.
var received = time.Date(2021, time.January, 15, 14, 14, 59, 123456000, time.UTC)

// record returns a valid record that differs for every n.
func record(n int) intake.Record {
	return intake.Record{
		ID:         fmt.Sprintf("id-%06d", n),
		Call:       "kanta-hame-hyte-2021",
		Kind:       "nomination",
		Nominator:  fmt.Sprintf("municipality:%03d", n%1000),
		ReceivedAt: received.Add(time.Duration(n) * time.Microsecond),
		Key:        fmt.Sprintf("key-%06d", n),
		Document:   fmt.Appendf(nil, `{"n": %d, "name": %q}`, n, marker),
	}
}

// add appends a record, which must be new and come back as it was given.
func add(t *testing.T, s intake.Store, r intake.Record) intake.Record {
	t.Helper()
	kept, added, err := s.Append(t.Context(), r)
	if err != nil || !added {
		t.Fatalf("Append: added %v, error %v; want a new record", added, err)
	}
	if !reflect.DeepEqual(r, kept) { // says nothing of the difference: a document can have megabytes
		t.Fatalf("Append returned another record than the one it was given")
	}
	return kept
}

// all reads every record of a call.
func all(t *testing.T, s intake.Store, call string) []intake.Record {
	t.Helper()
	var records []intake.Record
	for r, err := range s.Records(t.Context(), call) {
		if err != nil {
			t.Fatalf("Records: %v", err)
		}
		records = append(records, r)
	}
	return records
}

// count asks for the number of records of a call.
func count(t *testing.T, s intake.Store, call string) int {
	t.Helper()
	n, err := s.Count(t.Context(), call)
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
