package area

import (
	"slices"
	"strings"

	"github.com/hytekit/hytekit/hyte/civil"
)

// County is a wellbeing services county (hyvinvointialue, välfärdsområde;
// 611/2021). Helsinki, Åland and the joint authority HUS are not counties.
// Values are equal when they are the same county. The zero value is invalid:
// its texts are empty and its codes invalid.
type County struct {
	place uint8 // in countyTable, counted from 1
}

type countyRow struct {
	code, region             uint8
	bilingual                bool
	established, responsible day

	fi, sv, en string
}

// LookupCounty returns the wellbeing services county that had the code on the
// date. The reason of the [*LookupError] is [ErrUnknown], [ErrNotCounty],
// [ErrNotYet] before 1 July 2021, when the counties were established
// (616/2021), or that the data do not cover the date.
func LookupCounty(code CountyCode, on civil.Date) (County, error) {
	i, _, err := code.find(on)
	if err != nil {
		return County{}, err
	}
	return County{uint8(i + 1)}, nil
}

// CountyByName returns the wellbeing services county with the name on the
// date. The name is one that the data give, in Finnish, Swedish or English, in
// any letter case and in Unicode normalization form C. The reason of the
// [*LookupError] is one of [LookupCounty], but never [ErrNotCounty].
func CountyByName(name string, on civil.Date) (County, error) {
	_, err := coveredDay(on)
	if err == nil {
		i := slices.IndexFunc(countyTable[:], func(r countyRow) bool { return matches(name, r.fi, r.sv, r.en) })
		if i >= 0 {
			return LookupCounty(CountyCode{countyTable[i].code}, on)
		}
		err = ErrUnknown
	}
	return County{}, &LookupError{Area: "wellbeing services county by name", On: on, Reason: err}
}

// Counties returns all wellbeing services counties of the date, ordered by
// code. There are none before 1 July 2021.
func Counties(on civil.Date) ([]County, error) {
	d, err := coveredDay(on)
	if err != nil {
		return nil, &LookupError{Area: "wellbeing services counties", On: on, Reason: err}
	}
	var all []County
	for i := range countyTable {
		if d >= countyTable[i].established {
			all = append(all, County{uint8(i + 1)})
		}
	}
	return all, nil
}

// IsValid reports whether c comes from a lookup, that is, is not zero.
func (c County) IsValid() bool { return c.place != 0 }

// Code returns the code.
func (c County) Code() CountyCode { return CountyCode{c.row().code} }

// Name returns the name in "fi", "sv" or "en", such as
// "Kanta-Hämeen hyvinvointialue", and the empty string for any other language.
func (c County) Name(lang string) string {
	switch lang {
	case "fi":
		return c.row().fi
	case "sv":
		return c.row().sv
	case "en":
		return c.row().en
	default:
		return ""
	}
}

// Region returns the region that the county lies in. Uusimaa has four
// counties, every other region has one.
func (c County) Region() RegionCode { return RegionCode{c.row().region} }

// Bilingual reports whether the county works in both Finnish and Swedish.
func (c County) Bilingual() bool { return c.row().bilingual }

// Established returns the first day of the county.
func (c County) Established() civil.Date { return c.row().established.date() }

// ResponsibleFrom returns the day on which the duty to organize health, social
// and rescue services passed to the county.
func (c County) ResponsibleFrom() civil.Date { return c.row().responsible.date() }

// String returns the code and the Finnish name, such as
// "07 Kanta-Hämeen hyvinvointialue".
func (c County) String() string { return strings.TrimSpace(c.Code().String() + " " + c.Name("fi")) }

func (c County) row() countyRow {
	if c.place == 0 {
		return countyRow{}
	}
	return countyTable[c.place-1]
}

// find returns the place of the county in the table, counted from 0, and the
// date as a day.
func (c CountyCode) find(on civil.Date) (int, day, error) {
	d, err := coveredDay(on)
	if err == nil {
		i := countyIndex(c.n)
		switch {
		case slices.Contains(notCounties[:], c.n):
			err = ErrNotCounty
		case i < 0:
			err = ErrUnknown
		case d < countyTable[i].established:
			err = ErrNotYet
		default:
			return i, d, nil
		}
	}
	return 0, 0, &LookupError{Area: "wellbeing services county " + orNone(c.String()), On: on, Reason: err}
}

// countyIndex returns the place of the code in the table, or -1.
func countyIndex(code uint8) int {
	return slices.IndexFunc(countyTable[:], func(r countyRow) bool { return r.code == code })
}
