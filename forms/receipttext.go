package forms

import (
	"strings"

	"github.com/hytekit/hytekit/forms/view"
)

// ReceiptText is what a receipt tells, for a letter: the same as its page.
type ReceiptText struct {
	Title string
	// Facts are what was received, when, and under which id.
	Facts []Told
	// Sentences are what the sender must know, and can do and will hear of.
	Sentences []string
}

// ReceiptText tells a receipt in the language of the form.
func (f *Form) ReceiptText(r Receipt) ReceiptText {
	told := ReceiptText{
		Title: f.words.Say(receiptTitle(r)),
	}
	for _, n := range f.notes(r) {
		told.Sentences = append(told.Sentences, n.text)
	}
	told.Sentences = append(told.Sentences, f.whatToDo(r)...)
	own := f.own(r)
	for _, fact := range own.Facts {
		told.Facts = append(told.Facts, toldFacts(fact)...)
	}
	for _, next := range own.Next {
		told.Sentences = append(told.Sentences, plainText(next))
	}
	told.Facts = append(told.Facts,
		Told{Label: f.words.Say("receipt.received"), Value: f.arrivedAt(r)},
		Told{Label: f.words.Say("receipt.id"), Value: r.name()})
	return told
}

// toldFacts are definitions, as of [Words.Fact], in plain text.
func toldFacts(n view.Node) (facts []Told) {
	label := ""
	var walk func(view.Node)
	walk = func(n view.Node) {
		switch n.Tag() {
		case "dt":
			label = plainText(n)
		case "dd":
			facts = append(facts, Told{Label: label, Value: plainText(n)})
		default:
			for child := range n.Children() {
				walk(child)
			}
		}
	}
	walk(view.El("dl", nil, n))
	return facts
}

// plainText is what a person reads of a node, with the items of a list apart.
func plainText(n view.Node) string {
	var b strings.Builder
	var write func(view.Node)
	write = func(n view.Node) {
		b.WriteString(n.Content())
		for child := range n.Children() {
			if child.Tag() == "li" && b.Len() > 0 {
				b.WriteString("; ")
			}
			write(child)
		}
	}
	write(view.El("div", nil, n))
	return b.String()
}
