package forms

import (
	"hash/fnv"
	"iter"
	"slices"
	"strconv"
	"strings"

	"github.com/hytekit/hytekit/hyte"
	"github.com/hytekit/hytekit/hyte/constraint"
)

// The step before sending: the answer as it will be kept, what is confirmed about it, and
// the button that sends it. It is the same page as the form, whose controls are out of
// sight: so they are posted along, and browsers restore what is in them.

// The buttons of a form that lead to its steps, by their names in a posted form.
const (
	// CheckName is the button that leads to the answer for a last look. The Enter key
	// presses it, wherever it is pressed.
	CheckName = "check"
	// SendName is the button that sends the answer.
	SendName = "send"
	// LanguageName is the button that shows the form in another language, with all
	// that was typed.
	LanguageName = "language"
	// reviewName is the hidden input that says that the last look is shown.
	reviewName = "review"
	// confirmedName is the hidden input that says about whom something was confirmed.
	confirmedName = "confirmed"
)

// isConfirmation reports whether the section is answered at the last look.
func (s *Section) isConfirmation() bool { return s.Confirms != nil }

// confirmations yields the sections that are answered at the last look.
func (s *sheet) confirmations() iter.Seq[*Section] {
	return func(yield func(*Section) bool) {
		for i := range s.layout.Sections {
			if section := &s.layout.Sections[i]; section.isConfirmation() && !yield(section) {
				return
			}
		}
	}
}

// confirms reports whether a place is answered at the last look.
func (s *sheet) confirms(place string) bool {
	for section := range s.confirmations() {
		for i := range section.Questions {
			if constraint.Within(place, section.place(&section.Questions[i])) {
				return true
			}
		}
	}
	return false
}

// hasConfirmations reports whether anything is answered at the last look.
func (s *sheet) hasConfirmations() bool {
	for range s.confirmations() {
		return true
	}
	return false
}

// subject tells those about whom something is confirmed from others: it changes with
// their names and their number.
func (f *Form) subjects(s *State) string {
	sheet := f.sheet(s)
	digest := fnv.New64a()
	named := false
	for c := range f.controls(s) {
		pattern, _ := generalize(c.Name)
		for section := range sheet.confirmations() {
			if text := trim(s.Get(c.Name)); text != "" && slices.Contains(section.Confirms, pattern) {
				named = true
				digest.Write([]byte(pattern + "\x00" + text + "\x00"))
			}
		}
	}
	if !named {
		return ""
	}
	return strconv.FormatUint(digest.Sum64(), 36)
}

// reconfirm takes back what was confirmed about others than those who are named now, and
// reports whether there was such.
func (f *Form) reconfirm(s *State) (taken bool) {
	subjects := f.subjects(s)
	if s.confirmed != subjects {
		sheet := f.sheet(s)
		for c := range f.controls(s) {
			if sheet.confirms(c.Name) && !s.isBlank(c.Name) {
				delete(s.values, c.Name)
				taken = true
			}
		}
	}
	s.confirmed = subjects
	return taken
}

// atLastLook splits errors: those of what is answered at the last look, and all others.
func (f *Form) atLastLook(s *State, violations hyte.Violations) (last, others bool) {
	sheet := f.sheet(s)
	for i := range violations {
		if violations[i].Severity == hyte.Error {
			is := sheet.confirms(violations[i].Location)
			last, others = last || is, others || !is
		}
	}
	return last, others
}

// Review is the view of the last look at an answer of which the rules say that; ok is
// false where there is something to mend first, and then the view is the form's. What is
// confirmed at the last look is not missing yet. Those about whom it was confirmed
// before may have changed: then it is taken back, in the state too.
func (f *Form) Review(v View, violations hyte.Violations) (look View, ok bool) {
	if _, others := f.atLastLook(v.State, violations); others {
		v.Phase, v.Violations, v.Review = PhaseRejected, violations, false
		return v, false
	}
	v.Phase, v.Review, v.Retaken = PhaseEditing, true, f.reconfirm(v.State)
	v.Violations = slices.DeleteFunc(slices.Clone(violations), func(v hyte.Violation) bool { return v.Severity == hyte.Error })
	return v, true
}

// isReview reports whether the view is the last look: also where nothing but what
// is answered there must be mended. A widget has decided that when the answer was
// rejected: nobody is led elsewhere while they mend something.
func (f *Form) isReview(s *State, v *View) bool {
	if v.Phase != PhaseRejected || v.placed {
		return v.Review
	}
	return f.isMendedThere(s, v.Violations)
}

// isMendedThere reports whether what is wrong is mended at the last look.
func (f *Form) isMendedThere(s *State, violations hyte.Violations) bool {
	if s == nil {
		s = f.NewState()
	}
	last, others := f.atLastLook(s, violations)
	return last && !others
}

// relevant are the violations that are mended where the person is: on the form, or at the
// last look.
func (t *tree) relevant(all hyte.Violations) hyte.Violations {
	return slices.DeleteFunc(slices.Clone(all), func(v hyte.Violation) bool {
		return v.Severity == hyte.Error && t.review != t.sheet.confirms(v.Location)
	})
}

// isButton reports whether the name is that of a button in a posted form, or of what tells more
// of one.
func isButton(name string) bool {
	return slices.Contains([]string{AddName, RemoveName, UndoName, EditName, CheckName, SendName, LanguageName, DraftName, openedName, reviewName}, name)
}

// step reads which step of the form a button leads to.
func (f *Form) step(post *Post, values map[string][]string) {
	if _, told := values[confirmedName]; !told {
		post.State.confirmed = f.subjects(post.State)
	}
	if len(values[SendName]) > 0 {
		f.reconfirm(post.State)
	}
	if places := values[EditName]; len(places) > 0 {
		post.Changed, post.Focus = true, f.placeToEdit(places[0], post.State)
	}
	inReview, another := strings.Join(values[reviewName], "") != "", len(values[LanguageName]) > 0
	post.Changed = post.Changed || another && !inReview
	post.Check, post.Send = len(values[CheckName]) > 0 || another && inReview, len(values[SendName]) > 0
}

// placeToEdit is the id of the control that is led to from the last look.
func (f *Form) placeToEdit(place string, s *State) string {
	if id := f.firstControl(f.sheet(s).changed(place), s); id != "" {
		return id
	}
	return f.firstControl("", s)
}

// kept is an answer in the one form in which it is compared, called and written to: a
// telephone number or an e-mail address without what people write around it.
func (b *field) kept(answer string) string {
	normal, ok := answer, false
	for _, c := range b.value.Constraints {
		switch c.Rule {
		case constraint.RuleFormatEmail:
			normal, ok = constraint.NormalizeEmail(answer)
		case constraint.RuleFormatTelephone:
			normal, ok = constraint.NormalizeTelephone(answer)
		}
	}
	if !ok {
		return answer
	}
	return normal
}
