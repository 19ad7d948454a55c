package document

import (
	"strings"

	"github.com/hytekit/hytekit/hyte/constraint"
)

// What a form asks follows from the rules that hold for an inquiry: what must be
// there, what must not, and how many items an array has.

// Forbids reports whether a rule says that the place, or what holds it, is absent in
// an answer to the program's inquiry, whose text at another place is what the function
// gives, such as the organization that answers. Whatever depends on a text that is
// still empty is not forbidden. The place is a JSON Pointer with "#" for every item of
// an array.
func (p *Program) Forbids(place string, text func(place string) string) bool {
	return p.demands(text, func(c *check) bool {
		return c.test == testAbsent && (c.rule.At == place || strings.HasPrefix(place, c.rule.At+"/"))
	})
}

// Requires reports whether a rule says that there is a value at the place, or that it
// is true, or that something is in the map there, in an answer with such texts, as [Program.Forbids] has it. That its tag says
// so is not asked here.
func (p *Program) Requires(place string, text func(place string) string) bool {
	return p.demands(text, func(c *check) bool {
		return (c.test == testPresent || c.test == testTrue) && c.rule.At == place || c.test == testEntries && c.requires(place)
	})
}

// demands reports whether a rule is such that holds whatever else the document says.
func (p *Program) demands(text func(place string) string, such func(*check) bool) bool {
	for i := range p.checks {
		if c := &p.checks[i]; such(c) && p.decided(c, text) {
			return true
		}
	}
	return false
}

// decided reports whether all conditions of a rule are met by texts that are known.
func (p *Program) decided(c *check, text func(place string) string) bool {
	for i := range c.conditions {
		cond := &c.conditions[i]
		if cond.decider < 0 {
			return false
		}
		value := text(cond.at)
		n := p.deciders[cond.decider].numbers[value]
		if value == "" || (n < len(cond.holds) && cond.holds[n]) == cond.not {
			return false
		}
	}
	return true
}

// Rule finds the rule with the id that holds for the program's inquiry, such as
// whether it is an error or a warning there.
func (p *Program) Rule(id constraint.Rule) (Rule, bool) {
	for i := range p.checks {
		if c := &p.checks[i]; c.rule.ID == id {
			return *c.rule, true
		}
	}
	return Rule{}, false
}

// Items says how many items the array may have in an answer whose text at another
// place is what the function gives, such as of the organization that answers.
// Known is false where a rule does not name that text: then they are the widest bounds
// that any text has. Most is 0 where no rule sets a limit, as is least.
func (p *Program) Items(array string, text func(place string) string) (least, most int, known bool) {
	known = true
	for i := range p.checks {
		c := &p.checks[i]
		if c.rule.At != array {
			continue
		}
		switch c.test {
		case testAtLeast:
			least = c.bound(text(p.deciders[c.decider].at), p, &known)
		case testAtMost:
			most = c.bound(text(p.deciders[c.decider].at), p, &known)
		}
	}
	return least, most, known
}

// bound is the limit for a text, or the widest one if the text is not known.
func (c *check) bound(text string, p *Program, known *bool) int {
	if n := p.deciders[c.decider].numbers[text]; n < len(c.limits) && c.bounds[n] {
		return c.limits[n]
	}
	*known = false
	return c.widest
}
