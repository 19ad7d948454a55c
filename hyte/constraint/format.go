package constraint

import "slices"

// The rules of the formats.
const (
	RuleFormatLine         Rule = "format.line"
	RuleFormatText         Rule = "format.text"
	RuleFormatWords        Rule = "format.words"
	RuleFormatEmail        Rule = "format.email"
	RuleFormatTelephone    Rule = "format.telephone"
	RuleFormatDate         Rule = "format.date"
	RuleFormatTime         Rule = "format.time"
	RuleFormatDateTime     Rule = "format.date_time"
	RuleFormatBusinessID   Rule = "format.business_id"
	RuleFormatLanguage     Rule = "format.language"
	RuleFormatMunicipality Rule = "format.municipality"
	RuleFormatArea         Rule = "format.area"
	RuleFormatID           Rule = "format.id"
	RuleFormatOrganization Rule = "format.organization"
	RuleFormatURL          Rule = "format.url"
	RuleFormatOrigin       Rule = "format.origin"
)

// Format is a form that a text may be required to have. It has one definition
// in Go and the same one as regular expressions, for engines that cannot run
// ours. The zero value is no format.
type Format struct {
	Name string // the word in the tag
	Rule Rule   // what is reported

	// Patterns are regular expressions which a text of this format matches,
	// every one. They begin with ^, end with $ and keep to the syntax that Go,
	// ECMAScript (with the u or v flag) and Python have in common. Engines that
	// backtrack match them in time by the length of the text: no character can
	// belong to two neighboring repetitions. They hold no U+0000.
	Patterns []string

	// Exact says that the patterns describe the format completely. If not,
	// some texts that match are still not valid: a check digit cannot be
	// written as a pattern.
	Exact bool

	valid func(string) bool
	cause func(string) Params
}

// Valid reports whether the text has this format. The empty text has none.
func (f *Format) Valid(text string) bool { return text != "" && f.valid(text) }

// Cause says what is wrong with a text that has not this format, by one of the
// causes in params.cause, and the limits that go with it; it is zero where there
// is no more to say than what the format is.
func (f *Format) Cause(text string) Params {
	if f.cause == nil {
		return Params{}
	}
	return f.cause(text)
}

// FormatNamed finds a format by its word in the tag.
func FormatNamed(name string) (*Format, bool) {
	for i := range formats {
		if formats[i].Name == name {
			return &formats[i], true
		}
	}
	return nil, false
}

// instantFormat is the format of every value of [KindDateTime]; no tag says it.
const instantFormat = "instant"

// Formats are all formats there are, in a fixed order.
func Formats() []Format { return slices.Clone(formats) }

var formats = []Format{
	{Name: "line", Rule: RuleFormatLine, Patterns: linePatterns, Exact: true, valid: validLine},
	{Name: "text", Rule: RuleFormatText, Patterns: textPatterns, Exact: true, valid: validText},
	{Name: "words", Rule: RuleFormatWords, Patterns: wordsPatterns, Exact: true, valid: validWords},
	{Name: "email", Rule: RuleFormatEmail, Patterns: emailPatterns, Exact: true, valid: validEmail, cause: emailCause},
	{Name: "telephone", Rule: RuleFormatTelephone, Patterns: telephonePatterns, Exact: true, valid: validTelephone, cause: telephoneCause},
	{Name: "caldate", Rule: RuleFormatDate, Patterns: []string{`^` + datePattern + `$`}, Exact: true, valid: validDate, cause: dateCause},
	{Name: "clock", Rule: RuleFormatTime, Patterns: []string{`^` + clockPattern + `$`}, Exact: true, valid: validClock},
	{Name: instantFormat, Rule: RuleFormatDateTime, Patterns: []string{`^` + instantPattern + `$`}, Exact: true, valid: validInstant},
	{Name: "businessid", Rule: RuleFormatBusinessID, Patterns: businessIDPatterns, valid: ValidBusinessID},
	{Name: "language", Rule: RuleFormatLanguage, Patterns: []string{`^[a-z]{2,3}$`}, Exact: true, valid: validLanguage},
	{Name: "municipality", Rule: RuleFormatMunicipality, Patterns: []string{`^[0-9]{3}$`}, Exact: true, valid: digits(3)},
	{Name: "areacode", Rule: RuleFormatArea, Patterns: []string{`^[0-9]{2}$`}, Exact: true, valid: digits(2)},
	{Name: "slug", Rule: RuleFormatID, Patterns: []string{`^` + slugPattern + `$`}, Exact: true, valid: validSlug},
	{Name: "orgid", Rule: RuleFormatOrganization, Patterns: []string{`^` + slugPattern + `:` + slugPattern + `$`}, Exact: true, valid: validOrganizationID},
	{Name: "weburl", Rule: RuleFormatURL, Patterns: []string{urlPattern}, Exact: true, valid: validURL},
	{Name: "origin", Rule: RuleFormatOrigin, Patterns: []string{originPattern}, Exact: true, valid: validOrigin},
}
