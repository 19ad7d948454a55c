package area_test

import (
	"errors"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/hytekit/hytekit/hyte/area"
	"github.com/hytekit/hytekit/hyte/civil"
)

func TestLookupRegion(t *testing.T) {
	tests := []struct{ code, fi, sv, en, iso, nuts, council string }{
		{"05", "Kanta-Häme", "Egentliga Tavastland", "Kanta-Häme", "FI-06", "FI1C2", "Hämeen liitto"},
		{"14", "Etelä-Pohjanmaa", "Södra Österbotten", "South Ostrobothnia", "FI-03", "FI199", "Etelä-Pohjanmaan liitto"},
		{"21", "Ahvenanmaa", "Åland", "Åland", "FI-01", "FI200", ""},
	}
	for _, tt := range tests {
		r, err := area.LookupRegion(area.MustParseRegionCode(tt.code), civil.MustParse("2021-01-15"))
		if err != nil {
			t.Errorf("%s: %v", tt.code, err)
		}
		got := []string{r.Code().String(), r.Name("fi"), r.Name("sv"), r.Name("en"), r.Name("se"), r.ISO(), r.NUTS(), r.Council(), r.String()}
		want := []string{tt.code, tt.fi, tt.sv, tt.en, "", tt.iso, tt.nuts, tt.council, tt.code + " " + tt.fi}
		if diff := cmp.Diff(want, got); diff != "" || !r.IsValid() {
			t.Errorf("%s (-want +got):\n%s", tt.code, diff)
		}
	}
}

func TestLookupRegionFails(t *testing.T) {
	tests := []struct {
		code, on string
		reason   error
	}{
		{"03", "2021-01-15", area.ErrUnknown},
		{"20", "2021-01-15", area.ErrUnknown},
		{"", "2021-01-15", area.ErrUnknown},
		{"05", "2018-12-31", area.ErrBeforeData},
		{"05", "2027-01-01", area.ErrAfterData},
	}
	for _, tt := range tests {
		var code area.RegionCode
		if err := code.UnmarshalText([]byte(tt.code)); err != nil {
			t.Fatal(err)
		}
		on := civil.MustParse(tt.on)
		if r, err := area.LookupRegion(code, on); !errors.Is(err, tt.reason) || r.IsValid() {
			t.Errorf("%q on %s: %v, %v; want the reason %v", tt.code, tt.on, r, err, tt.reason)
		}
		if all, err := area.MunicipalitiesOfRegion(code, on); !errors.Is(err, tt.reason) || all != nil {
			t.Errorf("municipalities of %q on %s: %v, %v; want the reason %v", tt.code, tt.on, all, err, tt.reason)
		}
	}
}

func TestRegionByName(t *testing.T) {
	tests := []struct {
		name, on string
		want     string
		reason   error
	}{
		{"Kanta-Häme", "2021-01-15", "05", nil},
		{"egentliga tavastland", "2021-01-15", "05", nil},
		{"SOUTHWEST FINLAND", "2021-01-15", "02", nil},
		{"Åland", "2021-01-15", "21", nil},
		{"Häme", "2021-01-15", "", area.ErrUnknown},
		{"", "2021-01-15", "", area.ErrUnknown},
		{"Kanta-Häme", "2018-12-31", "", area.ErrBeforeData},
		{"Kanta-Häme", "2027-01-01", "", area.ErrAfterData},
	}
	for _, tt := range tests {
		r, err := area.RegionByName(tt.name, civil.MustParse(tt.on))
		if r.Code().String() != tt.want || !errors.Is(err, tt.reason) {
			t.Errorf("%q on %s = %v, %v; want %q, %v", tt.name, tt.on, r, err, tt.want, tt.reason)
		}
	}
}

func TestZeroRegion(t *testing.T) {
	var zero area.Region
	if zero.IsValid() || zero.Code().IsValid() || zero.Name("fi")+zero.Name("sv")+zero.Name("en")+zero.ISO()+zero.NUTS()+zero.Council()+zero.String() != "" {
		t.Error("the zero region says something")
	}
}
