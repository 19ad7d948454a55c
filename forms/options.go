package forms

import (
	"slices"

	"github.com/hytekit/hytekit/hyte"
	"github.com/hytekit/hytekit/hyte/constraint"
)

// nominatorOptions are the organizations that the call asks, by seat, in the
// alphabetical order of the language.
func (f *Form) nominatorOptions() []OptionGroup {
	seats := f.call.Call.Seats
	groups := make([]OptionGroup, 0, len(seats))
	for i := range seats {
		group := OptionGroup{Label: f.seatName(&seats[i])}
		for _, n := range f.call.NominatorsOf(seats[i].ID, f.Language()) {
			group.Options = append(group.Options, Option{Value: n.ID, Label: n.Name})
		}
		if len(group.Options) > 0 {
			groups = append(groups, group)
		}
	}
	return groups
}

// seatName heads a seat's organizations: the call's name for it, or one that
// follows from their kind.
func (f *Form) seatName(seat *hyte.Seat) hyte.Text {
	if len(seat.Name) > 0 {
		return seat.Name
	}
	return f.word("seat." + string(seat.Nominators.Kind))
}

// allowedOptions are the values that the document type allows, the initial one
// first: it is what a browser chooses in a select that nobody touched.
func (f *Form) allowedOptions(name, initial string, value *constraint.Value) []OptionGroup {
	var group OptionGroup
	for _, c := range value.Constraints {
		for _, allowed := range c.Allowed {
			option := Option{Value: allowed, Label: f.word("option." + name + "." + allowed)}
			if allowed == initial {
				group.Options = slices.Insert(group.Options, 0, option)
			} else {
				group.Options = append(group.Options, option)
			}
		}
	}
	return []OptionGroup{group}
}

// word is a text of the catalog in the shape of the call's own texts.
func (f *Form) word(key string) hyte.Text {
	return hyte.Text{f.Language(): f.organizerText(key)}
}
