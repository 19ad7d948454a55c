package intake

import (
	"bytes"
	"sync"
)

// mostUnderstood bounds the documents that are remembered as they were understood.
const mostUnderstood = 1024

// understood are documents of one inquiry, as their kinds' structs, that are about to be
// kept. Whoever reads their records soon after need not decode them once more. The zero
// value has none.
type understood struct {
	mu    sync.Mutex
	byKey map[string]reading
}

// reading is a document and what it was read as.
type reading struct {
	document []byte
	read     any
}

// expect remembers what the document of a record says until the record is taken.
func (u *understood) expect(r Record, read any) {
	u.mu.Lock()
	defer u.mu.Unlock()
	if u.byKey == nil || len(u.byKey) >= mostUnderstood { // nobody has taken them
		u.byKey = map[string]reading{}
	}
	u.byKey[r.Key] = reading{r.Document, read}
}

// take returns what the document of a record says and forgets it; nil if that is not known,
// or the record holds another document.
func (u *understood) take(r Record) any {
	u.mu.Lock()
	defer u.mu.Unlock()
	known, ok := u.byKey[r.Key]
	if !ok {
		return nil
	}
	delete(u.byKey, r.Key)
	if !bytes.Equal(known.document, r.Document) {
		return nil
	}
	return known.read
}
