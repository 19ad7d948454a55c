package main

import (
	"github.com/hytekit/hytekit/cmd/hyte/internal/documents"
	"github.com/hytekit/hytekit/hyte"
	"github.com/hytekit/hytekit/hyte/constraint"
)

// readCall reads a call and finds everything that is wrong with it. The call is
// nil if the text is not JSON at all, the resolved one if there is any error.
func readCall(text []byte) (*hyte.Call, *hyte.ResolvedCall, []hyte.Violation) {
	call, violations := hyte.DecodeCall(text)
	if call == nil {
		return nil, nil, violations
	}
	resolved, found := call.Resolve()
	violations = hyte.CallType().Merge(violations, found)
	if constraint.Invalid(violations) {
		resolved = nil
	}
	return call, resolved, violations
}

// load reads the call of a command that works on it. One that is not sound is
// reported on stderr; `hyte check` shows its warnings.
func (c *callFlag) load(a *app, languageCode string) (*hyte.ResolvedCall, error) {
	if c.path == "" {
		return nil, usagef("which call? Give --call CALL")
	}
	return a.loadCall(c.path, languageCode)
}

func (a *app) loadCall(path, languageCode string) (*hyte.ResolvedCall, error) {
	text, err := a.readDocument(path)
	if err != nil {
		return nil, err
	}
	_, resolved, violations := readCall(text)
	if resolved == nil {
		l := inLanguage(languageCode, nil)
		whole := documents.Document{Line: 1, Column: 1, Text: text}
		if _, err := a.stderr.Write(l.appendReport(nil, path, whole, onlyErrors(violations))); err != nil {
			return nil, err
		}
		a.notice("%s is not sound, so nothing was done with it", printable(path))
		return nil, errFailed
	}
	return resolved, nil
}

func onlyErrors(violations []hyte.Violation) []hyte.Violation {
	var errors []hyte.Violation
	for _, v := range violations {
		if v.Severity == hyte.Error {
			errors = append(errors, v)
		}
	}
	return errors
}
