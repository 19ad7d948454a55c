package area

import (
	"cmp"
	"strings"
)

// CompareNames compares m and n by their names, as an alphabetical list for
// readers of the language has them: less than 0 when m comes first, more than 0
// when n does. In "sv" Swedish names are compared by the Swedish order, and in
// everything else, "en" too, Finnish names by the Finnish one: å, ä and ö follow
// z. lang is a BCP 47 language tag. Municipalities of one name follow their
// codes, so the result is 0 only for one municipality. The zero value comes
// first.
func (m Municipality) CompareNames(n Municipality, lang string) int {
	a, b := m.row(), n.row()
	byName := cmp.Compare(a.fiPlace, b.fiPlace)
	if primary, _, _ := strings.Cut(lang, "-"); strings.EqualFold(primary, "sv") {
		byName = cmp.Compare(a.svPlace, b.svPlace)
	}
	return cmp.Or(byName, cmp.Compare(a.code, b.code))
}
