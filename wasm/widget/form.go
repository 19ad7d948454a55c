package widget

import (
	"iter"
	"time"

	"github.com/hytekit/hytekit/forms/view"
)

// Form is a form with its state: what was typed, what was found wrong, what
// the server said. The widget calls it from one goroutine.
type Form interface {
	// Tree returns what is to be seen now, one element, always with the same
	// tag. The first tree equals the one from which the server wrote the page,
	// values and texts aside.
	//
	// The widget never writes the attributes value (of a text input), checked,
	// selected and open nor the text of a textarea: those belong to the person.
	Tree() view.Node

	// Set takes the values of all controls with that name, as typed, in the
	// order of the page: none for a checkbox that is not ticked. A value that
	// the browser cannot read, such as half a date, is [Unreadable]. It reports
	// whether the tree is another one now.
	Set(name string, values []string) (changed bool)

	// Search takes what a person does in the search that stands for the control with
	// that name: what, and the text that the search holds then or that was pressed. It
	// reports whether the tree is another one now; Reshaped tells of it, too.
	Search(name, what, text string) (changed bool)

	// Reshaped reports whether the last Set or Search took controls away or brought others,
	// or wrote a value into one.
	// Then Values are asked: a browser's controls keep what is in them when they
	// become others.
	Reshaped() bool

	// Left notes that the person went on from the control with that name, and
	// reports whether the tree is another one now.
	Left(name string) (changed bool)

	// Press carries out what a button with a name and a value stands for, such
	// as one more row. Afterwards Values and Focus are asked.
	Press(name, value string)

	// Check checks everything and shows the answer for a last look, or what is wrong.
	// Afterwards Values and Focus are asked.
	Check()

	// Submit checks everything. It returns the document to send, or ok false if
	// the tree now shows what is wrong. Afterwards Focus is asked.
	Submit() (document []byte, ok bool)

	// Answer takes what the server said to the document: the HTTP status and
	// the body, or status 0 if no answer came. If the document was accepted, it
	// returns the receipt, a JSON object, for the page around the form.
	// Afterwards Focus is asked.
	Answer(status int, body []byte) (receipt []byte, accepted bool)

	// Values yields the values of the controls by name, in the meaning of Set.
	Values() iter.Seq2[string, []string]

	// Focus returns the id of the element to which the person is led after
	// Press, Submit or Answer, or "" if the focus stays where it is.
	Focus() string

	// Title returns the title of a page that shows nothing but this form.
	Title() string
}

// Clock is a Form that tells of time, such as how much is left.
type Clock interface {
	// Tick notes what time it is. It reports whether the tree is another one now, and
	// after how long it may be so again: 0 is never.
	Tick(now time.Time) (next time.Duration, changed bool)
}

// Speaker is a Form that there is in other languages.
type Speaker interface {
	// Speak makes the form the one in another language, from what the server gave for
	// that one, with the address of its page; "" if that is no other. It reports false, and
	// the tree says so, if it cannot, as from nothing. Afterwards Values and Focus are
	// asked.
	Speak(config []byte, action string) (ok bool)
}

// Drafter is a Form that is kept in a file and opened again, without a server.
type Drafter interface {
	// Draft returns what was typed so far, and what a file with it is called.
	Draft() (name string, draft []byte)

	// OpenDraft takes a draft in place of all that was typed, or tells in the tree that the
	// text is none. Afterwards Values and Focus are asked.
	OpenDraft(draft []byte)
}

// Unreadable stands for a value that is in a control and that the browser
// cannot tell, such as a date with a day and no year.
const Unreadable = "\uFFFD"

// Host is the page around the widget. The widget calls it from one goroutine.
type Host interface {
	// Send sends the document and calls answer once, later, from any
	// goroutine: with the HTTP status and the body, or with status 0.
	Send(document []byte, answer func(status int, body []byte))

	// Write puts values into the controls with that name, where they differ.
	Write(name string, values []string)

	// Focus leads the person to the element with that id inside the widget.
	Focus(id string)

	// Title sets the page's title if the page is the widget's own.
	Title(title string)

	// Submitted tells the page that the document was accepted.
	Submitted(receipt []byte)

	// Save gives the person a file with that name and text.
	Save(name string, text []byte)

	// Spoke tells the page whether the form is in the other language now.
	Spoke(ok bool)
}

// Entry holds the values of the controls with one name, in the meaning of
// [Form].Set.
type Entry struct {
	Name   string
	Values []string
}
