package document

import (
	"errors"
	"reflect"
	"slices"

	"github.com/hytekit/hytekit/hyte/constraint"
)

// Entry is what an inquiry says of the text that a map has under a name, such as of the
// answer to a question of its own. The zero value allows any text, or none.
type Entry struct {
	Name string
	// Required says that the text is there and not empty.
	Required bool
	// Values are those of which the text is one; nil allows any.
	Values []string
	// Format is the name of the format that the text has, as of [constraint.Formats];
	// empty for any.
	Format string
	// Title is what the text is called, by language (ISO 639 codes), Hint more about it, and
	// Names what the Values are called, in their order. Rules do not read these.
	Title, Hint map[string]string
	Names       []map[string]string
}

// Entries is the clause of [OnlyEntries], [EntriesGiven], [EntriesAmong] and [EntriesAs].
// They read one list, each another part of it, as each is a rule of its own.
type Entries struct {
	Of   func(Inquiry) []Entry
	Part EntryPart
	// Format is that of which the clause is, of EntryFormat.
	Format string
}

// EntryPart is the part of an [Entry] that a clause is about.
type EntryPart int

// The parts of entries.
const (
	EntryName     EntryPart = iota + 1 // whether the inquiry knows it
	EntryRequired                      // whether it must be there
	EntryValues                        // which texts there are to choose from
	EntryFormat                        // how the text is written
)

// OnlyEntries says that a map has no name but those that the inquiry gives.
func OnlyEntries(of func(Inquiry) []Entry) Clause { return Entries{Of: of, Part: EntryName} }

// EntriesGiven says that a map has a text under every name that the inquiry requires. Where
// there is no map at all, that is broken once, at its place.
func EntriesGiven(of func(Inquiry) []Entry) Clause { return Entries{Of: of, Part: EntryRequired} }

// EntriesAmong says that a text is one of those that the inquiry gives for its name.
func EntriesAmong(of func(Inquiry) []Entry) Clause { return Entries{Of: of, Part: EntryValues} }

// EntriesAs says that a text has the format, where that is the one that the inquiry gives
// for its name. The rule's id is that of the format.
func EntriesAs(format string, of func(Inquiry) []Entry) Clause {
	return Entries{Of: of, Part: EntryFormat, Format: format}
}

func (Entries) asksInquiry() bool { return true }

// List are the entries of which the clause says something; of EntryName, all that the
// inquiry knows.
func (e Entries) List(inquiry Inquiry) []Entry {
	return slices.DeleteFunc(slices.Clone(e.Of(inquiry)), func(n Entry) bool {
		switch e.Part {
		case EntryRequired:
			return !n.Required
		case EntryValues:
			return len(n.Values) == 0
		case EntryFormat:
			return n.Format != e.Format
		default:
			return false
		}
	})
}

// entries prepares a clause about a map.
func (p *Program) entries(c *check, value *constraint.Value, says Entries) error {
	if value.Kind != constraint.KindMap || value.Items.Kind != constraint.KindString {
		return errors.New("entries are those of a map of texts")
	}
	c.test, c.entries = testEntries, says.List(p.inquiry)
	if c.part = says.Part; c.part == EntryFormat {
		format, ok := constraint.FormatNamed(says.Format)
		if !ok || format.Rule != c.rule.ID {
			return errors.New("its id is not that of a format " + says.Format)
		}
		c.format = format
	}
	return nil
}

// Entry is what the rules say of the text at a place in a map, such as "/answers/when"; false
// if they know no such name.
func (p *Program) Entry(place string) (Entry, bool) {
	for i := range p.checks {
		c := &p.checks[i]
		for j := range c.entries {
			if c.part == EntryName && c.at(c.entries[j].Name) == place {
				return c.entries[j], true
			}
		}
	}
	return Entry{}, false
}

// at is the place of an entry of the check's map.
func (c *check) at(name string) string { return c.rule.At + constraint.Pointer(name) }

// requires reports whether the check says that there is a text at the place, or something
// in the map that it is about.
func (c *check) requires(place string) bool {
	return c.part == EntryRequired && slices.ContainsFunc(c.entries, func(e Entry) bool {
		return place == c.rule.At || place == c.at(e.Name)
	})
}

// textsOf is a map of texts as its own type, or as the plain one.
func textsOf(v reflect.Value) map[string]string {
	if texts, ok := v.Interface().(map[string]string); ok {
		return texts
	}
	return v.Convert(reflect.TypeFor[map[string]string]()).Interface().(map[string]string)
}

// applyEntries looks up each entry of the clause in the map. Map and texts that are absent
// are fine with most.
func (r *run) applyEntries(c *check, v reflect.Value) {
	var texts map[string]string
	if v.Len() > 0 {
		texts = textsOf(v)
	}
	switch {
	case c.part == EntryName:
		for name := range texts {
			if !slices.ContainsFunc(c.entries, func(e Entry) bool { return e.Name == name }) {
				r.brokenEntry(c, name, constraint.Params{})
			}
		}
		return
	case v.IsNil():
		if c.part == EntryRequired && len(c.entries) > 0 {
			r.broken(c, constraint.Params{})
		}
		return
	}
	for i := range c.entries {
		e := &c.entries[i]
		text := texts[e.Name]
		switch {
		case text == "":
			if c.part == EntryRequired {
				r.brokenEntry(c, e.Name, constraint.Params{})
			}
		case c.part == EntryValues && !slices.Contains(e.Values, text):
			r.brokenEntry(c, e.Name, constraint.Params{})
		case c.part == EntryFormat && !c.format.Valid(text):
			r.brokenEntry(c, e.Name, c.format.Cause(text))
		}
	}
}

func (r *run) brokenEntry(c *check, name string, params constraint.Params) {
	r.report(c.index, c.rule.violation(r.place(c)+constraint.Pointer(name), params))
}
