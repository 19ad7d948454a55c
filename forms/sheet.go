package forms

import (
	"fmt"
	"slices"
	"strings"

	"github.com/hytekit/hytekit/hyte"
	"github.com/hytekit/hytekit/hyte/constraint"
)

// sheet is a layout with what rules, document type and catalog say of its
// questions: what is asked while certain values are chosen. It does not change.
type sheet struct {
	layout Layout            // of its sections, those that the rules allow
	words  *Words            // in the variant of the layout
	fields map[string]*field // by pointer with "#" for an index
	arrays []string          // that have items on the form
	most   int               // items that an array may have in any document
	later  bool              // something is asked after the deadline
	chosen map[string]string // what the layout has asked for, and what it was
	given  map[string]Given  // by place, what is not asked because it is known
	same   map[string]shared // by place, what is answered elsewhere
	err    error             // the first thing that the layout lacks

	text func(pointer string) string // gives what is chosen, while the sheet is made
}

// field is a question with what is the same in every state with this sheet.
type field struct {
	at       string // its place, with "#" for an index
	question *Question
	value    *constraint.Value
	date     bool    // the answer is a day
	control  Control // its Name and ID have "#" for an index
}

// newSheet makes the layout for what is chosen.
func (f *Form) newSheet(chosen func(pointer string) string) *sheet {
	s := &sheet{fields: map[string]*field{}, chosen: map[string]string{}, given: map[string]Given{}, same: map[string]shared{}, most: 1}
	s.text = func(pointer string) string {
		if pointer == f.given.place {
			return f.given.value
		}
		value := chosen(pointer)
		s.chosen[pointer] = value
		return value
	}
	s.layout = f.kind.Layout(f.situation(s.text))
	f.given.apply(&s.layout)
	s.words = f.words.of(&s.layout)
	chosenText := s.text
	s.text = func(pointer string) string {
		if fixed, ok := s.layout.Fixed[pointer]; ok {
			return fixed
		}
		return chosenText(pointer)
	}
	s.layout.Sections = f.allowed(s, s.layout.Sections)
	f.bind(s, s.layout.Sections)
	s.text = nil
	return s
}

func (f *Form) situation(chosen func(pointer string) string) *Situation {
	return &Situation{Words: f.words, Rules: f.rules, chosen: chosen}
}

// Complete tries every option of the questions on which the layout depends, and
// reports the first thing that it lacks then; see [ErrLayout]. [New] has tried the
// form as it begins. It is for tests of a kind, as it takes long.
func (f *Form) Complete() error {
	for pointer := range f.empty.chosen {
		asked, ok := f.empty.fields[pointer]
		if !ok {
			continue
		}
		for _, group := range asked.control.Options {
			for _, o := range group.Options {
				made := f.newSheet(func(place string) string {
					if place == pointer {
						return o.Value
					}
					return ""
				})
				if made.err != nil {
					return fmt.Errorf("%w, where %s is %q", made.err, pointer, o.Value)
				}
			}
		}
	}
	return nil
}

// sheet is what is asked in a state.
func (f *Form) sheet(s *State) *sheet {
	if s.sheet.fits(s) {
		return s.sheet
	}
	if s.sheet = f.empty; s.sheet.fits(s) {
		return s.sheet
	}
	s.sheet = f.newSheet(s.Get)
	return s.sheet
}

// fits reports whether the sheet is the one for the state.
func (s *sheet) fits(state *State) bool {
	for pointer, value := range s.chosen {
		if state.Get(pointer) != value {
			return false
		}
	}
	return true
}

// allowed are the sections, and those within them, that the rules allow. A mark stays
// where the document must have what is at the place.
func (f *Form) allowed(s *sheet, sections []Section) []Section {
	kept := make([]Section, 0, len(sections))
	for _, section := range sections {
		if f.isAllowed(s, section.At) {
			section.Sections = f.allowed(s, section.Sections)
			there := f.isThere(s, section.At)
			section.Disclosed = section.Disclosed && !there
			if !there {
				section.Mark = ""
			}
			kept = append(kept, section)
		}
	}
	return kept
}

// bind finds out what is the same in every state.
func (f *Form) bind(s *sheet, sections []Section) {
	for i := range sections {
		section := &sections[i]
		s.later = s.later || section.Later
		if section.Item {
			s.addArray(section.array(), f)
		}
		s.note(f.bindSame(s, section))
		for j := range section.Questions {
			q := &section.Questions[j]
			if place := section.place(q); f.isAllowed(s, place) {
				s.note(f.bindQuestion(s, section, q, place))
				s.share(section, place)
			}
		}
		f.bind(s, section.Sections)
	}
}

// note keeps the first error.
func (s *sheet) note(err error) {
	if s.err == nil {
		s.err = err
	}
}

func (s *sheet) addArray(array string, f *Form) {
	s.arrays = append(s.arrays, array)
	if value, ok := f.kind.Document.Type().Lookup(array); ok {
		for _, c := range value.Constraints {
			if c.Rule == constraint.RuleMaxItems {
				s.most = max(s.most, c.Limit)
			}
		}
	}
}

// isAllowed reports whether the inquiry's rules allow an answer at the place, as far as
// what is chosen decides it.
func (f *Form) isAllowed(s *sheet, place string) bool {
	return place == "" || !f.rules.Forbids(place, s.text)
}

func (f *Form) bindQuestion(s *sheet, section *Section, q *Question, place string) error {
	value, ok := f.kind.Document.Type().Lookup(place)
	if !ok {
		return fmt.Errorf("%w: %s has no %s", ErrLayout, f.kind.Document.Name(), place)
	}
	b := &field{at: place, question: q, value: value, date: f.isDate(place, value), control: Control{
		Name:         place,
		ID:           f.controlID(place),
		Type:         q.Type,
		Label:        s.words.ask(q.Label, "label.", place, q.Variant),
		Hint:         s.words.ask(q.Hint, "hint.", place, q.Variant),
		label:        q.Label,
		hint:         q.Hint,
		Required:     f.isRequired(s, place, value),
		Initial:      q.Initial,
		Autocomplete: q.Autocomplete,
		InputMode:    q.InputMode,
		Options:      q.Options,
		choose:       s.words.Say(q.Choose),
		size:         q.Size,
		counted:      q.Counted,
		tel:          q.Tel,
		searched:     q.Search && q.Type == Select,
	}}
	for _, c := range value.Constraints {
		if c.Rule == constraint.RuleMaxLength {
			b.control.MaxLength = c.Limit
		}
	}
	if q.Options == nil && (q.Type == Select || q.Type == Radio) {
		b.control.Options = s.words.options(q, value)
	}
	// What is out of sight when the form is sent is none of a browser's business.
	b.control.always = b.control.Required && f.requiresFirst(place) && !f.isOfSeries(place) && !section.isConfirmation()
	if place == f.given.place {
		return f.given.bind(s, &b.control)
	}
	s.fields[place] = b
	return f.complete(b)
}

// isDate reports whether the answer at a place is a day: its tag says so, or a rule.
func (f *Form) isDate(place string, value *constraint.Value) bool {
	entry, _ := f.rules.Entry(place)
	format, formatted := constraint.FormatNamed(entry.Format)
	return formatted && format.Rule == constraint.RuleFormatDate ||
		slices.ContainsFunc(value.Constraints, func(c constraint.Constraint) bool { return c.Rule == constraint.RuleFormatDate })
}

// requiresFirst reports whether the form as it begins requires the answer. While that
// sheet is made, it is the one that asks.
func (f *Form) requiresFirst(place string) bool {
	if f.empty == nil {
		return true
	}
	first := f.empty.fields[place]
	return first != nil && first.control.Required
}

// complete reports a question that cannot be asked: without a label, or with an
// option that has no text.
func (f *Form) complete(b *field) error {
	if b.control.Label == "" {
		return fmt.Errorf("%w: in %q there is no label for %s", ErrLayout, f.Language(), b.at)
	}
	if b.question.Choose != "" && b.control.choose == "" {
		return fmt.Errorf("%w: in %q there is no text %s", ErrLayout, f.Language(), b.question.Choose)
	}
	for _, group := range b.control.Options {
		for _, o := range group.Options {
			if o.Label.In(f.Language()) == "" {
				return fmt.Errorf("%w: in %q there is no text for the option %q of %s", ErrLayout, f.Language(), o.Value, b.at)
			}
		}
	}
	return nil
}

// ask is what the inquiry asks in its own words, or the text for a field; see [Words.field].
func (w *Words) ask(own hyte.Text, prefix, pointer, variant string) string {
	if own != nil {
		return w.In(own)
	}
	return w.field(prefix, pointer, variant)
}

// field is the text for a field: the most specific one that the catalog
// has, as for messages.
func (w *Words) field(prefix, pointer, variant string) string {
	for path := range suffixes(pointer) {
		for _, key := range [...]string{prefix + path + variant, prefix + path} {
			if text, ok := w.catalog.Lookup(key); ok {
				return text
			}
		}
	}
	return ""
}

// options are the values that the document type allows, the initial one
// first: it is what a browser chooses in a select that nobody touched.
func (w *Words) options(q *Question, value *constraint.Value) []OptionGroup {
	var group OptionGroup
	for _, c := range value.Constraints {
		for _, allowed := range c.Allowed {
			key := "option." + lastName(q.At) + "." + allowed
			if q.OptionKey != nil {
				key = q.OptionKey(w, allowed)
			}
			option := Option{Value: allowed, Label: w.Word(key)}
			if allowed == q.Initial {
				group.Options = append([]Option{option}, group.Options...)
			} else {
				group.Options = append(group.Options, option)
			}
		}
	}
	return []OptionGroup{group}
}

// isRequired reports whether the document must have the value: its tag or a rule
// says so, and every object around it has to be there.
func (f *Form) isRequired(s *sheet, pointer string, value *constraint.Value) bool {
	if !value.Required() && !f.rules.Requires(pointer, s.text) {
		return false
	}
	for i := strings.LastIndexByte(pointer, '/'); i > 0; i = strings.LastIndexByte(pointer[:i], '/') {
		around := pointer[:i]
		if strings.HasSuffix(around, "/#") {
			continue
		}
		if value, ok := f.kind.Document.Type().Lookup(around); ok && !value.Required() && !f.rules.Requires(around, s.text) {
			return false
		}
	}
	return true
}

// isThere reports whether the document must have what is at the place of a section.
func (f *Form) isThere(s *sheet, place string) bool {
	value, ok := f.kind.Document.Type().Lookup(place)
	return ok && f.isRequired(s, place, value)
}

// field finds the field of a control and the index of the item in which it
// stands, -1 if in none. Names that no control of this sheet has are not found.
func (s *sheet) field(name string) (found *field, index int) {
	if found = s.fields[name]; found != nil && arrayOf(name) == "" {
		return found, -1 // also where a number is a name, as in a map
	}
	pattern, index := generalize(name)
	found = s.fields[pattern]
	if found == nil || index >= s.most || index < 0 && arrayOf(pattern) != "" {
		return nil, -1
	}
	return found, index
}

// array is the array whose items the section holds or is one of.
func (s *Section) array() string { return strings.TrimSuffix(s.At, "/#") }

// bounds are how many items of an array an answer has: what the rules say of what is
// chosen, and at least one. A most of 0 is no limit: there is none as long as nothing
// is chosen that has one, so that nobody must choose first.
func (f *Form) bounds(array string, chosen func(pointer string) string) (least, most int) {
	least, most, known := f.rules.Items(array, chosen)
	if !known {
		most = 0
	}
	return max(least, 1), most
}

// isSeveral reports whether the section holds, or is, one of several items. Of
// the sections with one place it is the one that claims no rule for itself.
func (f *Form) isSeveral(s *sheet, section *Section) bool {
	if section.Rules != nil || !slices.Contains(s.arrays, section.array()) {
		return false
	}
	_, most, _ := f.rules.Items(section.array(), func(string) string { return "" })
	return most != 1
}

// isGroup reports whether the controls of a section are read out as a group.
func (f *Form) isGroup(s *sheet, section *Section) bool {
	switch section.Group {
	case GroupAlways:
		return true
	case GroupWhenSingle:
		return !f.isSeveral(s, section)
	case GroupWhenSeveral:
		return f.isSeveral(s, section)
	default:
		return false
	}
}
