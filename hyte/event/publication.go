package event

import (
	"github.com/hytekit/hytekit/hyte"
	"github.com/hytekit/hytekit/hyte/constraint"
)

// Publication is what the organizer decides about a question: whether anyone may read it, and
// what the answer is. Of several about one question the last one counts. The zero value is not
// valid.
type Publication struct {
	// Question is the id under which the question was received.
	Question string `json:"question" validate:"required,max=64,line"`
	// Shown: false, nobody else reads the question.
	Shown bool `json:"shown,omitempty" validate:"omitempty"`
	// Text is the question as it is shown; empty as it was asked.
	Text string `json:"text,omitempty" validate:"omitempty,max=2000,text"`
	// Answer is empty if there is none yet.
	Answer string `json:"answer,omitempty" validate:"omitempty,max=4000,text"`
	// By is who decided.
	By string `json:"by" validate:"required,max=200,line"`
}

var publicationType = constraint.MustCompile[Publication]()

// DecodePublication reads a publication and says all that is wrong with it. It is nil if
// anything is.
func DecodePublication(data []byte) (*Publication, hyte.Violations) {
	var p Publication
	if violations := publicationType.Read(data, &p); len(violations) > 0 {
		return nil, violations
	}
	return &p, nil
}
