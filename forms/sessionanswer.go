package forms

import (
	"slices"

	"github.com/hytekit/hytekit/hyte"
	"github.com/hytekit/hytekit/hyte/constraint"
)

// Answer takes what the server said to the document: the HTTP status and the
// body, or status 0 if no answer came. If it was accepted, the receipt comes
// back, as the server wrote it.
func (s *Session) Answer(status int, body []byte) (receipt []byte, accepted bool) {
	s.view.Announcement = ""
	if status == 200 || status == 201 {
		var r Receipt
		if violations := receiptType.Read(body, &r); !slices.ContainsFunc(violations, spoils) {
			s.receipt, s.focus = &r, receiptID
			return body, true
		}
	}
	told := readFound(body)
	violations := told.violations()
	if closed := hyte.ClosedBy(violations); closed != 0 {
		s.view.Status, s.view.Phase, s.focus = closed, PhaseNotNow, noticeID
		return nil, false
	}
	if s.isForbidden(status, violations) {
		s.view.Phase, s.focus = PhaseForbidden, noticeID
		return nil, false
	}
	if status >= 400 && status < 500 && violations.Invalid() {
		s.server = beyond(violations, s.form.Check(s.state))
		s.say(violations)
		s.reject()
		return nil, false
	}
	s.view.Phase, s.focus = phaseOf(status), noticeID
	return nil, false
}

// spoils reports whether a violation means that a receipt cannot be shown; that
// it has further members does not.
func spoils(v hyte.Violation) bool { return v.Rule != constraint.RuleUnknownProperty }

// isForbidden reports whether the inquiry is for invited organizations, who have a
// link of their own. A firewall or a proxy between here and the service may say 403
// of any answer, and then there is no such link: the service says so in a violation.
func (s *Session) isForbidden(status int, violations hyte.Violations) bool {
	return (status == 401 || status == 403) && (s.form.Inquiry().Invited() || violations.Invalid())
}

// phaseOf is what an answer means that nothing in its body explains.
func phaseOf(status int) Phase {
	switch status {
	case 0:
		return PhaseOffline
	case 409:
		return PhaseConflict
	case 413:
		return PhaseTooLarge
	case 429:
		return PhaseBusy
	default:
		return PhaseUnavailable
	}
}
