package roster

import (
	"strconv"
	"strings"

	"github.com/hytekit/hytekit/forms"
	"github.com/hytekit/hytekit/forms/icon"
	"github.com/hytekit/hytekit/forms/intake"
	"github.com/hytekit/hytekit/forms/intake/board"
	"github.com/hytekit/hytekit/forms/texts"
	"github.com/hytekit/hytekit/forms/view"
	"github.com/hytekit/hytekit/hyte"
)

const remindPath = "remind"

// remindPage shows who has not answered, and what a reminder says.
func (b *roster) remindPage(d *intake.Desk) {
	r, err := d.Reminders()
	if err != nil {
		d.Fail(err)
		return
	}
	t := b.wordsOf(d)
	title := t.Text("remind.title")
	d.Page(title+": "+b.call.Call.Title.In(t.Language()),
		b.head(d, t, title),
		board.Facts(d.Deadline()),
		view.El("p", nil, view.Text(t.Text("remind.preview", "count", strconv.Itoa(len(r.Due)), "without", strconv.Itoa(len(r.WithoutAddress))))),
		remindForm(d, t, r),
		unanswered(t, r),
		copyAddresses(t, r.Unanswered),
		preview(d, t, r))
}

// head is the way back, and of what a page speaks.
func (b *roster) head(d *intake.Desk, t *texts.Catalog, title string) view.Node {
	return view.Group(
		view.El("p", view.Attrs{view.Attr("class", "org-back")}, view.El("a", view.Attrs{view.Attr("href", d.Link(""))}, view.Text(t.Text("roster.title")))),
		view.El("h1", nil, view.Text(title)),
		view.El("p", view.Attrs{view.Attr("class", "org-lead"), board.LanguageMark(b.call.Call.Title, t)}, view.Text(b.call.Call.Title.In(t.Language()))))
}

// notice is a sentence that stands out.
func notice(text string) view.Node {
	return view.El("div", view.Attrs{view.Attr("class", "hyte-notice")}, view.El("p", nil, view.Icon(icon.Info), view.Text(text)))
}

// remindForm is the button, or why there is none.
func remindForm(d *intake.Desk, t *texts.Catalog, r intake.Reminders) view.Node {
	switch {
	case !r.InRound:
		return notice(t.Text("remind.closed"))
	case !d.SendsLetters():
		return notice(t.Text("remind.nomail"))
	case len(r.Due) == 0:
		return view.Node{}
	}
	return view.El("form", view.Attrs{view.Attr("method", "post"), view.Attr("action", d.Link(remindPath))},
		view.El("button", view.Attrs{view.Attr("type", "submit"), view.Attr("class", "hyte-button")}, view.Text(t.Text("remind.send", "count", strconv.Itoa(len(r.Due))))),
		view.El("p", view.Attrs{view.Attr("class", "hyte-hint")}, view.Text(t.Text("remind.hint"))))
}

// heads are the headings of columns.
func heads(t *texts.Catalog, keys ...string) view.Node {
	return view.El("thead", nil, view.El("tr", nil, view.Each(keys, func(key string) view.Node {
		return view.El("th", view.Attrs{view.Attr("scope", "col")}, view.Text(t.Text(key)))
	})))
}

// nameHead is the heading of a row.
func nameHead(t *texts.Catalog, to hyte.Addressee) view.Node {
	return view.El("th", view.Attrs{view.Attr("scope", "row")}, board.Said(to.Name, t))
}

// address is that of an organization, or that there is none.
func address(t *texts.Catalog, to hyte.Addressee) view.Node {
	if to.Email == "" {
		return view.Text(t.Text("remind.noaddress"))
	}
	return view.Isolate(to.Email)
}

func unanswered(t *texts.Catalog, r intake.Reminders) view.Node {
	if len(r.Unanswered) == 0 {
		return view.El("p", nil, view.Text(t.Text("remind.all")))
	}
	return table(heads(t, "roster.organization", "remind.address", "remind.last"), view.El("tbody", nil, view.Each(r.Unanswered, func(to hyte.Addressee) view.Node {
		return view.El("tr", nil, nameHead(t, to),
			cell(t.Text("remind.address"), address(t, to)),
			cell(t.Text("remind.last"), view.Text(letterState(t, "remind", r.Latest[to.ID]))))
	})))
}

// letterState is what became of the latest letter to an organization.
func letterState(t *texts.Catalog, prefix string, d intake.Delivery) string {
	switch d.State {
	case intake.DeliverySent:
		return t.Text(prefix+".sent", "time", forms.InstantText(t, d.Changed))
	case intake.DeliveryWaiting, intake.DeliveryRefused:
		return t.Text("letter." + string(d.State))
	default:
		return t.Text(prefix + ".never")
	}
}

// copyAddresses are the addresses in one line, for a mail program.
func copyAddresses(t *texts.Catalog, all []hyte.Addressee) view.Node {
	var known []string
	for _, to := range all {
		if to.Email != "" {
			known = append(known, to.Email)
		}
	}
	return view.If(len(known) > 0, view.El("div", view.Attrs{view.Attr("class", "hyte-field")},
		view.El("label", view.Attrs{view.Attr("for", "addresses")}, view.Text(t.Text("remind.copy"))),
		view.El("p", view.Attrs{view.Attr("class", "hyte-hint"), view.Attr("id", "addresses-hint")}, view.Text(t.Text("remind.copy.hint"))),
		view.El("textarea", view.Attrs{view.Attr("id", "addresses"), view.Attr("rows", "4"), view.Flag("readonly", true), view.Attr("autocomplete", "off"), view.Attr("aria-describedby", "addresses-hint")},
			view.Text(strings.Join(known, "; ")))))
}

// preview is the first letter as it is going to be sent.
func preview(d *intake.Desk, t *texts.Catalog, r intake.Reminders) view.Node {
	subject, text := d.Preview(r)
	return view.If(text != "", view.El("section", view.Attrs{view.Attr("aria-labelledby", "preview")},
		view.El("h2", view.Attrs{view.Attr("id", "preview")}, view.Text(t.Text("remind.letter"))),
		view.El("p", nil, view.El("strong", nil, view.Text(subject))),
		view.Each(strings.Split(strings.TrimSpace(text), "\n\n"), func(part string) view.Node {
			return view.El("p", nil, view.Each(strings.Split(part, "\n"), func(line string) view.Node {
				return view.Group(view.Text(line), view.El("br", nil))
			}))
		})))
}

// remind sends the reminders that are due now: no more and no others than the page shows
// when it is read again.
func (b *roster) remind(d *intake.Desk) {
	if _, ok := d.Posted(); !ok {
		return
	}
	r, err := d.Reminders()
	if err == nil && d.SendsLetters() {
		err = d.Remind(r)
	}
	if err != nil {
		d.Fail(err)
		return
	}
	d.Lead(d.Link(remindPath))
}
