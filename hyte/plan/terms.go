package plan

import (
	"slices"

	"github.com/hytekit/hytekit/hyte"
	"github.com/hytekit/hytekit/hyte/civil"
)

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

// TermOn is the term of office that councils have on a day, and its last day, which is the
// zero date of the last term that is known. ok is false before the first one.
func TermOn(council hyte.Council, on civil.Date) (term CouncilTerm, last civil.Date, ok bool) {
	terms := councilTerms[council]
	i, begins := slices.BinarySearch(terms, on.String())
	if !begins {
		i--
	}
	if i < 0 {
		return CouncilTerm{}, civil.Date{}, false
	}
	if i+1 < len(terms) {
		last = civil.MustParse(terms[i+1]).AddDays(-1)
	}
	return CouncilTerm{Follows: council, From: terms[i]}, last, true
}
