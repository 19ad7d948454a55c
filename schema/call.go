package schema

import (
	"errors"
	"slices"
	"strconv"

	"github.com/hytekit/hytekit/hyte"
	"github.com/hytekit/hytekit/schema/internal/document"
	"github.com/hytekit/hytekit/schema/internal/node"
)

// ErrIncompleteCall means that the resolved call is nil, or was put together by
// hand and lacks the call itself or a nominator's quota.
var ErrIncompleteCall = errors.New("schema: the call is not a resolved one; use Call.Resolve or DecodeResolvedCall")

// ForCall is the schema of a kind of document for one call, as indented JSON:
// nominations, received documents and rosters of that call. What is written
// before there is a call, "call" and "resolved-call", has its base schema.
//
// Titles and descriptions are those of [DefaultLabels] in the call's languages,
// in its order, one after the other: "Etunimi / Förnamn". Use [ForCallWith] for
// others.
//
// The error is [ErrUnknownDocument] or [ErrIncompleteCall].
func ForCall(call *hyte.ResolvedCall, name string) ([]byte, error) {
	return ForCallWith(call, name, DefaultLabels)
}

// ForCallWith is [ForCall] with the titles and descriptions that labels gives.
func ForCallWith(call *hyte.ResolvedCall, name string, labels Labels) ([]byte, error) {
	root, err := base(name)
	if err != nil {
		return nil, err
	}
	if !complete(call) {
		return nil, ErrIncompleteCall
	}
	rules := callRules{call: call, root: root}
	switch name {
	case "nomination":
		rules.addNomination(root)
	case "received":
		rules.addNomination(root.Defs.Get("Nomination"))
	case "roster":
		rules.addRoster()
	default:
		return root.Write()
	}
	root.ID = document.Base + "calls/" + call.Call.ID + "/" + name + document.Suffix
	labels.apply(root, call)
	return root.Write()
}

func complete(call *hyte.ResolvedCall) bool {
	return call != nil && call.Call != nil && !slices.ContainsFunc(call.Nominators, func(n hyte.Nominator) bool {
		return n.Quota == nil
	})
}

// callRules adds the rules of one call to a base schema, in the order in which
// package hyte reports them.
type callRules struct {
	call   *hyte.ResolvedCall
	root   *node.Schema
	groups []group
}

// group is the nominators that have one quota.
type group struct {
	least int
	most  int // 0: no limit
}

// definition is the name of the group's definition, such as "nominators:1-3". A
// rule has no colon in its name.
func (g group) definition() string {
	name := "nominators:" + strconv.Itoa(g.least) + "-"
	if g.most > 0 {
		name += strconv.Itoa(g.most)
	}
	return name
}

// define adds a rule to the schema that it is for.
func (r *callRules) define(to *node.Schema, rule hyte.Rule, s *node.Schema) {
	r.root.Defs.Set(string(rule), s)
	to.AllOf = append(to.AllOf, node.Ref(string(rule)))
}

// property is a schema of objects that says something of one property.
func property(name string, s *node.Schema) *node.Schema {
	return &node.Schema{Type: "object", Properties: node.Members{{Name: name, Schema: s}}}
}

func (r *callRules) addNomination(nomination *node.Schema) {
	r.defineGroups()
	r.define(nomination, hyte.RuleCallMismatch, property("call", &node.Schema{Const: r.call.Call.ID}))
	r.addNominators(nomination)
	r.addQuotas(nomination)
	r.addDeputies(nomination)
	r.addGenderPair(nomination)
}

// defineGroups makes a definition of the ids of each group, for the rules to
// refer to: with 308 municipalities each id should be written once.
func (r *callRules) defineGroups() {
	for i := range r.call.Nominators {
		n := &r.call.Nominators[i]
		g := group{least: max(n.Quota.Min, 1), most: n.Quota.Max}
		ids := r.root.Defs.Get(g.definition())
		if ids == nil {
			ids = &node.Schema{}
			r.root.Defs.Set(g.definition(), ids)
			r.groups = append(r.groups, g)
		}
		ids.Enum = append(ids.Enum, n.ID)
	}
}

// addNominators says who may nominate. Of a former municipality the error says
// what it must be instead: its successor.
func (r *callRules) addNominators(nomination *node.Schema) {
	asked := &node.Schema{}
	for _, g := range r.groups {
		asked.AnyOf = append(asked.AnyOf, node.Ref(g.definition()))
	}
	former, merged := &node.Schema{}, &node.Schema{}
	known := map[string]bool{}
	for _, m := range r.call.Merged {
		if _, ok := r.call.Nominator(m.ID); ok || known[m.ID] {
			continue
		}
		known[m.ID] = true
		former.Enum = append(former.Enum, m.ID)
		merged.AllOf = append(merged.AllOf, &node.Schema{
			If:   required(property("nominator", &node.Schema{Const: m.ID}), "nominator"),
			Then: property("nominator", &node.Schema{Const: m.Successor}),
		})
	}
	if len(former.Enum) > 0 {
		r.defineOfNominator(nomination, hyte.RuleNominatorMerged, merged)
		asked.AnyOf = append(asked.AnyOf, former)
	}
	r.defineOfNominator(nomination, hyte.RuleNominatorUnknown, property("nominator", asked))
}

// defineOfNominator adds a rule for what has a nominator: a nomination and, in a
// received document, whoever withdraws or refuses.
func (r *callRules) defineOfNominator(nomination *node.Schema, rule hyte.Rule, s *node.Schema) {
	if nomination == r.root {
		r.define(nomination, rule, s)
		return
	}
	speaks := required(property("kind", &node.Schema{Enum: []any{string(hyte.KindWithdrawal), string(hyte.KindRefusal)}}), "kind", "nominator")
	speaks.Properties.Set("nominator", &node.Schema{Type: "string", MinLength: 1}) // else it is required
	r.define(r.root, rule, &node.Schema{AllOf: []*node.Schema{property("nomination", s), {If: speaks, Then: s}}})
}

func required(s *node.Schema, names ...string) *node.Schema {
	s.Required = names
	return s
}

// from is the condition that the nominator is of one of the groups.
func from(groups ...group) *node.Schema {
	s := &node.Schema{}
	for _, g := range groups {
		s.AnyOf = append(s.AnyOf, node.Ref(g.definition()))
	}
	if len(s.AnyOf) == 1 {
		s = s.AnyOf[0]
	}
	return required(property("nominator", s), "nominator")
}

func (r *callRules) addQuotas(nomination *node.Schema) {
	least, most := &node.Schema{}, &node.Schema{}
	for _, g := range r.groups {
		if g.least > 1 {
			least.AllOf = append(least.AllOf, &node.Schema{
				If: from(g), Then: property("representatives", &node.Schema{Type: "array", MinItems: g.least}),
			})
		}
		if g.most > 0 {
			most.AllOf = append(most.AllOf, &node.Schema{
				If: from(g), Then: property("representatives", &node.Schema{Type: "array", MaxItems: g.most}),
			})
		}
	}
	if len(least.AllOf) > 0 {
		r.define(nomination, hyte.RuleQuotaMin, least)
	}
	if len(most.AllOf) > 0 {
		r.define(nomination, hyte.RuleQuotaMax, most)
	}
}

func (r *callRules) addDeputies(nomination *node.Schema) {
	each := func(s *node.Schema) *node.Schema {
		return property("representatives", &node.Schema{Type: "array", Items: s})
	}
	switch r.call.Call.Deputies {
	case hyte.DeputiesOptional:
	case hyte.DeputiesRequired:
		r.define(nomination, hyte.RuleDeputyMissing, each(required(property("deputy", &node.Schema{}), "deputy")))
	default:
		r.define(nomination, hyte.RuleDeputyNotAllowed, each(property("deputy", &node.Schema{Never: true})))
	}
}
