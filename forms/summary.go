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

// Told is a question with its answer, as a person reads them. The value is the one that is
// kept: see [Form.Document].
type Told struct {
	Label, Value string
	// LabelLanguage and ValueLanguage are the languages of those that are not in the
	// language of the form; otherwise empty.
	LabelLanguage, ValueLanguage string
}

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
				if line, _ := f.told(s, &p.Controls[j]); line.Value != "" {
					told.Lines = append(told.Lines, line)
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

// told is what a control asks and says in words. Typed is its value before it was made the
// one that is kept.
func (f *Form) told(s *State, c *Control) (told Told, typed string) {
	if values := s.shown(c); len(values) > 0 {
		typed = trim(values[0])
	}
	told = Told{Label: c.Label, LabelLanguage: f.words.otherLanguage(c.label), Value: typed}
	if c.Type == Checkbox && typed == Checked {
		told.Value = f.words.Say("handover.yes")
		return told, told.Value
	}
	for _, group := range c.Options {
		for _, o := range group.Options {
			if o.Value == typed {
				told.Value, told.ValueLanguage = o.Label.In(f.Language()), f.words.otherLanguage(o.Label)
				return told, told.Value
			}
		}
	}
	field, _ := s.field(c.Name)
	switch {
	case field == nil || typed == "":
	case field.date:
		told.Value = f.words.Day(isoDate(typed))
		return told, told.Value
	default:
		told.Value = field.kept(typed)
	}
	return told, typed
}

// inLanguage is a text, marked if it is in another language than the page (WCAG 2.2, 3.1.2).
func inLanguage(language, text string) view.Node {
	if language == "" {
		return view.Text(text)
	}
	return view.El("span", view.Attrs{view.Attr("lang", language)}, view.Text(text))
}

// Node is the summary as HTML: each passage under a heading of the level, from 2 to 6.
func (s Summary) Node(level int) view.Node {
	return view.Each(s, func(p Passage) view.Node {
		return view.Group(view.If(p.Title != "", view.El("h"+strconv.Itoa(level), nil, view.Text(p.Title))),
			Facts(view.Each(p.Lines, func(l Told) view.Node {
				return view.El("div", nil, view.El("dt", nil, inLanguage(l.LabelLanguage, l.Label)), view.El("dd", nil, inLanguage(l.ValueLanguage, l.Value)))
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
