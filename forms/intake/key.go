package intake

import (
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/base32"
	"errors"
	"fmt"
	"strings"
	"time"

	"github.com/hytekit/hytekit/hyte"
)

// Keys that the service makes itself begin with a quotation mark, which no
// Idempotency-Key can hold, so that no sender can take them. Those of plain forms, and of
// whatever came by a personal link, go on with a word of their own; all others are what
// the organizer has added.
const (
	ownKeys  = `"`
	formKeys = ownKeys + "form:"
	linkKeys = ownKeys + "link:"
)

// newKey is a key, or the token of a page, that nobody else has.
func (s *Service) newKey() (string, error) { return NewID(s.config.Random) }

// keyAt is the key of a document that arrived at the instant, whose sender has given none.
// It begins with the time: keys that come one after another lie side by side in the index
// of a store, which then has half as many pages to write.
func (s *Service) keyAt(at time.Time) (string, error) {
	id, err := NewID(s.config.Random)
	return fmt.Sprintf("%016x-%s", at.UnixMicro(), id), err
}

// isPageToken reports whether text is a token that a page of the form may have
// carried, as [NewID] makes them.
func isPageToken(text string) bool {
	return isID(text)
}

// receiveForm is receive for a plain form, whose page carries a random token
// instead of a key. See receivePage.
func (s *Service) receiveForm(ctx context.Context, k *taken, g guest, document []byte, token string, at time.Time) (kept Record, err error) {
	all, err := s.receivePage(ctx, g, []arriving{{kind: k, document: document}}, token, at)
	if err != nil {
		return Record{}, err
	}
	return all[0], nil
}

// receivePage is receiveAll for the documents of one page. Their keys are made of the page's
// token and the document: who clicks twice, or goes back and sends the same once more, gets
// the receipt that is there; who goes back and changes something sends a new answer.
//
// Who goes back twice and ends up with the first text again means it: where
// another answer from the same page has come in between, the key is also made
// of that one, so that the last thing sent is what counts.
func (s *Service) receivePage(ctx context.Context, g guest, all []arriving, token string, at time.Time) (kept []Record, err error) {
	page := g.pageKeys(token)
	for i := range all {
		all[i].key = page + digest(all[i].document)
	}
	kept, added, err := s.receiveAll(ctx, g, all, hyte.ViaForm, at)
	if err != nil {
		return nil, err
	}
	from, below := KeyPrefix(page)
	var again []arriving
	var places []int
	for i, a := range all {
		if added[i] {
			continue
		}
		last, found, err := s.keyed(ctx, a.kind.by.id(), from, below)
		switch {
		case err != nil:
			return nil, err
		case !found || last.ID == kept[i].ID:
		case bytes.Equal(last.Document, a.kind.kept(a.document, a.kind.read(a.document), hyte.ViaForm)):
			kept[i] = last
		default:
			a.key = page + digest(a.document, []byte(last.ID))
			again, places = append(again, a), append(places, i)
		}
	}
	if len(again) == 0 {
		return kept, nil
	}
	more, _, err := s.receiveAll(ctx, g, again, hyte.ViaForm, at)
	if err != nil {
		return nil, err
	}
	for n, i := range places {
		kept[i] = more[n]
	}
	return kept, nil
}

// ExactKey is where [Store.Keyed] looks for one key: no other is between it and the key
// that only has the first of the visible characters more.
func ExactKey(key string) (from, below string) { return key, key + "!" }

// KeyPrefix is where [Store.Keyed] looks for keys that begin alike: keys have no character
// as great as the one at the end.
func KeyPrefix(beginning string) (from, below string) { return beginning, beginning + "\x7f" }

// keyed is the latest record of an inquiry with such a key, if there is one.
func (s *Service) keyed(ctx context.Context, inquiry, from, below string) (r Record, found bool, err error) {
	r, err = s.config.Store.Keyed(ctx, inquiry, from, below)
	if errors.Is(err, ErrNotFound) {
		return Record{}, false, nil
	}
	return r, err == nil, err
}

func digest(parts ...[]byte) string {
	h := sha256.New()
	for _, p := range parts {
		h.Write(p)
		h.Write([]byte{0}) // no part holds it
	}
	return strings.ToLower(base32.StdEncoding.WithPadding(base32.NoPadding).EncodeToString(h.Sum(nil)))
}
