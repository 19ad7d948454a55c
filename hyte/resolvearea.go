package hyte

import (
	"cmp"
	"slices"
	"strconv"

	"github.com/hytekit/hytekit/hyte/area"
	"github.com/hytekit/hytekit/hyte/civil"
	"github.com/hytekit/hytekit/hyte/constraint"
)

func (r *resolution) addListed(seat *Seat, place string, on civil.Date) {
	var found []placed
	for i, text := range seat.Nominators.Municipalities {
		at := place + "/" + strconv.Itoa(i)
		code, err := area.ParseMunicipalityCode(text)
		if err != nil {
			r.error(RuleMunicipalityUnknown, at, constraint.Params{Date: on.String()})
			continue
		}
		m, err := area.LookupMunicipality(code, on)
		if err != nil {
			params := constraint.Params{Date: on.String()}
			if into, err := area.Successor(code, on); err == nil {
				params.Successor = municipalityID(into.Code())
			}
			r.error(RuleMunicipalityUnknown, at, params)
			continue
		}
		found = append(found, placed{m, at})
	}
	r.addMunicipalities(seat, found, on)
}

// addArea adds the municipalities of an area, or of the whole country.
func (r *resolution) addArea(seat *Seat, place string, on civil.Date) {
	n, at := seat.Nominators, place
	var found []area.Municipality
	var err error
	switch {
	case n.Region != "":
		var code area.RegionCode
		at += "/region"
		if code, err = area.ParseRegionCode(n.Region); err == nil {
			found, err = area.MunicipalitiesOfRegion(code, on)
		}
	case n.County != "":
		var code area.CountyCode
		at += "/county"
		if code, err = area.ParseCountyCode(n.County); err == nil {
			found, err = area.MunicipalitiesOfCounty(code, on)
		}
	default:
		found, err = area.Municipalities(on)
	}
	if err != nil {
		r.error(RuleAreaUnknown, at, constraint.Params{Date: on.String()})
		return
	}
	all := make([]placed, len(found))
	for i, m := range found {
		all[i] = placed{m, at}
	}
	out := r.exceptions(seat, place)
	all = slices.DeleteFunc(all, func(m placed) bool { return out.take(m.Code().String()) })
	if r.tellUnused(out, on) || r.isEmpty(len(all), at, on) {
		return
	}
	r.addMunicipalities(seat, all, on)
}

// registered is an organization of the register that is no municipality, under its code.
type registered struct {
	code string
	Nominator
}

// counties are the wellbeing services counties.
func counties(on civil.Date) (all []registered, err error) {
	known, err := area.Counties(on)
	for _, c := range known {
		languages := []string{"fi"}
		if c.Bilingual() {
			languages = []string{"fi", "sv"}
		}
		code := c.Code().String()
		all = append(all, registered{code, Nominator{
			ID: "wellbeing-county:" + code, Languages: languages,
			Name: Text{"fi": c.Name("fi"), "sv": c.Name("sv"), "en": c.Name("en")},
		}})
	}
	return all, err
}

// regionalCouncils are the regional councils, by the codes of their regions. Åland has
// none.
func regionalCouncils(on civil.Date) (all []registered, err error) {
	known, err := area.Regions(on)
	for _, c := range known {
		if c.Council() == "" {
			continue
		}
		code := c.Code().String()
		all = append(all, registered{code, Nominator{
			ID: "regional-council:" + code, Languages: []string{"fi"}, Name: Text{"fi": c.Council()},
		}})
	}
	return all, err
}

// addRegistered adds organizations of the register, in the order of their codes.
func (r *resolution) addRegistered(seat *Seat, place string, on civil.Date, find func(civil.Date) ([]registered, error)) {
	all, err := find(on)
	if err != nil {
		r.error(RuleAreaUnknown, place, constraint.Params{Date: on.String()})
		return
	}
	out := r.exceptions(seat, place)
	all = slices.DeleteFunc(all, func(o registered) bool { return out.take(o.code) })
	if r.tellUnused(out, on) || r.isEmpty(len(all), place, on) {
		return
	}
	first := len(r.Nominators)
	for _, o := range all {
		o.Seat, o.Quota = seat.ID, seat.Quota()
		r.add(o.Nominator, place)
	}
	r.inGivenOrder(first)
}

func (r *resolution) isEmpty(n int, place string, on civil.Date) bool {
	if n == 0 {
		r.error(RuleSeatEmpty, place, constraint.Params{Date: on.String()})
	}
	return n == 0
}

// exceptions are the codes that a seat leaves out, with their places, until they are
// met with.
type exceptions map[string]string

func (r *resolution) exceptions(seat *Seat, place string) exceptions {
	out := exceptions{}
	for i, code := range seat.Nominators.Except {
		out[code] = place + "/except/" + strconv.Itoa(i)
	}
	return out
}

// take reports whether the code is left out, and notes that it was met with.
func (e exceptions) take(code string) bool {
	_, is := e[code]
	delete(e, code)
	return is
}

// tellUnused reports what is left out though it is not asked anyway: a slip of the pen.
func (r *resolution) tellUnused(out exceptions, on civil.Date) bool {
	for _, place := range out {
		r.error(RuleExceptionOutside, place, constraint.Params{Date: on.String()})
	}
	return len(out) > 0
}

// placed is a municipality, and the place in the call that asks for it.
type placed struct {
	area.Municipality
	place string
}

func (r *resolution) addMunicipalities(seat *Seat, found []placed, on civil.Date) {
	swedish := map[area.MunicipalityCode]int{}
	slices.SortFunc(found, func(a, b placed) int { return a.CompareNames(b.Municipality, "sv") })
	for i, m := range found {
		swedish[m.Code()] = i + 1
	}
	slices.SortFunc(found, func(a, b placed) int { return a.CompareNames(b.Municipality, "fi") })
	several := slices.ContainsFunc(found, func(m placed) bool { return m.Region() != found[0].Region() })
	for _, m := range found {
		name := Text{"fi": m.Name("fi"), "sv": m.Name("sv")}
		if sami := m.Name("se"); sami != "" && sami != name["fi"] {
			name["se"] = sami
		}
		region := ""
		if several {
			region = r.regionOf(m.Municipality, on)
		}
		r.add(Nominator{
			ID: municipalityID(m.Code()), Seat: seat.ID, Name: name, Languages: m.Languages().List(),
			Quota: seat.Quota(), Swedish: swedish[m.Code()], Region: region,
		}, m.place)
		r.addMerged(m.Municipality, on)
	}
}

// regionOf is the code of a municipality's region, which is among the regions from then on.
func (r *resolution) regionOf(m area.Municipality, on civil.Date) string {
	code := m.Region().String()
	place, known := slices.BinarySearchFunc(r.Regions, code, func(region Region, code string) int { return cmp.Compare(region.Code, code) })
	if !known {
		region, err := area.LookupRegion(m.Region(), on)
		if err != nil {
			return ""
		}
		name := Text{"fi": region.Name("fi"), "sv": region.Name("sv"), "en": region.Name("en")}
		r.Regions = slices.Insert(r.Regions, place, Region{Code: code, Name: name})
	}
	return code
}

func (r *resolution) addMerged(m area.Municipality, on civil.Date) {
	former, err := area.Predecessors(m.Code(), on)
	if err != nil {
		return
	}
	for _, f := range former {
		r.Merged = append(r.Merged, Merged{ID: municipalityID(f.Code()), Name: Text{"fi": f.Name("fi"), "sv": f.Name("sv")}, Successor: municipalityID(m.Code())})
	}
}

func municipalityID(code area.MunicipalityCode) string { return "municipality:" + code.String() }
