package event

import (
	"github.com/hytekit/hytekit/hyte"
	"github.com/hytekit/hytekit/hyte/constraint"
)

// Cancellation says that whoever has registered does not come after all. The zero value is not
// valid.
type Cancellation struct {
	// Registration is the id under which the registration was received.
	Registration string `json:"registration" validate:"required,max=64,line"`
}

var cancellationType = constraint.MustCompile[Cancellation]()

// DecodeCancellation reads a cancellation and says all that is wrong with it. It is nil if
// anything is.
func DecodeCancellation(data []byte) (*Cancellation, hyte.Violations) {
	var c Cancellation
	if violations := cancellationType.Read(data, &c); len(violations) > 0 {
		return nil, violations
	}
	return &c, nil
}
