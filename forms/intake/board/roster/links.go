package roster

import (
	"io"
	"net/url"
	"slices"
	"strconv"
	"time"

	"github.com/hytekit/hytekit/forms"
	"github.com/hytekit/hytekit/forms/intake"
	"github.com/hytekit/hytekit/forms/intake/board"
	"github.com/hytekit/hytekit/forms/texts"
	"github.com/hytekit/hytekit/forms/view"
)

const linksPath = "links"

// What the buttons of the page stand for.
const (
	sendLink    = "send"
	revokeLink  = "revoke"
	tableOfAll  = "table"
	allOfThem   = "*" // in place of an organization
	sureToDoAll = "sure"
)

// linksPage shows to whom personal links were sent, and until when they hold.
func (b *roster) linksPage(d *intake.Desk) {
	all, err := d.Invitations()
	if err != nil {
		d.Fail(err)
		return
	}
	b.showLinks(d.Page, d, all, false)
}

func (b *roster) showLinks(show func(string, ...view.Node), d *intake.Desk, all []intake.Invitation, unsure bool) {
	t := b.wordsOf(d)
	title := t.Text("links.title")
	show(title+": "+b.call.Call.Title.In(t.Language()),
		b.head(d, t, title),
		board.Facts(d.Deadline()),
		view.El("p", nil, view.Text(t.Text("links.hint"))),
		whyNoLinks(d, t),
		forAll(d, t, all, unsure),
		table(heads(t, "roster.organization", "remind.address", "links.state", "links.actions"), view.El("tbody", nil, view.Each(all, func(v intake.Invitation) view.Node {
			return view.El("tr", nil, nameHead(t, v.Addressee),
				cell(t.Text("remind.address"), address(t, v.Addressee)),
				cell(t.Text("links.state"), linkState(t, v, d.Now())),
				cell(t.Text("links.actions"), linkButtons(d, t, v)))
		}))))
}

// whyNoLinks says why links cannot be sent or made.
func whyNoLinks(d *intake.Desk, t *texts.Catalog) view.Node {
	switch {
	case !d.MakesLinks():
		return notice(t.Text("links.nokey"))
	case !d.SendsLetters():
		return notice(t.Text("links.nomail"))
	default:
		return view.Node{}
	}
}

// withoutLink are those who have an address and were sent no link that holds.
func withoutLink(all []intake.Invitation, at time.Time) (ids []string) {
	for i := range all {
		if all[i].Email != "" && !all[i].HasLink(at) {
			ids = append(ids, all[i].ID)
		}
	}
	return ids
}

// forAll are the buttons that concern several organizations.
func forAll(d *intake.Desk, t *texts.Catalog, all []intake.Invitation, unsure bool) view.Node {
	n := len(withoutLink(all, d.Now()))
	wrong, invalid, described := view.Node{}, "", ""
	if unsure {
		invalid, described = "true", "sure-error"
		wrong = view.El("p", view.Attrs{view.Attr("class", "hyte-problem"), view.Attr("id", "sure-error")}, view.Text(t.Text("links.sure.wrong")))
	}
	return view.Group(
		view.If(n > 0 && canSend(d), linkForm(d, sendLink, allOfThem, t.Text("links.send.all", "count", strconv.Itoa(n)), "hyte-button")),
		view.If(d.MakesLinks(), linkForm(d, tableOfAll, allOfThem, t.Text("links.table"), "hyte-button hyte-quiet")),
		linkForm(d, revokeLink, allOfThem, t.Text("links.revoke.all"), "hyte-button hyte-quiet",
			wrong,
			view.El("div", view.Attrs{view.Attr("class", "hyte-choice")},
				view.El("input", view.Attrs{
					view.Attr("type", "checkbox"), view.Attr("id", "sure"), view.Attr("name", sureToDoAll), view.Attr("value", "yes"), view.Flag("required", true),
					view.Maybe("aria-invalid", invalid), view.Maybe("aria-describedby", described),
				}),
				view.El("label", view.Attrs{view.Attr("for", "sure")}, view.Text(t.Text("links.sure"))))))
}

func canSend(d *intake.Desk) bool { return d.MakesLinks() && d.SendsLetters() }

// linkForm is a button. It tells the instant of its page: pressed twice, it sends once.
func linkForm(d *intake.Desk, do, id, text, class string, before ...view.Node) view.Node {
	hidden := func(name, value string) view.Node {
		return view.El("input", view.Attrs{view.Attr("type", "hidden"), view.Attr("name", name), view.Attr("value", value)})
	}
	content := append(slices.Clone(before), hidden("do", do), hidden("organization", id), hidden("page", strconv.FormatInt(d.Now().UnixMicro(), 10)),
		view.El("button", view.Attrs{view.Attr("type", "submit"), view.Attr("class", class)}, view.Text(text)))
	return view.El("form", view.Attrs{view.Attr("method", "post"), view.Attr("action", d.Link(linksPath))}, content...)
}

// linkState is what is known of the links of an organization.
func linkState(t *texts.Catalog, v intake.Invitation, at time.Time) view.Node {
	state := letterState(t, "links", v.Letter)
	switch {
	case !v.Revoked.IsZero() && !v.HasLink(at):
		return view.Text(t.Text("links.revoked", "time", forms.InstantText(t, v.Revoked)))
	case v.Letter.State == intake.DeliverySent && !at.Before(v.Link.Expires):
		return view.Text(t.Text("links.ended", "time", forms.InstantText(t, v.Link.Expires)))
	case v.HasLink(at):
		return view.Text(state + " " + t.Text("links.until", "time", forms.InstantText(t, v.Link.Expires)))
	default:
		return view.Text(state)
	}
}

// linkButtons name the organization for those who hear one button at a time.
func linkButtons(d *intake.Desk, t *texts.Catalog, v intake.Invitation) view.Node {
	name := v.Name.In(t.Language())
	send := "links.send"
	if v.Letter.ID != 0 {
		send = "links.again"
	}
	return view.Group(
		view.If(v.Email != "" && canSend(d), linkForm(d, sendLink, v.ID, t.Text(send, "organization", name), "hyte-button hyte-quiet")),
		linkForm(d, revokeLink, v.ID, t.Text("links.revoke", "organization", name), "hyte-button hyte-quiet"))
}

// changeLinks does what a button stands for.
func (b *roster) changeLinks(d *intake.Desk) {
	values, ok := d.Posted()
	if !ok {
		return
	}
	all, err := d.Invitations()
	if err != nil {
		d.Fail(err)
		return
	}
	id := values.Get("organization")
	one := slices.IndexFunc(all, func(v intake.Invitation) bool { return v.ID == id })
	if one < 0 && id != allOfThem {
		d.NotFound()
		return
	}
	switch do := values.Get("do"); {
	case do == tableOfAll && d.MakesLinks():
		b.linkTable(d, all)
		return
	case do == sendLink && canSend(d):
		err = sendLinks(d, all, one, values)
	case do == revokeLink && one >= 0:
		err = d.RevokeLinks(id)
	case do == revokeLink && values.Get(sureToDoAll) == "":
		b.showLinks(d.Again, d, all, true)
		return
	case do == revokeLink:
		err = d.RevokeLinks("")
	default:
		d.NotFound()
		return
	}
	if err != nil {
		d.Fail(err)
		return
	}
	d.Lead(d.Link(linksPath))
}

// sendLinks sends a link to one organization, or to all without one.
func sendLinks(d *intake.Desk, all []intake.Invitation, one int, values url.Values) error {
	ids := withoutLink(all, d.Now())
	if one >= 0 {
		if ids = nil; all[one].Email != "" {
			ids = []string{all[one].ID}
		}
	}
	micros, _ := strconv.ParseInt(values.Get("page"), 10, 64)
	return d.Invite(ids, time.UnixMicro(micros))
}

// linkTable is a file with new links, for letters that somebody else sends.
func (b *roster) linkTable(d *intake.Desk, all []intake.Invitation) {
	links, err := d.NewLinks(all)
	if err != nil {
		d.Fail(err)
		return
	}
	d.Stream("-links.csv", "text/csv; charset=utf-8", func(w io.Writer) error {
		return intake.WriteLinks(w, all, links, d.Language())
	})
}
