package forms

import (
	"maps"
	"slices"
	"strconv"
	"strings"

	"github.com/hytekit/hytekit/forms/view"
)

// UndoName is the button that brings back the item that was removed last; its value is the
// item. What the item held goes with the form in hidden inputs meanwhile, so that it comes
// back without a script, too.
const UndoName = "undo"

// undoPrefix begins the names of those inputs, and the name of the control follows.
const undoPrefix = UndoName + "/"

// removal is an item that was removed, as long as it can come back.
type removal struct {
	array  string
	index  int
	values map[string][]string // by the names that the controls had
}

// item is the place that the item had.
func (r *removal) item() string { return r.array + "/" + strconv.Itoa(r.index) }

// keepRemoved notes a value of a removed item, by the name of its input. It reports whether
// there can be such an item, and it is the same as that of the other values.
func (s *State) keepRemoved(name string, values []string) bool {
	place := strings.TrimPrefix(name, UndoName)
	field, index := s.field(place)
	if field == nil || index < 0 {
		return false
	}
	array := arrayOf(field.at)
	if s.removed == nil {
		s.removed = &removal{array, index, map[string][]string{}}
	}
	if s.removed.array != array || s.removed.index != index {
		return false
	}
	s.removed.values[place] = slices.Clone(values)
	return true
}

// restore brings the removed item back to its place, or behind the last item where there are
// fewer by now. It reports whether there is such an item and room for it.
func (s *State) restore(item string) (place string, ok bool) {
	r := s.removed
	if r == nil || r.item() != item || s.items[r.array] >= s.form.sheet(s).most {
		return "", false
	}
	index := min(r.index, s.Items(r.array))
	moved := make(map[string][]string, len(s.values)+len(r.values))
	last := index
	for name, values := range s.values {
		pattern, i := generalize(name)
		if arrayOf(pattern) == r.array {
			if i >= index {
				i++
				name = at(pattern, i)
			}
			last = max(last, i)
		}
		moved[name] = values
	}
	for name, values := range r.values {
		pattern, _ := generalize(name)
		moved[at(pattern, index)] = values
	}
	s.values, s.removed = moved, nil
	s.items[r.array] = max(s.items[r.array], last) + 1
	s.items[r.array] = min(s.items[r.array], s.form.sheet(s).most)
	return at(r.array+"/#", index), true
}

// undone says what was removed, with the button that brings it back, and what it held.
func (t *tree) undone(p *Part) view.Node {
	r := t.state.removed
	if r == nil || p.Add == nil || p.section.array() != r.array || !t.isOpen() {
		return view.Node{}
	}
	var held []view.Node
	for _, name := range slices.Sorted(maps.Keys(r.values)) {
		for _, value := range r.values[name] {
			held = append(held, view.El("input", view.Attrs{
				view.Attr("type", "hidden"), view.Attr("name", UndoName+t.onPage(name)), view.Attr("value", value),
			}))
		}
	}
	id := t.elementOf("hyte-undo-", lastName(r.array))
	return view.El("div", view.Attrs{view.Attr("class", "hyte-undone")},
		view.El("p", view.Attrs{view.Attr("id", id+"-text")}, view.Text(t.spoken("announce.removed", r.item(), t.state))),
		t.button(&Button{ID: id, Name: UndoName, Value: t.onPage(r.item()), Label: t.words.Say("button.undo")}),
		view.Group(held...))
}

// spoken says what became of an item, in the words that its part has for that.
func (f *Form) spoken(key, item string, s *State) string {
	pattern, index := generalize(item)
	sheet := f.sheet(s)
	section := itemsOf(sheet.layout.Sections, arrayOf(pattern))
	if section == nil {
		return ""
	}
	return sheet.words.button(key+".", section, "number", strconv.Itoa(index+1))
}

// itemsOf is the section of the items of an array; nil if there is none.
func itemsOf(sections []Section, array string) *Section {
	for i := range sections {
		if sections[i].Item && sections[i].array() == array {
			return &sections[i]
		}
		if found := itemsOf(sections[i].Sections, array); found != nil {
			return found
		}
	}
	return nil
}

// said is what a screen reader is told of a button that was pressed.
func (f *Form) said(name, value string, s *State) string {
	switch name {
	case AddName:
		return f.spoken("announce.added", value+"/"+strconv.Itoa(s.Items(value)-1), s)
	case RemoveName:
		return f.spoken("announce.removed", value, s)
	case UndoName:
		return f.words.Say("announce.restored")
	}
	return ""
}
