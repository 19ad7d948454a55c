package document

import (
	"reflect"
	"slices"

	"github.com/hytekit/hytekit/hyte/constraint"
)

// Naming is the clause of [Names].
type Naming struct {
	Names []string
	// find is Naming.unknown: a program without such a rule, such as the form in a browser,
	// does not contain it.
	find func(Naming, reflect.Value) []Finding
}

// Names says that a map has no name but these. What is broken tells in params.other which
// of them is the nearest to the one that is there.
func Names(names ...string) Clause { return Naming{names, Naming.unknown} }

func (Naming) asksInquiry() bool { return false }

// Params are those of a violation at a name that is none of them.
func (n Naming) Params(name string) constraint.Params {
	nearest, least := "", 0
	for _, known := range n.Names {
		if d := distance(name, known); nearest == "" || d < least {
			nearest, least = known, d
		}
	}
	return constraint.Params{Other: nearest}
}

// distance is how many characters must be added, removed or exchanged to make one text
// of the other (Levenshtein). Of a long text only the beginning counts.
func distance(a, b string) int {
	const most = 100
	from, to := []rune(a[:min(len(a), most)]), []rune(b[:min(len(b), most)])
	row := make([]int, len(to)+1)
	for j := range row {
		row[j] = j
	}
	for i, x := range from {
		diagonal := row[0]
		row[0] = i + 1
		for j, y := range to {
			exchanged := diagonal
			if x != y {
				exchanged++
			}
			diagonal = row[j+1]
			row[j+1] = min(exchanged, row[j]+1, diagonal+1)
		}
	}
	return row[len(to)]
}

// unknown are the names of a map that are none of them, in their order, as places within it.
func (n Naming) unknown(v reflect.Value) (found []Finding) {
	var unknown []string
	for _, name := range v.MapKeys() {
		if !slices.Contains(n.Names, name.String()) {
			unknown = append(unknown, name.String())
		}
	}
	slices.Sort(unknown)
	for _, name := range unknown {
		found = append(found, Finding{At: constraint.Pointer(name), Params: n.Params(name)})
	}
	return found
}
