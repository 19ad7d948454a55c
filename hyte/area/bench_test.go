package area_test

import (
	"testing"

	"github.com/hytekit/hytekit/hyte/area"
	"github.com/hytekit/hytekit/hyte/civil"
)

var (
	hameenlinna = area.MustParseMunicipalityCode("109")
	valtimo     = area.MustParseMunicipalityCode("911")
	kantaHame   = area.MustParseRegionCode("05")
	county07    = area.MustParseCountyCode("07")
	on2023      = civil.MustParse("2023-01-01")
)

// lookups are the lookups by code and date, or by name, of one area.
var lookups = map[string]func() error{
	"Municipality": func() error { _, err := area.LookupMunicipality(hameenlinna, on2023); return err },
	"Region":       func() error { _, err := area.LookupRegion(kantaHame, on2023); return err },
	"County":       func() error { _, err := area.LookupCounty(county07, on2023); return err },
	"Successor":    func() error { _, err := area.Successor(valtimo, on2023); return err },
	"ByName":       func() error { _, err := area.MunicipalityByName("Äänekoski", on2023); return err },
}

func TestLookupsDoNotAllocate(t *testing.T) {
	for name, lookup := range lookups {
		n := testing.AllocsPerRun(100, func() {
			if err := lookup(); err != nil {
				t.Fatal(err)
			}
		})
		if n != 0 {
			t.Errorf("%s: %v allocations, want none", name, n)
		}
	}
}

func BenchmarkLookup(b *testing.B) {
	for name, lookup := range lookups {
		b.Run(name, func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				if err := lookup(); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}

func BenchmarkMunicipalitiesOfRegion(b *testing.B) {
	b.ReportAllocs()
	for b.Loop() {
		if _, err := area.MunicipalitiesOfRegion(kantaHame, on2023); err != nil {
			b.Fatal(err)
		}
	}
}
