package rules

import (
	"slices"

	"github.com/hytekit/hytekit/hyte/document"
)

// Chosen is a place at which every document has one of the texts that the inquiry
// gives.
type Chosen struct {
	At     string // a JSON Pointer, with "#" for every item of an array
	Values []string
}

// Choices are the places where the kind's rules leave, whatever else a document
// says, only texts that the inquiry gives. Former names are left out: a rule of
// their own asks for the present one.
func Choices(kind *document.Kind, inquiry document.Inquiry) []Chosen {
	var all []Chosen
	for _, r := range kind.Rules() {
		says, ok := r.Says.(document.Choice)
		if !ok || r.Of != "" || len(r.If) > 0 || r.When != nil && !r.When(inquiry) {
			continue
		}
		former := formerNames(kind, r.At, inquiry)
		values := slices.DeleteFunc(slices.Clone(says.Values(inquiry)), func(text string) bool { return former[text] })
		all = append(all, Chosen{r.At, values})
	}
	for _, n := range kind.Nested() {
		for _, c := range Choices(n.Kind, inquiry) {
			all = append(all, Chosen{n.At + c.At, c.Values})
		}
	}
	return all
}

func formerNames(kind *document.Kind, at string, inquiry document.Inquiry) map[string]bool {
	former := map[string]bool{}
	for _, r := range kind.Placed() {
		if says, ok := r.Says.(document.Renaming); ok && r.At == at && len(r.If) == 0 && (r.When == nil || r.When(inquiry)) {
			for _, s := range says.Successors(inquiry) {
				former[s.Former] = true
			}
		}
	}
	return former
}
