package forms

import (
	"slices"
	"strconv"
	"time"

	"github.com/hytekit/hytekit/forms/view"
	"github.com/hytekit/hytekit/hyte"
)

// SeriesView says how the page of a [Series] is shown. The zero value is the empty page,
// with every inquiry open. See [View] for what has the same name.
type SeriesView struct {
	// States, Violations and Statuses are by inquiry, or nil. Without violations a
	// rejected page says that nothing was answered.
	States     []*State
	Violations []hyte.Violations
	Statuses   []hyte.Status
	Now        time.Time
	// Addresses are those of the inquiries' own forms, for links to what else can be
	// said of each; nil shows none.
	Addresses []string

	// Review shows the answers for a last look: see [Series.Review].
	Review bool
	// Retaken says of which inquiries something must be confirmed anew; nil of none.
	Retaken []bool

	Phase  Phase
	Action string
	Token  string
	Focus  string
}

// seriesTree is a page of a series being shown.
type seriesTree struct {
	*Series
	view  *SeriesView
	trees []tree
	// lead shows what is shared, with its faults, as the first one that is open does.
	lead   tree
	review bool
}

// Page is the whole page of the series.
func (s *Series) Page(o PageOptions, v SeriesView) view.Node {
	t := s.tree(&v)
	title := s.title()
	if t.review {
		title = t.lead.words.Say("series.check.title")
	}
	title = t.lead.pageTitle(title)
	if key := v.Phase.title(); key != "" {
		title = t.lead.words.Say(key, "title", title)
	}
	return t.lead.page(&o, title, t.root(), t.languageWay())
}

func (s *Series) title() string {
	return s.forms[0].words.Say("series.title", "count", strconv.Itoa(len(s.forms)))
}

func (s *Series) tree(v *SeriesView) *seriesTree {
	t := &seriesTree{Series: s, view: v, trees: make([]tree, len(s.forms)), review: s.isReview(v)}
	for i, f := range s.forms {
		own := View{Phase: v.Phase, Focus: v.Focus, Now: v.Now, Retaken: v.Retaken != nil && v.Retaken[i]}
		if v.Statuses != nil {
			own.Status = v.Statuses[i]
		}
		if v.States != nil {
			own.State = v.States[i]
		}
		t.trees[i] = f.newTree(&own)
		t.trees[i].review = t.review
	}
	t.lead = t.trees[max(slices.IndexFunc(t.trees, func(t tree) bool { return t.isOpen() }), 0)]
	if v.Violations != nil {
		t.findFaults()
	}
	return t
}

// findFaults leaves those of what is shared to the form that shows it.
func (t *seriesTree) findFaults() {
	for i := range t.trees {
		tree := &t.trees[i]
		own := slices.DeleteFunc(slices.Clone(t.view.Violations[i]), func(v hyte.Violation) bool { return tree.isShared(v.Location) })
		tree.faults = tree.Form.faults(tree.state, tree.parts, tree.relevant(own))
	}
	t.lead.faults = t.lead.Form.faults(t.lead.state, t.lead.parts, t.lead.relevant(t.sharedViolations(t.view.Violations)))
}

func (t *seriesTree) root() view.Node {
	w := t.lead.words
	return root(t.lead.Form,
		view.El("h1", nil, view.Text(t.title())),
		view.El("p", nil, view.Text(w.Say("series.intro"))),
		t.lead.notice(), t.summary(), t.form())
}

// summary lists what must be mended: of each inquiry under its title, what is shared as
// it is.
func (t *seriesTree) summary() view.Node {
	button := t.lead.continueLabel()
	if t.review {
		button = t.lead.words.Say("series.submit")
	}
	if t.view.Phase != PhaseRejected {
		return t.lead.summaryOf(nil, button)
	}
	items := t.lead.summaryItems()
	for i := range t.trees {
		if own := t.trees[i].summaryItems(); len(own) > 0 {
			items = append(items, view.El("li", nil, t.trees[i].words.Text(t.trees[i].Inquiry().Title()), view.El("ul", nil, own...)))
		}
	}
	if t.view.Violations == nil {
		items = append(items, view.El("li", nil, view.Text(t.lead.words.Say("series.empty"))))
	}
	return t.lead.summaryOf(items, button)
}

func (t *seriesTree) isShown() bool { return t.lead.isOpen() || t.view.States != nil }

func (t *seriesTree) languageWay() *languageWay {
	if !t.isShown() {
		return nil
	}
	return t.lead.languageWay()
}

func (t *seriesTree) form() view.Node {
	var before, after []view.Node
	lead := &t.lead
	isAfter := false
	for _, part := range lead.asking() {
		switch p := part.shared(lead.Form); {
		case p == nil:
			isAfter = true
		case isAfter:
			after = append(after, lead.part(p, 2))
		default:
			before = append(before, lead.part(p, 2))
		}
	}
	own := make([]view.Node, len(t.trees))
	for i := range t.trees {
		own[i] = t.inquiry(i)
	}
	if !t.isShown() {
		return view.Group(own...)
	}
	return view.El("form", view.Attrs{
		view.Attr("class", "hyte-form"), view.Attr("id", formID), view.Attr("method", "post"), view.Maybe("action", t.view.Action),
		view.Attr("accept-charset", "utf-8"), notWrong,
	},
		view.If(t.view.Token != "", hidden(TokenName, t.view.Token)),
		lead.reviewed(), view.Each(t.trees, func(own tree) view.Node { return own.confirmed() }),
		view.If(lead.isOpen(), lead.firstButton()),
		view.El("div", view.Attrs{view.Flag("hidden", t.review)},
			view.El("p", view.Attrs{view.Attr("class", "hyte-hint")}, view.Text(lead.words.Say("answer.required"))),
			view.Group(before...), view.Group(own...), view.Group(after...),
			view.If(lead.isOpen(), lead.actions()), lead.drafts()),
		t.lastLook())
}

// inquiry is what is asked of one inquiry only, under its title.
func (t *seriesTree) inquiry(i int) view.Node {
	own := &t.trees[i]
	nodes := []view.Node{
		view.El("h2", nil, own.words.Text(own.Inquiry().Title())),
		own.lastDay(),
		own.point(), own.facts(),
	}
	if own.takesAny() && t.view.Addresses != nil {
		nodes = append(nodes, own.links(LinkAbove, t.view.Addresses[i]))
	}
	if own.isOpen() || !own.isUntouched(own.state) {
		nodes = append(nodes, view.El("p", view.Attrs{view.Attr("class", "hyte-hint")}, view.Text(own.words.Say("series.optional"))))
		for _, part := range own.asking() {
			if p := part.ofInquiry(own.Form); p != nil {
				nodes = append(nodes, own.part(p, 3))
			}
		}
	}
	return view.El("div", view.Attrs{view.Attr("class", "hyte-part"), view.Attr("id", own.elementOf("hyte-inquiry-", "part"))}, nodes...)
}

// shared is the part with what is one for all inquiries; nil if it asks nothing such.
func (p *Part) shared(f *Form) *Part {
	part := *p
	part.Controls = slices.DeleteFunc(slices.Clone(p.Controls), func(c Control) bool { return !f.isShared(c.Name) })
	if part.Parts = nil; len(part.Controls) == 0 {
		return nil
	}
	return &part
}

// ofInquiry is the part with what is asked of one inquiry; nil if it asks nothing such.
// Where the rest of it is shared, the title stands there.
func (p *Part) ofInquiry(f *Form) *Part {
	part := *p
	part.Controls = slices.DeleteFunc(slices.Clone(p.Controls), func(c Control) bool { return f.isShared(c.Name) })
	switch {
	case len(part.Controls) == len(p.Controls):
	case len(part.Controls)+len(p.Parts) == 0:
		return nil
	default:
		part.ID, part.Title, part.Hint = p.ID+"-own", "", ""
	}
	return &part
}

// SeriesReceiptView says how the receipts of a [Series] are shown.
type SeriesReceiptView struct {
	// Receipts are by inquiry: those without an id were not answered.
	Receipts []Receipt
	// Answers are what was sent, by inquiry, which only the sender may see; nil shows
	// nothing of it.
	Answers []Summary
	// Hidden, Again and Mailed are as in [ReceiptView].
	Hidden bool
	Again  string
	Mailed bool
	// Files are those that the service makes.
	Files ReceiptFiles
}

// ReceiptPage is the page that says what was received.
func (s *Series) ReceiptPage(o PageOptions, v SeriesReceiptView) view.Node {
	w := s.forms[0].words
	title := w.Say("series.receipt.title")
	nodes := []view.Node{
		view.El("h1", view.Attrs{
			view.Attr("id", receiptID), view.Attr("tabindex", "-1"), view.Flag("autofocus", true),
		}, view.Text(title)),
		view.If(v.Mailed, view.El("p", nil, view.Text(w.Say("receipt.mailed")))),
		view.El("p", nil, view.Text(w.Say("receipt.keep"))),
	}
	nodes = append(nodes, w.keep(view.Node{}, v.Files, v.Answers != nil), view.If(v.Hidden, w.hint("receipt.hidden")))
	var missing []view.Node
	for i, f := range s.forms {
		name := f.words.Text(f.Inquiry().Title())
		if v.Receipts[i].ID == "" {
			missing = append(missing, view.El("li", nil, name))
			continue
		}
		facts, next := f.received(v.Receipts[i])
		nodes = append(nodes, view.El("h2", nil, name), f.notable(v.Receipts[i]), facts,
			view.If(len(next) > 0, view.El("ul", nil, next...)))
		if v.Answers != nil && len(v.Answers[i]) > 0 {
			nodes = append(nodes, view.El("h3", nil, view.Text(f.words.Say("receipt.answer"))), v.Answers[i].Node(4))
		}
	}
	if len(missing) > 0 {
		nodes = append(nodes, view.El("h2", nil, view.Text(w.Say("series.missing"))), view.El("ul", nil, missing...))
	}
	nodes = append(nodes, s.forms[0].again(v.Again), view.El("h2", nil, view.Text(w.Say("fact.contacts"))), w.Contacts())
	return s.forms[0].page(&o, s.forms[0].pageTitle(title), root(s.forms[0], nodes...), nil)
}
