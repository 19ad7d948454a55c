package forms

import (
	"errors"
	"strconv"
	"strings"

	"github.com/hytekit/hytekit/forms/texts"
	"github.com/hytekit/hytekit/hyte"
	"github.com/hytekit/hytekit/hyte/constraint"
)

// ErrLanguage means that the call has no page in the language.
var ErrLanguage = errors.New("forms: the call is not in this language; its languages are those of its member languages")

// Form is the form of a call in one language. It holds no answers: those are in
// a [State]. It does not change and may be used by many goroutines at once.
type Form struct {
	call     *hyte.ResolvedCall
	catalog  *texts.Catalog
	messages *Messages
	layout   *layout
	fields   map[string]*boundField // by pointer with "#" for an index
	most     int                    // items that an array may have in any document
}

// boundField is a field with what call, document type and catalog say of it.
type boundField struct {
	spec    *fieldSpec
	value   *constraint.Value
	control Control // its Name and ID have "#" for an index
}

// New is the form in which a call's nominations are made, in the language of
// the catalog. [InLanguage] takes the catalog from those of the program.
func New(call *hyte.ResolvedCall, catalog *texts.Catalog) *Form {
	f := &Form{
		call:     call,
		catalog:  catalog,
		messages: &Messages{catalog: catalog, call: call, onForm: true},
		layout:   &nomination,
		fields:   map[string]*boundField{},
	}
	f.most = f.mostItems()
	f.bind(f.layout.parts)
	return f
}

// InLanguage is [New] with the program's catalog of one of the call's
// languages; what that lacks comes from the call's first language. The error is
// [ErrLanguage].
func InLanguage(call *hyte.ResolvedCall, language string) (*Form, error) {
	for _, l := range call.Call.Languages {
		if l == language {
			return New(call, texts.For(language, call.Call.Languages[0])), nil
		}
	}
	return nil, ErrLanguage
}

// Language is the code of the language that the form speaks.
func (f *Form) Language() string { return f.catalog.Language() }

// Call is the call that is answered.
func (f *Form) Call() *hyte.ResolvedCall { return f.call }

// Message is the sentence for a violation, in words for someone who fills in
// this form.
func (f *Form) Message(v hyte.Violation) string { return f.messages.Message(v) }

// bind finds out what is the same in every state of the form.
func (f *Form) bind(parts []partSpec) {
	for i := range parts {
		p := &parts[i]
		if !p.present(f.call) {
			continue
		}
		for j := range p.fields {
			if s := &p.fields[j]; s.present(f.call) {
				f.fields[s.at] = f.bindField(s)
			}
		}
		f.bind(p.parts)
	}
}

func (f *Form) bindField(s *fieldSpec) *boundField {
	value, ok := f.layout.document.Lookup(s.at)
	if !ok {
		panic("forms: the document has no " + s.at) // a mistake in the layout
	}
	variant := ""
	if s.variant != nil {
		variant = s.variant(f.call)
	}
	b := &boundField{spec: s, value: value, control: Control{
		Name:         s.at,
		ID:           elementID(s.at),
		Kind:         s.kind,
		Label:        f.fieldText("label.", s.at, variant),
		Hint:         f.fieldText("hint.", s.at, variant),
		Required:     s.required || f.isRequired(s.at, value),
		Initial:      s.initial,
		Autocomplete: s.autocomplete,
		InputMode:    s.inputMode,
		choose:       f.catalog.Text(s.choose),
		size:         s.size,
		counted:      s.counted,
		tel:          s.tel,
	}}
	for _, c := range value.Constraints {
		if c.Rule == constraint.RuleMaxLength {
			b.control.MaxLength = c.Limit
		}
	}
	switch {
	case s.options != nil:
		b.control.Options = s.options(f)
	case s.kind == Select || s.kind == Radio:
		b.control.Options = f.allowedOptions(lastName(s.at), s.initial, value)
	}
	return b
}

// fieldText is the text for a field: the most specific one that the catalog
// has, as for messages.
func (f *Form) fieldText(prefix, pointer, variant string) string {
	for path := range suffixes(pointer) {
		for _, key := range [...]string{prefix + path + variant, prefix + path} {
			if text, ok := f.catalog.Lookup(key); ok {
				return text
			}
		}
	}
	return ""
}

// isRequired reports whether the document must have the value: its tag says so,
// and every object around it has to be there.
func (f *Form) isRequired(pointer string, value *constraint.Value) bool {
	if !value.Required() {
		return false
	}
	for i := strings.LastIndexByte(pointer, '/'); i > 0; i = strings.LastIndexByte(pointer[:i], '/') {
		around, ok := f.layout.document.Lookup(pointer[:i])
		if ok && !strings.HasSuffix(pointer[:i], "/#") && !around.Required() && !needs(f.layout.parts, pointer[:i], f.call) {
			return false
		}
	}
	return true
}

// needs reports whether one of the parts says that its object must be there.
func needs(parts []partSpec, pointer string, call *hyte.ResolvedCall) bool {
	for i := range parts {
		p := &parts[i]
		if p.at == pointer && p.needed != nil && p.needed(call) || needs(p.parts, pointer, call) {
			return true
		}
	}
	return false
}

// field finds the field of a control and the index of the item in which it
// stands, -1 if in none. Names that no control of this form has are not found.
func (f *Form) field(name string) (field *boundField, index int) {
	pattern, index := generalize(name)
	field = f.fields[pattern]
	if field == nil || index >= f.most || index < 0 && arrayOf(pattern) != "" {
		return nil, -1
	}
	return field, index
}

// mostItems is how many items an array may have in the document type: more
// than any call allows, so that no answer is refused for its number unread.
func (f *Form) mostItems() int {
	most := 1
	for array := range f.layout.repeats {
		if value, ok := f.layout.document.Lookup(array); ok {
			for _, c := range value.Constraints {
				if c.Rule == constraint.RuleMaxItems {
					most = max(most, c.Limit)
				}
			}
		}
	}
	return most
}

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

// elementID is the id of the control for a place in the document.
func elementID(pointer string) string { return "hyte-field" + strings.ReplaceAll(pointer, "/", "-") }

func lastName(pointer string) string { return pointer[strings.LastIndexByte(pointer, '/')+1:] }
