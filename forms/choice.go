package forms

import (
	"slices"

	"github.com/hytekit/hytekit/forms/search"
	"github.com/hytekit/hytekit/hyte"
)

// OptionGroup are options that belong together. Label is empty where there is
// only one group.
type OptionGroup struct {
	Label   hyte.Text
	Options []Option
}

// Option is one answer to choose. Its label has the languages that the inquiry
// gives, or the page's only.
type Option struct {
	Value string
	Label hyte.Text
	// Both are the languages in which its label is shown in any case, such as the two of a
	// bilingual municipality; nil shows the page's.
	Both []string
	// Former are the names of what has become a part of it: it is found by them, too.
	Former []hyte.Text
	// Place is where it stands, from 1, in a list of the options of all groups; 0 in all of
	// them is in the order of the groups.
	Place int
}

// name is the label as a list shows it: in the language, and in the others that it
// always has.
func (o *Option) name(language string) string {
	name := o.Label.In(language)
	for _, other := range o.Both {
		if text := o.Label[other]; text != "" && text != name && other != language {
			name += " – " + text
		}
	}
	return name
}

// entry is what the option is found by.
func (o *Option) entry(language string) search.Entry {
	e := search.Entry{Names: namesOf(nil, o.Label, language)}
	for _, former := range o.Former {
		e.Former = namesOf(e.Former, former, language)
	}
	return e
}

// namesOf adds the names in all languages, the one in the language first.
func namesOf(names []string, of hyte.Text, language string) []string {
	names = append(names, of.In(language))
	first := len(names) - 1
	for _, name := range of {
		if name != "" && !slices.Contains(names[first:], name) {
			names = append(names, name)
		}
	}
	slices.Sort(names[first+1:])
	return names
}

// ListedAtOnce is how many options a screen shows at once: a longer list gets a search, and
// groups that are smaller.
const ListedAtOnce = 20

// isSearched reports whether the control's options are searched by typing, where a script
// runs.
func (c *Control) isSearched() bool {
	count := 0
	for i := range c.Options {
		count += len(c.Options[i].Options)
	}
	return c.searched && count > ListedAtOnce
}

// all are the options of all groups by their places, and what they are found by.
func (c *Control) all(language string) ([]*Option, []search.Entry) {
	var options []*Option
	for i := range c.Options {
		for j := range c.Options[i].Options {
			options = append(options, &c.Options[i].Options[j])
		}
	}
	entries := make([]search.Entry, len(options))
	placed := make([]*Option, len(options))
	for i, o := range options {
		at := i
		if o.Place > 0 {
			at = o.Place - 1
		}
		placed[at], entries[at] = o, o.entry(language)
	}
	return placed, entries
}

// chosenAmong is the option with a value, nil if there is none.
func chosenAmong(options []*Option, value string) *Option {
	for _, o := range options {
		if o.Value == value {
			return o
		}
	}
	return nil
}
