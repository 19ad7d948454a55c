package intake

import (
	"context"
	"errors"
	"fmt"
	"iter"
)

// The errors of a [Store]. They come wrapped; test for them with [errors.Is].
// No error of a store carries a part of a document, of a key or of a secret,
// so all of them may be logged.
var (
	// ErrNotFound: there is no record with this id, no secret with this name, or no
	// session with this key.
	ErrNotFound = errors.New("intake: not found")
	// ErrKeyReused: the inquiry already has a record under this key, and it holds
	// another document. Nothing was stored.
	ErrKeyReused = errors.New("intake: key already used for another document")
	// ErrOvertaken: another record of the inquiry was added meanwhile. Nothing was
	// stored.
	ErrOvertaken = errors.New("intake: another record came before")
	// ErrIDTaken: another record has this id. Nothing was stored. With ids
	// of 112 random bits this means a broken source of random bytes.
	ErrIDTaken = errors.New("intake: record id already taken")
	// ErrInvalid: what is to be kept breaks a rule of its fields, see [Record.Check],
	// [Secrets], [Session.Check], [AuditEntry.Check] and [CheckRevocation]. Nothing was
	// stored.
	ErrInvalid = errors.New("intake: invalid value")
	// ErrUnavailable: the store cannot do its work now (a full or failing disk,
	// a database that is read-only, locked for too long, moved away or closed).
	// Whoever sent a document must keep it and send it again with the same key.
	ErrUnavailable = errors.New("intake: store unavailable")
)

// The kinds of [ErrUnavailable], each of which wraps it, that call for a remedy
// of their own.
var (
	// ErrDamaged: what is kept cannot be read, or does not fit together.
	// Nothing is written any more, so as not to make it worse; reading what is
	// sound goes on. Somebody must put back a backup.
	ErrDamaged = fmt.Errorf("%w: damaged", ErrUnavailable)
	// ErrFull: there is no space left, or too little for the next documents.
	// Somebody must make room.
	ErrFull = fmt.Errorf("%w: full", ErrUnavailable)
	// ErrNotWritable: the last write failed for another reason. What is kept can
	// be read.
	ErrNotWritable = fmt.Errorf("%w: not writable", ErrUnavailable)
)

// A Store keeps received documents, the service's few secrets, and what its organizer's
// people do. It is safe
// for use by several goroutines, and several stores, in one process or in many,
// may be open on the same data at once.
//
// Besides the errors that its comment names, every method that takes a context
// returns an error that wraps [context.Canceled] or [context.DeadlineExceeded]
// once ctx has ended, and one that wraps [ErrUnavailable] when the store cannot
// do its work, which includes every use after Close. No other errors come back.
//
// A method answers in full or not at all: what cannot be read is never taken
// for what is not there.
type Store interface {
	// Append adds r for good: there is no way to change or remove it but Purge. When
	// Append returns without an error, the record has reached stable storage.
	// Append neither changes nor keeps r.Document, and the record that it
	// returns shares no memory with the store. It has the Sequence that the store
	// gave it: greater than that of every record whose Append had returned before.
	//
	// The first Append of an Inquiry and Key adds the record and returns it with
	// added true. A later one with the same Inquiry, Key and Document adds nothing
	// and returns the earlier record, with its own ID, ReceivedAt and so on, and added
	// false; of several at the same moment exactly one adds. A later one with
	// another Document is [ErrKeyReused]. An ID that another record has is
	// [ErrIDTaken], and a record that fails [Record.Check] is [ErrInvalid].
	//
	// After a context error or [ErrUnavailable] the record may or may not have
	// been stored. To repeat the call with the same Key is always safe.
	Append(ctx context.Context, r Record) (kept Record, added bool, err error)

	// AppendAll is Append of records that belong together, in their order. Those that it
	// adds appear at one moment: whoever sees one of them sees all. kept and added are what
	// Append returns for each. One that Append would refuse is not added, and the first
	// such error is returned once the others are stored. Records that fail [CheckAll] are
	// [ErrInvalid], and none of them is stored.
	AppendAll(ctx context.Context, records []Record) (kept []Record, added []bool, err error)

	// Find returns the record with the given ID, or [ErrNotFound].
	Find(ctx context.Context, id string) (Record, error)

	// Records yields every record of an inquiry in order of arrival, that of their
	// Sequence. An unknown inquiry yields nothing. An error comes as the last pair, with a zero Record;
	// without one, the records before it were all.
	//
	// A record whose Append began after another's returned comes after it;
	// the order of records appended at the same moment is the store's choice
	// but the same at every reading. Records that were acknowledged before the
	// reading began are all there, none of them twice; those added meanwhile
	// may be there. Each range over the sequence reads anew. The loop's body
	// may take its time and may call the store.
	Records(ctx context.Context, inquiry string) iter.Seq2[Record, error]

	// After yields the records of an inquiry whose Sequence is greater than the given
	// one, in the way of Records. Whoever has read up to a Sequence needs only what
	// comes after it: no record appears later with a smaller Sequence, in whichever
	// store it was added. So a store that is open in several places must make records
	// visible in the order of their Sequence.
	After(ctx context.Context, inquiry string, sequence int64) iter.Seq2[Record, error]

	// Keyed returns the latest record of an inquiry whose Key is not before from and is
	// before below, compared byte by byte, or [ErrNotFound] where there is none. See
	// [ExactKey] and [KeyPrefix].
	Keyed(ctx context.Context, inquiry, from, below string) (Record, error)

	// Count returns the number of records of an inquiry, 0 for an unknown one.
	// Because nothing is ever changed or removed but by Purge, the same count and the
	// same number of Purges mean the same records: a reader may keep what it made of
	// them until one of the two grows.
	Count(ctx context.Context, inquiry string) (int64, error)

	// Inquiries returns how many records each inquiry has, by its id; those without
	// any are not in it.
	Inquiries(ctx context.Context) (map[string]int64, error)

	// Newest returns the record with the greatest Sequence of all inquiries, or
	// [ErrNotFound] where there is none.
	Newest(ctx context.Context) (Record, error)

	Versions

	Purger

	Secrets
	Sessions
	Audit
	Links

	// Ping returns nil if the store can read and, as far as it knows, write the
	// next document: its data is not known to be damaged, there is space, and
	// the last write went well. After a write that failed it tries again by
	// itself, now and then. It may be called often and by anybody.
	Ping(ctx context.Context) error

	// Close ends all use of the store. Closing it again does nothing.
	Close() error
}

// Overtaken is a [Store] that notices when a record was added between a reader's look and its
// own record. A service with an inquiry that has room for so many documents only needs one:
// of two senders at the same moment exactly one gets the last place.
type Overtaken interface {
	Store
	// AppendAfter is [Store.Append], but what would be added is only added if the inquiry has
	// exactly count records; otherwise it is [ErrOvertaken]. A record that is there already
	// under the same Key is told as by Append, however many there are.
	AppendAfter(ctx context.Context, r Record, count int64) (kept Record, added bool, err error)
}

// Following is a [Store] that has the records in hand which it has added just now: whoever
// follows what arrives need not read them.
type Following interface {
	Store
	// Following are the records of an inquiry whose Sequence is greater than after, up to the
	// last that this store has added, which is until at least. All is false where others
	// may have been added in between, or the store has not all of them in hand: they are
	// to be read. They are as they were added, whatever was purged since. Nobody changes
	// their documents.
	Following(inquiry string, after, until int64) (records []Record, all bool)
}

// Secrets are the few small values that a service makes once and keeps beside
// its records, such as the hash of the organizer's token. A name is 1 to 64 visible ASCII characters, a value 1
// to 4096 bytes; others are [ErrInvalid]. A change is durable when its method
// has returned.
type Secrets interface {
	// Secret returns the value of a secret, or [ErrNotFound].
	Secret(ctx context.Context, name string) ([]byte, error)

	// AddSecret stores the value if the name has none yet. It returns the value
	// that is now in force and whether it is the given one; of several callers
	// at the same moment exactly one adds, and all get its value.
	AddSecret(ctx context.Context, name string, value []byte) (kept []byte, added bool, err error)

	// ReplaceSecret stores the value in place of the earlier one, if any.
	ReplaceSecret(ctx context.Context, name string, value []byte) error

	// SecretNames returns the names of all secrets, in order.
	SecretNames(ctx context.Context) ([]string, error)
}

// atLeast is a reading of records that fails in the end if there were fewer
// than were counted before it began. A store should have failed by itself; no
// ledger is worth trusting that.
func atLeast(count int64, records iter.Seq2[Record, error]) iter.Seq2[Record, error] {
	return func(yield func(Record, error) bool) {
		read := int64(0)
		for r, err := range records {
			if !yield(r, err) || err != nil {
				return
			}
			read++
		}
		if read < count {
			yield(Record{}, fmt.Errorf("%w: %d records were counted and %d read", ErrDamaged, count, read))
		}
	}
}
