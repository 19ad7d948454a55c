package main

import (
	"time"

	"github.com/hytekit/hytekit/forms"
	"github.com/hytekit/hytekit/hyte"
	"github.com/hytekit/hytekit/hyte/document"
)

// checkedDeadline is a member of JSON output.
type checkedDeadline struct {
	LastDay string    `json:"lastDay"`
	End     time.Time `json:"end"` // exclusive
	Words   string    `json:"words"`
}

// deadlineOf is a deadline of an inquiry that takes documents of some kinds until another day
// than others. An inquiry with one deadline does not say the kind.
type deadlineOf struct {
	Kind string `json:"kind,omitempty"`
	checkedDeadline
	sentences []string
}

// deadlines are those of a document, the first one being that which it has for itself; what
// cannot be read is left out.
func (c *inquiryCheck) deadlines(d *checkedDocument) (all []deadlineOf) {
	if d.deadline == nil {
		return nil
	}
	type taken struct {
		kind     *document.Kind // nil where no kind is taken until then
		deadline *hyte.Deadline
	}
	several := []taken{{nil, d.deadline}}
	if d.inquiry != nil {
		for _, kind := range d.inquiry.Responses() {
			switch until := forms.WindowOf(d.inquiry, kind).Deadline; {
			case until == nil:
			case *until != *d.deadline:
				several = append(several, taken{kind, until})
			case several[0].kind == nil:
				several[0].kind = kind
			}
		}
	}
	if len(several) == 1 {
		several[0].kind = nil // the only one is that of the document
	}
	for _, t := range several {
		if one, err := c.deadlineFor(t.kind, t.deadline); err == nil {
			all = append(all, one)
		}
	}
	return all
}

// deadlineFor tells a deadline, in the words of the kind where there is one: "Register by …".
func (c *inquiryCheck) deadlineFor(kind *document.Kind, deadline *hyte.Deadline) (deadlineOf, error) {
	words, err := c.deadlineWords(deadline)
	if err != nil {
		return deadlineOf{}, err
	}
	end, _ := deadline.End() // the words have read both
	last, _ := deadline.LastDay()
	one := deadlineOf{"", checkedDeadline{last.String(), end, words[0]}, words}
	if kind == nil {
		return one, nil
	}
	one.Kind = kind.Name()
	if response, ok := c.kinds.service.Response(kind); ok {
		t := response.Texts.For(c.code)
		one.Words = plain(t.Text("answer.deadline", "deadline", forms.DeadlineText(t, deadline)))
		one.sentences = append([]string{one.Words}, words[1:]...)
	}
	return one, nil
}
