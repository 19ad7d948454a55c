package forms

import (
	"encoding/json"
	"strings"
	"time"

	"github.com/hytekit/hytekit/hyte"
	"github.com/hytekit/hytekit/hyte/constraint"
)

// found is what a server tells the widget about a form: the body of a problem
// (RFC 9457) has these members among others, and a page with a form carries
// them for the widget that takes it over.
type found struct {
	Phase      int              `json:"phase,omitempty" validate:"omitempty,min=0,max=12"`
	Status     int              `json:"status,omitempty" validate:"omitempty,min=0,max=999"`
	Action     string           `json:"action,omitempty" validate:"omitempty,max=2000,line"`
	Handover   bool             `json:"handover,omitempty" validate:"omitempty"`
	Now        int              `json:"now,omitempty" validate:"omitempty,min=0,max=99999999999"` // seconds since 1970
	Review     bool             `json:"review,omitempty" validate:"omitempty"`
	Retaken    bool             `json:"retaken,omitempty" validate:"omitempty"`
	Violations []foundViolation `json:"violations,omitempty" validate:"omitempty,dive"`
}

// foundViolation is a violation of which nothing is certain.
type foundViolation struct {
	Rule     hyte.Rule           `json:"rule" validate:"required,max=100,line"`
	Location string              `json:"location" validate:"omitempty,max=1000,line"`
	Params   *constraint.Params  `json:"params,omitempty" validate:"omitempty"`
	Severity constraint.Severity `json:"severity" validate:"required,oneof=error warning"`
}

var foundType = constraint.MustCompile[found]()

// readFound reads what a server said. Members that it does not know do not
// matter; a text that is not JSON says nothing.
func readFound(data []byte) found {
	var f found
	for _, v := range foundType.Decode(data, &f) {
		if strings.HasPrefix(string(v.Rule), "json.") {
			return found{}
		}
	}
	return f
}

// now is when the server said it; zero if that is not known.
func (f *found) now() time.Time {
	if f.Now == 0 {
		return time.Time{}
	}
	return time.Unix(int64(f.Now), 0)
}

// violations are those that name a rule. What is no warning is an error.
func (f *found) violations() hyte.Violations {
	var out hyte.Violations
	for _, v := range f.Violations {
		if v.Rule == "" {
			continue
		}
		violation := hyte.Violation{Rule: v.Rule, Location: v.Location, Severity: hyte.Error}
		if v.Severity == hyte.Warning {
			violation.Severity = hyte.Warning
		}
		if v.Params != nil {
			violation.Params = *v.Params
		}
		out = append(out, violation)
	}
	return out
}

// Findings is what the widget must know of a view to take over the page that
// shows it: everything but the values, which are in the page. It is JSON, holds
// no personal data, and is read by [NewSession].
func (v View) Findings() []byte {
	told := found{Phase: int(v.Phase), Status: int(v.Status), Action: v.Action, Handover: v.Handover, Review: v.Review, Retaken: v.Retaken}
	if !v.Now.IsZero() {
		told.Now = int(v.Now.Unix())
	}
	for i := range v.Violations {
		f := &v.Violations[i]
		told.Violations = append(told.Violations, foundViolation{f.Rule, f.Location, &f.Params, f.Severity})
	}
	out, err := json.Marshal(told)
	if err != nil {
		panic(err) // numbers and texts are always written
	}
	return out
}
