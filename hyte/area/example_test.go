package area_test

import (
	"errors"
	"fmt"

	"github.com/hytekit/hytekit/hyte/area"
	"github.com/hytekit/hytekit/hyte/civil"
)

func ExampleLookupMunicipality() {
	m, err := area.LookupMunicipality(area.MustParseMunicipalityCode("109"), civil.MustParse("2021-01-15"))
	if err != nil {
		fmt.Println(err)
		return
	}
	fmt.Println(m.Name("fi"), m.Name("sv"), m.Genitive(), m.Languages(), m.Region())
	// Output: Hämeenlinna Tavastehus Hämeenlinnan fi 05
}

// A municipality that merged away is an error that names the successor.
func ExampleLookupMunicipality_merged() {
	honkajoki := area.MustParseMunicipalityCode("099")
	_, err := area.LookupMunicipality(honkajoki, civil.MustParse("2021-01-15"))
	fmt.Println(err)
	if failure, ok := errors.AsType[*area.LookupError](err); ok && errors.Is(err, area.ErrMerged) {
		fmt.Println("since", failure.Merger.Date, "ask", failure.Merger.Into)
	}
	// Output:
	// area: municipality 099 on 2021-01-15: merged into municipality 214 on 2021-01-01
	// since 2021-01-01 ask 214
}

func ExampleSuccessor() {
	valtimo := area.MustParseMunicipalityCode("911")
	for _, on := range []string{"2019-12-31", "2020-01-01"} {
		m, err := area.Successor(valtimo, civil.MustParse(on))
		fmt.Println(on, m, err)
	}
	// Output:
	// 2019-12-31 911 Valtimo <nil>
	// 2020-01-01 541 Nurmes <nil>
}

// Iitti moved to the region Päijät-Häme on 1 January 2021.
func ExampleMunicipalitiesOfRegion() {
	region, err := area.RegionByName("Päijät-Häme", civil.MustParse("2021-01-01"))
	if err != nil {
		fmt.Println(err)
		return
	}
	for _, on := range []string{"2020-12-31", "2021-01-01"} {
		all, err := area.MunicipalitiesOfRegion(region.Code(), civil.MustParse(on))
		fmt.Println(on, len(all), err)
	}
	// Output:
	// 2020-12-31 9 <nil>
	// 2021-01-01 10 <nil>
}

// The data do not answer for a year that they do not cover.
func ExampleCovered() {
	first, last := area.Covered()
	fmt.Println(first, last)

	_, err := area.Municipalities(last.AddDays(1))
	fmt.Println(errors.Is(err, area.ErrAfterData))
	// Output:
	// 2019-01-01 2026-12-31
	// true
}

func ExampleLookupCounty() {
	_, err := area.LookupCounty(area.MustParseCountyCode("90"), civil.MustParse("2023-01-01"))
	fmt.Println(err)
	// Output: area: wellbeing services county 90: not a wellbeing services county; Helsinki and Åland belong to none
}
