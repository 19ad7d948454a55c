package htmlcheck

import (
	"slices"
	"strings"

	"golang.org/x/net/html"
)

// Injected stands in what a test sends in the place of an honest value: as the name of an
// element, of an attribute, of a header and of a property. Where it gets out of a text, it
// shows as one of these.
const Injected = "hyteevil"

// Hostile are values that try to get out of where they are written: out of elements and
// attributes of HTML, headers of mails, cells of tables, lines of calendars.
func Hostile() []string {
	return []string{
		`"'><` + Injected + ` on` + Injected + `=1>&lt;` + Injected + `&gt;`,
		`</textarea></title></script></style></select>--><` + Injected + `>`,
		`" on` + Injected + `="1" x="`,
		`javascript:` + Injected + `(1)`,
		`=` + Injected + `("x")`,
		"\uff1d" + Injected + `(1)`,
		"\u200b@" + Injected,
		`-2+3|` + Injected,
		Injected + "\r\nBcc: " + Injected + "@example.org\r\nX-" + Injected + ": 1\r\n\r\n<" + Injected + ">",
		Injected + "\nEND:VEVENT\nBEGIN:VEVENT\nX-" + Injected + ":1",
		`x;X-` + Injected + `=1:y,"z\n"`,
		`<` + Injected + `>@example.fi`,
		`a@example.fi?bcc=` + Injected + `@example.org`,
		"\u202e" + Injected + "\u0000\ufeff",
		`{{.` + Injected + `}}${1+` + Injected + `}%s%n`,
	}
}

// schemes are those of addresses in pages.
var schemes = []string{"http", "https", "mailto", "tel"}

// Inert finds what a person has typed and a browser would act on: elements, attributes
// and comments with [Injected] in them, handlers of events, addresses of other schemes than
// a page has.
func Inert(root *html.Node) (faults []string) {
	for n := range root.Descendants() {
		if (n.Type == html.ElementNode || n.Type == html.CommentNode) && strings.Contains(n.Data, Injected) {
			faults = append(faults, "what was typed has become markup: "+n.Data)
		}
		for _, a := range n.Attr {
			switch key := strings.ToLower(a.Key); {
			case strings.Contains(key, Injected):
				faults = append(faults, "what was typed has become an attribute: "+n.Data+" "+a.Key)
			case strings.HasPrefix(key, "on"):
				faults = append(faults, "a handler in the markup: "+n.Data+" "+a.Key)
			case slices.Contains([]string{"href", "src", "action", "formaction"}, key):
				scheme, _, found := strings.Cut(strings.ToLower(strings.TrimSpace(a.Val)), ":")
				if found && !strings.ContainsAny(scheme, "/?#") && !slices.Contains(schemes, scheme) {
					faults = append(faults, "an address that a browser would run: "+a.Val)
				}
			}
		}
	}
	return faults
}
