package area_test

import (
	"errors"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/hytekit/hytekit/hyte/area"
	"github.com/hytekit/hytekit/hyte/civil"
)

func TestLookupCounty(t *testing.T) {
	tests := []struct {
		code, region, fi, sv, en string
		bilingual                bool
	}{
		{"07", "05", "Kanta-Hämeen hyvinvointialue", "Egentliga Tavastlands välfärdsområde", "Kanta-Häme wellbeing services county", false},
		{"04", "01", "Vantaan ja Keravan hyvinvointialue", "Vanda och Kervo välfärdsområde", "Vantaa and Kerava wellbeing services county", true},
	}
	for _, tt := range tests {
		c, err := area.LookupCounty(area.MustParseCountyCode(tt.code), civil.MustParse("2021-07-01"))
		if err != nil {
			t.Errorf("%s: %v", tt.code, err)
		}
		got := []string{
			c.Code().String(), c.Region().String(), c.Name("fi"), c.Name("sv"), c.Name("en"), c.Name("se"), c.String(),
			c.Established().String(), c.ResponsibleFrom().String(),
		}
		want := []string{tt.code, tt.region, tt.fi, tt.sv, tt.en, "", tt.code + " " + tt.fi, "2021-07-01", "2023-01-01"}
		if diff := cmp.Diff(want, got); diff != "" || c.Bilingual() != tt.bilingual || !c.IsValid() {
			t.Errorf("%s: bilingual %t (-want +got):\n%s", tt.code, c.Bilingual(), diff)
		}
	}
}

func TestLookupCountyFails(t *testing.T) {
	tests := []struct {
		code, on string
		reason   error
		message  string
	}{
		{"07", "2021-06-30", area.ErrNotYet, "area: wellbeing services county 07 on 2021-06-30: not established yet"},
		{"90", "2023-01-01", area.ErrNotCounty, "area: wellbeing services county 90: not a wellbeing services county; Helsinki and Åland belong to none"},
		{"91", "2020-01-01", area.ErrNotCounty, "area: wellbeing services county 91: not a wellbeing services county; Helsinki and Åland belong to none"},
		{"22", "2023-01-01", area.ErrUnknown, "area: wellbeing services county 22 on 2023-01-01: no such area in the data"},
		{"", "2023-01-01", area.ErrUnknown, "area: wellbeing services county without a code on 2023-01-01: no such area in the data"},
		{"07", "2018-12-31", area.ErrBeforeData, "area: wellbeing services county 07 on 2018-12-31: earlier than the data, which cover 2019-01-01 to 2026-12-31; choose a date in that period or update the data"},
		{"90", "2027-01-01", area.ErrAfterData, "area: wellbeing services county 90 on 2027-01-01: later than the data, which cover 2019-01-01 to 2026-12-31; choose a date in that period or update the data"},
	}
	for _, tt := range tests {
		var code area.CountyCode
		if err := code.UnmarshalText([]byte(tt.code)); err != nil {
			t.Fatal(err)
		}
		on := civil.MustParse(tt.on)
		c, err := area.LookupCounty(code, on)
		if !errors.Is(err, tt.reason) || c.IsValid() {
			t.Errorf("%q on %s: %v, %v; want the reason %v", tt.code, tt.on, c, err, tt.reason)
		} else if err.Error() != tt.message {
			t.Errorf("%q on %s: message %q, want %q", tt.code, tt.on, err, tt.message)
		}
		if all, err := area.MunicipalitiesOfCounty(code, on); !errors.Is(err, tt.reason) || all != nil {
			t.Errorf("municipalities of %q on %s: %v, %v; want the reason %v", tt.code, tt.on, all, err, tt.reason)
		}
	}
}

func TestCounties(t *testing.T) {
	for on, want := range map[string]int{"2019-01-01": 0, "2021-06-30": 0, "2021-07-01": 21, "2026-12-31": 21} {
		all, err := area.Counties(civil.MustParse(on))
		if err != nil || len(all) != want {
			t.Errorf("on %s there are %d counties, %v; want %d", on, len(all), err, want)
		}
	}
}

func TestCountyByName(t *testing.T) {
	tests := []struct {
		name, on string
		want     string
		reason   error
	}{
		{"Kanta-Hämeen hyvinvointialue", "2021-07-01", "07", nil},
		{"KANTA-HÄMEEN HYVINVOINTIALUE", "2021-07-01", "07", nil},
		{"Egentliga Tavastlands välfärdsområde", "2021-07-01", "07", nil},
		{"Kanta-Häme wellbeing services county", "2021-07-01", "07", nil},
		{"Kanta-Hämeen hyvinvointialue", "2021-06-30", "", area.ErrNotYet},
		{"Kanta-Hämeen hyvinvointialue", "2027-01-01", "", area.ErrAfterData},
		{"Helsingin kaupunki", "2023-01-01", "", area.ErrUnknown},
		{"HUS-yhtymä", "2023-01-01", "", area.ErrUnknown},
		{"", "2023-01-01", "", area.ErrUnknown},
	}
	for _, tt := range tests {
		c, err := area.CountyByName(tt.name, civil.MustParse(tt.on))
		if c.Code().String() != tt.want || !errors.Is(err, tt.reason) {
			t.Errorf("%q on %s = %v, %v; want %q, %v", tt.name, tt.on, c, err, tt.want, tt.reason)
		}
	}
}

func TestZeroCounty(t *testing.T) {
	var zero area.County
	if zero.IsValid() || zero.Code().IsValid() || zero.Region().IsValid() || zero.Bilingual() ||
		zero.Name("fi")+zero.Name("sv")+zero.Name("en")+zero.String() != "" ||
		!zero.Established().IsZero() || !zero.ResponsibleFrom().IsZero() {
		t.Error("the zero county says something")
	}
}
