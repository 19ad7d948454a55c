package schema

import (
	"github.com/hytekit/hytekit/hyte"
	"github.com/hytekit/hytekit/schema/internal/node"
)

// counting is the definition of an entry of a roster with an answer that counts.
const counting = "entry:counting"

// addRoster says that a roster is of the call, names organizations that it asks,
// and has of each one answer that counts.
func (r *callRules) addRoster() {
	r.defineGroups()
	r.define(r.root, hyte.RuleCallMismatch, property("call", &node.Schema{Const: r.call.Call.ID}))
	asked := &node.Schema{}
	for _, g := range r.groups {
		asked.AnyOf = append(asked.AnyOf, node.Ref(g.definition()))
	}
	r.define(r.root, hyte.RuleNominatorUnknown, property("nominators", &node.Schema{Type: "array", Items: property("nominator", asked)}))

	entry := required(property("counted", &node.Schema{Type: "object"}), "nominator", "counted")
	entry.Properties.Set("nominator", &node.Schema{})
	r.root.Defs.Set(counting, entry)
	uncounted := property("state", &node.Schema{Not: &node.Schema{Const: string(hyte.StateCounted)}})
	entries := &node.Schema{Type: "array", Items: property("others", &node.Schema{Type: "array", Items: uncounted})}
	for _, n := range r.call.Nominators {
		of := property("nominator", &node.Schema{Const: n.ID})
		of.Ref = node.Ref(counting).Ref
		entries.AllOf = append(entries.AllOf, &node.Schema{Contains: of, MinContains: node.Int(0), MaxContains: node.Int(1)})
	}
	r.define(r.root, hyte.RuleRosterSecondAnswer, property("nominators", entries))
}
