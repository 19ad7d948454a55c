package roster

import (
	"encoding/json"
	"net/url"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/hytekit/hytekit/forms/intake"
	"github.com/hytekit/hytekit/forms/intake/board"
	"github.com/hytekit/hytekit/forms/texts"
	"github.com/hytekit/hytekit/forms/view"
	"github.com/hytekit/hytekit/hyte"
	"github.com/hytekit/hytekit/hyte/constraint"
)

// decision is the document by which the organizer decides something: a
// [hyte.Received] whose id and time are in its record.
type decision struct {
	Kind       hyte.ReceivedKind `json:"kind"`
	By         string            `json:"by,omitempty"`
	Reason     string            `json:"reason,omitempty"`
	Nominator  string            `json:"nominator,omitempty"`
	EnteredBy  string            `json:"enteredBy,omitempty"`
	ReceivedAt time.Time         `json:"receivedAt,omitzero"` // of what was entered; a decision has the time of its record
	Via        hyte.Via          `json:"via,omitempty"`
	Accepts    string            `json:"accepts,omitempty"`
	Rejects    string            `json:"rejects,omitempty"`
	Answer     string            `json:"answer,omitempty"`
	Selected   []int             `json:"selected,omitempty"`
	Decision   *hyte.Decision    `json:"decision,omitempty"`
	Corrects   string            `json:"corrects,omitempty"`
	ArrivedAt  time.Time         `json:"arrivedAt,omitzero"`
	Undoes     string            `json:"undoes,omitempty"`
	Nomination json.RawMessage   `json:"nomination,omitempty"` // an answer that was entered
	Reply      json.RawMessage   `json:"reply,omitempty"`      // the same, to a call for replies
}

// decisionKeys begin the keys under which decisions are kept.
const decisionKeys = "decision:"

// question is a page on which the organizer decides something, says why, and who it
// is. Nobody decides without being shown what about (WCAG 2.2, 3.3.4).
type question struct {
	entry  *hyte.Entry
	about  string // the id of what is decided about
	path   string // where the form is sent
	texts  string // the beginning of the keys: "accept" has accept.title, .hint, .submit and .cancel
	facts  []board.Fact
	fields func(v rosterView, given url.Values, wrong []string) view.Node // beside who and why
	fill   func(*decision, url.Values)
	notice bool // it is what an organization says, entered for it: the reason is its own, if it gave one
	decision
}

// ask shows the page of a question. Wrong are the names of fields to be mended.
func (b *roster) ask(d *intake.Desk, q *question, given url.Values, wrong []string) {
	t := b.wordsOf(d)
	v := rosterView{desk: d, t: t, call: b.call.Call}
	title := t.Text(q.texts + ".title")
	who := "by"
	if q.notice {
		who = "enteredBy"
	}
	var more view.Node
	if q.fields != nil {
		more = q.fields(v, given, wrong)
	}
	show := d.Page
	if len(wrong) > 0 {
		show = d.Again
	}
	facts := append([]board.Fact{{Name: t.Text("roster.organization"), Value: board.Said(q.entry.Name, t)}, d.Deadline()}, q.facts...)
	show(title,
		view.El("h1", nil, view.Text(title)),
		board.Facts(facts...),
		view.El("p", nil, view.Text(t.Text(q.texts+".hint"))),
		view.El("form", view.Attrs{view.Attr("method", "post"), view.Attr("action", d.Link(q.path+q.about))},
			view.El("input", view.Attrs{view.Attr("type", "hidden"), view.Attr("name", "after"), view.Attr("value", strconv.Itoa(len(q.entry.Trail)))}),
			more,
			field(t, "reason", given, wrong, "textarea", view.Attr("rows", "3"), view.Flag("required", !q.notice)),
			field(t, who, given, wrong, "input", view.Attr("type", "text")),
			view.El("div", view.Attrs{view.Attr("class", "hyte-actions")},
				view.El("button", view.Attrs{view.Attr("type", "submit"), view.Attr("class", "hyte-button")}, view.Text(t.Text(q.texts+".submit"))))),
		view.El("p", nil, view.El("a", view.Attrs{view.Attr("href", entryLink(d, q.entry))}, view.Text(t.Text(q.texts+".cancel")))))
}

// field is a control for a text, with its label and what is wrong with it.
func field(t *texts.Catalog, name string, given url.Values, wrong []string, element string, attrs ...view.Attribute) view.Node {
	return fieldWith(view.Node{}, t, name, given, wrong, element, attrs...)
}

// fieldWith is a field with a mark after its label.
func fieldWith(mark view.Node, t *texts.Catalog, name string, given url.Values, wrong []string, element string, attrs ...view.Attribute) view.Node {
	attrs = append(view.Attrs{view.Flag("required", name != "reason" && !strings.HasPrefix(name, "decision."))}, attrs...)
	return board.Form{Words: t, Texts: "decide", Given: given, Wrong: wrong}.Field(mark, name, element, attrs...)
}

// decide keeps the answer to a question, or asks again. A form that was sent twice,
// or after somebody else decided, changes nothing: it leads to how things stand.
func (b *roster) decide(d *intake.Desk, q *question) {
	given, ok := d.Posted()
	if !ok {
		return
	}
	after := strconv.Itoa(len(q.entry.Trail))
	if given.Get("after") != after && given.Has("after") {
		d.Lead(entryLink(d, q.entry))
		return
	}
	q.By, q.EnteredBy = constraint.TrimBlanks(given.Get("by")), ""
	if q.notice {
		q.By, q.EnteredBy = "", constraint.TrimBlanks(given.Get("enteredBy"))
	}
	q.Reason = constraint.TrimBlanks(given.Get("reason"))
	if q.fill != nil {
		q.fill(&q.decision, given)
	}
	document, err := json.Marshal(&q.decision)
	if err != nil {
		d.Fail(err)
		return
	}
	if wrong := b.wrong(q); len(wrong) > 0 {
		b.ask(d, q, given, wrong)
		return
	}
	err = d.Keep(intake.Record{
		Kind: string(q.Kind), Sender: q.entry.Nominator, Key: decisionKeys + q.about + ":" + after, Document: document,
	}, q.about)
	if err != nil {
		d.Fail(err)
		return
	}
	d.Lead(entryLink(d, q.entry))
}

// wrong are the names of the fields that are not right, by the rules of received
// documents. Who decided and why must be said of an acceptance, too.
func (b *roster) wrong(q *question) (wrong []string) {
	document, err := json.Marshal(struct {
		ID string `json:"id"`
		*decision
	}{"1", &q.decision})
	if err != nil {
		return []string{"reason"}
	}
	add := func(name string) {
		if !slices.Contains(wrong, name) {
			wrong = append(wrong, name)
		}
	}
	_, violations := b.call.ReadReceived(document)
	for _, v := range violations {
		if tokens := constraint.Tokens(v.Location); len(tokens) > 0 && v.Severity == hyte.Error {
			name := tokens[0]
			switch {
			case name == "decision" && len(tokens) > 1:
				name += "." + tokens[1]
			case name == "receivedAt":
				name = "arrivedAt" // the control in which it is typed
			}
			add(name)
		}
	}
	if q.notice && q.ReceivedAt.IsZero() {
		add("arrivedAt")
	}
	if !q.notice && q.Reason == "" {
		add("reason")
	}
	if q.notice && q.EnteredBy == "" {
		add("enteredBy")
	}
	if !q.notice && q.By == "" {
		add("by")
	}
	return wrong
}
