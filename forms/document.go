package forms

import (
	"maps"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/hytekit/hytekit/hyte"
	"github.com/hytekit/hytekit/hyte/constraint"
)

// Document is the JSON document that the state makes: what was typed, without
// the blanks around it, at its place. What was left empty is left out, but for
// the objects that a document must have. A date in the Finnish way, 15.1.2021,
// becomes an ISO one; one that cannot be read goes in as typed, for its rule to
// report. The state stays as it is.
func (f *Form) Document(s *State) []byte {
	s = s.spelled()
	w := documentWriter{sheet: f.sheet(s), state: s}
	w.object("", f.kind.Document.Type())
	return w.out
}

// Check reports what is wrong with the document that the state makes, in
// document order: what the rules of its kind say, and nothing else. Whether the
// inquiry is open is another question; see [View].
func (f *Form) Check(s *State) hyte.Violations { return f.check(f.Document(s), time.Time{}) }

type documentWriter struct {
	sheet *sheet
	state *State
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
		if v.Items.Kind == constraint.KindString {
			return w.lines(pointer)
		}
		if !slices.Contains(w.sheet.arrays, pointer) {
			return false
		}
		return w.array(pointer, v)
	case constraint.KindMap:
		return w.entries(pointer, v)
	case constraint.KindBoolean:
		if field, _ := w.sheet.field(pointer); field == nil {
			return false
		}
		w.out = strconv.AppendBool(w.out, w.state.Get(pointer) == Checked)
	case constraint.KindString:
		text := w.text(pointer)
		if text == "" {
			return false
		}
		w.out = constraint.AppendQuote(w.out, text)
	default:
		return false // no form asks such a value
	}
	return true
}

// array writes the items and reports whether there are any. Those that nobody has
// filled in are left out at the end of an array that may be empty.
func (w *documentWriter) array(pointer string, v *constraint.Value) bool {
	count := w.state.Items(pointer)
	for !v.Required() && count > 0 && w.state.isBlank(pointer+"/"+strconv.Itoa(count-1)) {
		count--
	}
	if count == 0 {
		return false
	}
	w.out = append(w.out, '[')
	for i := range count {
		if i > 0 {
			w.out = append(w.out, ',')
		}
		w.object(pointer+"/"+strconv.Itoa(i), v.Items.Object)
	}
	w.out = append(w.out, ']')
	return true
}

// lines writes the lines of a text as the items of an array, and reports whether there
// are any.
func (w *documentWriter) lines(pointer string) bool {
	if field, _ := w.sheet.field(pointer); field == nil {
		return false
	}
	separator := byte('[')
	for _, line := range linesOf(w.state.Get(pointer)) {
		w.out = constraint.AppendQuote(append(w.out, separator), line)
		separator = ','
	}
	if separator == '[' {
		return false
	}
	w.out = append(w.out, ']')
	return true
}

// linesOf are the lines of a text that are not empty, without the blanks around them.
func linesOf(text string) []string {
	var lines []string
	for _, line := range strings.Split(text, "\n") {
		if line = trim(line); line != "" {
			lines = append(lines, line)
		}
	}
	return lines
}

// text is what was typed at a place, in the form that documents have it.
func (w *documentWriter) text(pointer string) string {
	if fixed, ok := w.sheet.layout.Fixed[pointer]; ok {
		return fixed
	}
	field, _ := w.sheet.field(pointer)
	if field == nil {
		return ""
	}
	text := trim(w.state.Get(pointer))
	if field.date {
		return isoDate(text)
	}
	return text
}

// entries writes the texts of a map for which there are questions, in the order of their
// names, and reports whether there are any. A map that must hold something is written also
// without: then it is said of each question that it is not answered.
func (w *documentWriter) entries(pointer string, v *constraint.Value) bool {
	separator := byte('{')
	for _, place := range slices.Sorted(maps.Keys(w.sheet.fields)) {
		name, ok := strings.CutPrefix(place, pointer+"/")
		text := ""
		if ok {
			text = w.text(place)
		}
		if text != "" {
			w.out = constraint.AppendQuote(append(w.out, separator), constraint.Tokens("/" + name)[0])
			w.out = constraint.AppendQuote(append(w.out, ':'), text)
			separator = ','
		}
	}
	switch {
	case separator == ',':
		w.out = append(w.out, '}')
	case v.Required() || w.state.form.rules.Requires(pointer, w.state.Get):
		w.out = append(w.out, "{}"...)
	default:
		return false
	}
	return true
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
