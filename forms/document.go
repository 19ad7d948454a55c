package forms

import (
	"strconv"
	"strings"

	"github.com/hytekit/hytekit/hyte"
	"github.com/hytekit/hytekit/hyte/constraint"
)

// Document is the JSON document that the state makes: what was typed, without
// the blanks around it, at its place. What was left empty is left out, but for
// the objects that a document must have. A date in the Finnish way, 15.1.2021,
// becomes an ISO one; one that cannot be read goes in as typed, for its rule to
// report. The state stays as it is.
func (f *Form) Document(s *State) []byte {
	w := documentWriter{form: f, state: s, fixed: f.layout.fixed(f)}
	w.object("", f.layout.document)
	return w.out
}

// Check reports what is wrong with the document that the state makes, in
// document order: what [hyte.ResolvedCall.Read] says of it, and nothing else.
// Whether the call is open is another question; see [View].
func (f *Form) Check(s *State) []hyte.Violation { return f.layout.check(f.call, f.Document(s)) }

type documentWriter struct {
	form  *Form
	state *State
	fixed map[string]string
	out   []byte
}

// object writes the members that have a value, in the order of the type.
func (w *documentWriter) object(pointer string, t *constraint.Type) {
	w.out = append(w.out, '{')
	first := true
	for _, p := range t.Properties() {
		start := len(w.out)
		if !first {
			w.out = append(w.out, ',')
		}
		w.out = constraint.AppendQuote(w.out, p.Name)
		w.out = append(w.out, ':')
		if w.value(pointer+"/"+p.Name, p.Value) {
			first = false
		} else {
			w.out = w.out[:start]
		}
	}
	w.out = append(w.out, '}')
}

// value writes the value of a place and reports whether there is one.
func (w *documentWriter) value(pointer string, v *constraint.Value) bool {
	switch v.Kind {
	case constraint.KindObject:
		if !v.Required() && w.state.isBlank(pointer) {
			return false
		}
		w.object(pointer, v.Object)
	case constraint.KindArray:
		if _, ok := w.form.layout.repeats[pointer]; !ok {
			return false
		}
		w.array(pointer, v.Items)
	case constraint.KindBoolean:
		if field, _ := w.form.field(pointer); field == nil {
			return false
		}
		w.out = strconv.AppendBool(w.out, w.state.Get(pointer) == Checked)
	case constraint.KindString:
		text := w.text(pointer, v)
		if text == "" {
			return false
		}
		w.out = constraint.AppendQuote(w.out, text)
	default:
		return false // no form asks such a value
	}
	return true
}

func (w *documentWriter) array(pointer string, items *constraint.Value) {
	w.out = append(w.out, '[')
	for i := range w.state.Items(pointer) {
		if i > 0 {
			w.out = append(w.out, ',')
		}
		w.object(pointer+"/"+strconv.Itoa(i), items.Object)
	}
	w.out = append(w.out, ']')
}

// text is what was typed at a place, in the form that documents have it.
func (w *documentWriter) text(pointer string, v *constraint.Value) string {
	if fixed, ok := w.fixed[pointer]; ok {
		return fixed
	}
	text := trim(w.state.Get(pointer))
	for _, c := range v.Constraints {
		if c.Rule == constraint.RuleFormatDate {
			return isoDate(text)
		}
	}
	return text
}

// trim takes away the blanks and line breaks around a text.
func trim(text string) string {
	for {
		trimmed := constraint.TrimBlanks(strings.Trim(text, "\t\r\n"))
		if trimmed == text {
			return text
		}
		text = trimmed
	}
}
