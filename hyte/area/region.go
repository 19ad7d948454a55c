package area

import (
	"slices"
	"strings"

	"github.com/hytekit/hytekit/hyte/civil"
)

// Region is a region (maakunta, landskap). The regions themselves have been
// the same during the whole period of [Covered]; their municipalities have
// not. Values are equal when they are the same region. The zero value is
// invalid: its texts are empty and its code is invalid.
type Region struct {
	place uint8 // in regionTable, counted from 1
}

type regionRow struct {
	code uint8

	fi, sv, en         string
	iso, nuts, council string
}

// LookupRegion returns the region that had the code on the date. The reason of
// the [*LookupError] is [ErrUnknown] or that the data do not cover the date.
func LookupRegion(code RegionCode, on civil.Date) (Region, error) {
	i, _, err := code.find(on)
	if err != nil {
		return Region{}, err
	}
	return Region{uint8(i + 1)}, nil
}

// RegionByName returns the region with the name on the date. The name is one
// that the data give, in Finnish, Swedish or English, in any letter case and
// in Unicode normalization form C. Errors are those of [LookupRegion].
func RegionByName(name string, on civil.Date) (Region, error) {
	_, err := coveredDay(on)
	if err == nil {
		i := slices.IndexFunc(regionTable[:], func(r regionRow) bool { return matches(name, r.fi, r.sv, r.en) })
		if i >= 0 {
			return Region{uint8(i + 1)}, nil
		}
		err = ErrUnknown
	}
	return Region{}, &LookupError{Area: "region by name", On: on, Reason: err}
}

// Regions returns all regions of the date, ordered by code.
func Regions(on civil.Date) ([]Region, error) {
	if _, err := coveredDay(on); err != nil {
		return nil, &LookupError{Area: "regions", On: on, Reason: err}
	}
	all := make([]Region, len(regionTable))
	for i := range all {
		all[i] = Region{uint8(i + 1)}
	}
	return all, nil
}

// IsValid reports whether r comes from a lookup, that is, is not zero.
func (r Region) IsValid() bool { return r.place != 0 }

// Code returns the code.
func (r Region) Code() RegionCode { return RegionCode{r.row().code} }

// Name returns the name in "fi", "sv" or "en", and the empty string for any
// other language.
func (r Region) Name(lang string) string {
	switch lang {
	case "fi":
		return r.row().fi
	case "sv":
		return r.row().sv
	case "en":
		return r.row().en
	default:
		return ""
	}
}

// ISO returns the code of ISO 3166-2, such as "FI-06" for Kanta-Häme.
func (r Region) ISO() string { return r.row().iso }

// NUTS returns the code at level 3 of NUTS 2024, such as "FI1C2".
func (r Region) NUTS() string { return r.row().nuts }

// Council returns the Finnish name of the regional council (maakunnan liitto),
// such as "Hämeen liitto". It is the empty string for Åland, which has none.
func (r Region) Council() string { return r.row().council }

// String returns the code and the Finnish name, such as "05 Kanta-Häme".
func (r Region) String() string { return strings.TrimSpace(r.Code().String() + " " + r.Name("fi")) }

func (r Region) row() regionRow {
	if r.place == 0 {
		return regionRow{}
	}
	return regionTable[r.place-1]
}

// find returns the place of the region in the table, counted from 0, and the
// date as a day.
func (c RegionCode) find(on civil.Date) (int, day, error) {
	d, err := coveredDay(on)
	if err == nil {
		if i := slices.IndexFunc(regionTable[:], func(r regionRow) bool { return r.code == c.n }); i >= 0 {
			return i, d, nil
		}
		err = ErrUnknown
	}
	return 0, 0, &LookupError{Area: "region " + orNone(c.String()), On: on, Reason: err}
}
