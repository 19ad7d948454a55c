package intake

import (
	"errors"
	"strings"

	"github.com/hytekit/hytekit/forms"
	"github.com/hytekit/hytekit/forms/intake/board"
	"github.com/hytekit/hytekit/forms/view"
	"github.com/hytekit/hytekit/hyte/reference"
)

// findName is the page on which the organizer finds what somebody on the telephone speaks
// of, beneath the address of the inquiry's board.
const findName = "find"

// Find is a form that finds a document by the reference of its receipt.
func (d *Desk) Find() view.Node { return d.findForm("", "") }

// findForm has the text that was looked for, and what is wrong with it.
func (d *Desk) findForm(text, wrong string) view.Node {
	described := "reference-hint"
	if wrong != "" {
		described += " reference-error"
	}
	asked := d.r.URL.Query().Get("lang")
	return view.El("form", view.Attrs{
		view.Attr("class", "org-find"), view.Attr("role", "search"), view.Attr("action", d.service.link("/admin/"+d.of.id()+"/"+findName)), view.Attr("method", "get"),
	},
		view.If(d.service.words.has(asked), view.El("input", view.Attrs{view.Attr("type", "hidden"), view.Attr("name", "lang"), view.Attr("value", asked)})),
		view.El("div", view.Attrs{view.Attr("class", "hyte-field")},
			view.El("label", view.Attrs{view.Attr("for", "reference")}, view.Text(d.t.Text("find.label"))),
			view.El("p", view.Attrs{view.Attr("class", "hyte-hint"), view.Attr("id", "reference-hint")},
				view.Text(d.t.Text("find.hint", "example", reference.Of(d.of.id(), "")))),
			view.If(wrong != "", view.El("p", view.Attrs{view.Attr("class", "hyte-problem"), view.Attr("id", "reference-error")}, view.Text(wrong))),
			view.El("input", view.Attrs{
				view.Attr("type", "text"), view.Attr("id", "reference"), view.Attr("name", "reference"), view.Attr("value", text), view.Attr("class", "hyte-short"),
				view.Attr("autocapitalize", "characters"), view.Attr("autocomplete", "off"), view.Attr("spellcheck", "false"),
				view.Attr("aria-describedby", described), view.Maybe("aria-invalid", flagText(wrong != "")),
			})),
		view.El("button", view.Attrs{view.Attr("type", "submit"), view.Attr("class", "hyte-button hyte-quiet")}, view.Text(d.t.Text("find.submit"))))
}

// find tells what the receipts say of the documents that a reference or an id names: it
// is what their sender has before their eyes.
func (s *Service) find(d *Desk) {
	text := strings.TrimSpace(d.r.URL.Query().Get("reference"))
	found, wrong, err := d.referred(text)
	if err != nil {
		s.failInside(d.w, d.r, err)
		return
	}
	title := d.t.Text("find.title")
	nodes := []view.Node{
		view.El("p", nil, view.El("a", view.Attrs{view.Attr("href", d.Link(""))}, board.Said(d.of.inquiry.Title(), d.t))),
		view.El("h1", nil, view.Text(title)), d.findForm(text, wrong),
	}
	d.Page(title, view.Group(append(nodes, found...)...))
}

// referred are the documents that a text names, or what is wrong with the text.
func (d *Desk) referred(text string) (found []view.Node, wrong string, err error) {
	if text == "" {
		return nil, "", nil
	}
	code, ok := reference.Find(text)
	if !ok && !isID(strings.ToLower(text)) {
		return nil, d.t.Text("find.wrong"), nil
	}
	ids := []string{strings.ToLower(text)}
	if ok {
		if ids, err = d.named(code); err != nil {
			return nil, "", err
		}
	}
	for _, id := range ids {
		kept, err := d.service.config.Store.Find(d.r.Context(), id)
		if errors.Is(err, ErrNotFound) {
			continue
		}
		if err != nil {
			return nil, "", err
		}
		k := d.of.kind(kept.Kind)
		if k == nil || kept.Inquiry != d.of.id() || kept.Entered() {
			continue
		}
		receipt, _, err := d.service.arrived(d.r.Context(), k, kept)
		if err != nil {
			return nil, "", err
		}
		noteReceipt(d.w, kept.ID)
		found = append(found, d.receiptSays(k, receipt))
	}
	if len(found) == 0 {
		wrong = d.t.Text("find.none")
	}
	return found, wrong, nil
}

// named are the ids that a reference may stand for. A reference is made from an id and does
// not lead back to it, so all ids are tried: those that the ledger remembers, so that no
// record is read for that.
func (d *Desk) named(code reference.Code) (ids []string, err error) {
	if ledger, ok := d.past.ledger.(Remembering); ok {
		for id := range ledger.IDs() {
			if code.Names(id) {
				ids = append(ids, id)
			}
		}
		return ids, nil
	}
	for kept, err := range d.service.config.Store.Records(d.Context(), d.of.id()) {
		if err != nil {
			return nil, err
		}
		if code.Names(kept.ID) {
			ids = append(ids, kept.ID)
		}
	}
	return ids, nil
}

// receiptSays is a receipt in the language of the page, or in that of the inquiry where it
// has no form in that.
func (d *Desk) receiptSays(k *taken, receipt forms.Receipt) view.Node {
	form, ok := k.forms[d.t.Language()]
	if !ok {
		form = k.forms[k.by.pages.codes[0]]
	}
	told := form.ReceiptText(receipt)
	facts := make([]board.Fact, len(told.Facts))
	for i, f := range told.Facts {
		facts[i] = board.Fact{Name: f.Label, Value: view.Text(f.Value)}
	}
	return view.El("section", view.Attrs{view.Attr("class", "org-found"), view.Maybe("lang", otherLanguage(form.Language(), d.t.Language()))},
		view.El("h2", nil, view.Text(told.Title)), board.Facts(facts...),
		view.El("h3", view.Attrs{view.Attr("lang", d.t.Language())}, view.Text(d.t.Text("find.says"))),
		view.El("ul", nil, view.Each(told.Sentences, func(sentence string) view.Node { return view.El("li", nil, view.Text(sentence)) })))
}

// otherLanguage is the language of a part where it is not that of the page.
func otherLanguage(part, page string) string {
	if part == page {
		return ""
	}
	return part
}
