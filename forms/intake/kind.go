package intake

import (
	"errors"
	"fmt"
	"slices"

	"github.com/hytekit/hytekit/forms"
	"github.com/hytekit/hytekit/forms/texts"
	"github.com/hytekit/hytekit/hyte"
)

// Inquiry is what the service needs of an inquiry, such as a resolved call.
type Inquiry interface {
	forms.Inquiry
	// EmbedHosts are the origins of other sites whose pages may show its forms.
	EmbedHosts() []string
}

// Kinds are what a service knows of kinds of documents. Package kinds has the list
// of all.
type Kinds struct {
	// Responses are those that answer inquiries. An inquiry says which of them it
	// takes; its first one is that of its page.
	Responses []Kind
	// Boards make the board of an inquiry. The first one that knows the inquiry does;
	// the others return nil.
	Boards []func(Inquiry) Board
	// Collections and Base are for the description of the API, which a service
	// without them does not have. Programs that are given the files of inquiries read
	// them by their collections.
	Collections []Collection
	// Reducer says what stays of documents that are purged. Nil: none can be.
	Reducer *Reducer
	// Base is the base schema of a kind of document.
	Base func(kind string) ([]byte, error)
}

// Kind is one kind of response as the service takes it. Form, Texts and Schema are needed.
type Kind struct {
	// Form is the kind's form. It has the kind of document, and with that the rules
	// and the names in addresses.
	Form *forms.Kind
	// Texts are the words of the forms and of what is said of documents, by language.
	Texts texts.Set
	// Problems are words for what can go wrong with such documents in the API, and for taking
	// them back, by language and in place of the service's own, whose keys they have:
	// problem.rules.
	Problems texts.Set
	// Schema is the JSON Schema of the documents that answer an inquiry.
	Schema func(forms.Inquiry) ([]byte, error)
	// Kept is what is kept of a valid document in place of its bytes, and how it came:
	// such as where the organizer enters documents of the kind, too. The same document must give the same bytes. Nil: documents
	// are kept as they were received.
	Kept func(document any, via hyte.Via) []byte
	// Sender is the id of the organization for which a valid document speaks; the
	// document is a pointer to the kind's struct. Nil: documents name none.
	Sender func(document any) string
	// SenderAt is the place of that id in documents of the kind, where its form lets people
	// choose between those that the inquiry asks. Empty: the form does not.
	SenderAt string
	// Link is an address that the receipts of such documents tell, and nothing that anyone
	// may see does; nil or empty if there is none.
	Link func(Inquiry) string
	// TakeBack is how senders take documents back; nil: not by their receipt.
	TakeBack *TakeBack
	// Confirm is how senders confirm documents where these count only then, by a link that
	// one of the Letters has. Inquiries with [forms.Inquiry] Confirmed need it.
	Confirm *Confirm
	// Letters are what is written about such documents. Nil: nobody is written to.
	Letters func(*Arrival) []Letter
	// LetterTexts are words of letters, by language and in place of the post's own.
	LetterTexts texts.Set
}

// InLanguage is the form for an inquiry in one of its languages; see
// [forms.InLanguage].
func (k *Kind) InLanguage(inquiry Inquiry, language string) (*forms.Form, error) {
	return forms.InLanguage(k.Form, inquiry, language, k.Texts)
}

func (k *Kind) name() string   { return k.Form.Document.Name() }
func (k *Kind) plural() string { return k.Form.Document.Plural() }

// sender is the id of the organization that a document names, "" if none.
func (k *Kind) sender(document any) string {
	if k.Sender == nil {
		return ""
	}
	return k.Sender(document)
}

// wording is what is said about a document of the kind: the kind's own text, or that of the
// service's catalog.
func (k *Kind) wording(t *texts.Catalog, key string) string {
	if own, ok := k.Problems[t.Language()]; ok {
		if text, ok := own.Lookup(key); ok {
			return text
		}
	}
	return t.Text(key)
}

// Parts of addresses that a name would hide: that of an inquiry, of a kind on pages,
// of several documents of it in the API, and of a page of a board.
var (
	reservedIDs     = []string{accessibilityName, "admin", "api", "assets", "healthz", "login", "logout", "readyz"}
	reservedKinds   = []string{"fragment", "receipt", seriesName, publicName}
	reservedPlurals = []string{"schema"}
	reservedPages   = []string{"form.json", "fragment", receivedName, findName}
)

func (k *Kinds) check() error {
	seen := map[string]bool{}
	for i := range k.Responses {
		r := &k.Responses[i]
		if r.Form == nil || r.Form.Document == nil || r.Texts == nil || r.Schema == nil {
			return errors.New("intake: a kind of response needs a form, texts and a schema")
		}
		reserved := slices.Contains(reservedKinds, r.name()) || slices.Contains(reservedPlurals, r.plural())
		if reserved || !segmentForm.MatchString(r.name()) || !segmentForm.MatchString(r.plural()) {
			return fmt.Errorf(`intake: a kind cannot be called %q and %q in addresses: those are words of small letters, digits and "-", and no page of the service`, r.name(), r.plural())
		}
		if seen[r.name()] || seen["/"+r.plural()] {
			return fmt.Errorf("intake: two kinds are called %q or %q in addresses", r.name(), r.plural())
		}
		if err := r.takesBack(); err != nil {
			return err
		}
		seen[r.name()], seen["/"+r.plural()] = true, true
	}
	return nil
}

func checkInquiries(inquiries []Inquiry, key LinkKey, origin string) error {
	if len(inquiries) == 0 {
		return errors.New("intake: a service needs an inquiry, such as a call")
	}
	seen := map[string]bool{}
	for i, inquiry := range inquiries {
		if inquiry == nil || !inquiry.Complete() {
			return fmt.Errorf("intake: inquiry %d is not complete; a call must be resolved", i)
		}
		id, collection := inquiry.ID(), inquiry.Kind().Plural()
		switch {
		case seen[id]:
			return fmt.Errorf("intake: two inquiries have the id %q", id)
		case slices.Contains(reservedIDs, id):
			return fmt.Errorf("intake: the id %q is the name of a page of the service; give the inquiry another one", id)
		case inquiry.Invited() && !key.IsKey():
			return fmt.Errorf("intake: %q is for invited organizations only, and there is no key of their personal links", id)
		case inquiry.Confirmed() && !key.IsKey():
			return fmt.Errorf("intake: answers to %q count when they are confirmed, and there is no key of the links by which that is done", id)
		case inquiry.Confirmed() && origin == "":
			return fmt.Errorf("intake: answers to %q count when they are confirmed by a link in a mail, and there is no base URL to which it could lead", id)
		case !segmentForm.MatchString(collection):
			return fmt.Errorf(`intake: inquiries cannot be called %q in addresses: that is a word of small letters, digits and "-"`, collection)
		}
		seen[id] = true
	}
	return nil
}
