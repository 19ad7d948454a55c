package register

import (
	"maps"
	"regexp"
	"slices"
	"strings"
	"time"

	"github.com/hytekit/hytekit/hyte/civil"
)

func (r *Register) check(p *problems) {
	r.checkRegions(p)
	r.checkCounties(p)
	for i := range r.municipalities {
		r.checkMunicipality(&r.municipalities[i], p)
	}
	r.checkPeriods(p)
	r.checkSuccessors(p)
	r.checkNames(p)
	r.checkCounts(p)
}

var (
	isoForm  = regexp.MustCompile(`^FI-[0-9]{2}$`)
	nutsForm = regexp.MustCompile(`^FI[0-9A-Z]{3}$`)
)

func (r *Register) checkRegions(p *problems) {
	codes, isos, nuts := map[int]place{}, map[string]place{}, map[string]place{}
	for _, x := range r.regions {
		unique(codes, x.code, x.place, "code", p)
		unique(isos, x.iso, x.place, "iso_3166_2", p)
		unique(nuts, x.nuts, x.place, "nuts3_2024", p)
		if !isoForm.MatchString(x.iso) {
			p.add(x.place, "iso_3166_2: must have the form FI-99")
		}
		if !nutsForm.MatchString(x.nuts) {
			p.add(x.place, "nuts3_2024: must have the form FI and three letters or digits")
		}
	}
}

func (r *Register) checkCounties(p *problems) {
	codes := map[int]place{}
	for _, x := range r.counties {
		unique(codes, x.code, x.place, "code", p)
		if r.region(x.region) == nil {
			p.add(x.place, "region_code: no region %02d in %s", x.region, regionsFile)
		}
	}
}

func unique[K comparable](seen map[K]place, key K, at place, column string, p *problems) {
	if earlier, ok := seen[key]; ok {
		p.add(at, "%s: also in %s", column, earlier)
		return
	}
	seen[key] = at
}

// checkMunicipality compares a line with its region and its county.
func (r *Register) checkMunicipality(m *municipality, p *problems) {
	region := r.region(m.region)
	switch {
	case region == nil:
		p.add(m.place, "region_code: no region %02d in %s", m.region, regionsFile)
	case m.regionNames != [2]string{region.fi, region.sv}:
		p.add(m.place, "region_fi, region_sv: %s has other names for %02d", region.place, m.region)
	}
	if m.county == 0 {
		r.checkWithoutCounty(m, p)
		return
	}
	county := r.county(m.county)
	switch {
	case county == nil:
		p.add(m.place, "county_code: no county %02d in %s", m.county, countiesFile)
	case m.countyNames != [2]string{county.fi, county.sv}:
		p.add(m.place, "county_fi, county_sv: %s has other names for %02d", county.place, m.county)
	case county.region != m.region:
		p.add(m.place, "county_code: %s puts %02d in region %02d", county.place, m.county, county.region)
	case !m.to.IsZero() && m.to.Before(county.established):
		p.add(m.place, "county_code: must be empty, the county was established later")
	}
}

// checkWithoutCounty allows no county only where none existed yet.
func (r *Register) checkWithoutCounty(m *municipality, p *problems) {
	if m.countyNames != [2]string{} {
		p.add(m.place, "county_fi, county_sv: must be empty without a code")
	}
	for _, c := range r.counties {
		if c.real && c.region == m.region && (m.to.IsZero() || !m.to.Before(c.established)) {
			p.add(m.place, "county_code: must not be empty, the counties existed in this period")
			return
		}
	}
}

// checkPeriods makes sure that the lines of a municipality follow each other
// with neither an overlap nor a gap, inside the covered period.
func (r *Register) checkPeriods(p *problems) {
	for i, m := range r.municipalities {
		switch {
		case !m.from.IsZero() && (!m.from.After(r.first) || m.from.After(r.last)):
			p.add(m.place, "valid_from: must be empty or after %s and not after %s", r.first, r.last)
		case !m.to.IsZero() && (m.to.Before(r.first) || !m.to.Before(r.last)):
			p.add(m.place, "valid_to: must be empty or between %s and the day before %s", r.first, r.last)
		case !m.to.IsZero() && m.to.Before(m.from):
			p.add(m.place, "valid_to: before valid_from")
		}
		if i == 0 || r.municipalities[i-1].code != m.code {
			continue
		}
		earlier := r.municipalities[i-1]
		switch {
		case m.from.IsZero() || earlier.to.IsZero() || !earlier.to.Before(m.from):
			p.add(m.place, "valid_from: the period overlaps with the one in %s", earlier.place)
		case earlier.to.AddDays(1) != m.from:
			p.add(m.place, "valid_from: there is a gap after the period in %s", earlier.place)
		}
	}
}

// checkSuccessors makes sure that a municipality has a successor exactly when
// it ended, and that the successor exists on the next day. Hence chains of
// successors move forward in time and end.
func (r *Register) checkSuccessors(p *problems) {
	for i, m := range r.municipalities {
		last := i == len(r.municipalities)-1 || r.municipalities[i+1].code != m.code
		ended := last && !m.to.IsZero()
		switch {
		case ended && m.successor == 0:
			p.add(m.place, "successor_code: missing, the municipality ended on %s", m.to)
		case !ended && m.successor != 0:
			p.add(m.place, "successor_code: must be empty, the municipality did not end")
		case ended && !r.exists(m.successor, m.to.AddDays(1)):
			p.add(m.place, "successor_code: no municipality %03d on %s", m.successor, m.to.AddDays(1))
		}
	}
}

// checkNames makes sure that a name finds one area only.
func (r *Register) checkNames(p *problems) {
	names := nameIndex{}
	for _, m := range r.municipalities {
		names.add(m.place, m.code, p, m.fi, m.sv, m.se)
	}
	names = nameIndex{}
	for _, x := range r.regions {
		names.add(x.place, x.code, p, x.fi, x.sv, x.en)
	}
	names = nameIndex{}
	for _, x := range r.counties {
		names.add(x.place, x.code, p, x.fi, x.sv, x.en)
	}
}

// nameIndex maps a name in lower case to the code that has it.
type nameIndex map[string]int

func (n nameIndex) add(at place, code int, p *problems, names ...string) {
	for _, name := range names {
		key := strings.ToLower(name)
		if earlier, ok := n[key]; ok && name != "" && earlier != code {
			p.add(at, "the name %q also belongs to %d", name, earlier)
		}
		n[key] = code
	}
}

// checkCounts compares the municipalities of each region and county with the
// numbers in the sources, on the first and the last day of the year.
func (r *Register) checkCounts(p *problems) {
	for _, x := range r.regions {
		r.checkCount(x.place, x.counts, func(m municipality) bool { return m.region == x.code }, p)
	}
	for _, x := range r.counties {
		r.checkCount(x.place, x.counts, func(m municipality) bool { return m.county == x.code }, p)
	}
}

func (r *Register) checkCount(at place, counts map[int]int, member func(municipality) bool, p *problems) {
	for _, year := range slices.Sorted(maps.Keys(counts)) {
		for _, on := range []civil.Date{{Year: year, Month: time.January, Day: 1}, {Year: year, Month: time.December, Day: 31}} {
			n := 0
			for _, m := range r.municipalities {
				if member(m) && m.holds(on) {
					n++
				}
			}
			if n != counts[year] {
				p.add(at, "%s%d: is %d, but %s has %d on %s", countPrefix, year, counts[year], municipalitiesFile, n, on)
			}
		}
	}
}

func (m *municipality) holds(on civil.Date) bool {
	return !on.Before(m.from) && (m.to.IsZero() || !on.After(m.to))
}

func (r *Register) exists(code int, on civil.Date) bool {
	return slices.ContainsFunc(r.municipalities, func(m municipality) bool { return m.code == code && m.holds(on) })
}

func (r *Register) region(code int) *region {
	i := slices.IndexFunc(r.regions, func(x region) bool { return x.code == code })
	if i < 0 {
		return nil
	}
	return &r.regions[i]
}

func (r *Register) county(code int) *county {
	i := slices.IndexFunc(r.counties, func(x county) bool { return x.code == code })
	if i < 0 {
		return nil
	}
	return &r.counties[i]
}
