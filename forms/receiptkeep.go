package forms

import (
	"slices"

	"github.com/hytekit/hytekit/forms/view"
	"github.com/hytekit/hytekit/hyte"
)

// ReceiptFiles are the addresses of what the sender can keep; empty where there is none.
type ReceiptFiles struct {
	Page     string // the receipt with what was sent, as a file
	Document string // what was sent, as JSON
	Calendar string // the days of [Form.ReceiptDays]
}

// Day is a day of which the sender is reminded by a calendar. The zero value is none.
type Day struct {
	// ID tells the days of a receipt apart, such as "deadline".
	ID string
	// Title is what is on that day.
	Title string
	// Date is the day, in the form YYYY-MM-DD; Clock the clock time in Finland as HH:MM,
	// empty for the whole day.
	Date, Clock string
}

// deadlineDay is the ID of the last day for changes.
const deadlineDay = "deadline"

// ReceiptDays are the last day for changes, as long as the sender can make any, and what the
// kind adds to it.
func (f *Form) ReceiptDays(r Receipt) []Day {
	var days []Day
	if d := f.words.Window().Deadline; d != nil && f.canChange(r) {
		if last, err := d.LastDay(); err == nil {
			days = append(days, Day{deadlineDay, f.words.Say("calendar.deadline", "title", f.words.In(f.Inquiry().Title())), last.String(), d.Time})
		}
	}
	return append(days, f.own(r).Days...)
}

// Mailing is the form of a service that sends receipts by mail, too: its pages say so to
// whoever has just sent a document with an address.
func (f *Form) Mailing() *Form {
	with := *f
	with.mails = with.kind.ReceiptAt != ""
	return &with
}

// Mails reports whether the sender of what the state says gets its receipt by mail: one that
// waits to be confirmed brings a link instead. A receipt that is kept does not say it, for
// it holds longer than what a service does today.
func (f *Form) Mails(r Receipt, s *State) bool {
	return f.mails && !r.Unconfirmed && !s.isBlank(f.kind.ReceiptAt)
}

// mailed is an item of a list that says so.
func (f *Form) mailed(is bool) view.Node {
	return view.If(is, view.El("li", nil, view.Text(f.words.Say("receipt.mailed"))))
}

// own is what the kind says of a receipt.
func (f *Form) own(r Receipt) ReceiptWords {
	if f.kind.Receipt == nil {
		return ReceiptWords{}
	}
	return f.kind.Receipt(f.words, r)
}

// canChange reports whether a new answer of the sender would be heard, until the deadline.
func (f *Form) canChange(r Receipt) bool {
	window := f.words.Window()
	status := window.Status(r.ReceivedAt)
	return r.Status != hyte.EntryLate && !r.Contested && !window.Stands && status != hyte.StatusLate && status != hyte.StatusClosed
}

// arrivedAt is when the answer arrived, and that it was in time where there was a deadline
// to keep.
func (f *Form) arrivedAt(r Receipt) string {
	window := f.words.Window()
	at := f.words.Instant(r.ReceivedAt)
	if status := window.Status(r.ReceivedAt); window.Stands || r.Status == hyte.EntryLate || status == 0 || status == hyte.StatusLate || status == hyte.StatusClosed {
		return at
	}
	return f.words.Say("receipt.intime", "time", at)
}

// keeping is how the sender keeps what was sent: without a script as files of the service,
// with one as files that the browser makes.
func (f *Form) keeping(v ReceiptView) view.Node {
	w := f.words
	files := v.Files
	files.Calendar = v.Receipt.Calendar
	deeds := view.Node{}
	if v.Document != nil {
		name := f.Inquiry().ID() + "-" + v.Receipt.name()
		deeds = view.Group(
			view.El("div", view.Attrs{view.Attr("class", "hyte-actions")},
				f.deed("print", "handover.print", documentID),
				f.deed("keep", "receipt.file.page", documentID, view.Attr("data-hyte-file", name+".html")),
				f.deed("save", "receipt.file.document", documentID, view.Attr("data-hyte-file", name+".json"))),
			view.El("pre", view.Attrs{view.Attr("id", documentID), view.Flag("hidden", true)}, view.Text(string(v.Document))))
	}
	return w.keep(deeds, files, len(v.Answer) > 0)
}

// keep shows the deeds and files with which something is kept. shown says that what was sent
// can be seen.
func (w *Words) keep(deeds view.Node, files ReceiptFiles, shown bool) view.Node {
	link := func(address, key string) view.Node {
		return view.If(address != "", view.El("li", nil, view.El("a", view.Attrs{view.Attr("href", address), view.Attr("download", "")}, view.Text(w.Say(key)))))
	}
	items := []view.Node{
		link(files.Page, "receipt.file.page"), link(files.Document, "receipt.file.document"), link(files.Calendar, "receipt.file.calendar"),
	}
	list := view.If(slices.ContainsFunc(items, func(n view.Node) bool { return !n.IsNothing() }), view.El("ul", nil, items...))
	if list.IsNothing() && deeds.IsNothing() {
		return view.Node{}
	}
	return view.El("div", view.Attrs{view.Attr("class", "hyte-keep")},
		view.El("h2", nil, view.Text(w.Say("receipt.save"))),
		view.If(shown, w.hint("receipt.shown")), deeds, list, view.If(shown, w.hint("receipt.privacy")))
}

func (f *Form) hint(key string) view.Node { return f.words.hint(key) }

func (w *Words) hint(key string) view.Node {
	return view.El("p", view.Attrs{view.Attr("class", "hyte-hint")}, view.Text(w.Say(key)))
}

// sent is what the sender has sent, or why it is not shown.
func (f *Form) sent(v ReceiptView) view.Node {
	switch {
	case len(v.Answer) > 0:
		return view.Group(view.El("h2", nil, view.Text(f.words.Say("receipt.answer"))), v.Answer.Node(3))
	case v.Hidden:
		return f.hint("receipt.hidden")
	default:
		return view.Node{}
	}
}
