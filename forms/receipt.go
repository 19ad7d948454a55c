package forms

import (
	"time"

	"github.com/hytekit/hytekit/forms/view"
	"github.com/hytekit/hytekit/hyte"
	"github.com/hytekit/hytekit/hyte/civil"
	"github.com/hytekit/hytekit/hyte/constraint"
)

// Receipt says that an answer was received (13/2003 s.12). It is a JSON
// document and holds no personal data. The zero value is no receipt.
type Receipt struct {
	// ID names the answer when somebody asks about it.
	ID string `json:"id" validate:"required,max=100,line"`
	// ReceivedAt is the instant of arrival, by the server's clock.
	ReceivedAt time.Time `json:"receivedAt" validate:"required"`
	// Status is hyte.Answered, or hyte.LateOnly for an answer after the deadline.
	Status hyte.EntryStatus `json:"status" validate:"required,oneof=received late"`
	// Nominator is the id of the organization that answered.
	Nominator string `json:"nominator" validate:"required,max=100,orgid"`
}

// ReceiptView says how a receipt is shown.
type ReceiptView struct {
	Receipt Receipt
	// Again is the address of an empty form, for another answer; empty shows no
	// link.
	Again string
	// Uncontrolled leaves the focus to the widget, as in [View].
	Uncontrolled bool
}

var receiptType = constraint.MustCompile[Receipt]()

// Receipt is what is shown in place of the form once an answer is received: one
// element, as [Form.Tree] is. It tells what happens next, and no personal data.
func (f *Form) Receipt(v ReceiptView) view.Node {
	late := v.Receipt.Status == hyte.LateOnly
	nominator := view.Node{}
	if n, ok := f.call.Nominator(v.Receipt.Nominator); ok {
		nominator = f.text(n.Name)
	}
	return root(f,
		view.El("h1", view.Attrs{
			view.Attr("id", receiptID), view.Attr("tabindex", "-1"), view.Flag("autofocus", !v.Uncontrolled),
		}, view.Text(f.catalog.Text("receipt.title"))),
		view.If(late, view.El("div", view.Attrs{view.Attr("class", "hyte-notice")},
			view.El("p", nil, view.Text(f.organizerText("receipt.late"))))),
		view.El("dl", view.Attrs{view.Attr("class", "hyte-facts")},
			f.fact("body."+string(f.call.Call.Body.Kind), f.text(f.call.Call.Body.Name)),
			f.fact("receipt.nominator", nominator),
			f.fact("receipt.received", view.Text(f.instant(v.Receipt.ReceivedAt))),
			f.fact("receipt.id", view.El("code", nil, view.Text(v.Receipt.ID)))),
		view.El("h2", nil, view.Text(f.catalog.Text("receipt.next"))),
		view.El("ul", nil, f.next(late)...),
		f.again(v.Again),
		view.El("h2", nil, view.Text(f.catalog.Text("fact.contacts"))),
		f.contacts())
}

// next says what the sender can do and will hear of.
func (f *Form) next(late bool) []view.Node {
	items := []view.Node{view.El("li", nil, view.Text(f.catalog.Text("receipt.keep")))}
	if !late {
		items = append(items, view.El("li", nil, view.Text(f.catalog.Text("receipt.change", "deadline", f.deadline()))))
	}
	if meeting := f.meeting(); !meeting.IsNothing() {
		items = append(items, view.El("li", nil, view.Text(f.catalog.Text("receipt.meeting")+" "), meeting, view.Text(".")))
	}
	return items
}

func (f *Form) again(address string) view.Node {
	if address == "" {
		return view.Node{}
	}
	return view.El("p", nil, view.El("a", view.Attrs{view.Attr("href", address)}, view.Text(f.catalog.Text("receipt.again"))))
}

// ReceiptTitle is the title of a page that shows a receipt.
func (f *Form) ReceiptTitle() string { return f.pageTitle(f.catalog.Text("receipt.title")) }

func (f *Form) organizerText(key string) string {
	return f.catalog.Text(key, "organizer", f.call.Call.Organizer.Name.In(f.Language()))
}

// instant is a moment as a clock in Finland shows it.
func (f *Form) instant(at time.Time) string {
	at = at.In(hyte.Helsinki())
	return f.catalog.Moment(civil.Of(at), at.Hour(), at.Minute())
}
