// Package register reads the CSV files behind package area, checks them and
// writes them as Go tables. It runs in go generate and in tests only.
package register

import (
	"cmp"
	"io/fs"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/hytekit/hytekit/hyte/civil"
)

// The source files.
const (
	municipalitiesFile = "municipalities.csv"
	genitivesFile      = "municipality_genitives.csv"
	regionsFile        = "regions.csv"
	countiesFile       = "wellbeing_counties.csv"
)

// firstYear is the year whose first day an empty valid_from includes.
const firstYear = 2019

// Register is the checked content of the source files.
type Register struct {
	municipalities []municipality // ordered by code and first day
	regions        []region       // ordered by code
	counties       []county       // ordered by code, with the entries that are not counties
	first, last    civil.Date     // the covered period
}

type municipality struct {
	place
	code, region, county int // county is 0 for none
	fi, sv, se, genitive string
	languages            int // index in languages
	from, to             civil.Date
	successor            int

	regionNames, countyNames [2]string // as this file repeats them: fi, sv
}

// languages are the texts in the source and, in the same order, the names of
// the constants of package area.
var (
	languageTexts     = []string{"fi", "sv", "fi sv", "sv fi"}
	languageConstants = []string{"Finnish", "Swedish", "FinnishSwedish", "SwedishFinnish"}
)

type region struct {
	place
	code               int
	fi, sv, en         string
	iso, nuts, council string
	counts             map[int]int // year → number of municipalities
}

type county struct {
	place
	code, region             int
	real                     bool // false for Helsinki and Åland
	fi, sv, en               string
	bilingual                bool
	established, responsible civil.Date
	counts                   map[int]int
}

// Load reads the files and checks them. The error joins everything that is
// wrong, each with its file and line.
func Load(fsys fs.FS) (*Register, error) {
	var p problems
	r := &Register{
		regions:        readRegions(fsys, &p),
		counties:       readCounties(fsys, &p),
		municipalities: readMunicipalities(fsys, &p),
	}
	genitives := readGenitives(fsys, &p)
	// Checks across the files would only repeat what is wrong in one of them.
	if err := p.err(); err != nil {
		return nil, err
	}
	r.setPeriod(&p)
	r.setGenitives(genitives, &p)
	r.check(&p)
	if err := p.err(); err != nil {
		return nil, err
	}
	return r, nil
}

// setPeriod lets the data end with the last year that regions.csv counts.
func (r *Register) setPeriod(p *problems) {
	lastYear := 0
	for _, region := range r.regions {
		for year := range region.counts {
			lastYear = max(lastYear, year)
		}
	}
	if lastYear < firstYear {
		p.add(place{regionsFile, 1}, "a column %sYEAR is missing", countPrefix)
	}
	r.first = civil.Date{Year: firstYear, Month: time.January, Day: 1}
	r.last = civil.Date{Year: lastYear, Month: time.December, Day: 31}
}

func readMunicipalities(fsys fs.FS, p *problems) []municipality {
	lines, more := readSource(
		fsys, municipalitiesFile, p,
		"code", "name_fi", "name_sv", "name_se", "languages", "region_code", "region_fi", "region_sv",
		"county_code", "county_fi", "county_sv", "valid_from", "valid_to", "successor_code",
	)
	refuseColumns(municipalitiesFile, more, p)
	var all []municipality
	for _, l := range lines {
		all = append(all, municipality{
			place: l.place,
			code:  l.code("code", 3), region: l.code("region_code", 2), county: l.optionalCode("county_code", 2),
			fi: l.text("name_fi"), sv: l.text("name_sv"), se: l.optional("name_se"),
			languages: l.choice("languages", languageTexts...),
			from:      l.date("valid_from"), to: l.date("valid_to"),
			successor:   l.optionalCode("successor_code", 3),
			regionNames: [2]string{l.text("region_fi"), l.text("region_sv")},
			countyNames: [2]string{l.optional("county_fi"), l.optional("county_sv")},
		})
	}
	slices.SortStableFunc(all, func(a, b municipality) int {
		return cmp.Or(cmp.Compare(a.code, b.code), a.from.Compare(b.from))
	})
	return all
}

func readRegions(fsys fs.FS, p *problems) []region {
	lines, more := readSource(
		fsys, regionsFile, p,
		"code", "name_fi", "name_sv", "name_en", "iso_3166_2", "nuts3_2024", "regional_council_fi",
	)
	years := countColumns(regionsFile, more, p)
	var all []region
	for _, l := range lines {
		all = append(all, region{
			place: l.place,
			code:  l.code("code", 2),
			fi:    l.text("name_fi"), sv: l.text("name_sv"), en: l.text("name_en"),
			iso: l.text("iso_3166_2"), nuts: l.text("nuts3_2024"), council: l.optional("regional_council_fi"),
			counts: l.counts(years),
		})
	}
	slices.SortStableFunc(all, func(a, b region) int { return cmp.Compare(a.code, b.code) })
	return all
}

func readCounties(fsys fs.FS, p *problems) []county {
	lines, more := readSource(
		fsys, countiesFile, p,
		"code", "kind", "name_fi", "name_sv", "name_en", "region_code", "municipalities_2026", "bilingual",
		"collaborative_area_code", "collaborative_area_fi", "collaborative_area_sv",
		"established", "service_responsibility_from", "note",
	)
	refuseColumns(countiesFile, more, p)
	var all []county
	for _, l := range lines {
		kind := l.choice("kind", "county", "city", "autonomous-region", "joint-authority")
		if kind == 3 { // HUS: no code, no municipalities
			if l.optional("code") != "" {
				l.fail("code", "a joint authority has none")
			}
			continue
		}
		c := county{
			place: l.place,
			code:  l.code("code", 2), region: l.code("region_code", 2), real: kind == 0,
			fi: l.text("name_fi"), sv: l.text("name_sv"), en: l.text("name_en"),
			bilingual:   l.choice("bilingual", "no", "yes") == 1,
			established: l.date("established"), responsible: l.date("service_responsibility_from"),
			counts: l.counts([]int{2026}),
		}
		if c.real == c.established.IsZero() {
			l.fail("established", "must be given for a county and for nothing else")
		}
		if c.real && c.responsible.Before(c.established) {
			l.fail("service_responsibility_from", "must not be before established")
		}
		all = append(all, c)
	}
	slices.SortStableFunc(all, func(a, b county) int { return cmp.Compare(a.code, b.code) })
	return all
}

// genitive is a line of the genitives' file.
type genitive struct {
	place
	code       int
	name, form string
}

func readGenitives(fsys fs.FS, p *problems) []genitive {
	lines, more := readSource(fsys, genitivesFile, p, "code", "name_fi", "genitive_fi")
	refuseColumns(genitivesFile, more, p)
	var all []genitive
	for _, l := range lines {
		all = append(all, genitive{l.place, l.code("code", 3), l.text("name_fi"), l.text("genitive_fi")})
	}
	return all
}

// setGenitives gives each municipality the genitive of its name. The file
// calls Pedersören kunta by the name Pedersöre, which is also the Swedish one.
func (r *Register) setGenitives(all []genitive, p *problems) {
	for _, g := range all {
		used := false
		for i := range r.municipalities {
			m := &r.municipalities[i]
			if m.code != g.code || (g.name != m.fi && g.name != m.sv) {
				continue
			}
			if m.genitive != "" {
				p.add(g.place, "municipality %03d has a genitive already", g.code)
			}
			m.genitive, used = g.form, true
		}
		if !used {
			p.add(g.place, "no municipality %03d with this name is in %s", g.code, municipalitiesFile)
		}
	}
}

// countPrefix begins the names of the columns that count municipalities.
const countPrefix = "municipalities_"

func countColumns(file string, columns []string, p *problems) []int {
	var years []int
	for _, column := range columns {
		year, err := strconv.Atoi(strings.TrimPrefix(column, countPrefix))
		if err != nil || !strings.HasPrefix(column, countPrefix) || year < firstYear || year > civil.MaxYear || slices.Contains(years, year) {
			p.add(place{file, 1}, "the column %q must be %sYEAR, each year once, from %d on", column, countPrefix, firstYear)
			continue
		}
		years = append(years, year)
	}
	return years
}

func refuseColumns(file string, columns []string, p *problems) {
	if len(columns) > 0 {
		p.add(place{file, 1}, "unknown columns %q", columns)
	}
}

func (l line) counts(years []int) map[int]int {
	counts := make(map[int]int, len(years))
	for _, year := range years {
		counts[year] = l.count(countPrefix + strconv.Itoa(year))
	}
	return counts
}
