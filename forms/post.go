package forms

import (
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"

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
	// encodingName is the hidden input in which a browser says how it has encoded
	// the form (HTML, 4.10.18.6.2). The pages of this package have none.
	encodingName = "_charset_"
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
	// Check says that the answer is to be shown for a last look: see [Form.Review]. A post
	// without it and without a change is one that is sent, also where no button says so,
	// as of a program or of a page that was made before there was a last look.
	Check bool
	// Send says that the button of the last look was pressed.
	Send bool
	// Save says that what was typed is to be given back as a file, see [Form.Draft].
	Save bool
	// Phase is what happened to a draft that was to be opened, whose values are in the state then.
	Phase Phase
	// Unknown counts the values that have no place in this form. A browser
	// never sends any: it means a changed page or a program.
	Unknown int
	// Dropped counts what was typed at questions of this form that are not asked of whoever
	// was chosen. A page without a script shows the questions of all until it is sent:
	// show it again, so that whoever typed it knows that it is not sent.
	Dropped int
	// Garbled counts the names and values that are not UTF-8, and are not in the
	// state: nobody can know what was typed. A browser sends a form of this package
	// in UTF-8. Whoever keeps what was posted refuses it if there are any.
	Garbled int
}

// Post reads the values of a posted form, as in [net/http.Request.PostForm].
// All that has a place in the form is in the state, as it was typed. A browser
// posts every item of an array. Where a program leaves some out, those that came
// move up: what names only the hundredth does not make a hundred.
func (f *Form) Post(values map[string][]string) Post {
	post := Post{State: f.NewState()}
	values, post.Garbled = readable(values)
	f.choose(post.State, values)
	items := post.State.postedItems(values)
	for name, given := range values {
		switch {
		case len(given) == 0 || isButton(name):
		case strings.HasPrefix(name, undoPrefix):
			if !post.State.keepRemoved(name, post.State.typed(strings.TrimPrefix(name, UndoName), given)) {
				post.Unknown += len(given)
			}
		case name == confirmedName:
			post.State.confirmed = given[0]
		case name == TokenName:
			post.Token = given[0]
			post.Unknown += len(given) - 1
		case post.State.Set(items.renumber(name), post.State.typed(name, given)):
			post.Unknown += len(given) - 1 // no control here has several values
		case f.sheet(post.State).same[name] != (shared{}):
			// A box that was ticked says it, and the last look shows what is sent instead.
		case f.dropped(name, given):
			post.Dropped++
		default:
			post.Unknown += len(given)
		}
	}
	for _, button := range [...]string{AddName, RemoveName, UndoName} {
		for _, value := range values[button] {
			if post.Changed { // a browser presses one
				post.Unknown++
			} else if post.Focus, post.Changed = f.Press(post.State, button, items.pressed(button, value)); !post.Changed {
				post.Unknown++
			}
		}
	}
	f.step(&post, values)
	f.draft(&post, values)
	return post
}

// dropped reports whether something was typed at a question that the form has as long as
// nothing is chosen.
func (f *Form) dropped(name string, given []string) bool {
	field, _ := f.empty.field(name)
	return field != nil && slices.ContainsFunc(given, func(text string) bool {
		return trim(text) != "" && text != field.question.Initial
	})
}

// choose sets first what decides what else is asked.
func (f *Form) choose(s *State, values map[string][]string) {
	for tried := (*sheet)(nil); tried != f.sheet(s); {
		tried = f.sheet(s)
		for pointer := range tried.chosen {
			if given := values[pointer]; len(given) > 0 {
				s.Set(pointer, given)
			}
		}
	}
}

// readable are the values that are UTF-8, as are their names, and the number of
// those that are not. A form that says that it has another encoding may look like
// UTF-8, and be none.
func readable(values map[string][]string) (utf8Values map[string][]string, garbled int) {
	utf8Values = make(map[string][]string, len(values))
	for name, given := range values {
		isText := func(text string) bool {
			return utf8.ValidString(name) && utf8.ValidString(text) && (name != encodingName || strings.EqualFold(text, "utf-8"))
		}
		kept := make([]string, 0, len(given))
		for _, text := range given {
			if isText(text) {
				kept = append(kept, text)
			}
		}
		garbled += len(given) - len(kept)
		if name != encodingName {
			utf8Values[name] = kept
		}
	}
	return utf8Values, garbled
}

// postedItems are the indexes of the items of which there is a control among the
// names, in their order, by array.
type postedItems map[string][]int

func (s *State) postedItems(values map[string][]string) postedItems {
	items := postedItems{}
	for name := range values {
		if field, index := s.field(name); field != nil && index >= 0 {
			array := arrayOf(field.at)
			items[array] = append(items[array], index)
		}
	}
	for array, indexes := range items {
		slices.Sort(indexes)
		items[array] = slices.Compact(indexes)
	}
	return items
}

// renumber is the pointer with the index that its item has in the state: its place
// among those that were posted, behind one blank item at most. A pointer to no
// item stays as it is; one to an item that was not posted is "", unless it is
// that blank one.
func (p postedItems) renumber(pointer string) string {
	pattern, index := generalize(pointer)
	posted := p[arrayOf(pattern)]
	place, found := slices.BinarySearch(posted, index)
	switch {
	case found:
		return at(pattern, min(index, place+1))
	case len(posted) > 0 && index > 0:
		return ""
	default:
		return pointer
	}
}

// pressed is the value of a button. A removed item is none of those that were posted.
func (p postedItems) pressed(button, value string) string {
	if button == UndoName {
		return value
	}
	return p.renumber(value)
}

// typed are the values of a control as the person typed them. A browser posts
// each line break of a text area as two characters, CR and LF (HTML, 4.10.21.4);
// the person has written one, and counts one.
func (s *State) typed(name string, given []string) []string {
	field, _ := s.field(name)
	if field == nil || field.question.Type != TextArea {
		return given
	}
	typed := make([]string, len(given))
	for i, text := range given {
		typed[i] = strings.ReplaceAll(text, "\r\n", "\n")
	}
	return typed
}

// Press carries out a button: AddName adds an item to the array that is its
// value, RemoveName removes the item that is, UndoName brings it back. It returns the id of the element
// to lead the focus to, and whether the form has such a button now.
func (f *Form) Press(s *State, name, value string) (focus string, ok bool) {
	switch name {
	case AddName:
		if sheet := f.sheet(s); !slices.Contains(sheet.arrays, value) || s.Items(value) >= sheet.most {
			return "", false
		}
		s.add(value)
		return f.firstControl(value+"/"+strconv.Itoa(s.Items(value)-1), s), true
	case RemoveName:
		pattern, index := generalize(value)
		array := arrayOf(pattern)
		if !slices.Contains(f.sheet(s).arrays, array) || !strings.HasSuffix(pattern, "/#") || index >= s.Items(array) || s.Items(array) == 1 {
			return "", false
		}
		s.remove(array, index)
		return f.firstControl(array+"/"+strconv.Itoa(min(index, s.Items(array)-1)), s), true
	case UndoName:
		if place, ok := s.restore(value); ok {
			return f.firstControl(place, s), true
		}
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
