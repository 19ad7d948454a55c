package subject_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/hytekit/hytekit/forms/intake/subject"
)

const document = `{"nominator":"municipality:109","representatives":[
 {"person":{"givenName":"A\u0308iti","familyName":" Esimerkki","email":"AITI@example.fi"}},
 {"person":{"givenName":"Onni","familyName":"Malli","email":"onni@example.fi"},"deputy":{"givenName":"Äiti","familyName":"esimerkki"},"motivation":"Onni Malli tuntee alan."}],
 "a/b":{"name":"x","email":"Äiti@example.fi"},"submitter":{"givenName":"Väinö","familyName":"Näyte","email":"vaino@example.fi"}}`

func TestFind(t *testing.T) {
	for name, test := range map[string]struct {
		person subject.Person
		want   string
	}{
		"by address":    {subject.Person{Email: "aiti@example.fi"}, "/representatives/0/person!"},
		"by name":       {subject.Person{GivenName: "äiti", FamilyName: "Esimerkki"}, "/representatives/0/person! /representatives/1/deputy!"},
		"mentioned":     {subject.Person{GivenName: "Onni", FamilyName: "Malli"}, "/representatives/1/motivation /representatives/1/person!"},
		"place escaped": {subject.Person{Email: "Äiti@example.fi"}, "/a~1b!"},
		"half a name":   {subject.Person{GivenName: "Onni"}, ""},
		"nobody":        {subject.Person{}, ""},
		"someone else":  {subject.Person{Email: "other@example.fi", GivenName: "Onni", FamilyName: "Mallinen"}, ""},
	} {
		found, err := subject.Find([]byte(document), test.person)
		if err != nil {
			t.Fatal(err)
		}
		var got []string
		for _, m := range found {
			mark := ""
			if m.Part != nil {
				mark = "!"
			}
			if m.Part != nil && strings.Contains(string(m.Part), "Väinö") {
				t.Errorf("%s: the part tells of another: %s", name, m.Part)
			}
			got = append(got, m.Location+mark)
		}
		if strings.Join(got, " ") != test.want {
			t.Errorf("%s: %q, want %q", name, got, test.want)
		}
	}
	if _, err := subject.Find([]byte(`{"givenName":"Onni`), subject.Person{Email: "a@example.fi"}); err == nil || strings.Contains(err.Error(), "Onni") {
		t.Errorf("error %v, want one without a part of the document", err)
	}
}

func ExampleFind() {
	found, _ := subject.Find([]byte(`{"person":{"givenName":"Aino","familyName":"Esimerkki","email":"aino@example.fi"}}`), subject.Person{Email: "aino@example.fi"})
	for _, m := range found {
		fmt.Println(m.Location, string(m.Part))
	}
	// Output:
	// /person {"email":"aino@example.fi","familyName":"Esimerkki","givenName":"Aino"}
}
