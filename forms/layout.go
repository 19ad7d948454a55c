package forms

import (
	"cmp"
	"strings"

	"github.com/hytekit/hytekit/forms/view"
	"github.com/hytekit/hytekit/hyte"
)

// Layout is what a form asks in one situation, in the order of the page. What is
// required, how long it may be and how often comes from the document type and the
// rules, every word from the catalog: a layout says which members of the document
// are asked, in which order, in what kind of control.
//
// In its places "#" stands for the index of an item. A section or question at a
// place that a rule forbids is left out by itself.
type Layout struct {
	// Point is said before anything is asked.
	Point    Point
	Sections []Section
	// Fixed are members that nobody fills in, by their place.
	Fixed map[string]string
	// Variant ends the keys of other words than the usual ones, in all that the form
	// says then, messages too, where the catalog has such: see [texts.Catalog.Variant].
	Variant string
}

// Section is one [Part] of the form. The zero value is none.
type Section struct {
	// ID ends the HTML id, and is in the keys part.<id>.title and part.<id>.hint.
	ID string
	// At is the place whose violations are shown here; "" if there is none.
	At string
	// Rules are those violations of the place that are shown here; nil is all that
	// no other section claims.
	Rules []hyte.Rule
	// Later says that the section is for answers after the deadline, and not to be seen
	// before, unless the inquiry always takes answers or something was answered there. A
	// form with such a section is shown after the deadline, too.
	Later bool
	// Item says that the section stands for one item of the array that its place
	// names, and appears as often as there are items.
	Item bool
	// Group says when the controls are read out as a group.
	Group Grouping
	// Disclosed says that the controls wait in a disclosure: what few can answer stands in
	// nobody's way. It is open as soon as something is answered there, and there is none
	// where the document must have what is at the place.
	Disclosed bool
	// Same lets a box answer the section: see [Same].
	Same Same
	// Lead is a sentence that the hint begins with, such as how many are asked for.
	Lead string
	// Variant ends the keys of other words than the usual ones, where the catalog
	// has such: part.<id>.hint!required.
	Variant string
	// Mark is the key of the words that mark the section as required. They are shown
	// where the document must have what is at its place.
	Mark string
	// Before stands above the controls.
	Before func(*Words) view.Node
	// Confirms says that the section is answered at the last look, before the answer is
	// sent, and about whom: the places of their names. What was answered does not
	// outlive a change of those. It is for sections that stand in no other; nil for one of
	// the form.
	Confirms []string
	// About is the place of the object whose members are asked; At if it is empty.
	About     string
	Questions []Question
	Sections  []Section
}

// place is where the answer to a question of the section stands.
func (s *Section) place(q *Question) string {
	if strings.HasPrefix(q.At, "/") {
		return q.At
	}
	return cmp.Or(s.About, s.At) + "/" + q.At
}

// Grouping says when a section is a fieldset.
type Grouping int

// The groupings. The zero value is GroupNever.
const (
	GroupNever Grouping = iota
	GroupAlways
	GroupWhenSingle  // if there is only ever one item of what is beneath
	GroupWhenSeveral // if there can be several items
)

// Question is one [Control]. The zero value is none.
type Question struct {
	// At is the place of the answer: a JSON Pointer, or the name of a member of what
	// the section is About.
	At   string
	Type ControlType
	// Label and Hint are the question in the inquiry's own words; nil takes the catalog's.
	Label, Hint hyte.Text
	// Options are the answers to choose from; nil takes the values that the document
	// type allows.
	Options []OptionGroup
	// OptionKey is the key of the text for such a value; nil is option.<name>.<value>.
	OptionKey func(w *Words, value string) string
	// Variant ends the keys for label and hint, as of a section.
	Variant string
	// Choose is the key of a select's empty option.
	Choose string
	// Initial is the value before the control is touched: what leaving it out means.
	Initial string
	// Autocomplete is a token list of HTML, "off" for another person's data.
	Autocomplete string
	// InputMode says which keyboard a telephone shows.
	InputMode string
	// Size is how wide a line is: "short", "medium" or the usual.
	Size string
	// Counted says that it is shown how much may still be written.
	Counted bool
	// Tel says that the line holds a telephone number.
	Tel bool
	// Search says that a long list of options can be searched by their names.
	Search bool
}

// labels are those of questions in the inquiry's own words, in a language, by their place.
func (l *Layout) labels(language string) map[string]string {
	var labels map[string]string
	var collect func([]Section)
	collect = func(sections []Section) {
		for i := range sections {
			for j := range sections[i].Questions {
				if q := &sections[i].Questions[j]; q.Label != nil {
					if labels == nil {
						labels = map[string]string{}
					}
					labels[sections[i].place(q)] = q.Label.In(language)
				}
			}
			collect(sections[i].Sections)
		}
	}
	collect(l.Sections)
	return labels
}
