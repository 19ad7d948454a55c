package document

import (
	"fmt"
	"time"

	"github.com/hytekit/hytekit/hyte/constraint"
)

// Program checks documents of a kind, by themselves or as answers to one
// inquiry. It does not change and may be used by many goroutines at once.
type Program struct {
	kind     *Kind
	inquiry  Inquiry
	checks   []check  // in the order of the rules
	whole    []*check // of them those that need no value of the document looked up
	tree     node     // the others, by their places
	deciders []decider
	pairs    int // how many there are
	nested   []nestedProgram
}

type nestedProgram struct {
	at      string
	way     steps
	program *Program
}

// compile makes a program of the rules that hold for the inquiry.
func (k *Kind) compile(inquiry Inquiry) (*Program, error) {
	p := &Program{kind: k, inquiry: inquiry}
	for i := range k.placed {
		r := &k.placed[i]
		if r.Elsewhere || r.AsksInquiry() && inquiry == nil || r.When != nil && !r.When(inquiry) {
			// Its place is looked at all the same: a mistake shows at start-up.
			if _, _, err := lead(k.typ, r.At); err != nil {
				return nil, fmt.Errorf("document: %s: rule %s: %w", k.name, r.ID, err)
			}
			continue
		}
		c, err := p.check(r)
		if err != nil {
			return nil, fmt.Errorf("document: %s: rule %s at %q: %w", k.name, r.ID, r.At, err)
		}
		p.checks = append(p.checks, c)
	}
	p.grow()
	for _, n := range k.nested {
		way, value, err := lead(k.typ, n.At)
		if err != nil || value.Object != nil && value.Object.GoType() != n.Kind.typ.GoType() {
			return nil, fmt.Errorf("document: %s: there is no %s at %q", k.name, n.Kind.name, n.At)
		}
		inner, err := n.Kind.compile(inquiry)
		if err != nil {
			return nil, err
		}
		p.nested = append(p.nested, nestedProgram{n.At, way, inner})
	}
	return p, nil
}

// grow puts the checks where they are applied. Rules about the moment are applied
// by [Program.CheckAt].
func (p *Program) grow() {
	for i := range p.checks {
		c := &p.checks[i]
		c.index = i
		switch {
		case c.rule.Moment:
		case c.test == testFunc, c.decidedWhole():
			p.whole = append(p.whole, c)
		default:
			p.tree.add(c)
		}
	}
}

// Kind is the kind of the documents that the program checks.
func (p *Program) Kind() *Kind { return p.kind }

// Check reports every rule that the document breaks, its tags' rules included,
// in document order, without asking what time it is. The document is a pointer
// to the kind's struct; structural are the violations that decoding it found.
// None, or warnings only, means that the document is valid.
func (p *Program) Check(document any, structural constraint.Violations) constraint.Violations {
	return p.judge(document, p.kind.typ.Merge(structural, p.kind.typ.Check(document)))
}

// judge adds to what is wrong with single values what the rules say.
func (p *Program) judge(document any, values constraint.Violations) constraint.Violations {
	r := run{program: p, document: document}
	r.bad = values
	r.inspect()
	return r.all(p.kind.typ)
}

// CheckAt adds to the violations of [Program.Check] those that depend on the
// instant: whether the inquiry takes answers then, and the rules about the
// moment.
func (p *Program) CheckAt(document any, violations constraint.Violations, at time.Time) constraint.Violations {
	in := inspection{bad: violations}
	p.arrive(document, at, &in)
	return in.all(p.kind.typ)
}

// Whole reports what the rules about more than one value say of a document, and
// nothing else: not what is wrong with single values, which the caller knows, nor
// the documents nested in it. It is for programs that check values in their own
// way. With an instant that is not zero it adds what [Program.CheckAt] does.
func (p *Program) Whole(document any, values constraint.Violations, at time.Time) constraint.Violations {
	if p.kind.resolve != nil {
		if values.Invalid() {
			return nil
		}
		return p.kind.resolve(document)
	}
	r := run{program: p, document: document}
	r.bad = values
	r.own()
	if !at.IsZero() {
		later := inspection{bad: r.inOrder(values)}
		p.arrive(document, at, &later)
		r.add(later.inOrder(nil))
	}
	r.bad = nil
	return r.all(p.kind.typ)
}

// arrive applies what depends on the instant.
func (p *Program) arrive(document any, at time.Time, in *inspection) {
	if p.inquiry != nil {
		for _, v := range closed(p.inquiry, p.kind, at) {
			if p.kind.excused == nil || !p.kind.excused(document, v) {
				in.report(-1, v)
			}
		}
	}
	for i := range p.checks {
		if c := &p.checks[i]; c.rule.Moment {
			c.call(Facts{Document: document, Inquiry: p.inquiry, Moment: at}, in)
		}
	}
}
