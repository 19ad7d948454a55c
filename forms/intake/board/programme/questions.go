package programme

import (
	"encoding/json"
	"net/url"
	"slices"
	"strconv"

	"github.com/hytekit/hytekit/forms/intake"
	"github.com/hytekit/hytekit/forms/intake/board"
	"github.com/hytekit/hytekit/forms/view"
	"github.com/hytekit/hytekit/hyte/constraint"
	"github.com/hytekit/hytekit/hyte/event"
)

// mostAsked is how many questions the page shows; the file of all that was received has
// them all.
const mostAsked = 500

// questions are what was asked, those first that nobody has decided about.
func (v *boardView) questions() view.Node {
	all := v.ledger.asked
	var waiting, settled []view.Node
	for i := len(all) - 1; i >= 0 && len(waiting)+len(settled) < mostAsked; i-- {
		if q := &all[i]; q.decided == nil {
			waiting = append(waiting, v.question(q))
		} else {
			settled = append(settled, v.question(q))
		}
	}
	left := len(all) - len(waiting) - len(settled)
	return view.El("section", view.Attrs{view.Attr("aria-labelledby", "asked")},
		view.El("h2", view.Attrs{view.Attr("id", "asked")}, view.Text(v.t.Text("asked"))),
		view.If(len(all) == 0, view.El("p", nil, view.Text(v.t.Text("asked.none")))),
		view.If(len(all) > 0, view.El("ul", nil, view.Group(waiting...), view.Group(settled...), v.omitted(left))))
}

// state is the ending of the key of the words for how a question stands.
func (q *asked) state() string {
	switch {
	case q.decided == nil:
		return "new"
	case q.decided.Shown:
		return "shown"
	default:
		return "hidden"
	}
}

func (v *boardView) question(q *asked) view.Node {
	return view.El("li", view.Attrs{view.Attr("id", anchor(q.id))},
		view.El("p", nil, view.Isolate(q.Text)),
		board.Facts(v.about(q)...),
		view.El("p", nil, view.El("strong", nil, view.Text(v.t.Text("asked.state."+q.state()))), view.Text(" "),
			view.If(v.desk.May(intake.RoleDecide), view.El("a", view.Attrs{view.Attr("href", v.desk.Link(settlePath+q.id)), view.Attr("aria-label", v.t.Text("asked.settle.about", "id", q.id))},
				view.Text(v.t.Text("asked.settle"))))))
}

func anchor(id string) string { return "q-" + id }

// about is what is known of a question beside its text.
func (v *boardView) about(q *asked) []board.Fact {
	theme := themeName(v.event, q.Theme)
	who := authorText(q.Author)
	if q.Author != nil && q.Author.Email != "" {
		if who != "" {
			who += ", "
		}
		who += q.Author.Email
	}
	facts := []board.Fact{
		{Name: v.t.Text("publish.theme"), Value: view.If(len(theme) > 0, board.Said(theme, v.t))},
		{Name: v.t.Text("publish.author"), Value: view.If(who != "", view.Isolate(who))},
		{Name: v.t.Text("publish.at"), Value: board.Moment(v.t, q.at)},
	}
	if q.decided != nil && q.decided.Answer != "" {
		facts = append(facts, board.Fact{Name: v.t.Text("questions.answer"), Value: view.Isolate(q.decided.Answer)})
	}
	return facts
}

// find is the question that the address names, or it has answered that there is none.
func (b *programme) find(d *intake.Desk) *asked {
	l := d.Ledger().(*ledger)
	i, ok := l.at[d.PathValue("id")]
	if !ok {
		d.NotFound()
		return nil
	}
	return &l.asked[i]
}

// askToSettle shows the page on which the organizer decides about a question.
func (b *programme) askToSettle(d *intake.Desk) {
	if q := b.find(d); q != nil {
		b.settlePage(d, q, nil, nil)
	}
}

// settlePage shows the page with what was typed. Wrong are the names of fields to be mended.
func (b *programme) settlePage(d *intake.Desk, q *asked, given url.Values, wrong []string) {
	v := b.view(d)
	if given == nil {
		given = url.Values{}
		if p := q.decided; p != nil {
			given.Set("shown", strconv.FormatBool(p.Shown))
			given.Set("text", p.Text)
			given.Set("answer", p.Answer)
		}
	}
	f := board.Form{Words: v.t, Texts: "publish", Given: given, Wrong: wrong}
	show := d.Page
	if len(wrong) > 0 {
		show = d.Again
	}
	title := v.t.Text("publish.title")
	show(title,
		view.El("h1", nil, view.Text(title)),
		board.Facts(append([]board.Fact{{Name: v.t.Text("publish.asked"), Value: view.Isolate(q.Text)}}, v.about(q)...)...),
		view.El("p", nil, view.Text(v.t.Text("publish.hint"))),
		view.El("form", view.Attrs{view.Attr("method", "post"), view.Attr("action", d.Link(settlePath+q.id))},
			view.El("input", view.Attrs{view.Attr("type", "hidden"), view.Attr("name", "after"), view.Attr("value", strconv.Itoa(q.settled))}),
			f.Radios("shown", given.Get("shown"),
				board.Option{Value: "true", Label: v.t.Text("publish.shown.yes")}, board.Option{Value: "false", Label: v.t.Text("publish.shown.no")}),
			f.Field(view.Node{}, "answer", "textarea", view.Attr("rows", "5")),
			f.Field(view.Node{}, "text", "textarea", view.Attr("rows", "3")),
			f.Field(view.Node{}, "by", "input", view.Attr("type", "text"), view.Flag("required", true)),
			view.El("div", view.Attrs{view.Attr("class", "hyte-actions")},
				view.El("button", view.Attrs{view.Attr("type", "submit"), view.Attr("class", "hyte-button")}, view.Text(v.t.Text("publish.submit"))))),
		view.El("p", nil, view.El("a", view.Attrs{view.Attr("href", d.Link("")+"#"+anchor(q.id))}, view.Text(v.t.Text("publish.cancel")))))
}

// settle keeps what the organizer decides about a question, or asks again. A form that was
// sent twice, or after somebody else decided, changes nothing: it leads to how things stand.
func (b *programme) settle(d *intake.Desk) {
	q := b.find(d)
	if q == nil {
		return
	}
	given, ok := d.Posted()
	if !ok {
		return
	}
	here := d.Link("") + "#" + anchor(q.id)
	after := strconv.Itoa(q.settled)
	if given.Get("after") != after && given.Has("after") {
		d.Lead(here)
		return
	}
	made := event.Publication{
		Question: q.id, Shown: given.Get("shown") == "true",
		Text: trimmed(given, "text"), Answer: trimmed(given, "answer"), By: trimmed(given, "by"),
	}
	document, err := json.Marshal(&made)
	if err != nil {
		d.Fail(err)
		return
	}
	wrong := wrongIn(document)
	if shown := given.Get("shown"); shown != "true" && shown != "false" {
		wrong = append([]string{"shown"}, wrong...)
	}
	if len(wrong) > 0 {
		b.settlePage(d, q, given, wrong)
		return
	}
	if err := d.Keep(intake.Record{Kind: publicationKind, Key: publicationKind + ":" + q.id + ":" + after, Document: document}, q.id); err != nil {
		d.Fail(err)
		return
	}
	d.Lead(here)
}

func trimmed(given url.Values, name string) string {
	return constraint.TrimBlanks(given.Get(name))
}

// wrongIn are the names of the fields that are not right, by the rules of publications.
func wrongIn(document []byte) (wrong []string) {
	_, violations := event.DecodePublication(document)
	for _, v := range violations {
		if tokens := constraint.Tokens(v.Location); len(tokens) > 0 && !slices.Contains(wrong, tokens[0]) {
			wrong = append(wrong, tokens[0])
		}
	}
	return wrong
}
