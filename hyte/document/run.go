package document

import (
	"reflect"
	"slices"
	"strings"

	"github.com/hytekit/hytekit/hyte/constraint"
)

// run is the checking of one document. It stays on the stack, and so do what it
// knows of the document and what it notes: only a violation takes memory.
type run struct {
	inspection
	program  *Program
	document any
	decided  choices
	sights   [mostPairs]sight // by the pair
	at       indexes          // of the items that are being visited
}

// inspect applies the rules to the document and what is nested in it, but for
// those about the moment.
func (r *run) inspect() {
	r.own()
	for i := range r.program.nested {
		r.inspectNested(&r.program.nested[i])
	}
}

// own applies the rules of the document itself.
func (r *run) own() {
	p := r.program
	root := reflect.ValueOf(r.document).Elem()
	for i := range p.deciders {
		r.decided[i] = p.deciders[i].decide(root)
	}
	r.checkAll(p.whole, root)
	r.visit(&p.tree, root)
}

// inspectNested checks the nested document, if it is there, in its own terms.
func (r *run) inspectNested(n *nestedProgram) {
	v, ok := n.way.follow(reflect.ValueOf(r.document).Elem())
	if !ok || v.IsNil() {
		return
	}
	nested := run{inspection: inspection{bad: within(r.bad, n.at)}, program: n.program, document: v.Interface()}
	nested.inspect()
	violations := nested.inOrder(nil)
	for i := range violations {
		v := &violations[i]
		v.Location = n.at + v.Location
		if strings.HasPrefix(v.Params.Other, "/") {
			v.Params.Other = n.at + v.Params.Other
		}
	}
	r.add(violations)
}

// within are the violations beneath a place, in that place's own terms.
func within(violations constraint.Violations, place string) constraint.Violations {
	var beneath constraint.Violations
	for _, v := range violations {
		if constraint.Within(v.Location, place) {
			v.Location = v.Location[len(place):]
			beneath = append(beneath, v)
		}
	}
	return beneath
}

// visit applies the checks of the place, where the value stands, and of those
// beneath it.
func (r *run) visit(n *node, v reflect.Value) {
	if n.checks != nil {
		r.checkAll(n.checks, v)
	}
	switch {
	case n.object:
		if v.Kind() == reflect.Pointer {
			if v.IsNil() {
				return
			}
			v = v.Elem()
		}
		if n.inside != nil {
			r.checkAll(n.inside, v)
		}
		for i := range n.members {
			m := &n.members[i]
			r.visit(&m.node, v.Field(m.field))
		}
	case n.items != nil:
		r.visitItems(n, v)
	case n.sights != nil:
		text := v.String()
		for _, c := range n.sights {
			r.sights[c.pair] |= c.sight(text)
		}
	}
}

func (r *run) visitItems(n *node, list reflect.Value) {
	for _, c := range n.pairs {
		r.sights[c.pair] = 0
	}
	depth := r.at.depth
	r.at.depth++
	for i := range list.Len() {
		r.at.of[depth] = i
		r.visit(n.items, list.Index(i))
	}
	r.at.depth = depth
	r.checkAll(n.pairs, list)
}

func (r *run) checkAll(checks []*check, v reflect.Value) {
	for _, c := range checks {
		if len(c.conditions) == 0 || r.holds(c, v) {
			r.apply(c, v)
		}
	}
}

// holds reports whether the conditions of the rule are met.
func (r *run) holds(c *check, v reflect.Value) bool {
	for i := range c.conditions {
		if !r.meets(c, &c.conditions[i], v) {
			return false
		}
	}
	return true
}

// meets reports whether the document meets a condition of a rule. A text of the
// wrong type decides nothing: the rule stays silent.
func (r *run) meets(c *check, cond *condition, v reflect.Value) bool {
	if cond.decider >= 0 {
		n := r.decided[cond.decider]
		return (n < len(cond.holds) && cond.holds[n]) != cond.not && !r.hasWrongType(cond.at)
	}
	return slices.Contains(cond.values, cond.member.text(v)) != cond.not &&
		!(len(r.bad) > 0 && r.hasWrongType(r.place(c)+"/"+cond.at))
}

func (r *run) place(c *check) string { return r.at.place(c.rule.At) }

func (r *run) broken(c *check, params constraint.Params) {
	r.report(c.index, c.rule.violation(r.place(c), params))
}
