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
