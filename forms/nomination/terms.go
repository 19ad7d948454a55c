package nomination

import (
	"strconv"

	"github.com/hytekit/hytekit/forms"
	"github.com/hytekit/hytekit/forms/texts"
	"github.com/hytekit/hytekit/forms/view"
	"github.com/hytekit/hytekit/hyte"
)

// What a request says beside whom it asks: on what terms, and what to know.

// list is a list of the call's own texts; nothing if there are none.
func list(w *forms.Words, all []hyte.Text) view.Node {
	switch len(all) {
	case 0:
		return view.Node{}
	case 1:
		return w.Text(all[0])
	}
	return view.El("ul", nil, view.Each(all, func(t hyte.Text) view.Node { return view.El("li", nil, w.Text(t)) }))
}

func names(organizers []hyte.Organizer) []hyte.Text {
	all := make([]hyte.Text, len(organizers))
	for i := range organizers {
		all[i] = organizers[i].Name
	}
	return all
}

// originalDeadline is the day that the deadline was before it was extended.
func originalDeadline(w *forms.Words) view.Node {
	original := callOf(w).Call.Deadline.Original
	if original == "" {
		return view.Node{}
	}
	return view.Text(w.Day(original))
}

// term is how long those named sit: in the call's own words, or its days.
func term(w *forms.Words) view.Node {
	t := bodyOf(w).Term
	switch {
	case t == nil:
		return view.Node{}
	case len(t.Label) > 0:
		return w.Text(t.Label)
	case t.From != "" && t.To != "":
		return view.Text(w.Period(&hyte.Period{From: t.From, To: t.To}))
	case t.From != "":
		return view.Text(w.Say("term.from", "date", w.Day(t.From)))
	case t.To != "":
		return view.Text(w.Say("term.to", "date", w.Day(t.To)))
	default:
		return view.Text(w.Say("term.open"))
	}
}

// size is how many members the body has.
func size(w *forms.Words) view.Node {
	s := bodyOf(w).Size
	if s == nil || s.Min == 0 && s.Max == 0 {
		return view.Node{}
	}
	key := "size.between"
	switch {
	case s.Min == s.Max:
		key = "size.exact"
	case s.Max == 0:
		key = "size.least"
	case s.Min == 0:
		key = "size.most"
	}
	text, _ := w.Catalog().Lookup(key)
	return view.Text(texts.Fill(text, "min", strconv.Itoa(s.Min), "max", strconv.Itoa(s.Max)))
}

// eligibility says who may be named: of each seat if there are several.
func eligibility(w *forms.Words) view.Node {
	seats := callOf(w).Call.Seats
	if len(seats) == 1 {
		return list(w, seats[0].Eligibility)
	}
	var items []view.Node
	for i := range seats {
		for _, t := range seats[i].Eligibility {
			items = append(items, view.El("li", nil, w.Text(SeatName(w.Catalog(), &seats[i])), view.Text(": "), w.Text(t)))
		}
	}
	if len(items) == 0 {
		return view.Node{}
	}
	return view.El("ul", nil, items...)
}

// documents are links to what else there is to read.
func documents(w *forms.Words) view.Node {
	all := callOf(w).Call.Documents
	if len(all) == 0 {
		return view.Node{}
	}
	return view.El("ul", nil, view.Each(all, func(d hyte.Document) view.Node {
		return view.El("li", nil, view.El("a", view.Attrs{view.Attr("href", w.In(d.URL))}, w.Text(d.Name)))
	}))
}
