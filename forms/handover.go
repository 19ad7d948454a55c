package forms

import (
	"errors"
	"strings"

	"github.com/hytekit/hytekit/forms/view"
	"github.com/hytekit/hytekit/hyte/constraint"
)

// A form that no service receives is handed over by whoever fills it in: by
// email, as a file, or on paper. See View.Handover.

const (
	handoverID = "hyte-handover"
	documentID = "hyte-document"
	calendarID = "hyte-calendar"
)

// EditName is the button that leads back from the last look to the form; its value is the
// place to begin at, empty for the first.
const EditName = "edit"

// HandsOver is where the answer goes that no service receives, with addresses as they
// are written to. It is zero if the kind does not say.
func (f *Form) HandsOver(s *State) Handover {
	if f.kind.Handover == nil {
		return Handover{}
	}
	h := f.kind.Handover(f.situation(s.Get))
	h.To, _ = constraint.NormalizeEmail(h.To)
	copies := make([]string, len(h.Copies))
	for i, address := range h.Copies {
		copies[i], _ = constraint.NormalizeEmail(address)
	}
	h.Copies = copies
	return h
}

// handoverIntro says how a form that sends nothing is used, also by someone for
// whom no script runs.
func (t *tree) handoverIntro() view.Node {
	to := t.HandsOver(t.state).To
	return view.El("p", nil, view.Text(t.words.Say("handover.intro", "check", t.words.Say("check.continue"), "to", to)))
}

// waysToSend are those of an answer that is ready, which stands below for paper.
func (t *tree) waysToSend() view.Node {
	h, w := t.HandsOver(t.state), t.words
	return view.Group(
		view.El("h2", view.Attrs{view.Attr("id", handoverID), view.Attr("tabindex", "-1")}, view.Text(w.Say("handover.title"))),
		view.El("p", nil, view.Text(w.sendTo(h))),
		view.If(len(h.Copies) > 0, view.El("p", nil, view.Text(w.Say("handover.copy", "copies", strings.Join(h.Copies, ", "))))),
		view.El("div", view.Attrs{view.Attr("class", "hyte-actions")},
			view.El("a", view.Attrs{view.Attr("class", "hyte-button"), view.Attr("href", t.letter(t.state, h))}, view.Text(w.Say("handover.mail"))),
			t.deed("save", "handover.save", documentID, view.Attr("data-hyte-file", h.File)),
			t.deed("print", "handover.print", documentID),
			t.deed("keep", "handover.keep", documentID, view.Attr("data-hyte-file", strings.TrimSuffix(h.File, ".json")+".html")),
			view.If(t.calendar != "", t.deed("save", "receipt.file.calendar", calendarID, view.Attr("data-hyte-file", t.Inquiry().ID()+".ics")))),
		view.If(t.calendar != "", view.El("pre", view.Attrs{view.Attr("id", calendarID), view.Flag("hidden", true)}, view.Text(t.calendar))),
		view.El("ul", nil,
			view.El("li", nil, view.Text(w.Say("handover.attach", "file", h.File))),
			view.El("li", nil, view.Text(w.Say("handover.webmail")))),
		view.El("details", view.Attrs{view.Attr("class", "hyte-details")},
			view.El("summary", nil, view.Text(w.Say("handover.document"))),
			view.El("pre", view.Attrs{view.Attr("id", documentID)}, view.Text(string(t.view.ready)))),
		view.El("h3", nil, view.Text(w.Say("handover.answer"))))
}

// HandoverSentence says where the answer is sent, and by when.
func (f *Form) HandoverSentence() string { return f.words.sendTo(f.HandsOver(f.NewState())) }

func (w *Words) sendTo(h Handover) string {
	return w.Say("handover.send", "to", h.To, "deadline", w.Deadline())
}

// Reminding is the form that hands over, with the answer, an iCalendar file with the days of
// [Form.ReceiptDays]: a service shows its own on the receipt.
func (f *Form) Reminding(calendar string) *Form {
	with := *f
	with.calendar = calendar
	return &with
}

// appendCalendar tells it to the widget, within a configuration.
func (f *Form) appendCalendar(out []byte) []byte {
	if f.calendar == "" {
		return out
	}
	return append(constraint.AppendQuote(append(out, `,"files":{"calendar":`...), f.calendar), '}')
}

// withFiles is the form with what [Form.appendCalendar] wrote.
func (f *Form) withFiles(data []byte) (*Form, error) {
	files, violations := constraint.Texts(data)
	if len(violations) > 0 {
		return nil, errors.New("files: " + violations[0].String())
	}
	return f.Reminding(files["calendar"]), nil
}

// deed is a button that the loader of the widget carries out, with the text of an element.
func (f *Form) deed(what, key, with string, more ...view.Attribute) view.Node {
	return view.El("button", append(view.Attrs{
		view.Attr("class", "hyte-button hyte-quiet"), view.Attr("type", "button"),
		view.Attr("data-hyte-does", what), view.Attr("data-hyte-with", with),
	}, more...), view.Text(f.words.Say(key)))
}
