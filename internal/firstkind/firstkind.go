// Package firstkind hands tests of the engines an inquiry with right answers to it, of
// the first kinds on the lists: the call of the examples and its nominations. The tests
// speak of documents, and only this package knows what these are called.
package firstkind

import (
	"bytes"
	"encoding/json"
	"net/url"
	"os"
	"path/filepath"
	"testing"

	"github.com/hytekit/hytekit/forms"
	"github.com/hytekit/hytekit/forms/nomination"
	"github.com/hytekit/hytekit/hyte"
	"github.com/hytekit/hytekit/hyte/area"
	"github.com/hytekit/hytekit/hyte/civil"
	"github.com/hytekit/hytekit/hyte/document"
)

const (
	// ID names the inquiry.
	ID = "kanta-hame-hyte-2021"
	// Path is where the API takes answers to it.
	Path = "/api/v1/calls/" + ID + "/" + Plural
	// Plural is the word of addresses for several answers.
	Plural = "nominations"
	// Sender is one of those who are asked.
	Sender = "municipality:109"
	// SenderName is the member of an answer that says who sends it.
	SenderName = "nominator"
	// SenderAt is its place.
	SenderAt = "/" + SenderName
	// NotAsked is the rule that the answer of somebody else breaks.
	NotAsked = hyte.RuleNominatorUnknown
)

// Answer is an answer as a Go value.
type Answer = hyte.Nomination

// Late says what becomes of answers after the deadline.
type Late = hyte.LateNominations

// Kind is the kind of the answers.
func Kind() *document.Kind { return hyte.NominationKind() }

// Text is the inquiry as its organizer has written it.
func Text(t testing.TB) []byte {
	t.Helper()
	return read(t, "call.json")
}

// Inquiry is the inquiry after the changes.
func Inquiry(t testing.TB, changes ...func(*hyte.Call)) *hyte.ResolvedCall {
	t.Helper()
	call, violations := hyte.DecodeCall(Text(t))
	if len(violations) > 0 {
		t.Fatal(violations)
	}
	for _, change := range changes {
		change(call)
	}
	resolved, violations := call.Resolve()
	if resolved == nil {
		t.Fatal(violations)
	}
	return resolved
}

// LateAnswers is a change of the inquiry.
func LateAnswers(mode Late) func(*hyte.Call) {
	return func(c *hyte.Call) { c.LateNominations = mode }
}

// Asks lets the first seat of the inquiry ask the municipalities of these codes.
func Asks(codes []string) func(*hyte.Call) {
	return func(c *hyte.Call) {
		c.Seats[0].Nominators = &hyte.Nominators{Kind: hyte.NominatorMunicipality, Municipalities: codes}
	}
}

// AsksEverywhere lets the inquiry ask all 308 municipalities of January 2025, and no one
// else. Pertunmaa had just become a part of Mäntyharju.
func AsksEverywhere(t testing.TB) func(*hyte.Call) {
	t.Helper()
	all, err := area.Municipalities(civil.MustParse("2025-01-15"))
	if err != nil {
		t.Fatal(err)
	}
	codes := make([]string, len(all))
	for i, m := range all {
		codes[i] = m.Code().String()
	}
	return func(c *hyte.Call) {
		c.Seats = c.Seats[:1]
		Asks(codes)(c)
		c.Issued, c.MembershipDate = "2024-12-17", "2025-01-15"
		c.Deadline = &hyte.Deadline{Date: "2025-01-15", Kind: hyte.DeadlineAuthority}
	}
}

// Reaches gives an organization that the inquiry names an address and languages of its own.
func Reaches(id, email string, languages ...string) func(*hyte.Call) {
	return func(c *hyte.Call) {
		for i := range c.Seats {
			for j := range c.Seats[i].Nominators.Organizations {
				if o := &c.Seats[i].Nominators.Organizations[j]; o.ID == id {
					o.Email, o.Languages = email, languages
				}
			}
		}
	}
}

// ReachesNobody takes the addresses of all organizations away.
func ReachesNobody(c *hyte.Call) {
	for i := range c.Seats {
		for j := range c.Seats[i].Nominators.Organizations {
			c.Seats[i].Nominators.Organizations[j].Email = ""
		}
	}
}

// Asked are the ids of those who are asked.
func Asked(inquiry *hyte.ResolvedCall) []string {
	ids := make([]string, len(inquiry.Nominators))
	for i := range inquiry.Nominators {
		ids[i] = inquiry.Nominators[i].ID
	}
	return ids
}

// New is a right answer of the sender, after the changes.
func New(sender string, changes ...func(*Answer)) *Answer {
	n := &hyte.Nomination{
		Call:      ID,
		Nominator: sender,
		Representatives: []hyte.Representative{{Person: &hyte.Person{
			GivenName: "Aino", FamilyName: "Esimerkki", JobTitle: "hyvinvointikoordinaattori",
			Sector: hyte.SectorHealthAndSocialServices, Email: "aino.esimerkki@example.fi", Gender: hyte.GenderWoman,
		}}},
		Submitter: &hyte.Submitter{GivenName: "Väinö", FamilyName: "Näyte", Email: "vaino.nayte@example.fi"},
		Consent:   true,
		Language:  "fi",
	}
	for _, change := range changes {
		change(n)
	}
	return n
}

// JSON is [New] as JSON.
func JSON(t testing.TB, sender string, changes ...func(*Answer)) string {
	t.Helper()
	text, err := json.Marshal(New(sender, changes...))
	if err != nil {
		t.Fatal(err)
	}
	return string(text)
}

// Filled is the same answer as a plain form.
func Filled(sender string) url.Values {
	return url.Values{
		SenderAt:                               {sender},
		"/representatives/0/person/givenName":  {"Aino"},
		"/representatives/0/person/familyName": {"Esimerkki"},
		"/representatives/0/person/jobTitle":   {"hyvinvointikoordinaattori"},
		"/representatives/0/person/sector":     {"health-and-social-services"},
		"/representatives/0/person/email":      {"aino.esimerkki@example.fi"},
		"/representatives/0/person/gender":     {"woman"},
		"/submitter/givenName":                 {"Väinö"},
		"/submitter/familyName":                {"Näyte"},
		"/submitter/email":                     {"vaino.nayte@example.fi"},
		"/consent":                             {"true"},
	}
}

// Form is the form of an answer.
func Form(t testing.TB, inquiry *hyte.ResolvedCall, language string) *forms.Form {
	t.Helper()
	form, err := nomination.InLanguage(inquiry, language)
	if err != nil {
		t.Fatal(err)
	}
	return form
}

// Received are the documents that the inquiry has received, one a line. Most hold an
// answer.
func Received(t testing.TB) []byte {
	t.Helper()
	return read(t, "nominations.ndjson")
}

// Sent are the answers in [Received].
func Sent(t testing.TB) []json.RawMessage {
	t.Helper()
	var all []json.RawMessage
	for line := range bytes.Lines(Received(t)) {
		var received struct{ Nomination json.RawMessage }
		if err := json.Unmarshal(line, &received); err != nil {
			t.Fatal(err)
		}
		all = append(all, received.Nomination)
	}
	return all
}

// File is where a file of the example lies.
func File(t testing.TB, name string) string {
	t.Helper()
	folder, err := os.Getwd()
	if err != nil {
		t.Fatal(err)
	}
	for {
		path := filepath.Join(folder, "examples", "kanta-hame-2021", name)
		if _, err := os.Stat(path); err == nil {
			return path
		}
		above := filepath.Dir(folder)
		if above == folder {
			t.Fatalf("there is no example %s above the folder of the test", name)
		}
		folder = above
	}
}

func read(t testing.TB, name string) []byte {
	t.Helper()
	data, err := os.ReadFile(File(t, name))
	if err != nil {
		t.Fatal(err)
	}
	return data
}
