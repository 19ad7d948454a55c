package area_test

import (
	"errors"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/hytekit/hytekit/hyte/area"
	"github.com/hytekit/hytekit/hyte/civil"
)

func TestLookupMunicipality(t *testing.T) {
	tests := []struct {
		code, on               string
		fi, sv, se, genitive   string
		languages              string
		region, county         string
		validFrom, validTo, is string
	}{
		{"109", "2021-01-15", "Hämeenlinna", "Tavastehus", "", "Hämeenlinnan", "fi", "05", "", "", "", "109 Hämeenlinna"},
		{"109", "2021-06-30", "Hämeenlinna", "Tavastehus", "", "Hämeenlinnan", "fi", "05", "", "", "", "109 Hämeenlinna"},
		{"109", "2021-07-01", "Hämeenlinna", "Tavastehus", "", "Hämeenlinnan", "fi", "05", "07", "", "", "109 Hämeenlinna"},
		{"142", "2020-12-31", "Iitti", "Itis", "", "Iitin", "fi", "08", "", "", "2020-12-31", "142 Iitti"},
		{"142", "2021-01-01", "Iitti", "Itis", "", "Iitin", "fi", "07", "", "2021-01-01", "", "142 Iitti"},
		{"142", "2026-12-31", "Iitti", "Itis", "", "Iitin", "fi", "07", "09", "2021-01-01", "", "142 Iitti"},
		{"091", "2026-01-01", "Helsinki", "Helsingfors", "", "Helsingin", "fi sv", "01", "", "", "", "091 Helsinki"},
		{"478", "2026-01-01", "Maarianhamina", "Mariehamn", "", "", "sv", "21", "", "", "", "478 Maarianhamina"},
		{"599", "2026-01-01", "Pedersören kunta", "Pedersöre", "", "Pedersören", "sv fi", "15", "17", "", "", "599 Pedersören kunta"},
		{"890", "2026-01-01", "Utsjoki", "Utsjoki", "Ohcejohka", "Utsjoen", "fi", "19", "21", "", "", "890 Utsjoki"},
		{"911", "2019-12-31", "Valtimo", "Valtimo", "", "", "fi", "12", "", "", "2019-12-31", "911 Valtimo"},
		{"588", "2024-12-31", "Pertunmaa", "Pertunmaa", "", "Pertunmaan", "fi", "10", "12", "", "2024-12-31", "588 Pertunmaa"},
	}
	for _, tt := range tests {
		m, err := area.LookupMunicipality(area.MustParseMunicipalityCode(tt.code), civil.MustParse(tt.on))
		if err != nil {
			t.Errorf("%s on %s: %v", tt.code, tt.on, err)
			continue
		}
		got := []string{
			m.Name("fi"), m.Name("sv"), m.Name("se"), m.Genitive(), m.Languages().String(),
			m.Region().String(), m.County().String(), m.ValidFrom().String(), m.ValidTo().String(), m.String(),
		}
		want := []string{tt.fi, tt.sv, tt.se, tt.genitive, tt.languages, tt.region, tt.county, tt.validFrom, tt.validTo, tt.is}
		if diff := cmp.Diff(want, got); diff != "" {
			t.Errorf("%s on %s (-want +got):\n%s", tt.code, tt.on, diff)
		}
		if !m.IsValid() || m.Code().String() != tt.code || m.Name("en") != "" || m.Name("") != "" {
			t.Errorf("%s on %s: code %v, English name %q", tt.code, tt.on, m.Code(), m.Name("en"))
		}
	}
}

// failures are lookups of municipalities that must fail.
var failures = []struct {
	code, on string
	reason   error
	message  string
}{
	{"911", "2020-01-01", area.ErrMerged, "area: municipality 911 on 2020-01-01: merged into municipality 541 on 2020-01-01"},
	{"099", "2026-12-31", area.ErrMerged, "area: municipality 099 on 2026-12-31: merged into municipality 214 on 2021-01-01"},
	{"588", "2025-01-01", area.ErrMerged, "area: municipality 588 on 2025-01-01: merged into municipality 507 on 2025-01-01"},
	{"999", "2021-01-15", area.ErrUnknown, "area: municipality 999 on 2021-01-15: no such area in the data"},
	{"", "2021-01-15", area.ErrUnknown, "area: municipality without a code on 2021-01-15: no such area in the data"},
	{"109", "2018-12-31", area.ErrBeforeData, "area: municipality 109 on 2018-12-31: earlier than the data, which cover 2019-01-01 to 2026-12-31; choose a date in that period or update the data"},
	{"109", "2027-01-01", area.ErrAfterData, "area: municipality 109 on 2027-01-01: later than the data, which cover 2019-01-01 to 2026-12-31; choose a date in that period or update the data"},
	{"999", "2027-01-01", area.ErrAfterData, "area: municipality 999 on 2027-01-01: later than the data, which cover 2019-01-01 to 2026-12-31; choose a date in that period or update the data"},
	{"109", "", area.ErrNoDate, "area: municipality 109: no valid date was given"},
}

func TestLookupMunicipalityFails(t *testing.T) {
	for _, tt := range failures {
		code, on := parseFailure(t, tt.code, tt.on)
		m, err := area.LookupMunicipality(code, on)
		failure, ok := errors.AsType[*area.LookupError](err)
		if !ok || !errors.Is(err, tt.reason) || m.IsValid() {
			t.Errorf("%s on %s: %v, %v; want the reason %v", tt.code, tt.on, m, err, tt.reason)
			continue
		}
		if err.Error() != tt.message || failure.On != on {
			t.Errorf("%s on %s: message %q, date %s; want %q", tt.code, tt.on, err, failure.On, tt.message)
		}
		if (tt.reason == area.ErrMerged) != (failure.Merger != area.Merger{}) {
			t.Errorf("%s on %s: the merger is %+v", tt.code, tt.on, failure.Merger)
		}
	}
	if _, err := area.LookupMunicipality(area.MustParseMunicipalityCode("109"), civil.Date{Year: 2021, Month: 2, Day: 30}); !errors.Is(err, area.ErrNoDate) {
		t.Errorf("30 February gives %v, want %v", err, area.ErrNoDate)
	}
}

func parseFailure(t *testing.T, code, on string) (c area.MunicipalityCode, d civil.Date) {
	if err := errors.Join(c.UnmarshalText([]byte(code)), d.UnmarshalText([]byte(on))); err != nil {
		t.Fatal(err)
	}
	return c, d
}

func TestMunicipalityByName(t *testing.T) {
	tests := []struct {
		name, on string
		want     string
		reason   error
	}{
		{"Hämeenlinna", "2021-01-15", "109", nil},
		{"HÄMEENLINNA", "2021-01-15", "109", nil},
		{"tavastehus", "2021-01-15", "109", nil},
		{"ohcejohka", "2021-01-15", "890", nil},
		{"Pedersöre", "2021-01-15", "599", nil},
		{"pedersören kunta", "2021-01-15", "599", nil},
		{"Iitti", "2020-12-31", "142", nil},
		{"Iitti", "2021-01-01", "142", nil},
		{"Valtimo", "2019-12-31", "911", nil},
		{"Valtimo", "2020-01-01", "", area.ErrMerged},
		{"", "2021-01-15", "", area.ErrUnknown},
		{"Hämeenlinn", "2021-01-15", "", area.ErrUnknown},
		{"Hameenlinna", "2021-01-15", "", area.ErrUnknown},
		{" Hämeenlinna", "2021-01-15", "", area.ErrUnknown},
		{"Hämeenlinnan", "2021-01-15", "", area.ErrUnknown},
		{"Kanta-Häme", "2021-01-15", "", area.ErrUnknown},
		{"Hämeenlinna", "2018-12-31", "", area.ErrBeforeData},
		{"Hämeenlinna", "2027-01-01", "", area.ErrAfterData},
	}
	for _, tt := range tests {
		m, err := area.MunicipalityByName(tt.name, civil.MustParse(tt.on))
		if m.Code().String() != tt.want || !errors.Is(err, tt.reason) {
			t.Errorf("%q on %s = %v, %v; want %q, %v", tt.name, tt.on, m, err, tt.want, tt.reason)
		}
		if err != nil && tt.name != "" && strings.Contains(err.Error(), tt.name) {
			t.Errorf("the error %q repeats the name", err)
		}
	}
}

func TestMunicipalitiesOfRegion(t *testing.T) {
	tests := []struct {
		region, on string
		want       string
	}{
		{"05", "2021-01-15", "Forssa Hattula Hausjärvi Humppila Hämeenlinna Janakkala Jokioinen Loppi Riihimäki Tammela Ypäjä"},
		{"07", "2020-12-31", "Asikkala Hartola Heinola Hollola Kärkölä Lahti Orimattila Padasjoki Sysmä"},
		{"07", "2021-01-01", "Asikkala Hartola Heinola Hollola Iitti Kärkölä Lahti Orimattila Padasjoki Sysmä"},
	}
	for _, tt := range tests {
		all, err := area.MunicipalitiesOfRegion(area.MustParseRegionCode(tt.region), civil.MustParse(tt.on))
		if err != nil {
			t.Errorf("%s on %s: %v", tt.region, tt.on, err)
		}
		if got := strings.Join(sortedNames(all), " "); got != tt.want {
			t.Errorf("%s on %s:\n got %s\nwant %s", tt.region, tt.on, got, tt.want)
		}
	}
}

func TestMunicipalitiesOfCounty(t *testing.T) {
	all, err := area.MunicipalitiesOfCounty(area.MustParseCountyCode("04"), civil.MustParse("2023-01-01"))
	if err != nil || !slices.Equal(sortedNames(all), []string{"Kerava", "Vantaa"}) {
		t.Errorf("county 04 has %v, %v", all, err)
	}
}

func sortedNames(all []area.Municipality) []string {
	var names []string
	for _, m := range all {
		names = append(names, m.Name("fi"))
	}
	slices.Sort(names)
	return names
}

func TestListsFailOutsideTheData(t *testing.T) {
	region, county := area.MustParseRegionCode("05"), area.MustParseCountyCode("07")
	for on, reason := range map[string]error{
		"2018-12-31": area.ErrBeforeData, "2027-01-01": area.ErrAfterData, "1900-01-01": area.ErrBeforeData, "2199-12-31": area.ErrAfterData, "": area.ErrNoDate,
	} {
		_, d := parseFailure(t, "", on)
		for name, list := range map[string]func() (int, error){
			"Municipalities":         func() (int, error) { l, err := area.Municipalities(d); return len(l), err },
			"MunicipalitiesOfRegion": func() (int, error) { l, err := area.MunicipalitiesOfRegion(region, d); return len(l), err },
			"MunicipalitiesOfCounty": func() (int, error) { l, err := area.MunicipalitiesOfCounty(county, d); return len(l), err },
			"Regions":                func() (int, error) { l, err := area.Regions(d); return len(l), err },
			"Counties":               func() (int, error) { l, err := area.Counties(d); return len(l), err },
			"Predecessors": func() (int, error) {
				l, err := area.Predecessors(area.MustParseMunicipalityCode("541"), d)
				return len(l), err
			},
		} {
			if n, err := list(); n != 0 || !errors.Is(err, reason) {
				t.Errorf("%s on %q: %d areas, %v; want the reason %v", name, on, n, err, reason)
			}
		}
	}
}

func TestZeroMunicipality(t *testing.T) {
	var zero area.Municipality
	if zero.IsValid() || zero.Code().IsValid() || zero.Region().IsValid() || zero.County().IsValid() ||
		zero.Name("fi")+zero.Genitive()+zero.Languages().String()+zero.String() != "" ||
		!zero.ValidFrom().IsZero() || !zero.ValidTo().IsZero() {
		t.Error("the zero municipality says something")
	}
}

func FuzzMunicipalityByName(f *testing.F) {
	for _, seed := range []string{"Hämeenlinna", "ÅBO", "Soađegilli", "", "ſipoo", "\xff"} {
		f.Add(seed)
	}
	on := civil.MustParse("2021-01-15")
	f.Fuzz(func(t *testing.T, name string) {
		m, err := area.MunicipalityByName(name, on)
		if (err == nil) != m.IsValid() {
			t.Fatalf("%q gives %v, %v", name, m, err)
		}
		if err == nil && !slices.ContainsFunc([]string{"fi", "sv", "se"}, func(lang string) bool { return strings.EqualFold(m.Name(lang), name) }) {
			t.Fatalf("%q finds %v", name, m)
		}
	})
}
