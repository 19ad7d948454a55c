package export

import (
	"slices"
	"strings"
	"unicode"
)

// mark is put behind a text that a spreadsheet would take for something else. It is
// a zero-width space: invisible, no part of any number, and taken away again where
// hytekit reads a value. Quotation marks keep no cell a text, LibreOffice takes
// other spaces for thousands separators, and an apostrophe is shown.
const mark = "\u200b"

// keptText is a text such that a spreadsheet which opens a table keeps it.
func keptText(text string) string {
	if beginsFormula(text, false) || !readsAsValue(text) {
		return text
	}
	return text + mark
}

// readsAsValue reports whether some spreadsheet, in Finnish, Swedish or English,
// may take the text for a number, a date, a time, an amount, a truth value or an
// error. It may say so too often, as a mark is not seen, but never of what people
// copy from, an e-mail address.
func readsAsValue(text string) bool {
	if strings.HasPrefix(text, "#") {
		return true
	}
	words := strings.FieldsFunc(strings.ToLower(text), func(r rune) bool { return !unicode.IsLetter(r) })
	if !strings.ContainsFunc(text, unicode.IsNumber) {
		return len(words) == 1 && slices.Contains(truthValues, words[0])
	}
	return !strings.ContainsAny(text, "@§") && !slices.ContainsFunc(words, func(word string) bool { return !inValue(word) })
}

// truthValues are TRUE and FALSE in three languages.
var truthValues = []string{"tosi", "epätosi", "sant", "falskt", "true", "false"}

// inValue reports whether a word, in small letters, may be part of a number, a date
// or an amount: am, E, kr, %, a month.
func inValue(word string) bool {
	if len([]rune(word)) <= 2 {
		return true
	}
	return slices.ContainsFunc(valueWords, func(begin string) bool { return strings.HasPrefix(word, begin) })
}

// valueWords are beginnings of months, days of the week and currencies.
var valueWords = strings.Fields(
	"tam hel maa huh tou kes hei elo syy lok mar jou " +
		"jan feb apr maj jun jul aug sep okt nov dec may oct " +
		"tii kesk tor per lau sun mån tis ons fre lör sön mon tue wed thu fri sat " +
		"eur usd sek nok dkk gbp")
