package area_test

import (
	"encoding/json"
	"errors"
	"fmt"
	"testing"

	"github.com/hytekit/hytekit/hyte/area"
)

func TestParseMunicipalityCode(t *testing.T) {
	for _, s := range []string{"001", "005", "099", "109", "911", "999"} {
		code, err := area.ParseMunicipalityCode(s)
		if err != nil || code.String() != s || !code.IsValid() || code != area.MustParseMunicipalityCode(s) {
			t.Errorf("ParseMunicipalityCode(%q) = %v, %v", s, code, err)
		}
	}
	for _, s := range []string{"", "0", "5", "05", "000", "0005", "1000", " 05", "05 ", "+05", "-05", "0x5", "00５", "kun", "109\n"} {
		code, err := area.ParseMunicipalityCode(s)
		if !errors.Is(err, area.ErrMunicipalityCode) || code.IsValid() {
			t.Errorf("ParseMunicipalityCode(%q) = %v, %v; want the error %v", s, code, err, area.ErrMunicipalityCode)
		}
	}
}

func TestParseCodesOfTwoDigits(t *testing.T) {
	for _, s := range []string{"01", "05", "21", "90", "91", "99"} {
		region, err := area.ParseRegionCode(s)
		if err != nil || region.String() != s || !region.IsValid() || region != area.MustParseRegionCode(s) {
			t.Errorf("ParseRegionCode(%q) = %v, %v", s, region, err)
		}
		county, err := area.ParseCountyCode(s)
		if err != nil || county.String() != s || !county.IsValid() || county != area.MustParseCountyCode(s) {
			t.Errorf("ParseCountyCode(%q) = %v, %v", s, county, err)
		}
	}
	for _, s := range []string{"", "0", "5", "00", "005", "100", " 5", "5 ", "+5", "-5", "FI-06", "FI1C2", "0\x00"} {
		if region, err := area.ParseRegionCode(s); !errors.Is(err, area.ErrRegionCode) || region.IsValid() {
			t.Errorf("ParseRegionCode(%q) = %v, %v; want the error %v", s, region, err, area.ErrRegionCode)
		}
		if county, err := area.ParseCountyCode(s); !errors.Is(err, area.ErrCountyCode) || county.IsValid() {
			t.Errorf("ParseCountyCode(%q) = %v, %v; want the error %v", s, county, err, area.ErrCountyCode)
		}
	}
}

func TestMustParsePanics(t *testing.T) {
	for name, parse := range map[string]func(){
		"municipality": func() { area.MustParseMunicipalityCode("5") },
		"region":       func() { area.MustParseRegionCode("5") },
		"county":       func() { area.MustParseCountyCode("5") },
	} {
		func() {
			defer func() {
				if recover() == nil {
					t.Errorf("%s: no panic", name)
				}
			}()
			parse()
		}()
	}
}

func TestCompare(t *testing.T) {
	low, high := area.MustParseMunicipalityCode("005"), area.MustParseMunicipalityCode("109")
	if low.Compare(high) != -1 || high.Compare(low) != 1 || low.Compare(low) != 0 || (area.MunicipalityCode{}).Compare(low) != -1 {
		t.Error("municipality codes are not in the order of their numbers, zero first")
	}
	if area.MustParseRegionCode("05").Compare(area.MustParseRegionCode("21")) != -1 {
		t.Error("region codes are not in the order of their numbers")
	}
	if area.MustParseCountyCode("21").Compare(area.MustParseCountyCode("07")) != 1 {
		t.Error("county codes are not in the order of their numbers")
	}
}

func TestCodesInJSON(t *testing.T) {
	type document struct {
		Municipality area.MunicipalityCode            `json:"municipality"`
		Region       area.RegionCode                  `json:"region"`
		County       area.CountyCode                  `json:"county"`
		None         area.MunicipalityCode            `json:"none"`
		NoRegion     area.RegionCode                  `json:"noRegion,omitzero"`
		NoCounty     area.CountyCode                  `json:"noCounty"`
		Names        map[area.MunicipalityCode]string `json:"names"`
	}
	in := document{
		Municipality: area.MustParseMunicipalityCode("005"),
		Region:       area.MustParseRegionCode("05"),
		County:       area.MustParseCountyCode("07"),
		Names:        map[area.MunicipalityCode]string{area.MustParseMunicipalityCode("109"): "Hämeenlinna"},
	}
	text, err := json.Marshal(in)
	if err != nil {
		t.Fatal(err)
	}
	const want = `{"municipality":"005","region":"05","county":"07","none":"","noCounty":"","names":{"109":"Hämeenlinna"}}`
	if string(text) != want {
		t.Fatalf("JSON is %s, want %s", text, want)
	}
	var out document
	if err := json.Unmarshal(text, &out); err != nil {
		t.Fatal(err)
	}
	if out.Municipality != in.Municipality || out.Region != in.Region || out.County != in.County || out.None.IsValid() ||
		out.Names[area.MustParseMunicipalityCode("109")] != "Hämeenlinna" {
		t.Errorf("read back %+v", out)
	}
}

func TestUnmarshalTextKeepsTheValueOnError(t *testing.T) {
	municipality, region, county := area.MustParseMunicipalityCode("109"), area.MustParseRegionCode("05"), area.MustParseCountyCode("07")
	if err := municipality.UnmarshalText([]byte("9")); !errors.Is(err, area.ErrMunicipalityCode) || municipality.String() != "109" {
		t.Errorf("municipality: %v, %v", municipality, err)
	}
	if err := region.UnmarshalText([]byte("5")); !errors.Is(err, area.ErrRegionCode) || region.String() != "05" {
		t.Errorf("region: %v, %v", region, err)
	}
	if err := county.UnmarshalText([]byte("007")); !errors.Is(err, area.ErrCountyCode) || county.String() != "07" {
		t.Errorf("county: %v, %v", county, err)
	}
}

func FuzzParseCodes(f *testing.F) {
	for _, seed := range []string{"", "005", "05", "000", "00", "999", "1e3", "٠٠٥", "FI-06"} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, s string) {
		municipality, err := area.ParseMunicipalityCode(s)
		roundTrip(t, s, municipality, err, area.ErrMunicipalityCode)
		region, err := area.ParseRegionCode(s)
		roundTrip(t, s, region, err, area.ErrRegionCode)
		county, err := area.ParseCountyCode(s)
		roundTrip(t, s, county, err, area.ErrCountyCode)
	})
}

// roundTrip checks what parsing s has returned.
func roundTrip[C interface {
	comparable
	fmt.Stringer
	IsValid() bool
	MarshalText() ([]byte, error)
	AppendText([]byte) ([]byte, error)
}](t *testing.T, s string, code C, err, wantErr error,
) {
	if err != nil {
		if !errors.Is(err, wantErr) || code.IsValid() {
			t.Fatalf("parsing %q gives %v, %v", s, code, err)
		}
		return
	}
	text, _ := code.MarshalText()
	appended, _ := code.AppendText([]byte("#"))
	if !code.IsValid() || code.String() != s || string(text) != s || string(appended) != "#"+s {
		t.Fatalf("%q does not round-trip: %q, %q, %q", s, code.String(), text, appended)
	}
}

func BenchmarkParseMunicipalityCode(b *testing.B) {
	b.ReportAllocs()
	for b.Loop() {
		if _, err := area.ParseMunicipalityCode("109"); err != nil {
			b.Fatal(err)
		}
	}
}

func ExampleParseMunicipalityCode() {
	code, err := area.ParseMunicipalityCode("005")
	fmt.Println(code, err)

	_, err = area.ParseMunicipalityCode("5")
	fmt.Println(err)
	// Output:
	// 005 <nil>
	// area: a municipality code must be three digits from 001 to 999
}
