package main

import (
	"github.com/hytekit/hytekit/cmd/hyte/internal/documents"
	"github.com/hytekit/hytekit/forms/intake"
	"github.com/hytekit/hytekit/hyte"
)

// load reads the inquiry of a command that works on it. One that is not sound is
// reported on stderr; `hyte check` shows its warnings.
func (c *callFlag) load(a *app, languageCode string) (intake.Inquiry, error) {
	if c.path == "" {
		return nil, usagef("which call? Give --call CALL")
	}
	return a.loadInquiry(c.path, languageCode)
}

func (a *app) loadInquiry(path, languageCode string) (intake.Inquiry, error) {
	text, err := a.readDocument(path)
	if err != nil {
		return nil, err
	}
	inquiry, _, violations := a.kinds.read(text)
	if inquiry == nil {
		return nil, a.unsound(inLanguage(languageCode, a.kinds.texts), path, text, onlyErrors(violations))
	}
	return inquiry, nil
}

// unsound tells what is wrong with a file without which a command does nothing.
func (a *app) unsound(l *language, path string, text []byte, violations hyte.Violations) error {
	whole := documents.Document{Line: 1, Column: 1, Text: text}
	if _, err := a.stderr.Write(l.appendReport(nil, path, whole, violations)); err != nil {
		return err
	}
	a.notice("%s is not sound, so nothing was done with it", printable(path))
	return errFailed
}

func onlyErrors(violations hyte.Violations) hyte.Violations {
	var errors hyte.Violations
	for _, v := range violations {
		if v.Severity == hyte.Error {
			errors = append(errors, v)
		}
	}
	return errors
}
