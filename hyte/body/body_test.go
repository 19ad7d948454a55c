package body_test

import (
	"encoding/json"
	"errors"
	"flag"
	"os"
	"path/filepath"
	"reflect"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/hytekit/hytekit/hyte"
	"github.com/hytekit/hytekit/hyte/body"
	"github.com/hytekit/hytekit/hyte/civil"
)

var update = flag.Bool("update", false, "write the golden files anew")

// council is the body of the example.
func council(t *testing.T) *body.Body {
	t.Helper()
	data, err := os.ReadFile("../../examples/disability-council-2022/body.json")
	if err != nil {
		t.Fatal(err)
	}
	b, violations := body.Decode(data)
	if len(violations) > 0 {
		t.Fatal(violations)
	}
	return b
}

func day(text string) civil.Date { return civil.MustParse(text) }

// TestSitting compares who sits with golden files that a reader can check against the
// example's README.
func TestSitting(t *testing.T) {
	b := council(t)
	for _, on := range []string{"2022-11-28", "2023-05-08", "2023-05-09", "2025-05-01", "2025-06-01"} {
		got, err := json.MarshalIndent(b.Sitting(day(on), 60), "", "  ")
		if err != nil {
			t.Fatal(err)
		}
		got = append(got, '\n')
		file := filepath.Join("testdata", "sitting-"+on+".json")
		if *update {
			if err := os.WriteFile(file, got, 0o644); err != nil {
				t.Fatal(err)
			}
		}
		want, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		if diff := cmp.Diff(string(want), string(got)); diff != "" {
			t.Errorf("%s: -want +got\n%s", file, diff)
		}
	}
}

// TestSittingTellsNoContacts: who sits is public, how to reach them is not.
func TestSittingTellsNoContacts(t *testing.T) {
	b := council(t)
	for i := range b.Memberships {
		p := b.Memberships[i].Person
		p.Email, p.Telephone = "secret@example.fi", "+358401234567"
	}
	text, err := json.Marshal(b.Sitting(day("2023-06-01"), 0))
	if err != nil {
		t.Fatal(err)
	}
	if strings.Contains(string(text), "secret@") || strings.Contains(string(text), "4012345") {
		t.Errorf("%s", text)
	}
}

func pool(t *testing.T) *body.Body {
	t.Helper()
	b := council(t)
	b.Deputies = body.DeputiesPool
	b.Memberships = nil
	return b
}

func person(given, family string) *hyte.Person {
	return &hyte.Person{GivenName: given, FamilyName: family}
}

func TestPoolIsInOrder(t *testing.T) {
	b, err := pool(t).Appoint(body.Appointment{
		Seat: "councils", OnBehalfOf: "municipality:543", From: day("2022-11-29"),
		Representatives: []hyte.Representative{{Person: person("Aino", "Esimerkki")}},
		Deputies:        []hyte.Person{*person("Onni", "Toinen"), *person("Helmi", "Ensimmäinen")},
	})
	if err != nil {
		t.Fatal(err)
	}
	var names []string
	for _, d := range b.Sitting(day("2023-01-01"), 0).Pool {
		names = append(names, d.Name)
	}
	if diff := cmp.Diff([]string{"Onni Toinen", "Helmi Ensimmäinen"}, names); diff != "" {
		t.Error(diff)
	}
}

// replacement is the answer of 2023: one stays, one is new.
func replacement() body.Appointment {
	return body.Appointment{
		Seat: "councils", OnBehalfOf: "municipality:858", From: day("2023-09-01"),
		Representatives: []hyte.Representative{
			{Person: person("Uusi", "Jäsen"), Deputy: person("Uuden", "Varajäsen")},
			{Person: person(" eetu", "ESIMERKKI")},
		},
		Decision: &hyte.Handling{Organization: "county:02", Body: "Aluehallitus", Date: "2023-08-29"},
		Source:   &body.Source{Call: "councils-2023", Document: "r-1"},
	}
}

func TestAppoint(t *testing.T) {
	before := council(t)
	kept := council(t)
	after, err := before.Appoint(replacement())
	if err != nil {
		t.Fatal(err)
	}
	if !reflect.DeepEqual(before, kept) {
		t.Error("the body before has changed")
	}
	if v := body.Kind().Alone().Check(after, nil); len(v) > 0 {
		t.Errorf("the body after breaks rules: %v", v)
	}
	if v := after.Since(before); len(v) > 0 {
		t.Errorf("something was lost: %v", v)
	}
	s := after.Sitting(day("2023-09-01"), 0)
	var sits []string
	for _, p := range s.Places {
		if p.OnBehalfOf == "municipality:858" {
			line := p.Member.Name + " from " + p.Member.From
			if p.Deputy != nil {
				line += ", " + p.Deputy.Name
			}
			sits = append(sits, line)
		}
	}
	if diff := cmp.Diff([]string{"Eetu Esimerkki from 2022-11-29", "Uusi Jäsen from 2023-09-01, Uuden Varajäsen"}, sits); diff != "" {
		t.Error(diff)
	}
	again, err := after.Appoint(replacement())
	if err != nil || !reflect.DeepEqual(after, again) {
		t.Errorf("the same appointment again changes something: %v\n%s", err, cmp.Diff(after, again))
	}
}

// TestAppointNamesakes: two people of one name sit in two places, and stay there.
func TestAppointNamesakes(t *testing.T) {
	a := replacement()
	a.Representatives = []hyte.Representative{{Person: person("Aino", "Esimerkki")}, {Person: person("Aino", "Esimerkki")}}
	after, err := council(t).Appoint(a)
	if err != nil {
		t.Fatal(err)
	}
	a.From = a.From.AddDays(30)
	if again, err := after.Appoint(a); err != nil || !reflect.DeepEqual(after, again) {
		t.Errorf("%v\n%s", err, cmp.Diff(after, again))
	}
}

func TestAppointEndsWhoIsNotNamed(t *testing.T) {
	a := replacement()
	a.Representatives = a.Representatives[:1]
	after, err := council(t).Appoint(a)
	if err != nil {
		t.Fatal(err)
	}
	for _, m := range after.Memberships {
		if m.ID == "tuusula-1" && (m.To != "2023-08-31" || m.Ended.Reason != body.EndReplaced || m.Ended.Decision != a.Decision) {
			t.Errorf("%+v", m)
		}
	}
	if got := after.Sitting(day("2023-09-01"), 0); got.Places[len(got.Places)-2].Member.Name != "Uusi Jäsen" {
		t.Errorf("the new member does not have the lowest free place: %+v", got.Places)
	}
}

func TestAppointRefuses(t *testing.T) {
	for name, c := range map[string]struct {
		change func(*body.Appointment)
		want   error
	}{
		"no such seat":          {func(a *body.Appointment) { a.Seat = "x" }, body.ErrSeat},
		"no day":                {func(a *body.Appointment) { a.From = civil.Date{} }, body.ErrSeat},
		"one who has not begun": {func(a *body.Appointment) { a.From, a.Representatives = day("2022-11-29"), nil }, body.ErrNotBegun},
	} {
		a := replacement()
		c.change(&a)
		if _, err := council(t).Appoint(a); !errors.Is(err, c.want) {
			t.Errorf("%s: %v", name, err)
		}
	}
}

func TestSince(t *testing.T) {
	for name, c := range map[string]struct {
		change func(*body.Body)
		want   string
	}{
		"nothing": {func(*body.Body) {}, ""},
		"an end is added": {func(b *body.Body) {
			b.Memberships[0].To, b.Memberships[0].Ended = "2024-01-01", &body.Ended{Reason: body.EndResigned}
		}, ""},
		"a slip is marked":    {func(b *body.Body) { b.Memberships[0].Void = hyte.Text{"fi": "Virhe"} }, ""},
		"one more":            {func(b *body.Body) { b.Memberships = append(b.Memberships, body.Membership{ID: "new"}) }, ""},
		"another order":       {func(b *body.Body) { b.Memberships[0], b.Memberships[1] = b.Memberships[1], b.Memberships[0] }, ""},
		"one is gone":         {func(b *body.Body) { b.Memberships = b.Memberships[1:] }, "membership.lost /memberships /memberships/0"},
		"another person":      {func(b *body.Body) { b.Memberships[2].Person.FamilyName = "Toinen" }, "membership.rewritten /memberships/2/person /memberships/2/person"},
		"another last day":    {func(b *body.Body) { b.Memberships[1].To = "2023-05-07" }, "membership.rewritten /memberships/1/to /memberships/1/to"},
		"a decision is taken": {func(b *body.Body) { b.Memberships[0].Decision = nil }, "membership.rewritten /memberships/0/decision /memberships/0/decision"},
	} {
		later := council(t)
		c.change(later)
		var got []string
		for _, v := range later.Since(council(t)) {
			got = append(got, string(v.Rule)+" "+v.Location+" "+v.Params.Other)
		}
		if strings.Join(got, "; ") != c.want {
			t.Errorf("%s: %v", name, got)
		}
	}
}

// TestSittingOfNobody: members on nobody's behalf all sit, whatever they have in common.
func TestSittingOfNobody(t *testing.T) {
	b := council(t)
	b.Seats, b.Memberships = nil, nil
	for _, m := range []body.Membership{
		{ID: "first", Role: body.RoleMember},
		{ID: "second", Role: body.RoleMember},
		{ID: "deputy", Role: body.RoleDeputy},
		{ID: "third", Role: body.RoleMember, Place: 3},
		{ID: "deputy-of-third", Role: body.RoleDeputy, Place: 3},
	} {
		m.Person = person(m.ID, "Esimerkki")
		b.Memberships = append(b.Memberships, m)
	}
	if v := body.Kind().Alone().Check(b, nil); len(v) > 0 {
		t.Fatal(v)
	}
	var sits []string
	for _, p := range b.Sitting(day("2023-06-01"), 0).Places {
		line := ""
		if p.Member != nil {
			line = p.Member.Membership
		}
		if p.Deputy != nil {
			line += "/" + p.Deputy.Membership
		}
		sits = append(sits, line)
	}
	if diff := cmp.Diff([]string{"first", "second", "/deputy", "third/deputy-of-third"}, sits); diff != "" {
		t.Error(diff)
	}
	b.Memberships[1].Place = 3
	if v := body.Kind().Alone().Check(b, nil); len(v) != 1 || v[0].Rule != body.RulePlaceTaken {
		t.Errorf("two have the same place: %v", v)
	}
}
