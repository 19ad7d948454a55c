package invent

import (
	"math/rand/v2"

	"github.com/hytekit/hytekit/hyte"
	"github.com/hytekit/hytekit/hyte/event"
)

// Event invents an event that people answer in one way at least.
func Event(r *rand.Rand) *event.Inquiry {
	day := firstIssue.AddDays(r.IntN(issueDays))
	e := &event.Event{
		ID: "invented-event", Title: hyte.Text{"fi": "Keksitty tilaisuus", "sv": "Ett påhittat evenemang"}, When: &event.When{Date: day.String()},
		Organizers: []string{"county:07"}, Languages: pick(r, []string{"fi"}, []string{"sv", "fi"}),
		PrivacyNotice: &hyte.PrivacyNotice{
			Controller: hyte.Text{"fi": "Esimerkki"}, Contact: "tietosuoja@example.fi", URL: hyte.Text{"fi": "https://example.fi/"}, Retention: hyte.Text{"fi": "Puoli vuotta."},
		},
	}
	if chance(r, 60) {
		e.Place = &event.Place{Name: "Sali"}
	}
	if chance(r, 60) {
		e.Remote = &event.Remote{Shown: pick(r, event.ShownPublic, event.ShownNever)}
	}
	if chance(r, 40) {
		e.Status = event.StatusCancelled
	}
	if chance(r, 80) {
		e.Registration = &event.Registrations{Until: &hyte.Deadline{Date: day.AddDays(-7).String()}, Questions: questions(r, e.Languages)}
	}
	if e.Registration == nil || chance(r, 80) {
		e.Questions = &event.Questions{Until: &hyte.Deadline{Date: day.AddDays(-1).String(), Time: pick(r, "", "12:00")}}
		for _, id := range []string{"municipalities", "associations", "county"}[:between(r, 0, 3)] {
			e.Questions.Themes = append(e.Questions.Themes, event.Theme{ID: id, Name: hyte.Text{"fi": "Teema " + id}})
		}
	}
	return e.Inquiry()
}

// Registration invents a right registration for the event.
func Registration(r *rand.Rand, e *event.Event) *event.Registration {
	a := &event.Registration{
		Event: e.ID, Language: pick(r, "", "fi", "sv"),
		Person: &event.Participant{
			GivenName: pick(r, givenNames...), FamilyName: pick(r, familyNames...), Email: email(r, "participant"), Telephone: pick(r, "", telephone(r, 998)),
			JobTitle: pick(r, "", pick(r, titles...)), Organization: pick(r, "", "Keksitty yhdistys ry"),
		},
	}
	switch {
	case e.Place != nil && (e.Remote == nil || chance(r, 50)):
		a.Mode = event.ModePlace
	case e.Remote != nil:
		a.Mode = event.ModeRemote
	}
	if e.Registration != nil {
		a.Answers = answers(r, e.Registration.Questions)
	}
	return a
}

// Question invents a right question for the event.
func Question(r *rand.Rand, e *event.Event) *event.Question {
	q := &event.Question{Event: e.ID, Text: pick(r, "Kuka vastaa?", "Hur?\nNär?"), Language: pick(r, "", "fi", "sv")}
	if e.Questions != nil && len(e.Questions.Themes) > 0 && chance(r, 70) {
		q.Theme = pick(r, e.Questions.Themes...).ID
	}
	if chance(r, 50) {
		q.Author = &event.Author{Name: pick(r, "", "Aino Esimerkki"), Organization: pick(r, "", "Keksitty yhdistys ry"), Email: pick(r, "", email(r, "author"))}
	}
	return q
}
