package intake

import (
	"crypto/subtle"
	"errors"
	"fmt"
	"net/http"
	"strings"
	"time"

	"github.com/hytekit/hytekit/forms/view"
	"github.com/hytekit/hytekit/hyte"
)

// TakeBack is how the sender of a document takes it back: at the address of its receipt, which
// nobody can guess, and with the e-mail address that the document names, which is not on the
// receipt. The [Board] of the inquiry has a ledger that is a [Counter]. All is needed.
type TakeBack struct {
	// Kind is the kind of the record that says so.
	Kind string
	// Email is the e-mail address in a document, which is a pointer to the kind's struct.
	Email func(document any) string
	// Document is what is kept: that the document that was received under the id is taken back.
	Document func(id string) []byte
}

// Counter is a [Ledger] that knows whether a document still counts.
type Counter interface {
	// Counts reports whether the document received under the id is neither taken back nor
	// replaced by a later one.
	Counts(id string) bool
}

// takeBackName is the end of the address at which a document is taken back, beneath that of its
// receipt.
const takeBackName = "cancel"

// takeBackKey is the key of the record: a document is taken back once.
func takeBackKey(id string) string { return formKeys + takeBackName + ":" + id }

// receiptPath is that of a receipt in a language, beneath the service's.
func (k *taken) receiptPath(language, id string) string { return k.path(language) + "/receipt/" + id }

// takeBackPath is where a document is taken back; empty if it cannot be.
func (k *taken) takeBackPath(language, id string) string {
	if k.TakeBack == nil {
		return ""
	}
	return k.receiptPath(language, id) + "/" + takeBackName
}

// takeBack leads to what somebody does who takes a document back.
func (s *Service) takeBack(do func(*keptPage)) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		form, ok := s.formOf(w, r)
		if !ok {
			return
		}
		if form.kind.TakeBack == nil {
			s.notFound(w, r)
			return
		}
		kept, ok := s.findKept(w, r, form.kind, r.PathValue("id"))
		if !ok {
			return
		}
		w.Header().Set("Cache-Control", "no-store")
		do(&keptPage{s, w, r, form, kept, func(language string) string { return form.kind.takeBackPath(language, kept.ID) }})
	}
}

// askTakeBack asks for the e-mail address, or says that the document does not count.
func (s *Service) askTakeBack(b *keptPage) {
	past, err := b.form.kind.by.history.snapshot(b.r.Context())
	done := false
	if err == nil {
		_, done, err = s.withKey(b.r.Context(), b.form.kind, takeBackKey(b.kept.ID))
	}
	switch {
	case err != nil:
		s.failInside(b.w, b.r, err)
	case done:
		b.tell(http.StatusOK, "takeback.done", "takeback.done.text")
	case !past.ledger.(Counter).Counts(b.kept.ID):
		b.tell(http.StatusOK, "takeback.gone", "takeback.gone.text")
	default:
		b.ask(http.StatusOK)
	}
}

// postTakeBack takes the document back if the e-mail address is that of its sender. Once more
// is once.
func (s *Service) postTakeBack(b *keptPage) {
	if !s.within(s.posts, b.w, b.r) {
		return
	}
	values, at, ok := s.posted(b.w, b.r)
	if !ok {
		return
	}
	k := b.form.kind
	if !sameAddress(values.Get("email"), k.TakeBack.Email(k.read(b.kept.Document))) {
		b.ask(http.StatusUnprocessableEntity)
		return
	}
	past, err := k.by.history.snapshot(b.r.Context())
	switch {
	case err != nil:
		s.failInside(b.w, b.r, err)
		return
	case !past.ledger.(Counter).Counts(b.kept.ID): // the page says why
		s.redirect(b.w, b.r, s.link(k.takeBackPath(b.form.Language(), b.kept.ID)))
		return
	}
	_, _, err = s.keep(b.r.Context(), Record{
		Inquiry: k.by.id(), Kind: k.TakeBack.Kind, Sender: b.kept.Sender, ReceivedAt: at.UTC().Truncate(time.Microsecond),
		Key: takeBackKey(b.kept.ID), Document: k.TakeBack.Document(b.kept.ID),
		Via: string(hyte.ViaForm), Version: k.by.versions.now(), Verdict: string(k.verdict(at)),
	})
	if err != nil {
		s.failInside(b.w, b.r, err)
		return
	}
	noteReceipt(b.w, b.kept.ID)
	s.redirect(b.w, b.r, s.link(k.takeBackPath(b.form.Language(), b.kept.ID)))
}

func sameAddress(typed, known string) bool {
	typed, known = strings.ToLower(strings.TrimSpace(typed)), strings.ToLower(known)
	return known != "" && subtle.ConstantTimeCompare([]byte(typed), []byte(known)) == 1
}

// ask shows the form. A status other than 200 means that the address was another one.
func (b *keptPage) ask(status int) {
	title, heading, described, wrong := b.say("takeback.title"), b.say("takeback.title"), "email-hint", status != http.StatusOK
	if wrong {
		title = b.words.in(b.form.Language()).Text("login.error", "title", title)
		described += " email-error"
	}
	b.show(status, heading, title,
		view.El("form", view.Attrs{view.Attr("method", "post"), view.Attr("action", b.link(b.path(b.form.Language())))},
			view.El("div", view.Attrs{view.Attr("class", "hyte-field")},
				view.El("label", view.Attrs{view.Attr("for", "email")}, view.Text(b.say("takeback.email"))),
				view.El("p", view.Attrs{view.Attr("id", "email-hint"), view.Attr("class", "hyte-hint")}, view.Text(b.say("takeback.text"))),
				view.If(wrong, view.El("p", view.Attrs{view.Attr("id", "email-error"), view.Attr("class", "hyte-problem")}, view.Text(b.say("takeback.wrong")))),
				view.El("input", view.Attrs{
					view.Attr("type", "text"), view.Attr("id", "email"), view.Attr("name", "email"), view.Attr("inputmode", "email"), view.Attr("autocomplete", "email"),
					view.Flag("required", true), view.Flag("autofocus", wrong), view.Attr("aria-describedby", described), view.Maybe("aria-invalid", flagText(wrong)),
				})),
			view.El("div", view.Attrs{view.Attr("class", "hyte-actions")},
				view.El("button", view.Attrs{view.Attr("type", "submit"), view.Attr("class", "hyte-button")}, view.Text(b.say("takeback.submit"))))))
}

// takesBack says what a kind lacks whose documents can be taken back.
func (k *Kind) takesBack() error {
	t := k.TakeBack
	if t == nil {
		return nil
	}
	if t.Kind == "" || t.Email == nil || t.Document == nil {
		return errors.New("intake: to take documents back needs a kind of record, their e-mail address, and what is kept")
	}
	for language, words := range k.Texts {
		if _, ok := words.Lookup("receipt.takeback"); !ok {
			return fmt.Errorf("intake: the receipts of %q have no text receipt.takeback in %q, for the link", k.name(), language)
		}
	}
	return nil
}
