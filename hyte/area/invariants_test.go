package area_test

import (
	"encoding/csv"
	"os"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/hytekit/hytekit/hyte/area"
	"github.com/hytekit/hytekit/hyte/civil"
)

// TestCountsOfEveryRegion compares the lookups with each column
// municipalities_YEAR of regions.csv, on the first and the last day of the
// year, and the whole country with the numbers that Statistics Finland gives.
func TestCountsOfEveryRegion(t *testing.T) {
	rows := readCSV(t, "data/regions.csv")
	country := map[string]int{"2020": 310, "2021": 309, "2025": 308, "2026": 308}
	for column, header := range rows[0] {
		year, ok := strings.CutPrefix(header, "municipalities_")
		if !ok {
			continue
		}
		for _, day := range []string{"-01-01", "-12-31"} {
			on, sum := civil.MustParse(year+day), 0
			for _, row := range rows[1:] {
				all, err := area.MunicipalitiesOfRegion(area.MustParseRegionCode(row[0]), on)
				if err != nil || strconv.Itoa(len(all)) != row[column] {
					t.Errorf("region %s has %d municipalities on %s, %v; want %s", row[0], len(all), on, err, row[column])
				}
				sum += len(all)
			}
			if sum != country[year] {
				t.Errorf("%d municipalities on %s, want %d", sum, on, country[year])
			}
		}
	}
}

func TestCountsOfTheCountry(t *testing.T) {
	for year, want := range map[int]int{2019: 311, 2020: 310, 2021: 309, 2022: 309, 2023: 309, 2024: 309, 2025: 308, 2026: 308} {
		all, err := area.Municipalities(civil.Date{Year: year, Month: time.July, Day: 1})
		if err != nil || len(all) != want {
			t.Errorf("%d municipalities in %d, %v; want %d", len(all), year, err, want)
		}
	}
}

// TestCountsOfEveryCounty also covers Helsinki (90) and Åland (91), which the
// file counts and which belong to no county.
func TestCountsOfEveryCounty(t *testing.T) {
	on, without := civil.MustParse("2026-01-01"), 0
	all, err := area.Municipalities(on)
	if err != nil {
		t.Fatal(err)
	}
	for _, m := range all {
		if !m.County().IsValid() {
			without++
		}
	}
	for _, row := range readCSV(t, "data/wellbeing_counties.csv")[1:] {
		code, kind, count := row[0], row[1], row[6]
		switch kind {
		case "county":
			members, err := area.MunicipalitiesOfCounty(area.MustParseCountyCode(code), on)
			if err != nil || strconv.Itoa(len(members)) != count {
				t.Errorf("county %s has %d municipalities, %v; want %s", code, len(members), err, count)
			}
		case "city", "autonomous-region":
			n, err := strconv.Atoi(count)
			if err != nil {
				t.Fatal(err)
			}
			without -= n
		}
	}
	if without != 0 {
		t.Errorf("%d municipalities too many belong to no county", without)
	}
}

func readCSV(t *testing.T, name string) [][]string {
	f, err := os.Open(name)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	rows, err := csv.NewReader(f).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	return rows
}

// TestEveryAreaOfEveryMonth checks, for the first and the last day of each
// covered month, that lists and lookups agree and that nothing dangles.
func TestEveryAreaOfEveryMonth(t *testing.T) {
	first, last := area.Covered()
	if first != civil.MustParse("2019-01-01") || last != civil.MustParse("2026-12-31") {
		t.Fatalf("the data cover %s to %s", first, last)
	}
	for year := first.Year; year <= last.Year; year++ {
		for month := time.January; month <= time.December; month++ {
			on := civil.Date{Year: year, Month: month, Day: 1}
			checkDay(t, on)
			checkDay(t, on.AddDays(31).AddDays(-on.AddDays(31).Day))
		}
	}
}

func checkDay(t *testing.T, on civil.Date) {
	t.Helper()
	all, err := area.Municipalities(on)
	if err != nil {
		t.Fatal(err)
	}
	inRegions, inCounties := countByArea(t, on)
	var previous area.MunicipalityCode
	for _, m := range all {
		if previous.Compare(m.Code()) >= 0 {
			t.Fatalf("%s: %s is out of order", on, m)
		}
		previous = m.Code()
		checkMunicipality(t, m, on)
		inRegions[m.Region()]--
		if m.County().IsValid() {
			inCounties[m.County()]--
		}
	}
	for code, n := range inRegions {
		if n != 0 {
			t.Errorf("%s: region %s lists %+d municipalities more than belong to it", on, code, n)
		}
	}
	for code, n := range inCounties {
		if n != 0 {
			t.Errorf("%s: county %s lists %+d municipalities more than belong to it", on, code, n)
		}
	}
}

// countByArea counts the municipalities that each region and county lists.
func countByArea(t *testing.T, on civil.Date) (map[area.RegionCode]int, map[area.CountyCode]int) {
	t.Helper()
	regions, err := area.Regions(on)
	if err != nil || len(regions) != 19 {
		t.Fatalf("%s: %d regions, %v", on, len(regions), err)
	}
	counties, err := area.Counties(on)
	if err != nil {
		t.Fatal(err)
	}
	inRegions, inCounties := map[area.RegionCode]int{}, map[area.CountyCode]int{}
	for _, r := range regions {
		members, err := area.MunicipalitiesOfRegion(r.Code(), on)
		if found, lookupErr := area.LookupRegion(r.Code(), on); err != nil || lookupErr != nil || found != r {
			t.Fatalf("%s: region %s: %v, %v", on, r, err, lookupErr)
		}
		inRegions[r.Code()] = len(members)
	}
	for _, c := range counties {
		members, err := area.MunicipalitiesOfCounty(c.Code(), on)
		if found, lookupErr := area.LookupCounty(c.Code(), on); err != nil || lookupErr != nil || found != c {
			t.Fatalf("%s: county %s: %v, %v", on, c, err, lookupErr)
		}
		if _, known := inRegions[c.Region()]; !known {
			t.Errorf("%s: county %s lies in region %s, which does not exist", on, c, c.Region())
		}
		inCounties[c.Code()] = len(members)
	}
	return inRegions, inCounties
}

func checkMunicipality(t *testing.T, m area.Municipality, on civil.Date) {
	t.Helper()
	if found, err := area.LookupMunicipality(m.Code(), on); err != nil || found != m {
		t.Errorf("%s: lookup of %s gives %s, %v", on, m, found, err)
	}
	if itself, err := area.Successor(m.Code(), on); err != nil || itself != m {
		t.Errorf("%s: the successor of %s is %s, %v", on, m, itself, err)
	}
	for _, name := range []string{m.Name("fi"), m.Name("sv"), m.Name("se"), strings.ToUpper(m.Name("fi"))} {
		if found, err := area.MunicipalityByName(name, on); name != "" && (err != nil || found != m) {
			t.Errorf("%s: %q finds %s, %v", on, name, found, err)
		}
	}
	if m.Name("fi") == "" || m.Name("sv") == "" || m.Languages().String() == "" {
		t.Errorf("%s: %s has no name or no language", on, m)
	}
	if m.ValidFrom().After(on) || !m.ValidTo().IsZero() && m.ValidTo().Before(on) {
		t.Errorf("%s: %s holds from %s to %s", on, m, m.ValidFrom(), m.ValidTo())
	}
	if county, err := area.LookupCounty(m.County(), on); m.County().IsValid() && (err != nil || county.Region() != m.Region()) {
		t.Errorf("%s: %s lies in region %s and in county %s, %v", on, m, m.Region(), county, err)
	}
	aland := m.Region() == area.MustParseRegionCode("21")
	if aland != (m.Languages() == area.Swedish) {
		t.Errorf("%s: %s has the languages %s", on, m, m.Languages())
	}
	if !on.Before(civil.MustParse("2022-01-01")) && aland != (m.Genitive() == "") {
		t.Errorf("%s: the genitive of %s is %q", on, m, m.Genitive())
	}
}

// TestEveryCode looks every possible code up, so that none panics.
func TestEveryCode(t *testing.T) {
	before, after := civil.MustParse("2019-01-01"), civil.MustParse("2026-12-31")
	existed := 0
	for n := 1; n <= 999; n++ {
		code := area.MustParseMunicipalityCode(leading(n, 3))
		m, errBefore := area.LookupMunicipality(code, before)
		_, errAfter := area.LookupMunicipality(code, after)
		successor, err := area.Successor(code, after)
		if errBefore == nil {
			existed++
			if m.Code() != code {
				t.Errorf("the code %s finds %s", code, m)
			}
		}
		if (errBefore == nil) != (err == nil) || (err == nil) != successor.IsValid() || err == nil && (errAfter == nil) != (successor.Code() == code) {
			t.Errorf("%s: %v in 2019, %v in 2026, successor %s, %v", code, errBefore, errAfter, successor, err)
		}
	}
	if existed != 311 {
		t.Errorf("%d codes were in use in 2019, want 311", existed)
	}
}

func leading(n, digits int) string {
	s := strconv.Itoa(n)
	return strings.Repeat("0", digits-len(s)) + s
}
