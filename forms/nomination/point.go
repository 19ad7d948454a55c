package nomination

import (
	"slices"

	"github.com/hytekit/hytekit/forms"
	"github.com/hytekit/hytekit/forms/texts"
	"github.com/hytekit/hytekit/forms/view"
	"github.com/hytekit/hytekit/hyte"
)

// point says for which body how many are named, and what is needed for that.
func (a *asked) point() forms.Point {
	return forms.Point{
		For:   []view.Node{bodyFact(a.Words)},
		Asked: a.askedOfAll(),
		Needs: a.words().Text("point.needs"),
		Next:  a.next(),
	}
}

// replyPoint says that nobody is named.
func (a *asked) replyPoint() forms.Point {
	return forms.Point{
		For:   []view.Node{bodyFact(a.Words)},
		Asked: a.Say("reply.hint"),
		Needs: a.Say("reply.needs"),
		Next:  a.next(),
	}
}

// next is what comes after sending where that is more than a receipt.
func (a *asked) next() string {
	if a.call.Confirmed() {
		return a.Say("point.next.confirmed")
	}
	return ""
}

// words are those of the layout: of candidates, where it is those who are named.
func (a *asked) words() *texts.Catalog { return a.Catalog().Variant(a.variant()) }

// askedOfAll is how many the organization names, as far as that is known before it is
// chosen.
func (a *asked) askedOfAll() string {
	if own := a.askedOfOne(); own != "" {
		return own
	}
	all := a.quotas()
	for i := range a.call.Nominators {
		all = append(all, a.call.Nominators[i].Quota)
	}
	if slices.ContainsFunc(all, func(q *hyte.Quota) bool { return *q != *all[0] }) {
		return a.words().Text("nominator.quota.differs")
	}
	return a.names(a.Say("nominator.you"), all[0])
}

// askedOfOne is how many the organization names that has been chosen; empty if none has.
func (a *asked) askedOfOne() string {
	switch {
	case a.from != nil:
		return a.names(a.In(a.from.Name), a.from.Quota)
	case a.isOther():
		return a.names(a.Say("nominator.you"), a.call.OpenSeat().Quota())
	default:
		return ""
	}
}

// names says how many an organization names. Its name is never inflected.
func (a *asked) names(name string, quota *hyte.Quota) string {
	return texts.Fill(quotaText(a.words(), "nominator.quota.", quota), "nominator", texts.Isolate(name))
}

// chosenVariant picks the words for whoever knows how many it names.
func (a *asked) chosenVariant() string {
	if one := a.oneRepresentative(); one != "" || a.askedOfOne() == "" || VariantOf(a.call.Call) != "" {
		return one
	}
	return "=own"
}
