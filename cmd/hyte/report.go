package main

import (
	"fmt"
	"strings"
	"unicode"

	"github.com/hytekit/hytekit/cmd/hyte/internal/documents"
	"github.com/hytekit/hytekit/cmd/hyte/internal/locate"
	"github.com/hytekit/hytekit/hyte"
	"github.com/hytekit/hytekit/hyte/constraint"
)

// finding is a violation with its message, as a member of JSON output.
type finding struct {
	hyte.Violation
	Message string `json:"message"`
}

// findings are never nil, so that JSON shows an empty list.
func (l *language) findings(violations hyte.Violations) []finding {
	found := make([]finding, 0, len(violations))
	for _, v := range violations {
		found = append(found, finding{Violation: v, Message: l.message(v)})
	}
	return found
}

// ofSource are the violations of a document with the lines and columns of the
// source that it was cut from.
func ofSource(violations hyte.Violations, d documents.Document) hyte.Violations {
	for i := range violations {
		if p := &violations[i].Params; p.Line > 0 {
			p.Line, p.Column = placeInSource(d, p.Line, p.Column)
		}
	}
	return violations
}

// faultOf is the violation for a source that is broken where a document should
// be.
func faultOf(d documents.Document) hyte.Violations {
	return hyte.Violations{{
		Rule: d.Fault, Severity: hyte.Error,
		Params: constraint.Params{Line: d.Line, Column: d.Column},
	}}
}

func placeInSource(d documents.Document, line, column int) (int, int) {
	if line == 1 {
		column += d.Column - 1
	}
	return line + d.Line - 1, column
}

// appendReport appends one line for each violation of a document, with the
// place in the source in the form that editors know:
//
//	call.json:12:3: error at /deadline/date: Give the date … [format.date]
func (l *language) appendReport(dst []byte, source string, d documents.Document, violations hyte.Violations) []byte {
	for _, v := range violations {
		line, column := v.Params.Line, v.Params.Column
		if line == 0 {
			line, column = locate.Pointer(d.Text, v.Location)
			line, column = placeInSource(d, line, column)
		}
		what := l.word("severity." + string(v.Severity))
		if v.Location != "" {
			what = l.word("at", "severity", what, "location", printable(v.Location))
		}
		dst = fmt.Appendf(dst, "%s:%d:%d: %s: %s [%s]\n",
			printable(source), line, column, what, plain(l.message(v)), v.Rule)
	}
	return dst
}

// printable shows what a terminal would obey, or show as something else, by its
// code point. A document can choose the names of its properties.
func printable(text string) string {
	if !strings.ContainsFunc(text, func(r rune) bool { return !unicode.IsPrint(r) || r == unicode.ReplacementChar }) {
		return text
	}
	var b strings.Builder
	for _, r := range text {
		if unicode.IsPrint(r) && r != unicode.ReplacementChar {
			b.WriteRune(r)
		} else {
			fmt.Fprintf(&b, "\\u%04x", r)
		}
	}
	return b.String()
}

// hasWarning reports whether any of the violations is a warning.
func hasWarning(violations hyte.Violations) bool {
	for _, v := range violations {
		if v.Severity == hyte.Warning {
			return true
		}
	}
	return false
}
