package popolo_test

import (
	"bytes"
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/hytekit/hytekit/hyte"
	"github.com/hytekit/hytekit/hyte/body"
	"github.com/hytekit/hytekit/hyte/civil"
	"github.com/hytekit/hytekit/hyte/popolo"
	"github.com/hytekit/hytekit/internal/golden"
	"github.com/santhosh-tekuri/jsonschema/v6"
)

// council is the body of the example.
func council(t testing.TB) *body.Body {
	t.Helper()
	data, err := os.ReadFile("../../examples/disability-council-2022/body.json")
	if err != nil {
		t.Fatal(err)
	}
	b, violations := body.Decode(data)
	if b == nil {
		t.Fatal(violations)
	}
	return b
}

func export(bodies ...*body.Body) *popolo.Document {
	return popolo.Export(bodies, civil.MustParse("2023-06-01"), "fi")
}

func TestExport(t *testing.T) {
	golden.CompareJSON(t, "testdata/disability-council-2022.json", export(council(t)))
}

// TestFitsSchemas: each object is what the schema of its class wants.
func TestFitsSchemas(t *testing.T) {
	full := council(t)
	full.Active = &hyte.Term{From: "2022-11-29", To: "2025-05-31"}
	m := &full.Memberships[0]
	m.Person.Email, m.Person.Telephone, m.Person.ContactVisibility = "aino@example.fi", "+358401234567", hyte.VisibleToPublic
	m.Decision.URL = "https://esimerkki.example.fi/cgi/DREQUEST.PHP?id=1-2"
	empty := &body.Body{ID: "tyhja", Name: hyte.Text{"sv": "Tom"}, Kind: hyte.BodyNetwork}
	document := export(full, empty)
	if len(document.Persons[0].ContactDetails) != 2 || len(document.Memberships[0].Sources) != 1 {
		t.Errorf("%+v %+v", document.Persons[0], document.Memberships[0])
	}
	schemas := popoloSchemas(t)
	text, err := json.Marshal(document)
	if err != nil {
		t.Fatal(err)
	}
	var classes map[string][]any
	if err := json.Unmarshal(text, &classes); err != nil {
		t.Fatal(err)
	}
	for class, schema := range map[string]string{
		"persons": "person", "organizations": "organization", "posts": "post", "memberships": "membership",
	} {
		if len(classes[class]) == 0 {
			t.Errorf("no %s", class)
		}
		for _, object := range classes[class] {
			if err := schemas[schema].Validate(object); err != nil {
				t.Errorf("%v\n%v", object, err)
			}
		}
	}
	// The schemas notice what is wrong.
	for schema, wrong := range map[string]string{
		"person":       `{"contact_details":[{"type":"email"}]}`,
		"organization": `{"founding_date":"29.11.2022"}`,
		"post":         `{"label":1}`,
		"membership":   `{"start_date":"29.11.2022"}`,
	} {
		var object any
		if err := json.Unmarshal([]byte(wrong), &object); err != nil {
			t.Fatal(err)
		}
		if schemas[schema].Validate(object) == nil {
			t.Errorf("%s: %s is valid", schema, wrong)
		}
	}
}

// popoloSchemas are the schemas of Popolo. They are of draft 3, which no library for Go
// reads: what differs, where a member says that it is required, is written as in draft 4.
func popoloSchemas(t *testing.T) map[string]*jsonschema.Schema {
	t.Helper()
	files, err := filepath.Glob("testdata/schemas/*.json")
	if err != nil || len(files) == 0 {
		t.Fatal(files, err)
	}
	c := jsonschema.NewCompiler()
	ids := map[string]string{}
	for _, file := range files {
		data, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		read, err := jsonschema.UnmarshalJSON(bytes.NewReader(data))
		if err != nil {
			t.Fatal(err)
		}
		schema := read.(map[string]any)
		ids[strings.TrimSuffix(filepath.Base(file), ".json")] = schema["id"].(string)
		inDraft4(schema)
		if err := c.AddResource(strings.TrimSuffix(schema["id"].(string), "#"), schema); err != nil {
			t.Fatal(err)
		}
	}
	compiled := map[string]*jsonschema.Schema{}
	for name, id := range ids {
		if compiled[name], err = c.Compile(id); err != nil {
			t.Fatal(err)
		}
	}
	return compiled
}

func inDraft4(schema map[string]any) {
	if _, ok := schema["$schema"]; ok {
		schema["$schema"] = "http://json-schema.org/draft-04/schema#"
	}
	properties, _ := schema["properties"].(map[string]any)
	var required []any
	for name, property := range properties {
		p := property.(map[string]any)
		if p["required"] == true {
			required = append(required, name)
		}
		delete(p, "required")
		inDraft4(p)
	}
	if len(required) > 0 {
		schema["required"] = required
	}
	if items, ok := schema["items"].(map[string]any); ok {
		inDraft4(items)
	}
}

// TestRefersInside: every id that is named is there, and once.
func TestRefersInside(t *testing.T) {
	other := council(t)
	other.ID = "toinen"
	d := export(council(t), other)
	ids := map[string]int{}
	for _, p := range d.Persons {
		ids["person "+p.ID]++
	}
	for _, o := range d.Organizations {
		ids["organization "+o.ID]++
	}
	for _, p := range d.Posts {
		ids["post "+p.ID]++
	}
	for _, m := range d.Memberships {
		ids["membership "+m.ID]++
	}
	for id, n := range ids {
		if n != 1 {
			t.Errorf("%s: %d times", id, n)
		}
	}
	named := func(kind, id string) {
		if id != "" && ids[kind+" "+id] == 0 {
			t.Errorf("there is no %s %s", kind, id)
		}
	}
	for _, o := range d.Organizations {
		named("organization", o.ParentID)
	}
	for _, p := range d.Posts {
		named("organization", p.OrganizationID)
	}
	for _, m := range d.Memberships {
		named("person", m.PersonID)
		named("post", m.PostID)
		named("organization", m.OrganizationID)
		named("organization", m.OnBehalfOfID)
	}
}

// TestContactsStay: only public contacts are in the document, whoever else may see them.
func TestContactsStay(t *testing.T) {
	for _, v := range []hyte.Visibility{"", hyte.VisibleToNobody, hyte.VisibleToOrganizer, hyte.VisibleToMembers} {
		b := council(t)
		for i := range b.Memberships {
			p := b.Memberships[i].Person
			p.Email, p.Telephone, p.ContactVisibility = "secret@example.fi", "+358401234567", v
		}
		text, err := json.Marshal(export(b))
		if err != nil {
			t.Fatal(err)
		}
		if strings.Contains(string(text), "secret@") || strings.Contains(string(text), "4012345") {
			t.Errorf("%q: %s", v, text)
		}
	}
}

// TestPersons: who comes back is the same person, unless there was a namesake; what never
// was is left out.
func TestPersons(t *testing.T) {
	member := func(id, name, of, from, to string) body.Membership {
		return body.Membership{
			ID: id, Person: &hyte.Person{GivenName: name, FamilyName: "Esimerkki"}, Role: body.RoleMember, OnBehalfOf: of, From: from, To: to,
		}
	}
	b := council(t)
	b.Seats = nil
	b.Memberships = []body.Membership{
		member("again", " AINO", "municipality:543", "2024-01-01", ""),
		member("first", "Aino", "municipality:543", "2022-01-01", "2023-12-31"),
		member("namesake", "Aino", "municipality:543", "2023-06-01", "2023-12-31"),
		member("back", "Helmi", "municipality:543", "2024-01-01", ""),
		member("before", "Helmi", "municipality:543", "2022-01-01", "2023-12-31"),
		member("elsewhere", "Aino", "municipality:858", "2024-01-01", ""),
		member("never", "Onni", "municipality:858", "2024-01-01", ""),
	}
	b.Memberships[len(b.Memberships)-1].Void = hyte.Text{"fi": "Virhe"}
	var got []string
	for _, m := range export(b).Memberships {
		got = append(got, fmt.Sprintf("%s %s %s–%s", m.ID, m.PersonID, m.StartDate, m.EndDate))
	}
	want := []string{
		"keusote-vammaisneuvosto/again keusote-vammaisneuvosto/again 2024-01-01–",
		"keusote-vammaisneuvosto/first keusote-vammaisneuvosto/first 2022-01-01–2023-12-31",
		"keusote-vammaisneuvosto/namesake keusote-vammaisneuvosto/namesake 2023-06-01–2023-12-31",
		"keusote-vammaisneuvosto/back keusote-vammaisneuvosto/before 2024-01-01–",
		"keusote-vammaisneuvosto/before keusote-vammaisneuvosto/before 2022-01-01–2023-12-31",
		"keusote-vammaisneuvosto/elsewhere keusote-vammaisneuvosto/elsewhere 2024-01-01–",
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
}

func ExampleExport() {
	d := popolo.Export([]*body.Body{{
		ID: "neuvosto", Name: hyte.Text{"fi": "Neuvosto"}, Kind: hyte.BodyOther,
		Memberships: []body.Membership{{
			ID: "m1", Person: &hyte.Person{GivenName: "Aino", FamilyName: "Esimerkki"}, Role: body.RoleMember,
			OnBehalfOf: "municipality:543", From: "2022-11-29",
		}},
	}}, civil.MustParse("2023-06-01"), "fi")
	m := d.Memberships[0]
	fmt.Println(d.Persons[0].Name, m.OnBehalfOfID, m.StartDate)
	// Output: Aino Esimerkki municipality:543 2022-11-29
}
