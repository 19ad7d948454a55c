package forms

import (
	"slices"
	"strings"
	"unicode"

	"github.com/hytekit/hytekit/hyte"
	"github.com/hytekit/hytekit/hyte/constraint"
)

// fault is what is said at one place of the form, about one violation or more.
type fault struct {
	place   string // id of the control or part where it is said
	focus   string // id of the element that mends it
	text    string
	warning bool
}

// faults are those of a state in the order of the page. The same text stands at
// the place and in the summary.
type faults struct {
	list []fault
	// elsewhere are the sentences for what has no place on the form.
	elsewhere []string
	// omitted says how many more there are than are listed, "" if none.
	omitted string
}

// anchor is a place where faults can be said.
type anchor struct {
	pointer string
	rules   []hyte.Rule
	id      string
	focus   string
}

// faults finds for every violation the place where it is mended: its control,
// the part that answers for the rule, or the nearest one around. A place with
// errors says nothing of its warnings.
func (f *Form) faults(s *State, parts []Part, violations hyte.Violations) faults {
	anchors := anchorsOf(parts, nil)
	found := make([]fault, len(anchors))
	var all faults
	for _, v := range violations {
		v.Location = f.sheet(s).mended(v.Location)
		text := f.sentence(v, s)
		i := nearest(anchors, v)
		switch {
		case v.Rule == constraint.RuleOmitted:
			all.omitted = text
		case i >= 0:
			found[i].say(text, v, focusFor(&anchors[i], parts, v))
		case v.Severity == hyte.Error && !slices.Contains(all.elsewhere, text):
			all.elsewhere = append(all.elsewhere, text)
		}
	}
	for i := range found {
		if found[i].text != "" {
			found[i].place = anchors[i].id
			all.list = append(all.list, found[i])
		}
	}
	return all
}

// sentence is the message with the number of the item where there are several.
func (f *Form) sentence(v hyte.Violation, s *State) string {
	if v.Rule == ruleUnchosen {
		return f.unchosenText(s, v.Location)
	}
	unnumbered := 0
	if array, number := itemNumber(v.Location); number == 1 && s.Items("/"+array) < 2 {
		unnumbered = 1
	}
	return f.sheet(s).words.messages.message(v, unnumbered, stranger(v, s))
}

// stranger is the character that does not belong into what was typed at the place of a
// violation; empty if none is to blame, or none that a person could see.
func stranger(v hyte.Violation, s *State) string {
	if v.Params.Cause != constraint.CauseLetter && v.Params.Cause != constraint.CauseSign {
		return ""
	}
	r := constraint.EmailStranger(s.Get(v.Location))
	if !unicode.IsGraphic(r) || unicode.IsMark(r) || constraint.IsIgnorable(r) {
		return ""
	}
	return string(r)
}

// say adds a sentence; the first error displaces warnings.
func (f *fault) say(text string, v hyte.Violation, focus string) {
	warning := v.Severity != hyte.Error
	switch {
	case f.text == "" || f.warning && !warning:
		*f = fault{text: text, warning: warning, focus: focus}
	case f.warning == warning && !strings.Contains(f.text, text):
		f.text += " " + text
	}
}

func (f *fault) isError() bool { return f != nil && !f.warning }

// anchorsOf are the places in the order of the page: a part's own before its
// controls'.
func anchorsOf(parts []Part, anchors []anchor) []anchor {
	for i := range parts {
		p := &parts[i]
		if p.Pointer != "" {
			anchors = append(anchors, anchor{p.Pointer, p.section.Rules, p.ID, firstID(parts[i : i+1])})
		}
		for j := range p.Controls {
			c := &p.Controls[j]
			anchors = append(anchors, anchor{c.Name, nil, c.ID, c.ID})
		}
		anchors = anchorsOf(p.Parts, anchors)
	}
	return anchors
}

func firstID(parts []Part) string {
	id := ""
	eachControl(parts, func(c *Control) bool {
		id = c.ID
		return c.Hidden
	})
	return id
}

// nearest is the index of the anchor for a violation, or -1.
func nearest(anchors []anchor, v hyte.Violation) int {
	for i := range anchors {
		if anchors[i].pointer == v.Location && slices.Contains(anchors[i].rules, v.Rule) {
			return i
		}
	}
	for place := v.Location; strings.HasPrefix(place, "/"); place = place[:strings.LastIndexByte(place, '/')] {
		for i := range anchors {
			if anchors[i].pointer == place && anchors[i].rules == nil {
				return i
			}
		}
	}
	return -1
}

// focusFor is the id of the element that mends a violation: mostly the first
// control, but of too few or too many items the button.
func focusFor(a *anchor, parts []Part, v hyte.Violation) string {
	if v.Location != a.pointer {
		return a.focus
	}
	for i := range parts {
		p := &parts[i]
		if p.ID != a.id {
			continue
		}
		switch {
		case v.Params.Min > 0 && p.Add != nil:
			return p.Add.ID
		case v.Params.Max > 0 && len(p.Parts) > 0 && p.Parts[len(p.Parts)-1].Remove != nil:
			return p.Parts[len(p.Parts)-1].Remove.ID
		}
	}
	return a.focus
}
