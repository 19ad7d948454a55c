package forms

import (
	"slices"

	"github.com/hytekit/hytekit/forms/view"
	"github.com/hytekit/hytekit/hyte"
)

// Review is the view of the last look at the answers, as [Form.Review] is of one: of
// which the rules say that, by inquiry, nil of what nobody answered.
func (s *Series) Review(v SeriesView, violations []hyte.Violations) (look SeriesView, ok bool) {
	for i, f := range s.forms {
		if _, others := f.atLastLook(v.States[i], violations[i]); others {
			v.Phase, v.Violations, v.Review = PhaseRejected, violations, false
			return v, false
		}
	}
	v.Phase, v.Review = PhaseEditing, true
	v.Retaken, v.Violations = make([]bool, len(s.forms)), make([]hyte.Violations, len(s.forms))
	for i, f := range s.forms {
		own, _ := f.Review(View{State: v.States[i]}, violations[i])
		v.Retaken[i], v.Violations[i] = own.Retaken, own.Violations
	}
	if slices.Contains(v.Retaken, true) {
		s.retakeShared(v.States)
	}
	return v, true
}

// retakeShared takes back what was confirmed for all inquiries at once.
func (s *Series) retakeShared(states []*State) {
	for i, f := range s.forms {
		sheet := f.sheet(states[i])
		for name := range states[i].values {
			if f.isShared(name) && sheet.confirms(name) {
				delete(states[i].values, name)
			}
		}
	}
}

// isReview reports whether the view is the last look; see [Form.isReview].
func (s *Series) isReview(v *SeriesView) bool {
	if v.Phase != PhaseRejected || v.Violations == nil {
		return v.Review
	}
	onlyLast := false
	for i, f := range s.forms {
		last, others := f.atLastLook(v.States[i], v.Violations[i])
		if others {
			return false
		}
		onlyLast = onlyLast || last
	}
	return onlyLast
}

// lastLook is what is shared, and then each answer under the title of its inquiry. What
// nobody answered is not in it, but for the controls of what would be confirmed.
func (t *seriesTree) lastLook() view.Node {
	lead := &t.lead
	var shared []view.Node
	for _, part := range lead.asking() {
		if p := part.shared(lead.Form); p != nil {
			shared = append(shared, lead.answered(p, "", 3))
		}
	}
	var confirm []view.Node
	var confirming []Part
	for _, part := range lead.confirming() {
		if p := part.shared(lead.Form); p != nil {
			confirm, confirming = append(confirm, lead.part(p, 3)), append(confirming, *p)
		}
	}
	lead.view.Retaken = slices.Contains(t.view.Retaken, true)
	label, warnings := lead.words.Say("series.submit"), t.firstWarnings()
	if warnings != "" {
		label = lead.words.Say("series.check.sendAnyway")
	}
	return view.El("div", view.Attrs{view.Attr("class", "hyte-check"), view.Flag("hidden", !t.review)},
		view.If(t.review, view.Group(lead.lookTitle("series.check.title", "series.check.intro"), lead.skip(warnings, confirming))),
		view.If(t.review, view.Group(append(shared, lead.warnings(warningsID))...)),
		view.Each(t.trees, func(own tree) view.Node { return own.lastLookOf(t.review) }),
		view.If(len(confirm) > 0, lead.retaken()), view.Group(confirm...),
		lead.lookActions(label))
}

// firstWarnings is the id of what need not be mended first: of what is shared, or of an answer,
// with which its own stands. It is empty if there is none.
func (t *seriesTree) firstWarnings() string {
	if t.lead.hasWarnings() {
		return warningsID
	}
	for i := range t.trees {
		if t.trees[i].hasWarnings() {
			return t.trees[i].ownWarningsID()
		}
	}
	return ""
}

func (t *tree) ownWarningsID() string { return t.elementOf("hyte-", "warnings") }

// lastLookOf is the answer to one inquiry of a page.
func (t *tree) lastLookOf(review bool) view.Node {
	var confirm []view.Node
	for _, part := range t.confirming() {
		if p := part.ofInquiry(t.Form); p != nil && len(p.Controls) > 0 {
			confirm = append(confirm, t.part(p, 4))
		}
	}
	if !review || t.isUntouched(t.state) {
		return view.El("div", view.Attrs{view.Flag("hidden", true)}, confirm...)
	}
	nodes := []view.Node{view.El("h3", nil, t.words.Text(t.Inquiry().Title())), t.lastDay()}
	for _, part := range t.asking() {
		if p := part.ofInquiry(t.Form); p != nil {
			nodes = append(nodes, t.answered(p, "", 4))
		}
	}
	return view.El("div", nil, append(append(nodes, t.warnings(t.ownWarningsID()), view.If(len(confirm) > 0, t.retaken())), confirm...)...)
}
