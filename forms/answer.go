package forms

import (
	"strconv"
	"strings"

	"github.com/hytekit/hytekit/hyte"
	"github.com/hytekit/hytekit/hyte/constraint"
)

// found is what a server tells the widget about a form: the body of a problem
// (RFC 9457) has these members among others, and a page with a form carries
// them for the widget that takes it over.
type found struct {
	Phase      int              `json:"phase,omitempty" validate:"omitempty,min=0,max=8"`
	Status     int              `json:"status,omitempty" validate:"omitempty,min=0,max=999"`
	Action     string           `json:"action,omitempty" validate:"omitempty,max=2000,line"`
	Handover   bool             `json:"handover,omitempty" validate:"omitempty"`
	Violations []foundViolation `json:"violations,omitempty" validate:"omitempty,dive"`
}

type foundViolation struct {
	Rule     string       `json:"rule" validate:"required,max=100,line"`
	Location string       `json:"location" validate:"omitempty,max=1000,line"`
	Params   *foundParams `json:"params,omitempty" validate:"omitempty"`
	Severity string       `json:"severity" validate:"required,oneof=error warning"`
}

type foundParams struct {
	Min       int      `json:"min,omitempty" validate:"omitempty,min=0,max=1000000000"`
	Max       int      `json:"max,omitempty" validate:"omitempty,min=0,max=1000000000"`
	Type      string   `json:"type,omitempty" validate:"omitempty,max=100"`
	Allowed   []string `json:"allowed,omitempty" validate:"omitempty,dive,max=100"`
	Successor string   `json:"successor,omitempty" validate:"omitempty,max=100"`
	Date      string   `json:"date,omitempty" validate:"omitempty,max=100"`
	Time      string   `json:"time,omitempty" validate:"omitempty,max=100"`
	Other     string   `json:"other,omitempty" validate:"omitempty,max=1000"`
	Line      int      `json:"line,omitempty" validate:"omitempty,min=0,max=1000000000"`
	Column    int      `json:"column,omitempty" validate:"omitempty,min=0,max=1000000000"`
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

func (f *found) violations() []hyte.Violation {
	var out []hyte.Violation
	for _, v := range f.Violations {
		if v.Rule == "" {
			continue
		}
		violation := hyte.Violation{Rule: hyte.Rule(v.Rule), Location: v.Location, Severity: hyte.Error}
		if v.Severity == string(hyte.Warning) {
			violation.Severity = hyte.Warning
		}
		if p := v.Params; p != nil {
			violation.Params = constraint.Params(*p)
		}
		out = append(out, violation)
	}
	return out
}

// Findings is what the widget must know of a view to take over the page that
// shows it: everything but the values, which are in the page. It is JSON, holds
// no personal data, and is read by [NewSession].
func (v View) Findings() []byte {
	out := append([]byte(`{"phase":`), strconv.Itoa(int(v.Phase))...)
	out = append(append(out, `,"status":`...), strconv.Itoa(int(v.Status))...)
	out = appendMember(out, "action", v.Action)
	if v.Handover {
		out = append(out, `,"handover":true`...)
	}
	out = append(out, `,"violations":[`...)
	for i := range v.Violations {
		if i > 0 {
			out = append(out, ',')
		}
		out = appendViolation(out, &v.Violations[i])
	}
	return append(out, "]}"...)
}

func appendViolation(out []byte, v *hyte.Violation) []byte {
	out = append(out, `{"severity":`...)
	out = constraint.AppendQuote(out, string(v.Severity))
	out = appendMember(out, "rule", string(v.Rule))
	out = appendMember(out, "location", v.Location)
	out = append(out, `,"params":{"line":`...)
	out = strconv.AppendInt(out, int64(v.Params.Line), 10)
	for _, number := range [...]struct {
		name  string
		value int
	}{{"min", v.Params.Min}, {"max", v.Params.Max}, {"column", v.Params.Column}} {
		out = append(append(append(out, `,"`...), number.name...), `":`...)
		out = strconv.AppendInt(out, int64(number.value), 10)
	}
	out = appendMember(out, "type", v.Params.Type)
	out = appendMember(out, "successor", v.Params.Successor)
	out = appendMember(out, "date", v.Params.Date)
	out = appendMember(out, "time", v.Params.Time)
	out = appendMember(out, "other", v.Params.Other)
	return append(out, "}}"...)
}

func appendMember(out []byte, name, value string) []byte {
	if value == "" {
		return out
	}
	out = append(append(append(out, `,"`...), name...), `":`...)
	return constraint.AppendQuote(out, value)
}
