package forms

import (
	"slices"
	"strconv"

	"github.com/hytekit/hytekit/forms/search"
	"github.com/hytekit/hytekit/hyte"
)

// What a person does in a search, besides pressing the keys of [Session.Search].
const (
	SearchType   = "type"   // the text has changed
	SearchPause  = "pause"  // it has not changed for a while
	SearchOpen   = "open"   // all that is found shall be seen
	SearchChoose = "choose" // an option was pressed
	SearchLeave  = "leave"  // the person goes on
)

// ruleUnchosen says that a search holds a text with which nothing is chosen. No document
// breaks it.
const ruleUnchosen hyte.Rule = "search.unchosen"

// searching is what a person does in the search of one control. The zero value is one
// that nobody has touched.
type searching struct {
	text   string // as typed since something was chosen, "" if nothing was
	open   bool   // the list is seen
	active int    // the option that Enter chooses, counted from 1; 0 is none
}

// hit is an option of the list that a search shows.
type hit struct {
	option *Option
	search.Found
}

// hits are the options that the search shows: those that are found, or all of them while
// nothing is typed.
func (f *Form) hits(c *Control, text string) []hit {
	options, entries := c.all(f.Language())
	if search.Fold(text) == "" {
		all := make([]hit, len(options))
		for i := range options {
			all[i].option = options[i]
		}
		return all
	}
	found := search.Find(entries, text)
	hits := make([]hit, len(found))
	for i, one := range found {
		hits[i] = hit{options[one.Index], one}
	}
	return hits
}

// Search takes what a person does in the search of the control with that name: one of the
// constants, or a key that means something there: "ArrowDown", "ArrowUp", "Home", "End",
// "Enter" or "Escape". The text is what the search holds now, or of [SearchChoose] the
// value of the option. It reports whether the tree is another one now.
//
// What is typed chooses nothing until the person says so, and takes back what was chosen.
func (s *Session) Search(name, what, text string) (changed bool) {
	s.reshaped = false
	c := s.form.control(s.state, name)
	if s.receipt != nil || c == nil || !c.isSearched() {
		return false
	}
	before := s.state.searches[name]
	now := before
	switch what {
	case SearchType:
		now = searching{text: text, open: search.Fold(text) != ""}
	case SearchPause:
		return s.tellFound(c, now)
	case SearchOpen:
		now.open = true
	case SearchChoose:
		return s.choose(c, text)
	case SearchLeave:
		return s.leave(c, now)
	default:
		if chosen := now.press(what, s.form.hits(c, now.text), s.state.Get(name)); chosen != "" {
			return s.choose(c, chosen)
		}
	}
	if now == before {
		return false
	}
	s.state.search(name, now)
	if what == SearchType {
		s.set(name, "")
		s.say(s.stillWrong())
		s.view.Announcement = "" // so that the same number is read out again
	}
	return true
}

// tellFound announces how much is found, once and calmly: after each letter it would be read
// over the letters. Whoever is in the list already hears its options.
func (s *Session) tellFound(c *Control, now searching) (changed bool) {
	if now.text == "" || !now.open || now.active > 0 {
		return false
	}
	before := s.view.Announcement
	s.view.Announcement = s.form.foundText(s.form.hits(c, now.text), now.text)
	return s.view.Announcement != before
}

// press moves the active option, opens or closes the list, or returns the value of the
// option that is chosen.
func (n *searching) press(key string, hits []hit, chosen string) string {
	switch {
	case key == "Escape":
		n.open, n.active = false, 0
	case key == "Home" || key == "End":
		n.active = 0 // the caret moves
	case len(hits) == 0:
	case key == "Enter" && n.open && n.active > 0:
		return hits[n.active-1].option.Value
	case key == "Enter" && n.open && n.text != "" && len(hits) == 1:
		return hits[0].option.Value
	case key == "Enter":
	case !n.open:
		n.open, n.active = true, 1
		if key == "ArrowUp" {
			n.active = len(hits)
		}
		for i := range hits {
			if hits[i].option.Value == chosen {
				n.active = i + 1
			}
		}
	case key == "ArrowDown":
		n.active = n.active%len(hits) + 1
	case key == "ArrowUp" && n.active > 1:
		n.active--
	case key == "ArrowUp":
		n.active = len(hits)
	}
	return ""
}

// choose takes an option, and shows it as the one that is chosen.
func (s *Session) choose(c *Control, value string) (changed bool) {
	options, _ := c.all(s.form.Language())
	option := chosenAmong(options, value)
	if option == nil {
		return false
	}
	s.state.search(c.Name, searching{})
	s.view.Announcement = ""
	s.set(c.Name, value)
	s.say(s.stillWrong())
	s.view.Announcement = join(s.form.words.Say("search.chosen", "name", option.name(s.form.Language())), s.view.Announcement)
	return true
}

// leave closes the list. Whoever has typed a whole name has chosen it; whatever else is
// typed is an error.
func (s *Session) leave(c *Control, now searching) (changed bool) {
	options, entries := c.all(s.form.Language())
	if one, ok := search.Named(entries, now.text); ok && !one.Former && s.state.Get(c.Name) == "" {
		return s.choose(c, options[one.Index].Value)
	}
	if now.text != "" {
		s.judged[c.Name] = true
	}
	open := now.open
	now.open, now.active = false, 0
	if search.Fold(now.text) == "" {
		now.text = "" // blanks are nothing
	}
	s.state.search(c.Name, now)
	return s.Left(c.Name) || open
}

// set puts a value into a control and notes whether others have come with it.
func (s *Session) set(name, value string) {
	if s.state.Get(name) == value {
		return
	}
	s.Set(name, []string{value})
	s.reshaped = true // the value must be written, in any case
}

// control is the control with a name, nil if the form has none now.
func (f *Form) control(s *State, name string) *Control {
	for c := range f.controls(s) {
		if c.Name == name {
			return c
		}
	}
	return nil
}

// search notes what is done in the search of a control.
func (s *State) search(name string, now searching) {
	if s.searches == nil {
		s.searches = map[string]searching{}
	}
	s.searches[name] = now
}

// withUnchosen adds to what is wrong with the document the searches with a text with which
// nothing is chosen. That says more than that something must be.
func (f *Form) withUnchosen(s *State, violations hyte.Violations) hyte.Violations {
	for name, now := range s.searches {
		if field, _ := s.field(name); field == nil || search.Fold(now.text) == "" || s.Get(name) != "" {
			continue
		}
		violations = slices.DeleteFunc(violations, func(v hyte.Violation) bool { return v.Location == name })
		violations = append(violations, hyte.Violation{Rule: ruleUnchosen, Location: name, Severity: hyte.Error})
	}
	return violations
}

// unchosenText says what to do about a text with which nothing is chosen.
func (f *Form) unchosenText(s *State, name string) string {
	c := f.control(s, name)
	if c == nil {
		return ""
	}
	hits := f.hits(c, s.searches[name].text)
	switch {
	case len(hits) == 0:
		return f.words.Say("search.none")
	case hits[0].Former:
		return f.formerText(hits)
	default:
		return f.words.Say("rule.search.unchosen")
	}
}

// foundText says how much is found with a text.
func (f *Form) foundText(hits []hit, text string) string {
	switch {
	case search.Fold(text) == "":
		return ""
	case len(hits) == 0:
		return f.words.Say("search.none")
	default:
		return join(f.formerText(hits), f.words.Say("search.count", "count", strconv.Itoa(len(hits))))
	}
}

// formerText explains what became of a former municipality, if that is the best that is
// found.
func (f *Form) formerText(hits []hit) string {
	if len(hits) == 0 || !hits[0].Former {
		return ""
	}
	return f.words.Say("search.former", "former", hits[0].Name, "successor", hits[0].option.name(f.Language()))
}
