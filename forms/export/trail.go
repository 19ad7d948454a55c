package export

import (
	"slices"
	"strings"

	"github.com/hytekit/hytekit/forms"
	"github.com/hytekit/hytekit/forms/texts"
	"github.com/hytekit/hytekit/hyte"
)

// trailColumns say how an organization came to stand as it does. They are about an
// organization whatever its answers are worth, also where nobody counts.
var trailColumns = []column{
	{head: "head.via", width: 20, cell: func(l line) Cell { return TextCell(l.via()) }, when: anyAnswer(func(a *hyte.Answer) bool { return a.Via != "" })},
	{head: "head.entered", width: 30, cell: func(l line) Cell { return TextCell(l.entered()) }, when: anyAnswer(func(a *hyte.Answer) bool { return a.EnteredBy != "" })},
	{head: "head.trail", width: 60, cell: func(l line) Cell { return TextCell(l.trail()) }, when: hasTrail},
}

// anyAnswer reports whether some answer that counts is such.
func anyAnswer(such func(*hyte.Answer) bool) func(*hyte.Roster) bool {
	return func(r *hyte.Roster) bool {
		return slices.ContainsFunc(r.Nominators, func(e hyte.Entry) bool { return e.Counted != nil && such(e.Counted) })
	}
}

func hasTrail(r *hyte.Roster) bool {
	return slices.ContainsFunc(r.Nominators, func(e hyte.Entry) bool { return len(e.Trail) > 0 })
}

// via is the way on which the answer that counts came.
func (l line) via() string {
	if l.entry.Counted == nil {
		return ""
	}
	return l.lists.words.Text("via." + string(l.entry.Counted.Via))
}

// entered says who entered the answer that counts, and when.
func (l line) entered() string {
	a := l.entry.Counted
	switch {
	case a == nil:
		return ""
	case a.EnteredBy == "" || a.EnteredAt.IsZero():
		return a.EnteredBy
	default:
		return a.EnteredBy + ", " + forms.InstantText(l.lists.words, a.EnteredAt)
	}
}

// trail are the decisions and notices of an organization, oldest first.
func (l line) trail() string {
	steps := make([]string, len(l.entry.Trail))
	for i := range l.entry.Trail {
		steps[i] = stepText(&l.entry.Trail[i], l.lists.roster, l.lists.words)
	}
	return strings.Join(steps, "; ")
}

// stepText says what was decided or came, when, by whom and why: "Answer accepted,
// 18 January 2021 at 12:00, Helmi Mallikas: It came in time".
func stepText(s *hyte.Step, r *hyte.Roster, words *texts.Catalog) string {
	parts := []string{StepTitle(s, r, words)}
	if !s.At.IsZero() {
		parts = append(parts, forms.InstantText(words, s.At))
	}
	if s.By != "" {
		parts = append(parts, s.By)
	}
	text := strings.Join(parts, ", ")
	if s.Reason != "" {
		text += ": " + s.Reason
	}
	if key := StepStateKey(s); key != "" {
		text += " (" + words.Text(key) + ")"
	}
	return text
}

// StepTitle is what a step of the trail was, in the words of [Words]: "Answer accepted".
func StepTitle(s *hyte.Step, r *hyte.Roster, words *texts.Catalog) string {
	var name hyte.Text
	if s.Nominator != "" {
		name, _ = r.NameOf(s.Nominator)
	}
	return words.Text("trail."+string(s.Kind), "time", forms.InstantText(words, s.ArrivedAt), "nominator", name.In(words.Language()))
}

// StepStateKey is the key of what has become of a step of the trail: "trail.undone". It
// is empty of one that holds.
func StepStateKey(s *hyte.Step) string {
	switch {
	case s.Undone:
		return "trail.undone"
	case s.Contested:
		return "trail.contested"
	case s.Late:
		return "trail.late"
	case s.Unconfirmed:
		return "trail.unconfirmed"
	default:
		return ""
	}
}
