package forms

import (
	"maps"
	"strings"

	"github.com/hytekit/hytekit/hyte/constraint"
)

// Same says that what a section asks may be what was answered before, such as of the only
// person who is named. A box says so, and what was asked there already is not asked again.
// The zero value is none. A page for several inquiries has no such box, as each names
// others.
type Same struct {
	// As is the place of the object with the answers, in a section before.
	As string
	// Label is the key of the words for the box.
	Label string
	// Off says that nobody can say so as things stand. The box keeps its place on the page,
	// unseen: what is chosen before a script comes must not move what the script takes over.
	Off bool
}

// sameName begins the name of such a box, and the place of the section follows. It is no
// member of the document.
const sameName = "same"

// shared is where what is not asked at a place is answered, and the box that says so.
type shared struct{ source, box string }

// box is the name of the section's box.
func (s *Section) box() string { return sameName + s.At }

// bindSame gives a section its box.
func (f *Form) bindSame(s *sheet, section *Section) error {
	if section.Same.As == "" || f.within != "" {
		return nil
	}
	b := &field{at: section.box(), question: &Question{Type: Checkbox}, value: &constraint.Value{}, control: Control{
		Name: section.box(), ID: f.elementOf("hyte-same-", section.ID), Type: Checkbox, Label: s.words.Say(section.Same.Label), Hidden: section.Same.Off,
	}}
	s.fields[b.at] = b
	return f.complete(b)
}

// share lets a box answer a question where the same is asked in the section before. What
// must be answered here must be answered there then.
func (s *sheet) share(section *Section, place string) {
	own := s.fields[place]
	if own == nil || s.fields[section.box()] == nil || section.Same.Off {
		return
	}
	source := section.Same.As + strings.TrimPrefix(place, section.At)
	from, _ := s.field(source)
	if from == nil {
		return
	}
	own.control.always = false // a browser without a script would want it beside the box
	if s.text(section.box()) == Checked {
		from.control.Required = from.control.Required || own.control.Required
		s.same[place] = shared{source, section.box()}
		delete(s.fields, place)
	}
}

// answers are the controls whose answers are kept: all but the box.
func (p *Part) answers() []Control {
	if len(p.Controls) > 0 && p.Controls[0].Name == p.section.box() {
		return p.Controls[1:]
	}
	return p.Controls
}

// mended is the place where what is wrong at a place is mended: where it was typed.
func (s *sheet) mended(place string) string {
	if shared, ok := s.same[place]; ok {
		return shared.source
	}
	return place
}

// changed is the place where an answer is changed: at the box that says where it stands.
func (s *sheet) changed(place string) string {
	if shared, ok := s.same[place]; ok {
		return shared.box
	}
	return place
}

// spelled is the state with every answer at its own place, as the document has it.
func (s *State) spelled() *State {
	sheet := s.form.sheet(s)
	if len(sheet.same) == 0 {
		return s
	}
	out := *s
	out.values = maps.Clone(s.values)
	for place, shared := range sheet.same {
		delete(out.values, shared.box)
		delete(out.values, place)
		if values, ok := s.values[shared.source]; ok {
			out.values[place] = values
		}
	}
	if out.sheet = s.plain; out.sheet == nil {
		out.sheet = s.form.empty
	}
	s.plain = s.form.sheet(&out)
	return &out
}
