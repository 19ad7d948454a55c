package schema

import (
	"slices"

	"github.com/hytekit/hytekit/hyte"
	"github.com/hytekit/hytekit/schema/internal/node"
)

// addGenderPair asks for both a woman and a man where the call requires it and
// more than one person may be named (609/1986 s.4a), unless a reason is given.
// Where the call only recommends it, the rule is a warning, which a schema
// cannot say.
func (r *callRules) addGenderPair(nomination *node.Schema) {
	balance := r.call.Call.GenderBalance
	if balance == nil || balance.Mode != hyte.GenderRequired {
		return
	}
	deputies := r.call.Call.Deputies == hyte.DeputiesOptional || r.call.Call.Deputies == hyte.DeputiesRequired
	asked := slices.DeleteFunc(slices.Clone(r.groups), func(g group) bool { return g.most == 1 && !deputies })
	if len(asked) == 0 {
		return
	}
	reason := required(property("genderBalanceReason", &node.Schema{Type: "string", MinLength: 1}), "genderBalanceReason")
	r.define(nomination, hyte.RuleGenderPairMissing, &node.Schema{
		If: &node.Schema{AllOf: []*node.Schema{from(asked...), {Not: reason}}},
		Then: property("representatives", &node.Schema{AnyOf: []*node.Schema{
			{Type: "array", AllOf: []*node.Schema{anyone(other(hyte.Woman)), anyone(other(hyte.Man))}},
			{Not: &node.Schema{Type: "array", AllOf: []*node.Schema{anyone(&node.Schema{})}}},
		}}),
	})
}

// anyone says that a representative or deputy is someone of whom the schema is
// true. Whatever is no person does not matter: it is reported for what it is.
func anyone(person *node.Schema) *node.Schema {
	is := func(member string) *node.Schema {
		someone := *person
		someone.Type = "object"
		return required(property(member, &someone), member)
	}
	return &node.Schema{
		Contains: &node.Schema{Type: "object", AnyOf: []*node.Schema{is("person"), is("deputy")}},
	}
}

// other says that someone is not of the gender, or has not stated it.
func other(gender hyte.Gender) *node.Schema {
	return &node.Schema{Not: required(property("gender", &node.Schema{Const: string(gender)}), "gender")}
}
