package decision

import (
	"cmp"
	"slices"
	"strings"
	"unicode"

	"github.com/hytekit/hytekit/hyte"
)

// Decision is a matter as one body handled it, or has it on its agenda. The zero value is
// none.
type Decision struct {
	// ID is the site's own id of the item, such as "202341-4"; pages do not have it.
	ID string `json:"id,omitempty"`
	// Title is the subject.
	Title string `json:"title,omitempty"`
	// Handling is how the body handled it. A feed says neither the section nor the case
	// number nor the outcome.
	hyte.Handling
	// Item is the number of the place on the agenda (asianro), which is not the section; 0
	// if it is not known.
	Item int `json:"item,omitempty"`
	// OnAgenda says that the source is an agenda: nothing has been decided yet.
	OnAgenda bool `json:"onAgenda,omitempty"`
	// Published is the day on which the feed says that the item was published.
	Published string `json:"published,omitempty"`
	// Earlier are the handlings of the matter before this one, the oldest first.
	Earlier []hyte.Handling `json:"earlier,omitempty"`
}

// Of gives the decision, and its earlier handlings, to an organization: its id. Sites do not
// say whose bodies they are about.
func (d *Decision) Of(organization string) {
	d.Organization = organization
	for i := range d.Earlier {
		d.Earlier[i].Organization = organization
	}
}

// Join puts what pages say into the items of a feed: the one of the same body and day with
// the same subject or, on an agenda, at the same place. Pages that belong to none follow at
// the end. Neither argument is changed.
func Join(feed, pages []Decision) []Decision {
	joined := slices.Clone(feed)
	at := map[meeting][]int{}
	for i := range joined {
		at[joined[i].meeting()] = append(at[joined[i].meeting()], i)
	}
	taken := make([]bool, len(feed))
	for _, page := range pages {
		candidates := at[page.meeting()]
		k := slices.IndexFunc(candidates, func(i int) bool { return !taken[i] && page.same(&joined[i]) })
		if k < 0 {
			joined = append(joined, page)
			continue
		}
		i := candidates[k]
		taken[i] = true
		item := joined[i]
		joined[i] = page
		joined[i].ID, joined[i].Published = item.ID, item.Published
		joined[i].Title = cmp.Or(item.Title, page.Title)
		joined[i].URL = cmp.Or(item.URL, page.URL)
		joined[i].Item = cmp.Or(page.Item, item.Item)
	}
	return joined
}

// meeting is that of a body on a day.
type meeting struct{ body, date string }

func (d *Decision) meeting() meeting { return meeting{fold(d.Body), d.Date} }

// same reports whether a page is that of an item of the same meeting.
func (d *Decision) same(item *Decision) bool {
	if d.OnAgenda && d.Item > 0 && d.Item == item.Item {
		return true
	}
	title := fold(d.Title)
	return title != "" && title == fold(item.Title)
}

// fold leaves letters and digits only: a feed has a dash where the page has brackets.
func fold(text string) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsLetter(r) || unicode.IsDigit(r) {
			return unicode.ToLower(r)
		}
		return -1
	}, text)
}
