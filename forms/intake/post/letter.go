package post

import (
	"embed"
	"slices"
	"strings"
	"sync"
	"unicode"

	"github.com/hytekit/hytekit/forms"
	"github.com/hytekit/hytekit/forms/intake"
	"github.com/hytekit/hytekit/forms/texts"
	"github.com/hytekit/hytekit/forms/view"
	"github.com/hytekit/hytekit/hyte"
	"github.com/hytekit/hytekit/hyte/constraint"
)

// textFiles are the words of all letters; kinds have further ones and may have others.
//
//go:embed texts/*.json
var textFiles embed.FS

var commonTexts = sync.OnceValue(func() texts.Set { return texts.MustRead(textFiles, "texts").Over(texts.Common()) })

// letter is a letter in words, in one language or several.
type letter struct {
	subject string
	parts   []letterPart
	file    string // the name of the attached document; empty if there is none
}

// letterPart is all of a letter in one language.
type letterPart struct {
	language  string
	title     string
	sentences []string
	facts     []forms.Told
	answer    string // the heading of what was sent
	summary   forms.Summary
	after     []string
}

// Preview is the subject and the text of a letter, for [intake.Announcing].
func Preview(a *intake.Arrival, l *intake.Letter) (subject, text string) {
	written := write(a, l)
	return written.subject, written.text()
}

// write puts a letter into words.
func write(a *intake.Arrival, l *intake.Letter) letter {
	var written letter
	if l.About != nil {
		a = l.About
	}
	if len(l.Document) > 0 {
		written.file = a.Record.Inquiry + "-" + a.Record.ID + ".json"
	}
	var subjects []string
	for _, f := range a.Forms(l.Languages) {
		part := writePart(a, l, f, written.file)
		written.parts = append(written.parts, part)
		subjects = append(subjects, part.title)
	}
	written.subject = strings.Join(subjects, " / ")
	if l.CaseNumber != "" {
		written.subject = l.CaseNumber + ": " + written.subject
	}
	written.subject = line(written.subject)
	return written
}

func writePart(a *intake.Arrival, l *intake.Letter, f *forms.Form, file string) letterPart {
	w, kind := f.Words(), a.Kind()
	catalog := kind.LetterTexts.Over(commonTexts()).For(f.Language(), w.Inquiry().Languages()[0])
	if kind.Form.Variant != nil {
		catalog = catalog.Variant(kind.Form.Variant(a.Inquiry))
	}
	receipt, title := f.ReceiptText(a.Receipt), w.In(a.Inquiry.Title())
	sender := w.In(l.Sender)
	if sender == "" {
		sender = a.Record.Sender
	}
	args := []string{
		"title", title, "sender", sender, "time", w.Instant(a.Record.ReceivedAt), "earlier", w.Instant(l.Earlier),
		"contact", contacts(w), "file", file, "link", a.FormAddress(f.Language()), "organizer", w.In(w.Inquiry().Organizer().Name),
		"deadline", forms.DeadlineText(catalog, a.Inquiry.Window().Deadline), "expires", w.Instant(l.Expires),
	}
	p := letterPart{language: f.Language(), facts: receipt.Facts}
	if l.Announced {
		p.facts = nil
	}
	if l.Receipt {
		p.title, p.sentences = receipt.Title+": "+title, receipt.Sentences
	} else {
		own := args
		if l.Confirm {
			own = with(args, "link", a.ConfirmAddress(f.Language()), "deadline", f.ConfirmBy(a.Receipt))
		}
		p.title, p.sentences = catalog.Text(l.Texts+".subject", own...), []string{catalog.Text(l.Texts+".text", own...)}
	}
	for _, note := range l.Notes {
		p.sentences = append(p.sentences, catalog.Text(note, args...))
	}
	p.facts = addFacts(p.facts, l, catalog, w)
	if file != "" {
		var partial bool
		p.summary, partial = summary(f, l.Document)
		p.answer = catalog.Text("mail.answer")
		if partial {
			p.after = append(p.after, catalog.Text("mail.partial"))
		}
		p.after = append(p.after, catalog.Text("mail.attached", args...))
	}
	if !l.Announced {
		p.after = append(p.after, catalog.Text("mail.form", args...))
	}
	p.after = append(p.after, catalog.Text("mail.foot", args...))
	return p
}

// with are names and values in turn, some of them with other values.
func with(args []string, changed ...string) []string {
	args = slices.Clone(args)
	for i := 0; i+1 < len(args); i += 2 {
		for j := 0; j+1 < len(changed); j += 2 {
			if args[i] == changed[j] {
				args[i+1] = changed[j+1]
			}
		}
	}
	return args
}

// addFacts adds the case number, and the organization where the form's receipt cannot
// name it.
func addFacts(facts []forms.Told, l *intake.Letter, catalog *texts.Catalog, w *forms.Words) []forms.Told {
	if l.CaseNumber != "" {
		facts = append([]forms.Told{{Label: catalog.Text("mail.caseNumber"), Value: l.CaseNumber}}, facts...)
	}
	sender := w.In(l.Sender)
	if sender == "" {
		return facts
	}
	for _, fact := range facts {
		if fact.Value == sender {
			return facts
		}
	}
	return append([]forms.Told{{Label: catalog.Text("mail.sender"), Value: sender}}, facts...)
}

// summary is what a document says in the words of its form, and whether it says more
// than that: a program may send what the form does not ask.
func summary(f *forms.Form, document []byte) (told forms.Summary, partial bool) {
	state, left := f.Load(document)
	known := map[string]bool{}
	for _, p := range f.Kind().Document.Type().Properties() {
		known[p.Name] = true
	}
	for _, v := range left {
		tokens := constraint.Tokens(v.Location)
		partial = partial || v.Rule == constraint.RuleUnknownProperty && len(tokens) > 0 && known[tokens[0]] && tokens[0] != "$schema"
	}
	return f.Summary(state), partial
}

// contacts are those who answer questions, in one line, with ways to reach them.
func contacts(w *forms.Words) string {
	var all []string
	for _, c := range w.Inquiry().Organizer().Contacts {
		parts := []string{c.GivenName + " " + c.FamilyName}
		if c.Email != "" {
			address, _ := constraint.NormalizeEmail(c.Email)
			parts = append(parts, address)
		}
		if c.Telephone != "" {
			number, _ := constraint.NormalizeTelephone(c.Telephone)
			parts = append(parts, texts.Telephone(number))
		}
		all = append(all, strings.Join(parts, ", "))
	}
	if len(all) == 0 {
		return w.In(w.Inquiry().Organizer().Name)
	}
	return strings.Join(all, "; ")
}

// replyTo is where answers to letters go; empty if the organizer names no address.
func replyTo(organizer *hyte.Organizer) string {
	for _, c := range organizer.Contacts {
		if c.Email != "" {
			return c.Email
		}
	}
	return ""
}

// line is a text that fits in a header: in one line, without control characters and
// without marks that turn the direction of what follows.
func line(text string) string {
	return strings.Join(strings.FieldsFunc(text, func(r rune) bool {
		return unicode.IsControl(r) || unicode.Is(unicode.Bidi_Control, r) || r == '\u2028' || r == '\u2029'
	}), " ")
}

// text is the letter as plain text.
func (l *letter) text() string {
	var b strings.Builder
	for i, p := range l.parts {
		if i > 0 {
			b.WriteString("\n" + strings.Repeat("-", 40) + "\n\n")
		}
		for _, sentence := range p.sentences {
			b.WriteString(sentence + "\n\n")
		}
		b.WriteString(forms.Summary{{Lines: p.facts}}.Text())
		if len(p.summary) > 0 {
			b.WriteString(strings.ToUpper(p.answer) + "\n\n" + p.summary.Text())
		}
		for _, sentence := range p.after {
			b.WriteString(sentence + "\n\n")
		}
	}
	return b.String()
}

// html is the letter as a page without styles, scripts and anything to load.
func (l *letter) html() []byte {
	paragraph := func(text string) view.Node { return view.El("p", nil, view.Text(text)) }
	var sections []view.Node
	for _, p := range l.parts {
		sections = append(sections, view.El("section", view.Attrs{view.Attr("lang", p.language)},
			view.El("h1", nil, view.Text(p.title)),
			view.Each(p.sentences, paragraph),
			forms.Facts(view.Each(p.facts, func(f forms.Told) view.Node {
				return view.El("div", nil, view.El("dt", nil, view.Text(f.Label)), view.El("dd", nil, view.Text(f.Value)))
			})),
			view.If(len(p.summary) > 0, view.Group(view.El("h2", nil, view.Text(p.answer)), p.summary.Node(3))),
			view.Each(p.after, paragraph)))
	}
	return view.AppendHTML(nil, view.Document(l.parts[0].language, l.subject, nil, view.El("main", nil, sections...)))
}
