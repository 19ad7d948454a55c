package intake

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"slices"
	"time"

	"github.com/hytekit/hytekit/forms"
	"github.com/hytekit/hytekit/forms/view"
)

// Confirm is how the sender of a document confirms it, where an inquiry counts such
// documents only then: by the link in a letter ([Letter] Confirm) to a page with a button.
// Opening the link confirms nothing, for programs that look for viruses do that, too. The
// [Board] of the inquiry has a ledger that is a [Confirmer]. All is needed.
type Confirm struct {
	// Kind is the kind of the record that says so.
	Kind string
	// Document is what is kept: that the document that was received under the id is
	// confirmed.
	Document func(id string) []byte
}

// confirmName is the end of the address at which a document is confirmed, beneath that of
// its receipt.
const confirmName = "confirm"

// confirmKey is the key of the record: a document is confirmed once.
func confirmKey(id string) string { return formKeys + confirmName + ":" + id }

// confirmPath is where a document is confirmed by whoever has the secret of the link.
func (k *taken) confirmPath(language, id, secret string) string {
	return guest{text: secret}.with(k.receiptPath(language, id) + "/" + confirmName)
}

// confirm leads to what somebody does who has the link of a confirmation. It goes on only if
// the key has signed the link for this document; all other links get the same answer.
func (s *Service) confirm(do func(*keptPage)) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		form, ok := s.formOf(w, r)
		if !ok {
			return
		}
		k, id, secret := form.kind, r.PathValue("id"), r.URL.Query().Get(linkName)
		if k.Confirm == nil || !k.by.inquiry.Confirmed() {
			s.notFound(w, r)
			return
		}
		h := w.Header()
		h.Set("Cache-Control", "no-store")
		h.Set("Referrer-Policy", "strict-origin") // the link is for its receiver; see admit
		p := &keptPage{s, w, r, form, Record{ID: id}, func(language string) string { return k.confirmPath(language, id, secret) }}
		if !s.config.LinkKey.confirms(k.by.id(), id, secret) {
			p.expired()
			return
		}
		if p.kept, ok = s.findKept(w, r, k, id); ok {
			do(p)
		}
	}
}

// expired answers that the link does not hold, whatever the reason.
func (b *keptPage) expired() {
	b.tell(http.StatusForbidden, "confirm.expired.title", "confirm.expired")
}

// waiting reports whether the document waits to be confirmed and still can be. Otherwise it
// has answered how things stand: on the receipt, or that the link has expired.
func (s *Service) waiting(p *keptPage, at time.Time) bool {
	k := p.form.kind
	if receipt := s.receipt(p.r.Context(), k, p.kept); !receipt.Unconfirmed {
		s.redirect(p.w, p.r, s.link(k.receiptPath(p.form.Language(), p.kept.ID)))
		return false
	}
	holds, err := s.canConfirm(p.r.Context(), k, p.kept, at)
	if err != nil {
		s.failInside(p.w, p.r, err)
		return false
	}
	if !holds {
		p.expired()
		return false
	}
	return true
}

// canConfirm reports whether the link of a document holds at the instant. After a purge it
// does not: whose document it was nobody knows any more.
func (s *Service) canConfirm(ctx context.Context, k *taken, kept Record, at time.Time) (bool, error) {
	if _, ends := k.window().ConfirmBy(kept.ReceivedAt); !at.Before(ends) {
		return false, nil
	}
	purges, err := s.config.Store.Purges(ctx, k.by.id())
	return !slices.ContainsFunc(purges, func(p Purged) bool { return !p.At.Before(kept.ReceivedAt) }), err
}

// askConfirm shows the button.
func (s *Service) askConfirm(p *keptPage) {
	if !s.waiting(p, s.config.Now()) {
		return
	}
	facts := p.form.ReceiptText(s.receipt(p.r.Context(), p.form.kind, p.kept)).Facts
	p.show(http.StatusOK, p.say("confirm.title"), p.say("confirm.title"),
		forms.Summary{{Lines: facts}}.Node(2),
		paragraph(p.say("confirm.text")),
		view.El("form", view.Attrs{view.Attr("method", "post"), view.Attr("action", p.link(p.path(p.form.Language())))},
			view.El("div", view.Attrs{view.Attr("class", "hyte-actions")},
				view.El("button", view.Attrs{view.Attr("type", "submit"), view.Attr("class", "hyte-button")}, view.Text(p.say("confirm.submit"))))),
		paragraph(p.say("confirm.other")))
}

// postConfirm confirms the document. Once more is once: whoever presses the button twice
// gets to the same receipt.
func (s *Service) postConfirm(p *keptPage) {
	if !s.within(s.posts, p.w, p.r) {
		return
	}
	_, at, ok := s.posted(p.w, p.r)
	if !ok || !s.waiting(p, at) {
		return
	}
	k := p.form.kind
	ctx, cancel := context.WithTimeout(context.WithoutCancel(p.r.Context()), patience)
	defer cancel()
	_, _, err := s.keep(ctx, Record{
		Inquiry: k.by.id(), Kind: k.Confirm.Kind, Sender: p.kept.Sender, ReceivedAt: at.UTC().Truncate(time.Microsecond),
		Key: confirmKey(p.kept.ID), Document: k.Confirm.Document(p.kept.ID), Version: k.by.versions.now(),
	})
	if err != nil {
		s.failInside(p.w, p.r, err)
		return
	}
	noteReceipt(p.w, p.kept.ID)
	s.redirect(p.w, p.r, s.link(k.receiptPath(p.form.Language(), p.kept.ID)))
}

// confirms says what an inquiry lacks whose documents are to be confirmed.
func (i *served) confirms() error {
	if !i.inquiry.Confirmed() {
		return nil
	}
	if _, ok := i.board.Ledger().(Confirmer); !ok {
		return errors.New("answers count when they are confirmed, and its board does not know which are")
	}
	if n := slices.IndexFunc(i.taken, func(k *taken) bool { return k.Confirm == nil }); n >= 0 {
		return fmt.Errorf("answers count when they are confirmed, and those of the kind %q cannot be", i.taken[n].name())
	}
	return nil
}
