package forms

import (
	"github.com/hytekit/hytekit/forms/view"
	"github.com/hytekit/hytekit/hyte"
	"github.com/hytekit/hytekit/hyte/constraint"
)

// layout is the form of one kind of document, as data: which members of the
// document are asked, in which order, in what kind of control. What is required
// and how long it may be comes from the document type, the words from the
// catalog. A further kind of document is a further layout.
type layout struct {
	document *constraint.Type
	parts    []partSpec
	// fixed are members that nobody fills in, by pointer.
	fixed func(f *Form) map[string]string
	// repeats says how often there may be the items of an array, by pointer.
	repeats map[string]repeatSpec
	// check reads a document as an answer to the call.
	check func(call *hyte.ResolvedCall, document []byte) []hyte.Violation
}

// partSpec is one [Part]. In its pointers "#" stands for the index of an item.
type partSpec struct {
	id string // ends the HTML id, and is in the keys part.<id>.title and .hint
	at string // the place whose violations are shown here
	// rules are those violations of the place that are shown here; nil is all
	// that no other part claims.
	rules []hyte.Rule
	// item says that the part stands for one item of the array that its
	// pointer names, and appears as often as there are items.
	item bool
	// group says that the controls are read out as a group; see [Form.grouped].
	group grouping
	when  func(call *hyte.ResolvedCall) bool // nil is always
	// variant ends the keys of other words than the usual ones, where the
	// catalog has such: part.<id>.hint!required.
	variant func(call *hyte.ResolvedCall) string
	// needed says that the object of this part must be there although the
	// document type leaves it open.
	needed func(call *hyte.ResolvedCall) bool
	// marked says that the part is marked as required, with the words of mark.
	marked func(call *hyte.ResolvedCall) bool
	mark   string
	before func(t *tree) view.Node
	fields []fieldSpec
	parts  []partSpec
}

// grouping says when a part is a fieldset.
type grouping int

const (
	never grouping = iota
	always
	whenSingle  // if there is only ever one item of what is beneath
	whenSeveral // if there can be several items
)

// repeatSpec bounds the items of an array.
type repeatSpec struct {
	// least is how many items are shown at least.
	least func(f *Form, s *State) int
	// most is how many there may be, 0 for no limit.
	most func(f *Form, s *State) int
	// several says whether this call allows more than one at all.
	several func(call *hyte.ResolvedCall) bool
}

// fieldSpec is one [Control].
type fieldSpec struct {
	at           string // pointer, with "#" for an index
	kind         Kind
	when         func(call *hyte.ResolvedCall) bool   // nil is always
	options      func(f *Form) []OptionGroup          // nil takes the values that the document type allows
	variant      func(call *hyte.ResolvedCall) string // as of a part, for label and hint
	required     bool                                 // although the document type alone does not say so
	choose       string                               // key of the empty option
	initial      string
	autocomplete string
	inputMode    string
	size         string
	counted      bool
	tel          bool
}

// present reports whether the call has the part.
func (p *partSpec) present(call *hyte.ResolvedCall) bool { return p.when == nil || p.when(call) }

func (s *fieldSpec) present(call *hyte.ResolvedCall) bool { return s.when == nil || s.when(call) }
