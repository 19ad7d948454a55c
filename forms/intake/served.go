package intake

import (
	"encoding/json"
	"errors"
	"fmt"
	"net/http"
	"slices"
	"time"

	"github.com/hytekit/hytekit/forms"
	"github.com/hytekit/hytekit/forms/texts"
	"github.com/hytekit/hytekit/hyte"
	"github.com/hytekit/hytekit/schema"
)

// served is one call with what is made of it once.
type served struct {
	call      *hyte.ResolvedCall
	public    []byte // JSON that anyone may see
	schema    []byte // JSON Schema of its nominations
	forms     map[string]servedForm
	pages     languages // of its forms
	messages  languages // of the API's messages, those of the form first
	spoken    map[string]*forms.Messages
	history   *history
	embedding embedding
}

func newServed(call *hyte.ResolvedCall, store Store) (*served, error) {
	public, err := json.Marshal(call.Public())
	if err != nil {
		return nil, fmt.Errorf("intake: call %q: %w", call.Call.ID, err)
	}
	rules, err := schema.ForCall(call, string(hyte.KindNomination))
	if err != nil {
		return nil, fmt.Errorf("intake: call %q: %w", call.Call.ID, err)
	}
	c := &served{
		call:    call,
		public:  append(public, '\n'),
		schema:  rules,
		forms:   map[string]servedForm{},
		spoken:  map[string]*forms.Messages{},
		history: &history{call: call, store: store},
	}
	return c, c.speak()
}

// speak makes forms and messages in the languages that the call and the
// program's texts have in common, and messages in the others as well.
func (c *served) speak() error {
	var codes []string
	for _, code := range c.call.Call.Languages {
		if !slices.Contains(texts.Languages(), code) {
			continue
		}
		form, err := forms.InLanguage(c.call, code)
		if err != nil {
			return fmt.Errorf("intake: call %q: %w", c.id(), err)
		}
		config, err := form.Config()
		if err != nil {
			return fmt.Errorf("intake: call %q: %w", c.id(), err)
		}
		codes = append(codes, code)
		c.forms[code] = servedForm{form, config}
	}
	if len(codes) == 0 {
		return fmt.Errorf("intake: call %q has no language in which there are texts", c.id())
	}
	c.pages = newLanguages(codes)
	for _, code := range texts.Languages() {
		if !slices.Contains(codes, code) {
			codes = append(codes, code)
		}
	}
	c.messages = newLanguages(codes)
	for _, code := range codes {
		c.spoken[code] = forms.NewMessages(texts.For(code), c.call)
	}
	return nil
}

// servedForm is a call's form in one language.
type servedForm struct {
	*forms.Form
	config []byte // JSON from which its widget makes the same form
}

func (c *served) id() string { return c.call.Call.ID }

// closed says why the call takes no answers at the instant; nothing if it does.
func (c *served) closed(at time.Time) []hyte.Violation {
	switch c.call.Call.Status(at) {
	case hyte.Open, hyte.Late:
		return nil
	}
	// Only the violations of the instant are at the root of a nomination
	// that is empty.
	var why []hyte.Violation
	for _, v := range c.call.ValidateAt(&hyte.Nomination{}, at) {
		if v.Rule == hyte.RuleDeadlinePassed || v.Rule == hyte.RuleCallNotOpen {
			why = append(why, v)
		}
	}
	return why
}

// receipt is what the sender of a document gets (13/2003 s.12). It tells what
// the service noted on arrival, and nothing of what was written.
func (c *served) receipt(id, nominator string, receivedAt time.Time) forms.Receipt {
	r := forms.Receipt{ID: id, ReceivedAt: receivedAt, Status: hyte.Answered, Nominator: nominator}
	if s := c.call.Call.Status(receivedAt); s == hyte.Late || s == hyte.Closed {
		r.Status = hyte.LateOnly
	}
	return r
}

// callOf finds the call that an address names, or has answered that there is
// none.
func (s *Service) callOf(w http.ResponseWriter, r *http.Request) (*served, bool) {
	c, known := s.calls[r.PathValue("call")]
	if !known {
		s.notFound(w, r)
	}
	return c, known
}

// findReceipt finds the receipt that an address names, or has answered that
// there is none. Only answers to the call have one.
func (s *Service) findReceipt(w http.ResponseWriter, r *http.Request, c *served) (forms.Receipt, bool) {
	kept, err := s.config.Store.Find(r.Context(), r.PathValue("id"))
	switch {
	case errors.Is(err, ErrNotFound) || err == nil && (kept.Call != c.id() || kept.Kind != string(hyte.KindNomination)):
		s.notFound(w, r)
	case err != nil:
		s.failInside(w, r, err)
	default:
		noteReceipt(w, kept.ID)
		return c.receipt(kept.ID, kept.Nominator, kept.ReceivedAt), true
	}
	return forms.Receipt{}, false
}
