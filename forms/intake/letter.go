package intake

import (
	"context"
	"errors"
	"fmt"
	"time"

	"github.com/hytekit/hytekit/forms"
	"github.com/hytekit/hytekit/hyte"
)

// Letter is what is written to one address about a kept document. The zero value is
// none.
type Letter struct {
	// Recipient is the part that the recipient plays, such as "receipt": 1 to 64 visible
	// ASCII characters, different for each letter about a document. It is no address.
	Recipient string
	// Address is an e-mail address, in any of the forms that people copy.
	Address string
	// Own says that the address is the organizer's, who must get every document, in their
	// order. To others goes no more than the post's limits allow.
	Own bool
	// Receipt says that the letter is the document's receipt, for its sender.
	Receipt bool
	// Announced says that the letter is about no document: there is its text, which says
	// where to answer, and whom it is for.
	Announced bool
	// Confirm says that the link in the text is the one by which the document's sender
	// confirms it; the text has a {deadline}, too. It is for the sender's address alone.
	Confirm bool
	// Texts begin the keys of the subject and the text, such as "mail.registry". Not for a
	// receipt, which has the words of its form.
	Texts string
	// Notes are the keys of further sentences.
	Notes []string
	// Languages are those of the letter, the first one first. Those in which the inquiry
	// has no forms are left out; without any it is that of the inquiry.
	Languages []string
	// CaseNumber stands before the subject; empty if there is none.
	CaseNumber string
	// Sender is the organization that the document speaks for; empty if none.
	Sender hyte.Text
	// Expires is when the personal link in the letter ends; zero where there is none.
	Expires time.Time
	// Earlier is when the answer had arrived of which the letter speaks.
	Earlier time.Time
	// Document is what is told and attached of what was sent. Nil: nothing of it.
	Document []byte
	// Parts are what one letter tells of several documents or inquiries, each with what it is
	// About; nil for one. The letter's title, but for a receipt's, is the text with the key
	// that Texts and ".together" make, which has a {count}.
	Parts []Letter
	// Needless is why the letter is not sent; empty if it is.
	Needless Needless
	// About is the document of which the letter speaks, where that is another than the one
	// of the arrival.
	About *Arrival
}

// Arrival is a kept document of an inquiry, with what it meant when it arrived; or, where
// it waited to be confirmed, when it waited no longer.
type Arrival struct {
	Inquiry Inquiry
	// Record is that of the document, and Event the record that came: the same, or what
	// confirmed the document.
	Record, Event Record
	Receipt       forms.Receipt
	// Displaced are the records whose place it took, or would take if the organizer says
	// so.
	Displaced []Record
	// Settled are the other documents that count or wait otherwise since then, where the
	// record that came is a decision of the organizer's.
	Settled []Settled

	kind    *taken
	address string
	guest   guest      // by whose link forms are reached
	letters []Letter   // where it is about no document
	page    []*Arrival // those that came by the same page of a letter and have a receipt, this one among them
	key     LinkKey
}

// Arrival says what a record of the store meant when it arrived; the same however late
// it is asked. It is [ErrNotFound] if the service does not serve the record's inquiry.
// Other errors are those of the store.
func (s *Service) Arrival(ctx context.Context, r Record) (*Arrival, error) {
	i, ok := s.inquiries[r.Inquiry]
	if !ok {
		return nil, fmt.Errorf("the inquiry of the record is not served: %w", ErrNotFound)
	}
	a := &Arrival{Inquiry: i.inquiry, Record: r, Event: r, kind: i.kind(r.Kind), address: s.origin + s.path, key: s.config.LinkKey}
	if a.kind == nil {
		if err := s.released(ctx, i, a); err != nil {
			return nil, err
		}
		if a.kind == nil { // what the organizer decided
			return a, s.settled(ctx, i, a)
		}
	}
	receipt, past, err := s.arrived(ctx, a.kind, a.Record)
	if err != nil {
		return nil, err
	}
	a.Receipt = receipt
	if past == nil {
		return a, nil
	}
	if err = s.together(ctx, a); err != nil {
		return nil, err
	}
	if r.ID != a.Record.ID {
		if past, err = i.history.until(ctx, r.Sequence); err != nil {
			return nil, err
		}
		past.ledger.(Confirmer).TellReleased(&a.Receipt)
	}
	if ledger, ok := past.ledger.(Displacer); ok {
		for _, id := range ledger.Displaced(r.ID) {
			earlier, err := s.config.Store.Find(ctx, id)
			if errors.Is(err, ErrNotFound) {
				continue // it is kept no longer
			}
			if err != nil {
				return nil, err
			}
			a.Displaced = append(a.Displaced, earlier)
		}
	}
	if r.ID != a.Record.ID {
		return a, s.settled(ctx, i, a)
	}
	return a, nil
}

// released finds the document that waited to be confirmed until the record of an arrival
// came, and makes it that of the arrival. Of any other record there is none.
func (s *Service) released(ctx context.Context, i *served, a *Arrival) error {
	past, err := i.history.until(ctx, a.Event.Sequence)
	if err != nil {
		return err
	}
	ledger, ok := past.ledger.(Confirmer)
	if !ok {
		return nil
	}
	id := ledger.Released(a.Event.ID)
	if id == "" {
		return nil
	}
	document, err := s.config.Store.Find(ctx, id)
	switch {
	case errors.Is(err, ErrNotFound):
		return nil // it is kept no longer
	case err != nil:
		return err
	}
	a.Record, a.kind = document, i.kind(document.Kind)
	return nil
}

// Inquiries are the ids of the inquiries that the service serves.
func (s *Service) Inquiries() []string {
	ids := make([]string, len(s.order))
	for i, served := range s.order {
		ids[i] = served.id()
	}
	return ids
}

// Kind is the kind of the document, or of those that a decision of the organizer's settles;
// nil if it settles none.
func (a *Arrival) Kind() *Kind {
	if a.kind == nil {
		return nil
	}
	return a.kind.Kind
}

// Letters are what is written about the document.
func (a *Arrival) Letters() []Letter {
	if a.letters != nil {
		return a.letters
	}
	if a.kind == nil || a.kind.Letters == nil {
		return nil
	}
	return a.joined(a.kind.Letters(a))
}

// Forms are the forms of the document's kind in those of the languages in which the
// inquiry has forms, each once; without any, in the inquiry's own. The document is of a
// kind.
func (a *Arrival) Forms(languages []string) []*forms.Form {
	var found []*forms.Form
	seen := map[string]bool{}
	for _, code := range languages {
		if f, ok := a.kind.forms[code]; ok && !seen[code] {
			seen[code] = true
			found = append(found, f.Form)
		}
	}
	if len(found) == 0 {
		found = append(found, a.kind.forms[a.kind.by.pages.codes[0]].Form)
	}
	return found
}

// FormAddress is where the inquiry is answered, in a language of [Arrival.Forms], with the
// personal link of whom the letter is for, if it has one. Without a base URL of the service
// it has no host.
func (a *Arrival) FormAddress(language string) string {
	return a.guest.with(a.address + a.kind.by.taken[0].path(language))
}

// ConfirmAddress is where the document is confirmed, in a language of [Arrival.Forms].
// Whoever has it can do so: it is for the sender's address alone.
func (a *Arrival) ConfirmAddress(language string) string {
	id := a.Record.ID
	return a.address + a.kind.confirmPath(language, id, a.key.confirmation(a.Record.Inquiry, id))
}
