package nomination

import (
	"slices"
	"strings"

	"github.com/hytekit/hytekit/forms"
	"github.com/hytekit/hytekit/hyte"
	"github.com/hytekit/hytekit/hyte/constraint"
)

// EntryKind is the form on which the organizer enters a nomination that came by mail or
// on paper. It asks the same as that of [Kind]; its words are those of package texts.
func EntryKind() *forms.Kind {
	return &forms.Kind{Document: kind.Document, Decode: kind.Decode, Layout: entryLayout, Variant: Variant}
}

// entryLayout asks nothing of whoever enters the answer: their own name is not offered
// as the sender's, their language is not that of the answer, and who is named has been
// told already what becomes of the data.
func entryLayout(s *forms.Situation) forms.Layout { return entered(layout(s)) }

// entered is a layout for whoever enters the answer of another.
func entered(l forms.Layout) forms.Layout {
	delete(l.Fixed, "/language")
	for i := range l.Sections {
		section := &l.Sections[i]
		section.Before = nil
		section.Questions = slices.Clone(section.Questions)
		for j := range section.Questions {
			if q := &section.Questions[j]; q.Autocomplete != "" {
				q.Autocomplete = "off"
			}
		}
	}
	return l
}

// Choose puts an organization into the form: one that the call names, or a guest of an
// open call, of whom the form makes the same id again.
func Choose(s *forms.State, c *hyte.ResolvedCall, id string, name hyte.Text) {
	if _, asked := c.Nominator(id); asked {
		s.Set("/nominator", []string{id})
		return
	}
	s.Set("/nominator", []string{otherOrganization})
	s.Set("/nominatorName", []string{name.In(c.Call.Languages[0])})
	if _, number, _ := strings.Cut(id, ":"); constraint.ValidBusinessID(number) {
		s.Set("/businessId", []string{number})
	}
}
