package forms

import (
	"errors"
	"slices"
	"time"

	"github.com/hytekit/hytekit/forms/texts"
	"github.com/hytekit/hytekit/forms/view"
	"github.com/hytekit/hytekit/hyte"
	"github.com/hytekit/hytekit/hyte/document"
)

// Kind is the form of one kind of document: what it asks, and what its page says
// around that. Package forms makes the form of it, and knows none by name. A kind
// is made once and does not change; Facts, Receipt,
// Links and Handover may be left out.
type Kind struct {
	// Document is the kind of document that the form makes.
	Document *document.Kind
	// Decode reads what [json.Marshal] writes of the public parts of an inquiry. The inquiry is nil if the violations say
	// that it is none.
	Decode func(data []byte) (Inquiry, hyte.Violations)
	// Layout says what is asked in a situation.
	Layout func(*Situation) Layout
	// Variant ends the keys of other words than the usual ones, in all that is said of such
	// an inquiry, where the catalog has such; see [texts.Catalog.Variant]. A kind without it
	// has one way to speak.
	Variant func(Inquiry) string
	// Shared are the places whose answers are one for all inquiries of a [Series], such
	// as who answers; a kind without has no series. A section may ask for what is shared
	// and for other things; those within a section share nothing.
	Shared []string
	// Facts tell, above the form, who asks whom for what.
	Facts func(*Words) []view.Node
	// ReceiptAt is the place of the address to which a receipt goes by mail, where a service
	// sends any; empty if documents have none.
	ReceiptAt string
	// Receipt tells what was received, and what happens next.
	Receipt func(*Words, Receipt) ReceiptWords
	// Links lead to the forms of other kinds of the same inquiry.
	Links []Link
	// Handover says where an answer goes that no service receives. A kind without
	// it is answered by way of a service only.
	Handover func(*Situation) Handover
}

// Inquiry is what a form needs of the inquiry that it answers.
type Inquiry interface {
	document.Inquiry
	// Title is what the inquiry is about.
	Title() hyte.Text
	// Organizer is the authority that asks.
	Organizer() *hyte.Organizer
	// Languages are those of the inquiry's pages, its own one first.
	Languages() []string
	// Privacy tells what becomes of personal data; nil if the inquiry does not say.
	Privacy() *hyte.PrivacyNotice
	// Window is when answers are taken.
	Window() hyte.Window
	// Invited says that only invited organizations may answer, each by a link of its
	// own.
	Invited() bool
	// Confirmed says that an answer counts when its submitter has confirmed it by a link
	// in a mail.
	Confirmed() bool
	// NameOf is the name of an organization that documents call by its id.
	NameOf(id string) (hyte.Text, bool)
}

// Windows is an [Inquiry] that takes documents of each kind in a time of its own; see
// [document.Windowed].
type Windows interface {
	WindowFor(kind *document.Kind) hyte.Window
}

// OwnWords is an [Inquiry] that says some things in words of its own: texts by the key of the
// catalog's text in whose place they stand. In a language that they lack, the catalog's own
// stay.
type OwnWords interface {
	OwnWords() map[string]hyte.Text
}

// ownWords are those of the inquiry in one language.
func ownWords(inquiry Inquiry, language string) map[string]string {
	all, ok := inquiry.(OwnWords)
	if !ok {
		return nil
	}
	own := map[string]string{}
	for key, text := range all.OwnWords() {
		if text[language] != "" {
			own[key] = text[language]
		}
	}
	return own
}

// WindowOf is when the inquiry takes documents of the kind.
func WindowOf(inquiry Inquiry, kind *document.Kind) hyte.Window {
	if own, ok := inquiry.(Windows); ok {
		return own.WindowFor(kind)
	}
	return inquiry.Window()
}

// Situation is what a layout depends on.
type Situation struct {
	*Words
	// Rules are those that hold for answers to the inquiry.
	Rules  *document.Program
	chosen func(pointer string) string
}

// Chosen is what was typed at a place so far: the layout may depend on it, as the
// words do on the organization that answers. It is empty at
// first.
func (s *Situation) Chosen(pointer string) string { return s.chosen(pointer) }

// Answer is what was typed at a place as the document has it: without the blanks around.
func (s *Situation) Answer(pointer string) string { return trim(s.chosen(pointer)) }

// Required is the ending of the keys of texts for what a rule requires, and empty
// where none does.
func (s *Situation) Required(place string) string {
	if s.Rules.Requires(place, s.chosen) {
		return RequiredVariant
	}
	return ""
}

// Forbidden reports whether a rule says that there is nothing at the place, as far as
// it is known who answers.
func (s *Situation) Forbidden(place string) bool { return s.Rules.Forbids(place, s.chosen) }

// RequiredVariant ends the keys of other words for what must be answered.
const RequiredVariant = "!required"

// ReceiptWords are what a receipt says besides when and under which id an answer
// was received.
type ReceiptWords struct {
	Facts []view.Node // definitions, as of [Words.Fact]
	Next  []view.Node // what the sender can do and will hear of
	Days  []Day       // of what comes, for a calendar
}

// Handover is where an answer goes that no service receives, and under which name.
type Handover struct {
	To      string   // the address of the registry
	Copies  []string // further addresses
	Subject string   // of the letter
	File    string   // the name of the answer as a file
}

// errIncomplete says that a kind cannot make forms.
var errIncomplete = errors.New("it needs a kind of document, a layout, and how its inquiries are read")

// variant are the words of the catalog for the inquiry, and the inquiry's own.
func (k *Kind) variant(inquiry Inquiry, catalog *texts.Catalog) *texts.Catalog {
	catalog = catalog.With(ownWords(inquiry, catalog.Language()))
	if k.Variant == nil {
		return catalog
	}
	return catalog.Variant(k.Variant(inquiry))
}

func (k *Kind) complete() error {
	if k == nil || k.Document == nil || k.Decode == nil || k.Layout == nil {
		return errIncomplete
	}
	return nil
}

// check reads a document as an answer to the inquiry, at an instant if that is not
// zero. Whether the inquiry takes answers then is not said here: only what is wrong
// with the document.
func (f *Form) check(data []byte, at time.Time) hyte.Violations {
	_, violations := f.rules.Read(data, at)
	if at.IsZero() {
		return violations
	}
	return slices.DeleteFunc(violations, hyte.AboutWindow)
}
