package forms

import (
	"time"

	"github.com/hytekit/hytekit/forms/icon"
	"github.com/hytekit/hytekit/forms/view"
	"github.com/hytekit/hytekit/hyte"
)

// View says how a form is shown. The zero value is the empty form, open.
type View struct {
	// State is what was typed; nil is nothing.
	State *State
	// Violations are what is said to be wrong, at its place.
	Violations hyte.Violations
	// Phase is what happened before; PhaseRejected also shows the summary.
	Phase Phase
	// Status is whether the inquiry takes answers now; 0 says nothing about it.
	// Of one that takes none, an empty form is not shown; one with answers
	// is, without its submit button, so that nobody loses what they typed.
	Status hyte.Status
	// Now is when the form is shown; the zero value says nothing of the time left.
	Now time.Time
	// Action is where the form is posted; empty is the page's own address.
	Action string
	// Token is sent along, so that the same form submitted twice is one answer.
	Token string
	// Focus is the id of the element that gets the focus when the page is
	// shown; empty is the summary of a rejected form, and else nothing.
	Focus string
	// Announcement is read out by screen readers when it changes.
	Announcement string
	// Review shows the answer for a last look, in place of the form: see [Form.Review].
	// Of a rejected answer it is told by what must be mended.
	Review bool
	// Retaken says that what had been confirmed was about others than those named now,
	// and must be confirmed anew.
	Retaken bool
	// Handover says that no service receives the answer: whoever fills in the
	// form sends it to the registry that the inquiry names.
	Handover bool
	// Uncontrolled leaves out what belongs to the person who fills in the form:
	// value, checked and selected, the text of a text area and the focus. It
	// also sets novalidate. The widget in the browser shows its form so.
	Uncontrolled bool

	live         bool   // it follows the clock, as the widget does
	ended        bool   // the deadline has passed since it was open
	placed       bool   // Review tells where the person is, whatever is wrong
	ready        []byte // the document that is to be handed over, nil while it is written
	untranslated bool   // another language was asked for and did not come
}

// Phase is what happened to a form before it is shown.
type Phase int

// The phases. The zero value is PhaseEditing.
const (
	PhaseEditing     Phase = iota
	PhaseRejected          // submitted, and something must be mended
	PhaseUnavailable       // submitted, but it could not be stored
	PhaseOffline           // not submitted: the server could not be reached
	PhaseBusy              // submitted too often (429)
	PhaseConflict          // another answer came from the same form (409)
	PhaseForbidden         // only invited ones may answer (403)
	PhaseTooLarge          // more than is received (413)
	PhaseNotNow            // the inquiry takes no answers now (403); Status says why
	PhaseDropped           // not submitted: some of what was typed is not asked of whoever was chosen
	PhaseLinkEnded         // the personal link does not hold, or not any more (403)
	PhaseDraft             // a draft was opened
	PhaseOtherDraft        // what was to be opened is no draft of this form
)

// keepsOut reports whether whoever asks may not answer.
func (p Phase) keepsOut() bool { return p == PhaseForbidden || p == PhaseLinkEnded }

// notices are the texts of what happened, by phase.
var notices = [...]string{
	PhaseUnavailable: "notice.unavailable",
	PhaseOffline:     "notice.offline",
	PhaseBusy:        "notice.busy",
	PhaseConflict:    "notice.conflict",
	PhaseForbidden:   "notice.forbidden",
	PhaseTooLarge:    "notice.large",
	PhaseNotNow:      "notice.closed",
	PhaseDropped:     "notice.dropped",
	PhaseLinkEnded:   "notice.linkEnded",
	PhaseDraft:       "draft.opened",
	PhaseOtherDraft:  "draft.other",
}

// The ids of elements that the focus is led to.
const (
	// RootID is the one element of [Form.Tree].
	RootID    = "hyte"
	summaryID = "hyte-summary"
	noticeID  = "hyte-notice"
	receiptID = "hyte-receipt"
)

// tree is one form being shown.
type tree struct {
	*Form
	view   *View
	state  *State
	sheet  *sheet
	words  *Words // of the sheet
	parts  []Part
	faults faults
	about  view.Node // stands first in the form, as of [Entry]
	wrong  []Mistake
	review bool // the last look, in place of the form
	direct bool // there is no last look, as of [Entry]
}

// Tree is the form as one element, <div id="hyte">, whose shape depends on the
// inquiry, on how many items there are, and not on what is typed or wrong: what
// can appear has its place in the tree all the time.
func (f *Form) Tree(v View) view.Node {
	t := f.newTree(&v)
	t.faults = f.faults(t.state, t.parts, t.relevant(v.Violations))
	return root(f, f.subject(), t.lastDay(), t.notice(), t.point(), t.summary(),
		view.El("div", view.Attrs{view.Attr("class", "hyte-more"), view.Flag("hidden", t.review)}, t.facts(), t.linksAbove()),
		view.If(t.isShown(), t.form()), f.links(LinkBelow, v.Action, view.Flag("hidden", t.review)))
}

// newTree lacks the faults.
func (f *Form) newTree(v *View) tree {
	state := v.State
	if state == nil {
		state = f.NewState()
	}
	sheet := f.sheet(state)
	return tree{Form: f, view: v, state: state, sheet: sheet, words: sheet.words, parts: f.Parts(state), review: f.isReview(state, v)}
}

func root(f *Form, children ...view.Node) view.Node {
	return view.El("div", view.Attrs{
		view.Attr("class", "hyte"), view.Attr("id", RootID), view.Attr("lang", f.Language()),
	}, children...)
}

// isShown reports whether there is a form: an inquiry that takes no answers, or none of
// whoever asks, has none, unless somebody has filled it in already, or is about to.
func (t *tree) isShown() bool {
	return t.isOpen() && !t.view.Phase.keepsOut() || t.view.ended || !t.state.isBlank("")
}

// isOpen reports whether an answer can be sent. What comes after the deadline, a service
// tells from what must not: nobody else does.
func (t *tree) isOpen() bool {
	return t.takesAny() || t.view.Status == hyte.StatusClosed && t.takesLater(t.view)
}

// takesLater reports whether an answer can be sent though the inquiry is closed.
func (f *Form) takesLater(v *View) bool { return f.empty.later && !v.Handover }

// takesAny reports whether the inquiry takes any answer now.
func (t *tree) takesAny() bool {
	return t.view.Status != hyte.StatusNotOpen && t.view.Status != hyte.StatusClosed
}

// isNow reports whether the section is to be seen.
func (t *tree) isNow(s *Section) bool {
	late := t.view.Status == hyte.StatusLate || t.view.Status == hyte.StatusClosed || t.words.Window().Stands
	return !s.Later || late || !t.state.isBlank(s.At)
}

// notice says what happened to the form. Its place is always there, for the
// focus to be led to.
func (t *tree) notice() view.Node {
	text := ""
	if int(t.view.Phase) < len(notices) {
		text = t.words.Say(notices[t.view.Phase])
	}
	if t.view.untranslated {
		text = t.words.Say("notice.language")
	}
	return view.El("div", view.Attrs{
		view.Attr("class", "hyte-notice hyte-late"), view.Attr("id", noticeID), view.Attr("tabindex", "-1"),
		view.Flag("hidden", text == ""), t.focus(noticeID),
	}, view.El("p", nil, view.Icon(icon.Warning), view.Text(text)))
}

// summary lists what must be mended. Its texts are those at the places, and its
// links lead there.
func (t *tree) summary() view.Node {
	var items []view.Node
	if t.view.Phase == PhaseRejected {
		items = t.summaryItems()
	}
	button := t.continueLabel()
	if t.review {
		button = t.sendLabel()
	}
	return t.summaryOf(items, button)
}

func (t *tree) summaryOf(items []view.Node, button string) view.Node {
	return view.El("div", view.Attrs{
		view.Attr("class", "hyte-summary"), view.Attr("id", summaryID), view.Attr("tabindex", "-1"),
		view.Attr("role", "group"), view.Attr("aria-labelledby", summaryID+"-title"),
		view.Flag("hidden", len(items) == 0), t.focus(summaryID),
	},
		view.El("h2", view.Attrs{view.Attr("id", summaryID+"-title")}, view.Icon(icon.Error), view.Text(t.words.Say("summary.title", "check", button))),
		view.El("ul", nil, items...))
}

func (t *tree) summaryItems() []view.Node {
	items := t.wrongAbout()
	for _, text := range t.faults.elsewhere {
		items = append(items, view.El("li", nil, view.Text(text)))
	}
	for i := range t.faults.list {
		if fault := &t.faults.list[i]; !fault.warning {
			items = append(items, summaryItem(fault.focus, fault.text))
		}
	}
	if t.faults.omitted != "" {
		items = append(items, view.El("li", nil, view.Text(t.faults.omitted)))
	}
	return items
}

// focus is the autofocus attribute of the element to which the page leads.
func (t *tree) focus(id string) view.Attribute {
	wanted := t.view.Focus
	switch {
	case wanted != "":
	case t.view.Phase == PhaseRejected:
		wanted = summaryID
	case t.view.Phase != PhaseEditing:
		wanted = noticeID
	case t.review:
		wanted = checkID
	}
	return view.Flag("autofocus", !t.view.Uncontrolled && wanted == id)
}

// notWrong says that a form is not wrong as a whole. Firefox tells screen readers that it is
// as long as anything that must be answered is empty, each time the focus comes into it.
var notWrong = view.Attr("aria-invalid", "false")

// form is the form itself. The button that leads to the last look comes first as well, out of
// sight: the Enter key presses the first button of a form, whatever it does.
func (t *tree) form() view.Node {
	method := "post"
	if t.view.Handover {
		method = "dialog" // which does nothing where no script runs
	}
	return view.El("form", view.Attrs{
		view.Attr("class", "hyte-form"), view.Attr("id", formID), view.Attr("method", method), view.Maybe("action", t.view.Action),
		view.Attr("accept-charset", "utf-8"), notWrong, view.Flag("novalidate", t.view.Uncontrolled),
	},
		view.If(t.view.Token != "", hidden(TokenName, t.view.Token)),
		t.reviewed(), t.confirmed(),
		view.If(t.isOpen(), t.firstButton()),
		view.El("div", view.Attrs{view.Flag("hidden", t.review)},
			view.If(t.view.Handover, t.handoverIntro()),
			view.El("p", view.Attrs{view.Attr("class", "hyte-hint")}, view.Text(t.words.Say("answer.required"))),
			t.about,
			view.Each(t.asking(), func(p Part) view.Node { return t.part(&p, 2) }),
			view.If(t.isOpen(), t.actions()), t.drafts()),
		view.If(!t.direct, t.lastLook()),
		view.El("p", view.Attrs{view.Attr("class", "hyte-unseen"), view.Attr("role", "status")}, view.Text(t.view.Announcement)),
	)
}

// mustConfirm reports whether the answer counts when its sender has confirmed it by a link
// in a mail. Whoever has a personal link need not, and without a service nobody sends one.
func (t *tree) mustConfirm() bool {
	return t.Inquiry().Confirmed() && !t.view.Handover && t.Form.given == given{}
}

func hidden(name, value string) view.Node {
	return view.El("input", view.Attrs{view.Attr("type", "hidden"), view.Attr("name", name), view.Attr("value", value)})
}

func (t *tree) firstButton(more ...view.Attribute) view.Node {
	return view.El("button", append(append(t.toCheck(),
		view.Attr("class", "hyte-first"), view.Attr("tabindex", "-1"), view.Attr("aria-hidden", "true"),
	), more...), view.Text(t.continueLabel()))
}

func (t *tree) actions() view.Node {
	return view.El("div", view.Attrs{view.Attr("class", "hyte-actions")},
		view.El("button", append(t.toCheck(), view.Attr("class", "hyte-button")), view.Text(t.continueLabel())))
}

// toCheck are the attributes of a button that leads to the last look, or sends where there
// is none.
func (t *tree) toCheck() view.Attrs {
	attrs := view.Attrs{view.Attr("type", "submit")}
	if !t.direct {
		attrs = append(attrs, view.Attr("name", CheckName), view.Attr("value", CheckName))
	}
	return attrs
}

// continueLabel is what the button says that ends the filling in.
func (t *tree) continueLabel() string {
	switch {
	case t.direct:
		return t.words.Say("button.submit")
	case t.within != "":
		return t.words.Say("series.check.continue")
	default:
		return t.words.Say("check.continue")
	}
}

// titles are the texts of what a title begins with, by phase.
var titles = [...]string{
	PhaseRejected:    "title.error",
	PhaseUnavailable: "title.refused",
	PhaseOffline:     "title.refused",
	PhaseBusy:        "title.refused",
	PhaseConflict:    "title.refused",
	PhaseTooLarge:    "title.refused",
	PhaseNotNow:      "title.refused",
	PhaseDropped:     "title.refused",
}

// title is the text of what a title begins with; empty for nothing.
func (p Phase) title() string {
	if int(p) >= len(titles) {
		return ""
	}
	return titles[p]
}

// Title is the title of a page that shows this form. It begins by saying that something must
// be mended, that nothing was received or will be, because it is what a screen reader reads
// first.
func (f *Form) Title(v View) string {
	title := f.words.In(f.Inquiry().Title())
	switch {
	case v.ready != nil:
		title = f.words.Say("handover.title")
	case f.isReview(v.State, &v):
		title = f.words.Say("check.title")
	}
	title = f.pageTitle(title)
	switch key := v.Phase.title(); {
	case key != "":
		return f.words.Say(key, "title", title)
	case v.Status == hyte.StatusClosed && !f.takesLater(&v):
		return f.words.Say("title.closed", "title", title)
	default:
		return title
	}
}

func (f *Form) pageTitle(title string) string {
	return f.words.Say("title.page", "title", title)
}
