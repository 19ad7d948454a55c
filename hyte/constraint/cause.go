package constraint

import (
	"slices"
	"strings"
	"time"
	"unicode"
	"unicode/utf8"
)

// Causes say what is wrong with a text that has not the form it should, as far as
// a person is helped by knowing.
const (
	CauseAtMissing = "at_missing" // an e-mail address without @
	CauseAtTwice   = "at_twice"   // more than one @, as in two addresses
	CauseBlank     = "blank"      // a blank within an e-mail address
	CauseComma     = "comma"      // a comma within an e-mail address
	CauseLetter    = "letter"     // a letter that e-mail addresses do not have, such as ä
	CauseSign      = "sign"       // another character that they do not have, such as ;
	CausePrefix    = "prefix"     // a telephone number that begins neither with 0 nor with +
	CauseText      = "text"       // words beside a telephone number
	CauseDay       = "day"        // a day that the month does not have; params.max is its last one
	CauseMonth     = "month"      // no month has that number
	CauseYear      = "year"       // a year of two digits, or none
)

func emailCause(text string) Params {
	bare, _ := bareEmail(text)
	_, _, ok := cutAt(bare)
	switch at := strings.Count(bare, "@") + strings.Count(bare, "\uff20"); {
	case at > 1:
		return Params{Cause: CauseAtTwice}
	case strings.ContainsFunc(bare, blankSet.has):
		return Params{Cause: CauseBlank}
	case strings.Contains(bare, ","):
		return Params{Cause: CauseComma}
	case at == 0 && !ok:
		return Params{Cause: CauseAtMissing}
	}
	switch stranger := EmailStranger(text); {
	case unicode.IsLetter(stranger):
		return Params{Cause: CauseLetter}
	case stranger != 0:
		return Params{Cause: CauseSign}
	}
	return Params{}
}

// EmailStranger is the first character of a text that no e-mail address has at its place,
// such as an ä before the @; 0 if there is none. A violation never holds it, for it is of
// the person's own value: whoever shows the value anyway may name it.
func EmailStranger(text string) rune {
	bare, _ := bareEmail(text)
	local, domain, ok := cutAt(bare)
	if !ok {
		local = bare
	}
	for _, r := range local {
		if r != '.' && (r >= utf8.RuneSelf || !isAtom(byte(r))) {
			return r
		}
	}
	for _, r := range domain {
		if r != '.' && r != '-' && !isLabelLetter(unicode.ToLower(r)) && (r < '0' || r > '9') {
			return r
		}
	}
	return 0
}

func telephoneCause(text string) Params {
	trimmed := TrimBlanks(text)
	switch {
	case strings.ContainsFunc(trimmed, unicode.IsLetter):
		return Params{Cause: CauseText}
	case trimmed != "" && trimmed[0] >= '1' && trimmed[0] <= '9' && !strings.ContainsFunc(trimmed, func(r rune) bool {
		return !isGap(r) && (r < '0' || r > '9')
	}):
		return Params{Cause: CausePrefix}
	}
	return Params{}
}

// dateCause understands dates as documents have them, and those with a year of
// two digits, or none, as people write them.
func dateCause(text string) Params {
	year, rest, _ := strings.Cut(text, "-")
	month, day, _ := strings.Cut(rest, "-")
	y, okYear := number(year)
	m, okMonth := number(month)
	d, okDay := number(day)
	if len(year) == 4 && len(month) == 2 && len(day) == 2 && okYear && okMonth && okDay {
		switch last := time.Date(y, time.Month(m)+1, 0, 0, 0, 0, 0, time.UTC).Day(); {
		case m < 1 || m > 12:
			return Params{Cause: CauseMonth}
		case d < 1 || d > last:
			return Params{Cause: CauseDay, Max: last}
		}
		return Params{}
	}
	parts := strings.FieldsFunc(strings.TrimSuffix(text, "."), func(r rune) bool { return strings.ContainsRune("./-– ", r) })
	if slices.ContainsFunc(parts, func(p string) bool { return len(p) > 2 || !only(p, isDigit) }) {
		return Params{}
	}
	if len(parts) == 2 || len(parts) == 3 { // a day and a month, with half a year or none
		return Params{Cause: CauseYear}
	}
	return Params{}
}
