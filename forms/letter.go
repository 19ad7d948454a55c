package forms

import "strings"

// maxLetter is how long the address of a letter may be: Windows hands at most
// 2,083 characters of an address to a mail program, and Outlook takes about 2,000.
const maxLetter = 1900

// letter is the address (RFC 6068) of an e-mail with the answer in it. Where
// that would be too long for mail programs, the letter says less: first that the
// file is attached, then a short subject, and last no copies, which the page
// names as well.
func (f *Form) letter(s *State, file string) string {
	nominator := ""
	if n, ok := f.call.Nominator(s.Get("/nominator")); ok {
		nominator = n.Name.In(f.Language())
	}
	subject := f.catalog.Text("handover.subject", "body", f.call.Call.Body.Name.In(f.Language()), "nominator", nominator)
	attached := f.catalog.Text("handover.letter", "file", file)
	short := f.catalog.Text("handover.short", "file", file)
	to, copies := f.recipients()
	for _, address := range []string{
		mailto(to, copies, subject, f.letterText(s)+attached),
		mailto(to, copies, subject, short),
		mailto(to, copies, file, short),
	} {
		if len(address) <= maxLetter {
			return address
		}
	}
	return mailto(to, nil, file, short)
}

// letterText is the answer as plain text.
func (f *Form) letterText(s *State) string {
	var b strings.Builder
	for _, part := range f.answers(s) {
		if part.title != "" {
			b.WriteString(part.title + "\n")
		}
		for _, line := range part.lines {
			b.WriteString(strings.TrimSuffix(line.label, ".") + ": " + line.value + "\n")
		}
		b.WriteString("\n")
	}
	return b.String()
}

// mailto is the address of a new e-mail. Its lines end in CR LF, as in mail.
func mailto(to string, copies []string, subject, body string) string {
	out := appendEscaped([]byte("mailto:"), to, "@")
	separator := "?cc="
	for _, address := range copies {
		out = appendEscaped(append(out, separator...), address, "@")
		separator = ","
	}
	separator = "&subject="
	if len(copies) == 0 {
		separator = "?subject="
	}
	out = appendEscaped(append(out, separator...), subject, "")
	body = strings.ReplaceAll(strings.ReplaceAll(body, "\r\n", "\n"), "\n", "\r\n")
	return string(appendEscaped(append(out, "&body="...), body, ""))
}

// appendEscaped percent-encodes all but the unreserved characters of RFC 3986
// and those that may stay. A space is %20: mail programs show a plus as it is.
func appendEscaped(out []byte, text, stay string) []byte {
	const hex = "0123456789ABCDEF"
	for i := range len(text) {
		c := text[i]
		switch {
		case c >= 'a' && c <= 'z', c >= 'A' && c <= 'Z', c >= '0' && c <= '9',
			strings.IndexByte("-._~", c) >= 0, strings.IndexByte(stay, c) >= 0:
			out = append(out, c)
		default:
			out = append(out, '%', hex[c>>4], hex[c&15])
		}
	}
	return out
}
