package retention

import (
	"github.com/hytekit/hytekit/hyte"
	"github.com/hytekit/hytekit/hyte/event"
)

// The functions below take away what does not stay. Each names what stays, so that a
// member that is added later goes unless somebody decides that it stays.

func (r *reducer) nomination(n *hyte.Nomination) {
	kept := hyte.Nomination{
		Schema: n.Schema, Call: n.Call, Nominator: n.Nominator, NominatorName: n.NominatorName, BusinessID: n.BusinessID,
		JointlyWith: n.JointlyWith, Decision: n.Decision, Change: n.Change,
		Submitter: r.submitter(n.Submitter), Consent: n.Consent, Language: n.Language,
	}
	if r.keep == KeepList {
		for _, of := range n.Representatives {
			kept.Representatives = append(kept.Representatives, hyte.Representative{Person: person(of.Person), Deputy: person(of.Deputy)})
		}
		for i := range n.Deputies {
			kept.Deputies = append(kept.Deputies, *person(&n.Deputies[i]))
		}
	}
	*n = kept
}

// person is who somebody is, without contacts and gender.
func person(p *hyte.Person) *hyte.Person {
	if p == nil {
		return nil
	}
	return &hyte.Person{GivenName: p.GivenName, FamilyName: p.FamilyName, JobTitle: p.JobTitle, Unit: p.Unit, Sector: p.Sector}
}

// submitter tells submitters apart, and nothing else of them.
func (r *reducer) submitter(s *hyte.Submitter) *hyte.Submitter {
	if s == nil {
		return nil
	}
	return &hyte.Submitter{Email: r.address(s.Email)}
}

func (r *reducer) address(email string) string {
	if email == "" {
		return ""
	}
	return r.pseudonym(email)
}

func (r *reducer) reply(p *hyte.Reply) {
	*p = hyte.Reply{
		Schema: p.Schema, Call: p.Call, Nominator: p.Nominator, NominatorName: p.NominatorName, BusinessID: p.BusinessID,
		Decision: p.Decision, Submitter: r.submitter(p.Submitter), Language: p.Language,
	}
}

// received keeps what was decided and by which official, and goes into the answer that the
// organizer entered. Reasons are free texts, which may tell of persons.
func (r *reducer) received(d *hyte.Received) {
	kept := hyte.Received{
		ReceivedAt: d.ReceivedAt, EnteredAt: d.EnteredAt, Kind: d.Kind, Via: d.Via, Confirmed: d.Confirmed,
		Nominator: d.Nominator, NominatorName: d.NominatorName, Submitter: r.submitter(d.Submitter),
		Accepts: d.Accepts, Rejects: d.Rejects, Answer: d.Answer, Selected: d.Selected, Decision: d.Decision,
		Corrects: d.Corrects, ArrivedAt: d.ArrivedAt, Undoes: d.Undoes, Confirms: d.Confirms,
	}
	if d.EnteredBy != "" {
		kept.EnteredBy = unnamed // that it was entered decides how it counts
	}
	if r.keep == KeepList {
		kept.By, kept.EnteredBy = d.By, d.EnteredBy
	}
	if kept.Nomination = d.Nomination; kept.Nomination != nil {
		r.nomination(kept.Nomination)
	}
	if kept.Reply = d.Reply; kept.Reply != nil {
		r.reply(kept.Reply)
	}
	*d = kept
}

// unnamed stands for an official whose name has gone.
const unnamed = "-"

// registration keeps that somebody came, and how.
func (r *reducer) registration(d *event.Registration) {
	kept := event.Registration{Schema: d.Schema, Event: d.Event, Mode: d.Mode, Language: d.Language, Person: &event.Participant{}}
	if d.Person != nil {
		kept.Person.Email = r.address(d.Person.Email)
	}
	*d = kept
}

// question keeps what was published.
func (r *reducer) question(q *event.Question, id string) {
	kept := event.Question{Schema: q.Schema, Event: q.Event, Theme: q.Theme, Language: q.Language}
	if r.keep == KeepList && r.published[id] {
		kept.Text = q.Text
	}
	*q = kept
}

func (r *reducer) publication(p *event.Publication) {
	kept := event.Publication{Question: p.Question, By: unnamed}
	if r.keep == KeepList {
		kept.By = p.By
		if p.Shown {
			kept.Shown, kept.Text, kept.Answer = true, p.Text, p.Answer
		}
	}
	*p = kept
}
