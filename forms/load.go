package forms

import (
	"reflect"
	"slices"
	"strconv"
	"strings"

	"github.com/hytekit/hytekit/hyte"
	"github.com/hytekit/hytekit/hyte/constraint"
)

// Load is the state in which the form makes the document: the inverse of
// [Form.Document]. The violations say what of the document is not in the state,
// each at its place: what is no JSON or not of its type, and members that the form
// does not ask ([constraint.RuleUnknownProperty]). They say nothing of what is wrong
// with the values, which are in the state as they stand; only dates stand there as a
// person types them.
func (f *Form) Load(document []byte) (*State, hyte.Violations) {
	s, _, left := f.load(document)
	return s, left
}

func (f *Form) load(document []byte) (*State, *loader, hyte.Violations) {
	s := f.NewState()
	t := f.kind.Document.Type()
	target := reflect.New(t.GoType())
	var left hyte.Violations
	for _, v := range t.Decode(document, target.Interface()) {
		if v.Rule == constraint.RuleType || v.Rule == constraint.RuleUnknownProperty || (hyte.Violations{v}).NotJSON() {
			left = append(left, v)
		}
	}
	l := &loader{items: map[string]int{}}
	l.object("", t, target.Elem())
	for sheet := (*sheet)(nil); sheet != f.sheet(s); {
		sheet = f.sheet(s)
		l.set(s)
	}
	for i := range l.leaves {
		leaf := &l.leaves[i]
		if _, fixed := f.sheet(s).layout.Fixed[leaf.pointer]; !fixed && !leaf.isSet {
			left = append(left, hyte.Violation{Rule: constraint.RuleUnknownProperty, Location: leaf.pointer, Severity: hyte.Error})
		}
	}
	t.Sort(left)
	return s, l, left
}

// loader collects the values of a document.
type loader struct {
	leaves []leaf
	items  map[string]int // by array
}

type leaf struct {
	pointer string
	values  []string // as of [State.Set]
	isSet   bool
}

// set gives the state what it has a place for.
func (l *loader) set(s *State) {
	for i := range l.leaves {
		leaf := &l.leaves[i]
		values := leaf.values
		if field, _ := s.field(leaf.pointer); field != nil && field.date {
			values = []string{typedDate(strings.Join(values, ""))}
		}
		leaf.isSet = s.Set(leaf.pointer, values)
	}
	for array, count := range l.items {
		s.items[array] = min(count, s.form.sheet(s).most)
	}
}

func (l *loader) object(pointer string, t *constraint.Type, v reflect.Value) {
	for _, p := range t.Properties() {
		l.value(pointer+"/"+p.Name, p.Value, v.Field(p.Field()))
	}
}

func (l *loader) value(pointer string, t *constraint.Value, v reflect.Value) {
	if v.Kind() == reflect.Pointer {
		if v.IsNil() {
			return
		}
		v = v.Elem()
	}
	switch {
	case v.IsZero():
	case t.Kind == constraint.KindObject:
		l.object(pointer, t.Object, v)
	case t.Kind == constraint.KindArray && t.Items.Kind == constraint.KindObject:
		l.items[pointer] = v.Len()
		for i := range v.Len() {
			l.value(pointer+"/"+strconv.Itoa(i), t.Items, v.Index(i))
		}
	case t.Kind == constraint.KindArray && t.Items.Kind == constraint.KindString:
		l.lines(pointer, v)
	case t.Kind == constraint.KindMap:
		for entry := v.MapRange(); entry.Next(); {
			l.value(pointer+constraint.Pointer(entry.Key().String()), t.Items, entry.Value())
		}
	case t.Kind == constraint.KindBoolean:
		l.leaves = append(l.leaves, leaf{pointer: pointer, values: []string{Checked}})
	case t.Kind == constraint.KindString:
		l.leaves = append(l.leaves, leaf{pointer: pointer, values: []string{v.String()}})
	default: // no form asks such a value
		l.leaves = append(l.leaves, leaf{pointer: pointer})
	}
}

// lines are an array of texts as one text, if each is one line of it.
func (l *loader) lines(pointer string, v reflect.Value) {
	items := make([]string, v.Len())
	for i := range items {
		items[i] = v.Index(i).String()
	}
	text := strings.Join(items, "\n")
	if slices.Equal(linesOf(text), items) {
		l.leaves = append(l.leaves, leaf{pointer: pointer, values: []string{text}})
	} else {
		l.leaves = append(l.leaves, leaf{pointer: pointer + "/0"}) // which no control is for
	}
}
