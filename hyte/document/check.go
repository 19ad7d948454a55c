package document

import (
	"errors"
	"slices"
	"strings"

	"github.com/hytekit/hytekit/hyte/constraint"
)

// check is a rule that holds for the inquiry, ready to be applied. A switch
// applies it rather than a method of the clause: what is called through an
// interface would make the state of every document escape to the heap.
type check struct {
	rule       *Rule
	index      int   // among the program's checks
	way        steps // to the value that it is applied to
	conditions []condition
	test       test

	decider int            // of what the clause depends on
	limits  []int          // by the decider's number
	bounds  []bool         // of which of them the clause names the text
	widest  int            // of the limits, the one that allows most
	texts   map[string]int // that the clause names; indexes into names, from 1
	names   []string
	text    string
	fields  []int   // of the members that the clause names
	ways    []steps // from an item of the list to the texts of a pair
	pair    int     // its number among the program's pairs
	entries []Entry // of a map, of which the clause says something
	part    EntryPart
	format  *constraint.Format
	least   int
	most    int // -1: none allowed, 0: no limit
}

type test int

const (
	testMembers test = iota
	testTrue
	testEquals
	testOneOf
	testRenamed
	testAtLeast
	testAtMost
	testPresent
	testAbsent
	testPair
	testNotBelow
	testNot
	testEntries
	testNaming
	testFunc
)

// condition is one of a rule's, about the text of a decider or of a member.
type condition struct {
	at      string
	decider int    // -1: a member
	holds   []bool // by the decider's number
	member  steps
	values  []string
	not     bool
}

// check makes one of a rule.
func (p *Program) check(r *Rule) (check, error) {
	c := check{rule: r, decider: -1, test: testFunc}
	way, value, err := lead(p.kind.typ, r.At)
	if err != nil {
		return c, err
	}
	c.way = way
	if strings.Count(r.At, "#") > mostItems {
		return c, errors.New("the place lies in too many arrays")
	}
	for i := range r.If {
		cond, err := p.condition(&r.If[i], value)
		if err != nil {
			return c, err
		}
		c.conditions = append(c.conditions, cond)
	}
	if r.Func != nil {
		return c, nil
	}
	return c, p.clause(&c, value)
}

func (p *Program) condition(i *Condition, value *constraint.Value) (condition, error) {
	c := condition{at: i.At, decider: -1, values: i.Values, not: i.Not}
	if i.Of != nil {
		c.values = i.Of(p.inquiry)
	}
	if i.relative() {
		var err error
		c.member, err = member(value, i.At)
		return c, err
	}
	d, err := p.decider(i.At)
	if err != nil {
		return c, err
	}
	c.decider = d
	for _, v := range c.values {
		n := p.deciders[d].number(v)
		c.holds = append(c.holds, make([]bool, max(n+1-len(c.holds), 0))...)
		c.holds[n] = true
	}
	return c, nil
}

// member is the way from an object to one of its members.
func member(value *constraint.Value, name string) (steps, error) {
	if value == nil || value.Object == nil {
		return nil, errors.New("it has no members")
	}
	way, _, err := lead(value.Object, "/"+name)
	return way, err
}

// fields are those of an object's members.
func fields(value *constraint.Value, names ...string) (all []int, err error) {
	for _, name := range names {
		way, err := member(value, name)
		if err != nil {
			return nil, err
		}
		if len(way) != 1 {
			return nil, errors.New(name + " is no member, but in one")
		}
		all = append(all, way...)
	}
	return all, nil
}

// decider finds the decider of a place, or adds one.
func (p *Program) decider(at string) (int, error) {
	if i := slices.IndexFunc(p.deciders, func(d decider) bool { return d.at == at }); i >= 0 {
		return i, nil
	}
	way, value, err := lead(p.kind.typ, at)
	switch {
	case err != nil:
		return 0, err
	case value.Kind != constraint.KindString || slices.Contains(way, item):
		return 0, errors.New("rules can depend only on a single text, not on " + at)
	case len(p.deciders) == mostDeciders:
		return 0, errors.New("rules depend on too many texts")
	}
	p.deciders = append(p.deciders, newDecider(at, way))
	return len(p.deciders) - 1, nil
}

// clause prepares what the rule's clause needs.
func (p *Program) clause(c *check, value *constraint.Value) (err error) {
	switch says := c.rule.Says.(type) {
	case MemberCount:
		c.test, c.least, c.most = testMembers, says.Least, says.Most
		c.fields, err = fields(value, says.Names...)
		return err
	case Truth:
		c.test = testTrue
	case Equality:
		c.test, c.text = testEquals, says.Value(p.inquiry)
	case Exclusion:
		c.test, c.text = testNot, says.Value
	case Choice:
		c.test = testOneOf
		c.name(says.Values(p.inquiry))
		return p.decide(c)
	case Renaming:
		c.test, c.texts = testRenamed, map[string]int{}
		for _, s := range says.Successors(p.inquiry) {
			if _, known := c.texts[s.Former]; !known {
				c.names = append(c.names, s.Now)
				c.texts[s.Former] = len(c.names)
			}
		}
		return p.decide(c)
	case ItemCount:
		return p.itemCount(c, says)
	case Presence:
		if c.test = testPresent; says.Absent {
			c.test = testAbsent
		}
	case Entries:
		return p.entries(c, value, says)
	case Naming:
		if c.test = testNaming; value.Kind != constraint.KindMap {
			return errors.New("names are those of a map")
		}
	case Pairing:
		return p.pair(c, value, says)
	case Floor:
		c.test = testNotBelow
		return p.floor(c, says)
	default:
		return errors.New("its clause is not known")
	}
	return nil
}

// decide lets a clause about a single text of the document ask its decider, which
// has looked the text up for all rules.
func (p *Program) decide(c *check) (err error) {
	if slices.Contains(c.way, item) {
		return nil
	}
	if c.decider, err = p.decider(c.rule.At); err != nil {
		return err
	}
	for text, n := range c.texts {
		number := p.deciders[c.decider].number(text)
		c.limits = append(c.limits, make([]int, max(number+1-len(c.limits), 0))...)
		c.limits[number] = n
	}
	return nil
}

// decidedWhole reports whether the clause is about a text that a decider looks up.
func (c *check) decidedWhole() bool {
	return c.decider >= 0 && (c.test == testOneOf || c.test == testRenamed)
}

func (c *check) name(texts []string) {
	c.names, c.texts = texts, make(map[string]int, len(texts))
	for i, text := range texts {
		c.texts[text] = i + 1
	}
}

func (p *Program) itemCount(c *check, says ItemCount) (err error) {
	if c.test = testAtLeast; says.Most {
		c.test = testAtMost
	}
	if c.decider, err = p.decider(says.By); err != nil {
		return err
	}
	for i, l := range says.Limits(p.inquiry) {
		limit := l.Least
		if says.Most {
			limit = l.Most
		}
		if i == 0 || wider(limit, c.widest, says.Most) {
			c.widest = limit
		}
		if l.Others {
			c.bind(unnamed, limit)
			continue
		}
		for _, v := range l.Values {
			c.bind(p.deciders[c.decider].number(v), limit)
		}
	}
	return nil
}

// bind sets the limit for a text, by its number.
func (c *check) bind(n, limit int) {
	c.limits = append(c.limits, make([]int, max(n+1-len(c.limits), 0))...)
	c.bounds = append(c.bounds, make([]bool, len(c.limits)-len(c.bounds))...)
	c.limits[n], c.bounds[n] = limit, true
}

// wider reports whether a limit allows more than another one.
func wider(limit, than int, most bool) bool {
	if most {
		return than != 0 && (limit == 0 || limit > than)
	}
	return limit < than
}

// mostPairs is how many pairs the rules of a kind may ask for.
const mostPairs = 4

// pair finds the ways from an item to the member that is compared.
func (p *Program) pair(c *check, value *constraint.Value, says Pairing) error {
	c.test, c.names, c.pair = testPair, says.Values[:], p.pairs
	p.pairs++
	switch {
	case value.Kind != constraint.KindArray:
		return errors.New("a pair is looked for in an array")
	case p.pairs > mostPairs:
		return errors.New("there are too many pairs")
	}
	for _, name := range says.In {
		way, err := member(value.Items, name+"/"+says.Member)
		if err != nil {
			return err
		}
		c.ways = append(c.ways, way)
	}
	return nil
}

// floor finds the way from the object that holds the number to the other one.
func (p *Program) floor(c *check, says Floor) error {
	above := c.rule.At[:strings.LastIndexByte(c.rule.At, '/')]
	way, _, err := lead(p.kind.typ, above+"/"+says.Other)
	if err != nil {
		return err
	}
	c.fields, c.way = []int{c.way[len(c.way)-1], way[len(way)-1]}, c.way[:len(c.way)-1]
	return nil
}
