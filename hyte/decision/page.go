package decision

import (
	"cmp"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/hytekit/hytekit/hyte"
)

// longestCaseNumber is in characters, as the rules of a handling have it.
const longestCaseNumber = 100

// ReadPage reads the page of an item, as HTML or as its text. The error is [ErrTooLong], or
// [ErrNoPage] if nothing on it says which body handled the item on which day.
func ReadPage(data []byte) (Decision, error) {
	if len(data) > MaxBytes {
		return Decision{}, ErrTooLong
	}
	p := page{lines: lines(data)}
	p.readHead()
	p.readHandlings()
	if !p.isHeaded && p.last < 0 {
		return Decision{}, ErrNoPage
	}
	return p.decision(), nil
}

// page is one that is being read.
type page struct {
	lines    []string
	head     Decision // what stands above the text
	isHeaded bool
	after    int // the line after the head
	// above are the lines below the head that stand under no handling.
	above []string
	// handlings are those that the text has, in its order, each with what stands under it.
	handlings []handled
	last      int // the last one with a text under it; -1 if there is none
}

type handled struct {
	hyte.Handling
	text []string
}

var (
	// headDynasty stands below the body: "Pöytäkirja 13.03.2023/Pykälä 30" or, of an agenda,
	// "Esityslista 16.03.2026/Asianro 10".
	headDynasty = regexp.MustCompile(`^\pL+ (\d{1,2}\.\d{1,2}\.\d{4}) ?/ ?(Pykälä|Paragraf|Asianro|Ärendenr|Ärendenummer|§) ?(\d{1,5})$`)
	// headMeeting is the body and day of other systems: "Kunnanhallitus, kokous 15.9.2020".
	headMeeting = regexp.MustCompile(`^(.+), (?:kokous|möte|sammanträde) (\d{1,2}\.\d{1,2}\.\d{4})$`)
	// handlingLine is "Kunnanhallitus 10.11.2025 § 239".
	handlingLine = regexp.MustCompile(`^(.+?),?(?: kokous)? (\d{1,2}\.\d{1,2}\.\d{4}),? (?:§ ?(\d{1,5})|(\d{1,5}) ?§)$`)
	// sectionLine is "§ 27 Subject", or has the number alone.
	sectionLine = regexp.MustCompile(`^§ ?(\d{1,5})(?: (.+))?$`)
	listHeading = regexp.MustCompile(`^(?:Aikaisempi käsittely|Aikaisemmat käsittelyt|Aiempi käsittely|Aiemmat käsittelyt|Tidigare behandling)$`)
	navigation  = regexp.MustCompile(`^(?:Edellinen asia|Seuraava asia|Föregående ärende|Nästa ärende)\b`)
)

// readHead reads the body, the day and the number above the text.
func (p *page) readHead() {
	for i, l := range p.lines {
		if m := headDynasty.FindStringSubmatch(l); m != nil && i > 0 && date(m[1]) != "" {
			p.head.Body, p.head.Date, p.after, p.isHeaded = cut(p.lines[i-1], longestBody), date(m[1]), i+1, true
			p.readNumber(m[2], m[3])
			return
		}
		if m := headMeeting.FindStringSubmatch(l); m != nil && date(m[2]) != "" {
			p.head.Body, p.head.Date, p.after, p.isHeaded = cut(m[1], longestBody), date(m[2]), i+1, true
			return
		}
	}
}

// readNumber reads the section of minutes, or the place on an agenda, which has no sections.
func (p *page) readNumber(what, number string) {
	switch what {
	case "Asianro", "Ärendenr", "Ärendenummer":
		p.head.OnAgenda = true
		p.head.Item, _ = strconv.Atoi(number)
	default:
		p.head.Section, _ = hyte.ParseSection(number)
	}
}

// readHandlings divides the text below the head by the handlings whose text it has. Those
// of a mere list of earlier ones have none: what comes after the list goes on with what
// stood before it.
func (p *page) readHandlings() {
	p.last = -1
	inList := false
	for _, l := range p.lines[p.after:] {
		h, isHandling := handlingIn(l)
		switch {
		case listHeading.MatchString(l):
			inList = true
		case isHandling:
			p.handlings = append(p.handlings, handled{Handling: h})
			if !inList {
				p.last = len(p.handlings) - 1
			}
		case p.last >= 0:
			inList = false
			p.handlings[p.last].text = append(p.handlings[p.last].text, l)
		default:
			inList = false
			p.above = append(p.above, l)
		}
	}
}

// mostWords is of how many words the name of a body is at most: more are a sentence.
const mostWords = 10

func handlingIn(l string) (hyte.Handling, bool) {
	m := handlingLine.FindStringSubmatch(l)
	if m == nil || len(strings.Fields(m[1])) > mostWords {
		return hyte.Handling{}, false
	}
	section, ok := hyte.ParseSection(cmp.Or(m[3], m[4]))
	first, _ := utf8.DecodeRuneInString(m[1])
	h := hyte.Handling{Body: cut(m[1], longestBody), Date: date(m[2]), Section: section}
	return h, ok && h.Date != "" && unicode.IsUpper(first)
}

func (p *page) decision() Decision {
	d := p.head
	text := p.above
	own := p.own(&d)
	if own >= 0 {
		text = p.handlings[own].text
	}
	d.Title = title(p.above, text)
	d.CaseNumber = cmp.Or(caseNumber(text), caseNumber(p.above))
	if !d.OnAgenda {
		d.Outcome = outcome(text)
	}
	seen := map[handlingKey]bool{keyOf(&d.Handling): true}
	for _, h := range p.handlings {
		// A handling after the page's own one is no part of the way to it.
		if key := keyOf(&h.Handling); !seen[key] && h.Date <= d.Date {
			seen[key] = true
			h.CaseNumber, h.Outcome = caseNumber(h.text), outcome(h.text)
			d.Earlier = append(d.Earlier, h.Handling)
		}
	}
	slices.SortStableFunc(d.Earlier, func(a, b hyte.Handling) int { return cmp.Compare(a.Date, b.Date) })
	return d
}

// handlingKey says which handling it is.
type handlingKey struct{ body, date, section string }

func keyOf(h *hyte.Handling) handlingKey { return handlingKey{fold(h.Body), h.Date, h.Section} }

// own finds the handling of the page itself, and completes the head from it: it is the one
// that the head names or, without a head, the last one. It is -1 if there is none, as on an
// agenda.
func (p *page) own(d *Decision) int {
	if !p.isHeaded {
		d.Handling = p.handlings[p.last].Handling
		return p.last
	}
	for _, l := range p.above {
		if m := sectionLine.FindStringSubmatch(l); m != nil && d.Section == "" && !d.OnAgenda {
			d.Section, _ = hyte.ParseSection(m[1])
		}
	}
	key := keyOf(&d.Handling)
	return slices.IndexFunc(p.handlings, func(h handled) bool { return keyOf(&h.Handling) == key })
}

// title is the subject: what follows the section or, without one, the first line that is
// neither a number nor a way to another page.
func title(above, text []string) string {
	for _, part := range [][]string{above, text} {
		for i, l := range part {
			if m := sectionLine.FindStringSubmatch(l); m != nil {
				if m[2] == "" && i+1 < len(part) {
					m[2] = part[i+1]
				}
				return cut(m[2], longestTitle)
			}
		}
	}
	for _, l := range above {
		if _, isNumber := hyte.ParseCaseNumbers(l); !isNumber && !navigation.MatchString(l) {
			return cut(l, longestTitle)
		}
	}
	return ""
}

// numberLines is among how many lines the case number is looked for: it stands at the top,
// and further below texts cite those of other matters.
const numberLines = 6

// caseNumber is the first line that has case numbers and nothing else, as it is written.
func caseNumber(text []string) string {
	for _, l := range text[:min(len(text), numberLines)] {
		l = strings.TrimSpace(strings.TrimPrefix(l, "Asianro "))
		if numbers, ok := hyte.ParseCaseNumbers(l); ok && len(numbers) > 0 && utf8.RuneCountInString(l) <= longestCaseNumber {
			return l
		}
	}
	return ""
}
