package intake

import (
	"context"
	"slices"
	"strings"
)

// together adds to an arrival those of the documents that came by the same page of a letter,
// and get a receipt, too. What has to be confirmed gets its own when it counts.
func (s *Service) together(ctx context.Context, a *Arrival) error {
	l, token := a.kind.by.letter, formToken(a.Record.Key)
	if l == nil || token == "" || !slices.Contains(l.kinds, a.kind) || a.Event.ID != a.Record.ID || a.Receipt.Unconfirmed {
		return nil
	}
	from, below := KeyPrefix(guest{}.pageKeys(token))
	var page []*Arrival
	for _, k := range l.kinds {
		if k == a.kind {
			page = append(page, a)
			continue
		}
		record, found, err := s.keyed(ctx, k.by.id(), from, below)
		if err != nil {
			return err
		}
		if !found || record.Kind != k.name() {
			continue
		}
		other := &Arrival{Inquiry: k.by.inquiry, Record: record, Event: record, kind: k, address: a.address, key: a.key}
		if other.Receipt, _, err = s.arrived(ctx, k, record); err != nil {
			return err
		}
		if !other.Receipt.Unconfirmed {
			page = append(page, other)
		}
	}
	if len(page) > 1 {
		a.page = page
	}
	return nil
}

// formToken is the token of the page by which a document came; empty if it came on another
// way.
func formToken(key string) string {
	rest, isForm := strings.CutPrefix(key, formKeys)
	token, _, ok := strings.Cut(rest, ":")
	if !isForm || !ok || !isPageToken(token) {
		return ""
	}
	return token
}

// joined makes one letter of the receipts of one page: that of the document that came last.
// The others are needless.
func (a *Arrival) joined(letters []Letter) []Letter {
	n := slices.IndexFunc(letters, func(l Letter) bool { return l.Receipt })
	if n < 0 || a.page == nil {
		return letters
	}
	own := &letters[n]
	for _, other := range a.page {
		part := *own
		if other != a {
			theirs := other.kind.Letters(other)
			i := slices.IndexFunc(theirs, func(l Letter) bool { return l.Receipt && l.Address == own.Address })
			if i < 0 {
				continue
			}
			if part = theirs[i]; other.Record.Sequence > a.Record.Sequence {
				own.Needless = NeedlessTogether
			}
		}
		part.Parts, part.Needless, part.About = nil, "", other
		own.Parts = append(own.Parts, part)
	}
	if len(own.Parts) == 1 {
		own.Parts = nil
	}
	return letters
}
