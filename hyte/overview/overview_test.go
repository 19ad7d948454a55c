package overview_test

import (
	"bytes"
	"encoding/json"
	"errors"
	"os"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/hytekit/hytekit/hyte"
	"github.com/hytekit/hytekit/hyte/body"
	"github.com/hytekit/hytekit/hyte/civil"
	"github.com/hytekit/hytekit/hyte/duty"
	"github.com/hytekit/hytekit/hyte/event"
	"github.com/hytekit/hytekit/hyte/folder"
	"github.com/hytekit/hytekit/hyte/overview"
	"github.com/hytekit/hytekit/hyte/plan"
)

func of(t *testing.T, f *folder.Folder, day string, bearers ...string) *overview.Overview {
	t.Helper()
	o, err := overview.Of(f, civil.MustParse(day), bearers...)
	if err != nil {
		t.Fatal(err)
	}
	return o
}

// withCall is the example call with what it has received.
func withCall(t *testing.T) *folder.Folder {
	t.Helper()
	data, err := os.ReadFile("../../examples/kanta-hame-2021/call.json")
	if err != nil {
		t.Fatal(err)
	}
	c, violations := hyte.ReadCall(data)
	if c == nil {
		t.Fatal(violations)
	}
	f := &folder.Folder{}
	f.Add(c)
	lines, err := os.ReadFile("../../examples/kanta-hame-2021/nominations.ndjson")
	if err != nil {
		t.Fatal(err)
	}
	for _, line := range bytes.Split(bytes.TrimSpace(lines), []byte("\n")) {
		r, violations := c.ReadReceived(line)
		if r == nil {
			t.Fatal(violations)
		}
		f.AddReceived(c.ID(), *r)
	}
	return f
}

func TestRequests(t *testing.T) {
	f := withCall(t)
	for day, want := range map[string]string{
		"2020-12-16": "", // the day before it opens
		"2020-12-17": "2021-01-15 0/15",
		"2021-01-15": "2021-01-15 6/15",
		"2021-01-16": "",
	} {
		got := ""
		for _, r := range of(t, f, day).Requests {
			got += r.Deadline + " " + string(rune('0'+r.Answered/10)) + string(rune('0'+r.Answered%10)) + "/15"
			if r.Answered+len(r.Missing) != r.Asked {
				t.Errorf("%s: %+v", day, r)
			}
		}
		if strings.ReplaceAll(got, " 0", " ") != want {
			t.Errorf("%s: %q, want %q", day, got, want)
		}
	}
	f.Calls[0].Call.LateNominations = hyte.LateAccept
	if o := of(t, f, "2021-06-01"); len(o.Requests) != 1 || o.Requests[0].Deadline != "" {
		t.Errorf("a standing list: %+v", o.Requests)
	}
}

func TestEvents(t *testing.T) {
	f := &folder.Folder{}
	for id, when := range map[string]event.When{
		"over":     {Date: "2023-05-29"},
		"today":    {Date: "2023-05-30"},
		"later":    {Date: "2023-06-02", From: "12:00"},
		"earlier":  {Date: "2023-06-02", From: "09:00"},
		"period":   {Period: &hyte.Term{From: "2023-05-01", To: "2023-06-30"}},
		"someday":  {Period: &hyte.Term{Label: hyte.Text{"fi": "syksyllä"}}},
		"too late": {Period: &hyte.Term{To: "2023-05-29"}},
	} {
		f.Add(&event.Event{ID: id, When: &when})
	}
	var got []string
	for _, e := range of(t, f, "2023-05-30").Events {
		got = append(got, e.ID)
	}
	if diff := cmp.Diff([]string{"period", "today", "earlier", "later", "someday"}, got); diff != "" {
		t.Error(diff)
	}
}

// TestBearers: the duties are those of counties and Helsinki of which documents speak, once
// each, unless somebody else is asked for.
func TestBearers(t *testing.T) {
	f := &folder.Folder{}
	f.Add(&event.Event{ID: "e", When: &event.When{Date: "2023-05-29"}, Duties: []event.Duty{{Duty: event.NegotiationYearly, Bearer: "municipality:091"}}})
	f.Add(&body.Body{ID: "b", Host: "wellbeing-county:07", ResponsibleFor: []string{"municipality:109", "county:09"}})
	f.Add(&plan.Plan{ID: "p", Kind: plan.WellbeingPlan, Parties: []plan.Party{{Organization: "county:07"}, {Organization: "regional-council:hame"}}})
	f.Add(&plan.Plan{ID: "q", Kind: plan.Agreement, Parties: []plan.Party{{Organization: "county:05"}, {Organization: "county:99"}}})
	ids := func(o *overview.Overview) (ids []string) {
		for _, r := range o.Duties {
			ids = append(ids, r.Bearer)
		}
		return ids
	}
	if diff := cmp.Diff([]string{"county:07", "county:09", "municipality:091"}, ids(of(t, f, "2023-05-30"))); diff != "" {
		t.Error(diff)
	}
	if diff := cmp.Diff([]string{"municipality:109"}, ids(of(t, f, "2023-05-30", "municipality:109"))); diff != "" {
		t.Error(diff)
	}
	if _, err := overview.Of(f, civil.MustParse("2023-05-30"), "county:99"); !errors.Is(err, duty.ErrBearer) {
		t.Error(err)
	}
}

func TestBodiesAndPlans(t *testing.T) {
	f := &folder.Folder{}
	f.Add(&body.Body{ID: "over", Active: &hyte.Term{To: "2022-12-31"}})
	f.Add(&body.Body{ID: "works"})
	f.Add(&plan.Plan{ID: "sound", Kind: plan.Programme})
	f.Add(&plan.Plan{ID: "old", Kind: plan.Programme, Period: &hyte.Term{To: "2022-12-31"}})
	o := of(t, f, "2023-05-30")
	if len(o.Bodies) != 1 || o.Bodies[0].Body != "works" {
		t.Errorf("%+v", o.Bodies)
	}
	if len(o.Plans) != 2 || len(o.Plans[0].Gaps) != 0 || len(o.Plans[1].Gaps) != 1 || o.Plans[1].Plan() != f.Plans[1] {
		t.Errorf("%+v", o.Plans)
	}
}

// TestNoContacts: an overview has names, but nobody's address.
func TestNoContacts(t *testing.T) {
	f := withCall(t)
	f.Add(&body.Body{ID: "b", Memberships: []body.Membership{{
		ID: "m", Role: body.RoleMember,
		Person: &hyte.Person{GivenName: "Aino", FamilyName: "Esimerkki", Email: "secret@example.fi", Telephone: "+358401234567", ContactVisibility: hyte.VisibleToPublic},
	}}})
	text, err := json.Marshal(of(t, f, "2021-01-15"))
	if err != nil {
		t.Fatal(err)
	}
	if !strings.Contains(string(text), "Aino") || strings.Contains(string(text), "@") || strings.Contains(string(text), "401234567") {
		t.Errorf("%s", text)
	}
}

// TestEmpty: nothing is an empty list, not null.
func TestEmpty(t *testing.T) {
	text, err := json.Marshal(of(t, &folder.Folder{}, "2023-05-30"))
	if err != nil {
		t.Fatal(err)
	}
	if string(text) != `{"at":"2023-05-30","requests":[],"events":[],"bodies":[],"duties":[],"plans":[]}` {
		t.Errorf("%s", text)
	}
}
