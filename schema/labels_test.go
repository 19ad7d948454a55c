package schema_test

import (
	"encoding/json"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	formtexts "github.com/hytekit/hytekit/forms/kinds/texts"
	"github.com/hytekit/hytekit/hyte"
	"github.com/hytekit/hytekit/internal/firstkind"
	"github.com/hytekit/hytekit/schema"
)

// object is what labels are about in a schema.
type object struct {
	Title, Description string
	Type               string
	Properties         map[string]struct{ Title, Description string }
	Defs               map[string]object `json:"$defs"`
}

func objects(t *testing.T, inquiry schema.Inquiry, name string) map[string]object {
	t.Helper()
	text, err := schema.ForInquiry(inquiry, name)
	if err != nil {
		t.Fatal(err)
	}
	var root object
	if err := json.Unmarshal(text, &root); err != nil {
		t.Fatal(err)
	}
	all := map[string]object{typeOf(name).Name(): root}
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
		place := strings.TrimSuffix(object+"."+property, ".")
		for _, key := range []string{"title." + place, "about." + place, "title." + property} {
			used[key] = true
		}
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
	lookAll := func(inquiry schema.Inquiry, name string) {
		for object, o := range objects(t, inquiry, name) {
			look(object, "")
			for property := range o.Properties {
				look(object, property)
			}
		}
	}
	for _, name := range kindsOfInquiry() {
		lookAll(firstkind.Inquiry(t), name)
	}
	for _, kind := range eventInquiry(t).Responses() {
		lookAll(eventInquiry(t), kind.Name())
	}
	finnish := schema.OwnLabels("fi").Keys()
	for _, key := range slices.Concat(finnish, schema.FormKeys()) {
		if !used[key] && key != "language" && !strings.HasPrefix(key, "option.") {
			t.Errorf("the label %s is not used", key)
		}
	}
	for _, language := range []string{"sv", "en"} {
		if diff := cmp.Diff(finnish, schema.OwnLabels(language).Keys()); diff != "" {
			t.Errorf("fi and %s have other keys:\n%s", language, diff)
		}
	}
	if title, about := schema.DefaultLabels("Person", "givenName", "de"); title+about != "" {
		t.Errorf("German: %q, %q", title, about)
	}
}

// TestLabelsAreThoseOfTheForm: a field has one name, wherever it is read.
func TestLabelsAreThoseOfTheForm(t *testing.T) {
	places := map[string][2]string{
		"label.givenName":            {"Submitter", "givenName"},
		"label.email":                {"Person", "email"},
		"label.contactVisibility":    {"Person", "contactVisibility"},
		"label.genderBalanceReason":  {typeOf(answer).Name(), "genderBalanceReason"},
		"label.decision.date":        {"Decision", "date"},
		"label.decision.caseNumber":  {"Decision", "caseNumber"},
		"part.deputy.title":          {"Representative", "deputy"},
		"part.balance.title":         {"Balance", ""},
		"part.representatives.title": {typeOf(answer).Name(), "representatives"},
	}
	for key, place := range places {
		for _, language := range []string{"fi", "sv", "en"} {
			if title, _ := schema.DefaultLabels(place[0], place[1], language); title != formtexts.For(language).Text(key) {
				t.Errorf("%v in %s: %q, on the form %q", place, language, title, formtexts.For(language).Text(key))
			}
		}
	}
}

func TestLabelsInTheCallsLanguages(t *testing.T) {
	in := func(languages ...string) *hyte.ResolvedCall {
		return firstkind.Inquiry(t, func(c *hyte.Call) { c.Languages = languages })
	}
	title := func(call *hyte.ResolvedCall, object, property string) string {
		return objects(t, call, answer)[object].Properties[property].Title
	}
	if got := title(in("sv", "fi"), "Person", "givenName"); got != "Förnamn / Etunimi" {
		t.Errorf("two languages: %q", got)
	}
	if got := title(in("en"), "Representative", "deputy"); got != "Deputy" {
		t.Errorf("one language: %q", got)
	}
	if got := title(in("sv", "en"), typeOf(answer).Name(), "$schema"); got != "Schema" {
		t.Errorf("the same word in both: %q", got)
	}
	// A language without labels is passed over; if no other is left, English
	// stands in.
	if got := title(in("se", "fi"), "Person", "familyName"); got != "Sukunimi" {
		t.Errorf("a language without labels: %q", got)
	}
	if got := title(in("se"), "Person", "familyName"); got != "Last name" {
		t.Errorf("only a language without labels: %q", got)
	}
	if got := objects(t, in("en"), answer)[typeOf(answer).Name()].Description; !strings.HasPrefix(got, "Regional health and wellbeing promotion") {
		t.Errorf("description: %q", got)
	}
}

// TestForInquiryWith gives labels of one's own.
func TestForInquiryWith(t *testing.T) {
	labels := func(object, property, language string) (string, string) {
		if object == "Person" && property == "givenName" && language == "fi" {
			return "Kutsumanimi", "Se, jota käytät."
		}
		return "", ""
	}
	text, err := schema.ForInquiryWith(firstkind.Inquiry(t), answer, schema.Options{Labels: labels})
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
	if got := v.Validate(mustMarshal(t, valid(firstkind.Inquiry(t)))); len(got) > 0 {
		t.Error(got)
	}
}
