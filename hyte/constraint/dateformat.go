package constraint

import (
	"strings"

	"github.com/hytekit/hytekit/hyte/civil"
)

// Dates are civil dates of the years 1900 to 2199 in ISO 8601 (2021-01-15),
// real days of the Gregorian calendar. The pattern knows the leap years.
const datePattern = `(?:(?:19|20|21)[0-9]{2}-(?:(?:0[13578]|1[02])-(?:0[1-9]|[12][0-9]|3[01])|(?:0[469]|11)-(?:0[1-9]|[12][0-9]|30)|02-(?:0[1-9]|1[0-9]|2[0-8]))|(?:(?:19|20|21)(?:0[48]|[2468][048]|[13579][26])|2000)-02-29)`

const clockPattern = `(?:[01][0-9]|2[0-3]):[0-5][0-9]`

// An instant is written as RFC 3339 does: in capitals, with a second below 60,
// at most nanoseconds, and an offset that a clock can show.
const instantPattern = datePattern + `T` + clockPattern + `:[0-5][0-9](?:\.[0-9]{1,9})?(?:Z|[+\-]` + clockPattern + `)`

func validDate(text string) bool {
	_, err := civil.Parse(text)
	return err == nil
}

func validClock(text string) bool {
	if len(text) != len("15:04") || text[2] != ':' {
		return false
	}
	hour, okHour := number(text[:2])
	minute, okMinute := number(text[3:])
	return okHour && okMinute && hour < 24 && minute < 60
}

func validInstant(text string) bool {
	if len(text) < len("2006-01-02T15:04:05Z") || text[10] != 'T' || text[16] != ':' {
		return false
	}
	second, ok := number(text[17:19])
	if !ok || second > 59 || !validDate(text[:10]) || !validClock(text[11:16]) {
		return false
	}
	zone := text[19:]
	if zone[0] == '.' {
		fraction := zone[1:]
		zone = strings.TrimLeft(fraction, "0123456789")
		if n := len(fraction) - len(zone); n == 0 || n > 9 {
			return false
		}
	}
	return zone == "Z" || zone != "" && (zone[0] == '+' || zone[0] == '-') && validClock(zone[1:])
}

func number(text string) (n int, ok bool) {
	for i := range len(text) {
		if !isDigit(text[i]) {
			return 0, false
		}
		n = n*10 + int(text[i]-'0')
	}
	return n, true
}

// The pattern of a Business ID leaves the check digit to [ValidBusinessID].
var businessIDPatterns = []string{`^[0-9]{6,7}-[0-9]$`}

// ValidBusinessID reports whether the text is a Finnish Business ID
// (Y-tunnus), NNNNNNN-C, with the right check digit. Old numbers may have six
// digits before the hyphen.
func ValidBusinessID(text string) bool {
	if len(text) == len("123456-7") {
		text = "0" + text
	}
	if len(text) != len("1234567-8") || text[7] != '-' || !isDigit(text[8]) {
		return false
	}
	sum := 0
	for i, weight := range [...]int{7, 9, 10, 5, 8, 4, 2} {
		if !isDigit(text[i]) {
			return false
		}
		sum += weight * int(text[i]-'0')
	}
	check := int(text[8] - '0')
	switch r := sum % 11; r {
	case 0:
		return check == 0
	case 1:
		return false // never issued
	default:
		return check == 11-r
	}
}
