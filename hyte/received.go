package hyte

import (
	"time"

	"github.com/hytekit/hytekit/hyte/constraint"
)

// Received is one document that has come in for a call, with the time when it
// came. Received documents are only ever added; what they mean together is for
// [ResolvedCall.Roster].
type Received struct {
	// ID tells documents apart. The same document may come twice.
	ID string `json:"id" validate:"required,max=100,line"`
	// ReceivedAt is when the document could be handled by the authority's system
	// (13/2003 s.10). Zero means that nobody knows; such a document is held to
	// be in time and older than every other.
	ReceivedAt time.Time `json:"receivedAt,omitzero" validate:"omitempty"`
	// Kind is what the document says. Absent, it is a nomination.
	Kind ReceivedKind `json:"kind,omitempty" validate:"omitempty,oneof=nomination withdrawal refusal acceptance"`
	// Nomination is the document of the kind nomination.
	Nomination *Nomination `json:"nomination,omitempty" validate:"omitempty"`
	// Nominator is the organization that withdraws or refuses.
	Nominator string `json:"nominator,omitempty" validate:"omitempty,max=100,orgid"`
	// Accepts is the id of the late nomination that the organizer accepts.
	Accepts string `json:"accepts,omitempty" validate:"omitempty,max=100,line"`
}

// ReceivedKind is what a received document says.
type ReceivedKind string

// The kinds of received documents.
const (
	KindNomination ReceivedKind = "nomination" // an answer
	KindWithdrawal ReceivedKind = "withdrawal" // the nominator takes its answer back
	KindRefusal    ReceivedKind = "refusal"    // the nominator says that it names no one
	KindAcceptance ReceivedKind = "acceptance" // the organizer accepts a late answer
)

var receivedType = constraint.MustCompile[Received]()

// ReceivedType is the received document as a document type.
func ReceivedType() *constraint.Type { return receivedType }

// DecodeReceived reads a received document from JSON and reports every fault in
// its structure and every rule of its own and of its nomination, in document
// order, without looking at a call. It is nil if the data is not JSON at all.
// [ResolvedCall.ReadReceived] does this for a call.
func DecodeReceived(data []byte) (*Received, []Violation) { return readReceived(data, nil) }

// ReadReceived reads a received document that came in for this call: everything
// that is wrong with it and with its nomination, in document order, without
// asking for the time. Only who is asked can answer, withdraw or refuse. It is
// nil if the data is not JSON at all.
func (c *ResolvedCall) ReadReceived(data []byte) (*Received, []Violation) {
	return readReceived(data, c)
}

func readReceived(data []byte, call *ResolvedCall) (*Received, []Violation) {
	r := new(Received)
	structural := receivedType.Decode(data, r)
	if constraint.NotJSON(structural) {
		return nil, structural
	}
	in := inspection{bad: receivedType.Merge(structural, receivedType.Check(r))}
	r.inspect(&in, call)
	if r.Nomination != nil {
		nested := inspection{bad: within(in.bad, "/nomination")}
		r.Nomination.inspect(&nested)
		if call != nil {
			call.inspect(r.Nomination, &nested)
		}
		for _, v := range nested.out {
			v.Location = "/nomination" + v.Location
			if v.Params.Other != "" {
				v.Params.Other = "/nomination" + v.Params.Other
			}
			in.out = append(in.out, v)
		}
	}
	return r, in.all(receivedType)
}

// within are the violations beneath a place, in that place's own terms.
func within(violations []Violation, place string) []Violation {
	var beneath []Violation
	for _, v := range violations {
		if constraint.Within(v.Location, place) {
			v.Location = v.Location[len(place):]
			beneath = append(beneath, v)
		}
	}
	return beneath
}

// inspect says which member a kind needs, and whether the call, if there is one,
// asks who withdraws or refuses. Of a kind that cannot be read it says nothing.
func (r *Received) inspect(in *inspection, call *ResolvedCall) {
	if in.hasWrongType("/kind") {
		return
	}
	switch r.kind() {
	case KindNomination:
		if r.Nomination == nil {
			in.error(constraint.RuleRequired, "/nomination", constraint.Params{})
		}
	case KindWithdrawal, KindRefusal:
		if r.Nominator == "" {
			in.error(constraint.RuleRequired, "/nominator", constraint.Params{})
		} else if call != nil {
			call.inspectNominator(r.Nominator, in)
		}
	case KindAcceptance:
		if r.Accepts == "" {
			in.error(constraint.RuleRequired, "/accepts", constraint.Params{})
		}
	}
}

func (r *Received) kind() ReceivedKind {
	if r.Kind == "" {
		return KindNomination
	}
	return r.Kind
}

// nominator is the id of the organization that the document is from, if any.
func (r *Received) nominator() string {
	if r.kind() == KindNomination && r.Nomination != nil {
		return r.Nomination.Nominator
	}
	return r.Nominator
}
