package forms

import "github.com/hytekit/hytekit/hyte"

// ControlType is how a control takes its answer. The zero value is no type.
type ControlType int

// The types of controls.
const (
	Line     ControlType = iota + 1 // a line of text
	TextArea                        // a text of several lines, or a list of texts, one on each line
	Select                          // one of a list of options
	Radio                           // one of a few options, all in sight
	Checkbox                        // yes, or nothing
)

// Checked is the value that a ticked [Checkbox] has.
const Checked = "true"

// Control is one question of a form. The zero value is no control.
type Control struct {
	// Name is the JSON Pointer of the answer in the document:
	// "/guides/0/email".
	Name string
	// ID is the id of the HTML element, or of the first one of several.
	ID   string
	Type ControlType
	// Label is what is asked, Hint how to answer it, which may be empty.
	Label, Hint string
	// Required says that the document must have an answer.
	Required bool
	// MaxLength is the greatest length of the answer in code points, 0 if there
	// is none. It is never a reason to cut off what is typed.
	MaxLength int
	// Options are the answers of a Select or Radio. Of a select with groups,
	// each group has a label; otherwise there is one group without.
	Options []OptionGroup
	// Initial is the value that the control has before it is touched.
	Initial string
	// Autocomplete is a token list of HTML, "on" for another person's data: WCAG 2.2,
	// 1.3.5 is about those of whoever fills in the form. With "off", browsers would not put
	// back what was typed when somebody comes back to a page that is loaded anew.
	Autocomplete string
	// InputMode says which keyboard a telephone shows; empty for the usual one.
	InputMode string
	// Hidden says that the control is not to be seen now, and keeps its place.
	Hidden bool

	label   hyte.Text // as Label, in the languages that the inquiry gives; nil: the page's
	hint    hyte.Text // as Hint
	always  bool      // the document must have an answer whatever is chosen
	choose  string    // the text of a select's empty option
	size    string    // how wide a line is, as a class
	counted bool      // how much of MaxLength is left is shown
	tel     bool      // the line holds a telephone number

	searched bool // a long list of options can be searched
}

// Part is a part of a form: a heading, controls and further parts.
type Part struct {
	// ID is the id of the HTML element.
	ID string
	// Pointer is the place in the document whose violations are shown here, for
	// what no single control can mend; "" if there is none.
	Pointer string
	// Title and Hint may be empty.
	Title, Hint string
	// Given are the answers that are known, which stand before the controls.
	Given    []Given
	Controls []Control
	Parts    []Part
	// Add and Remove are the buttons of what there can be several of; nil
	// where there is none.
	Add, Remove *Button

	section *Section
}

// Button adds one more item or removes this one. It works as a plain submit
// button; see [Form.Post] and [Form.Press].
type Button struct {
	ID, Name, Value, Label string
	// Hidden says that the button is not to be seen now.
	Hidden bool
}
