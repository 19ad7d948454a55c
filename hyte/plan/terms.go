package plan

import "github.com/hytekit/hytekit/hyte"

// councilTerms are the first days of the terms of office. A plan serves one of them.
var councilTerms = map[hyte.Council][]string{
	hyte.CouncilMunicipality: {
		"2013-01-01", // 365/1995 s.9
		"2017-06-01", // 410/2015 s.15; prolonged by 256/2021
		"2021-08-01", // 256/2021
		"2025-06-01", // 410/2015 s.15
		"2029-06-01",
	},
	hyte.CouncilCounty: {
		"2022-03-01", // 616/2021
		"2025-06-01", // 611/2021 s.23
		"2029-06-01",
	},
}
