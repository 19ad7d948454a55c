// Package recent keeps the records in memory that a store has just added: whoever follows
// what arrives has most often seen all before them, and need not read them from the database.
package recent

import (
	"bytes"
	"sync"
	"time"

	"github.com/hytekit/hytekit/forms/intake"
)

const (
	// mostRecords and mostBytes bound what is kept. The next batch of a store always fits in.
	mostRecords = 2048
	mostBytes   = 16 << 20
	// kept is how long a record is kept at most: documents hold personal data, and whoever
	// follows is there within moments.
	kept = 5 * time.Second
)

// Records are the latest ones that a store has added itself, without a gap between their
// sequences: so nobody else has added one in between. The zero value has none. Several
// goroutines may use it.
type Records struct {
	mu    sync.Mutex
	all   []intake.Record
	bytes int
	timer *time.Timer
}

// Add takes records that are in the database for good, in the order of their sequences. It
// keeps copies of their documents.
func (r *Records) Add(added []intake.Record) {
	if len(added) == 0 {
		return
	}
	r.mu.Lock()
	defer r.mu.Unlock()
	if r.timer == nil {
		r.timer = time.AfterFunc(kept, r.Forget)
	}
	if len(r.all)+len(added) > mostRecords || r.bytes > mostBytes {
		r.forget()
	}
	for _, a := range added {
		if n := len(r.all); n > 0 && r.all[n-1].Sequence+1 != a.Sequence {
			r.forget()
		}
		a.Document = bytes.Clone(a.Document)
		r.all, r.bytes = append(r.all, a), r.bytes+len(a.Document)
	}
}

// Following are the records of an inquiry whose sequence is greater than after, up to the
// last that was added, which is until at least. All is false where some of them may be
// missing. Nobody may change the documents.
func (r *Records) Following(inquiry string, after, until int64) (records []intake.Record, all bool) {
	r.mu.Lock()
	defer r.mu.Unlock()
	if len(r.all) == 0 || r.all[0].Sequence > after+1 || r.all[len(r.all)-1].Sequence < max(until, after) {
		return nil, false
	}
	following := r.all[after+1-r.all[0].Sequence:]
	records = make([]intake.Record, 0, len(following))
	for _, each := range following {
		if each.Inquiry == inquiry {
			records = append(records, each)
		}
	}
	return records, true
}

// Forget lets go of all records.
func (r *Records) Forget() {
	r.mu.Lock()
	defer r.mu.Unlock()
	if r.timer != nil {
		r.timer.Stop()
		r.timer = nil
	}
	r.forget()
}

func (r *Records) forget() {
	clear(r.all)
	r.all, r.bytes = r.all[:0], 0
}
