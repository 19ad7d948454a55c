package nomination

import (
	"slices"
	"strings"

	"github.com/hytekit/hytekit/forms"
	"github.com/hytekit/hytekit/hyte"
)

// organizations are those that the call asks, by seat, in the alphabetical order of the
// language. Others adds, where anyone may answer, the option for who is not named.
func organizations(w *forms.Words, others bool) []forms.OptionGroup {
	c := callOf(w)
	groups := make([]forms.OptionGroup, 0, len(c.Call.Seats))
	place := 0
	for i := range c.Call.Seats {
		seat := &c.Call.Seats[i]
		group := forms.OptionGroup{Label: SeatName(w.Catalog(), seat)}
		regions := map[string][]forms.Option{}
		asked := c.NominatorsOf(seat.ID, w.Language())
		for _, n := range asked {
			place++
			option := organization(c, n, place)
			if n.Region == "" || len(asked) <= forms.ListedAtOnce {
				group.Options = append(group.Options, option)
			} else {
				regions[n.Region] = append(regions[n.Region], option)
			}
		}
		if others && seat == c.OpenSeat() {
			place++
			group.Options = append(group.Options, forms.Option{Value: otherOrganization, Label: w.Word("option.nominator.other"), Place: place})
		}
		groups = append(groups, byRegion(c, regions)...)
		if len(group.Options) > 0 {
			groups = append(groups, group)
		}
	}
	return groups
}

func organization(c *hyte.ResolvedCall, n *hyte.Nominator, place int) forms.Option {
	o := forms.Option{Value: n.ID, Label: n.Name, Place: place}
	if strings.HasPrefix(n.ID, "municipality:") && len(n.Languages) > 1 {
		o.Both = n.Languages
	}
	for i := range c.Merged {
		if c.Merged[i].Successor == n.ID {
			o.Former = append(o.Former, c.Merged[i].Name)
		}
	}
	return o
}

// byRegion are the municipalities of a seat under the names of their regions, in the order
// of the regions' codes.
func byRegion(c *hyte.ResolvedCall, regions map[string][]forms.Option) []forms.OptionGroup {
	groups := make([]forms.OptionGroup, 0, len(regions))
	for i := range c.Regions {
		if options := regions[c.Regions[i].Code]; len(options) > 0 {
			groups = append(groups, forms.OptionGroup{Label: c.Regions[i].Name, Options: slices.Clip(options)})
		}
	}
	return groups
}
