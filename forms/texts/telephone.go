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
