package rules

import (
	"strings"

	"github.com/hytekit/hytekit/hyte/constraint"
	"github.com/hytekit/hytekit/schema/internal/node"
)

// formatDescriptions say what the patterns are meant to allow.
var formatDescriptions = map[constraint.Rule]string{
	constraint.RuleFormatLine:         "One line of text with a letter, digit, punctuation mark or symbol: no control characters or line breaks, and characters that turn the direction of writing only around it.",
	constraint.RuleFormatText:         "Text in one or more lines with a letter, digit, punctuation mark or symbol: no control characters, and characters that turn the direction of writing only around it.",
	constraint.RuleFormatEmail:        "An e-mail address, name@host. The @ may be written (at) or [at].",
	constraint.RuleFormatTelephone:    "A telephone number, international (+ or 00) or Finnish national (0), with spaces, hyphens or points between digits.",
	constraint.RuleFormatDate:         "A day of the years 1900 to 2199 that the calendar has, YYYY-MM-DD (ISO 8601).",
	constraint.RuleFormatTime:         "A clock time of the day, HH:MM from 00:00 to 23:59.",
	constraint.RuleFormatDateTime:     "An instant with its offset from UTC, such as 2021-01-15T16:15:00+02:00 (RFC 3339).",
	constraint.RuleFormatBusinessID:   "A Finnish Business ID (Y-tunnus), NNNNNNN-C. The pattern leaves the check digit C to other engines.",
	constraint.RuleFormatLanguage:     "The code of a language, two or three lower-case letters (ISO 639).",
	constraint.RuleFormatMunicipality: "The code of a Finnish municipality, three digits.",
	constraint.RuleFormatArea:         "The code of a Finnish region or wellbeing services county, two digits.",
	constraint.RuleFormatID:           "An identifier: lower-case letters, digits, and hyphens between them.",
	constraint.RuleFormatOrganization: "The id of an organization: its kind, a colon and a name, such as municipality:109.",
	constraint.RuleFormatURL:          "An absolute https address in ASCII (RFC 3986).",
	constraint.RuleFormatOrigin:       "The origin of a site, https://host or https://host:port in lower case (RFC 6454).",
}

// Format is the definition of a format. It allows the empty text, which is an
// absent one.
func Format(f *constraint.Format) *node.Schema {
	s := &node.Schema{Title: f.Name, Description: formatDescriptions[f.Rule], Type: "string"}
	for _, p := range f.Patterns {
		p = "^(?:" + strings.TrimSuffix(strings.TrimPrefix(p, "^"), "$") + ")?$"
		s.AllOf = append(s.AllOf, &node.Schema{Pattern: p})
	}
	if len(s.AllOf) == 1 {
		s.Pattern, s.AllOf = s.AllOf[0].Pattern, nil
	}
	// Python's $ also stands before a line break that ends the text.
	if f.Rule == constraint.RuleFormatText {
		s.Not = &node.Schema{Const: "\n"}
	} else {
		s.Not = &node.Schema{Pattern: "\n$"}
	}
	return s
}
