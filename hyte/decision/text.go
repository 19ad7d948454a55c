package decision

import (
	"bytes"
	"regexp"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/hytekit/hytekit/hyte/constraint"
	"golang.org/x/net/html"
	"golang.org/x/text/encoding/charmap"
)

// decoded is the text in UTF-8. What is UTF-8 is taken for it, whatever it says: text in a
// one-byte encoding hardly ever is by chance, and files are often converted without a
// change of their first line. Anything else is read as browsers read ISO-8859-1.
func decoded(data []byte) []byte {
	data = constraint.WithoutMark(data)
	if utf8.Valid(data) {
		return data
	}
	text, err := charmap.Windows1252.NewDecoder().Bytes(data)
	if err != nil {
		return bytes.ToValidUTF8(data, []byte("\ufffd"))
	}
	return text
}

// line is a text on one line: with single blanks, and without characters that are not seen.
func line(text string) string {
	text = strings.Map(func(r rune) rune {
		switch {
		case unicode.IsSpace(r):
			return ' '
		case unicode.IsControl(r), unicode.Is(unicode.Cf, r), r == unicode.ReplacementChar:
			return -1
		}
		return r
	}, text)
	return strings.Join(strings.Fields(text), " ")
}

// cut shortens a text to so many characters.
func cut(text string, longest int) string {
	if utf8.RuneCountInString(text) <= longest {
		return text
	}
	runes := []rune(text)
	return strings.TrimSpace(string(runes[:longest-1])) + "…"
}

// longestLine is how many characters of a line are looked at: a paragraph has fewer.
const longestLine = 5000

// lines are those of a page, as text or HTML, without empty ones.
func lines(data []byte) []string {
	text := decoded(data)
	if isHTML(text) {
		text = visible(text)
	}
	var all []string
	for l := range strings.Lines(string(text)) {
		if l = line(l); l != "" {
			all = append(all, cut(l, longestLine))
		}
	}
	return all
}

func isHTML(text []byte) bool { return bytes.HasPrefix(bytes.TrimSpace(text), []byte("<")) }

// inline are the elements that neither begin nor end a line.
var inline = map[string]bool{
	"a": true, "abbr": true, "b": true, "bdi": true, "bdo": true, "cite": true, "code": true, "em": true, "font": true,
	"i": true, "mark": true, "q": true, "s": true, "small": true, "span": true, "strong": true, "sub": true, "sup": true, "u": true,
	"td": true, "th": true, // a row is a line
}

// visible is the text of an HTML page that people see, with a line for each block. It reads
// tags one by one instead of building the tree of a page that may be nested to any depth.
func visible(page []byte) []byte {
	var out bytes.Buffer
	hidden := ""
	for z := html.NewTokenizer(bytes.NewReader(page)); ; {
		switch z.Next() {
		case html.ErrorToken: // the end: reading from memory does not fail otherwise
			return out.Bytes()
		case html.TextToken:
			if hidden == "" {
				out.WriteString(lineBreaks.ReplaceAllString(string(z.Text()), " "))
			}
		case html.StartTagToken:
			name, _ := z.TagName()
			switch tag := string(name); {
			case hidden != "":
			case tag == "script" || tag == "style" || tag == "title" || tag == "template" || tag == "noscript":
				hidden = tag
			case tag == "td" || tag == "th":
				out.WriteByte(' ')
			case !inline[tag]:
				out.WriteByte('\n')
			}
		case html.EndTagToken, html.SelfClosingTagToken:
			name, _ := z.TagName()
			switch tag := string(name); {
			case tag == hidden:
				hidden = ""
			case !inline[tag]:
				out.WriteByte('\n')
			}
		}
	}
}

var lineBreaks = regexp.MustCompile(`[\r\n]+`)
