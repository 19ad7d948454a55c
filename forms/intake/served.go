package intake

import (
	"encoding/json"
	"errors"
	"fmt"
	"net/http"
	"slices"
	"strings"
	"time"

	"github.com/hytekit/hytekit/forms"
	"github.com/hytekit/hytekit/forms/texts"
	"github.com/hytekit/hytekit/hyte"
)

// served is one inquiry with what is made of it once.
type served struct {
	inquiry     Inquiry
	public      []byte    // JSON that anyone may see
	taken       []*taken  // kinds of documents that answer it; the first is that of its page
	pages       languages // of its forms
	messages    languages // of the API's messages, those of the forms first
	history     *history
	tells       bool          // its ledger is a Teller
	understands bool          // its ledger is one that is Understanding
	turn        chan struct{} // holds one value while somebody takes what may be the last place
	board       Board
	versions    versions
	purged      purged
	desks       map[string]Page       // of the board, by path
	published   map[string]PublicPage // of the board, for anyone; nil if it publishes nothing
	embedding   embedding
	letter      *letter // with the others that can be answered on one page; nil if alone
}

// taken is a kind of document that an inquiry takes, with what is made of it once.
type taken struct {
	*Kind
	by     *served
	schema []byte
	forms  map[string]servedForm      // by language
	spoken map[string]*forms.Messages // by language
}

// servedForm is the form of a kind in one language.
type servedForm struct {
	*forms.Form
	kind   *taken
	config []byte // JSON from which its widget makes the same form
	guest  guest  // who asks for it
}

// newServed makes it; mails says that the service sends letters.
func newServed(inquiry Inquiry, kinds *Kinds, mails bool) (*served, error) {
	i := &served{inquiry: inquiry}
	codes := forms.Languages(inquiry.Languages())
	if len(codes) == 0 {
		return nil, fmt.Errorf("it has no language in which there are texts: those are %s", strings.Join(texts.Languages(), ", "))
	}
	i.pages = newLanguages(codes)
	for _, code := range texts.Languages() {
		if !slices.Contains(codes, code) {
			codes = append(codes, code)
		}
	}
	i.messages = newLanguages(codes)
	for _, kind := range inquiry.Responses() {
		response, ok := kinds.Response(kind)
		if !ok {
			return nil, fmt.Errorf("the service does not know its responses of the kind %q", kind.Name())
		}
		if err := i.take(response, mails); err != nil {
			return nil, err
		}
	}
	if len(i.taken) == 0 {
		return nil, errors.New("it takes no responses")
	}
	var err error
	if i.public, err = json.Marshal(inquiry.Public()); err != nil {
		return nil, err
	}
	i.public = append(i.public, '\n')
	return i, nil
}

// take makes the forms of a kind in the languages that the inquiry and the
// program's texts have in common, and messages in the others as well.
func (i *served) take(kind *Kind, mails bool) error {
	k := &taken{Kind: kind, by: i, forms: map[string]servedForm{}, spoken: map[string]*forms.Messages{}}
	var err error
	if k.schema, err = kind.Schema(i.inquiry); err != nil {
		return err
	}
	for _, code := range i.pages.codes {
		form, err := kind.InLanguage(i.inquiry, code)
		if err != nil {
			return err
		}
		if mails && kind.Letters != nil {
			form = form.Mailing()
		}
		config, err := form.Config()
		if err != nil {
			return err
		}
		k.forms[code] = servedForm{Form: form, kind: k, config: config}
	}
	for _, code := range i.messages.codes {
		k.spoken[code] = kind.Form.Messages(kind.Texts.For(code), i.inquiry)
	}
	i.taken = append(i.taken, k)
	return nil
}

func (i *served) id() string { return i.inquiry.ID() }

// collection stands for all inquiries of the sort in the addresses of the API.
func (i *served) collection() string { return i.inquiry.Kind().Plural() }

// kind is the kind of that name which the inquiry takes, nil if there is none. That of
// no name is the first one.
func (i *served) kind(name string) *taken {
	if name == "" {
		return i.taken[0]
	}
	for _, k := range i.taken {
		if k.name() == name {
			return k
		}
	}
	return nil
}

// window is when the inquiry takes documents of the kind.
func (k *taken) window() hyte.Window { return forms.WindowOf(k.by.inquiry, k.Form.Document) }

// closed says why the inquiry takes no documents of the kind at the instant; nothing if it
// does.
func (k *taken) closed(at time.Time) hyte.Violations {
	w := k.window()
	switch status := w.Status(at); status {
	case hyte.StatusOpen, hyte.StatusLate:
		return nil
	default:
		return w.Closed(status)
	}
}

func (k *taken) status(at time.Time) hyte.Status { return k.window().Status(at) }

// isFirst reports whether the page of the inquiry is the kind's form.
func (k *taken) isFirst() bool { return k == k.by.taken[0] }

// path is that of the kind's form in a language, beneath the service's.
func (k *taken) path(language string) string {
	return "/" + k.by.id() + "/" + language + forms.PathOf(k.by.inquiry, k.Form.Document)
}

// endpoint is the path to which documents of the kind are posted.
func (k *taken) endpoint() string {
	return "/api/v1/" + k.by.collection() + "/" + k.by.id() + "/" + k.plural()
}

// inquiryOf finds the inquiry that an address names, or has answered that there is
// none.
func (s *Service) inquiryOf(w http.ResponseWriter, r *http.Request) (*served, bool) {
	i, known := s.inquiries[r.PathValue("inquiry")]
	if !known {
		s.notFound(w, r)
	}
	return i, known
}

// kindOf finds the kind that an address names, or means by naming none: the first
// one of its inquiry. Otherwise it has answered that there is none.
func (s *Service) kindOf(w http.ResponseWriter, r *http.Request) (*taken, bool) {
	i, ok := s.inquiryOf(w, r)
	if !ok {
		return nil, false
	}
	k := i.kind(r.PathValue("kind"))
	if k == nil {
		s.notFound(w, r)
	}
	return k, k != nil
}

// findReceipt finds the receipt with the id that an address names, or has answered that
// there is none.
func (s *Service) findReceipt(w http.ResponseWriter, r *http.Request, k *taken, id string) (forms.Receipt, bool) {
	kept, ok := s.findKept(w, r, k, id)
	if !ok {
		return forms.Receipt{}, false
	}
	noteReceipt(w, kept.ID)
	return s.receipt(r.Context(), k, kept), true
}

// findKept finds what was received under an id, or has answered that there is none. Only
// documents of the kind are there, and only if their sender brought them.
func (s *Service) findKept(w http.ResponseWriter, r *http.Request, k *taken, id string) (Record, bool) {
	kept, err := s.config.Store.Find(r.Context(), id)
	switch {
	case errors.Is(err, ErrNotFound) || err == nil && (kept.Inquiry != k.by.id() || kept.Kind != k.name() || kept.Entered()):
		s.notFound(w, r)
	case err != nil:
		s.failInside(w, r, err)
	default:
		return kept, true
	}
	return Record{}, false
}
