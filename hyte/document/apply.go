package document

import (
	"reflect"

	"github.com/hytekit/hytekit/hyte/constraint"
)

// apply reports the rule if the value breaks it.
func (r *run) apply(c *check, v reflect.Value) {
	broken := false
	switch c.test {
	case testMembers:
		r.applyMembers(c, v)
	case testTrue:
		broken = !v.Bool()
	case testEquals:
		text := v.String()
		broken = text != c.text && text != ""
	case testNot:
		broken = v.String() == c.text
	case testOneOf, testRenamed:
		r.applyNames(c, v)
	case testAtLeast:
		if limit := c.limit(&r.decided); v.Len() < limit {
			r.broken(c, constraint.Params{Min: limit})
		}
	case testAtMost:
		if limit := c.limit(&r.decided); limit > 0 && v.Len() > limit {
			r.broken(c, constraint.Params{Max: limit})
		}
	case testPresent:
		broken = !given(v)
	case testAbsent:
		broken = given(v)
	case testPair:
		seen := r.sights[c.pair]
		broken = seen == sawOne || seen == sawOther
	case testNotBelow:
		r.applyFloor(c, v)
	case testEntries:
		r.applyEntries(c, v)
	case testNaming:
		says := c.rule.Says.(Naming)
		for _, f := range says.find(says, v) {
			r.report(c.index, c.rule.violation(r.place(c)+f.At, f.Params))
		}
	case testFunc:
		c.call(Facts{Document: r.document, Inquiry: r.program.inquiry}, &r.inspection)
	}
	if broken {
		r.broken(c, constraint.Params{})
	}
}

// applyNames is for the clauses about the names that the inquiry knows. An absent
// text is no business of theirs.
func (r *run) applyNames(c *check, v reflect.Value) {
	var number int
	if c.decider >= 0 {
		if r.decided[c.decider] == absent {
			return
		}
		number = c.limit(&r.decided)
	} else {
		text := v.String()
		if text == "" {
			return
		}
		number = c.texts[text]
	}
	switch {
	case c.test == testOneOf && number == 0:
		r.broken(c, constraint.Params{})
	case c.test == testRenamed && number > 0:
		r.broken(c, constraint.Params{Successor: c.names[number-1]})
	}
}

// limit is the one for the decider's text, 0 for none.
func (c *check) limit(decided *choices) int {
	if n := decided[c.decider]; n < len(c.limits) {
		return c.limits[n]
	}
	return 0
}

// applyMembers counts the members that are given. One of the wrong type may have
// been meant to be: then the rule stays silent.
func (r *run) applyMembers(c *check, object reflect.Value) {
	count := 0
	for _, field := range c.fields {
		if given(object.Field(field)) {
			count++
		}
	}
	if count >= c.least && (c.most == 0 || count <= max(c.most, 0)) {
		return
	}
	if len(r.bad) > 0 {
		place := r.place(c)
		for _, name := range c.rule.Says.(MemberCount).Names {
			if r.hasWrongType(place + "/" + name) {
				return
			}
		}
	}
	r.broken(c, constraint.Params{})
}

// sight is what has been seen of a pair's values.
type sight byte

const (
	sawOne sight = 1 << iota
	sawOther
	sawNeither // a value that may well hide either
)

func (c *check) sight(text string) sight {
	switch text {
	case c.names[0]:
		return sawOne
	case c.names[1]:
		return sawOther
	default:
		return sawNeither
	}
}

// applyFloor compares the number with the other one. No number is 0.
func (r *run) applyFloor(c *check, object reflect.Value) {
	number, least := object.Field(c.fields[0]).Int(), object.Field(c.fields[1]).Int()
	if number != 0 && number < least {
		r.broken(c, constraint.Params{Min: int(least)})
	}
}

// call applies a rule that is a function.
func (c *check) call(facts Facts, in *inspection) {
	for _, f := range c.rule.Func(facts) {
		in.report(c.index, c.rule.violation(f.At, f.Params))
	}
}
