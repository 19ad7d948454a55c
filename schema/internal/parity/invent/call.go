package invent

import (
	"encoding/json"
	"fmt"
	"math/rand/v2"

	"github.com/hytekit/hytekit/hyte"
	"github.com/hytekit/hytekit/hyte/civil"
	"github.com/hytekit/hytekit/schema/internal/parity/tree"
)

// firstIssue is the earliest day on which an invented call is issued, and
// issueDays are the days after it on which one may be: municipalities merge and
// change their region within that time, and counties begin.
const issueDays = 2400

var firstIssue = civil.MustParse("2019-03-01")

// Call invents a sound call.
func Call(r *rand.Rand) *hyte.ResolvedCall {
	for {
		// Two areas may share a municipality, and an early date has no counties.
		if resolved, _ := call(r).Resolve(); resolved != nil {
			return resolved
		}
	}
}

func call(r *rand.Rand) *hyte.Call {
	issued := firstIssue.AddDays(r.IntN(issueDays))
	last := issued.AddDays(between(r, 1, 90))
	languages := pick(r, []string{"fi"}, []string{"fi", "sv"}, []string{"sv", "fi"}, []string{"fi", "sv", "en"}, []string{"en", "smn"})
	c := &hyte.Call{
		ID:        fmt.Sprintf("%s-%d", pick(r, "hyte", "kanta-hame-hyte", "a1", "2-b"), issued.Year),
		Title:     text(r, languages, "Pyyntö nimetä edustaja"),
		Organizer: &hyte.Organizer{ID: "regional-council:hame", Name: text(r, languages, "Hämeen liitto")},
		Body:      &hyte.Body{ID: "test-group", Kind: pick(r, hyte.BodyWorkingGroup, hyte.BodyNetwork, hyte.BodyAdvisoryBoard), Name: text(r, languages, "Työryhmä")},
		Issued:    issued.String(),
		Deadline:  &hyte.Deadline{Date: last.String(), Time: pick(r, "", "16:15", "00:00"), Kind: pick(r, "", "authority", "statutory")},
		Seats:     seats(r, languages, last),

		Deputies:        pick(r, "", hyte.DeputiesNone, hyte.DeputiesOptional, hyte.DeputiesOptional, hyte.DeputiesRequired, hyte.DeputiesPool),
		GenderBalance:   genderBalance(r, languages),
		LateNominations: pick(r, "", hyte.LateRecord, hyte.LateRefuse, hyte.LateAccept),
		Access:          pick(r, "", hyte.AccessOpen, hyte.AccessConfirmed, hyte.AccessInvited),
		Submission:      &hyte.Submission{Registry: "kirjaamo@example.fi"},
		Languages:       languages,
	}
	if chance(r, 20) {
		c.Body.Term = &hyte.Term{From: last.AddDays(10).String(), Label: text(r, languages, "2025–2028")}
	}
	if chance(r, 40) {
		ask(r, c)
	}
	if len(c.Questions) == 0 && chance(r, 40) {
		c.Questions = questions(r, languages)
	}
	if chance(r, 20) {
		c.MembershipDate = firstIssue.AddDays(r.IntN(issueDays)).String()
	}
	if chance(r, 20) {
		c.Series = pick(r, "three-bodies-2024", "ab", "Three bodies")
	}
	if chance(r, 30) {
		c.Submission.Copies = []string{"hyte@example.fi", "kopio(at)example.org"}
	}
	if chance(r, 30) {
		c.EmbedHosts = []string{"https://www.example.fi", "https://example.org:8443"}
	}
	if chance(r, 30) {
		c.FirstMeeting = &hyte.Period{From: last.AddDays(3).String(), To: pick(r, "", last.AddDays(30).String()), Label: text(r, languages, "alkukesästä")}
	}
	if chance(r, 30) {
		c.Organizer.Contacts = []hyte.Contact{{GivenName: "Helmi", FamilyName: "Mallikas", Email: "helmi.mallikas@example.fi", Telephone: "03 123 4567"}}
	}
	if chance(r, 30) {
		c.PrivacyNotice = &hyte.PrivacyNotice{
			Controller: text(r, languages, "Hämeen liitto"), Contact: "tietosuoja@example.fi",
			URL: text(r, languages, "https://example.fi/tietosuoja"), Retention: text(r, languages, "Kuusi kuukautta.\n"),
		}
	}
	return c
}

// ask lets the call ask for others than representatives, mostly for no body and replies in
// no number.
func ask(r *rand.Rand, c *hyte.Call) {
	c.Asks = pick(r, hyte.AsksRepresentatives, hyte.AsksCoordinators, hyte.AsksParticipants, hyte.AsksReplies, hyte.AsksReplies)
	c.Plan, c.Event = pick(r, "", "plan-2024"), pick(r, "", "event-3")
	if c.Asks == hyte.AsksParticipants || c.Asks == hyte.AsksReplies {
		c.Body = pick(r, c.Body, nil)
	}
	for i := range c.Seats {
		if c.Asks == hyte.AsksReplies {
			c.Seats[i].Representatives = pick(r, c.Seats[i].Representatives, nil)
		}
	}
	for c.Asks == hyte.AsksReplies && len(c.Questions) == 0 {
		c.Questions = questions(r, c.Languages)
	}
}

// questions are some of each kind.
func questions(r *rand.Rand, languages []string) (all []hyte.Question) {
	for i, kind := range []hyte.QuestionKind{hyte.QuestionLine, hyte.QuestionText, hyte.QuestionChoice, hyte.QuestionYesNo, hyte.QuestionDate} {
		for range between(r, 0, 2) {
			q := hyte.Question{
				ID: fmt.Sprintf("%s-%d", pick(r, "email", "a1", "kysymys"), len(all)), Label: text(r, languages, "Mitä on tehty?"),
				Kind: kind, Required: chance(r, 40),
			}
			if kind == hyte.QuestionChoice {
				for j := range between(r, 2, 3) {
					q.Options = append(q.Options, hyte.QuestionOption{ID: fmt.Sprintf("o%d", i+j), Label: text(r, languages, "Aloitettu")})
				}
			}
			all = append(all, q)
		}
	}
	return all
}

// text is in all the languages, or now and then lacks one.
func text(r *rand.Rand, languages []string, words string) hyte.Text {
	t := hyte.Text{languages[0]: words}
	for _, l := range languages[1:] {
		if chance(r, 90) {
			t[l] = words
		}
	}
	return t
}

func genderBalance(r *rand.Rand, languages []string) *hyte.GenderBalance {
	if chance(r, 25) {
		return nil
	}
	b := &hyte.GenderBalance{Mode: pick(r, "", hyte.GenderOff, hyte.GenderRecommended, hyte.GenderRequired, hyte.GenderRequired)}
	if chance(r, 20) {
		b.Reason = text(r, languages, "Vain kaksi jäsentä.")
	}
	return b
}

// parsed is a value of package hyte as the tree of its JSON.
func parsed(document any) tree.Value {
	text, err := json.Marshal(document)
	if err != nil {
		panic("invent: " + err.Error()) // nothing in the types can fail to be written
	}
	v, err := tree.Parse(text)
	if err != nil {
		panic("invent: " + err.Error())
	}
	return v
}
