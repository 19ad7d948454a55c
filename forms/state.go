package forms

import (
	"iter"
	"slices"
)

// State holds what was typed into a form, as it was typed, by the names of the
// controls. It never loses a value: what no rule allows stays until whoever
// typed it changes it. It is for one goroutine.
type State struct {
	form   *Form
	values map[string][]string
	items  map[string]int // how many items were filled in or asked for, by array
	// removed is the item that was removed last; nil if there is none to bring back.
	removed *removal
	sheet   *sheet // what is asked while that is typed; see Form.sheet
	// confirmed tells about whom something was confirmed at the last look; see Form.subjects.
	confirmed string
	plain     *sheet // the same with no box ticked that answers for others; see spelled

	searches map[string]searching // what is done in the searches, by control
}

// NewState is the state of an empty form.
func (f *Form) NewState() *State {
	s := &State{form: f, values: map[string][]string{}, items: map[string]int{}, sheet: f.empty}
	if f.given.place != "" {
		s.values[f.given.place] = []string{f.given.value}
	}
	return s
}

// Set keeps the values of the controls with a name, as typed, in the order of
// the page; no values stand for a box that is not ticked. It reports whether
// the form has such a control now: what has none is not kept. What was typed into a
// control that a later choice takes away stays, and comes back with it.
func (s *State) Set(name string, values []string) bool {
	field, index := s.field(name)
	if field == nil {
		return false
	}
	if len(values) == 0 {
		delete(s.values, name)
	} else {
		s.values[name] = slices.Clone(values)
	}
	if s.Get(name) != "" {
		delete(s.searches, name) // what was typed there has led to a choice
	}
	if array := arrayOf(field.at); array != "" {
		s.items[array] = max(s.items[array], index+1)
	}
	return true
}

// Get is the value of a control, or the first of several; empty if there is
// none.
func (s *State) Get(name string) string {
	if values := s.values[name]; len(values) > 0 {
		return values[0]
	}
	return ""
}

// Values yields the values of all controls that the form has now, in the order
// of the page. A control that nobody touched has its initial value.
func (s *State) Values() iter.Seq2[string, []string] {
	return func(yield func(string, []string) bool) {
		for c := range s.form.controls(s) {
			if !yield(c.Name, s.shown(c)) {
				return
			}
		}
	}
}

// shown are the values that a control shows.
func (s *State) shown(c *Control) []string {
	values, set := s.values[c.Name]
	switch {
	case set || c.Type == Radio || c.Type == Checkbox:
		return values
	default:
		return []string{c.Initial}
	}
}

// Items is how many items of an array the form shows, such as of
// "/guides": at least as many as the inquiry needs.
func (s *State) Items(array string) int {
	if !slices.Contains(s.form.sheet(s).arrays, array) {
		return 0
	}
	least, _ := s.form.bounds(array, s.Get)
	return max(s.items[array], least)
}

// field finds the field of a control that the form has now; see [sheet.field].
func (s *State) field(name string) (*field, int) { return s.form.sheet(s).field(name) }

// isBlank reports whether nobody has answered anything at or beneath a place.
func (s *State) isBlank(pointer string) bool {
	for name, values := range s.values {
		if len(name) < len(pointer) || name[:len(pointer)] != pointer || len(name) > len(pointer) && name[len(pointer)] != '/' {
			continue
		}
		field, _ := s.field(name)
		for _, value := range values {
			if field != nil && trim(value) != "" && value != field.question.Initial {
				return false
			}
		}
	}
	return true
}

// add gives an array one more item.
func (s *State) add(array string) { s.items[array] = s.Items(array) + 1 }

// remove takes an item out of an array; those after it move up. What it held is kept until
// the next one is removed.
func (s *State) remove(array string, index int) {
	count := s.Items(array)
	moved := make(map[string][]string, len(s.values))
	s.removed = nil
	if gone := (&removal{array, index, map[string][]string{}}); !s.isBlank(gone.item()) {
		s.removed = gone
	}
	for name, values := range s.values {
		pattern, i := generalize(name)
		switch {
		case arrayOf(pattern) == array && i == index && s.removed != nil:
			s.removed.values[name] = values
		case arrayOf(pattern) != array || i < index:
			moved[name] = values
		case i > index:
			moved[at(pattern, i-1)] = values
		}
	}
	s.values = moved
	s.items[array] = count - 1
}

// arrayOf is the array of which a pattern names an item, "" if of none.
func arrayOf(pattern string) string {
	for i := 0; i+1 < len(pattern); i++ {
		if pattern[i] == '/' && pattern[i+1] == '#' {
			return pattern[:i]
		}
	}
	return ""
}
