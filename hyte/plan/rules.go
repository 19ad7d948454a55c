package plan

import (
	"slices"
	"strconv"
	"strings"

	"github.com/hytekit/hytekit/hyte"
	"github.com/hytekit/hytekit/hyte/civil"
	"github.com/hytekit/hytekit/hyte/constraint"
	"github.com/hytekit/hytekit/hyte/document"
	"github.com/hytekit/hytekit/hyte/organization"
)

// The rules of plans, beside those of their tags.
const (
	RulePeriodMissing  hyte.Rule = "plan.period_missing"       // an agreement or wellbeing plan says for how long
	RuleServesMissing  hyte.Rule = "plan.serves_missing"       // a wellbeing plan says for which council's term
	RuleOneParty       hyte.Rule = "agreement.one_party"       // an agreement has two parties at least
	RuleOriginMissing  hyte.Rule = "item.origin_missing"       // a resolution says where it was made
	RuleItemDuplicate  hyte.Rule = "item.duplicate"            // the id of params.other
	RuleParentUnknown  hyte.Rule = "item.parent_unknown"       // no item has the id
	RuleCycle          hyte.Rule = "item.cycle"                // an item is a part of itself
	RuleItemUnknown    hyte.Rule = "item.unknown"              // a resource carries an item that there is not
	RuleDueFirst       hyte.Rule = "item.due_before_origin"    // due before it was decided, on params.date
	RuleHistoryOrder   hyte.Rule = "history.order"             // before the entry above it, of params.date
	RulePeriodOrder    hyte.Rule = "period.order"              // ends before it begins, on params.date
	RuleUnknownTerm    hyte.Rule = "serves.unknown_term"       // no council's term begins on that day
	RuleInterfaceAlone hyte.Rule = "interface.alone"           // an interface is between two
	RuleOtherLevel     hyte.Rule = "serves.other_level"        // warning: serves the county's duty, but no county is a party (612/2021 s.7)
	RuleOwnerMissing   hyte.Rule = "item.owner_missing"        // warning: nobody does it
	RuleOwnerNotParty  hyte.Rule = "item.owner_not_party"      // warning: does it, but the plan does not bind it
	RuleResourceEnds   hyte.Rule = "resource.ends_before_item" // warning: ends while an item that it carries goes on
	RuleClosing        hyte.Rule = "closing.decision_missing"  // warning: a resolution was closed without a decision
	RuleHandledAfter   hyte.Rule = "handled.after_approval"    // warning: handled after it was approved, on params.date
)

const (
	comparesValues = "compares two values of the document"
	comparesDates  = "compares dates"
	warns          = "a warning; a schema knows errors only"
)

// Kind is the plan as a kind of document.
func Kind() *document.Kind { return kind }

var kind = document.MustNew("plan", "plans", planType, []document.Rule{
	{ID: RulePeriodMissing, At: "/period", If: sorts(Agreement, WellbeingPlan), Says: document.Present()},
	{ID: RuleServesMissing, At: "/serves", If: sorts(WellbeingPlan), Says: document.Present(), Source: "612/2021 s.6 and s.7"},
	{ID: RuleOriginMissing, At: "/items/#/origin", If: sorts(Resolutions), Says: document.Present()},
	{ID: RuleOneParty, At: "/parties", Func: of(oneParty), Why: "counts by the sort of plan"},
	{ID: organization.RuleUnknown, At: "", Func: of(organizations), Why: comparesValues},
	{ID: RulePeriodOrder, At: "", Func: of(periods), Why: comparesDates},
	{ID: RuleUnknownTerm, At: "/serves/from", Func: of(unknownTerm), Why: "needs the terms of office"},
	{ID: RuleItemDuplicate, At: "/items/#/id", Func: of(itemTwice), Why: comparesValues},
	{ID: RuleParentUnknown, At: "/items/#/parent", Func: of(parentUnknown), Why: comparesValues},
	{ID: RuleCycle, At: "/items/#/parent", Func: of(cycles), Why: comparesValues},
	{ID: RuleItemUnknown, At: "/resources/#/items/#", Func: of(itemUnknown), Why: comparesValues},
	{ID: RuleDueFirst, At: "/items/#/due", Func: of(dueFirst), Why: comparesDates},
	{ID: RuleHistoryOrder, At: "/items/#/history/#/date", Func: of(historyOrder), Why: comparesDates},
	{ID: RuleInterfaceAlone, At: "/items/#/owners", Func: of(interfaceAlone), Why: "counts by the kind of item"},
	{ID: RuleOtherLevel, At: "/serves/follows", Severity: hyte.Warning, Func: of(otherLevel), Why: warns, Source: "612/2021 s.7"},
	{ID: RuleOwnerMissing, At: "/items/#/owners", Severity: hyte.Warning, Func: of(ownerMissing), Why: warns},
	{ID: RuleOwnerNotParty, At: "/items/#/owners/#", Severity: hyte.Warning, Func: of(ownerNotParty), Why: warns},
	{ID: RuleResourceEnds, At: "/resources/#/to", Severity: hyte.Warning, Func: of(resourceEnds), Why: warns},
	{ID: RuleClosing, At: "/items/#/history/#/decision", Severity: hyte.Warning, Func: of(closing), Why: warns},
	{ID: RuleHandledAfter, At: "/handled/#/date", Severity: hyte.Warning, Func: of(handledAfter), Why: warns},
})

func sorts(of ...Sort) []document.Condition {
	values := make([]string, len(of))
	for i, s := range of {
		values[i] = string(s)
	}
	return []document.Condition{document.Is("/kind", values...)}
}

// of makes a rule of a plan.
func of(rule func(*Plan) []document.Finding) document.Func {
	return func(f document.Facts) []document.Finding { return rule(f.Document.(*Plan)) }
}

// findings collects places where a rule is broken.
type findings []document.Finding

func (f *findings) add(params constraint.Params, place ...any) {
	var at strings.Builder
	for _, part := range place {
		at.WriteByte('/')
		switch part := part.(type) {
		case int:
			at.WriteString(strconv.Itoa(part))
		case string:
			at.WriteString(part)
		}
	}
	*f = append(*f, document.Finding{At: at.String(), Params: params})
}

func oneParty(p *Plan) []document.Finding {
	f := findings{}
	if p.Kind == Agreement && len(p.Parties) == 1 {
		f.add(constraint.Params{Min: 2}, "parties")
	}
	return f
}

func organizations(p *Plan) []document.Finding {
	f, listed := findings{}, p.Names()
	look := func(id string, place ...any) {
		if id != "" && !listed.Has(id) {
			f.add(constraint.Params{}, place...)
		}
	}
	handling := func(h *hyte.Handling, place ...any) {
		if h != nil {
			look(h.Organization, append(place, "organization")...)
		}
	}
	for i := range p.Parties {
		look(p.Parties[i].Organization, "parties", i, "organization")
		handling(p.Parties[i].Approval, "parties", i, "approval")
	}
	handling(p.Approved, "approved")
	for i := range p.Handled {
		handling(&p.Handled[i], "handled", i)
	}
	for i := range p.Steps {
		handling(p.Steps[i].Decision, "steps", i, "decision")
	}
	for i := range p.Items {
		item := &p.Items[i]
		for j, id := range item.Owners {
			look(id, "items", i, "owners", j)
		}
		for j, id := range item.Partners {
			look(id, "items", i, "partners", j)
		}
		handling(item.Origin, "items", i, "origin")
		for j := range item.History {
			handling(item.History[j].Decision, "items", i, "history", j, "decision")
		}
	}
	for i := range p.Reports {
		handling(p.Reports[i].Decision, "reports", i, "decision")
	}
	for i := range p.Resources {
		look(p.Resources[i].Organization, "resources", i, "organization")
	}
	return f
}

func periods(p *Plan) []document.Finding {
	f := findings{}
	look := func(t *hyte.Term, place ...any) {
		if t != nil && civil.TextBefore(t.To, t.From) {
			f.add(constraint.Params{Date: t.From}, append(place, "to")...)
		}
	}
	look(p.Period, "period")
	for i := range p.Steps {
		look(p.Steps[i].Period, "steps", i, "period")
	}
	for i := range p.Items {
		look(p.Items[i].Period, "items", i, "period")
	}
	for i := range p.Resources {
		if r := &p.Resources[i]; civil.TextBefore(r.To, r.From) {
			f.add(constraint.Params{Date: r.From}, "resources", i, "to")
		}
	}
	return f
}

func unknownTerm(p *Plan) []document.Finding {
	f := findings{}
	if s := p.Serves; s != nil && !slices.Contains(councilTerms[s.Follows], s.From) {
		f.add(constraint.Params{Allowed: councilTerms[s.Follows]}, "serves", "from")
	}
	return f
}
