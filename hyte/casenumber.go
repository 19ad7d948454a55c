package hyte

import (
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"
)

// CaseForm names a way of writing case numbers that ParseCaseNumber knows. The empty
// form is one that it does not know.
type CaseForm string

// The known forms, each with an example.
const (
	// CaseSerialYear is "26184/2023".
	CaseSerialYear CaseForm = "serial/year"
	// CaseSerialClassYear is "56/15.00.18/2023".
	CaseSerialClassYear CaseForm = "serial/class/year"
	// CaseOfficeSerialClassYear is "ISAVI/1994/05.01.00/2001".
	CaseOfficeSerialClassYear CaseForm = "office/serial/class/year"
	// CaseOfficeSlashSerialYear is "VN/18139/2021".
	CaseOfficeSlashSerialYear CaseForm = "office/serial/year"
	// CaseOfficeYearSerial is "ROIDno-2020-2129".
	CaseOfficeYearSerial CaseForm = "officeDno-year-serial"
	// CaseOfficeSpaceYearSerial is "HEL 2023-006792".
	CaseOfficeSpaceYearSerial CaseForm = "office year-serial"
	// CaseOfficeYearSerialClass is "HEL 2018-007727 T 01 00 00 00".
	CaseOfficeYearSerialClass CaseForm = "office year-serial T class"
)

// CaseNumber is the number under which an authority keeps a matter in its case register
// (asianumero, diaarinumero; 906/2019 s.25–26). There is no national form, so Text is the
// number and the other fields only say what could be read from it. They are zero when
// Form is empty, and Office or Class is empty in a form that has none. The zero value is
// no case number. Two case numbers are the same when they are ==.
type CaseNumber struct {
	// Text is the number as it was written.
	Text string
	// Form is the way in which it is written.
	Form CaseForm
	// Office is the abbreviation of the authority, as in "ISAVI".
	Office string
	// Year is the year in which the matter was opened, four digits.
	Year int
	// Serial is the running number of the matter within the year, from 1 on.
	Serial int
	// Class is the class of the task, as written: "15.00.18" or "01 00 00 00".
	Class string
}

// String returns the number as it was written.
func (n CaseNumber) String() string { return n.Text }

// ParseCaseNumber reads a case number. It keeps any text, also one whose form it does not
// know; ok tells whether it knows the form. Only a number without anything around it is
// recognized: trim the text first.
func ParseCaseNumber(text string) (n CaseNumber, ok bool) {
	for _, parse := range [...]func(string) (CaseNumber, bool){parseSlashed, parseHyphened, parseSpaced} {
		if n, ok = parse(text); ok {
			n.Text = text
			return n, true
		}
	}
	return CaseNumber{Text: text}, false
}

// ParseCaseNumbers reads the case numbers of a field in which there may be several, as in
// "98/00.04.02/2018, 421/00.01.02/2022". ok tells whether it knows the form of each; if
// not, there is one, with the whole text. Without a text there is none.
func ParseCaseNumbers(text string) (numbers []CaseNumber, ok bool) {
	whole := strings.TrimSpace(text)
	if whole == "" {
		return nil, true
	}
	for _, part := range strings.FieldsFunc(caseSeparators.Replace(whole), func(r rune) bool { return strings.ContainsRune(",;\n", r) }) {
		n, known := ParseCaseNumber(strings.TrimSpace(part))
		if !known {
			return []CaseNumber{{Text: whole}}, false
		}
		numbers = append(numbers, n)
	}
	if len(numbers) == 0 {
		return []CaseNumber{{Text: whole}}, false
	}
	return numbers, true
}

// caseSeparators are words between case numbers.
var caseSeparators = strings.NewReplacer(" ja ", ",", " och ", ",", " and ", ",", " & ", ",")

// parseSlashed reads the four forms whose parts are divided by slashes.
func parseSlashed(text string) (n CaseNumber, ok bool) {
	n.Form = CaseSerialYear
	rest := text
	if first, after, found := strings.Cut(rest, "/"); found && isOffice(first) {
		n.Form, n.Office, rest = CaseOfficeSerialClassYear, first, after
	}
	serial, rest, _ := strings.Cut(rest, "/")
	class, year, found := strings.Cut(rest, "/")
	switch {
	case found && isClass(class, '.'):
		n.Class = class
		if n.Office == "" {
			n.Form = CaseSerialClassYear
		}
	case !found:
		year = rest
		if n.Office != "" {
			n.Form = CaseOfficeSlashSerialYear
		}
	default:
		return CaseNumber{}, false
	}
	return n, n.setYearAndSerial(year, serial)
}

// parseHyphened reads "ROIDno-2020-2129".
func parseHyphened(text string) (n CaseNumber, ok bool) {
	register, rest, _ := strings.Cut(text, "-")
	year, serial, _ := strings.Cut(rest, "-")
	office, found := cutDno(register)
	if !found || !isOffice(office) {
		return CaseNumber{}, false
	}
	n.Form, n.Office = CaseOfficeYearSerial, office
	return n, n.setYearAndSerial(year, serial)
}

// cutDno removes the abbreviation of diaarinumero, in capitals or not.
func cutDno(register string) (office string, found bool) {
	const dno = "Dno"
	at := len(register) - len(dno)
	if at < 0 || !strings.EqualFold(register[at:], dno) {
		return "", false
	}
	return register[:at], true
}

// parseSpaced reads "HEL 2018-007727 T 01 00 00 00", and the same without a class.
func parseSpaced(text string) (n CaseNumber, ok bool) {
	office, rest, _ := strings.Cut(text, " ")
	number, class, hasClass := strings.Cut(rest, " T ")
	year, serial, _ := strings.Cut(number, "-")
	if _, isRegister := cutDno(office); isRegister || !isOffice(office) || hasClass && !isClass(class, ' ') {
		return CaseNumber{}, false
	}
	n.Form, n.Office, n.Class = CaseOfficeSpaceYearSerial, office, class
	if hasClass {
		n.Form = CaseOfficeYearSerialClass
	}
	return n, n.setYearAndSerial(year, serial)
}

// setYearAndSerial reads the two numbers that every form has. A year outside 1900–2099 is
// something else than a year.
func (n *CaseNumber) setYearAndSerial(year, serial string) bool {
	const maxDigits = 9 // fits an int of 32 bits
	if len(year) != 4 || !isDigits(year) || year[:2] != "19" && year[:2] != "20" {
		return false
	}
	if len(serial) > maxDigits || !isDigits(serial) {
		return false
	}
	n.Year, _ = strconv.Atoi(year)
	n.Serial, _ = strconv.Atoi(serial)
	return n.Serial > 0
}

// isOffice tells whether the text is one or more letters, as abbreviations are.
func isOffice(text string) bool {
	for _, r := range text {
		if !unicode.IsLetter(r) {
			return false
		}
	}
	return text != "" && utf8.ValidString(text)
}

// isClass tells whether the text is groups of two digits with the separator between.
func isClass(text string, separator byte) bool {
	for i := range len(text) {
		if isSeparator := i%3 == 2; isSeparator && text[i] != separator || !isSeparator && !isDigit(text[i]) {
			return false
		}
	}
	return len(text)%3 == 2
}

// isDigits tells whether the text is one or more digits 0–9.
func isDigits(text string) bool {
	for i := range len(text) {
		if !isDigit(text[i]) {
			return false
		}
	}
	return text != ""
}

func isDigit(c byte) bool { return '0' <= c && c <= '9' }

// ParseSection reads the number of a section (pykälä) by which minutes are cited: "§ 30",
// "§30", "30 §", "030 §" and "30" all give "30". The result has no leading zeros, is at
// least "1" and has at most five digits. ok is false for any other text.
func ParseSection(text string) (number string, ok bool) {
	number = strings.TrimSpace(text)
	if after, found := strings.CutPrefix(number, "§"); found {
		number = strings.TrimSpace(after)
	} else if before, found := strings.CutSuffix(number, "§"); found {
		number = strings.TrimSpace(before)
	}
	if !isDigits(number) {
		return "", false
	}
	const maxDigits = 5
	number = strings.TrimLeft(number, "0")
	if number == "" || len(number) > maxDigits {
		return "", false
	}
	return number, true
}
