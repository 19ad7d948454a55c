package hyte

import (
	"slices"
	"time"
)

// Step is a document that, beside the answers, decided the status of an entry: what
// the organizer decided, that the organization took its answer back or confirmed it, or that another
// one answered in its name, too.
type Step struct {
	ID string `json:"id" validate:"required,max=100,line"`
	// At is when it was decided, or when a withdrawal or refusal arrived.
	At   time.Time    `json:"at,omitzero" validate:"omitempty"`
	Kind ReceivedKind `json:"kind" validate:"required,oneof=nomination withdrawal refusal acceptance rejection selection correction undo confirmation"`
	// Nominator is the organization whose joint answer it is, of the kind nomination.
	Nominator string `json:"nominator,omitempty" validate:"omitempty,max=100,orgid"`
	// By is who decided at the organizer, or entered what came.
	By     string `json:"by,omitempty" validate:"omitempty,max=200,line"`
	Reason string `json:"reason,omitempty" validate:"omitempty,max=1000,text"`
	Via    Via    `json:"via,omitempty" validate:"omitempty,oneof=form api mail paper cli"`
	// Submitter is who sent a withdrawal or refusal.
	Submitter *Submitter `json:"submitter,omitempty" validate:"omitempty"`
	// EnteredAt is when it was entered, where that differs from its arrival.
	EnteredAt time.Time `json:"enteredAt,omitzero" validate:"omitempty"`
	// Concerns is the id of the document that the organizer decided about, or that was
	// confirmed.
	Concerns string `json:"concerns,omitempty" validate:"omitempty,max=100,line"`
	// ArrivedAt is the time of arrival that a correction gives.
	ArrivedAt time.Time `json:"arrivedAt,omitzero" validate:"omitempty"`
	// Selected and Decision are those of a selection.
	Selected []int     `json:"selected,omitempty" validate:"omitempty,max=100,dive,min=0,max=99"`
	Decision *Decision `json:"decision,omitempty" validate:"omitempty"`
	// Contested says that a withdrawal, refusal or joint answer waits to be settled.
	Contested bool `json:"contested,omitempty" validate:"omitempty"`
	// Late says that a withdrawal or refusal came after the deadline and waits to be
	// accepted.
	Late bool `json:"late,omitempty" validate:"omitempty"`
	// Unconfirmed says that a withdrawal or refusal waits for its submitter to confirm it.
	Unconfirmed bool `json:"unconfirmed,omitempty" validate:"omitempty"`
	// Rejected says that the organizer did not accept a withdrawal or refusal, or settled
	// that another document counts.
	Rejected bool `json:"rejected,omitempty" validate:"omitempty"`
	// Undone says that a later decision undid this one.
	Undone bool `json:"undone,omitempty" validate:"omitempty"`
}

// trail are the steps of an organization, oldest first.
func trail(f *file) []Step {
	var events []*event
	for _, e := range f.documents {
		if e.nomination == nil {
			events = append(events, e)
		}
	}
	events = append(events, f.decisions...)
	slices.SortFunc(events, (*event).compare)
	var steps []Step
	for _, e := range events {
		steps = append(steps, e.step())
	}
	return steps
}

func (e *event) step() Step {
	s := Step{
		ID: e.ID, At: e.at, Kind: e.kind, By: e.By, Reason: e.Reason, Via: e.Via, EnteredAt: inHelsinki(e.EnteredAt),
		Concerns: e.concerns(), Contested: e.state == StateContested, Late: e.state == StateLate, Unconfirmed: e.state == StateUnconfirmed, Rejected: e.state == StateRejected, Undone: e.undone,
	}
	switch e.kind {
	case ReceivedWithdrawal, ReceivedRefusal:
		s.By, s.Submitter = e.EnteredBy, copyOf(e.Submitter)
	case ReceivedCorrection:
		s.ArrivedAt = inHelsinki(e.ArrivedAt)
	case ReceivedSelection:
		s.Selected, s.Decision = slices.Clone(e.Selected), copyOf(e.Decision)
	}
	return s
}
