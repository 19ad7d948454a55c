package area

import "strings"

// Languages says in which languages a municipality works: Finnish, Swedish or
// both (423/2003 s.5). The zero value is invalid. The data hold one value per
// municipality for the whole period of [Covered].
type Languages uint8

// The languages that a municipality can have.
const (
	Finnish        Languages = iota + 1 // Finnish only
	Swedish                             // Swedish only
	FinnishSwedish                      // both, most inhabitants speak Finnish
	SwedishFinnish                      // both, most inhabitants speak Swedish
)

// String returns the codes of ISO 639-1, the majority's first: "fi", "sv",
// "fi sv" or "sv fi". It returns the empty string for any other value.
func (l Languages) String() string {
	switch l {
	case Finnish:
		return "fi"
	case Swedish:
		return "sv"
	case FinnishSwedish:
		return "fi sv"
	case SwedishFinnish:
		return "sv fi"
	default:
		return ""
	}
}

// List returns one or two codes of ISO 639-1, the majority's first. An
// authority writes to a municipality in each of them (423/2003 s.27).
func (l Languages) List() []string { return strings.Fields(l.String()) }

// Bilingual reports whether l is both languages, in either order.
func (l Languages) Bilingual() bool { return l == FinnishSwedish || l == SwedishFinnish }
