package derive

import (
	"github.com/hytekit/hytekit/hyte"
	"github.com/hytekit/hytekit/hyte/constraint"
	"github.com/hytekit/hytekit/schema/internal/node"
)

// addRules adds the rules that hold for every document of a kind, whatever the
// call: each is a definition under its own name, so that an engine's path of
// keywords names it. They come in the order in which package hyte reports them.
// Every keyword has its type beside or above it, and every required property is
// among the properties, as engines like ajv ask for in their strict mode.
func addRules(name string, root *node.Schema) {
	switch name {
	case "nomination":
		addNominationRules(root, root)
	case "received":
		addReceivedRules(root)
		addNominationRules(root, root.Defs.Get("Nomination"))
	case "call":
		addCallRules(root)
	}
}

// apply makes the rule a part of the schema it is for.
func apply(root, to *node.Schema, rule hyte.Rule, s *node.Schema) {
	root.Defs.Set(string(rule), s)
	to.AllOf = append(to.AllOf, node.Ref(string(rule)))
}

func addNominationRules(root, nomination *node.Schema) {
	apply(root, root.Defs.Get("Person"), hyte.RuleContactMissing, &node.Schema{
		Description: "A person has an e-mail address or a telephone number.",
		Type:        "object",
		AnyOf:       []*node.Schema{filled("email"), filled("telephone")},
	})
	apply(root, nomination, hyte.RuleConsentMissing, &node.Schema{
		Description: "The persons named have agreed (410/2015 s.70).",
		Type:        "object",
		Properties:  node.Members{{Name: "consent", Schema: &node.Schema{Const: true}}},
		Required:    []string{"consent"},
	})
}

// filled says that the property is there and not an empty text.
func filled(property string) *node.Schema {
	return &node.Schema{
		Properties: node.Members{{Name: property, Schema: &node.Schema{Not: &node.Schema{Const: ""}}}},
		Required:   []string{property},
	}
}

// addReceivedRules says which member the kind of a received document needs.
func addReceivedRules(root *node.Schema) {
	needs := func(member *node.Schema, kinds ...any) *node.Schema {
		return &node.Schema{
			If:   &node.Schema{Properties: node.Members{{Name: "kind", Schema: &node.Schema{Enum: kinds}}}},
			Then: member,
		}
	}
	present := func(s *node.Schema, kinds ...any) *node.Schema {
		n := needs(s, kinds...)
		n.If.Required = []string{"kind"}
		return n
	}
	apply(root, root, constraint.RuleRequired, &node.Schema{
		Description: "A nomination has nomination, a withdrawal or refusal nominator, an acceptance accepts.",
		Type:        "object",
		AllOf: []*node.Schema{
			needs(given("nomination"), string(hyte.KindNomination), ""),
			present(filledText("nominator"), string(hyte.KindWithdrawal), string(hyte.KindRefusal)),
			present(filledText("accepts"), string(hyte.KindAcceptance)),
		},
	})
}

// given says that the property is there.
func given(property string) *node.Schema {
	return &node.Schema{
		Properties: node.Members{{Name: property, Schema: &node.Schema{}}},
		Required:   []string{property},
	}
}

// filledText says that the property is there and no empty text, at the property.
func filledText(property string) *node.Schema {
	return &node.Schema{
		Properties: node.Members{{Name: property, Schema: &node.Schema{Type: "string", MinLength: 1}}},
		Required:   []string{property},
	}
}

func addCallRules(root *node.Schema) {
	addNominatorsRule(root)
	addQuotaRule(root)
}

// addQuotaRule says that a limit is not below the least number. No keyword
// compares two values, but there are few least numbers: each one has a clause.
func addQuotaRule(root *node.Schema) {
	quota := root.Defs.Get("Quota")
	each := make([]*node.Schema, 0, *quota.Properties.Get("min").Maximum)
	for least := 2; least <= *quota.Properties.Get("min").Maximum; least++ {
		below := &node.Schema{Type: "integer", Minimum: node.Int(1), Maximum: node.Int(least - 1)}
		each = append(each, &node.Schema{
			If: &node.Schema{
				Properties: node.Members{{Name: "min", Schema: &node.Schema{Const: least}}},
				Required:   []string{"min"},
			},
			Then: &node.Schema{Properties: node.Members{{Name: "max", Schema: &node.Schema{Not: below}}}},
		})
	}
	apply(root, quota, hyte.RuleQuotaRange, &node.Schema{
		Description: "max is 0, for no limit, or not below min.",
		Type:        "object",
		AllOf:       each,
	})
}

// addNominatorsRule says which members the kind of nominators needs: the
// municipalities of exactly one area or a list of them, or else organizations.
func addNominatorsRule(root *node.Schema) {
	listed := func(property string) *node.Schema {
		return &node.Schema{
			Properties: node.Members{{Name: property, Schema: &node.Schema{Type: "array", MinItems: 1}}},
			Required:   []string{property},
		}
	}
	none := func(present ...*node.Schema) *node.Schema {
		return &node.Schema{Not: &node.Schema{AnyOf: present}}
	}
	region, county := filled("region"), filled("county")
	municipalities, organizations := listed("municipalities"), listed("organizations")
	only := func(s *node.Schema, others ...*node.Schema) *node.Schema {
		return &node.Schema{AllOf: []*node.Schema{s, none(others...)}}
	}
	municipality := &node.Schema{
		Properties: node.Members{{Name: "kind", Schema: &node.Schema{Const: string(hyte.Municipality)}}},
	}
	apply(root, root.Defs.Get("Nominators"), hyte.RuleSeatNominators, &node.Schema{
		Description: "The kind municipality has exactly one of region, county and municipalities; the others have organizations.",
		Type:        "object",
		AnyOf: []*node.Schema{
			{AllOf: []*node.Schema{municipality, {AnyOf: []*node.Schema{
				only(region, county, municipalities, organizations),
				only(county, region, municipalities, organizations),
				only(municipalities, region, county, organizations),
			}}}},
			{AllOf: []*node.Schema{{Not: municipality}, only(organizations, region, county, municipalities)}},
		},
	})
}
