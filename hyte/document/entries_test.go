package document_test

import (
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/hytekit/hytekit/hyte/constraint"
	"github.com/hytekit/hytekit/hyte/document"
)

// Where a map must hold something, that is said of the map if it is not there, and else of
// each entry.
func TestEntriesGiven(t *testing.T) {
	p := bookings.Program(tour{hungry: true})
	for name, test := range map[string]struct {
		wishes wishes
		want   string
	}{
		"no map":         {nil, "wish.missing /wishes"},
		"an empty map":   {wishes{}, "wish.missing /wishes/meal"},
		"another wish":   {wishes{"note": "x"}, "wish.missing /wishes/meal"},
		"an empty text":  {wishes{"meal": ""}, "wish.missing /wishes/meal"},
		"what is wished": {wishes{"meal": "fish"}, ""},
	} {
		b := booking{Tour: "tour", From: "south", Agreed: true, Guests: []guest{{Person: &person{Email: "x@example.fi"}}}, Wishes: test.wishes}
		var want []string
		if test.want != "" {
			want = []string{test.want}
		}
		if diff := cmp.Diff(want, short(p.Check(&b, nil))); diff != "" {
			t.Errorf("%s: -want +got\n%s", name, diff)
		}
	}
}

// A form asks what the rules say of entries.
func TestEntry(t *testing.T) {
	p := bookings.Program(tour{hungry: true})
	nothing := func(string) string { return "" }
	for place, want := range map[string]bool{"/wishes": true, "/wishes/meal": true, "/wishes/note": false, "/wish": false} {
		if got := p.Requires(place, nothing); got != want {
			t.Errorf("%s is required: %t", place, got)
		}
		if bookings.Program(tour{}).Requires(place, nothing) {
			t.Errorf("%s is required of those who are not hungry", place)
		}
	}
	if e, ok := p.Entry("/wishes/back~1on"); !ok || e.Format != "caldate" {
		t.Errorf("%+v %t", e, ok)
	}
	if e, ok := p.Entry("/wishes/other"); ok {
		t.Errorf("%+v", e)
	}
}

// Rules about entries that cannot be are found when the kind is made.
func TestEntriesThatCannotBe(t *testing.T) {
	for name, r := range map[string]document.Rule{
		"of a text":         {ID: "wish", At: "/day", Says: document.OnlyEntries(wished)},
		"of another format": {ID: "wish", At: "/wishes", Says: document.EntriesAs("caldate", wished)},
		"of no format":      {ID: "wish", At: "/wishes", Says: document.EntriesAs("day", wished)},
	} {
		kind, err := document.New("booking", "bookings", constraint.MustCompile[booking](), []document.Rule{r})
		if err != nil {
			t.Fatal(name, err)
		}
		func() {
			defer func() {
				if recover() == nil {
					t.Errorf("%s: a program was made", name)
				}
			}()
			kind.Program(tour{})
		}()
	}
}
