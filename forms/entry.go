package forms

import "github.com/hytekit/hytekit/forms/view"

// Entry is how a form is shown to whoever enters what others have answered, such as on
// paper.
type Entry struct {
	View View
	// About are controls of the page around, which stand first in the form. Their names
	// begin with no slash, and so are none of the form's.
	About view.Node
	// Wrong is what must be mended in those; the summary leads there.
	Wrong []Mistake
}

// Mistake is what must be mended in a control that is not the form's.
type Mistake struct {
	ID   string // of the HTML element
	Text string
}

// Entry is the form with what happened to it and what must be mended, without what tells those
// who answer what is asked. The page around has the heading.
func (f *Form) Entry(e Entry) view.Node {
	t := f.newTree(&e.View)
	t.direct, t.review = true, false
	t.faults = f.faults(t.state, t.parts, e.View.Violations)
	t.about, t.wrong = e.About, e.Wrong
	return view.Group(t.notice(), t.summary(), t.form())
}

// wrongAbout are the items of the summary for the controls of the page around.
func (t *tree) wrongAbout() []view.Node {
	var items []view.Node
	for _, m := range t.wrong {
		items = append(items, summaryItem(m.ID, m.Text))
	}
	return items
}

func summaryItem(id, text string) view.Node {
	return view.El("li", nil, view.El("a", view.Attrs{view.Attr("href", "#"+id)}, view.Text(text)))
}
