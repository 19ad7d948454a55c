package roster

import (
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"net/url"
	"slices"
	"strconv"
	"time"

	"github.com/hytekit/hytekit/forms"
	"github.com/hytekit/hytekit/forms/intake"
	"github.com/hytekit/hytekit/forms/intake/board"
	"github.com/hytekit/hytekit/forms/nomination"
	"github.com/hytekit/hytekit/forms/nomination/texts"
	"github.com/hytekit/hytekit/forms/view"
	"github.com/hytekit/hytekit/hyte"
	"github.com/hytekit/hytekit/hyte/constraint"
)

// answerKeys begin the keys under which answers are kept that the organizer entered.
const answerKeys = "answer:"

// otherOrganization stands in the address for one that an open call does not name.
const otherOrganization = "other"

// answerPage is the page on which the organizer enters a whole answer that came by mail
// or on paper.
type answerPage struct {
	*roster
	desk  *intake.Desk
	view  rosterView
	form  *forms.Form
	id    string // of the organization in the address
	known found  // what it has said already
}

// answerPages are the page and what its button does. An organization that nobody asks
// has none, unless anyone may answer.
func (b *roster) answerPages() (get, post func(*intake.Desk)) {
	with := func(do func(*answerPage)) func(*intake.Desk) {
		return func(d *intake.Desk) {
			p := &answerPage{roster: b, desk: d, view: rosterView{desk: d, t: b.wordsOf(d), call: b.call.Call}, id: d.PathValue("id")}
			if p.id != otherOrganization || b.call.OpenSeat() == nil {
				var asked bool
				if p.known, asked = b.found(d, organization); !asked {
					return
				}
			}
			kind, words := nomination.EntryKind(), texts.Entries()
			if !b.call.Call.AsksPersons() {
				kind, words = nomination.ReplyEntryKind(), texts.ReplyEntries()
			}
			form, err := forms.New(kind, b.call, words.For(d.Language()))
			if err != nil {
				d.Fail(err)
				return
			}
			p.form, p.view.mark = form, view.Group(view.Text(" "),
				view.El("span", view.Attrs{view.Attr("class", "hyte-mark")}, view.Text(form.Words().Say("mark.required"))))
			do(p)
		}
	}
	return with((*answerPage).ask), with((*answerPage).keep)
}

// ask shows the empty page, on which the organization is chosen if it is known.
func (p *answerPage) ask() {
	state := p.form.NewState()
	if e := p.known.entry; e != nil {
		nomination.Choose(state, p.call, e.Nominator, e.Name)
	}
	p.show(forms.View{State: state}, nil, nil)
}

// show shows the page with what was typed, and what is wrong with it.
func (p *answerPage) show(v forms.View, given url.Values, wrong []string) {
	t, title := p.view.t, p.view.t.Text("answer.title")
	v.Action, v.Status = p.desk.Link(answerPath+p.id), p.status()
	entry := forms.Entry{View: v, About: p.arrival(given, wrong)}
	for _, name := range wrong {
		entry.Wrong = append(entry.Wrong, forms.Mistake{ID: "decide-" + name, Text: t.Text("decide." + name + ".wrong")})
	}
	show := p.desk.Page
	if v.Phase != forms.PhaseEditing {
		show = p.desk.Again
	}
	show(title,
		view.El("h1", nil, view.Text(title)),
		board.Facts(p.desk.Deadline()),
		view.El("p", nil, view.Text(t.Text("answer.hint"))),
		p.form.Entry(entry),
		view.El("p", nil, view.El("a", view.Attrs{view.Attr("href", p.way(p.id))}, view.Text(t.Text("enter.cancel")))))
}

// status is that of the call, as far as it changes what is asked: what came on paper is
// entered at any time, and after the deadline it may be a change in mid-term.
func (p *answerPage) status() hyte.Status {
	switch p.call.Window().Status(p.desk.Now()) {
	case hyte.StatusLate, hyte.StatusClosed:
		return hyte.StatusLate
	default:
		return hyte.StatusOpen
	}
}

// arrival asks how and when the answer came, and who enters it.
func (p *answerPage) arrival(given url.Values, wrong []string) view.Node {
	after := given.Get("after")
	if e := p.known.entry; e != nil && after == "" {
		after = strconv.Itoa(len(e.Trail))
	}
	if len(wrong) > 0 {
		wrong = append([]string{""}, wrong...) // the focus is on the summary, and on no control
	}
	return view.El("div", view.Attrs{view.Attr("class", "hyte-part")},
		view.El("h2", nil, view.Text(p.view.t.Text("answer.arrival"))),
		view.El("input", view.Attrs{view.Attr("type", "hidden"), view.Attr("name", "after"), view.Attr("value", after)}),
		choices(p.view, "via", "via.", noticeVias, given),
		arrivalField(p.view, given, wrong, time.Time{}),
		fieldWith(p.view.mark, p.view.t, "enteredBy", given, wrong, "input", view.Attr("type", "text")))
}

// keep keeps what was entered, or shows it again with what must be mended.
func (p *answerPage) keep() {
	given, ok := p.desk.Posted()
	if !ok {
		return
	}
	post := p.form.Post(given)
	switch {
	case post.Garbled > 0:
		p.desk.Garbled()
		return
	case post.Changed:
		p.show(forms.View{State: post.State, Focus: post.Focus}, given, nil)
		return
	case post.Dropped > 0:
		p.show(forms.View{State: post.State, Phase: forms.PhaseDropped}, given, nil)
		return
	}
	document := p.form.Document(post.State)
	_, violations := p.call.Program(p.call.AnswerKind()).Read(document, p.desk.Now())
	violations = slices.DeleteFunc(violations, hyte.AboutWindow) // it counts from when it came
	received := decision{
		Kind: hyte.ReceivedKind(p.call.AnswerKind().Name()), Via: oneOf(noticeVias, given.Get("via")), EnteredBy: constraint.TrimBlanks(given.Get("enteredBy")),
		ReceivedAt: arrival(given, p.desk.Now()),
	}
	if p.call.Call.AsksPersons() {
		received.Nomination = document
	} else {
		received.Reply = document
	}
	wrong := p.wrongArrival(received)
	if violations.Invalid() || len(wrong) > 0 {
		p.show(forms.View{State: post.State, Violations: violations, Phase: forms.PhaseRejected}, given, wrong)
		return
	}
	nominator := senderOf(document)
	if err := p.add(&received, nominator, given.Get("after")); err != nil {
		p.desk.Fail(err)
		return
	}
	p.desk.Lead(p.way(nominator))
}

// senderOf is the organization from which an answer without errors comes.
func senderOf(document []byte) string {
	var answer struct {
		Nominator string `json:"nominator"`
	}
	if err := json.Unmarshal(document, &answer); err != nil {
		return "" // it was read before
	}
	return answer.Nominator
}

// wrongArrival are the names of the controls about the arrival that are not right, in
// the order of the page.
func (p *answerPage) wrongArrival(received decision) []string {
	wrong := slices.DeleteFunc(p.wrong(&question{notice: true, decision: received}), func(name string) bool { return name == "nomination" || name == "reply" })
	slices.Sort(wrong)
	return wrong
}

// add keeps the answer once: the same text from the same page is the same answer.
func (p *answerPage) add(received *decision, nominator, after string) error {
	document, err := json.Marshal(received)
	if err != nil {
		return err
	}
	sum := sha256.Sum256([]byte(after + "\n" + string(document)))
	return p.desk.Keep(intake.Record{
		Kind: string(received.Kind), Sender: nominator, Key: answerKeys + hex.EncodeToString(sum[:]), Document: document,
	}, nominator)
}

// way leads to how an organization stands.
func (p *answerPage) way(nominator string) string {
	if nominator == otherOrganization {
		return p.desk.Link("")
	}
	return p.desk.Link("") + "#" + anchor(nominator)
}

// answerLink leads to the page for an organization that the call names.
func (v rosterView) answerLink(e *hyte.Entry) view.Node {
	return view.El("a", view.Attrs{
		view.Attr("href", v.desk.Link(answerPath+e.Nominator)),
		view.Attr("aria-label", v.t.Text("answer.label", "organization", e.Name.In(v.t.Language()))),
	}, view.Text(v.t.Text("answer.link")))
}

// otherLink leads to it for any other, where anyone may answer.
func (v rosterView) otherLink(seat *hyte.Seat) view.Node {
	if seat.Nominators.Kind != hyte.NominatorOpen || !v.desk.May(intake.RoleDecide) {
		return view.Node{}
	}
	return view.El("p", nil, view.El("a", view.Attrs{view.Attr("href", v.desk.Link(answerPath+otherOrganization))}, view.Text(v.t.Text("answer.other"))))
}
