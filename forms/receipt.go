package forms

import (
	"strconv"
	"time"

	"github.com/hytekit/hytekit/forms/icon"
	"github.com/hytekit/hytekit/forms/view"
	"github.com/hytekit/hytekit/hyte"
	"github.com/hytekit/hytekit/hyte/constraint"
)

// Receipt says that an answer was received (13/2003 s.12). It is a JSON
// document and holds no personal data. The zero value is no receipt.
type Receipt struct {
	// ID names the answer when somebody asks about it.
	ID string `json:"id" validate:"required,max=100,line"`
	// Reference is the same in short, to be read on the telephone: see package reference.
	// Empty where the service does not say it.
	Reference string `json:"reference,omitempty" validate:"omitempty,max=100,line"`
	// ReceivedAt is the instant of arrival, by the server's clock.
	ReceivedAt time.Time `json:"receivedAt" validate:"required"`
	// Status is hyte.EntryAnswered, or hyte.EntryLate for an answer after the deadline.
	Status hyte.EntryStatus `json:"status" validate:"required,oneof=received late"`
	// Sender is the id of the organization that answered; empty where answers name
	// none. In JSON it is called by the first kind that had it.
	Sender string `json:"nominator,omitempty" validate:"omitempty,max=100,orgid"`
	// Contested says that the answer displaced nothing when it arrived: one of
	// somebody else was in force, and the organizer has to settle which counts. Status
	// does not say so, for programs know its two values.
	Contested bool `json:"contested,omitempty" validate:"omitempty"`
	// Unconfirmed says that the answer counts when its sender has confirmed it by the link
	// in a mail.
	Unconfirmed bool `json:"unconfirmed,omitempty" validate:"omitempty"`
	// ConfirmedAt is when the sender has done so; zero if not.
	ConfirmedAt time.Time `json:"confirmedAt,omitzero" validate:"omitempty"`
	// Overtaken says that the document did not count when its sender confirmed it: the
	// organization had answered anew or taken its answer back, or the organizer had not
	// accepted it.
	Overtaken bool `json:"overtaken,omitempty" validate:"omitempty"`
	// Nothing says that the document took nothing back: its sender had sent nothing
	// that it could.
	Nothing bool `json:"nothing,omitempty" validate:"omitempty"`
	// Replaces is when the earlier answer had arrived whose place this one took.
	Replaces time.Time `json:"replaces,omitzero" validate:"omitempty"`
	// Link is an address that only whoever has answered may see; empty if there is none.
	Link string `json:"link,omitempty" validate:"omitempty,max=500,weburl"`
	// TakeBack is the address at which the sender can take the document back; empty if there
	// is none.
	TakeBack string `json:"takeBack,omitempty" validate:"omitempty,max=700,line"`
	// Calendar is the address of a calendar file with the days of [Form.ReceiptDays]; empty
	// if there is none.
	Calendar string `json:"calendar,omitempty" validate:"omitempty,max=700,line"`
	// Named are how many the answer names, where that is fewer than Expected; both
	// are 0 otherwise.
	Named    int `json:"named,omitempty" validate:"omitempty,min=0,max=1000"`
	Expected int `json:"expected,omitempty" validate:"omitempty,min=0,max=1000"`
}

// ReceiptView says how a receipt is shown.
type ReceiptView struct {
	Receipt Receipt
	// Again is the address of an empty form, for another answer; empty shows no
	// link.
	Again string
	// Answer is what was sent, which only its sender may see; nil shows nothing of it.
	Answer Summary
	// Hidden says that it was shown before, and is not any more.
	Hidden bool
	// Document is what was sent, where a script runs that makes files of it.
	Document []byte
	// Mailed says that a receipt goes by mail, too; see [Form.Mails].
	Mailed bool
	// Files are those that the service makes.
	Files ReceiptFiles
	// Uncontrolled leaves the focus to the widget, as in [View].
	Uncontrolled bool
}

var receiptType = constraint.MustCompile[Receipt]()

// Receipt is what is shown in place of the form once an answer is received: one
// element, as [Form.Tree] is. It tells what happens next, and no personal data but what
// the view has of the answer.
func (f *Form) Receipt(v ReceiptView) view.Node {
	w := f.words
	facts, more := f.received(v.Receipt)
	next := append([]view.Node{f.mailed(v.Mailed), view.El("li", nil, view.Text(w.Say("receipt.keep")))}, more...)
	return root(f,
		view.El("h1", view.Attrs{
			view.Attr("id", receiptID), view.Attr("tabindex", "-1"), view.Flag("autofocus", !v.Uncontrolled),
		}, view.Icon(receiptIcon(v.Receipt)), view.Text(w.Say(receiptTitle(v.Receipt)))),
		f.notable(v.Receipt),
		facts,
		view.El("h2", nil, view.Text(w.Say("receipt.next"))),
		view.El("ul", nil, next...),
		f.takeBack(v.Receipt.TakeBack),
		f.again(v.Again),
		f.links(LinkReceipt, v.Again),
		f.keeping(v),
		f.sent(v),
		view.El("h2", nil, view.Text(w.Say("fact.contacts"))),
		w.Contacts())
}

// received is what was received, and as items of a list what the sender can do and will
// hear of.
func (f *Form) received(r Receipt) (facts view.Node, next []view.Node) {
	w, own := f.words, f.own(r)
	for _, text := range f.whatToDo(r) {
		next = append(next, view.El("li", nil, view.Text(text)))
	}
	for _, more := range own.Next {
		next = append(next, view.El("li", nil, more))
	}
	return Facts(append(own.Facts[:len(own.Facts):len(own.Facts)],
		w.Fact("receipt.received", view.Text(f.arrivedAt(r))),
		w.Fact("receipt.id", view.El("code", nil, view.Text(r.name()))))...), next
}

// name is the id by which people name the answer.
func (r *Receipt) name() string {
	if r.Reference != "" {
		return r.Reference
	}
	return r.ID
}

func receiptTitle(r Receipt) string {
	switch {
	case r.Unconfirmed:
		return "receipt.unconfirmed.title"
	case r.Contested:
		return "receipt.contested.title"
	default:
		return "receipt.title"
	}
}

// receiptIcon is the drawing for the title.
func receiptIcon(r Receipt) string {
	switch {
	case r.Unconfirmed:
		return icon.Hourglass
	case r.Contested:
		return icon.Against
	default:
		return icon.Check
	}
}

// notable is what the sender must know before everything else, in a box.
func (f *Form) notable(r Receipt) view.Node {
	told := f.notes(r)
	class := "hyte-notice"
	if r.Unconfirmed || r.Contested || r.Status == hyte.EntryLate {
		class += " hyte-late"
	}
	return view.If(len(told) > 0, view.El("div", view.Attrs{view.Attr("class", class)},
		view.Each(told, func(n note) view.Node { return view.El("p", nil, view.Icon(n.icon), view.Text(n.text)) })))
}

// note is a sentence with its drawing.
type note struct{ icon, text string }

// notes say that the answer does not count yet, or that it took the place of another one.
func (f *Form) notes(r Receipt) (told []note) {
	say := func(icon, key string, args ...string) { told = append(told, note{icon, f.words.Say(key, args...)}) }
	if r.Unconfirmed {
		say(icon.Hourglass, "receipt.unconfirmed", "deadline", f.ConfirmBy(r))
	}
	if !r.ConfirmedAt.IsZero() {
		sign, key := icon.Check, "receipt.confirmed"
		if r.Overtaken {
			sign, key = icon.Warning, "receipt.overtaken"
		}
		say(sign, key, "time", f.words.Instant(r.ConfirmedAt))
	}
	if r.Status == hyte.EntryLate {
		say(icon.Warning, "receipt.late")
	}
	if r.Contested {
		say(icon.Against, "receipt.contested")
	}
	if !r.Replaces.IsZero() {
		say(icon.Round, "receipt.replaced", "time", f.words.Instant(r.Replaces))
	}
	return told
}

// whatToDo is what the sender can do by the deadline. A new answer of who is not
// heard now would not be heard either.
func (f *Form) whatToDo(r Receipt) (told []string) {
	if r.Status == hyte.EntryLate || r.Contested || r.Unconfirmed {
		return nil
	}
	deadline := f.words.Deadline()
	if r.Expected > r.Named {
		told = append(told, f.words.Say("receipt.incomplete",
			"count", strconv.Itoa(r.Named), "expected", strconv.Itoa(r.Expected), "deadline", deadline))
	}
	if !f.canChange(r) {
		return append(told, f.words.Say("receipt.change.later"))
	}
	change := "receipt.change"
	if f.Inquiry().Confirmed() {
		change = "receipt.change.confirmed"
	}
	return append(told, f.words.Say(change, "deadline", deadline))
}

// ConfirmBy is until when an answer is confirmed in time, in words.
func (f *Form) ConfirmBy(r Receipt) string {
	window := f.words.Window()
	if window.Status(r.ReceivedAt) == hyte.StatusOpen && !window.Stands {
		return f.words.Deadline()
	}
	by, _ := window.ConfirmBy(r.ReceivedAt)
	return f.words.Instant(by)
}

func (f *Form) again(address string) view.Node { return f.linkTo(address, "receipt.again") }

func (f *Form) takeBack(address string) view.Node { return f.linkTo(address, "receipt.takeback") }

// linkTo is a link in a line of its own; nothing without an address.
func (f *Form) linkTo(address, key string) view.Node {
	if address == "" {
		return view.Node{}
	}
	return view.El("p", nil, view.El("a", view.Attrs{view.Attr("href", address)}, view.Text(f.words.Say(key))))
}

// ReceiptTitle is the title of a page that shows the receipt.
func (f *Form) ReceiptTitle(r Receipt) string { return f.pageTitle(f.words.Say(receiptTitle(r))) }
