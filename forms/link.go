package forms

import (
	"fmt"
	"slices"
	"strings"

	"github.com/hytekit/hytekit/forms/view"
	"github.com/hytekit/hytekit/hyte/document"
)

// Link leads from a form to that of another kind of the same inquiry. It is shown if
// the inquiry takes that kind and the page has an address: a form that no service
// receives stands alone. The address tells nothing of what was typed.
type Link struct {
	// To is the kind whose form it leads to.
	To *document.Kind
	// Key is the key of its words.
	Key string
	// At is where it stands.
	At LinkPlace
}

// LinkPlace is where a [Link] stands.
type LinkPlace int

// The places. The zero value is LinkAbove.
const (
	LinkAbove   LinkPlace = iota // before the form, for whoever need not fill it in; only while answers are taken
	LinkBelow                    // after the form
	LinkReceipt                  // on the receipt
)

// PathOf is the path of a kind's form beneath the page of the inquiry: empty for the
// kind that is the page itself, the first one that answers the inquiry.
func PathOf(inquiry document.Inquiry, kind *document.Kind) string {
	if inquiry.Responses()[0] == kind {
		return ""
	}
	return "/" + kind.Name()
}

// linksAbove keep their place as long as the form is shown, out of sight where no
// answers are taken any more: were they gone, the widget would make the form anew, and
// what was typed would be gone, too.
func (t *tree) linksAbove() view.Node {
	return view.If(t.isShown(), t.links(LinkAbove, t.view.Action, view.Flag("hidden", !t.takesAny() || t.review)))
}

// links are those of a place, from the form with that address.
func (f *Form) links(at LinkPlace, address string, more ...view.Attribute) view.Node {
	if address == "" {
		return view.Node{}
	}
	address, query, found := strings.Cut(address, "?") // that of a personal link leads to the other form, too
	if found {
		query = "?" + query
	}
	page := strings.TrimSuffix(address, PathOf(f.Inquiry(), f.kind.Document))
	return view.Each(f.kind.Links, func(l Link) view.Node {
		return view.If(l.At == at && slices.Contains(f.Inquiry().Responses(), l.To), view.El("p", append(view.Attrs{view.Attr("class", "hyte-link")}, more...),
			view.El("a", view.Attrs{view.Attr("href", page+PathOf(f.Inquiry(), l.To)+query)}, view.Text(f.words.Say(l.Key)))))
	})
}

// checkLinks reports a link without words; see [ErrLayout].
func (f *Form) checkLinks() error {
	for _, l := range f.kind.Links {
		if _, ok := f.words.catalog.Lookup(l.Key); !ok {
			return fmt.Errorf("%w: in %q there is no text %s", ErrLayout, f.Language(), l.Key)
		}
	}
	return nil
}
