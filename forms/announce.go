package forms

import (
	"slices"
	"strings"
)

// announceAsked tells whoever cannot see it what a choice has changed: how much is asked of
// them now, which questions are gone, and which have come.
func (s *Session) announceAsked(before *sheet) {
	now := s.form.sheet(s.state)
	if now == before {
		return
	}
	var told []string
	if asked := now.layout.Point.Asked; asked != before.layout.Point.Asked {
		told = append(told, asked)
	}
	if gone := before.without(now); len(gone) > 0 {
		told = append(told, now.words.Say("announce.hidden", "labels", strings.Join(gone, ", ")))
	}
	if come := now.without(before); len(come) > 0 {
		told = append(told, now.words.Say("announce.shown", "labels", strings.Join(come, ", ")))
	}
	if len(told) > 0 {
		s.view.Announcement = strings.Join(told, " ")
	}
}

// without are the labels of the questions that another sheet does not ask, in the order of
// the page, each once.
func (s *sheet) without(other *sheet) []string {
	var labels []string
	var collect func([]Section)
	collect = func(sections []Section) {
		for i := range sections {
			for j := range sections[i].Questions {
				place := sections[i].place(&sections[i].Questions[j])
				own := s.fields[place]
				if own != nil && other.fields[place] == nil && !slices.Contains(labels, own.control.Label) {
					labels = append(labels, own.control.Label)
				}
			}
			collect(sections[i].Sections)
		}
	}
	collect(s.layout.Sections)
	return labels
}
