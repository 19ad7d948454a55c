package post

import (
	"embed"
	"slices"
	"strconv"
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
	files   []letterFile
}

// letterFile is an attached document.
type letterFile struct {
	name    string
	content []byte
}

// letterPart is all of a letter in one language.
type letterPart struct {
	language string
	title    string
	sections []letterSection
	foot     string
}

// letterSection is what is said about one document, or one inquiry.
type letterSection struct {
	title     string // where there are several
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
	for _, part := range partsOf(a, l) {
		if len(part.Document) > 0 {
			written.files = append(written.files, letterFile{fileOf(part.About), part.Document})
		}
	}
	var subjects []string
	for _, f := range a.Forms(l.Languages) {
		part := writePart(a, l, f)
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

// partsOf are what a letter tells, each with what it is about.
func partsOf(a *intake.Arrival, l *intake.Letter) []intake.Letter {
	if len(l.Parts) > 0 {
		return l.Parts
	}
	whole := *l
	whole.About = a
	return []intake.Letter{whole}
}

// fileOf is the name of the file with a document.
func fileOf(a *intake.Arrival) string { return a.Record.Inquiry + "-" + a.Record.ID + ".json" }

func writePart(a *intake.Arrival, l *intake.Letter, f *forms.Form) letterPart {
	p := letterPart{language: f.Language()}
	for _, part := range partsOf(a, l) {
		own := part.About.Forms([]string{f.Language()})[0]
		title, section := writeSection(part.About, &part, own)
		if p.title = title; len(l.Parts) > 0 {
			section.title = own.Words().In(part.About.Inquiry.Title())
		}
		p.sections = append(p.sections, section)
	}
	catalog, args := wording(a, l, f)
	switch {
	case len(l.Parts) == 0:
	case l.Receipt:
		p.title = catalog.Text("mail.receipt.together", args...)
	default:
		p.title = catalog.Text(l.Texts+".together", args...)
	}
	p.foot = catalog.Text("mail.foot", args...)
	return p
}

// wording are the words of a letter, and what stands for the names in them.
func wording(a *intake.Arrival, l *intake.Letter, f *forms.Form) (*texts.Catalog, []string) {
	w, kind := f.Words(), a.Kind()
	catalog := kind.LetterTexts.Over(commonTexts()).For(f.Language(), w.Inquiry().Languages()[0])
	if kind.Form.Variant != nil {
		catalog = catalog.Variant(kind.Form.Variant(a.Inquiry))
	}
	sender := w.In(l.Sender)
	if sender == "" {
		sender = a.Record.Sender
	}
	return catalog, []string{
		"title", w.In(a.Inquiry.Title()), "sender", sender, "time", w.Instant(a.Record.ReceivedAt), "earlier", w.Instant(l.Earlier),
		"contact", contacts(w), "file", fileOf(a), "link", a.FormAddress(f.Language()), "organizer", w.In(w.Inquiry().Organizer().Name),
		"deadline", forms.DeadlineText(catalog, a.Inquiry.Window().Deadline), "expires", w.Instant(l.Expires), "count", strconv.Itoa(len(l.Parts)),
	}
}

// writeSection is what is said about one document, and under which title.
func writeSection(a *intake.Arrival, l *intake.Letter, f *forms.Form) (title string, p letterSection) {
	catalog, args := wording(a, l, f)
	receipt := f.ReceiptText(a.Receipt)
	if !l.Announced {
		p.facts = receipt.Facts
	}
	if l.Receipt {
		title, p.sentences = receipt.Title+": "+f.Words().In(a.Inquiry.Title()), receipt.Sentences
	} else {
		own := args
		if l.Confirm {
			own = with(args, "link", a.ConfirmAddress(f.Language()), "deadline", f.ConfirmBy(a.Receipt))
		}
		title, p.sentences = catalog.Text(l.Texts+".subject", own...), []string{catalog.Text(l.Texts+".text", own...)}
	}
	for _, note := range l.Notes {
		p.sentences = append(p.sentences, catalog.Text(note, args...))
	}
	p.facts = addFacts(p.facts, l, catalog, f.Words())
	if len(l.Document) > 0 {
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
	return title, p
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
		for _, s := range p.sections {
			if s.title != "" {
				b.WriteString(s.title + "\n" + strings.Repeat("=", min(len([]rune(s.title)), 40)) + "\n\n")
			}
			for _, sentence := range s.sentences {
				b.WriteString(sentence + "\n\n")
			}
			b.WriteString(forms.Summary{{Lines: s.facts}}.Text())
			if len(s.summary) > 0 {
				b.WriteString(strings.ToUpper(s.answer) + "\n\n" + s.summary.Text())
			}
			for _, sentence := range s.after {
				b.WriteString(sentence + "\n\n")
			}
		}
		b.WriteString(p.foot + "\n\n")
	}
	return b.String()
}

// html is the letter as a page without styles, scripts and anything to load.
func (l *letter) html() []byte {
	var parts []view.Node
	for _, p := range l.parts {
		nodes := []view.Node{view.El("h1", nil, view.Text(p.title))}
		for _, s := range p.sections {
			nodes = append(nodes, s.html())
		}
		nodes = append(nodes, view.El("p", nil, view.Text(p.foot)))
		parts = append(parts, view.El("section", view.Attrs{view.Attr("lang", p.language)}, nodes...))
	}
	return view.AppendHTML(nil, view.Document(l.parts[0].language, l.subject, nil, view.El("main", nil, parts...)))
}

// html is the section; where it has a title of its own, what was sent stands one level below.
func (s *letterSection) html() view.Node {
	paragraph := func(text string) view.Node { return view.El("p", nil, view.Text(text)) }
	heading, level := "h2", 3
	if s.title != "" {
		heading, level = "h3", 4
	}
	return view.Group(
		view.If(s.title != "", view.El("h2", nil, view.Text(s.title))),
		view.Each(s.sentences, paragraph),
		forms.Facts(view.Each(s.facts, func(f forms.Told) view.Node {
			return view.El("div", nil, view.El("dt", nil, view.Text(f.Label)), view.El("dd", nil, view.Text(f.Value)))
		})),
		view.If(len(s.summary) > 0, view.Group(view.El(heading, nil, view.Text(s.answer)), s.summary.Node(level))),
		view.Each(s.after, paragraph))
}
