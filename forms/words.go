package forms

import (
	"strings"
	"time"

	"github.com/hytekit/hytekit/forms/texts"
	"github.com/hytekit/hytekit/forms/view"
	"github.com/hytekit/hytekit/hyte"
	"github.com/hytekit/hytekit/hyte/civil"
	"github.com/hytekit/hytekit/hyte/constraint"
	"github.com/hytekit/hytekit/hyte/document"
)

// Words speak of one inquiry in one language. They do not change and may be used by
// many goroutines at once.
type Words struct {
	inquiry  Inquiry
	kind     *document.Kind // of the documents that answer it
	catalog  *texts.Catalog
	messages *Messages
	always   []string // what every text may name, as arguments
}

func newWords(inquiry Inquiry, kind *document.Kind, catalog *texts.Catalog) *Words {
	return &Words{
		inquiry:  inquiry,
		kind:     kind,
		catalog:  catalog,
		messages: &Messages{catalog: catalog, inquiry: inquiry, onForm: true},
		always:   []string{"organizer", inquiry.Organizer().Name.In(catalog.Language())},
	}
}

// of are the words where a layout chooses others than the usual ones, or has questions in
// the inquiry's own.
func (w *Words) of(l *Layout) *Words {
	labels := l.labels(w.Language())
	if l.Variant == "" && len(labels) == 0 {
		return w
	}
	own := newWords(w.inquiry, w.kind, w.catalog.Variant(l.Variant))
	own.messages.labels = labels
	return own
}

// Inquiry is what is spoken of.
func (w *Words) Inquiry() Inquiry { return w.inquiry }

// Language is the code of the language.
func (w *Words) Language() string { return w.catalog.Language() }

// Catalog are the texts that Words are made of.
func (w *Words) Catalog() *texts.Catalog { return w.catalog }

// Window is when the inquiry takes such documents as are spoken of.
func (w *Words) Window() hyte.Window { return WindowOf(w.inquiry, w.kind) }

// Say is the text of a key, with its places filled: the arguments are names and
// values in turn. The place {organizer} is always filled.
func (w *Words) Say(key string, args ...string) string {
	if len(args) == 0 {
		return w.catalog.Text(key, w.always...)
	}
	return w.catalog.Text(key, append(args, w.always...)...)
}

// In is one of the inquiry's own texts in this language, or in the next best.
func (w *Words) In(t hyte.Text) string { return t.In(w.Language()) }

// Text is one of the inquiry's own texts, marked if it is only there in another
// language (WCAG 2.2, 3.1.2).
func (w *Words) Text(t hyte.Text) view.Node {
	return inLanguage(w.otherLanguage(t), texts.Isolate(w.In(t)))
}

// langOf is the lang attribute for a text that is not in the page's language.
func (w *Words) langOf(t hyte.Text) view.Attribute { return view.Maybe("lang", w.otherLanguage(t)) }

// otherLanguage is the language of a text that is not in the page's; empty if it is, or if
// there is no text.
func (w *Words) otherLanguage(t hyte.Text) string {
	if language := t.Language(w.Language()); language != w.Language() {
		return language
	}
	return ""
}

// Word is the text of a key in the shape of the inquiry's own texts.
func (w *Words) Word(key string) hyte.Text { return hyte.Text{w.Language(): w.Say(key)} }

// Fact is a definition: a term, whose key it is, with what it says. It is nothing
// if that is nothing.
func (w *Words) Fact(key string, what view.Node) view.Node {
	if what.IsNothing() {
		return view.Node{}
	}
	return view.El("div", nil, view.El("dt", nil, view.Text(w.catalog.Text(key))), view.El("dd", nil, what))
}

// Facts are definitions, as one list.
func Facts(facts ...view.Node) view.Node {
	return view.El("dl", view.Attrs{view.Attr("class", "hyte-facts")}, facts...)
}

// Details are what can be opened, under a line that says what it is.
func Details(line view.Node, inner ...view.Node) view.Node {
	return view.El("details", view.Attrs{view.Attr("class", "hyte-details")},
		append([]view.Node{view.El("summary", nil, line)}, inner...)...)
}

// Day is [DayText] in this language.
func (w *Words) Day(date string) string { return DayText(w.catalog, date) }

// Period is from one day to another, or one day.
func (w *Words) Period(p *hyte.Period) string {
	from, err := civil.Parse(p.From)
	if err != nil {
		return p.From
	}
	to, err := civil.Parse(p.To)
	if err != nil || to == from {
		return w.catalog.Date(from)
	}
	return w.catalog.Text("period.between", "from", w.catalog.Date(from), "to", w.catalog.Date(to))
}

// Instant is [InstantText] in this language.
func (w *Words) Instant(at time.Time) string { return InstantText(w.catalog, at) }

// Deadline is the last moment for an answer: see [DeadlineText].
func (w *Words) Deadline() string { return DeadlineText(w.catalog, w.Window().Deadline) }

// Contacts are those who answer questions, or nothing.
func (w *Words) Contacts() view.Node {
	var items []view.Node
	contacts := w.inquiry.Organizer().Contacts
	for i := range contacts {
		c := &contacts[i]
		item := []view.Node{view.Text(texts.Isolate(c.GivenName + " " + c.FamilyName))}
		if len(c.JobTitle) > 0 {
			item = append(item, view.Text(", "), w.Text(c.JobTitle))
		}
		if c.Email != "" {
			item = append(item, view.Text(", "), email(c.Email))
		}
		if c.Telephone != "" {
			item = append(item, view.Text(", "), telephone(c.Telephone))
		}
		items = append(items, view.El("li", nil, item...))
	}
	if len(items) == 0 {
		return view.Node{}
	}
	return view.El("ul", nil, items...)
}

func email(address string) view.Node {
	address, _ = constraint.NormalizeEmail(address)
	return view.El("a", view.Attrs{view.Attr("href", view.Mailto(address))}, view.Text(address))
}

func telephone(number string) view.Node {
	number, _ = constraint.NormalizeTelephone(number)
	return view.El("a", view.Attrs{view.Attr("href", view.Tel(number))}, view.Text(texts.Telephone(number)))
}

// Privacy tells the persons named and the sender what becomes of their data:
// controller, purpose, ground, recipients, retention, rights (Regulation (EU)
// 2016/679, articles 13 and 14). The catalog has the words; more are sentences that
// follow those on the purpose and the recipients.
func (w *Words) Privacy(purposes, recipients []string) view.Node {
	word := func(key string) view.Node { return view.Text(w.Say(key)) }
	told := func(key string, more []string) view.Node {
		return view.Text(strings.Join(append([]string{w.Say(key)}, more...), " "))
	}
	facts := []view.Node{
		w.Fact("privacy.purpose", told("privacy.purpose.text", purposes)),
		w.Fact("privacy.ground", word("privacy.ground.text")),
		w.Fact("privacy.source", word("privacy.source.text")),
		w.Fact("privacy.recipients", told("privacy.recipients.text", recipients)),
	}
	notice := view.Node{}
	if p := w.inquiry.Privacy(); p != nil {
		facts = append([]view.Node{
			w.Fact("privacy.controller", w.Text(p.Controller)),
			w.Fact("privacy.contact", email(p.Contact)),
		}, facts...)
		facts = append(facts, w.Fact("privacy.retention", w.Text(p.Retention)))
		notice = view.El("p", nil, w.link(p.URL, "privacy.notice"))
	}
	facts = append(facts, w.Fact("privacy.rights", view.Group(word("privacy.rights.text"), view.Text(" "),
		view.El("a", view.Attrs{view.Attr("href", w.catalog.Text("privacy.authority.url"))}, word("privacy.authority")))))
	return Details(word("privacy.title"), Facts(facts...), notice)
}

// link leads to a page that may be in another language.
func (w *Words) link(address hyte.Text, key string) view.Node {
	hreflang := view.Attribute{}
	if language := address.Language(w.Language()); language != w.Language() {
		hreflang = view.Maybe("hreflang", language)
	}
	return view.El("a", view.Attrs{view.Attr("href", w.In(address)), hreflang}, view.Text(w.catalog.Text(key)))
}
