package forms

import "github.com/hytekit/hytekit/forms/view"

// Point is what whoever answers must know first, in a few lines: for what, how much is
// asked of them, what they need at hand, what happens next. Who asks and by when is said
// of every inquiry. The rest is among the facts, which can be opened. It may depend on
// what was chosen, and is announced when it does.
type Point struct {
	// Title heads a form that is not the inquiry's usual one.
	Title string
	// For are facts, as of [Words.Fact]: what is asked for, such as a body.
	For []view.Node
	// Asked is how much is asked of whoever answers.
	Asked string
	// Needs is what they need at hand.
	Needs string
	// Next is what happens next; empty for the usual, that there is a receipt.
	Next string
}

// point shows the point. Its lines keep their place where they say nothing.
func (t *tree) point() view.Node {
	p := &t.sheet.layout.Point
	next := p.Next
	switch {
	case t.view.Handover:
		next = "" // how the answer is sent is said below
	case next == "":
		next = t.words.Say("point.next")
	}
	facts := append([]view.Node{t.words.Fact("fact.organizer", t.words.Text(t.Inquiry().Organizer().Name))}, p.For...)
	line := func(text string) view.Node { return view.El("p", nil, view.Text(text)) }
	return view.El("div", view.Attrs{view.Attr("class", "hyte-point"), view.Flag("hidden", t.review)},
		view.If(p.Title != "", view.El("h2", nil, view.Text(p.Title))),
		view.El("dl", nil, facts...),
		view.If(t.isOpen(), line(p.Asked)), view.If(t.isOpen(), line(join(p.Needs, next))))
}
