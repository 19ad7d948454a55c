package area

import (
	"cmp"
	"slices"
	"strings"

	"github.com/hytekit/hytekit/hyte/civil"
)

// Municipality is a municipality (kunta, kommun) as it was on the date of the
// lookup that returned it. Two values are equal when nothing that they tell
// differs; to recognize a municipality over time, compare [Municipality.Code].
// The zero value is invalid: its texts are empty and its codes invalid.
type Municipality struct {
	place  uint16 // in municipalityTable, counted from 1
	county uint8  // on the date of the lookup; 0 for none
}

// municipalityRow is what holds for a municipality from one day to another,
// both included. The rows of one municipality follow each other without a gap.
type municipalityRow struct {
	code      uint16
	from, to  day // 0 is an open end
	region    uint8
	county    uint8 // 0 for none; effective since the county's establishment
	languages Languages
	successor uint16 // after a merger on the day after to

	// The places of the names fi and sv in the alphabetical orders of the two
	// languages, counted from 1 over all rows; the same name, the same place.
	fiPlace, svPlace uint16

	fi, sv, se, genitive string
}

// LookupMunicipality returns the municipality that had the code on the date.
// The reason of the [*LookupError] tells a code that was never in use
// ([ErrUnknown]) from one that was not yet ([ErrNotYet]) or no longer
// ([ErrMerged]), and from a date that the data do not cover.
func LookupMunicipality(code MunicipalityCode, on civil.Date) (Municipality, error) {
	d, err := coveredDay(on)
	if err != nil {
		return Municipality{}, code.failure(on, err)
	}
	i, err := findRow(municipalityTable[:], code.n, d)
	if err != nil {
		return Municipality{}, code.failure(on, err)
	}
	return municipalityAt(i, d), nil
}

// MunicipalityByName returns the municipality with the name on the date. The
// name is one that the data give, in Finnish, Swedish or Northern Sámi, in any
// letter case and in Unicode normalization form C. Errors are those of
// [LookupMunicipality].
func MunicipalityByName(name string, on civil.Date) (Municipality, error) {
	d, err := coveredDay(on)
	if err != nil {
		return Municipality{}, &LookupError{Area: "municipality by name", On: on, Reason: err}
	}
	var known MunicipalityCode
	for i := range municipalityTable {
		r := &municipalityTable[i]
		if !matches(name, r.fi, r.sv, r.se) {
			continue
		}
		if r.holds(d) {
			return municipalityAt(i, d), nil
		}
		known = MunicipalityCode{r.code}
	}
	if known.IsValid() {
		if _, err := findRow(municipalityTable[:], known.n, d); err != nil {
			return Municipality{}, known.failure(on, err)
		}
	}
	return Municipality{}, &LookupError{Area: "municipality by name", On: on, Reason: ErrUnknown}
}

// Municipalities returns all municipalities of the date, ordered by code.
func Municipalities(on civil.Date) ([]Municipality, error) {
	d, err := coveredDay(on)
	if err != nil {
		return nil, &LookupError{Area: "municipalities", On: on, Reason: err}
	}
	return municipalitiesWhere(d, func(Municipality) bool { return true }), nil
}

// MunicipalitiesOfRegion returns the municipalities that belonged to the
// region on the date, ordered by code. Errors are those of [LookupRegion].
func MunicipalitiesOfRegion(code RegionCode, on civil.Date) ([]Municipality, error) {
	_, d, err := code.find(on)
	if err != nil {
		return nil, err
	}
	return municipalitiesWhere(d, func(m Municipality) bool { return m.Region() == code }), nil
}

// MunicipalitiesOfCounty returns the municipalities that belonged to the
// wellbeing services county on the date, ordered by code. Errors are those of
// [LookupCounty].
func MunicipalitiesOfCounty(code CountyCode, on civil.Date) ([]Municipality, error) {
	_, d, err := code.find(on)
	if err != nil {
		return nil, err
	}
	return municipalitiesWhere(d, func(m Municipality) bool { return m.County() == code }), nil
}

// IsValid reports whether m comes from a lookup, that is, is not zero.
func (m Municipality) IsValid() bool { return m.place != 0 }

// Code returns the code.
func (m Municipality) Code() MunicipalityCode { return MunicipalityCode{m.row().code} }

// Name returns the name in "fi", "sv" or "se" (Northern Sámi). It is the empty
// string when the data give none in that language; all municipalities have a
// Finnish and a Swedish name and few a Northern Sámi one. The Swedish names of
// municipalities without Swedish as a language are recommendations.
func (m Municipality) Name(lang string) string {
	switch lang {
	case "fi":
		return m.row().fi
	case "sv":
		return m.row().sv
	case "se":
		return m.row().se
	default:
		return ""
	}
}

// Genitive returns the Finnish name's genitive, such as "Hämeenlinnan". It is
// the empty string when the data give none, as for the municipalities of Åland
// and for two that merged before 2022.
func (m Municipality) Genitive() string { return m.row().genitive }

// Languages returns the languages in which the municipality works.
func (m Municipality) Languages() Languages { return m.row().languages }

// Region returns the region that the municipality belonged to.
func (m Municipality) Region() RegionCode { return RegionCode{m.row().region} }

// County returns the wellbeing services county that the municipality belonged
// to on the date of the lookup. It is the zero value where there was none: in
// Helsinki, in Åland and before 1 July 2021 (616/2021).
func (m Municipality) County() CountyCode { return CountyCode{m.county} }

// ValidFrom returns the first day on which name, languages and region were as
// m says. The zero date means that they were so when the data begin.
func (m Municipality) ValidFrom() civil.Date { return m.row().from.date() }

// ValidTo returns the last day on which name, languages and region were as m
// says. The zero date means that they are so when the data end.
func (m Municipality) ValidTo() civil.Date { return m.row().to.date() }

// String returns the code and the Finnish name, such as "109 Hämeenlinna".
func (m Municipality) String() string {
	return strings.TrimSpace(m.Code().String() + " " + m.Name("fi"))
}

func (m Municipality) row() municipalityRow {
	if m.place == 0 {
		return municipalityRow{}
	}
	return municipalityTable[m.place-1]
}

func municipalityAt(i int, d day) Municipality {
	m := Municipality{place: uint16(i + 1)}
	if r := &municipalityTable[i]; r.county != 0 && d >= countyTable[countyIndex(r.county)].established {
		m.county = r.county
	}
	return m
}

func municipalitiesWhere(d day, keep func(Municipality) bool) []Municipality {
	var all []Municipality
	for i := range municipalityTable {
		if !municipalityTable[i].holds(d) {
			continue
		}
		if m := municipalityAt(i, d); keep(m) {
			all = append(all, m)
		}
	}
	return all
}

// holds reports whether the covered day d lies in the row's period.
func (r *municipalityRow) holds(d day) bool { return r.from <= d && (r.to == 0 || d <= r.to) }

// findRow returns the index of the row of the code on the covered day d. The
// rows are ordered by code and day.
func findRow(rows []municipalityRow, code uint16, d day) (int, error) {
	i, found := slices.BinarySearchFunc(rows, code, func(r municipalityRow, code uint16) int {
		return int(r.code) - int(code)
	})
	if !found {
		return 0, ErrUnknown
	}
	if d < rows[i].from {
		return 0, ErrNotYet
	}
	for ; i < len(rows) && rows[i].code == code; i++ {
		if rows[i].holds(d) {
			return i, nil
		}
	}
	return 0, ErrMerged
}

// matches reports whether name is one of the names, in any letter case.
func matches(name string, names ...string) bool {
	return name != "" && slices.ContainsFunc(names, func(n string) bool { return strings.EqualFold(n, name) })
}

// failure returns the error for a lookup of c.
func (c MunicipalityCode) failure(on civil.Date, reason error) error {
	e := &LookupError{Area: "municipality " + orNone(c.String()), On: on, Reason: reason}
	if reason == ErrMerged {
		e.Merger = mergerOf(c)
	}
	return e
}

// orNone names the zero code in an error.
func orNone(code string) string { return cmp.Or(code, "without a code") }
