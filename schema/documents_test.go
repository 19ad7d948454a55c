package schema_test

import (
	"encoding/json"
	"fmt"
	"os"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/hytekit/hytekit/hyte"
	events "github.com/hytekit/hytekit/hyte/event"
	"github.com/hytekit/hytekit/internal/firstkind"
	"pgregory.net/rapid"
)

// The documents that the tests of this package are about: only this file, and the cases
// of their rules, know of which kinds they are.

// answer is the name of the kind of which most documents are.
const answer = "nomination"

// The suites of cases: what a document answers, or its kind.
const (
	asked      = "what the example asks"
	pair       = "pair and deputies"
	several    = "two to three"
	candidates = "candidates and a group"
	questions  = "questions"
	merged     = "a merged municipality"
	received   = "received"
	call       = "call"
	body       = "body"
	plan       = "plan"
	event      = "event"
	registered = "registration"
	onSite     = "registration for what is in one place"
	question   = "question"
	rosterKind = "roster"
)

func suites(t *testing.T) map[string]suite {
	t.Helper()
	all, day := calls(t), eventInquiry(t)
	inOneHall := *day.Event
	inOneHall.Remote = nil
	hall := inOneHall.Inquiry()
	of := func(call *hyte.ResolvedCall, kind string) suite {
		return suite{kind, call, callEngines(t, call, kind), documents(t, call)[kind]}
	}
	return map[string]suite{
		asked:      of(all["the example"], answer),
		pair:       of(all["deputies required, pair required"], answer),
		several:    of(all["deputies optional, two to three"], answer),
		candidates: of(all["candidates and a group"], answer),
		questions:  of(all["questions"], answer),
		merged:     of(all["no deputies, merged municipality"], answer),
		received:   of(all["the example"], "received"),
		rosterKind: of(all["the example"], "roster"),
		registered: {"registration", day, callEngines(t, day, "registration"), aRegistration()},
		onSite:     {"registration", hall, callEngines(t, hall, "registration"), aRegistration()},
		question:   {"question", day, callEngines(t, day, "question"), aQuestion()},
		body:       {"body", all["the example"], baseEngines(t, "body"), aBody()},
		plan:       {"plan", all["the example"], baseEngines(t, "plan"), aPlan()},
		event:      {"event", all["the example"], baseEngines(t, "event"), anEvent()},
		call:       {"call", all["the example"], baseEngines(t, "call"), parse(t, mustMarshal(t, all["the example"].Call))},
	}
}

// calls are calls that differ in what they ask of a nomination.
func calls(t testing.TB) map[string]*hyte.ResolvedCall {
	return map[string]*hyte.ResolvedCall{
		"the example": firstkind.Inquiry(t),
		"deputies required, pair required": firstkind.Inquiry(t, func(c *hyte.Call) {
			c.Deputies = hyte.DeputiesRequired
			c.GenderBalance = &hyte.GenderBalance{Mode: hyte.GenderRequired}
		}),
		"deputies optional, two to three": firstkind.Inquiry(t, func(c *hyte.Call) {
			c.Deputies = hyte.DeputiesOptional
			c.Seats[0].Representatives = &hyte.Quota{Min: 2, Max: 3}
			c.GenderBalance = &hyte.GenderBalance{Mode: hyte.GenderRequired}
		}),
		"candidates and a group": firstkind.Inquiry(t, func(c *hyte.Call) {
			c.Deputies = hyte.DeputiesPool
			c.Seats[0].Representatives = &hyte.Quota{Min: 2, Max: 4, Places: 1}
			c.Seats[0].PersonFields = &hyte.PersonFields{Motivation: hyte.AskedOff}
			c.GenderBalance = &hyte.GenderBalance{Mode: hyte.GenderRequired}
			group := hyte.Organization{
				ID: "association:group", Name: hyte.Text{"fi": "Yhdistykset yhdessä"}, Members: []string{"association:member"},
				Representatives: &hyte.Quota{Min: 2},
			}
			c.Seats[1].Nominators.Organizations = append(c.Seats[1].Nominators.Organizations, group)
		}),
		"questions": firstkind.Inquiry(t, func(c *hyte.Call) {
			label := hyte.Text{"fi": "Kysymys"}
			c.Questions = []hyte.Question{
				{ID: "unit", Kind: hyte.QuestionLine, Label: label, Required: true},
				{ID: "state", Kind: hyte.QuestionChoice, Label: label, Options: []hyte.QuestionOption{{ID: "done", Label: label}, {ID: "begun", Label: label}}},
				{ID: "shared", Kind: hyte.QuestionYesNo, Label: label},
				{ID: "by", Kind: hyte.QuestionDate, Label: label},
			}
		}),
		"no deputies, merged municipality": firstkind.Inquiry(t, func(c *hyte.Call) {
			c.Deputies = ""
			c.Seats[0].Nominators.Region = "04"
			c.Seats[0].Representatives = &hyte.Quota{Min: 2}
			c.Seats = c.Seats[:1]
			c.GenderBalance = &hyte.GenderBalance{Mode: hyte.GenderRequired}
		}),
	}
}

// wholeCountry is a call to every municipality of Finland, 308 in 2025.
func wholeCountry(t testing.TB) *hyte.ResolvedCall {
	regions := []string{"01", "02", "04", "05", "06", "07", "08", "09", "10", "11", "12", "13", "14", "15", "16", "17", "18", "19", "21"}
	call := firstkind.Inquiry(t, func(c *hyte.Call) {
		c.MembershipDate = "2025-01-15"
		c.Seats = nil
		for _, region := range regions {
			c.Seats = append(c.Seats, hyte.Seat{
				ID: "region-" + region, Nominators: &hyte.Nominators{Kind: hyte.NominatorMunicipality, Region: region},
				Representatives: &hyte.Quota{Min: 1, Max: 2},
			})
		}
		c.GenderBalance = &hyte.GenderBalance{Mode: hyte.GenderRequired}
	})
	if n := len(call.Nominators); n != 308 {
		t.Fatalf("%d municipalities", n)
	}
	return call
}

// baseDocuments are right ones of every kind. Calls are short here, with every
// member in few places, so that changes find all of them.
func baseDocuments(t testing.TB) map[string]any {
	t.Helper()
	short := hyte.Text{"fi": "x"}
	example := firstkind.Inquiry(t, func(c *hyte.Call) {
		c.Title, c.Organizer.Name, c.Body.Name, c.FirstMeeting.Label = short, short, short, short
		c.Organizer.Contacts = c.Organizer.Contacts[:1]
		c.Organizer.Contacts[0].JobTitle = short
		c.Body.Tasks = []hyte.Text{short}
		c.Deadline.Time = "16:15"
		c.Seats = c.Seats[:2]
		c.Seats[0].Nominators = &hyte.Nominators{Kind: hyte.NominatorMunicipality, Municipalities: []string{"061", "109"}}
		c.Seats[1].Nominators.Organizations = []hyte.Organization{{ID: "joint-authority:fshky", Name: short, BusinessID: "2617416-4", Languages: []string{"fi"}}}
		c.Languages = []string{"fi", "sv"}
		c.PrivacyNotice = &hyte.PrivacyNotice{Controller: short, Contact: "tietosuoja@example.fi", URL: hyte.Text{"fi": "https://example.fi"}, Retention: short}
	})
	all := documents(t, example)
	all["call"] = parse(t, mustMarshal(t, example.Call))
	all["resolved-call"] = parse(t, mustMarshal(t, example))
	return all
}

// documents are right ones for the call.
func documents(t testing.TB, call *hyte.ResolvedCall) map[string]any {
	t.Helper()
	right := valid(call)
	return map[string]any{
		answer:     right,
		"received": map[string]any{"id": "1", "receivedAt": "2021-01-11T12:00:00+02:00", answer: right},
		"roster":   parse(t, mustMarshal(t, roster(t, call))),
	}
}

// roster is one of the call with an answer that counts, one replaced and one
// late.
func roster(t testing.TB, call *hyte.ResolvedCall) *hyte.Roster {
	t.Helper()
	n, violations := call.Read(mustMarshal(t, valid(call)))
	if len(violations) > 0 {
		t.Fatal(violations)
	}
	at := func(day int) time.Time { return time.Date(2021, 1, day, 12, 0, 0, 0, time.UTC) }
	other := *n
	other.Language = "sv"
	return call.Roster([]hyte.Received{
		{ID: "1", ReceivedAt: at(11), Nomination: n},
		{ID: "2", ReceivedAt: at(12), Nomination: &other},
		{ID: "3", ReceivedAt: at(18), Nomination: n},
	}, at(20))
}

// valid is a nomination with all its members that is a right answer to the call.
func valid(call *hyte.ResolvedCall) map[string]any {
	person := func(given, gender string) map[string]any {
		return map[string]any{
			"givenName": given, "familyName": "Esimerkki", "jobTitle": "suunnittelija", "unit": "hyvinvointi", "sector": "sports",
			"email": strings.ToLower(given) + "@example.fi", "telephone": "040 123 4567", "gender": gender, "contactVisibility": "members",
		}
	}
	representative := map[string]any{"person": person("Aino", "woman")}
	if call.Call.Deputies == hyte.DeputiesRequired {
		representative["deputy"] = person("Onni", "man")
	}
	answers := map[string]any{}
	for _, q := range call.Call.Questions {
		if q.Required {
			answers[q.ID] = "Sivistyslautakunta"
		}
	}
	n := call.Nominators[0]
	representatives := []any{representative}
	for i := 1; i < n.Quota.Min; i++ {
		second := map[string]any{"person": person(fmt.Sprint("Eino", i), "man")}
		if representative["deputy"] != nil {
			second["deputy"] = person(fmt.Sprint("Elli", i), "woman")
		}
		representatives = append(representatives, second)
	}
	return map[string]any{
		"$schema": "https://example.fi/schema", "call": call.Call.ID, "nominator": n.ID, "representatives": representatives,
		"answers":   answers,
		"decision":  map[string]any{"body": "Kunnanhallitus", "date": "2021-01-11", "section": "12", "caseNumber": "56/00.04.01/2021"},
		"submitter": map[string]any{"givenName": "Helmi", "familyName": "Mallikas", "jobTitle": "sihteeri", "email": "kirjaamo@example.fi", "telephone": "+358401234567"},
		"consent":   true, "language": "fi",
	}
}

// answerOtherwise makes a change that a clerk might make: another organization,
// other persons. It leaves documents alone that are no nomination and hold none.
func answerOtherwise(t *rapid.T, root any) {
	document, _ := root.(map[string]any)
	if inner, ok := document[answer].(map[string]any); ok {
		document = inner
	}
	if document["representatives"] == nil {
		return
	}
	switch rapid.IntRange(0, 3).Draw(t, "what") {
	case 3:
		document["call"] = rapid.SampledFrom([]string{"another-call", "-"}).Draw(t, "call")
	case 0:
		document["nominator"] = rapid.SampledFrom([]string{
			"municipality:061", "municipality:214", "municipality:099", "municipality:091", "joint-authority:rstky", "hospital-district:khshp",
		}).Draw(t, "nominator")
	case 1:
		document["genderBalanceReason"] = rapid.SampledFrom([]any{"", "x", nil, json.Number("1")}).Draw(t, "reason")
	default:
		var all []any
		for i := range rapid.IntRange(0, 4).Draw(t, "number") {
			all = append(all, representative(t, i))
		}
		document["representatives"] = all
	}
}

// withoutQuota is the call with one that is asked for no number.
func withoutQuota(call *hyte.ResolvedCall) *hyte.ResolvedCall {
	c := *call
	c.Nominators = slices.Clone(c.Nominators)
	c.Nominators[0].Quota = nil
	return &c
}

// aBody is a right body with a member and a deputy.
func aBody() any {
	sitting := func(id, role, name string) m {
		return m{
			"id": id, "role": role, "seat": "councils", "onBehalfOf": "municipality:543", "from": "2022-11-29",
			"person": m{"givenName": "Aino", "familyName": name},
		}
	}
	return m{
		"id": "elderly-council", "name": m{"fi": "Vanhusneuvosto"}, "kind": "other", "deputies": "personal",
		"term":        m{"from": "2022-11-29", "to": "2025-05-31"},
		"seats":       []any{m{"id": "councils", "nominators": m{"kind": "municipality", "county": "02"}, "representatives": m{"max": json.Number("1")}}},
		"memberships": []any{sitting("one", "member", "Esimerkki"), sitting("two", "deputy", "Mallikas")},
	}
}

// aPlan is a right wellbeing plan with a measure.
func aPlan() any {
	return m{
		"id": "plan-2023", "kind": "wellbeing-plan", "title": m{"fi": "Hyvinvointisuunnitelma"}, "parties": []any{m{"organization": "county:02"}},
		"period": m{"from": "2023-01-01", "to": "2025-05-31"}, "serves": m{"follows": "county", "from": "2022-03-01"},
		"items": []any{m{"id": "1", "kind": "measure", "text": m{"fi": "Järjestetään foorumi."}, "owners": []any{"county:02"}, "origin": m{"date": "2022-12-01"}}},
	}
}

// anEvent is a right event to which people come, and of which they may ask.
func anEvent() any {
	return m{
		"id": "partnership-day", "title": m{"fi": "Kumppanuuspäivä"}, "when": m{"date": "2024-05-14", "from": "13:00"},
		"organizers": []any{"county:05"}, "registration": m{"until": m{"date": "2024-05-07"}}, "questions": m{"until": m{"date": "2024-05-07"}},
		"languages": []any{"fi"}, "privacyNotice": m{
			"controller": m{"fi": "Hyvinvointialue"}, "contact": "tietosuoja@example.fi", "url": m{"fi": "https://example.fi"}, "retention": m{"fi": "Puoli vuotta."},
		},
	}
}

// eventInquiry is the event of the examples, with which people register and ask.
func eventInquiry(t testing.TB) *events.Inquiry {
	t.Helper()
	data, err := os.ReadFile("../examples/partnership-day/event.json")
	if err != nil {
		t.Fatal(err)
	}
	inquiry, violations := events.Read(data)
	if inquiry == nil {
		t.Fatal(violations)
	}
	return inquiry
}

func aRegistration() any {
	return m{
		"event": "kumppanuuspaiva-2027", "person": m{"givenName": "Hilja", "familyName": "Esimerkki", "email": "hilja@example.fi"}, "mode": "place",
		"answers": m{"tyopaja": "lapset"},
	}
}

func aQuestion() any {
	return m{"event": "kumppanuuspaiva-2027", "theme": "kunnat", "text": "Kuka vastaa?", "author": m{"name": "Hilja Esimerkki"}}
}
