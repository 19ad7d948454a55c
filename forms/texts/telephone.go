package texts

import "strings"

// Telephone writes a number in E.164 as people in Finland read it, with blanks
// that do not break: "+358 40 123 4501". A number of another country stays as
// it is.
func Telephone(number string) string {
	const noBreak = "\u00a0"
	rest, ok := strings.CutPrefix(number, "+358")
	if !ok || len(rest) < 7 {
		return number
	}
	return "+358" + noBreak + rest[:2] + noBreak + rest[2:5] + noBreak + rest[5:]
}

// NationalTelephone writes a number in E.164 as it is dialed in Finland:
// "040 123 4501", "09 123 4567", and one of another country with the prefix for
// calls abroad: "00 46 8123456". Anything else stays as it is.
func NationalTelephone(number string) string {
	digits, ok := strings.CutPrefix(number, "+")
	if !ok || len(digits) < 7 || strings.Trim(digits, "0123456789") != "" {
		return number
	}
	rest, ok := strings.CutPrefix(digits, "358")
	if !ok {
		country := countryCodeLength(digits)
		return "00 " + digits[:country] + " " + digits[country:]
	}
	area := areaCodeLength(rest)
	if len(rest) < area+4 {
		return "0" + rest
	}
	return "0" + rest[:area] + " " + rest[area:area+3] + " " + rest[area+3:]
}

// areaCodeLength is how many digits without the 0 say which network or area a
// Finnish number is of: 040, 050, the nationwide 010, 020, 029, 030, 060, 070,
// 073 and 075, and 0800; the other areas have one: 02, 09.
func areaCodeLength(rest string) int {
	if strings.HasPrefix(rest, "800") {
		return 3
	}
	for _, two := range [...]string{"1", "4", "50", "20", "29", "30", "60", "70", "73", "75"} {
		if strings.HasPrefix(rest, two) {
			return 2
		}
	}
	return 1
}

// countryCodeLength is how many digits of an international number are the
// country's (ITU-T E.164).
func countryCodeLength(digits string) int {
	if digits[0] == '1' || digits[0] == '7' {
		return 1
	}
	const two = " 20 27 30 31 32 33 34 36 39 40 41 43 44 45 46 47 48 49 51 52 53 54 55 56 57 58 " +
		"60 61 62 63 64 65 66 81 82 84 86 90 91 92 93 94 95 98 "
	if strings.Contains(two, " "+digits[:2]+" ") {
		return 2
	}
	return 3
}
