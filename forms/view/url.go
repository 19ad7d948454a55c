package view

import "strings"

// InvalidURL is what is written in place of an address that [SafeURL]
// refuses. No browser does anything with it.
const InvalidURL = "about:invalid"

// SafeURL reports whether address may stand in href: it is relative, or its
// scheme is http, https, mailto or tel, and it holds no control characters and
// does not begin or end with a space, which browsers would drop before they
// read the scheme. In src, action and formaction, mailto and tel are refused
// as well.
func SafeURL(address string) bool { return safe(address, linkURL) }

func safe(address string, kind attrKind) bool {
	if strings.HasPrefix(address, " ") || strings.HasSuffix(address, " ") {
		return false
	}
	for i := 0; i < len(address); i++ {
		if c := address[i]; c < 0x20 || c == 0x7f {
			return false
		}
	}
	end := strings.IndexAny(address, ":/?#\\")
	if end < 0 || address[end] != ':' {
		return true
	}
	switch scheme := address[:end]; {
	case strings.EqualFold(scheme, "https"), strings.EqualFold(scheme, "http"):
		return true
	case strings.EqualFold(scheme, "mailto"), strings.EqualFold(scheme, "tel"):
		return kind == linkURL
	default:
		return false
	}
}
