package schema_test

import (
	"encoding/json"
	"strings"
	"testing"

	"github.com/hytekit/hytekit/hyte"
	"github.com/hytekit/hytekit/schema"
)

// object is what labels are about in a schema.
type object struct {
	Title, Description string
	Type               string
	Properties         map[string]struct{ Title, Description string }
	Defs               map[string]object `json:"$defs"`
}

func objects(t *testing.T, call *hyte.ResolvedCall, name string) map[string]object {
	t.Helper()
	text, err := schema.ForCall(call, name)
	if err != nil {
		t.Fatal(err)
	}
	var root object
	if err := json.Unmarshal(text, &root); err != nil {
		t.Fatal(err)
	}
	all := map[string]object{map[string]string{"nomination": "Nomination", "received": "Received", "roster": "Roster"}[name]: root}
	for definition, o := range root.Defs {
		if len(definition) > 0 && definition[0] >= 'A' && definition[0] <= 'Z' {
			all[definition] = o
		}
	}
	return all
}

// TestDefaultLabels makes sure that everything in the schema of a call has a
// title in every language, and that no label is left over.
func TestDefaultLabels(t *testing.T) {
	used := map[string]bool{}
	look := func(object, property string) {
		used[object+"."+property] = true
		abouts := 0
		for _, language := range []string{"fi", "sv", "en"} {
			title, about := schema.DefaultLabels(object, property, language)
			if title == "" || title != strings.TrimSpace(title) || strings.HasSuffix(title, ".") {
				t.Errorf("%s.%s in %s: title %q", object, property, language, title)
			}
			if about != "" {
				abouts++
				if !strings.HasSuffix(about, ".") {
					t.Errorf("%s.%s in %s: %q is no sentence", object, property, language, about)
				}
			}
		}
		if abouts != 0 && abouts != 3 {
			t.Errorf("%s.%s has a description in %d languages", object, property, abouts)
		}
	}
	for _, name := range []string{"nomination", "received", "roster"} {
		for object, o := range objects(t, exampleCall(t, nil), name) {
			look(object, "")
			for property := range o.Properties {
				look(object, property)
			}
		}
	}
	for _, key := range schema.LabelKeys() {
		if !used[key] {
			t.Errorf("the label of %s is not used", key)
		}
	}
	if title, about := schema.DefaultLabels("Person", "givenName", "de"); title+about != "" {
		t.Errorf("German: %q, %q", title, about)
	}
}

func TestLabelsInTheCallsLanguages(t *testing.T) {
	in := func(languages ...string) *hyte.ResolvedCall {
		return exampleCall(t, func(c *hyte.Call) { c.Languages = languages })
	}
	title := func(call *hyte.ResolvedCall, object, property string) string {
		return objects(t, call, "nomination")[object].Properties[property].Title
	}
	if got := title(in("sv", "fi"), "Person", "givenName"); got != "Förnamn / Etunimi" {
		t.Errorf("two languages: %q", got)
	}
	if got := title(in("en"), "Representative", "deputy"); got != "Deputy representative" {
		t.Errorf("one language: %q", got)
	}
	if got := title(in("sv", "en"), "Nomination", "$schema"); got != "Schema" {
		t.Errorf("the same word in both: %q", got)
	}
	// A language without labels is passed over; if no other is left, English
	// stands in.
	if got := title(in("se", "fi"), "Person", "familyName"); got != "Sukunimi" {
		t.Errorf("a language without labels: %q", got)
	}
	if got := title(in("se"), "Person", "familyName"); got != "Family name" {
		t.Errorf("only a language without labels: %q", got)
	}
	if got := objects(t, in("en"), "nomination")["Nomination"].Description; !strings.HasPrefix(got, "Regional health and wellbeing promotion") {
		t.Errorf("description: %q", got)
	}
}

// TestForCallWith gives labels of one's own.
func TestForCallWith(t *testing.T) {
	labels := func(object, property, language string) (string, string) {
		if object == "Person" && property == "givenName" && language == "fi" {
			return "Kutsumanimi", "Se, jota käytät."
		}
		return "", ""
	}
	text, err := schema.ForCallWith(exampleCall(t, nil), "nomination", labels)
	if err != nil {
		t.Fatal(err)
	}
	var root object
	if err := json.Unmarshal(text, &root); err != nil {
		t.Fatal(err)
	}
	person := root.Defs["Person"].Properties
	if got := person["givenName"]; got.Title != "Kutsumanimi" || got.Description != "Se, jota käytät." {
		t.Errorf("given: %+v", got)
	}
	if got := person["unit"]; got.Title != "" || !strings.HasPrefix(got.Description, "unit is where") {
		t.Errorf("not given: %+v", got)
	}
	v, err := schema.Compile(text)
	if err != nil {
		t.Fatal(err)
	}
	if got := v.Validate(mustMarshal(t, valid(exampleCall(t, nil)))); len(got) > 0 {
		t.Error(got)
	}
}
