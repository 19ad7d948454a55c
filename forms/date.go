package forms

import "strings"

// isoDate reads a date as people in Finland write it, in any language: day,
// month, year, with points, slashes or hyphens between them, with or without
// blanks, leading zeros and a last point. The year has four digits, because of two nobody
// knows the century. A day that there is not, such as 31.2.2021, becomes an ISO
// date as well, whose rule says what is wrong with it. What is no such date comes
// back as it is.
func isoDate(text string) string {
	for _, separator := range [...]string{".", "/", "-", "–"} {
		parts := strings.Split(strings.TrimSuffix(text, "."), separator)
		if len(parts) != 3 {
			continue
		}
		day, okDay := shortNumber(parts[0], 2)
		month, okMonth := shortNumber(parts[1], 2)
		year, okYear := shortNumber(parts[2], 4)
		if !okDay || !okMonth || !okYear || len(trim(parts[2])) != 4 {
			return text
		}
		return year + "-" + month + "-" + day
	}
	return text
}

// typedDate is an ISO date as a person types it: 2021-01-05 is 5.1.2021, in any language, as
// the hints of the forms say. It is the inverse of [isoDate]; anything else comes back as it is.
func typedDate(text string) string {
	parts := strings.Split(text, "-")
	if len(parts) != 3 || len(parts[0]) != 4 || len(parts[1]) != 2 || len(parts[2]) != 2 {
		return text
	}
	typed := strings.TrimPrefix(parts[2], "0") + "." + strings.TrimPrefix(parts[1], "0") + "." + parts[0]
	if isoDate(typed) != text {
		return text
	}
	return typed
}

// shortNumber fills a number of at most so many digits up to that length.
func shortNumber(text string, length int) (string, bool) {
	text = trim(text)
	if text == "" || len(text) > length {
		return text, false
	}
	for i := range len(text) {
		if text[i] < '0' || text[i] > '9' {
			return text, false
		}
	}
	return strings.Repeat("0", length-len(text)) + text, true
}
