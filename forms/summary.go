package forms

import (
	"strconv"
	"strings"

	"github.com/hytekit/hytekit/forms/view"
)

// Summary is what an answer says in the words of its form, for a last look, a receipt or
// a letter. What was left empty is not in it.
type Summary []Passage

// Passage is what was answered in one part of the form. Its title may be empty.
type Passage struct {
	Title string
	Lines []Told
}

// Told is a question with its answer, as a person reads them.
type Told struct{ Label, Value string }

// Summary tells what the state says. That of a document is the one of the state that
// [Form.Load] makes of it.
func (f *Form) Summary(s *State) Summary {
	s = s.spelled()
	var all Summary
	var collect func(parts []Part)
	collect = func(parts []Part) {
		for i := range parts {
			p := &parts[i]
			told := Passage{Title: p.Title}
			for j := range p.Controls {
				if value := f.told(s, &p.Controls[j]); value != "" {
					told.Lines = append(told.Lines, Told{p.Controls[j].Label, value})
				}
			}
			if len(told.Lines) > 0 {
				all = append(all, told)
			}
			collect(p.Parts)
		}
	}
	collect(f.Parts(s))
	return all
}

// told is what a control says in words.
func (f *Form) told(s *State, c *Control) string {
	value := ""
	if values := s.shown(c); len(values) > 0 {
		value = trim(values[0])
	}
	if c.Type == Checkbox && value == Checked {
		return f.words.Say("handover.yes")
	}
	for _, group := range c.Options {
		for _, o := range group.Options {
			if o.Value == value {
				return o.Label.In(f.Language())
			}
		}
	}
	if field, _ := s.field(c.Name); field != nil && field.date && value != "" {
		return f.words.Day(isoDate(value))
	}
	return value
}

// Node is the summary as HTML: each passage under a heading of the level, from 2 to 6.
func (s Summary) Node(level int) view.Node {
	return view.Each(s, func(p Passage) view.Node {
		return view.Group(view.If(p.Title != "", view.El("h"+strconv.Itoa(level), nil, view.Text(p.Title))),
			Facts(view.Each(p.Lines, func(l Told) view.Node {
				return view.El("div", nil, view.El("dt", nil, view.Text(l.Label)), view.El("dd", nil, view.Text(l.Value)))
			})))
	})
}

// Text is the summary as plain text, each passage with an empty line after it. The lines
// of an answer after its first are indented: none of them looks like another question.
func (s Summary) Text() string {
	var b strings.Builder
	for _, passage := range s {
		if passage.Title != "" {
			b.WriteString(passage.Title + "\n")
		}
		for _, line := range passage.Lines {
			b.WriteString(strings.TrimSuffix(line.Label, ".") + ": " + strings.ReplaceAll(line.Value, "\n", "\n    ") + "\n")
		}
		b.WriteString("\n")
	}
	return b.String()
}
