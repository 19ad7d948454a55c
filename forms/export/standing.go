package export

import (
	"slices"

	"github.com/hytekit/hytekit/hyte"
)

// standingColumns say since when and until when somebody sits, where representatives
// changed in mid-term.
var standingColumns = []column{
	{head: "head.from", width: 16, cell: func(l line) Cell { return dateCell(l.sitting().From) }, when: hasStanding},
	{head: "head.until", width: 16, cell: func(l line) Cell { return dateCell(l.sitting().Until) }, when: hasStanding},
	{head: "head.left", width: 30, cell: func(l line) Cell {
		return TextCell(l.lists.words.Text("option.change." + string(l.sitting().Reason)))
	}, when: hasStanding},
}

func hasStanding(r *hyte.Roster) bool {
	return slices.ContainsFunc(r.Nominators, func(e hyte.Entry) bool { return len(e.Standing) > 0 })
}

// sitting is since when and until when the person of the line sits, and by which
// decision. Where nobody changed it says nothing.
func (l line) sitting() *hyte.Standing {
	if l.standing != nil {
		return l.standing
	}
	return new(hyte.Standing)
}

// standingOf is the sitting of a person whom the answer that counts names.
func standingOf(e *hyte.Entry, person *hyte.Person, deputy bool) *hyte.Standing {
	for i := range e.Standing {
		if s := &e.Standing[i]; s.Until == "" && s.Deputy == deputy && s.Person != nil && *s.Person == *person {
			return s
		}
	}
	return nil
}

// left are those who sat for the organization and no longer do, in the order in which
// they came.
func (l *Lists) left(e *hyte.Entry) []line {
	var lines []line
	for i := range e.Standing {
		if s := &e.Standing[i]; s.Until != "" && s.Person != nil {
			lines = append(lines, line{lists: l, entry: e, role: roleOf(s.Deputy), person: s.Person, standing: s})
		}
	}
	return lines
}

func roleOf(deputy bool) string {
	if deputy {
		return "role.deputy"
	}
	return "role.representative"
}
