package nomination

import (
	"strconv"

	"github.com/hytekit/hytekit/forms"
	"github.com/hytekit/hytekit/forms/texts"
	"github.com/hytekit/hytekit/forms/view"
	"github.com/hytekit/hytekit/hyte"
)

// facts tell whom is asked for what on which terms, as the letter does.
func facts(w *forms.Words) []view.Node {
	c, body := callOf(w).Call, bodyOf(w)
	return []view.Node{
		forms.Facts(
			w.Fact("fact.coOrganizers", list(w, names(c.CoOrganizers))),
			w.Fact("fact.issued", view.Text(w.Day(c.Issued))),
			w.Fact("fact.caseNumber", view.Text(c.CaseNumber)),
			w.Fact("fact.originalDeadline", originalDeadline(w)),
			w.Fact("fact.term", term(w)),
			w.Fact("fact.size", size(w)),
			w.Fact("fact.experts", list(w, body.Experts)),
			w.Fact("fact.quotas", quotas(w)),
			w.Fact("fact.eligibility", eligibility(w)),
			w.Fact("fact.meeting", meeting(w)),
			w.Fact("fact.information", list(w, c.Information)),
			w.Fact("fact.legalBasis", w.Text(c.LegalBasis)),
			w.Fact("fact.documents", documents(w)),
			w.Fact("fact.contacts", w.Contacts())),
		tasks(w),
	}
}

// quotas tell of each seat how many representatives are asked for, and of each
// organization whose quota is another one.
func quotas(w *forms.Words) view.Node {
	c := callOf(w)
	var items []view.Node
	for i := range c.Call.Seats {
		seat := &c.Call.Seats[i]
		name := []view.Node{w.Text(SeatName(w.Catalog(), seat))}
		if seat.Role != "" {
			name = append(name, view.Text(" ("+w.Say("seat.role."+string(seat.Role))+")"))
		}
		if !c.Call.AsksPersons() {
			items = append(items, view.El("li", nil, name...))
			continue
		}
		items = append(items, view.El("li", nil, append(name, view.Text(": "+QuotaText(w.Catalog(), seat.Quota())))...))
		for j := range seat.Nominators.Organizations {
			if o := &seat.Nominators.Organizations[j]; o.Representatives != nil {
				items = append(items, view.El("li", nil, w.Text(o.Name), view.Text(": "+quotaText(w.Catalog(), "quota.own.", o.Representatives))))
			}
		}
	}
	return view.El("ul", nil, items...)
}

// QuotaText is how many representatives or candidates each organization of a seat
// names, in the words of [texts.Set].
func QuotaText(c *texts.Catalog, q *hyte.Quota) string { return quotaText(c, "quota.", q) }

// quotaText is a number of representatives or candidates in words. The prefix chooses
// between each of several organizations and one.
func quotaText(c *texts.Catalog, prefix string, q *hyte.Quota) string {
	least := q.Least()
	if q.Expected > 0 {
		least = q.Expected
	}
	if q.Places > 0 {
		prefix += "candidates."
	}
	key := prefix + "between"
	switch q.Max {
	case 0:
		key = prefix + "least"
	case least:
		key = prefix + "exact"
	}
	text, ok := c.Lookup(key + "=" + strconv.Itoa(least))
	if !ok || q.Max > least {
		text, _ = c.Lookup(key)
	}
	return texts.Fill(text, "min", strconv.Itoa(least), "max", strconv.Itoa(q.Max), "places", strconv.Itoa(q.Places))
}

// bodyOf is the call's body, or an empty one if it has none.
func bodyOf(w *forms.Words) *hyte.Body {
	if body := callOf(w).Call.Body; body != nil {
		return body
	}
	return &hyte.Body{Kind: hyte.BodyOther}
}

// bodyFact is the name of the body, nothing if there is none.
func bodyFact(w *forms.Words) view.Node {
	body := bodyOf(w)
	return w.Fact("body."+string(body.Kind), w.Text(body.Name))
}

// subject is what the call is about in a few words: the body, or the call's own title.
func subject(w *forms.Words) string {
	if body := callOf(w).Call.Body; body != nil {
		return w.In(body.Name)
	}
	return w.In(callOf(w).Call.Title)
}

// meeting is when the body meets first: in the call's own words, or its days.
func meeting(w *forms.Words) view.Node {
	m := callOf(w).Call.FirstMeeting
	switch {
	case m == nil:
		return view.Node{}
	case len(m.Label) > 0:
		return w.Text(m.Label)
	default:
		return view.Text(w.Period(m))
	}
}

func tasks(w *forms.Words) view.Node {
	body := bodyOf(w)
	if len(body.Tasks) == 0 {
		return view.Node{}
	}
	return forms.Details(view.Text(w.Say("tasks."+string(body.Kind))),
		view.El("ul", nil, view.Each(body.Tasks, func(task hyte.Text) view.Node {
			return view.El("li", nil, w.Text(task))
		})))
}

// receipt names the body, the organization that answered, and the first meeting.
func receipt(w *forms.Words, r forms.Receipt) forms.ReceiptWords {
	words := forms.ReceiptWords{Facts: []view.Node{bodyFact(w)}}
	if name, ok := w.Inquiry().NameOf(r.Sender); ok {
		words.Facts = append(words.Facts, w.Fact("receipt.nominator", w.Text(name)))
	}
	if n, ok := callOf(w).Nominator(r.Sender); ok && n.Quota.Places > 0 {
		words.Next = append(words.Next, view.Text(w.Say("receipt.candidates")))
	}
	if m := meeting(w); !m.IsNothing() {
		words.Next = append(words.Next, view.Group(view.Text(w.Say("receipt.meeting")+" "), m, view.Text(".")))
	}
	if m := callOf(w).Call.FirstMeeting; m != nil && len(m.Label) == 0 && (m.To == "" || m.To == m.From) {
		words.Days = append(words.Days, forms.Day{ID: "meeting", Title: w.Say("calendar.meeting", "title", w.In(w.Inquiry().Title())), Date: m.From})
	}
	return words
}
