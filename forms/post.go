package forms

import (
	"strconv"
	"strings"

	"github.com/hytekit/hytekit/hyte/constraint"
)

// The names in a posted form that are no controls. Names of controls are JSON
// Pointers and begin with a slash, so that they never meet.
const (
	// TokenName is the hidden input with the token by which a repeated submit
	// is known: see View.Token.
	TokenName = "token"
	// AddName is the button that adds an item; its value is the array.
	AddName = "add"
	// RemoveName is the button that removes an item; its value is the item.
	RemoveName = "remove"
)

// Post is what a browser sent. The zero value is nothing.
type Post struct {
	State *State
	// Token is the token that the page was made with, "" if none came.
	Token string
	// Changed says that a button was pressed which only changes the form: show
	// it again, with the focus on the element Focus, and check nothing.
	Changed bool
	Focus   string
	// Unknown counts the values that have no place in this form. A browser
	// never sends any: it means a changed page or a program.
	Unknown int
}

// Post reads the values of a posted form, as in [net/http.Request.PostForm].
// All that has a place in the form is in the state, as it was typed.
func (f *Form) Post(values map[string][]string) Post {
	post := Post{State: f.NewState()}
	for name, given := range values {
		switch {
		case len(given) == 0 || name == AddName || name == RemoveName:
		case name == TokenName:
			post.Token = given[0]
			post.Unknown += len(given) - 1
		case post.State.Set(name, f.typed(name, given)):
			post.Unknown += len(given) - 1 // no control here has several values
		default:
			post.Unknown += len(given)
		}
	}
	for _, button := range [...]string{AddName, RemoveName} {
		for _, value := range values[button] {
			if focus, ok := f.Press(post.State, button, value); ok {
				post.Changed, post.Focus = true, focus
			} else {
				post.Unknown++
			}
		}
	}
	return post
}

// typed are the values of a control as the person typed them. A browser posts
// each line break of a text area as two characters, CR and LF (HTML, 4.10.21.4);
// the person has written one, and counts one.
func (f *Form) typed(name string, given []string) []string {
	field, _ := f.field(name)
	if field == nil || field.spec.kind != TextArea {
		return given
	}
	typed := make([]string, len(given))
	for i, text := range given {
		typed[i] = strings.ReplaceAll(text, "\r\n", "\n")
	}
	return typed
}

// Press carries out a button: AddName adds an item to the array that is its
// value, RemoveName removes the item that is. It returns the id of the element
// to lead the focus to, and whether the form has such a button now.
func (f *Form) Press(s *State, name, value string) (focus string, ok bool) {
	switch name {
	case AddName:
		if _, ok := f.layout.repeats[value]; !ok || s.Items(value) >= f.most {
			return "", false
		}
		s.add(value)
		return f.firstControl(value+"/"+strconv.Itoa(s.Items(value)-1), s), true
	case RemoveName:
		pattern, index := generalize(value)
		array := arrayOf(pattern)
		if _, ok := f.layout.repeats[array]; !ok || !strings.HasSuffix(pattern, "/#") || index >= s.Items(array) || s.Items(array) == 1 {
			return "", false
		}
		s.remove(array, index)
		return f.firstControl(array+"/"+strconv.Itoa(min(index, s.Items(array)-1)), s), true
	}
	return "", false
}

// firstControl is the id of the first control at or beneath a place.
func (f *Form) firstControl(place string, s *State) string {
	for c := range f.controls(s) {
		if constraint.Within(c.Name, place) {
			return c.ID
		}
	}
	return ""
}
