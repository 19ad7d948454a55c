package hyte

import (
	"time"

	"github.com/hytekit/hytekit/hyte/constraint"
	"github.com/hytekit/hytekit/hyte/document"
)

// Received is one document that has come in for a call, with the time when it
// came. Received documents are only ever added; what they mean together is for
// [ResolvedCall.Roster]. The zero value is not a valid document.
type Received struct {
	// ID tells documents apart. The same document may come twice.
	ID string `json:"id" validate:"required,max=100,line"`
	// ReceivedAt is when the document could be handled by the authority's system
	// (13/2003 s.10), or when the organizer decided. Zero means that nobody knows;
	// such a document is held to be in time and older than every other.
	ReceivedAt time.Time `json:"receivedAt,omitzero" validate:"omitempty"`
	// EnteredAt is when the document was entered into the ledger, where that differs
	// from its arrival, as for a letter. Before that instant nobody knew of it.
	EnteredAt time.Time `json:"enteredAt,omitzero" validate:"omitempty"`
	// EnteredBy is who entered it at the organizer, who thereby says that it comes
	// from the organization. Empty where it came by itself.
	EnteredBy string `json:"enteredBy,omitempty" validate:"omitempty,max=200,line"`
	// Sequence is the place in the order of arrival, from 1; it decides before the
	// clock does, which may have been set back. 0: it is not known. That of a
	// document entered later, or whose time of arrival was corrected, says nothing
	// of its arrival and is passed over.
	Sequence int `json:"sequence,omitempty" validate:"omitempty,min=0,max=2000000000"`
	// Kind is what the document says. Absent, it is a nomination.
	Kind ReceivedKind `json:"kind,omitempty" validate:"omitempty,oneof=nomination reply withdrawal refusal acceptance rejection selection correction undo confirmation"`
	// Via is the way on which it came. Absent, it is not known.
	Via Via `json:"via,omitempty" validate:"omitempty,oneof=form api mail paper cli"`
	// Confirmed says that the sender has shown to be who it says it is: by the link
	// in a mail to the address given, or by a personal link.
	Confirmed bool `json:"confirmed,omitempty" validate:"omitempty"`
	// CallVersion is the version of the call under which it came.
	CallVersion string `json:"callVersion,omitempty" validate:"omitempty,max=100,line"`
	// By is who decided at the organizer.
	By string `json:"by,omitempty" validate:"omitempty,max=200,line"`
	// Reason is why: of the organizer's decision, of a withdrawal or a refusal.
	Reason string `json:"reason,omitempty" validate:"omitempty,max=1000,text"`
	// Nomination is the document of the kind nomination.
	Nomination *Nomination `json:"nomination,omitempty" validate:"omitempty"`
	// Reply is the document of the kind reply.
	Reply *Reply `json:"reply,omitempty" validate:"omitempty"`
	// Nominator is the organization that withdraws or refuses, or about whose
	// candidates a selection is.
	Nominator string `json:"nominator,omitempty" validate:"omitempty,max=100,orgid"`
	// NominatorName is the organization's name where it withdraws from a call that does
	// not name it; in a nomination it is as in [Nomination].
	NominatorName string `json:"nominatorName,omitempty" validate:"omitempty,max=200,line"`
	// Submitter is who withdraws or refuses, where that is known: the submitter of the
	// answer in force can take it back.
	Submitter *Submitter `json:"submitter,omitempty" validate:"omitempty"`
	// Accepts is the id of the document that the organizer accepts: an answer that
	// is late, or any that is to be settled.
	Accepts string `json:"accepts,omitempty" validate:"omitempty,max=100,line"`
	// Rejects is the id of the document that the organizer does not accept.
	Rejects string `json:"rejects,omitempty" validate:"omitempty,max=100,line"`
	// Answer is the id of the answer from whose candidates the organizer selects.
	// The selection holds for as long as that answer counts.
	Answer string `json:"answer,omitempty" validate:"omitempty,max=100,line"`
	// Selected are the places of those selected among that answer's representatives,
	// the first one 0. One that comes twice counts once.
	Selected []int `json:"selected,omitempty" validate:"omitempty,min=1,max=100,dive,min=0,max=99"`
	// Decision is the decision by which they were selected.
	Decision *Decision `json:"decision,omitempty" validate:"omitempty"`
	// Corrects is the id of the document of which ArrivedAt is the time of arrival.
	Corrects  string    `json:"corrects,omitempty" validate:"omitempty,max=100,line"`
	ArrivedAt time.Time `json:"arrivedAt,omitzero" validate:"omitempty"`
	// Confirms is the id of the document of which its submitter says, by the link in a
	// mail, that it is theirs. In a call with [AccessConfirmed] that makes it count.
	Confirms string `json:"confirms,omitempty" validate:"omitempty,max=100,line"`
	// Undoes is the id of the organizer's document that no longer holds: an earlier
	// decision, or what the organizer entered.
	Undoes string `json:"undoes,omitempty" validate:"omitempty,max=100,line"`
}

// ReceivedKind is what a received document says.
type ReceivedKind string

// The kinds of received documents.
const (
	ReceivedNomination ReceivedKind = "nomination" // an answer
	ReceivedReply      ReceivedKind = "reply"      // an answer to a call for replies
	ReceivedWithdrawal ReceivedKind = "withdrawal" // the nominator takes its answer back
	ReceivedRefusal    ReceivedKind = "refusal"    // the nominator says that it names no one
	ReceivedAcceptance ReceivedKind = "acceptance" // the organizer accepts an answer
	ReceivedRejection  ReceivedKind = "rejection"  // the organizer does not accept an answer
	ReceivedSelection  ReceivedKind = "selection"  // the organizer selects among candidates
	ReceivedCorrection ReceivedKind = "correction" // the organizer corrects a time of arrival
	ReceivedUndo       ReceivedKind = "undo"       // the organizer undoes a decision of its own

	ReceivedConfirmation ReceivedKind = "confirmation" // the submitter confirms what was sent
)

// Via is the way on which a document came.
type Via string

// The ways on which documents come.
const (
	ViaForm  Via = "form"
	ViaAPI   Via = "api"
	ViaMail  Via = "mail"
	ViaPaper Via = "paper"
	ViaCLI   Via = "cli"
)

var receivedType lazyType

// ReceivedType is the received document as a document type.
func ReceivedType() *constraint.Type { return receivedType.get(constraint.MustCompile[Received]) }

var receivedDocuments lazyKind

// Each kind needs members of its own, and only who is asked can withdraw or
// refuse. Of a kind that cannot be read, nothing is said.
func receivedKind() *document.Kind {
	return receivedDocuments.get(func() *document.Kind {
		return document.MustNew("received", "received", ReceivedType(), []document.Rule{
			needs("/nomination", ReceivedNomination, ""),
			needs("/reply", ReceivedReply),
			needs("/nominator", aboutNominator...),
			needs("/accepts", ReceivedAcceptance),
			needs("/rejects", ReceivedRejection),
			needs("/answer", ReceivedSelection),
			needs("/selected", ReceivedSelection),
			needs("/corrects", ReceivedCorrection),
			needs("/arrivedAt", ReceivedCorrection),
			needs("/confirms", ReceivedConfirmation),
			needs("/undoes", ReceivedUndo),
			needs("/by", explained...),
			needs("/reason", explained...),
			{ID: RuleNominatorMerged, At: "/nominator", Says: document.Renamed(successors), If: ofKinds(aboutNominator...)},
			{ID: RuleNominatorGroup, At: "/nominator", Says: document.Renamed(groups), If: ofKinds(aboutNominator...)},
			{ID: RuleNominatorUnknown, At: "/nominator", When: not(asksAnyone), Says: document.OneOf(known), If: ofKinds(aboutNominator...)},
		}, document.Nested{At: "/nomination", Kind: nominationKind}, document.Nested{At: "/reply", Kind: ReplyKind()}, aboutCalls)
	})
}

var (
	// aboutNominator are the kinds that name an organization.
	aboutNominator = []ReceivedKind{ReceivedWithdrawal, ReceivedRefusal, ReceivedSelection}
	// explained are the organizer's decisions that must say who made them and
	// why. An acceptance may: at first there was no place for that.
	explained = []ReceivedKind{ReceivedRejection, ReceivedSelection, ReceivedCorrection, ReceivedUndo}
)

func needs(place string, kinds ...ReceivedKind) document.Rule {
	return document.Rule{ID: constraint.RuleRequired, At: place, Says: document.Present(), If: ofKinds(kinds...)}
}

func ofKinds(kinds ...ReceivedKind) []document.Condition {
	values := make([]string, len(kinds))
	for i, k := range kinds {
		values[i] = string(k)
	}
	return []document.Condition{document.Is("/kind", values...)}
}

// DecodeReceived reads a received document from JSON and reports every fault in
// its structure and every rule of its own and of its nomination, in document
// order, without looking at a call, cut off by [constraint.Violations.Limit]. It is nil if the
// data is not JSON at all.
// [ResolvedCall.ReadReceived] does this for a call.
func DecodeReceived(data []byte) (*Received, Violations) {
	return read[Received](data, receivedKind().Alone())
}

// ReadReceived reads a received document that came in for this call: everything
// that is wrong with it and with its nomination, in document order, cut off by
// [constraint.Violations.Limit], without asking for the time. Only who is asked can answer, withdraw or refuse. It is
// nil if the data is not JSON at all.
func (c *ResolvedCall) ReadReceived(data []byte) (*Received, Violations) {
	return read[Received](data, c.Program(receivedKind()))
}

// read decodes and checks a document. It is nil if the data is not JSON at all.
func read[T any](data []byte, program *document.Program) (*T, Violations) {
	d, violations := program.Read(data, time.Time{})
	typed, _ := d.(*T)
	return typed, violations
}

func (r *Received) kind() ReceivedKind {
	if r.Kind == "" {
		return ReceivedNomination
	}
	return r.Kind
}

// nominator is the id of the organization that the document is from, if any.
func (r *Received) nominator() string {
	switch kind := r.kind(); {
	case kind == ReceivedNomination && r.Nomination != nil:
		return r.Nomination.Nominator
	case kind == ReceivedReply && r.Reply != nil:
		return r.Reply.Nominator
	default:
		return r.Nominator
	}
}

// answer is a copy of what the document answers, nil if it is no answer. A reply is a
// nomination that names nobody.
func (r *Received) answer() *Nomination {
	switch kind := r.kind(); {
	case kind == ReceivedNomination && r.Nomination != nil:
		return r.Nomination.clone()
	case kind == ReceivedReply && r.Reply != nil:
		return r.Reply.nomination()
	default:
		return nil
	}
}

// concerns is the id of the document that a decision or a confirmation is about, if any.
func (r *Received) concerns() string {
	switch r.kind() {
	case ReceivedAcceptance:
		return r.Accepts
	case ReceivedRejection:
		return r.Rejects
	case ReceivedSelection:
		return r.Answer
	case ReceivedCorrection:
		return r.Corrects
	case ReceivedUndo:
		return r.Undoes
	case ReceivedConfirmation:
		return r.Confirms
	default:
		return ""
	}
}
