package invent

import (
	"math/rand/v2"

	"github.com/hytekit/hytekit/hyte"
	"github.com/hytekit/hytekit/hyte/constraint"
	"github.com/hytekit/hytekit/hyte/document"
	"github.com/hytekit/hytekit/hyte/kinds"
)

// inventor invents documents of one kind.
type inventor struct {
	kind  string
	share int // how many of twelve batches are of the kind
	right func(r *rand.Rand, call *hyte.ResolvedCall) any
	// whole are mutations of what a document of the kind says as a whole. Rules
	// look at that only once every value by itself is right, so these are done
	// more often.
	whole []mutation
}

// inventors are those of all kinds that have rules about more than one value.
var inventors = []inventor{
	{kind: "nomination", share: 6, right: func(r *rand.Rand, call *hyte.ResolvedCall) any { return Nomination(r, call) }, whole: []mutation{
		{"other genders", (*mutant).otherGenders},
	}},
	{kind: "reply", share: 1, right: func(r *rand.Rand, call *hyte.ResolvedCall) any { return reply(r, call) }},
	{kind: "refusal", share: 1, right: func(r *rand.Rand, call *hyte.ResolvedCall) any { return notice(r, call) }},
	{kind: "withdrawal", share: 1, right: func(r *rand.Rand, call *hyte.ResolvedCall) any { return notice(r, call) }},
	{kind: "received", share: 1, right: func(r *rand.Rand, call *hyte.ResolvedCall) any { return Received(r, call) }},
	{kind: "roster", share: 1, right: func(r *rand.Rand, call *hyte.ResolvedCall) any { return roster(r, call) }, whole: []mutation{
		{"entry again", (*mutant).entryAgain},
	}},
	{kind: "call", share: 2, right: func(r *rand.Rand, _ *hyte.ResolvedCall) any { return Call(r).Call }, whole: []mutation{
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
	return call.Roster(received, Instant(r, call))
}
