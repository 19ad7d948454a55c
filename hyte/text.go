package hyte

// Text is one text in several languages, by language code (ISO 639: "fi",
// "sv", "en"). The zero value is no text.
type Text map[string]string

// In is the text in the language, or, where that is missing, in Finnish,
// Swedish, English or whichever language comes first in the alphabet. It is
// empty only if the text is empty in every language.
func (t Text) In(language string) string { return t[t.Language(language)] }

// Language is the language that [Text.In] answers in, so that a page can mark
// a passage which is not in its own (WCAG 2.2, 3.1.2). It is empty if the text
// is empty in every language.
func (t Text) Language(wanted string) string {
	for _, l := range [...]string{wanted, "fi", "sv", "en"} {
		if t[l] != "" {
			return l
		}
	}
	first := ""
	for l, text := range t {
		if text != "" && (first == "" || l < first) {
			first = l
		}
	}
	return first
}
