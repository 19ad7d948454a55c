package intake

import (
	"context"
	"crypto/sha256"
	"encoding/base32"
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

// newKey is the key of a document whose sender has given none: its own.
func (s *Service) newKey() (string, error) { return NewID(s.config.Random) }

// isPageToken reports whether text is a token that a page of the form may have
// carried, as [NewID] makes them.
func isPageToken(text string) bool {
	return isID(text)
}

// receiveForm is receive for a plain form, whose page carries a random token
// instead of a key. The key is made of the token and the document: who clicks
// twice, or goes back and sends the same once more, gets the receipt that is
// there; who goes back and changes something sends a new answer.
//
// Who goes back twice and ends up with the first text again means it: where
// another answer from the same page has come in between, the key is also made
// of that one, so that the last thing sent is what counts.
func (s *Service) receiveForm(ctx context.Context, k *taken, g guest, document []byte, token string, at time.Time) (kept keptRecord, err error) {
	page := g.pageKeys(token)
	kept, added, err := s.receive(ctx, k, g, document, hyte.ViaForm, page+digest(document), at)
	if err != nil || added {
		return kept, err
	}
	past, err := k.by.history.snapshot(ctx)
	if err != nil {
		return keptRecord{}, err
	}
	last, found := past.lastOfPage(page)
	switch {
	case !found || last.ID == kept.ID:
		return kept, nil
	case last.sum == sha256.Sum256(k.kept(document, k.read(document), hyte.ViaForm)):
		return last, nil
	}
	kept, _, err = s.receive(ctx, k, g, document, hyte.ViaForm, page+digest(document, []byte(last.ID)), at)
	return kept, err
}

// pageOf is what the keys of all documents from one page of a plain form begin with; nothing
// for another key.
func pageOf(key string) string {
	for _, of := range [...]string{formKeys, linkKeys} {
		if rest, ok := strings.CutPrefix(key, of); ok {
			if token, _, whole := strings.Cut(rest, ":"); whole {
				return key[:len(of)+len(token)+1]
			}
		}
	}
	return ""
}

func digest(parts ...[]byte) string {
	h := sha256.New()
	for _, p := range parts {
		h.Write(p)
		h.Write([]byte{0}) // no part holds it
	}
	return strings.ToLower(base32.StdEncoding.WithPadding(base32.NoPadding).EncodeToString(h.Sum(nil)))
}
