package hyte_test

import (
	"encoding/json"
	"strings"
	"testing"

	"github.com/hytekit/hytekit/hyte"
)

func TestRosterWithoutSecrets(t *testing.T) {
	secret := func() *hyte.Person {
		return &hyte.Person{GivenName: "Aino", FamilyName: "Esimerkki", Email: "salainen@example.fi", Telephone: "+358409999999", ContactVisibility: hyte.VisibleToNobody}
	}
	open := func() *hyte.Person {
		return &hyte.Person{GivenName: "Onni", FamilyName: "Mallikas", Email: "avoin@example.fi", Telephone: "+358401111111"}
	}
	answer := func() hyte.Answer {
		return hyte.Answer{Nomination: &hyte.Nomination{Representatives: []hyte.Representative{
			{Person: secret(), Deputy: open()}, {Person: open(), Deputy: secret()}, {Person: secret()}, {},
		}}}
	}
	counted := answer()
	roster := &hyte.Roster{
		Nominators: []hyte.Entry{{Counted: &counted, Others: []hyte.Answer{answer()}}, {}},
		Unlisted:   []hyte.Answer{answer(), {}},
	}
	written := func(r *hyte.Roster) string {
		text, err := json.Marshal(r)
		if err != nil {
			t.Fatal(err)
		}
		return string(text)
	}
	before := written(roster)
	shown := written(roster.WithoutSecrets())
	for what, want := range map[string]int{"salainen@example.fi": 0, "+358409999999": 0, "avoin@example.fi": 6, "+358401111111": 6, "Aino": 9} {
		if got := strings.Count(shown, what); got != want {
			t.Errorf("%q is there %d times, want %d", what, got, want)
		}
	}
	if after := written(roster); after != before {
		t.Errorf("the roster has changed:\n%s", after)
	}
}
