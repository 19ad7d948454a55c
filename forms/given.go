package forms

import (
	"fmt"

	"github.com/hytekit/hytekit/forms/view"
	"github.com/hytekit/hytekit/hyte"
	"github.com/hytekit/hytekit/hyte/constraint"
)

// Given is an answer that is known already, such as who answers by a personal link: it is
// shown and cannot be changed.
type Given struct {
	// Label is what would be asked.
	Label string
	// Answer is the text of the option that is given, in the languages that it has.
	Answer hyte.Text
}

// given is which answer that is.
type given struct{ place, value string }

// Giving is the form with one answer that is given: the value of an option at a place
// where the form would let people choose. The layout depends on it as if it had been
// chosen. The error wraps [ErrLayout] if there is no such choice.
func (f *Form) Giving(place, value string) (*Form, error) {
	if _, ok := f.empty.fields[place]; !ok {
		return nil, fmt.Errorf("%w: %s is not asked, so it cannot be given", ErrLayout, place)
	}
	with := *f
	with.given = given{place, value}
	with.empty = nil
	with.empty = with.newSheet(func(string) string { return "" })
	if with.empty.err != nil {
		return nil, with.empty.err
	}
	if _, ok := with.empty.given[place]; !ok {
		return nil, fmt.Errorf("%w: %s is not asked where it is given", ErrLayout, place)
	}
	return &with, nil
}

// bind takes the question at the place out of what is asked.
func (g given) bind(s *sheet, c *Control) error {
	for _, group := range c.Options {
		for _, o := range group.Options {
			if o.Value == g.value {
				s.given[g.place] = Given{Label: c.Label, Answer: o.Label}
				return nil
			}
		}
	}
	return fmt.Errorf("%w: the value that is given is no option of %s", ErrLayout, g.place)
}

// apply puts the answer among those that nobody fills in.
func (g given) apply(l *Layout) {
	if g.place == "" {
		return
	}
	fixed := map[string]string{g.place: g.value}
	for place, value := range l.Fixed {
		if place != g.place {
			fixed[place] = value
		}
	}
	l.Fixed = fixed
}

// append tells it to the widget, within a configuration.
func (g given) append(out []byte) []byte {
	if g.place == "" {
		return out
	}
	out = constraint.AppendQuote(append(out, `,"given":{`...), g.place)
	return append(constraint.AppendQuote(append(out, ':'), g.value), '}')
}

// givenIn is the form with what [given.append] wrote.
func (f *Form) givenIn(data []byte) (*Form, error) {
	all, violations := constraint.Texts(data)
	if len(violations) > 0 {
		return nil, fmt.Errorf("given: %s", violations[0].String())
	}
	for place, value := range all {
		var err error
		if f, err = f.Giving(place, value); err != nil {
			return nil, err
		}
	}
	return f, nil
}

// known shows the answers that are given.
func (t *tree) known(p *Part) view.Node {
	if len(p.Given) == 0 {
		return view.Node{}
	}
	return Facts(view.Each(p.Given, func(g Given) view.Node {
		return view.El("div", nil, view.El("dt", nil, view.Text(g.Label)), view.El("dd", nil, t.words.Text(g.Answer)))
	}))
}
