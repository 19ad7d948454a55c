package schema

import (
	"errors"
	"fmt"
	"slices"
	"strings"

	"github.com/hytekit/hytekit/hyte/document"
	"github.com/hytekit/hytekit/hyte/kinds"
	"github.com/hytekit/hytekit/schema/internal/node"
	"github.com/hytekit/hytekit/schema/internal/rules"
	"github.com/hytekit/hytekit/schema/internal/schemaid"
)

// Kind makes the schemas of one kind of document. The functions of this package are
// those of the kinds of package kinds; [Of] is for a kind of your own. It does not
// change and may be used by many goroutines at once.
type Kind struct {
	document *document.Kind
	base     []byte
}

// Of makes the schemas of a kind whose base schema is given, as package generate
// makes it. The error is [ErrForeignSchema] if it is not that of the kind.
func Of(kind *document.Kind, base []byte) (*Kind, error) {
	root, err := node.Parse(base)
	if err != nil {
		return nil, err
	}
	if name, ours := schemaid.Kind(root.ID); !ours || name != kind.Name() {
		return nil, ErrForeignSchema
	}
	return &Kind{kind, base}, nil
}

// Kinds are kinds whose schemas are listed together. [All] are those of this package.
type Kinds []*Kind

// All are the kinds of package kinds, in its order.
func All() Kinds {
	var all Kinds
	for _, kind := range kinds.All() {
		text, err := bases.ReadFile("base/" + kind.Name() + schemaid.Suffix)
		if err != nil {
			panic("schema: " + kind.Name() + " is not generated") // go generate has not run
		}
		all = append(all, &Kind{kind, text})
	}
	return all
}

// Names are the names of the kinds, in their order.
func (k Kinds) Names() []string {
	var names []string
	for _, kind := range k {
		names = append(names, kind.document.Name())
	}
	return names
}

// Named finds a kind by its name. The error is [ErrUnknownDocument].
func (k Kinds) Named(name string) (*Kind, error) {
	for _, kind := range k {
		if kind.document.Name() == name {
			return kind, nil
		}
	}
	return nil, ErrUnknownDocument
}

// KindOf is the name of the kind that a document says it is of in its member $schema:
// "booking" of ".../schema/v1/booking.schema.json". Editors are told of a schema by the
// address of a copy, such as "./booking.schema.json", so the folder does not matter. It
// is false if the last part is not named as the files of schemas are.
func KindOf(id string) (name string, ok bool) {
	return schemaid.Kind(schemaid.Base + id[strings.LastIndexByte(id, '/')+1:])
}

// Document is the kind of document that the schemas describe.
func (k *Kind) Document() *document.Kind { return k.document }

// Base is [BaseWith] for the kind.
func (k *Kind) Base(options Options) ([]byte, error) {
	if options.Language == "" {
		return slices.Clone(k.base), nil
	}
	root, err := node.Parse(k.base)
	if err != nil {
		return nil, err
	}
	if options, err = options.complete(); err != nil {
		return nil, err
	}
	root.ID = schemaid.In(root.ID, options.Language)
	t := translator{options, root, nil}
	t.write(k.document)
	return root.Write()
}

// For is the schema of the kind for the inquiry: [Kind.ForInquiry], and [Kind.Base]
// where no rule of the kind depends on one.
func (k *Kind) For(inquiry Inquiry, options Options) ([]byte, error) {
	text, err := k.ForInquiry(inquiry, options)
	if errors.Is(err, ErrNoInquiry) {
		return k.Base(options)
	}
	return text, err
}

// ForInquiry is [ForInquiryWith] for the kind.
func (k *Kind) ForInquiry(inquiry Inquiry, options Options) ([]byte, error) {
	root, err := node.Parse(k.base)
	if err != nil {
		return nil, err
	}
	if inquiry == nil || !inquiry.Complete() {
		return nil, ErrIncompleteInquiry
	}
	if !k.document.AsksInquiry() {
		return nil, ErrNoInquiry
	}
	if err := k.document.Fits(inquiry); err != nil {
		return nil, fmt.Errorf("schema: %w", err)
	}
	if options, err = options.complete(); err != nil {
		return nil, err
	}
	root.ID = schemaid.OfInquiry(inquiry.Kind().Plural(), inquiry.ID(), k.document.Name())
	if options.Language != "" {
		return inLanguage(root, k.document, inquiry, options)
	}
	if err := rules.Add(root, k.document, inquiry); err != nil {
		return nil, err
	}
	options.Labels.apply(root, inquiry)
	return root.Write()
}

func inLanguage(root *node.Schema, kind *document.Kind, inquiry Inquiry, options Options) ([]byte, error) {
	root.ID = schemaid.In(root.ID, options.Language)
	t := translator{options, root, inquiry}
	if err := rules.Add(root, kind, inquiry, t.nameChoices(kind)...); err != nil {
		return nil, err
	}
	t.write(kind)
	t.nameEntries(kind, "")
	return root.Write()
}
