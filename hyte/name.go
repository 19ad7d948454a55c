package hyte

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/hytekit/hytekit/hyte/constraint"
)

// foldName is one text for all ways to write one name. What differs only in
// these is one name:
//
//   - letter case (Unicode's simple folding, and ß as ss);
//   - Unicode normalization, and forms for compatibility such as full width and
//     ligatures (NFKD);
//   - blanks around it, how many stand between two words, and of what kind;
//   - hyphens and dashes, of whatever kind and length;
//   - apostrophes, straight, curly, or an accent in the place of one;
//   - characters that nobody sees: soft hyphens, zero-width characters, marks of
//     direction, variation selectors.
//
// Accents count, as ä and a are different letters.
func foldName(name string) string {
	name = strings.Map(asWritten, name)
	if !isASCII(name) {
		name = strings.ReplaceAll(decompose(name), "ß", "ss")
		name = strings.ReplaceAll(name, "ẞ", "ss")
	}
	return strings.Join(strings.FieldsFunc(fold(name), constraint.IsBlank), " ")
}

// asWritten is the one hyphen, apostrophe or blank for all that look like it, and
// -1 for what nobody sees.
func asWritten(r rune) rune {
	switch r {
	case '\u2010', '\u2011', '\u2012', '\u2013', '\u2014', '\u2015', '\u2212', '\u2043', '\ufe58', '\ufe63', '\uff0d':
		return '-'
	case '`', '\u00b4', '\u02b9', '\u02bb', '\u02bc', '\u02bd', '\u02ca', '\u02cb', '\u2018', '\u2019', '\u201a', '\u201b', '\u2032', '\u2035', '\uff07', '\uff40':
		return '\''
	}
	switch {
	case constraint.IsBlank(r):
		return ' '
	case constraint.IsIgnorable(r):
		return -1
	default:
		return r
	}
}

// fold is one text for all that [strings.EqualFold] holds to be equal.
func fold(text string) string {
	return strings.Map(func(r rune) rune {
		least := r
		for f := unicode.SimpleFold(r); f != r; f = unicode.SimpleFold(f) {
			least = min(least, f)
		}
		return least
	}, text)
}

// sameName reports whether [foldName] makes one text of the two. For names as
// they mostly are it makes none.
func sameName(a, b string) bool {
	if isOrdinary(a) && isOrdinary(b) {
		return sameOrdinary(a, b)
	}
	return foldName(a) == foldName(b)
}

// FoldedName is one text for each name that people take for the same: whatever its
// letters' case, accents and blanks. It is for comparing, not for reading.
func (p *Person) FoldedName() string {
	return foldName(p.FamilyName) + "\x00" + foldName(p.GivenName)
}

// isOrdinary reports whether the name has only characters that [cutLetter] knows:
// ASCII and the letters of Latin-1 and Latin Extended-A, but for those that fold
// to several or to others.
func isOrdinary(name string) bool {
	for _, r := range name {
		if r < utf8.RuneSelf {
			continue
		}
		if r < 'À' || r > 'ž' {
			return false
		}
		switch r {
		case 'ß', 'İ', 'ı', 'Ĳ', 'ĳ', 'Ŀ', 'ŀ', 'ŉ':
			return false
		}
	}
	return true
}

func sameOrdinary(a, b string) bool {
	a, b = strings.Trim(a, " "), strings.Trim(b, " ")
	for a != "" && b != "" {
		var x, y rune
		x, a = cutLetter(a)
		y, b = cutLetter(b)
		if x != y {
			return false
		}
	}
	return a == b
}

// cutLetter takes the first character off an ordinary name, folded; several
// blanks are one.
func cutLetter(name string) (r rune, rest string) {
	r, size := utf8.DecodeRuneInString(name)
	rest = name[size:]
	switch {
	case r == ' ':
		return r, strings.TrimLeft(rest, " ")
	case r == '`':
		return '\'', rest
	default:
		return unicode.ToLower(r), rest
	}
}

func isASCII(text string) bool {
	for i := range len(text) {
		if text[i] >= utf8.RuneSelf {
			return false
		}
	}
	return true
}
