// Package board holds what the organizer's pages of all kinds of inquiries are made
// of. Each kind has a board of its own, in a folder beneath: see
// [github.com/hytekit/hytekit/forms/intake.Board].
package board

import (
	"strconv"
	"time"

	"github.com/hytekit/hytekit/forms"
	"github.com/hytekit/hytekit/forms/texts"
	"github.com/hytekit/hytekit/forms/view"
	"github.com/hytekit/hytekit/hyte"
)

// Fact is a line of a list of facts. One whose value is nothing is left out.
type Fact struct {
	Name  string
	Value view.Node
}

// Facts are a list of facts.
func Facts(list ...Fact) view.Node {
	return view.El("dl", view.Attrs{view.Attr("class", "hyte-facts")}, view.Each(list, func(f Fact) view.Node {
		return view.If(!f.Value.IsNothing(), view.El("div", nil,
			view.El("dt", nil, view.Text(f.Name)), view.El("dd", nil, f.Value)))
	}))
}

// Count is a number as a fact, which is left out where there is nothing to count.
func Count(name string, n int) Fact {
	return Fact{name, view.If(n > 0, view.Text(strconv.Itoa(n)))}
}

// LanguageMark marks a text that is in another language than the page (WCAG
// 2.2, 3.1.2).
func LanguageMark(text hyte.Text, t *texts.Catalog) view.Attribute {
	if spoken := text.Language(t.Language()); spoken != t.Language() {
		return view.Maybe("lang", spoken)
	}
	return view.Attribute{}
}

// Said is a text of a document in a line of its own, marked if it is in another
// language than the page.
func Said(text hyte.Text, t *texts.Catalog) view.Node {
	return view.El("span", view.Attrs{LanguageMark(text, t)}, view.Text(text.In(t.Language())))
}

// Moment is an instant for people, with the exact one for programs.
func Moment(t *texts.Catalog, at time.Time) view.Node {
	return view.El("time", view.Attrs{view.Attr("datetime", at.In(hyte.Helsinki()).Format(time.RFC3339Nano))},
		view.Text(forms.InstantText(t, at)))
}
