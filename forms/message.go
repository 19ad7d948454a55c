package forms

import (
	"strconv"
	"strings"
	"time"

	"github.com/hytekit/hytekit/forms/texts"
	"github.com/hytekit/hytekit/hyte"
	"github.com/hytekit/hytekit/hyte/civil"
	"github.com/hytekit/hytekit/hyte/constraint"
)

// Messages makes sentences of violations in one language. It does not change
// and may be used by many goroutines at once.
type Messages struct {
	catalog *texts.Catalog
	inquiry Inquiry           // nil if none is known
	onForm  bool              // the reader sees fields to fill in, not a JSON document
	labels  map[string]string // of questions in the inquiry's own words, by their place
}

// Messages are those about documents of the kind, for the inquiry that they answer: in
// the words that its form has, if it has a layout, while nothing is chosen.
func (k *Kind) Messages(catalog *texts.Catalog, inquiry Inquiry) *Messages {
	if k.Layout == nil {
		return NewMessages(catalog, inquiry)
	}
	catalog = k.variant(inquiry, catalog)
	s := &Situation{
		Words: newWords(inquiry, k.Document, catalog), Rules: inquiry.Program(k.Document), chosen: func(string) string { return "" },
	}
	layout := k.Layout(s)
	m := NewMessages(catalog.Variant(layout.Variant), inquiry)
	m.labels = layout.labels(catalog.Language())
	return m
}

// NewMessages makes the messages of a catalog: what to do, in plain official
// language, never the value. The inquiry, which may be nil, gives the names of
// organizations.
func NewMessages(catalog *texts.Catalog, inquiry Inquiry) *Messages {
	return &Messages{catalog: catalog, inquiry: inquiry}
}

// Message is the sentence for a violation. The catalog's text for the rule in
// that very field goes before its text for the rule; see [texts] for the keys.
// It is never empty, and for a rule that the catalog does not know it asks to
// check the place.
func (m *Messages) Message(v hyte.Violation) string { return m.message(v, 1, "") }

// message is the sentence, which says of which item it speaks if the number of
// that item is greater than unnumbered, and names the character that is wrong if one is
// given.
func (m *Messages) message(v hyte.Violation, unnumbered int, character string) string {
	label, text := m.find(v, character)
	sentence := texts.Fill(text, append(m.arguments(v, label), "character", character)...)
	array, number := itemNumber(v.Location)
	if frame, ok := m.catalog.Lookup("numbered." + array); ok && number > unnumbered {
		return texts.Fill(frame, "number", strconv.Itoa(number), "message", sentence)
	}
	return sentence
}

// find chooses the text: for the field before the general one, for the form
// before the document, for the special case before the ordinary one.
func (m *Messages) find(v hyte.Violation, character string) (label, text string) {
	var fields []string
	place := v.Location
	if own, ok := m.labels[place]; ok { // whatever else has such a name is something else
		label, place = own, place[:strings.LastIndexByte(place, '/')]
	}
	for path := range suffixes(place) {
		fields = append(fields, "@"+path)
		if label == "" {
			label = m.catalog.Text("label." + path)
		}
	}
	if label != "" {
		fields = append(fields, "@*")
	}
	fields = append(fields, "")
	if v.Params.Cause != "" { // what is wrong helps more than what the field is called
		causes := []string{":" + v.Params.Cause}
		if character != "" {
			causes = []string{causes[0] + "?character", causes[0]}
		}
		if text, ok := m.lookup(string(v.Rule), fields, causes); ok {
			return label, text
		}
	}
	if text, ok := m.lookup(string(v.Rule), fields, specialCases(v)); ok {
		return label, text
	}
	return label, m.catalog.Text("rule.default")
}

func (m *Messages) lookup(rule string, fields, cases []string) (text string, ok bool) {
	for _, field := range fields {
		for _, special := range cases {
			key := rule + special + field
			if text, ok := m.catalog.Lookup("form." + key); ok && m.onForm {
				return text, true
			}
			if text, ok := m.catalog.Lookup("rule." + key); ok {
				return text, true
			}
		}
	}
	return "", false
}

// specialCases are the endings of the keys for this violation, in the order in
// which they are looked up.
func specialCases(v hyte.Violation) []string {
	var cases []string
	if v.Severity == hyte.Warning {
		cases = append(cases, "~warning")
	}
	if v.Params.Successor != "" {
		cases = append(cases, "?successor")
	}
	if v.Params.Encoding != "" {
		cases = append(cases, "?encoding")
	}
	if limit := max(v.Params.Min, v.Params.Max, v.Params.Count); limit > 0 {
		cases = append(cases, "="+strconv.Itoa(limit))
	}
	return append(cases, "")
}

// suffixes yields the names of a location without indexes, then what follows
// the first of them, and so on: guides.person.email, person.email,
// email.
func suffixes(location string) func(yield func(string) bool) {
	return func(yield func(string) bool) {
		var names []string
		for _, token := range constraint.Tokens(location) {
			if _, err := strconv.Atoi(token); err != nil {
				names = append(names, token)
			}
		}
		for i := range names {
			if !yield(strings.Join(names[i:], ".")) {
				return
			}
		}
	}
}

func (m *Messages) arguments(v hyte.Violation, label string) []string {
	p := &v.Params
	args := []string{
		"label", label,
		"min", strconv.Itoa(p.Min),
		"max", strconv.Itoa(p.Max),
		"count", strconv.Itoa(p.Count),
		"type", m.catalog.Text("type." + p.Type),
		"allowed", strings.Join(p.Allowed, ", "),
		"successor", m.organization(p.Successor),
		"date", DayText(m.catalog, p.Date),
		"time", m.moment(p.Time),
		"other", p.Other,
		"encoding", p.Encoding,
		"line", strconv.Itoa(p.Line),
		"column", strconv.Itoa(p.Column),
	}
	if _, number := itemNumber(p.Other); number > 0 {
		args = append(args, "number", strconv.Itoa(number))
	}
	return args
}

// organization is an organization's name. A document calls it by its id, so
// that one is told too.
func (m *Messages) organization(id string) string {
	if m.inquiry == nil {
		return id
	}
	name, ok := m.inquiry.NameOf(id)
	switch {
	case !ok:
		return id
	case m.onForm:
		return name.In(m.catalog.Language())
	default:
		return name.In(m.catalog.Language()) + " (" + id + ")"
	}
}

// moment is an instant as a clock in Finland shows it. Midnight is the end of
// the day before: "15.1.2021 mennessä" includes that day.
func (m *Messages) moment(text string) string {
	t, err := time.Parse(time.RFC3339, text)
	if err != nil {
		return text
	}
	t = t.In(hyte.Helsinki())
	d := civil.Of(t)
	if t.Hour() == 0 && t.Minute() == 0 {
		return m.catalog.Date(d.AddDays(-1))
	}
	return InstantText(m.catalog, t)
}

// itemNumber is the array in which a location lies and the number, from 1, of
// its item there, or 0.
func itemNumber(location string) (array string, number int) {
	pattern, index := generalize(location)
	return strings.TrimPrefix(arrayOf(pattern), "/"), index + 1
}
