package forms

import (
	"errors"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"github.com/hytekit/hytekit/forms/texts"
	"github.com/hytekit/hytekit/hyte"
	"github.com/hytekit/hytekit/hyte/document"
)

// What is wrong with what a form is to be made of. Errors of [New] wrap the second
// or the third, those of [InLanguage] any of them.
var (
	// ErrLanguage means that the inquiry has no page in the language.
	ErrLanguage = errors.New("forms: the inquiry is not in this language; its languages are those of its member languages")
	// ErrKind means that the kind cannot make forms, or that its documents do not
	// answer the inquiry.
	ErrKind = errors.New("forms: there is no such form")
	// ErrLayout means that the layout has a question without a label or with an
	// option without a text, or asks what the document has not, or that a link has
	// no text. The error names it.
	ErrLayout = errors.New("forms: the form is not complete")
)

// Form is the form in which an inquiry is answered with one kind of document, in
// one language. It holds no answers: those are in a [State]. It does not change and
// may be used by many goroutines at once.
type Form struct {
	kind  *Kind
	words *Words
	rules *document.Program
	empty *sheet // while nothing is chosen
	// within is the id of the inquiry where the form stands beside others of a [Series];
	// empty where it is alone.
	within string
	given  given // the answer that nobody fills in; see [Form.Giving]
	mails  bool  // see [Form.Mailing]
	// calendar is handed over with the answer; see [Form.Reminding].
	calendar string
}

// New is the form of a kind for an inquiry, in the language of the catalog.
// [InLanguage] chooses the catalog. The error wraps [ErrKind] or
// [ErrLayout].
func New(kind *Kind, inquiry Inquiry, catalog *texts.Catalog) (*Form, error) {
	return newForm(kind, inquiry, catalog, "")
}

func newForm(kind *Kind, inquiry Inquiry, catalog *texts.Catalog, within string) (*Form, error) {
	if err := kind.complete(); err != nil {
		return nil, errors.Join(ErrKind, err)
	}
	if !slices.Contains(inquiry.Responses(), kind.Document) {
		return nil, fmt.Errorf("%w: %s does not answer %q", ErrKind, kind.Document.Name(), inquiry.ID())
	}
	f := &Form{
		kind:  kind,
		words: newWords(inquiry, kind.Document, kind.variant(inquiry, catalog)),
		rules: inquiry.Program(kind.Document),

		within: within,
	}
	f.empty = f.newSheet(func(string) string { return "" })
	if f.empty.err != nil {
		return nil, f.empty.err
	}
	return f, f.checkLinks()
}

// InLanguage is [New] with the catalog of one of the inquiry's languages; what
// that lacks comes from the inquiry's first language, which the form then speaks if
// there is no catalog at all (see [Languages]). The error may also be [ErrLanguage].
func InLanguage(kind *Kind, inquiry Inquiry, language string, catalogs texts.Set) (*Form, error) {
	if !slices.Contains(inquiry.Languages(), language) {
		return nil, ErrLanguage
	}
	return New(kind, inquiry, catalogs.For(language, inquiry.Languages()[0]))
}

// Kind is what the form is made of.
func (f *Form) Kind() *Kind { return f.kind }

// Language is the code of the language that the form speaks.
func (f *Form) Language() string { return f.words.Language() }

// Inquiry is what is answered.
func (f *Form) Inquiry() Inquiry { return f.words.inquiry }

// Words speak of the inquiry in the form's language.
func (f *Form) Words() *Words { return f.words }

// Message is the sentence for a violation, in words for someone who fills in
// this form, while nothing is chosen.
func (f *Form) Message(v hyte.Violation) string { return f.empty.words.messages.Message(v) }

// generalize puts "#" for the index in a pointer. An index is written as
// numbers are: without leading zeros.
func generalize(pointer string) (pattern string, index int) {
	index = -1
	start := 0
	for i := 1; i <= len(pointer); i++ {
		if i < len(pointer) && pointer[i] != '/' {
			continue
		}
		token := pointer[min(start+1, i):i]
		if n, err := strconv.Atoi(token); err == nil && n >= 0 && strconv.Itoa(n) == token {
			return pointer[:start] + "/#" + pointer[i:], n
		}
		start = i
	}
	return pointer, index
}

// at puts an index into a pattern.
func at(pattern string, index int) string {
	before, after, found := strings.Cut(pattern, "#")
	if !found {
		return pattern
	}
	return before + strconv.Itoa(index) + after
}

// controlID is the id of the control for a place in the document. A hyphen in the place, as
// in the name of an entry, is written twice: what follows a single one, as in
// "-error", is never part of another place.
func (f *Form) controlID(place string) string {
	before := strings.TrimSuffix(f.onPage(place), place)
	return "hyte-field" + strings.ReplaceAll(before+strings.ReplaceAll(place, "-", "--"), "/", "-")
}

func lastName(pointer string) string { return pointer[strings.LastIndexByte(pointer, '/')+1:] }
