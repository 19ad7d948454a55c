package invent

import (
	"math/rand/v2"

	"github.com/hytekit/hytekit/hyte"
	"github.com/hytekit/hytekit/hyte/constraint"
	"github.com/hytekit/hytekit/hyte/document"
	"github.com/hytekit/hytekit/hyte/event"
	"github.com/hytekit/hytekit/hyte/kinds"
	"github.com/hytekit/hytekit/schema"
)

// inventor invents documents of one kind.
type inventor struct {
	kind  string
	share int // how many of fifteen batches are of the kind
	right func(r *rand.Rand, inquiry document.Inquiry) any
	// whole are mutations of what a document of the kind says as a whole. Rules
	// look at that only once every value by itself is right, so these are done
	// more often.
	whole []mutation
}

// inventors are those of all kinds that have rules about more than one value.
var inventors = []inventor{
	{kind: "nomination", share: 6, right: ofCall(Nomination), whole: []mutation{
		{"other genders", (*mutant).otherGenders},
	}},
	{kind: "reply", share: 1, right: ofCall(reply)},
	{kind: "refusal", share: 1, right: ofCall(notice)},
	{kind: "withdrawal", share: 1, right: ofCall(notice)},
	{kind: "received", share: 1, right: ofCall(Received)},
	{kind: "roster", share: 1, right: ofCall(roster), whole: []mutation{
		{"entry again", (*mutant).entryAgain},
	}},
	{kind: "registration", share: 1, right: func(r *rand.Rand, i document.Inquiry) any { return Registration(r, i.(*event.Inquiry).Event) }},
	{kind: "question", share: 1, right: func(r *rand.Rand, i document.Inquiry) any { return Question(r, i.(*event.Inquiry).Event) }},
	{kind: "call", share: 3, right: func(r *rand.Rand, _ document.Inquiry) any { return Call(r).Call }, whole: []mutation{
		{"seat again", (*mutant).seatAgain},
		{"question or option again", (*mutant).questionAgain},
		{"other area", (*mutant).otherArea},
		{"date of a call", (*mutant).otherDay},
		{"meeting that ends too soon", (*mutant).endMeeting},
		{"term or size turned round", (*mutant).turnRound},
		{"exceptions", (*mutant).otherExceptions},
		{"after the data", (*mutant).afterData},
		{"municipality of a call", func(m *mutant) bool {
			return m.word(constraint.RuleFormatMunicipality, "005", "091", "099", "109", "478", "588", "911", "999")
		}},
	}},
}

// ofCall invents what answers a call, or is made of one.
func ofCall[T any](right func(*rand.Rand, *hyte.ResolvedCall) T) func(*rand.Rand, document.Inquiry) any {
	return func(r *rand.Rand, inquiry document.Inquiry) any { return right(r, inquiry.(*hyte.ResolvedCall)) }
}

// Inquiry invents what documents of a kind answer.
func Inquiry(r *rand.Rand, kind *document.Kind) schema.Inquiry {
	if kind == event.RegistrationKind() || kind == event.QuestionKind() {
		return Event(r)
	}
	return Call(r)
}

// Invents reports whether documents of a kind are invented: not of what organizers write
// and only a few rules of which a schema says.
func Invents(kind *document.Kind) bool {
	_, ok := inventorOf(kind)
	return ok
}

// Kind is a kind of which documents can be invented, each as often as its share.
func Kind(r *rand.Rand) *document.Kind {
	var all []*document.Kind
	for _, k := range kinds.All() {
		i, _ := inventorOf(k)
		for range i.share {
			all = append(all, k)
		}
	}
	return pick(r, all...)
}

func inventorOf(kind *document.Kind) (inventor, bool) {
	for _, i := range inventors {
		if i.kind == kind.Name() {
			return i, true
		}
	}
	return inventor{}, false
}

// reply answers the call's questions, of which there may be none.
func reply(r *rand.Rand, call *hyte.ResolvedCall) *hyte.Reply {
	n := Nomination(r, call)
	return &hyte.Reply{
		Schema: n.Schema, Call: n.Call, Nominator: n.Nominator, NominatorName: n.NominatorName, BusinessID: n.BusinessID,
		Answers: all(n.Answers), Decision: n.Decision, Submitter: n.Submitter, Language: n.Language,
	}
}

// all are answers that are there although nothing was answered.
func all(answers map[string]string) map[string]string {
	if answers == nil {
		return map[string]string{}
	}
	return answers
}

// notice is one of who could have answered.
func notice(r *rand.Rand, call *hyte.ResolvedCall) *hyte.Notice {
	n := Nomination(r, call)
	return &hyte.Notice{
		Schema: n.Schema, Call: n.Call, Nominator: n.Nominator, NominatorName: n.NominatorName, BusinessID: n.BusinessID,
		Submitter: n.Submitter, Language: n.Language,
		Reason: pick(r, "", "Emme nimeä.", "Päätös\nkumottiin."),
	}
}

// roster is that of a few received documents. Their nominations must be valid,
// else none is counted.
func roster(r *rand.Rand, call *hyte.ResolvedCall) *hyte.Roster {
	var received []hyte.Received
	for range between(r, 0, 4) {
		received = append(received, *Received(r, call))
	}
	return call.Roster(received, Instant(r, call, hyte.NominationKind()))
}
